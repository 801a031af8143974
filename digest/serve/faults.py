"""Problems -> what the overlay shows: place, message, hint, and the lines around."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from digest.base.errors import DigestError, Problem
from digest.base.files import read_bytes

AROUND = 3  # lines before and after
MOST = 12  # faults shown at once


def describe_faults(problems: Iterable[Problem], site: Path) -> list[dict[str, Any]]:
    """The first few faults, in words and with excerpts, as plain data."""
    return [
        {
            "file": _shown(problem.place.path, site),
            "line": problem.place.line,
            "column": problem.place.column,
            "message": problem.message,
            "hint": problem.hint,
            "lines": excerpt(site / problem.place.path, problem.place.line),
        }
        for problem in list(problems)[:MOST]
    ]


def excerpt(path: Path, line: int) -> list[tuple[int, str]]:
    """The lines around a line, with their numbers; nothing where there is no such file or line."""
    if not line or not path.is_file():
        return []
    try:
        lines = read_bytes(path).decode("utf-8", "replace").splitlines()
    except DigestError:
        return []
    first, last = max(1, line - AROUND), min(len(lines), line + AROUND)
    return [(number, lines[number - 1][:400]) for number in range(first, last + 1)]


def _shown(path: str, site: Path) -> str:
    """A path as short as it can be said from the site's folder."""
    if not Path(path).is_absolute():
        return path
    try:
        return Path(path).relative_to(site).as_posix()
    except ValueError:
        return path
