"""What each page read and became; from it follows which pages are stale, and why.

A page is fresh when every fact that it read still has the fingerprint that it had, its place in the
plan is the same, and its file is as we left it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import msgspec

from digest.base.columns import Column
from digest.base.files import Signature
from digest.build.picture import Prints
from digest.model import urls

FEW = 12  # more facts than these are looked for in another way
WIDTH = 4  # bytes of a position


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
    entries: Column = Column()  # the plan's, as they were
    pages: dict[str, bytes] = {}  # in the order of the plan: 32-bit positions of the names read
    marks: bytes = b""  # of their files, in the same order, 64 bits each
    copies: dict[str, CopyRow] = {}
    manifest: bytes = b""  # what was put into the output
    files: bytes = b""  # encoded list of them, for the scout; b"" when it is to be made anew

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


def find_gone(
    ledger: Ledger, there: Collection[str], pages: Column, copies: Collection[str]
) -> set[str]:
    """The files that earlier builds made, as it and ``there`` tell, and this one does not."""
    known = {*there, *ledger.copies}
    known.update(urls.file_of(url) for url in ledger.pages.keys() - pages.places.keys())
    return {
        file
        for file in known.difference(copies)
        if not any(url in pages.places for url in urls.urls_of(file))
    }


def find_stale(
    ledger: Ledger, pages: Column, moved: Collection[str], lost: Collection[str] = ()
) -> list[Stale]:
    """The pages to make, in the order of the plan.

    ``pages`` are the plan's entries, ``moved`` the facts that are not as they were, and ``lost`` the
    pages whose files are not.
    """
    reasons = dict(find_readers(ledger, moved))
    reasons |= dict.fromkeys(lost, "output")
    reasons |= {url: f"page:{url}" for url in pages.moved(ledger.entries)}
    known = pages.places
    reasons |= dict.fromkeys(known.keys() - ledger.pages.keys(), "new")
    stale = [url for url in reasons if url in known]
    return [Stale(url, reasons[url]) for url in sorted(stale, key=known.__getitem__)]


def find_lost(ledger: Ledger, pages: Column, seen: array[int]) -> set[str]:
    """The known pages whose files are not as they were left; ``seen`` are all pages' marks now."""
    was = array("Q", ledger.marks)
    if ledger.entries.keys == pages.keys and was == seen:
        return set()
    known = dict(zip(ledger.pages, was, strict=True))
    return {url for url, now in zip(pages, seen, strict=True) if known.get(url, now) != now}


def find_readers(ledger: Ledger, moved: Collection[str]) -> Iterator[tuple[str, str]]:
    """The pages that read one of these facts, each with the first of them that it read."""
    position = ledger.position if moved else {}
    wanted = {at: name for name in moved if (at := position.get(name)) is not None}
    if len(wanted) < FEW:
        yield from _look_up(ledger, wanted)
        return
    for url, reads in ledger.pages.items():
        places = memoryview(reads).cast("I")
        if (name := next((wanted[at] for at in places if at in wanted), None)) is not None:
            yield url, name


def _look_up(ledger: Ledger, wanted: dict[int, str]) -> Iterator[tuple[str, str]]:
    """The same by one search for each fact through all that was read."""
    if not wanted:
        return
    urls, reads = list(ledger.pages), ledger.pages.values()
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


def arrange(
    known: dict[str, bytes], made: dict[str, bytes], pages: Iterable[str]
) -> dict[str, bytes]:
    """What the pages read, those just made and the others, in the order of the plan."""
    whole = {**known, **made}
    return whole if list(whole) == (order := list(pages)) else {url: whole[url] for url in order}


def renumber(ledger: Ledger) -> Ledger:
    """The same with only those names that a page still reads."""
    pages = {url: memoryview(reads).cast("I") for url, reads in ledger.pages.items()}
    used = sorted({at for places in pages.values() for at in places})
    new = {was: now for now, was in enumerate(used)}
    return msgspec.structs.replace(
        ledger,
        names=[ledger.names[at] for at in used],
        pages={url: array("I", map(new.__getitem__, p)).tobytes() for url, p in pages.items()},
    )


def names_read(ledger: Ledger, url: str) -> list[str]:
    """The facts that a page read, in order."""
    return [ledger.names[at] for at in memoryview(ledger.pages[url]).cast("I")]
