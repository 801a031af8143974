"""What each page read and became; from it follows which pages are stale, and why.

A page is fresh when every fact that it read still has the fingerprint that it had, its place in the
plan is the same, and its file is as we left it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import msgspec

from digest.base.columns import Column
from digest.base.files import Signature
from digest.build.picture import Prints

FEW = 12  # more facts than these are looked for in another way
WIDTH = 4  # bytes of a position


class PageRow(msgspec.Struct, frozen=True, array_like=True):
    """A page as it was last made."""

    page: int  # fingerprint of its entry in the plan
    reads: bytes  # array of 32-bit positions in the ledger's names


class CopyRow(msgspec.Struct, frozen=True, array_like=True):
    """A copied file: the source's signature and print, and what lies at its place."""

    origin: str
    source: Signature
    digest: bytes
    signature: Signature


class Ledger(msgspec.Struct, dict=True):
    """All pages and copies of the last good build."""

    names: list[str] = []  # of facts that pages read, or asked for in vain
    prints: Prints = Prints()  # of all facts as they were
    pages: dict[str, PageRow] = {}  # in the order of the plan
    signatures: list[Signature] = []  # of their files, in the same order
    copies: dict[str, CopyRow] = {}
    manifest: bytes = b""  # what was put into the output

    @cached_property
    def position(self) -> dict[str, int]:
        """Where each name stands."""
        return dict(zip(self.names, range(len(self.names)), strict=True))

    def count(self, reads: bytes, others: Iterable[str]) -> bytes:
        """A page's reads with names that have no position yet: they are given one."""
        position, more = self.position, array("I")
        for name in others:
            at = position.setdefault(name, len(position))
            if at == len(self.names):
                self.names.append(name)
            more.append(at)
        return reads + more.tobytes()


class Stale(NamedTuple):
    """A page to make, and the name of what moved."""

    url: str
    reason: str


def find_stale(
    ledger: Ledger, pages: Column, moved: Collection[str], lost: Collection[str] = ()
) -> list[Stale]:
    """The pages to make, in the order of the plan.

    ``pages`` are the plan's entries, ``moved`` the facts that are not as they were, and ``lost`` the
    pages whose files are not.
    """
    reasons = dict(find_readers(ledger, moved))
    reasons |= dict.fromkeys(lost, "output")
    was = {url: row.page for url, row in ledger.pages.items()}
    reasons |= {
        url: f"page:{url}" if url in was else "new"
        for url, entry in pages.table.items()
        if was.get(url) != entry
    }
    known = pages.places
    stale = [url for url in reasons if url in known]
    return [Stale(url, reasons[url]) for url in sorted(stale, key=known.__getitem__)]


def find_lost(ledger: Ledger, seen: Mapping[str, Signature | None]) -> set[str]:
    """The pages whose files are not as they were left; ``seen`` are their signatures now."""
    was = dict(zip(ledger.pages, ledger.signatures, strict=True))
    return {url for url, signature in seen.items() if was.get(url, signature) != signature}


def find_readers(ledger: Ledger, moved: Collection[str]) -> Iterator[tuple[str, str]]:
    """The pages that read one of these facts, each with the first of them that it read."""
    position = ledger.position if moved else {}
    wanted = {at: name for name in moved if (at := position.get(name)) is not None}
    if len(wanted) < FEW:
        yield from _look_up(ledger, wanted)
        return
    for url, row in ledger.pages.items():
        reads = memoryview(row.reads).cast("I")
        if (name := next((wanted[at] for at in reads if at in wanted), None)) is not None:
            yield url, name


def _look_up(ledger: Ledger, wanted: dict[int, str]) -> Iterator[tuple[str, str]]:
    """The same by one search for each fact through all that was read."""
    if not wanted:
        return
    urls = list(ledger.pages)
    reads = [row.reads for row in ledger.pages.values()]
    whole, starts = b"".join(reads), list(accumulate(map(len, reads), initial=0))
    found: dict[int, tuple[int, str]] = {}  # page -> place of the first fact, its name
    for at, name in wanted.items():
        mark = array("I", [at]).tobytes()
        place = whole.find(mark)
        while place >= 0:
            if place % WIDTH:  # across two positions
                place = whole.find(mark, place + 1)
                continue
            page = bisect_right(starts, place) - 1
            found[page] = min(found.get(page, (place, name)), (place, name))
            place = whole.find(mark, starts[page + 1])
    for page, (_, name) in found.items():
        yield urls[page], name


def renumber(ledger: Ledger) -> Ledger:
    """The same with only those names that a page still reads."""
    rows = ledger.pages.items()
    used = sorted({at for _, row in rows for at in memoryview(row.reads).cast("I")})
    place = {old: new for new, old in enumerate(used)}
    pages = {
        url: PageRow(row.page, array("I", [place[at] for at in memoryview(row.reads).cast("I")]).tobytes())
        for url, row in rows
    }  # fmt: skip
    names = [ledger.names[at] for at in used]
    return Ledger(names, ledger.prints, pages, ledger.signatures, ledger.copies, ledger.manifest)


def names_read(ledger: Ledger, row: PageRow) -> list[str]:
    """The facts that a page read, in order."""
    return [ledger.names[at] for at in memoryview(row.reads).cast("I")]
