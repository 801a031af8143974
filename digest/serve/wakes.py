"""Wake-up calls: file events from any thread -> batches of paths, one for each burst of saving."""

from __future__ import annotations

import asyncio
from pathlib import Path

QUIET = 0.015  # seconds without a further event after which a burst counts as over
OPEN = 0.08  # the same while a file is still being written
MANY = 12  # so many paths are a branch switched or a folder moved:
LONG = 0.15  # they are waited for longer,
LONGEST = 4.0  # but not for ever


class Wakes:
    """Collects what moved; ``note`` may be called from any thread once ``listen`` was called."""

    def __init__(self) -> None:
        """Nothing noted yet."""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._paths: set[Path] = set()
        self._open: set[Path] = set()
        self._whole = False
        self._since = 0.0
        self._last = 0.0
        self._called = asyncio.Event()

    @property
    def called(self) -> bool:
        """Whether something moved that no batch has told of yet."""
        return self._called.is_set()

    def listen(self) -> None:
        """Take calls on the running event loop from now on."""
        self._loop = asyncio.get_running_loop()

    def note(self, path: Path | None, *, unfinished: bool = False) -> None:
        """A path moved; None means that anything may have. ``unfinished``: its writer is still at it."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._take, path, unfinished)

    def _take(self, path: Path | None, unfinished: bool) -> None:
        assert self._loop is not None
        self._last = self._loop.time()
        if not self._called.is_set():
            self._since = self._last
            self._called.set()
        if path is None:
            self._whole = True
            return
        self._paths.add(path)
        if unfinished:
            self._open.add(path)
        else:
            self._open.discard(path)

    async def wait(self, seconds: float) -> bool:
        """Sleep until somebody calls; False when nobody did in this many seconds."""
        try:
            await asyncio.wait_for(self._called.wait(), seconds)
        except TimeoutError:
            return False
        return True

    async def batch(self) -> frozenset[Path] | None:
        """The paths of the burst that woke us, once it is over; None for "anything"."""
        assert self._loop is not None
        while True:
            quiet = LONG if len(self._paths) >= MANY else OPEN if self._open else QUIET
            end = min(self._last + quiet, self._since + LONGEST)
            left = end - self._loop.time()
            if left <= 0:
                break
            await asyncio.sleep(left)
        paths, whole = frozenset(self._paths), self._whole
        self._paths.clear()
        self._open.clear()
        self._whole = False
        self._called.clear()
        return None if whole else paths
