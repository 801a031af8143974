"""Work that another process does meanwhile: a fork of this one, which sends back bytes and ends."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn


@contextmanager
def work_aside(work: Callable[[], bytes]) -> Iterator[Callable[[], bytes | None]]:
    """Start the work; what comes is a function that waits once for its bytes.

    It gives None where the other process failed, however that came: the work is then the caller's.
    Only for a process with one thread, on a system that forks.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _do(work, writing)
    os.close(writing)
    waiting = [child]

    def fetch() -> bytes | None:
        made = pipe.read()
        _, status = os.waitpid(waiting.pop(), 0)
        return made if status == 0 else None

    try:
        with open(reading, "rb", buffering=0) as pipe:  # noqa: PTH123 - a pipe has no path
            yield fetch
    finally:
        if waiting:  # nobody asked; it ends soon, for nobody reads what it writes
            os.waitpid(waiting.pop(), 0)


def _do(work: Callable[[], bytes], writing: int) -> NoReturn:
    """The other process: it works, tells, and ends at once, whatever happens."""
    status = 1
    try:
        with open(writing, "wb") as pipe:
            pipe.write(work())
        status = 0
    finally:
        os._exit(status)
