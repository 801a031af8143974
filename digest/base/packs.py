"""Packs: files of many byte strings, written once and read at random by any number of processes."""

from __future__ import annotations

import os
from collections.abc import Iterable

from digest.base.errors import DigestError, Place
from digest.base.files import Pieces, replace_bytes
from digest.base.fingerprint import of_bytes


def write_pack(folder: str, blobs: Iterable[bytes]) -> tuple[str, list[tuple[int, int]]]:
    """Write a pack named by its content; returns its name and (start, length) of each blob."""
    places: list[tuple[int, int]] = []
    kept: list[bytes] = []
    start = 0
    for blob in blobs:
        places.append((start, len(blob)))
        kept.append(blob)
        start += len(blob)
    data = b"".join(kept)
    name = of_bytes(data).hex() + ".pack"
    path = os.path.join(folder, name)  # noqa: PTH118
    if not os.path.exists(path) or os.path.getsize(path) != len(data):  # noqa: PTH110, PTH202
        replace_bytes(path, data)
    return name, places


class PackReader:
    """Reads blobs out of a folder's packs; each pack is opened once."""

    def __init__(self, folder: str) -> None:
        """Open nothing yet."""
        self._folder = folder
        self._packs: dict[str, Pieces] = {}

    def read(self, pack: str, start: int, length: int) -> bytes:
        """The bytes in a slot; a DigestError when the pack is not there."""
        pieces = self._packs.get(pack)
        if pieces is None:
            path = os.path.join(self._folder, pack)  # noqa: PTH118
            try:
                pieces = self._packs[pack] = Pieces(path)
            except OSError as error:
                message = f"the cache lost a file: {error.strerror}"
                raise DigestError(
                    message, at=Place(path), code="cache", hint="run the build again"
                ) from None
        return pieces.read(start, length)
