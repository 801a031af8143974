"""Numbers by name, kept as two byte strings: compared, read and written without making an object of each."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import msgspec

STRETCH = 4096  # bytes, a multiple of a number's
_NAMES = msgspec.msgpack.Decoder(list[str])
_encode = msgspec.msgpack.Encoder().encode


class Column(msgspec.Struct, frozen=True, array_like=True, dict=True):
    """A number for every head and key; a name is a head and a key, and an unknown one has 0."""

    heads: tuple[str, ...] = ("",)
    keys: bytes = b"\x90"  # encoded list
    values: bytes = b""  # 64 bits each: of the first key for all heads, then of the second

    def get(self, name: str, other: int = 0) -> int:
        """The number of a name."""
        for at, head in enumerate(self.heads):
            if name.startswith(head) and (place := self.places.get(name[len(head) :])) is not None:
                return self._numbers[place * len(self.heads) + at]
        return other

    def __len__(self) -> int:
        """How many names have a number."""
        return len(self.values) // 8

    def __iter__(self) -> Iterator[str]:
        """All names, in order."""
        if self.heads == ("",):
            return iter(self.places)
        return (head + key for key in self.places for head in self.heads)

    def moved(self, was: Column) -> set[str]:
        """The names whose number is another one than it was; absence is a number too."""
        if (self.heads, self.keys) != (was.heads, was.keys):
            return {name for name, _ in self.table.items() ^ was.table.items()}
        if self.values == was.values:
            return set()
        keys, width = _NAMES.decode(self.keys), len(self.heads)
        places = _find_differing(self.values, was.values)
        return {self.heads[at % width] + keys[at // width] for at in places}

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each key stands."""
        keys = _NAMES.decode(self.keys)
        return dict(zip(keys, range(len(keys)), strict=True))

    @cached_property
    def table(self) -> dict[str, int]:
        """All names with their numbers."""
        return dict(zip(self, self._numbers, strict=True))

    @cached_property
    def _numbers(self) -> array[int]:
        numbers = array("Q")
        numbers.frombytes(self.values)
        return numbers


def _find_differing(now: bytes, was: bytes) -> Iterator[int]:
    """The places of the numbers that differ; stretches of them are compared as bytes first."""
    for start in range(0, len(now), STRETCH):
        one, other = now[start : start + STRETCH], was[start : start + STRETCH]
        if one != other:
            pairs = zip(array("Q", one), array("Q", other), strict=True)
            yield from (at for at, (a, b) in enumerate(pairs, start // 8) if a != b)


def make_column(numbers: Mapping[str, int]) -> Column:
    """The numbers of these names."""
    return Column(("",), _encode(list(numbers)), array("Q", numbers.values()).tobytes())


def join_column(heads: tuple[str, ...], keys: list[str], values: Iterable[bytes]) -> Column:
    """A column whose numbers are there already, a byte string for each key."""
    return Column(heads, _encode(keys), b"".join(values))
