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
    gone: list[str] = []  # addresses of articles that there are no more
    next_change: int | None = None
    early: list[str] = []  # options that show what readers must not see yet

    @property
    def failed(self) -> bool:
        """Whether nothing was published."""
        return any(problem.severity == "error" for problem in self.problems)


def join_failures(failures: list[Problem]) -> list[Problem]:
    """One problem for a fault that many pages share."""
    groups: dict[tuple[object, ...], list[Problem]] = {}
    for problem in failures:
        groups.setdefault((problem.place, problem.code, problem.message), []).append(problem)
    return [
        first._replace(hint=f"{first.hint}, and {more:,} more {'page' if more == 1 else 'pages'}")
        if (more := len(rest))
        else first
        for first, *rest in groups.values()
    ]
