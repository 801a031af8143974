"""Plain words <-> Markdown: what the importer escapes, and what a proof of fidelity reads back."""

from __future__ import annotations

import html
import re

# Python-Markdown's escapable characters, https://python-markdown.github.io/
_INLINE = re.compile(r"([\\`*_\[\]<])")
_SPECIAL = re.compile(r"[\\`*_\[\]<&]")
_AMPERSAND = re.compile(r"&(?=#?\w+;)")
_BLOCK = re.compile(r"(?m)^([ \t]*)(?:(#{1,6}|>|[-+](?=[ \t])|=+[ \t]*$|-+[ \t]*$)|(\d+)([.)]))")
_UNESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+.!\-<&=|~:])")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_MARKS = "\\*_&["  # without one of these, Markdown says what it shows
_EMPHASIS = re.compile(r"(?<!\\)(\*{1,3}|(?<!\w)_{1,3})(?=\S)(.+?)(?<=\S)\1", re.DOTALL)


MAX_CELLS = 40_000  # of all tables of a text: each row is filled up to the columns of its head
_RULE = re.compile(r"[ \t>]*[|:][|:\- \t]*|[ \t>]*-[|:\- \t]*")  # under a table's head


def find_wide_table(text: str) -> int:
    """The line of the table with which a text has too many cells; 0 where it has none."""
    if text.count("|") * text.count("\n") <= MAX_CELLS:
        return 0
    cells = columns = start = 0
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip(" \t>")
        if not bare:
            columns = 0
        elif "|" in line and _RULE.fullmatch(line):
            start = start if columns else max(1, number - 1)
            columns = max(columns, bare.removeprefix("|").removesuffix("|").count("|") + 1)
        cells += columns
        if cells > MAX_CELLS:
            return start
    return 0


def escape_markdown(text: str) -> str:
    """Write plain words so that Markdown shows exactly them: one paragraph, no markup, no list."""
    if _SPECIAL.search(text):
        text = _AMPERSAND.sub("&amp;", _INLINE.sub(r"\\\1", text))
    if "\n" in text or _BLOCK.match(text):
        text = _BLOCK.sub(_escape_start, text)
    return text


def plain_text(markdown: str) -> str:
    """The words that a reader sees of inline Markdown: markup, escapes and entities undone."""
    if not any(mark in markdown for mark in _MARKS):
        return markdown
    text = _LINK.sub(r"\1", markdown)
    text = _EMPHASIS.sub(r"\2", text)
    return html.unescape(_UNESCAPE.sub(r"\1", text))


def _escape_start(found: re.Match[str]) -> str:
    if found[3]:
        return f"{found[1]}{found[3]}\\{found[4]}"
    return f"{found[1]}\\{found[2]}"
