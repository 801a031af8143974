"""A memory for what may be wanted again: it holds the last things, so that a large site fits as well."""

from __future__ import annotations

from collections import OrderedDict
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Lately(OrderedDict[K, V]):
    """A dictionary of at most so many things; the oldest goes when another one comes."""

    def __init__(self, most: int) -> None:
        """Empty, with room for ``most``."""
        super().__init__()
        self._most = most

    def __setitem__(self, key: K, value: V) -> None:
        """Keep a thing that is new."""
        if len(self) >= self._most:
            self.popitem(last=False)
        super().__setitem__(key, value)
