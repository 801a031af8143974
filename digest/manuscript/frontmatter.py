"""Front matter: YAML between two lines of three hyphens -> typed values with their lines.

Every scalar is read as a string and typed by the field that it fills, so that ``title: NO`` stays a
title; duplicate keys, anchors and tags are refused; every complaint names its line and column.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

from digest.base.errors import Place, Problem
from digest.base.unseen import without_unseen
from digest.manuscript.plainfront import Found, Value, read_plain, write_plain

MAX_LENGTH = 100_000  # characters of front matter; more is a mistake or an attack
_FENCE = re.compile(r"---[ \t]*\r?\n")
_MERGE = re.compile(r"^(?:<{7}|\|{7}|>{7}) ", re.MULTILINE)
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)


class Split(NamedTuple):
    """A file's text in two: the YAML (None where there is none), and the body with its first line."""

    yaml: str | None
    body: str
    body_line: int


class Refused(Exception):  # noqa: N818 - it is an answer, caught where a field is typed
    """A value that its field cannot take; the text says what would be right."""


def split_front_matter(text: str, path: str) -> Split | Problem:
    """Cut the front matter off; an opening line that is never closed is a problem, never a text."""
    if not _FENCE.match(text):
        return Split(None, text, 1)
    close = _CLOSE.search(text, text.index("\n") + 1)
    if close is None:
        return Problem(
            Place(path, 1, 1),
            "front-matter-open",
            "the front matter is never closed",
            "end it with a line of three hyphens: ---",
        )
    start = text.index("\n") + 1
    body = text[close.end() :].removeprefix("\n")
    line = text.count("\n", 0, close.end()) + 2
    return Split(text[start : close.start()], body, line)


def find_merge_marks(text: str, path: str) -> Problem | None:
    """The first line of a clash that a merge left to be settled, here or in the front matter."""
    if "<<<<<<< " not in text and ">>>>>>> " not in text and "||||||| " not in text:
        return None
    found = _MERGE.search(text)
    if found is None:
        return None
    return Problem(
        Place(path, text.count("\n", 0, found.start()) + 1, 1),
        "merge-marks",
        "unresolved merge marks: two versions of these lines clash",
        "keep the lines that are right, and remove the others with the lines <<<<<<<, |||||||, ======= and >>>>>>>",
    )


def parse_tree(source: str, path: str) -> Mapping[str, Value] | Problem:
    """Read YAML front matter into strings, tuples and mappings that know their lines."""
    plain = read_plain(source) if len(source) <= MAX_LENGTH else None
    if plain is not None:
        return plain
    if len(source) > MAX_LENGTH:
        return Problem(Place(path, 1), "front-matter-size", "the front matter is too large or deep")
    from digest.manuscript.yamltree import parse_yaml  # noqa: PLC0415 - most builds need no YAML

    return parse_yaml(source, path)


def format_front_matter(values: Mapping[str, object]) -> str:
    """Write front matter between its two lines, ending with a newline."""
    keys = (write_plain(key, value) or _write_other(key, value) for key, value in values.items())
    return "\n".join(["---", *keys, "---", ""])


def _write_other(key: str, value: object) -> str:
    from digest.manuscript.yamltree import write_yaml  # noqa: PLC0415 - the reading of most files

    return write_yaml({key: value})


# ---- typing: what a field makes of a value -------------------------------------------------------

Reader = Callable[[Value], Any]


class Field(NamedTuple):
    """How a key is read."""

    read: Reader
    required: bool = False


def read_text(value: Value) -> str:
    """A string, its white space folded."""
    if not isinstance(value.value, str):
        raise Refused("must be text")
    return " ".join(without_unseen(value.value).split())


def read_flag(value: Value) -> bool:
    """True or false, in YAML's other spellings too."""
    word = value.value.casefold() if isinstance(value.value, str) else ""
    if word in {"true", "yes", "on"}:
        return True
    if word in {"false", "no", "off"}:
        return False
    raise Refused("must be true or false")


def read_texts(value: Value) -> tuple[str, ...]:
    """A list of strings; a single one stands for itself; doubles are dropped."""
    if isinstance(value.value, str):
        return (read_text(value),) if value.value.strip() else ()
    if isinstance(value.value, tuple):
        return tuple(dict.fromkeys(text for item in value.value if (text := read_text(item))))
    raise Refused("must be a list, such as [Shipping, Labour]")


def read_moment(value: Value) -> dt.datetime | dt.date:
    """An ISO 8601 date, or a date with a time and perhaps a zone."""
    text = value.value.strip() if isinstance(value.value, str) else ""
    if re.match(r"0\d{3}-", text):
        raise Refused(f"{text[:40]!r} lies too far back; write the year as in 2026-03-04")
    try:
        if len(text) == 10:
            return dt.date.fromisoformat(text)
        return dt.datetime.fromisoformat(re.sub(r" +(?=[+-]\d\d)", "", text))
    except ValueError as error:
        why = str(error) if "month" in str(error) or "day" in str(error) else ""
        shown = text if len(text) < 40 else text[:40] + "…"
        raise Refused(
            f"{shown!r} is not a date{f' ({why})' if why else ''};"
            " write 2026-03-04, 2026-03-04 18:05 or 2026-03-04T18:05:00+01:00"
        ) from None


def read_day(value: Value) -> dt.date:
    """A date; the time of day is dropped."""
    moment = read_moment(value)
    return moment.date() if isinstance(moment, dt.datetime) else moment


def read_table(fields: Mapping[str, Field], what: str) -> Callable[[Value], dict[str, Any]]:
    """A reader of a nested mapping with keys of its own."""

    def read(value: Value) -> dict[str, Any]:
        if not isinstance(value.value, Mapping):
            raise Refused("must have keys of its own")
        values, problems = type_fields(value.value, fields, "", what, value.line)
        if problems:
            raise Found(problems[0])
        return values

    return read


def read_each(read: Reader, form: str = "[one, another]") -> Callable[[Value], tuple[Any, ...]]:
    """A reader of a list of such values; ``form`` shows one."""

    def read_all(value: Value) -> tuple[Any, ...]:
        if not isinstance(value.value, tuple):
            raise Refused(f"must be a list, such as {form}")
        return tuple(read(item) for item in value.value)

    return read_all


def type_fields(
    tree: Mapping[str, Value], fields: Mapping[str, Field], path: str, what: str = "", line: int = 1
) -> tuple[dict[str, Any], list[Problem]]:
    """Type every key of a mapping; all that is wrong comes back beside the values."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, value in tree.items():
        field = fields.get(key)
        if field is None:
            problems.append(_unknown_key(key, value, fields, path, what))
        elif value.value != "":
            try:
                values[key] = field.read(value)
            except Refused as refusal:
                place = Place(path, value.line, value.column)
                name = f"{what}.{key}" if what else key
                problems.append(Problem(place, "front-matter-type", f"{name}: {refusal}"))
            except Found as found:
                inside = found.problem.place._replace(path=path)
                problems.append(found.problem._replace(place=inside))
    for key, field in fields.items():
        if field.required and not values.get(key) and not any(key in p.message for p in problems):
            name = f"{what}.{key}" if what else key
            hint = f"add a line: {name}: …"
            if key in tree:
                hint = f'write it behind {name}:, between quotation marks where it begins with "#"'
            at = tree[key] if key in tree else Value("", line, 1)
            place = Place(path, at.line, at.column)
            problems.append(Problem(place, "front-matter-missing", f"{name} is missing", hint))
    return values, problems


def _unknown_key(
    key: str, value: Value, fields: Mapping[str, Field], path: str, what: str
) -> Problem:
    near = get_close_matches(key.casefold(), fields, 1, 0.7)
    hint = f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(sorted(fields))}"
    name = f"{what}.{key}" if what else key
    at = Place(path, value.line, value.column if what else 1)
    return Problem(at, "unknown-key", f"unknown key {name!r}", hint)
