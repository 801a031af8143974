"""A key comment's Markdown -> HTML paragraphs with the woven narration marked, and its plain words."""

from __future__ import annotations

import re
from hashlib import blake2b

from digest.content.markdown import convert_inline
from digest.manuscript.markdown import plain_text
from digest.model.article import Comment

_MARKS = re.compile('[“”„«»"]|(?<!\\w)‚|(?<!\\w)‹|›(?!\\w)')
_OPENING = frozenset("“„«‚‹")
_CLOSING = frozenset("”»›")


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


def words_of(comment: Comment) -> str:
    """The comment as a reader sees it, in plain text."""
    return " ".join(plain_text(" ".join(p.split())) for p in comment.paragraphs)


def fingerprint_words(words: str) -> str:
    """Six letters that stand for a comment's words, whatever their marks and spaces."""
    folded = "".join(c for c in words.casefold() if c.isalnum())
    return blake2b(folded.encode(), digest_size=3).hexdigest()


def number_comments(words: list[str], anchors: tuple[str, ...]) -> list[int]:
    """The N of each comment's anchor, kept over edits.

    ``anchors[N-1]`` is the fingerprint of the words of comment N when it was written down. A
    comment whose words still have it keeps its N; an edited one takes a number left over, in
    order; new ones are numbered on. Without anchors the order of the file counts.
    """
    if not anchors:
        return list(range(1, len(words) + 1))
    free = dict.fromkeys(range(1, len(anchors) + 1))
    numbers: list[int | None] = []
    for text in words:
        name = fingerprint_words(text)
        kept = next((n for n in free if anchors[n - 1] == name), None)
        if kept is not None:
            del free[kept]
        numbers.append(kept)
    spare = iter([*free, *range(len(anchors) + 1, len(anchors) + len(words) + 1)])
    unknown = numbers.count(None)
    if unknown > len(free) or len(words) > len(anchors):
        # something was added: a number left over may belong to a comment that was removed
        spare = iter(range(len(anchors) + 1, len(anchors) + len(words) + 1))
    return [next(spare) if number is None else number for number in numbers]
