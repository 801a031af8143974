"""Named byte strings in one file: written whole, found again without reading all of it."""

from __future__ import annotations

import mmap
import os
import zlib
from array import array
from collections.abc import Iterator, Mapping
from itertools import accumulate, pairwise

import msgspec

from digest.base.errors import DigestError
from digest.base.files import replace_bytes
from digest.base.fingerprint import number_of

_MAGIC = b"digest blobs 1\n"
_NAMES = msgspec.msgpack.Decoder(list[str])


class Blobs(Mapping[str, bytes]):
    """A read-only mapping over such a file; each blob is checked against its print when it is read."""

    def __init__(
        self,
        data: mmap.mmap | bytes,
        start: int,
        names: list[str],
        lengths: array[int],
        prints: array[int],
    ) -> None:
        """Use ``open_blobs``."""
        self._data = data
        ends = list(accumulate(lengths, initial=start))
        self._slots = dict(zip(names, pairwise(ends), strict=True))
        self.prints: dict[str, int] = dict(zip(names, prints, strict=True))

    def __getitem__(self, name: str) -> bytes:
        """The blob of a name."""
        start, end = self._slots[name]
        blob = self._data[start:end]
        if number_of(blob) != self.prints[name]:
            raise DigestError("the cache is damaged", code="cache", hint="run the build again")
        return blob

    def __contains__(self, name: object) -> bool:
        """Whether there is a blob of that name."""
        return name in self._slots

    def __iter__(self) -> Iterator[str]:
        """The names, in the order in which they were written."""
        return iter(self._slots)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._slots)


def write_blobs(path: str, blobs: Mapping[str, bytes], prints: Mapping[str, int]) -> None:
    """Write a file of blobs; ``prints`` are their fingerprints."""
    names = msgspec.msgpack.encode(list(blobs))
    lengths = array("I", [len(blob) for blob in blobs.values()]).tobytes()
    numbers = array("Q", [prints[name] for name in blobs]).tobytes()
    head = b"".join(
        [
            len(names).to_bytes(8, "little"),
            len(blobs).to_bytes(8, "little"),
            names,
            lengths,
            numbers,
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
    lengths, prints = array("I"), array("Q")
    names = at + 16 + length
    lengths.frombytes(data[names : names + 4 * count])
    prints.frombytes(data[names + 4 * count : body])
    if body + sum(lengths) != size:
        return None
    return Blobs(data, body, _NAMES.decode(data[at + 16 : names]), lengths, prints)
