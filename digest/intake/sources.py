"""Paths -> sources: walks folders and reads files, with their hashes and times."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec

from digest.base.errors import DigestError
from digest.base.files import (
    find_files,
    is_passed_over,
    is_utf8,
    read_bytes,
    refuse_name,
    signature_of,
)
from digest.base.slugs import make_slug
from digest.intake.decode import MAX_BYTES, refuse
from digest.intake.kinds import sniff_bytes
from digest.intake.records import Source

MAX_FILE = 8 * MAX_BYTES  # an archive may hold many sources
STANDARD_INPUT = "standard-input"
_SUFFIXES = {".txt", ".md", ".html", ".htm", ".xml", ".rss", ".atom", ".eml"}
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")


class Place(NamedTuple):
    """A file to read: its path, what reports call it, its path in the site, whether a folder was named."""

    path: Path
    name: str
    file: str  # empty outside the site
    walked: bool


def find_places(paths: list[str], site: Path | None) -> Iterator[Place | DigestError]:
    """The files that some paths mean, folders walked in the order of their names."""
    seen: set[str] = set()
    for text in paths:
        if not text.strip():
            yield refuse(
                "''", "missing", "an empty path names no source", "name a file or a folder"
            )
            continue
        path = Path(text)
        if not is_utf8(text):
            yield refuse_name(text)
        elif path.is_symlink() and not _stays(path, path.parent):
            yield _refuse_link(path, site)
        elif path.is_dir():
            yield from (_refuse_link(link, site) for link in _find_links_out(path))
            unnamed: list[DigestError] = []
            for inner, _ in find_files(path, unnamed):
                one = path / inner
                real = os.path.realpath(one)
                if real not in seen:
                    seen.add(real)
                    yield _place(one, site, walked=True)
            yield from unnamed
        elif path.exists():
            if (real := os.path.realpath(path)) not in seen:
                seen.add(real)
                yield _place(path, site, walked=False)
        else:
            yield refuse(text, "missing", "there is no such file or folder", "look at the path")


def _place(path: Path, site: Path | None, *, walked: bool) -> Place:
    inside = _inside(path, site)
    return Place(path, inside or path.as_posix(), inside, walked)


def load_source(place: Place) -> Source | None:
    """Read one file; None for a picture that lies among the sources of a folder."""
    before = signature_of(place.path)
    if before is None:
        raise refuse(place.name, "missing", "it is no regular file", "name a file or a folder")
    if before.size > MAX_FILE:
        raise refuse(place.name, "too-large", f"it is too large: {before.size:,} bytes", "split it")
    data = read_bytes(place.path)
    after = signature_of(place.path)
    if after is None or after.modified != before.modified or after.size != len(data):
        raise refuse(place.name, "changing", "it changed while it was read", "import it again")
    if place.walked and sniff_bytes(data) == "binary" and data.startswith(_PICTURES):
        return None
    source = make_source(place.name, data, file=place.file, modified=before.modified)
    return msgspec.structs.replace(source, walked=place.walked)


def make_source(
    name: str, data: bytes, *, file: str = "", url: str = "", modified: int = 0
) -> Source:
    """A source from its bytes; ``modified`` is in nanoseconds since 1970, in UTC."""
    day = dt.datetime.fromtimestamp(modified / 1e9, tz=dt.UTC).date() if modified else None
    return Source(
        name=name, data=data, sha256=sha256(data).hexdigest(), file=file, url=url, modified=day
    )


def keep_source(source: Source) -> Source:
    """A source from outside the site, with the place in seeds/ where a copy of it is kept."""
    if source.file:
        return source
    if source.url:
        told = urlsplit(source.url)
        stem = make_slug(f"{told.hostname} {told.path.removesuffix('.html')} {told.query}")
    elif source.name == STANDARD_INPUT:
        stem = f"standard-input-{source.sha256[:8]}"
    else:
        parts = source.name.split("/")
        first = next(
            (at for at, part in enumerate(parts[:-1]) if _suffix(part) == ".zip"), len(parts) - 1
        )
        stem = "/".join(make_slug(Path(part).stem) for part in parts[first:])
    suffix = _suffix(source.name) if not source.url else ""
    suffix = suffix if suffix in _SUFFIXES else _suffix_of(source.data)
    return msgspec.structs.replace(source, file=f"seeds/{stem}{suffix}", keep=True)


def keep_members(sources: list[Source]) -> Iterator[Source]:
    """The sources of an archive, no two of which are kept as one file, on any system."""
    taken: set[str] = set()
    for source in map(keep_source, sources):
        path, number = PurePosixPath(source.file), 2
        while source.keep and str(path) in taken:
            path = PurePosixPath(source.file)
            path, number = path.with_stem(f"{path.stem}-{number}"), number + 1
        taken.add(str(path))
        yield msgspec.structs.replace(source, file=str(path)) if source.keep else source


def _suffix(name: str) -> str:
    return Path(name).suffix.lower()


def _suffix_of(data: bytes) -> str:
    head = data[:2000].lstrip().lower()
    if head.startswith(b"<?xml") or b"<rss" in head or b"<feed" in head:
        return ".xml"
    return ".html" if head.startswith(b"<") else ".txt"


def _find_links_out(folder: Path) -> list[Path]:
    """Links among the sources that lead out of their folder; they are never followed."""
    links = (path for path in folder.rglob("*") if path.is_symlink())
    return sorted(
        path
        for path in links
        if is_utf8(str(path)) and not is_passed_over(path.name) and not _stays(path, folder)
    )


def _stays(path: Path, folder: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _refuse_link(path: Path, site: Path | None) -> DigestError:
    name = _inside(path, site) or path.as_posix()
    return refuse(
        name,
        "link",
        "it is a symbolic link that leaves its folder",
        "name the file or folder itself, or copy it here",
    )


def _inside(path: Path, site: Path | None) -> str:
    if site is None:
        return ""
    try:
        return _relative(path.absolute(), site.absolute())
    except ValueError:
        try:
            return _relative(path.resolve(), site.resolve())
        except (ValueError, OSError, RuntimeError):
            return ""


def _relative(path: Path, site: Path) -> str:
    inner = path.relative_to(site)
    if ".." in inner.parts:
        raise ValueError("it may lead out of the site again")
    return inner.as_posix()
