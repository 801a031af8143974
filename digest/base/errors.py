"""The author's mistakes: a place, a code, a message and what to do about it."""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]


class Place(NamedTuple):
    """Where in the author's files something is: lines and columns count from 1, 0 means unknown."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Write it the way editors jump to it: path:line:column."""
        parts = [self.path, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(parts)


class Problem(NamedTuple):
    """Something that is, or may be, wrong with the content; collected, never raised."""

    place: Place
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        """One line, and the remedy on a second one."""
        mark = "" if self.severity == "error" else f"{self.severity}: "
        text = f"{self.place}: {mark}{self.message}"
        return f"{text}\n  hint: {self.hint}" if self.hint else text


class DigestError(Exception):
    """A mistake of the author's that ends the command; the command line shows it without a traceback."""

    def __init__(
        self,
        message: str,
        *,
        at: Place | None = None,
        code: str = "error",
        hint: str = "",
    ) -> None:
        """Keep the fields; every one beyond the message has a default, so that pickling works."""
        super().__init__(message)
        self.message = message
        self.at = at
        self.code = code
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        """Cross a process border with every field."""
        return (_restore, (self.message, self.at, self.code, self.hint))

    @property
    def problem(self) -> Problem:
        """The same as a record that can stand in a list with others."""
        return Problem(self.at or Place(""), self.code, self.message, self.hint)

    def __str__(self) -> str:
        """Message with its place when there is one."""
        text = f"{self.at}: {self.message}" if self.at else self.message
        return f"{text}\n  hint: {self.hint}" if self.hint else text


class UsageError(DigestError):
    """The command line itself is at fault (exit status 2)."""

    def __reduce__(self) -> tuple[object, ...]:
        """Cross a process border as what it is."""
        return (_restore_usage, (self.message, self.at, self.code, self.hint))


def _restore(message: str, at: Place | None, code: str, hint: str) -> DigestError:
    return DigestError(message, at=at, code=code, hint=hint)


def _restore_usage(message: str, at: Place | None, code: str, hint: str) -> UsageError:
    return UsageError(message, at=at, code=code, hint=hint)
