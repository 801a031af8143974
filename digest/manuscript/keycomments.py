"""The key comments of a Markdown text: found before Markdown sees it, so that it cannot mangle them.

Markdown text -> pieces: stretches of ordinary Markdown and comments, in order. A comment is a
blockquote under the key-comments heading whose last paragraph is an attribution line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from digest.manuscript.attribution import Line, parse_attribution
from digest.manuscript.keyheadings import is_key_heading, is_opening
from digest.model.article import Comment

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_BARE = re.compile(r"(?:\*\*|__)?([^*_#>]{4,40}?)(?:\*\*|__)?[ \t]*:(?:\*\*|__)?[ \t]*$")
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_QUOTE = re.compile(r"[ ]{0,3}>[ ]?(.*)$")


class Prose(NamedTuple):
    """A stretch of ordinary Markdown; ``line`` is its first line, from 1."""

    text: str
    line: int


class Section(NamedTuple):
    """The key comments section: its heading and what stands in it; ``stray`` lists bad blockquotes."""

    heading: str
    line: int
    pieces: tuple[Prose | Comment, ...]
    stray: tuple[int, ...]


class Parts(NamedTuple):
    """An article's Markdown in three: before, the key comments, and after them."""

    before: Prose
    section: Section | None
    after: Prose | None


def parse_parts(text: str, first_line: int = 1) -> Parts:
    """Split a Markdown text at its key-comments section; ``first_line`` is where it starts in its file."""
    lines = text.split("\n")
    found = _find_opening(lines)
    if found is None:
        return Parts(Prose(text, first_line), None, None)
    at, level, heading = found
    end = _find_end(lines, at + 1, level)
    pieces, stray = _parse_section(lines[at + 1 : end], first_line + at + 1)
    before = Prose("\n".join(lines[:at]), first_line)
    after = Prose("\n".join(lines[end:]), first_line + end) if end < len(lines) else None
    return Parts(before, Section(heading, first_line + at, pieces, stray), after)


def _find_opening(lines: list[str]) -> tuple[int, int, str] | None:
    """The heading that opens the key comments: one that says so, else one with a comment under it."""
    other = None
    for found in _find_headings(lines):
        if is_opening(found[2]):
            return found
        if other is None and _has_comment(lines, found):
            other = found
    return other


def _has_comment(lines: list[str], found: tuple[int, int, str]) -> bool:
    at, level, _ = found
    pieces, _ = _parse_section(lines[at + 1 : _find_end(lines, at + 1, level)], 1)
    return any(isinstance(piece, Comment) for piece in pieces)


def _find_headings(lines: list[str]) -> Iterator[tuple[int, int, str]]:
    """Every heading of the list: its line, its level and its words."""
    fence = ""
    for at, line in enumerate(lines):
        if ("```" in line or "~~~" in line) and (mark := _FENCE.match(line)):
            if not fence:
                fence = mark[1]
            elif mark[1].startswith(fence[0] * len(fence)):
                fence = ""
            continue
        if fence:
            continue
        if (
            line[:1] == "#"
            and (hash_heading := _HEADING.match(line))
            and is_key_heading(hash_heading[2])
        ):
            yield at, len(hash_heading[1]), hash_heading[2].strip(" :")
        # "Key comments:" as a line of its own, also when it runs into the first quotation
        if ":" not in line or not line.rstrip().endswith((":", ":**", ":__")):
            continue
        if (bare := _BARE.match(line.strip())) and is_key_heading(bare[1]):
            yield at, 6, bare[1].strip()


def _find_end(lines: list[str], start: int, level: int) -> int:
    for at in range(start, len(lines)):
        if lines[at][:1] == "#" and (found := _HEADING.match(lines[at])) and len(found[1]) <= level:
            return at
    return len(lines)


def _parse_section(
    lines: list[str], first_line: int
) -> tuple[tuple[Prose | Comment, ...], tuple[int, ...]]:
    pieces: list[Prose | Comment] = []
    stray: list[int] = []
    prose: list[str] = []
    prose_at = at = 0
    while at < len(lines):
        if not _QUOTE.match(lines[at]):
            if not prose:
                prose_at = at
            prose.append(lines[at])
            at += 1
            continue
        end = _find_quote_end(lines, at)
        comments = _parse_quote(lines[at:end], first_line + at)
        if comments is None:
            stray.append(first_line + at)
            prose_at = prose_at if prose else at
            prose.extend(lines[at:end])
        else:
            _close_prose(pieces, prose, first_line + prose_at)
            pieces.extend(comments)
        at = end
    _close_prose(pieces, prose, first_line + prose_at)
    return tuple(pieces), tuple(stray)


def _close_prose(pieces: list[Prose | Comment], prose: list[str], line: int) -> None:
    text = "\n".join(prose)
    if text.strip():
        pieces.append(Prose(text, line))
    prose.clear()


def _find_quote_end(lines: list[str], start: int) -> int:
    """A blockquote goes on over lazy lines and ends at a blank line, as Markdown has it."""
    at = start
    while at < len(lines) and lines[at].strip():
        at += 1
    return at


def _parse_quote(lines: list[str], first_line: int) -> list[Comment] | None:
    """Read one blockquote; each attribution line closes a comment, so two may share a blockquote."""
    comments: list[Comment] = []
    paragraphs: list[str] = []
    start = first_line
    for text, line in _find_paragraphs(lines, first_line):
        if not paragraphs:
            start = line
        found = _read_attribution(text) if paragraphs or "\n" in text else None
        if found is None:
            paragraphs.append(text)
            continue
        words, said = found
        if words:
            paragraphs.append(words)
        comments.append(
            Comment(
                paragraphs=tuple(paragraphs),
                speakers=said.speakers,
                context=said.context,
                line=start,
            )
        )
        paragraphs = []
    return comments if comments and not paragraphs else None


def _read_attribution(text: str) -> tuple[str, Line] | None:
    """An attribution is a paragraph, or its last line when the blank line before it was forgotten."""
    said = parse_attribution(text)
    if said is not None:
        return "", said
    words, newline, last = text.rpartition("\n")
    said = parse_attribution(last) if newline else None
    return (words, said) if said is not None else None


def _cut_mark(line: str) -> str:
    """A line of a blockquote without its mark; a lazy line as it is."""
    if line.startswith("> "):
        return line[2:]
    mark = _QUOTE.match(line)
    return mark[1] if mark else line


def _find_paragraphs(lines: list[str], first_line: int) -> list[tuple[str, int]]:
    paragraphs: list[tuple[str, int]] = []
    current: list[str] = []
    for offset, line in enumerate(lines):
        text = _cut_mark(line)
        if text.strip():
            current.append(text.strip())
        elif current:
            paragraphs.append(("\n".join(current), first_line + offset - len(current)))
            current = []
    if current:
        paragraphs.append(("\n".join(current), first_line + len(lines) - len(current)))
    return paragraphs
