"""Sources of one name that come from outside the site: each story keeps a file of its own in seeds/.

A source that tells a known story anew takes the place of the copy that was kept; another story gets
the next free name.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import count
from pathlib import Path, PurePosixPath

import msgspec

from digest.base.files import read_bytes
from digest.intake.compose import compose
from digest.intake.records import Draft, Source
from digest.intake.shelf import Shelf


def find_kept(source: Source, shelf: Shelf) -> Source:
    """The source under the name by which it has been imported as it is, if it has been."""
    if not source.keep:
        return source
    for file in _names(source.file):
        if shelf.is_known(file, source.sha256):
            return msgspec.structs.replace(source, file=file)
        if not shelf.held_of(file):
            break
    return source


def place_source(drafts: tuple[Draft, ...], shelf: Shelf, site: Path) -> tuple[Draft, ...]:
    """The drafts of one source, which name the file in which its copy is kept."""
    source = drafts[0].source if drafts else None
    if source is None or not source.keep:
        return drafts
    file = next(file for file in _names(source.file) if _is_place(file, drafts, shelf, site))
    if file == source.file:
        return drafts
    note = f"{source.file} is the source of another story: this one is kept as {file}"
    source = msgspec.structs.replace(source, file=file)
    return tuple(
        msgspec.structs.replace(draft, source=source, notes=(*draft.notes, note))
        for draft in drafts
    )


def _is_place(file: str, drafts: tuple[Draft, ...], shelf: Shelf, site: Path) -> bool:
    """Whether a name is free, or the place of what the source tells."""
    own = drafts[0].source.sha256
    if not (held := shelf.held_of(file)):
        path = site / file
        return not path.exists() or sha256(read_bytes(path)).hexdigest() == own
    return any(one.sha256 == own for one in held) or any(
        one.is_version(draft.title, text)
        for draft, text in ((draft, compose(draft)) for draft in drafts)
        for one in held
    )


def _names(file: str) -> Iterator[str]:
    """A file's name, and those that others of its name get."""
    path = PurePosixPath(file)
    yield file
    for number in count(2):
        yield str(path.with_stem(f"{path.stem}-{number}"))
