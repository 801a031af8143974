"""Where pages go: a folder that is published whole, or memory for a preview."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import NamedTuple

import msgspec

from digest.base.errors import DigestError, UsageError
from digest.base.files import (
    NO_SIGNATURE,
    Signature,
    move_over,
    read_bytes,
    refusal,
    remove,
    same_bytes,
    signature_of,
    write_atomic,
    write_new,
)
from digest.build.store import FOLDER, STAGE
from digest.model.site import CONFIG_NAME

MANIFEST = ".digest-manifest"
SOURCES = ("content", "seeds", "themes", FOLDER, ".git")  # where no output may lie


class Put(msgspec.Struct, frozen=True, array_like=True):
    """A file made ready. Not ``staged``: its place holds these bytes already."""

    file: str
    staged: bool
    digest: bytes  # SHA-256
    signature: Signature


class Moves(NamedTuple):
    """How to publish a stage: folders that are not there yet go whole, other files one by one."""

    folders: tuple[str, ...]
    files: tuple[str, ...]


def check_place(path: Path, site: Path, name: str) -> Path:
    """The folder ``path``, unless sources lie there: a build, or a deploy, would write among them.

    Raises UsageError, which begins with ``name``.
    """
    path, site = path.resolve(), site.resolve()
    hint = "name a folder of its own, such as output"
    if path.exists() and not path.is_dir():
        raise UsageError(f"{name}: {path.as_posix()} is a file, not a folder", hint=hint)
    own = site.is_relative_to(path) or any(path.is_relative_to(site / part) for part in SOURCES)
    if own or (path / CONFIG_NAME).is_file():
        raise UsageError(f"{name}: {path.as_posix()} holds a site's own sources", hint=hint)
    return path


def stage_bytes(output: str, file: str, data: bytes, digest: bytes, *, absent: bool = False) -> Put:
    """Write a file's bytes to the stage, unless its place has them; ``absent``: nothing is there.

    The stage has the shape of the output, so that whole folders can be published by one rename.
    """
    place = f"{output}/{file}"
    if not absent and same_bytes(place, data):
        return Put(file, False, digest, signature_of(place) or NO_SIGNATURE)
    return Put(file, True, digest, write_new(f"{output}/{STAGE}/{file}", data))


def plan_moves(output: Path, staged: Iterable[tuple[str, bool]]) -> Moves:
    """Sort staged files, each with whether its place is taken, into folders and single files."""
    there: dict[str, bool] = {"": True}
    folders: dict[str, None] = {}
    files: list[str] = []
    for file, taken in staged:
        missing = "" if taken else _highest_missing(output, file, there)
        if missing:
            folders[missing] = None
        else:
            files.append(file)
    return Moves(tuple(folders), tuple(files))


class PublishFiles:
    """Renames single staged files over their places. Picklable: the worker's task."""

    def __init__(self, output: str) -> None:
        """Publish into ``output``."""
        self._output = output

    def __call__(self, files: tuple[str, ...]) -> list[Signature]:
        """Their signatures once they are in place."""
        signatures = []
        for file in files:
            target = f"{self._output}/{file}"
            publish_one(f"{self._output}/{STAGE}/{file}", target)
            signatures.append(signature_of(target) or NO_SIGNATURE)
        return signatures


def publish_folders(output: Path, folders: Iterable[str]) -> None:
    """Rename whole staged folders to places where nothing is."""
    for folder in folders:
        publish_one(f"{output}/{STAGE}/{folder}", f"{output}/{folder}")


def publish_one(staged: str, target: str) -> None:
    """Rename something staged to its place, making room for it where an older page was."""
    try:
        move_over(staged, target)
    except (FileNotFoundError, NotADirectoryError):
        _make_folder(target)
        move_over(staged, target)
    except (IsADirectoryError, PermissionError) as error:
        if not os.path.isdir(target):  # noqa: PTH112
            raise refusal(error, target, "write") from None
        _clear_folder(target)  # Windows calls it a lack of permission
        move_over(staged, target)
    except OSError as error:
        raise refusal(error, target, "write") from None


def signature_at(output: str, file: str) -> Signature:
    """The signature of a file of the output; zeros when it is not there."""
    return signature_of(f"{output}/{file}") or NO_SIGNATURE


def write_manifest(output: Path, manifest: bytes) -> None:
    """Write down what this build put into the folder."""
    write_atomic(output / MANIFEST, manifest)


def amend_manifest(manifest: bytes, digests: Mapping[str, bytes], gone: Iterable[str]) -> bytes:
    """A list of files that ``sha256sum --check`` understands, with some replaced, added or taken away."""
    lines = {line[66:]: line for line in manifest.split(b"\n") if line}
    for file in gone:
        lines.pop(file.encode(), None)
    count = len(lines)
    for file, digest in digests.items():
        name = file.encode()
        lines[name] = b"%s  %s" % (digest.hex().encode(), name)
    ordered = lines.values() if len(lines) == count else [lines[name] for name in sorted(lines)]
    return b"\n".join([*ordered, b""])


def format_manifest(digests: Mapping[str, bytes]) -> bytes:
    """A list of these files."""
    return amend_manifest(b"", digests, ())


def parse_manifest(data: bytes) -> dict[str, bytes]:
    """File -> SHA-256; empty when this is no such list."""
    try:
        lines = data.decode().split("\n")
        return {line[66:]: bytes.fromhex(line[:64]) for line in lines if len(line) > 66}
    except ValueError:
        return {}


def clear_stage(output: Path) -> None:
    """Remove what an earlier, killed build left on the stage."""
    stage = output / STAGE
    if stage.exists():
        import shutil  # noqa: PLC0415 - with its archives it loads slowly

        shutil.rmtree(stage, ignore_errors=True)


def prune(output: Path, files: AbstractSet[str]) -> list[str]:
    """Remove files that this build does not make, and folders left empty; returns what went."""
    gone = []
    for file in sorted(files):
        path = output / file
        if path.is_file() or path.is_symlink():
            remove(path)
            gone.append(file)
        folder = path.parent
        while folder != output:
            try:
                folder.rmdir()
            except OSError:
                break
            folder = folder.parent
    return gone


def read_manifest(output: Path) -> dict[str, bytes]:
    """What the last build put into the folder; empty when it does not say."""
    try:
        return parse_manifest(read_bytes(output / MANIFEST))
    except DigestError:
        return {}


def find_foreign(output: Path, made: AbstractSet[str]) -> list[str]:
    """Files in the folder that no build of ours put there."""
    foreign = []
    waiting = [""]
    while waiting:
        place = waiting.pop()
        for entry in _entries(f"{output}/{place}"):
            name = entry.name
            if not _is_folder(entry):
                file = place + name
                if file not in made and file != MANIFEST and not name.startswith(".digest-tmp-"):
                    foreign.append(file)
            elif name not in {STAGE, ".git"} and not entry.is_symlink():
                waiting.append(f"{place}{name}/")
    return sorted(foreign)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link in a circle
        return False


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:  # gone meanwhile, or closed to us
        return []


def _highest_missing(output: Path, file: str, there: dict[str, bool]) -> str:
    """The highest folder above a file that the output lacks; "" when it has them all."""
    at = file.find("/")
    while at >= 0:
        folder = file[:at]
        known = there.get(folder)
        if known is None:
            known = there[folder] = os.path.lexists(f"{output}/{folder}")
        if not known:
            return folder
        at = file.find("/", at + 1)
    return ""


def _make_folder(target: str) -> None:
    folder = os.path.dirname(target)  # noqa: PTH120
    try:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    except (FileExistsError, NotADirectoryError):
        # a file stands where a folder is needed: a page of an older build, or something foreign
        path = Path(folder)
        while not path.exists() or path.is_dir():
            path = path.parent
        raise DigestError(
            f"{path.as_posix()} is in the way: a folder is needed there",
            code="files",
            hint="remove that file from the output",
        ) from None


def _clear_folder(target: str) -> None:
    try:
        os.removedirs(target)
    except OSError:
        raise DigestError(
            f"the folder {target} is in the way: a file is needed there",
            code="files",
            hint="remove that folder from the output",
        ) from None
