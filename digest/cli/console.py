"""All that the program says: plain lines in a pipe, colour and a moving line on a terminal."""

from __future__ import annotations

import os
import sys
import time
from typing import TextIO

from digest.base.errors import DigestError, Problem

_COLOURS = {"red": "31", "yellow": "33", "green": "32", "dim": "2", "bold": "1"}
SEVERITIES = {"error": "red", "warning": "yellow", "note": "dim"}


def count_of(number: int, one: str) -> str:
    """A number with its noun: 1 page, 1,200 pages."""
    return f"{number:,} {one}{'' if number == 1 else 's'}"


class Console:
    """Results go to standard output; progress and complaints to standard error."""

    def __init__(self, out: TextIO | None = None, err: TextIO | None = None) -> None:
        """Look at what the streams are, once."""
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        for stream in (self._out, self._err):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")
        terminal = self._err.isatty() and os.environ.get("TERM") != "dumb"
        self._colour = bool(os.environ.get("FORCE_COLOR")) or (
            terminal and not os.environ.get("NO_COLOR")
        )
        self._moves = terminal
        if terminal and os.name == "nt":
            os.system("")  # noqa: S605, S607 - lets older consoles understand colours
        self._bar = ("━", "─") if _can_write(self._err, "━─") else ("#", "-")
        self._drawn = 0.0
        self._begun: dict[str, float] = {}
        self._open = False

    def say(self, text: str = "") -> None:
        """One line of result."""
        self._wipe()
        print(text, file=self._out, flush=True)

    def give(self, data: bytes) -> None:
        """A result for machines: UTF-8, whatever the terminal's encoding."""
        self._wipe()
        self._out.flush()
        raw = getattr(self._out, "buffer", None)
        if raw is None:
            self._out.write(data.decode())
        else:
            raw.write(data)
        self._out.flush()

    def note(self, text: str) -> None:
        """One line beside the result."""
        self._wipe()
        print(text, file=self._err, flush=True)

    def show(self, problem: Problem) -> None:
        """A problem: where, what, and what to do."""
        mark = self.paint(f"{problem.severity}: ", SEVERITIES[problem.severity])
        self.note(f"{self.paint(str(problem.place), 'bold')}: {mark}{problem.message}")
        if problem.hint:
            self.note(self.paint(f"  hint: {problem.hint}", "dim"))

    def refuse(self, error: DigestError) -> None:
        """An error that ends the command."""
        at = f"{self.paint(str(error.at), 'bold')}: " if error.at else ""
        self.note(f"{at}{self.paint('error: ', 'red')}{error.message}")
        if error.hint:
            self.note(self.paint(f"  hint: {error.hint}", "dim"))

    def tick(self, stage: str, done: int, total: int) -> None:
        """Progress, on a terminal only: a bar, counts and the rate, at most twenty times a second."""
        if not self._moves:
            return
        now = time.monotonic()
        begun = self._begun.setdefault(stage, now)
        if now - self._drawn < 0.05 and done < total:
            return
        self._drawn = now
        filled = round(24 * done / total) if total else 24
        rate = f"{done / (now - begun):,.0f}/s" if now - begun > 0.2 else ""
        full, empty = self._bar
        bar = full * filled + self.paint(empty * (24 - filled), "dim")
        self._err.write(f"\r\x1b[2K{stage:<10} {bar} {done:,}/{total:,} {rate}")
        self._err.flush()
        self._open = True

    def paint(self, text: str, colour: str) -> str:
        """Text in a colour, where colours are wanted."""
        return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m" if self._colour else text

    def _wipe(self) -> None:
        if self._open:
            self._err.write("\r\x1b[2K")
            self._err.flush()
            self._open = False


def _can_write(stream: TextIO, text: str) -> bool:
    """Whether a stream's encoding has these characters."""
    try:
        text.encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
