"""Front matter that needs no YAML engine: one plain word or quoted text a key, lists on one line.

Most files have just that, and libyaml's tree of nodes takes longer than all else in the front matter.
``read_plain`` gives the very tree that YAML gives, or None as soon as anything else is in the text,
and ``write_plain`` the very lines; a test holds them equal.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import NamedTuple

from digest.base.errors import Problem


class Value(NamedTuple):
    """A piece of front matter and where it stands; lines and columns count from 1 in the file."""

    value: str | tuple[Value, ...] | Mapping[str, Value]
    line: int
    column: int


class Found(Exception):  # noqa: N818 - an answer, caught where a field or a tree is read
    """Carries a problem out of a recursion."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem."""
        super().__init__(str(problem))
        self.problem = problem


class Flow(tuple[object, ...]):
    """A list written on one line."""

    __slots__ = ()


_WORD = r"\w(?:[\w .,;!?()/&%+\-–—“”‘’…'\"]|:(?=[\w/]))*"  # a plain scalar, sure to be no other
_ITEM = r"\w[\w .;!()/&%+\-–—“”‘’…]*"  # the same between commas
_TEXT = r'"[\w .,;:!?()/&%+\-–—“”‘’…\'#@*=<>|{}\[\]~^`$€£«»]*"'
_ENTRY = re.compile(rf"( *)([a-z][a-z_0-9]*):(?: ({_WORD}|{_TEXT}|\[.*\]|\{{.*\}}))?")
_LIST = re.compile(rf"\[(?:{_ITEM}|{_TEXT})(?:, (?:{_ITEM}|{_TEXT}))*\]")
_PAIR = rf'"[a-z][a-z_0-9]*": {_TEXT}'
_TABLE = re.compile(rf"\{{{_PAIR}(?:, {_PAIR})*\}}")
_ITEMS = re.compile(rf"{_TEXT}|{_ITEM}")
_PAIRS = re.compile(rf'"([a-z][a-z_0-9]*)": ({_TEXT})')


def read_plain(source: str) -> Mapping[str, Value] | None:
    """The keys of simple front matter, whose first line is the file's second; None for any other."""
    top: dict[str, Value] = {}
    table: dict[str, Value] | None = None  # of the key that the indented lines are below
    for line, text in enumerate(source.removesuffix("\n").split("\n"), 2):
        entry = _ENTRY.fullmatch(text)
        if entry is None:
            return None
        indent, key, written = entry.groups()
        if not indent:
            if table is not None and not table:
                return None  # a key without a value
            place, table = top, None
        elif len(indent) == 2 and table is not None:
            place = table
        else:
            return None
        if key in place:
            return None
        if written is None:
            if indent:
                return None
            table = {}
            place[key] = Value(table, line + 1, 3)
            continue
        value = _read_value(written, line, entry.start(3) + 1)
        if value is None:
            return None
        place[key] = value
    return top if table is None or table else None


def _read_value(written: str, line: int, column: int) -> Value | None:
    first = written[0]
    if first == "[":
        if not _LIST.fullmatch(written):
            return None
        items = [_read_text(m[0], line, column + m.start()) for m in _ITEMS.finditer(written)]
        return None if None in items else Value(tuple(filter(None, items)), line, column)
    if first == "{":
        if not _TABLE.fullmatch(written):
            return None
        table: dict[str, Value] = {}
        for pair in _PAIRS.finditer(written):
            value = _read_text(pair[2], line, column + pair.start(2))
            if value is None or pair[1] in table:
                return None
            table[pair[1]] = value
        return Value(table, line, column)
    return _read_text(written, line, column)


def _read_text(written: str, line: int, column: int) -> Value | None:
    if written[0] == '"':
        return Value(written[1:-1], line, column)
    return None if written[-1] == " " else Value(written, line, column)


_SURE = r"0-9A-Za-z_À-ɏ .;!()/&%+–—“”‘’…'\"-"
_SURE_ITEM = re.compile(rf"[A-Za-zÀ-ɏ][{_SURE}]*(?<! )")  # text that needs no marks in a list
_SURE_TEXT = re.compile(rf"[A-Za-zÀ-ɏ](?:[,{_SURE}]|:(?=[\w/]))*(?<! )|(?=\d*[ac-f])[0-9a-f]{{64}}")
GUESSED = frozenset({"yes", "no", "on", "off", "true", "false", "null"})  # no text to YAML


def write_plain(key: str, value: object) -> str:
    """A key with its value as YAML has them; "" for a value that is not simple."""
    if isinstance(value, dict):
        inner = [_write_value(each, _SURE_TEXT) for each in value.values()]
        lines = [f"  {name}: {words}" for name, words in zip(value, inner, strict=True)]
        return "\n".join([f"{key}:", *lines]) if inner and all(inner) else ""
    if isinstance(value, Flow):
        items = [_write_value(each, _SURE_ITEM) for each in value]
        return f"{key}: [{', '.join(items)}]" if items and all(items) else ""
    words = _write_value(value, _SURE_TEXT)
    return f"{key}: {words}" if words else ""


def _write_value(value: object, sure: re.Pattern[str]) -> str:
    if isinstance(value, str):
        return value if sure.fullmatch(value) and value.casefold() not in GUESSED else ""
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if type(value) is dt.date else ""
