"""Named byte strings in one file: written whole, found again without reading all of it."""

from __future__ import annotations

import struct
import zlib
from array import array
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import accumulate

from digest.base.columns import Column
from digest.base.errors import DigestError
from digest.base.files import Pieces, replace_bytes
from digest.base.fingerprint import number_of

_MAGIC = b"digest blobs 1\n"
_HEAD = struct.Struct(
    "<IQQ"
)  # checksum of what follows it up to the first blob, bytes of names, count
_FRONT = len(_MAGIC) + _HEAD.size


class Blobs(Mapping[str, bytes]):
    """A read-only mapping over such a file; each blob is checked against its print when it is read."""

    def __init__(
        self, data: Pieces, start: int, names: bytes, lengths: array[int], prints: bytes
    ) -> None:
        """Use ``open_blobs``."""
        self._data, self._start, self._lengths = data, start, lengths
        self.prints = Column(("",), names, prints)

    @cached_property
    def _starts(self) -> array[int]:
        return array("Q", accumulate(self._lengths, initial=self._start))

    def __getitem__(self, name: str) -> bytes:
        """The blob of a name."""
        at = self.prints.places[name]
        blob = self._data.read(self._starts[at], self._lengths[at])
        if number_of(blob) != self.prints.get(name):
            raise DigestError("the cache is damaged", code="cache", hint="run the build again")
        return blob

    def __contains__(self, name: object) -> bool:
        """Whether there is a blob of that name."""
        return name in self.prints.places

    def __iter__(self) -> Iterator[str]:
        """The names, in the order in which they were written."""
        return iter(self.prints)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.prints)


def write_blobs(path: str, blobs: Mapping[str, bytes], prints: Column) -> None:
    """Write a file of blobs; ``prints`` are their fingerprints, in the same order."""
    names = prints.keys
    lengths = array("I", [len(blob) for blob in blobs.values()]).tobytes()
    head = b"".join(
        [
            len(names).to_bytes(8, "little"),
            len(blobs).to_bytes(8, "little"),
            names,
            lengths,
            prints.values,
        ]
    )
    crc = zlib.crc32(head).to_bytes(4, "little")
    replace_bytes(path, b"".join([_MAGIC, crc, head, *blobs.values()]))


def open_blobs(path: str) -> Blobs | None:
    """Open a file of blobs; None when it is not there or not what was written."""
    try:
        data = Pieces(path)
        front = data.read(0, _FRONT)
        if front[: len(_MAGIC)] != _MAGIC or len(front) < _FRONT:
            return None
        crc, length, count = _HEAD.unpack(front[len(_MAGIC) :])
        body = _FRONT + length + 12 * count
        told = data.read(_FRONT, body - _FRONT) if body <= data.size else b""
    except OSError:
        return None
    if len(told) != body - _FRONT or zlib.crc32(told, zlib.crc32(front[-16:])) != crc:
        return None
    lengths = array("I", told[length : length + 4 * count])
    if body + sum(lengths) != data.size:
        return None
    return Blobs(data, body, told[:length], lengths, told[length + 4 * count :])
