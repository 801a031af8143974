"""What a build did, for the person who waits and for machines."""

from __future__ import annotations

import msgspec

from digest.base.errors import Problem


class Report(msgspec.Struct, kw_only=True):
    """Counts, times in seconds, and everything that is wrong."""

    pages: int = 0
    rendered: int = 0
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    articles: int = 0
    seconds: float = 0.0
    stages: dict[str, float] = {}
    problems: list[Problem] = []
    foreign: list[str] = []
    stale: list[tuple[str, str]] = []  # URL, name of what moved
    next_change: int | None = None

    @property
    def failed(self) -> bool:
        """Whether nothing was published."""
        return any(problem.severity == "error" for problem in self.problems)
