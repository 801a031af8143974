"""One build at a time in a site: the second waits, and says for whom."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from digest.base.errors import DigestError, Place

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


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
        if fcntl is not None:
            _wait(descriptor, path, tell)
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(descriptor)


def _wait(descriptor: int, path: Path, tell: Callable[[str], None]) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        who = path.read_text(encoding="utf-8", errors="replace").strip() or "unknown"
        tell(f"another build is at work in this site (process {who}); waiting for it")
        fcntl.flock(descriptor, fcntl.LOCK_EX)
