"""A key comment's Markdown -> HTML paragraphs with the woven narration marked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.content.markdown import convert_inline

_MARKS = re.compile('[“”„«»"]|(?<!\\w)‚|(?<!\\w)‹|›(?!\\w)')
_OPENING = frozenset("“„«‚‹")
_CLOSING = frozenset("”»›")
_CLOSED_BY = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "›": "‹", '"': '"'}
_TURNED = str.maketrans("»«›‹", "«»‹›")


def render_paragraphs(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """HTML of a comment's paragraphs; narration between two stretches is in <span class="woven">."""
    woven = find_woven(paragraphs)
    return tuple([_render(text, found) for text, found in zip(paragraphs, woven, strict=True)])


def _render(markdown: str, woven: list[tuple[int, int]]) -> str:
    if not woven:
        return convert_inline(markdown)
    made, at = [], 0
    for start, end in woven:
        inner = markdown[start:end]
        made.append(convert_inline(markdown[at:start].rstrip()))
        made.append(f' <span class="woven">{convert_inline(inner.strip())}</span> ')
        at = end
    made.append(convert_inline(markdown[at:].lstrip()))
    return "".join(made).strip()


def find_woven(paragraphs: Sequence[str]) -> list[list[tuple[int, int]]]:
    """Of each paragraph the stretches outside the marks, when some of it stands between marks.

    A quotation that its paragraph leaves open goes on in the next, unless that opens one anew.
    """
    found = []
    opened = ""
    for text in paragraphs:
        woven, opened = _find_outside(text, opened)
        found.append(woven)
    return found


def _find_outside(text: str, opened: str) -> tuple[list[tuple[int, int]], str]:
    """Stretches outside the marks, and the mark left open; ``opened`` is the one left before."""
    if text.count("“") <= 1 and text[:1] == "“" and text[-1:] == "”" and '"' not in text:
        return [], ""  # the common case: one stretch, whole
    opened = opened if _goes_on(text, opened) else ""
    plain = text
    first = opened or next(iter(re.findall("[«»‹›]", text)), "")
    if first in ("»", "›"):
        text = text.translate(_TURNED)  # German and Danish: »…«
    outside: list[tuple[int, int]] = []
    depth, start, quoted = int(bool(opened)), 0, bool(opened)
    for mark in _MARKS.finditer(text):
        char, at = mark[0], mark.start()
        opens = char in _OPENING or (char == '"' and depth == 0)
        if char == "“" and depth and (opened == "„" or "„" in text):
            opens = False  # German: „…“
        if opens:
            if depth == 0:
                outside.append((start, at))
                opened = plain[at]
            depth, quoted = depth + 1, True
        elif depth and (char in _CLOSING or char in '"“'):
            depth -= 1
            start = mark.end()
    if depth == 0:
        outside.append((start, len(text)))
    if not quoted:
        return [], ""
    woven = [(a, b) for a, b in outside if any(c.isalnum() for c in text[a:b])]
    return woven, opened if depth else ""


def _goes_on(text: str, opened: str) -> bool:
    """Whether a paragraph's first mark closes what the one before left open, or it has none."""
    first = _MARKS.search(text)
    if first is None:
        return bool(opened)
    before = text[: first.start()].rstrip("*_")
    either = first[0] in '"“' and before[-1:].isspace()  # these may open as well
    return bool(before) and not either and first[0] in _CLOSED_BY.get(opened, "")
