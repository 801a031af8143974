"""The site's files, followed: settings, content as read, and which names differ from the last look.

Content goes through the build's own catalogue. A file with a fault leaves what it last said in
``good``; what is wrong is in ``problems``.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from digest.base.errors import DigestError, Problem
from digest.base.files import Signature, read_bytes
from digest.base.fingerprint import number_of
from digest.build.catalogue import Catalogue, Row, refresh
from digest.build.executors import open_pool
from digest.build.inputs import RACY, Listing, list_inputs, settle
from digest.build.store import FOLDER
from digest.build.touched import names_of, path_of, relist
from digest.content.article import rules_of
from digest.model.plan import Moment
from digest.model.site import CONFIG_NAME, Config
from digest.render.layers import Layer

MANY = 1500  # so many files to read are worth a pool of processes
BIG = 16_000_000  # a file of more bytes that is no text is known by its signature alone

Settings = tuple[Config, tuple[Layer, ...]]


class Source(NamedTuple):
    """What is followed: the site's folder, how its settings are read, and at what moment."""

    site: Path
    open: Callable[[], Settings]
    moment: Callable[[], Moment]
    jobs: int = 1

    @property
    def packs(self) -> str:
        """The folder of the articles' pieces."""
        return str(self.site / FOLDER / "packs")


class Follower:
    """Knows every input file, and what the content says."""

    def __init__(self, source: Source, catalogue: Catalogue) -> None:
        """Begin with what the last build remembers."""
        self._source = source
        self.config, self.layers = source.open()
        self.rows = catalogue.rows  # as read, faults and all
        self.good = {name: row for name, row in self.rows.items() if not errors_of(row)}
        texts = {n: s for n, s in catalogue.signatures.items() if is_text(n)}
        self.listing = Listing(texts, 0)
        self._trusted = self.listing.files  # the same, but for files that may yet change unseen
        self._prints: dict[str, int] = {}  # of files outside the catalogue, once they have moved
        self._faults = {n: p for n, row in self.rows.items() if (p := errors_of(row))}

    @property
    def problems(self) -> Iterator[Problem]:
        """The errors in settings and content."""
        for found in self._faults.values():
            yield from found

    def look(self, named: Collection[Path] | None) -> set[str]:
        """Take in what moved, everywhere or at the named paths; the names whose content differs."""
        listing, moved = self._list(named)
        texts = {name for name in moved if is_text(name)}
        rest = {name for name in moved - texts if self._differs(name, listing.files)}
        changed = rest | self._read(listing, texts)
        young = Listing({n: listing.files[n] for n in moved if n in listing.files}, listing.taken)
        self.listing, self._trusted = listing, {**listing.files, **settle(young)}
        self._keep_good(changed)
        return changed

    def forget(self, names: Collection[str]) -> None:
        """Read these again at the next look: what was made of them is lost."""
        for rows in (self.rows, self.good):
            for name in names:
                rows.pop(name, None)
        lost = frozenset(names)
        self._trusted = {n: s for n, s in self._trusted.items() if n not in lost}

    def _list(self, named: Collection[Path] | None) -> tuple[Listing, frozenset[str]]:
        """The inputs, and the names of those that moved or were said to have."""
        site = self._source.site
        partly = relist(self.listing.files, site, self.layers, named) if named is not None else None
        if partly is not None and not any(_is_setting(name) for name in partly[1]):
            return partly
        listing = list_inputs(site, self.layers)
        wanted = {n for path in named or () for n in names_of(path, site, self.layers)}
        settings = any(_is_setting(name) for name in self._moved(listing.files, wanted))
        if (settings or "settings" in self._faults) and self._reopen():
            listing = list_inputs(site, self.layers)
        return listing, self._moved(listing.files, wanted)

    def _moved(self, files: dict[str, Signature], wanted: set[str]) -> frozenset[str]:
        known = self._trusted
        moved = {name for name, signature in files.items() if known.get(name) != signature}
        return frozenset(moved | (known.keys() - files.keys()) | (wanted & files.keys()))

    def _reopen(self) -> bool:
        """Read the settings anew; whether the site has other folders now."""
        try:
            config, layers = self._source.open()
        except DigestError as error:
            self._faults["settings"] = (error.problem,)
            return False
        self._faults.pop("settings", None)
        other = layers != self.layers
        if rules_of(config) != rules_of(self.config):
            self.forget([name for name in self.listing.files if is_text(name)])
        self.config, self.layers = config, layers
        return other

    def _differs(self, name: str, files: dict[str, Signature]) -> bool:
        """Whether another file's bytes are others; its signature tells, unless it is too young to."""
        if name not in files:
            self._prints.pop(name, None)
            return True
        signature, known = files[name], self._trusted.get(name)
        young = time.time_ns() - max(signature.modified, signature.changed) < 2 * RACY
        if signature.size > BIG or (known is None and not young):
            return known != signature
        mark = number_of(read_bytes(path_of(name, self._source.site, self.layers)))
        was, self._prints[name] = self._prints.get(name), mark
        return was != mark

    def _read(self, listing: Listing, names: set[str]) -> set[str]:
        """Read articles, terms and pages through the build's own catalogue."""
        if not names:
            return set()
        part = Catalogue({}, {n: self.rows[n] for n in names if n in self.rows})
        files = {n: listing.files[n] for n in sorted(names) if n in listing.files}
        fresh, changed = refresh(
            part, Listing(files, listing.taken), self._source.site, self._source.packs,
            rules_of(self.config), self.run, self._source.jobs, lambda *_told: None,
        )  # fmt: skip
        self.rows = merge(self.rows, fresh.rows, part.rows.keys() - fresh.rows.keys())
        for name in changed:
            row = fresh.rows.get(name)
            self._faults.pop(name, None)
            if row is not None and (faults := errors_of(row)):
                self._faults[name] = faults
        return set(changed)

    def _keep_good(self, changed: set[str]) -> None:
        fresh = {n: r for n in changed if (r := self.rows.get(n)) and not errors_of(r)}
        gone = {n for n in changed if n in self.good and n not in self.rows}
        if fresh or gone:
            self.good = merge(self.good, fresh, gone)

    def run(self, task: Callable[..., Any], work: list[Any], size: int) -> Iterator[Any]:
        """Work batches through: here, or in processes where there are many."""
        if size < MANY or self._source.jobs <= 1:
            yield from map(task, work)
            return
        with open_pool(self._source.jobs) as executor:
            yield from executor.map(task, work)


def is_text(name: str) -> bool:
    """Whether an input is an article, a term or a page."""
    inside = name.startswith("content/") and not name.startswith("content/static/")
    return inside and name.lower().endswith((".md", ".markdown"))


def errors_of(row: Row) -> tuple[Problem, ...]:
    """What keeps a file from being shown."""
    return tuple(problem for problem in row.problems if problem.severity == "error")


def merge(rows: dict[str, Row], fresh: dict[str, Row], gone: Collection[str]) -> dict[str, Row]:
    """Rows with some replaced, added or taken away, in the order of their names."""
    merged = {**rows, **fresh}
    for name in gone:
        merged.pop(name, None)
    if fresh.keys() <= rows.keys():
        return merged
    return {name: merged[name] for name in sorted(merged)}


def _is_setting(name: str) -> bool:
    return name == CONFIG_NAME or name.endswith("/theme.toml")
