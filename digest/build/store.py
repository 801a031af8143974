"""The cache file: named sections behind a table, written whole, read one section at a time.

It is a speed-up only. A file that is damaged, cut short, from another version or another machine's
Python is as good as none.
"""

from __future__ import annotations

import os
import sys
import zlib
from functools import cache
from pathlib import Path

import msgspec

from digest import __version__
from digest.base.files import replace_bytes
from digest.base.fingerprint import number_of

FOLDER = ".digest"  # in the site
STAGE = ".digest-stage"  # in the output: files made and not yet published
_MAGIC = b"digest cache 3\n"
_README = "This folder is the cache of Digest, a news-digest site generator. It may be deleted at any time.\n"


class Section(msgspec.Struct, frozen=True, array_like=True):
    """Where a section lies, and the checksum of its bytes."""

    start: int
    length: int
    crc: int


@cache
def engine_mark() -> str:
    """What the bytes of a page depend on beside its facts: this program's code and its libraries.

    Told by the folders of the installed distributions and the signatures of our own modules, which
    is a hundred times quicker than asking for versions.
    """
    here = Path(__file__).parent.parent
    code = [
        f"{entry.name} {status.st_size} {status.st_mtime_ns}"
        for room in ("base", "manuscript", "model", "plugins", "content", "plan", "render", "build")
        for entry in sorted(os.scandir(here / room), key=lambda entry: entry.name)
        if entry.name.endswith(".py") and (status := entry.stat())
    ]
    wanted = (
        "jinja2-",
        "markdown-",
        "babel-",
        "nh3-",
        "msgspec-",
        "pyyaml-",
        "markupsafe-",
        "python_slugify-",
    )
    libraries = sorted(
        name.lower()
        for folder in {Path(msgspec.__file__).parent.parent}
        for name in os.listdir(folder)
        if name.lower().startswith(wanted) and name.endswith(".dist-info")
    )
    return f"{__version__} {sys.version} {number_of(repr((code, libraries)).encode())}"


class Store:
    """Reads the sections of a site's cache file."""

    def __init__(self, folder: Path) -> None:
        """Read the table; whatever is odd about the file makes it empty."""
        self.folder = folder
        self._table: dict[str, Section] = {}
        self._data: bytes = b""
        try:
            with (folder / "cache").open("rb") as file:
                if file.read(len(_MAGIC)) != _MAGIC:
                    return
                length, crc = (
                    int.from_bytes(file.read(4), "little"),
                    int.from_bytes(file.read(4), "little"),
                )
                table = file.read(length)
                if zlib.crc32(table) == crc:
                    self._start = file.tell()
                    self._table = msgspec.msgpack.decode(table, type=dict[str, Section])
                    self._size = os.fstat(file.fileno()).st_size
        except (OSError, msgspec.MsgspecError, OverflowError):
            return

    def names(self) -> tuple[str, ...]:
        """The sections that the table lists."""
        return tuple(self._table)

    def read(self, name: str) -> bytes | None:
        """A section's bytes; None when there is none, or when they are not what was written."""
        section = self._table.get(name)
        if section is None:
            return None
        try:
            with (self.folder / "cache").open("rb") as file:
                file.seek(self._start + section.start)
                data = file.read(section.length)
        except OSError:
            return None
        return data if len(data) == section.length and zlib.crc32(data) == section.crc else None


def write_store(folder: Path, sections: dict[str, bytes]) -> None:
    """Write a cache file with these sections."""
    if not (folder / "README").exists():
        replace_bytes(str(folder / "README"), _README.encode())
        replace_bytes(str(folder / ".gitignore"), b"*\n")
    table: dict[str, Section] = {}
    start = 0
    for name, data in sections.items():
        table[name] = Section(start, len(data), zlib.crc32(data))
        start += len(data)
    head = msgspec.msgpack.encode(table)
    size, crc = len(head).to_bytes(4, "little"), zlib.crc32(head).to_bytes(4, "little")
    replace_bytes(str(folder / "cache"), _MAGIC + size + crc + head, *sections.values())
