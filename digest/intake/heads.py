"""Front matter that is no YAML: Hugo's TOML between lines of three plus signs, Pelican's fields at the top."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping

from digest.intake.decode import refuse
from digest.manuscript.frontmatter import MAX_LENGTH
from digest.manuscript.plainfront import Value

_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"([A-Za-z_]{2,20}):[ \t]+(\S.*)")
_PELICANS = frozenset(
    {"category", "tags", "slug", "status", "modified"}
)  # others have the rest too

Head = tuple[dict[str, Value], str]


def has_head(text: str) -> bool:
    """Tell whether a text opens with front matter of either kind."""
    return bool(_TOML.match(text[:MAX_LENGTH])) or _read_fields(text) is not None


def split_head(text: str, name: str) -> Head | None:
    """The front matter, and the text behind it; None where there is none of either kind."""
    found = _TOML.match(text[:MAX_LENGTH])
    if found is None:
        return _read_fields(text)
    try:
        table = tomllib.loads(found[1])
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        message = f"the front matter is not TOML: {str(error)[:120]}"
        raise refuse(name, "front-matter-toml", message, "mend its front matter", 1) from None
    return {key: _value(each) for key, each in table.items()}, text[found.end() :]


def _value(told: object) -> Value:
    if isinstance(told, Mapping):
        return Value({key: _value(each) for key, each in told.items()}, 1, 1)
    if isinstance(told, list):
        return Value(tuple(map(_value, told)), 1, 1)
    if isinstance(told, bool):
        return Value(str(told).lower(), 1, 1)
    if isinstance(told, dt.date | dt.time):  # a moment is a date as well
        return Value(told.isoformat(), 1, 1)
    return Value(str(told), 1, 1)


def _read_fields(text: str) -> Head | None:
    """A field a line up to the first blank one, a title and one that only Pelican has among them."""
    head, _, body = text.partition("\n\n")
    if len(head) > MAX_LENGTH or ":" not in head.partition("\n")[0]:
        return None
    fields: dict[str, Value] = {}
    for line, words in enumerate(head.splitlines(), 1):
        field = _FIELD.fullmatch(words.rstrip())
        if field is None:
            return None
        fields[field[1].casefold()] = Value(field[2], line, 1)
    return (fields, body) if "title" in fields and _PELICANS & fields.keys() else None
