"""Single keys from a terminal: o opens, r rebuilds, q quits."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping

try:
    import termios
    import tty
except ImportError:  # Windows
    termios = None  # type: ignore[assignment]


@contextlib.contextmanager
def listen_for_keys(actions: Mapping[str, Callable[[], None]]) -> Iterator[bool]:
    """Call an action whenever its key is pressed; yields whether there is a terminal to press it on."""
    if termios is None or not _is_ours():
        yield False
        return
    loop = asyncio.get_running_loop()
    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)

    def read() -> None:
        data = os.read(descriptor, 64)
        if not data:
            loop.remove_reader(descriptor)
        for key in data.decode("utf-8", "replace"):
            if action := actions.get(key.lower()):
                action()

    tty.setcbreak(descriptor, termios.TCSANOW)
    loop.add_reader(descriptor, read)
    try:
        yield True
    finally:
        loop.remove_reader(descriptor)
        termios.tcsetattr(descriptor, termios.TCSANOW, before)


def _is_ours() -> bool:
    """Whether standard input is a terminal and we are in its foreground: else reading would stop us."""
    try:
        return sys.stdin.isatty() and os.tcgetpgrp(sys.stdin.fileno()) == os.getpgrp()
    except (OSError, ValueError):
        return False
