"""One build at a time in a site: the second waits, and says for whom."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from digest.base.errors import DigestError, Place

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]
try:
    import msvcrt
except ImportError:  # anywhere else
    msvcrt = None  # type: ignore[assignment]

FAR = (
    1 << 30
)  # the byte that is locked on Windows: beyond all that is written, so that it can be read
STEP = 0.05  # seconds between two tries there


@contextlib.contextmanager
def hold_lock(folder: Path, tell: Callable[[str], None]) -> Iterator[None]:
    """Hold the site's lock; the system frees it when a process dies, however it dies."""
    path = folder / "lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise DigestError(
            f"cannot write here: {(error.strerror or '').lower()}",
            at=Place(path.as_posix()),
            code="files",
            hint="the site's folder must be writable for its cache",
        ) from None
    try:
        _wait(descriptor, path, tell)
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(descriptor)


def _wait(descriptor: int, path: Path, tell: Callable[[str], None]) -> None:
    if _take(descriptor):
        return
    who = path.read_text(encoding="utf-8", errors="replace").strip() or "unknown"
    tell(f"another build is at work in this site (process {who}); waiting for it")
    if fcntl is not None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        return
    while not _take(descriptor):
        time.sleep(STEP)


def _take(descriptor: int) -> bool:
    """Take the lock by the system's own means; False when somebody has it."""
    try:
        if fcntl is not None:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        elif msvcrt is not None:
            os.lseek(descriptor, FAR, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            os.lseek(descriptor, 0, os.SEEK_SET)
    except (BlockingIOError, PermissionError):
        return False
    return True
