"""TOML text -> a table, refused in one line when it is none; and the lines of its settings."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from digest.base.errors import DigestError, Place

_DEEPEST = 50
_LARGEST = 2**63 - 1


def read_table(text: str, path: str) -> dict[str, Any]:
    """Read TOML; raises DigestError also for what is too deep, or a number that no setting can have."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        at = Place(path, int(line[1]) if line else 0)
        raise DigestError(f"this is not TOML: {error}", at=at, code="settings") from None
    except RecursionError:
        raise DigestError(
            "lists and tables are too deep", at=Place(path), code="settings"
        ) from None
    except ValueError:  # more digits than Python reads
        raise DigestError("a number is too large", at=Place(path), code="settings") from None
    _refuse_extremes(table, text, path)
    return table


def _refuse_extremes(table: dict[str, Any], text: str, path: str) -> None:
    """What TOML allows, and no other program can hold."""
    waiting: list[tuple[str, object, int]] = [("", table, 0)]
    while waiting:
        name, value, depth = waiting.pop()
        fault = ""
        if depth > _DEEPEST:
            fault = "lists and tables are too deep"
        elif isinstance(value, dict):
            inner = [(f"{name}.{key}" if name else key, each) for key, each in value.items()]
            waiting += [(n if depth < 2 else name, each, depth + 1) for n, each in inner]
        elif isinstance(value, list):
            waiting += [(name, each, depth + 1) for each in value]
        elif isinstance(value, int) and abs(value) > _LARGEST:
            fault = "this number is too large"
        if fault:
            at = Place(path, line_of(text, name))
            raise DigestError(f"{name}: {fault}", at=at, code="settings")


def line_of(text: str, name: str) -> int:
    """The line on which a setting stands, found again in the text; 0 when it is not there."""
    table, _, key = name.rpartition(".")
    current = ""
    for number, line in enumerate(text.split("\n"), 1):
        if header := re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line):
            current = header[1].replace('"', "")
            if current == name:
                return number
        elif current == table and re.match(rf'\s*"?{re.escape(key)}"?\s*[=.]', line):
            return number
    return 0
