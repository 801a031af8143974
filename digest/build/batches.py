"""Work cut into pieces, and how many hands there are for it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def count_hands() -> int:
    """The processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        return os.cpu_count() or 1


def batches(items: Sequence[T], jobs: int, least: int = 32, most: int = 400) -> list[Sequence[T]]:
    """Some pieces for each worker, so that none waits long for the last one."""
    size = max(least, min(most, -(-len(items) // (jobs * 4))))
    return [items[at : at + size] for at in range(0, len(items), size)]


def dwindling(items: Sequence[T], jobs: int, least: int = 16, most: int = 400) -> list[Sequence[T]]:
    """Pieces that become smaller, so that all workers end together, however much each piece takes."""
    pieces, at = [], 0
    while at < len(items):
        size = max(least, min(most, -(-(len(items) - at) // (jobs * 4))))
        pieces.append(items[at : at + size])
        at += size
    return pieces
