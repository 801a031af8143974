"""Who does the work: this process, a pool of processes, or a cluster; all through one interface."""

from __future__ import annotations

import multiprocessing
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")


class InlineExecutor(Executor):
    """Runs each task at once, in this process: a debugger sees plain frames."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Run it; what it raises is kept in the future."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:  # noqa: BLE001 - as any executor does
            future.set_exception(error)
        return future


@contextmanager
def open_pool(jobs: int) -> Iterator[Executor]:
    """A pool of processes; forked where that is safe, so that workers inherit what is loaded."""
    if jobs <= 1:
        yield InlineExecutor()
        return
    if sys.platform == "win32":
        jobs = min(jobs, 61)  # Windows waits for no more at once
    forks = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if forks else "spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
