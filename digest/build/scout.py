"""A second process looks at the output while this one lists the input and loads the program.

The signatures of 20,000 pages take as long as all imports, and neither needs the other. Where nothing
can be forked, or one process was asked for, the look is taken when somebody asks what was seen.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from digest.base.columns import Column
from digest.base.files import mark_of, signature_of
from digest.build.aside import work_aside
from digest.build.store import Store
from digest.model.urls import file_of

_NOTHING = msgspec.msgpack.encode([])
_FEW = 20_000  # bytes of names, some 500: a process of its own costs more than to look at these


class Scout:
    """What lies in the output at the places that the last build filled: pages first, then copies."""

    def __init__(self, output: Path, fetch: Callable[[], bytes]) -> None:
        """``fetch`` gives the marks of all these files, 64 bits each."""
        self._output, self._fetch = output, fetch
        self._seen: bytes | None = None

    def seen(self) -> bytes:
        """The marks of the files, 0 where there is none; waits for them once."""
        if self._seen is None:
            self._seen = self._fetch()
        return self._seen

    def look_at(self, pages: Column, known: Column) -> array[int]:
        """The marks of these pages; one that the last build did not know is looked at now."""
        marks = array("Q", self.seen()[: 8 * len(known)])
        if pages.keys == known.keys:
            return marks
        found = dict(zip(known, marks, strict=True))
        where = str(self._output)
        return array(
            "Q",
            (
                found[url] if url in found else mark_of(signature_of(f"{where}/{file_of(url)}"))
                for url in pages
            ),
        )


@contextmanager
def send_scout(folder: Path, output: Path, *, apart: bool) -> Iterator[Scout]:
    """A scout for an output, whose files the cache in ``folder`` lists; ``apart``: as a process of its own."""
    files = Store(folder).read(f"files:{output}") or _NOTHING
    if not apart or len(files) < _FEW:
        yield Scout(output, lambda: _look(output, files))
        return
    with work_aside(lambda: _look(output, files)) as told:
        yield Scout(output, lambda: told() or _look(output, files))


def look_at(output: Path, files: Iterable[str]) -> array[int]:
    """The marks of files of the output as they are now; 0 where there is none."""
    where = str(output)
    if not output.exists():
        return array("Q", [0 for _ in files])
    return array("Q", [mark_of(signature_of(f"{where}/{file}")) for file in files])


def _look(output: Path, files: bytes) -> bytes:
    return look_at(output, msgspec.msgpack.decode(files)).tobytes()
