"""Markdown that needs no Markdown engine: paragraphs of plain words, with links and emphasis.

Most articles are just that, and Python-Markdown takes a millisecond for each. ``render_simple``
gives its very bytes, or None as soon as anything else is in the text; tests hold the two equal.
"""

from __future__ import annotations

import re

# Anything that an inline rule of Python-Markdown, or an extension of ours, may look at. Asking for
# one string after another is ten times quicker than one regular expression for all.
_OTHER = (
    *"`\\<_|\t\x02\x03\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029\ue000\ue001~",
    "![", "[^", "*[",
)  # fmt: skip
_ENTITY = re.compile(r"&[#\w]*;")
_BLOCK_MARKS = frozenset("#>+=*:[-")
_LINK = r"(?<=\[)([^\[\]()*!\n]+)\]\((https?://[^\s()<>*\"'\[\]&]+)\)"
_STRONG = r"(?<=\*)\*(?<![*\w]\*\*)([^\s*\[\]](?:[^*\[\]\n]*[^\s*\[\]])?)\*\*(?![*\w])"
_EMPHASIS = r"(?<=\*)(?<![*\w]\*)([^\s*\[\]](?:[^*\[\]\n]*[^\s*\[\]])?)\*(?![*\w])"
# All begin with one class of characters, to which the engine skips.
_INLINE = re.compile(rf"[\[*](?:{_LINK}|{_STRONG}|{_EMPHASIS})")


def render_simple(text: str) -> str | None:
    """The HTML of simple Markdown; None when only Python-Markdown can tell."""
    text = text.strip("\n")
    for mark in _OTHER:
        if mark in text:
            return None
    if "&" in text and _ENTITY.search(text):
        return None
    for line in text.split("\n"):
        if (line and (line[0] in _BLOCK_MARKS or line[0].isdigit())) or line != line.strip():
            return None
    if "&" in text:
        text = text.replace("&", "&amp;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if "[" in text or "*" in text or "]" in text:
        marked = _mark_up(text)
        if marked is None:
            return None
        text = marked
    return "\n".join(
        f"<p>{block}</p>" for part in text.split("\n\n") if (block := part.strip("\n"))
    )


def _mark_up(text: str) -> str | None:
    """Links and emphasis written out; None when a mark is left over."""
    pieces: list[str] = []
    last = 0
    for found in _INLINE.finditer(text):
        words, target, strong, emphasis = found.groups()
        pieces.append(text[last : found.start()])
        if target is not None:
            pieces.append(f'<a href="{target}">{words}</a>')
        elif strong is not None:
            pieces.append(f"<strong>{strong}</strong>")
        else:
            pieces.append(f"<em>{emphasis}</em>")
        last = found.end()
    pieces.append(text[last:])
    if any("*" in gap or "[" in gap or "]" in gap for gap in pieces[::2]):
        return None
    return "".join(pieces)
