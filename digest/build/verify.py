"""Whether a folder holds a build: each file of the manifest, by its hash, and what else lies there."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from digest.base.errors import DigestError
from digest.base.files import read_bytes
from digest.build.output import find_foreign


class Comparison(NamedTuple):
    """What a folder lacks of a build, holds otherwise, and holds beside it."""

    missing: tuple[str, ...]
    different: tuple[str, ...]
    foreign: tuple[str, ...]
    same: int

    @property
    def proven(self) -> bool:
        """Whether the folder is this build, byte for byte, and nothing else."""
        return not (self.missing or self.different or self.foreign)


def compare_folder(folder: Path, digests: Mapping[str, bytes]) -> Comparison:
    """Read every file of a folder and compare it with a build's manifest."""
    missing, different = [], []
    for file, digest in sorted(digests.items()):
        try:
            data = read_bytes(folder / file)
        except DigestError:
            missing.append(file)
            continue
        if sha256(data).digest() != digest:
            different.append(file)
    foreign = find_foreign(folder, digests.keys())
    same = len(digests) - len(missing) - len(different)
    return Comparison(tuple(missing), tuple(different), tuple(foreign), same)
