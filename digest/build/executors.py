"""Who does the work: this process, a pool of processes, or a cluster; all through one interface."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Executor


@contextmanager
def open_pool(jobs: int) -> Iterator[Executor]:
    """A pool of processes; forked where that is safe, so that workers inherit what is loaded."""
    import multiprocessing  # noqa: PLC0415 - few builds need a pool, and it loads slowly
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    if sys.platform == "win32":
        jobs = min(jobs, 61)  # Windows waits for no more at once
    context = multiprocessing.get_context("fork" if can_fork() else "spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def can_fork() -> bool:
    """Whether a copy of this process is safe to work with: none of its threads can hold a lock."""
    return sys.platform == "linux" and threading.active_count() == 1
