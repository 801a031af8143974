"""Faults of front matter that have one sure remedy: a key in another case, a date written otherwise."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

from digest.base.errors import Place, Problem
from digest.check.desk import Desk
from digest.check.findings import Edit, Finding
from digest.manuscript.manuscript import front_matter_fields

SHORT = 4  # letters; one slip in fewer may mean anything
_KEY = re.compile(r"unknown key '([^']+)'")
_LINE = re.compile(r"^\s*(?:- )?([A-Za-z_]+)\s*:")
_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d])")


def find_repairs(findings: Iterable[Finding], desk: Desk) -> Iterator[Finding]:
    """Give the findings whose remedy is sure an edit."""
    for finding in findings:
        problem = finding.problem
        if finding.edit is None and problem.place.path.startswith("content/articles/"):
            edit = _repair(problem, desk)
            yield finding._replace(edit=edit) if edit else finding
        else:
            yield finding


def _repair(problem: Problem, desk: Desk) -> Edit | None:
    lines = desk.read(problem.place.path).split("\n")
    at = problem.place.line - 1
    if not 0 <= at < len(lines):
        return None
    if problem.code == "unknown-key":
        return _repair_key(problem, lines, at)
    if problem.code == "front-matter-type" and "is not a date" in problem.message:
        return _repair_date(problem, lines, at)
    return None


def _repair_key(problem: Problem, lines: list[str], at: int) -> Edit | None:
    """Title or titel for title: case or one slip, only where one key is near and it is free."""
    found = _KEY.match(problem.message)
    if not found or "." in found[1]:
        return None
    key, known = found[1], front_matter_fields()
    right = _nearest(key.lower().replace("-", "_"), known)
    written = {
        match[1]
        for line in lines[: lines.index("---", 1) if "---" in lines[1:] else 0]
        if (match := _LINE.match(line))
    }
    if right in known and right != key and right not in written and lines[at].startswith(f"{key}:"):
        return Edit(Place(problem.place.path, at + 1, 1), f"{key}:", f"{right}:")
    return None


def _nearest(key: str, known: Iterable[str]) -> str:
    """The key itself when it is known, else the only one that is a letter, or two in turn, away."""
    near = [each for each in known if OSA.distance(key, each, score_cutoff=1) <= 1]
    return key if key in near or len(near) != 1 or len(key) < SHORT else near[0]


def _repair_date(problem: Problem, lines: list[str], at: int) -> Edit | None:
    """2026-3-4 and 2026/03/04 are year, month, day: no other order begins with a year."""
    found = _DATE.search(lines[at])
    if not found:
        return None
    try:
        right = dt.date(*map(int, found.groups())).isoformat()
    except ValueError:
        return None
    place = Place(problem.place.path, at + 1, found.start() + 1)
    return Edit(place, found[0], right) if right != found[0] else None
