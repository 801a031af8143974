"""How work tells of itself while it goes on: lines, and progress. Whoever does not listen gives silence."""

from __future__ import annotations

from collections.abc import Callable

Tell = Callable[[str], None]
Tick = Callable[[str, int, int], None]  # stage, how many are done, of how many


def in_silence(_line: str) -> None:
    """Say nothing."""


def unseen(_stage: str, _done: int, _total: int) -> None:
    """Show nothing."""
