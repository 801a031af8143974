"""Many sources read at once, by as many processes as help."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from digest.intake.readers import Reading, read_source
from digest.intake.records import Settings, Source

MANY = 200  # sources from which a pool of processes is worth its start
MOST = 8  # processes, where nobody says how many
BATCH = 4  # sources; so many are finished after Ctrl-C


def read_sources(sources: Sequence[Source], settings: Settings, jobs: int = 0) -> Iterator[Reading]:
    """Understand each source, in order; ``jobs`` are the processes, 0 for as many as help."""
    read = partial(read_source, settings=settings)
    wanted = jobs or (min(MOST, os.cpu_count() or 1) if len(sources) >= MANY else 1)
    if wanted <= 1:
        yield from map(read, sources)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - few imports are so large
    from multiprocessing import get_context  # noqa: PLC0415

    pool = ProcessPoolExecutor(wanted, get_context("spawn"), initializer=_ignore_interrupts)
    try:
        with _interrupts_held():
            readings = pool.map(read, sources, chunksize=BATCH)
        yield from readings
    finally:  # after Ctrl-C too: who leaves a worker in its batch may leave a pipe that nobody reads
        pool.shutdown(cancel_futures=True)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C, which reaches every process of a terminal, waits while workers start: they would end with a traceback."""
    if os.name == "nt":
        yield
        return
    from multiprocessing import resource_tracker  # noqa: PLC0415

    resource_tracker.ensure_running()  # it lets signals through behind itself
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ignore_interrupts() -> None:
    """Workers finish their batch, and get no other: the parent tells of the interruption."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
