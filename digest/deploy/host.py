"""What a deploy target is: one function that opens a host, and the four things that a host can do.

A plugin provides the same: ``open_host(goal)``, a context manager that yields a ``Host``. The order in
which files go, retries, dry runs and progress are the delivery's business and never a host's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

import msgspec

from digest.base.errors import DigestError

_USER = re.compile(r"(?<=://)[^\s/@]+@")
_SECRET = re.compile(r"TOKEN|SECRET|PASS|CREDENTIAL|_KEY|^KEY|AUTH", re.IGNORECASE)


class Goal(msgspec.Struct, frozen=True, kw_only=True):
    """Where a site is to go, as ``[deploy]`` and the command line say it."""

    site: Path  # the site's folder
    to: str
    url: str = ""  # the address under which readers will find it
    branch: str = ""
    endpoint: str = ""
    options: Mapping[str, Any] = {}  # [deploy.options], for targets of plugins


class Host(Protocol):
    """A place that holds a site's files. What fails raises ``Undelivered``."""

    @property
    def name(self) -> str:
        """How people are told of it; never with a secret."""
        ...

    def read(self, file: str) -> bytes | None:
        """A file as it is there; None when there is none."""
        ...

    def put(self, folder: Path, files: Sequence[str]) -> None:
        """Make files of a folder there, each whole or not at all; doing it twice does no harm."""
        ...

    def remove(self, files: Sequence[str]) -> None:
        """Take files away; one that is gone already is no fault."""
        ...

    def finish(self, folder: Path, files: Sequence[str]) -> None:
        """All is sent: ``files`` of ``folder`` are the whole site now."""
        ...


OpenHost = Callable[[Goal], AbstractContextManager[Host]]


class Undelivered(DigestError):  # noqa: N818 - it says what is the matter
    """Something did not get there; ``again`` tells that another try may help."""

    def __init__(self, message: str, *, hint: str = "", again: bool = False) -> None:
        """Keep the fields."""
        super().__init__(message, code="deploy", hint=hint)
        self.again = again


def hide_secrets(text: str, environment: Mapping[str, str]) -> str:
    """A text without the user's part of web addresses and the values of secret variables."""
    text = _USER.sub("…@", text)
    for name, value in environment.items():
        if len(value) >= 6 and _SECRET.search(name):
            text = text.replace(value, "…")
    return text
