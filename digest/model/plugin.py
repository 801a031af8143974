"""The mark of a plugin: it crosses to other processes, and is part of every fingerprint."""

from __future__ import annotations

import msgspec


class Plugin(msgspec.Struct, frozen=True, array_like=True):
    """An installed plugin as its entry point names it, and what its code is."""

    name: str
    entry: str  # "module" or "module:attribute"
    package: str  # the distribution that it came with
    version: str
    needs: tuple[str, ...] = ()  # that distribution's own requirements, as they are installed
    code: int = 0  # fingerprint of all its files
    folder: str = ""  # where they lie

    def __str__(self) -> str:
        """How messages speak of it."""
        return f"plugin {self.name!r} ({self.package} {self.version})"
