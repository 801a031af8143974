"""Files that go to the output as they are: the theme's assets and content/static/."""

from __future__ import annotations

from collections.abc import Container
from hashlib import sha256
from pathlib import Path

from digest.base.errors import Place, Problem
from digest.base.files import NO_SIGNATURE, Signature, read_bytes
from digest.build.images import Pictures
from digest.build.inputs import Listing
from digest.build.ledger import CopyRow, Ledger
from digest.build.metadata import free_of_metadata
from digest.build.output import Put, signature_at, stage_bytes
from digest.build.report import Report
from digest.model import urls
from digest.model.theme import Theme


class Copied(dict[str, tuple[Put, str, Signature]]):
    """File in the output -> what was made ready, its origin and the origin's signature."""


def stage(
    site: Path,
    output: Path,
    theme: Theme,
    listing: Listing,
    ledger: Ledger,
    pages: Container[str],
    report: Report,
    pictures: Pictures,
) -> Copied:
    """Make every copied file ready; one that wants a page's place is a problem."""
    copied = Copied()
    for asset in theme.assets.values():
        file = asset.url.lstrip("/")
        origin = f"{asset.path} {asset.url}"  # the URL carries the content's hash
        copied[file] = _ready(output, file, origin, NO_SIGNATURE, ledger, asset.path, asset.data)
    for name, signature in listing.files.items():
        if not name.startswith("content/static/") or name in pictures.withheld:
            continue
        file = name.removeprefix("content/static/")
        if file in copied or any(url in pages for url in urls.urls_of(file)):
            message = f"this file wants the place of the page /{file}"
            report.problems.append(Problem(Place(name), "double-url", message, "rename it"))
            continue
        freed = name in pictures.freed
        origin = f"{name} freed" if freed else name
        copied[file] = _ready(output, file, origin, signature, ledger, site / name, freed=freed)
    for file, path in pictures.files.items():
        origin = f"picture {file}"  # the name carries the content's hash
        copied[file] = _ready(output, file, origin, NO_SIGNATURE, ledger, path)
    return copied


def rows_of(copied: Copied, places: dict[str, Signature]) -> dict[str, CopyRow]:
    """What the ledger keeps of the copies, once they are in place."""
    return {
        file: CopyRow(origin, source, put.digest, places[file])
        for file, (put, origin, source) in copied.items()
    }


def _ready(
    output: Path,
    file: str,
    origin: str,
    source: Signature,
    ledger: Ledger,
    path: str | Path,
    data: bytes | None = None,
    *,
    freed: bool = False,
) -> tuple[Put, str, Signature]:
    row = ledger.copies.get(file)
    if (
        row
        and (row.origin, row.source) == (origin, source)
        and signature_at(str(output), file) == row.signature
    ):
        return Put(file, False, row.digest, row.signature), origin, source
    if data is None:
        data = free_of_metadata(read_bytes(path)) if freed else read_bytes(path)
    digest = sha256(data).digest()
    return stage_bytes(str(output), file, data, digest), origin, source
