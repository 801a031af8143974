"""Named byte strings in one file: written whole, found again without reading all of it."""

from __future__ import annotations

import mmap
import os
import zlib
from array import array
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import accumulate

from digest.base.columns import Column
from digest.base.errors import DigestError
from digest.base.files import replace_bytes
from digest.base.fingerprint import number_of

_MAGIC = b"digest blobs 1\n"


class Blobs(Mapping[str, bytes]):
    """A read-only mapping over such a file; each blob is checked against its print when it is read."""

    def __init__(
        self, data: mmap.mmap | bytes, start: int, names: bytes, lengths: array[int], prints: bytes
    ) -> None:
        """Use ``open_blobs``."""
        self._data, self._start, self._lengths = data, start, lengths
        self.prints = Column(("",), names, prints)

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate(self._lengths, initial=self._start))

    def __getitem__(self, name: str) -> bytes:
        """The blob of a name."""
        at = self.prints.places[name]
        blob = self._data[self._starts[at] : self._starts[at + 1]]
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
        with open(path, "rb") as file:  # noqa: PTH123
            size = os.fstat(file.fileno()).st_size
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
    except OSError:
        return None
    at = len(_MAGIC) + 4
    if data[: len(_MAGIC)] != _MAGIC or size < at + 16:
        return None
    length = int.from_bytes(data[at : at + 8], "little")
    count = int.from_bytes(data[at + 8 : at + 16], "little")
    body = at + 16 + length + 12 * count
    if body > size or zlib.crc32(data[at:body]) != int.from_bytes(data[at - 4 : at], "little"):
        return None
    lengths = array("I")
    names = at + 16 + length
    lengths.frombytes(data[names : names + 4 * count])
    if body + sum(lengths) != size:
        return None
    return Blobs(data, body, data[at + 16 : names], lengths, data[names + 4 * count : body])
