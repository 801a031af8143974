"""A key comment's Markdown -> HTML paragraphs with the woven narration marked."""

from __future__ import annotations

import re

from digest.content.markdown import convert_inline

_MARKS = re.compile('[“”„«»"]|(?<!\\w)‚|(?<!\\w)‹|›(?!\\w)')
_OPENING = frozenset("“„«‚‹")
_CLOSING = frozenset("”»›")
_TURNED = str.maketrans("»«›‹", "«»‹›")


def render_paragraph(markdown: str) -> str:
    """HTML of one paragraph; narration between two quoted stretches is in <span class="woven">."""
    stretches = find_woven(markdown)
    if not stretches:
        return convert_inline(markdown)
    made, at = [], 0
    for start, end in stretches:
        inner = markdown[start:end]
        made.append(convert_inline(markdown[at:start].rstrip()))
        made.append(f' <span class="woven">{convert_inline(inner.strip())}</span> ')
        at = end
    made.append(convert_inline(markdown[at:].lstrip()))
    return "".join(made).strip()


def find_woven(text: str) -> list[tuple[int, int]]:
    """Stretches outside the marks, when some of the text stands between marks: (start, end)."""
    if text.count("“") <= 1 and text[:1] == "“" and text[-1:] == "”" and '"' not in text:
        return []  # the common case: one stretch, whole
    if 0 <= text.find("»") < text.find("«") or 0 <= text.find("›") < text.find("‹"):
        text = text.translate(_TURNED)  # German and Danish: »…«
    outside: list[tuple[int, int]] = []
    depth, start, quoted = 0, 0, False
    for mark in _MARKS.finditer(text):
        char, at = mark[0], mark.start()
        opens = char in _OPENING or (char == '"' and depth == 0)
        if char == "“" and depth and text.count("„"):
            opens = False  # German: „…“
        if opens:
            if depth == 0:
                outside.append((start, at))
            depth, quoted = depth + 1, True
        elif depth and (char in _CLOSING or char in '"“'):
            depth -= 1
            start = mark.end()
    if depth == 0:
        outside.append((start, len(text)))
    if not quoted:
        return []
    return [(a, b) for a, b in outside if any(c.isalnum() for c in text[a:b])]
