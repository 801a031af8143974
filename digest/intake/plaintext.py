"""Plain text -> story: lines and paragraphs become blocks; hard-wrapped lines are joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from digest.intake.embargo import read_embargo
from digest.intake.lines import cut_bullet, is_date_line, is_rule
from digest.intake.printed import find_words, mend_word, strip_pages
from digest.intake.records import Block, LeftOut, Story
from digest.manuscript.keyheadings import is_key_heading

_LABEL = re.compile(
    r"(?P<label>title|headline|titre|título|titular|titel|überschrift|url|link|canonical|permalink|section"
    r"|slug|language|lang|publication|publisher|outlet|site|source)\s*:\s+(?P<value>\S.*)$",
    re.IGNORECASE,
)
_TITLES = {"title", "headline", "titre", "título", "titular", "titel", "überschrift"}
_URLS = {"url", "link", "canonical", "permalink"}
_PUBLISHERS = {"publication", "publisher", "outlet", "site", "source"}
_NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s")
_LONGEST_DATE = 60
_CLOSED = re.compile(r"[.!?:”\"»…)]$")  # a sentence, or words that somebody said
_ENDED = re.compile(r"(?:[.!?)]|\b[A-ZÀ-Þ]\S*)$")  # a sentence, or a photographer's name
WRAP_MAX = 100  # a text whose longest line is longer was not wrapped by hand


def parse_text(text: str, first_line: int = 1) -> Story:
    """Read plain text as one story."""
    lines = text.split("\n")
    lines, around = strip_pages(lines)
    fields, start, left_out = _read_labels(lines)
    blocks = tuple(find_blocks(lines[start:], first_line + start))
    return Story(
        blocks=blocks,
        title=fields.get("title", ""),
        url=fields.get("url", ""),
        publisher=fields.get("publisher", ""),
        left_out=(*left_out, *around),
    )


def find_blocks(lines: list[str], first_line: int = 1) -> Iterator[Block]:
    """The blocks of some lines: a paragraph each, or a line each where lines are whole."""
    width = find_width(lines)
    known = find_words(lines)
    for paragraph, at in _paragraphs(lines):
        for words, offset in join_wrapped(paragraph, width, known):
            yield _make_block(words, first_line + at + offset)


def find_width(lines: list[str]) -> int:
    """The column at which a text was wrapped by hand; 0 when it was not."""
    lengths = [len(line.rstrip()) for line in lines if line.strip()]
    longest = max(lengths, default=0)
    near = sum(1 for length in lengths if length > 0.75 * longest)
    if 40 <= longest <= WRAP_MAX and near >= 3:
        return longest
    return _broken_width(lines)


def _broken_width(lines: list[str]) -> int:
    """The column of lines that break within their sentences, however long others are; 0 when there is none."""
    pairs = [
        (a.rstrip(), b.lstrip())
        for a, b in pairwise(lines)
        if a.strip() and b.strip() and not is_rule(a.strip())
    ]
    for width in sorted({len(line) for line, _ in pairs if 40 <= len(line) <= WRAP_MAX})[::-1]:
        near = [(a, b) for a, b in pairs if 0.75 * width < len(a) <= width]
        full = all(len(a) + 1 + len(b.split(" ", 1)[0]) > width for a, b in near)
        if full and len(near) >= 3 and sum(not _CLOSED.search(a) for a, _ in near) >= len(near) / 2:
            return width
    return 0


def join_wrapped(
    lines: list[str], width: int, known: frozenset[str] = frozenset()
) -> Iterator[tuple[str, int]]:
    """Join the lines whose next word would not have fitted; yields words and line offset."""
    current, start = "", 0
    for offset, raw in enumerate(lines):
        line = raw.strip()
        if mended := mend_word(current, line, known):
            current = mended
            continue
        if current and _goes_on(lines[offset - 1].rstrip(), line, width):
            current = f"{current} {line}"
            continue
        if current:
            yield current, start
        current, start = line, offset
    if current:
        yield current, start


def _goes_on(before: str, line: str, width: int) -> bool:
    if (
        not width
        or len(before) > width
        or cut_bullet(line)[1]
        or _NUMBERED.match(line)
        or is_rule(line)
        or is_key_heading(before)
        or (not line[0].islower() and read_embargo(before))
        or (len(line) < _LONGEST_DATE and _ENDED.search(before) and is_date_line(line, ""))
    ):
        return False
    first = line.split(" ", 1)[0]
    return len(before) + 1 + len(first) > width - 1 or (
        len(before) > 0.72 * width and (line[0].islower() or not _CLOSED.search(before))
    )


def _paragraphs(lines: list[str]) -> Iterator[tuple[list[str], int]]:
    current: list[str] = []
    start = 0
    for at, line in enumerate(lines):
        if line.strip():
            if not current:
                start = at
            current.append(line)
        elif current:
            yield current, start
            current = []
    if current:
        yield current, start


def _make_block(words: str, line: int) -> Block:
    if is_rule(words):
        return Block("rule", words, line)
    text, bullet = cut_bullet(words)
    return Block("item" if bullet else "text", text, line)


def _read_labels(lines: list[str]) -> tuple[dict[str, str], int, list[LeftOut]]:
    """Fields written as "Title: …" at the very top; all other lines are left to the arrangement."""
    fields: dict[str, str] = {}
    left_out: list[LeftOut] = []
    at = 0
    while at < min(len(lines), 12):
        line = lines[at].strip()
        found = _LABEL.match(line)
        if line and not found:
            break
        if found:
            label, value = found["label"].casefold(), found["value"].strip()
            name = "title" if label in _TITLES else "url" if label in _URLS else "publisher"
            if label in _TITLES | _URLS | _PUBLISHERS:
                fields.setdefault(name, value)
            else:
                left_out.append(LeftOut("label", line))
        at += 1
    return (fields, at, left_out) if fields else ({}, 0, [])
