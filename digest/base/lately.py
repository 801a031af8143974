"""A memory for what may be wanted again: it holds the last things, so that a large site fits as well."""

from __future__ import annotations

from itertools import islice
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Lately(dict[K, V]):
    """A dictionary of at most so many things; where another one would be too many, the older half goes."""

    def __init__(self, most: int) -> None:
        """Empty, with room for ``most``."""
        super().__init__()
        self._most = most

    def __setitem__(self, key: K, value: V) -> None:
        """Keep a thing that is new."""
        if len(self) >= self._most:
            for old in list(islice(self, -(-self._most // 2))):
                del self[old]
        super().__setitem__(key, value)
