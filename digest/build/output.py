"""Where pages go: a folder that is published whole, or memory for a preview."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Set
from pathlib import Path

import msgspec

from digest.base.errors import DigestError
from digest.base.files import (
    Signature,
    read_bytes,
    remove,
    replace_bytes,
    same_bytes,
    signature_of,
    write_atomic,
)
from digest.build.store import STAGE
from digest.model.urls import file_of

MANIFEST = ".digest-manifest"


class Put(msgspec.Struct, frozen=True, array_like=True):
    """A file made ready: "" as ``staged`` means that the place holds these bytes already."""

    file: str
    staged: str
    digest: bytes  # SHA-256


def stage_bytes(output: str, file: str, data: bytes, digest: bytes, name: str) -> Put:
    """Write a file's bytes to the stage, unless its place has them."""
    if same_bytes(f"{output}/{file}", data):
        return Put(file, "", digest)
    staged = f"{output}/{STAGE}/{name}"
    replace_bytes(staged, data)
    return Put(file, staged, digest)


def publish(moves: tuple[tuple[str, str], ...]) -> int:
    """Rename staged files over their places; how many there were."""
    for staged, target in moves:
        publish_one(staged, target)
    return len(moves)


def publish_one(staged: str, target: str) -> None:
    """Rename a staged file over its place, making room for it where an older page was."""
    try:
        os.replace(staged, target)  # noqa: PTH105
    except (FileNotFoundError, NotADirectoryError):
        _make_folder(target)
        os.replace(staged, target)  # noqa: PTH105
    except IsADirectoryError:
        _clear_folder(target)
        os.replace(staged, target)  # noqa: PTH105


def signature_at(output: str, file: str) -> Signature:
    """The signature of a file of the output; zeros when it is not there."""
    return signature_of(f"{output}/{file}") or Signature(0, 0, 0, 0)


def look_at(output: Path, pages: Iterable[str]) -> dict[str, Signature | None]:
    """The signatures of all pages' files as they are now."""
    where = str(output)
    return {url: signature_of(f"{where}/{file_of(url)}") for url in pages}


def write_manifest(output: Path, digests: dict[str, bytes]) -> None:
    """Write down what this build put into the folder."""
    lines = [f"{digest.hex()}  {file}\n" for file, digest in sorted(digests.items())]
    write_atomic(output / MANIFEST, "".join(lines).encode())


def clear_stage(output: Path) -> None:
    """Remove what an earlier, killed build left on the stage."""
    stage = output / STAGE
    if stage.exists():
        shutil.rmtree(stage, ignore_errors=True)


def prune(output: Path, files: Set[str]) -> list[str]:
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
    """What the last build put into the folder: file -> SHA-256; empty when it does not say.

    The list is one that ``sha256sum --check`` understands.
    """
    try:
        text = read_bytes(output / MANIFEST).decode()
        return {line[66:]: bytes.fromhex(line[:64]) for line in text.splitlines() if len(line) > 66}
    except (DigestError, ValueError):
        return {}


def find_foreign(output: Path, made: Set[str]) -> list[str]:
    """Files in the folder that no build of ours put there."""
    foreign = []
    for folder, folders, names in os.walk(output):
        folders[:] = sorted(f for f in folders if f not in {STAGE, ".git"})
        for name in sorted(names):
            file = Path(folder, name).relative_to(output).as_posix()
            if file not in made and file != MANIFEST and not name.startswith(".digest-tmp-"):
                foreign.append(file)
    return foreign


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
