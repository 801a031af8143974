"""What each page read and became; from it follows which pages are stale, and why.

A page is fresh when every fact that it read still has the fingerprint that it had, its place in the
plan is the same, and its file is as we left it.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from digest.base.files import Signature

FEW = 12  # more facts than these are looked for in another way


class PageRow(msgspec.Struct, frozen=True, array_like=True):
    """A page as it was last made."""

    page: int  # fingerprint of its entry in the plan
    reads: bytes  # array of 32-bit positions in the ledger's names
    absent: tuple[str, ...]  # names that it asked for and nobody knew
    digest: bytes  # SHA-256 of its file
    signature: Signature


class CopyRow(msgspec.Struct, frozen=True, array_like=True):
    """A copied file: the source's signature and print, and what lies at its place."""

    origin: str
    source: Signature
    digest: bytes
    signature: Signature


class Ledger(msgspec.Struct):
    """All pages and copies of the last good build."""

    names: tuple[str, ...] = ()
    prints: tuple[int, ...] = ()
    pages: dict[str, PageRow] = {}
    copies: dict[str, CopyRow] = {}


class Stale(NamedTuple):
    """A page to make, and the name of what moved."""

    url: str
    reason: str


def find_stale(
    ledger: Ledger,
    pages: dict[str, int],
    prints: dict[str, int],
    outputs: Mapping[str, Signature | None],
) -> list[Stale]:
    """The pages whose facts moved, in the order of the plan; ``pages`` are its entries' prints."""
    there = map(prints.get, ledger.names)
    pairs = enumerate(zip(there, ledger.prints, strict=True))
    moved = {at: ledger.names[at] for at, (now, was) in pairs if now != was}
    marks = [array("I", [at]).tobytes() for at in moved] if len(moved) < FEW else None
    stale = []
    for url, page in pages.items():
        row = ledger.pages.get(url)
        if row is None:
            stale.append(Stale(url, "new"))
        elif row.page != page:
            stale.append(Stale(url, f"page:{url}"))
        elif outputs.get(url) != row.signature:
            stale.append(Stale(url, "output"))
        elif (name := _find_moved(row.reads, moved, marks)) is not None:
            stale.append(Stale(url, name))
        elif row.absent and (known := next((n for n in row.absent if n in prints), None)):
            stale.append(Stale(url, known))
    return stale


def _find_moved(reads: bytes, moved: dict[int, str], marks: list[bytes] | None) -> str | None:
    """The first fact of a page's reads that moved; ``marks`` are their positions, where few did.

    A mark may also be found across two positions, so that a hit is only a reason to look.
    """
    if marks is not None and not any(mark in reads for mark in marks):
        return None
    return next((moved[at] for at in memoryview(reads).cast("I") if at in moved), None)


def extend_names(ledger: Ledger, prints: dict[str, int]) -> tuple[str, ...] | None:
    """The names by which reads are counted: the known ones, and new ones behind them.

    None when most of the known ones are gone, so that it is better to count anew.
    """
    if len(ledger.names) > 2 * len(prints) + 1000:
        return None
    known = set(ledger.names)
    return ledger.names + tuple(name for name in prints if name not in known)


def recount(ledger: Ledger, names: tuple[str, ...], urls: set[str]) -> dict[str, PageRow]:
    """The rows of some pages with their reads counted in other names."""
    position = {name: at for at, name in enumerate(names)}
    rows = {}
    for url in urls:
        row = ledger.pages[url]
        read = [ledger.names[at] for at in memoryview(row.reads).cast("I")]
        known = array("I", [position[name] for name in read if name in position])
        gone = tuple(name for name in read if name not in position)
        rows[url] = msgspec.structs.replace(row, reads=known.tobytes(), absent=row.absent + gone)
    return rows


def names_read(ledger: Ledger, row: PageRow) -> list[str]:
    """The facts that a page read, in order."""
    return [ledger.names[at] for at in memoryview(row.reads).cast("I")] + list(row.absent)
