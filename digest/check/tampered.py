"""Files of the output that are not as the last build left them: changed, removed, or put there by others."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from hashlib import sha256
from pathlib import Path

from digest.base.errors import Place
from digest.base.files import NO_SIGNATURE, mark_of, read_bytes
from digest.build.ledger import Ledger
from digest.build.output import find_foreign, signature_at
from digest.check.findings import Finding, make_finding
from digest.model.urls import file_of


def find_changed(ledger: Ledger, output: Path, digests: Mapping[str, bytes]) -> tuple[str, ...]:
    """The files that were changed or removed; ``digests`` are the hashes that the build wrote down.

    A file is read only where its signature is not the one that the ledger has.
    """
    known = dict(zip(map(file_of, ledger.pages), array("Q", ledger.marks), strict=True))
    known |= {file: mark_of(row.signature) for file, row in ledger.copies.items()}
    return tuple(
        file
        for file, digest in digests.items()
        if known.get(file) != mark_of(signature_at(str(output), file))
        and (_is_gone(output, file) or sha256(read_bytes(output / file)).digest() != digest)
    )


def check_tampered(
    output: Path, shown: str, files: AbstractSet[str], changed: Collection[str]
) -> Iterator[Finding]:
    """``files`` are those of the last build, ``changed`` what ``find_changed`` found among them."""
    for file in find_foreign(output, files):
        yield make_finding(
            Place(f"{shown}/{file}"),
            "foreign-file",
            "no build of this site made this file",
            "take it out of the output, or put it into content/static/",
        )
    for file in changed:
        done = "removed" if _is_gone(output, file) else "changed"
        message = f"this file was {done} since the build"
        place = Place(f"{shown}/{file}")
        yield make_finding(place, "changed-output", message, "digest build puts it right")


def _is_gone(output: Path, file: str) -> bool:
    return signature_at(str(output), file) == NO_SIGNATURE
