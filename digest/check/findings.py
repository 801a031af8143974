"""What a rule finds: a problem, and the edit that mends it where that is sure."""

from __future__ import annotations

from typing import NamedTuple

from digest.base.errors import Place, Problem
from digest.check.rules import make_problem


class Edit(NamedTuple):
    """A change that surely mends a problem: ``old``, which stands at just this place, becomes ``new``."""

    place: Place
    old: str
    new: str


class Finding(NamedTuple):
    """A problem, and how to mend it where that is sure."""

    problem: Problem
    edit: Edit | None = None


def make_finding(
    place: Place, rule: str, message: str, hint: str = "", edit: Edit | None = None
) -> Finding:
    """What a rule has found, as grave as the rule is."""
    return Finding(make_problem(place, rule, message, hint), edit)
