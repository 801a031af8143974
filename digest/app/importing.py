"""``digest import`` from end to end: sources are read, placed among the site's articles, and written."""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from digest.app.site import Site
from digest.base.dates import zone_of
from digest.base.errors import DigestError
from digest.base.files import find_files, read_bytes
from digest.base.telling import Tell, Tick, in_silence, unseen
from digest.build.store import FOLDER
from digest.content.terms import parse_term_page
from digest.intake.compose import compose
from digest.intake.crowd import read_sources
from digest.intake.doubles import Doubles
from digest.intake.namesakes import find_kept, place_source
from digest.intake.readers import Reading, unpack
from digest.intake.records import Draft, Settings, Source
from digest.intake.report import Entry, entry_of, failure
from digest.intake.shelf import Shelf, plan_step
from digest.intake.sources import (
    STANDARD_INPUT,
    find_places,
    keep_members,
    load_source,
    make_source,
)
from digest.intake.store import load_shelf, write_step
from digest.plugins.finding import find_plugins

SEEDS = "seeds"


class ImportOptions(NamedTuple):
    """What the command line may say of an import."""

    paths: tuple[str, ...] = ()  # files, folders, addresses, or - for standard input; none: seeds/
    date: dt.date | None = None  # of sources that have none
    language: str = ""  # of all sources; "": told by their words
    force: bool = False  # the sources' words go over edits
    merge: bool = False  # clashes are written into the article
    dry_run: bool = False
    left_out: bool = False  # unchanged sources are read too, for what their articles leave out
    jobs: int = 0  # processes; 0: as many as help


def understand_sources(
    site: Site | None,
    options: ImportOptions,
    *,
    tell: Tell = in_silence,
    tick: Tick = unseen,
) -> Iterator[tuple[str, Reading]]:
    """Read every source and write nothing: its name, and what was understood of it, in order."""
    for name, reading, _ in _Reader(site, options, tell, tick).read():
        yield name, reading


def import_sources(
    site: Site,
    options: ImportOptions,
    *,
    tell: Tell = in_silence,
    tick: Tick = unseen,
) -> Iterator[Entry]:
    """Read, place and write; yields an entry for every story and every refusal."""
    placer = _Placer(site, options)
    for name, reading, unchanged in _Reader(site, options, tell, tick).read(placer.shelf):
        if unchanged:
            left = tuple(words for draft in reading.drafts for words in draft.left_out)
            reason = "unchanged since its import"
            yield Entry(action="skipped", source=name, reason=reason, left_out=left)
            continue
        yield from (failure(error, name) for error in reading.refusals)
        alone = len(reading.drafts) == 1
        for draft in place_source(reading.drafts, placer.shelf, site.folder):
            yield placer.place(draft, alone=alone)


class _Reader:
    """Finds the sources that are asked for, and reads them."""

    def __init__(self, site: Site | None, options: ImportOptions, tell: Tell, tick: Tick) -> None:
        self._options, self._tell, self._tick = options, tell, tick
        self._folder = site.folder if site else None
        self._settings = _settings_of(site, options)
        self._paths = options.paths or (str(site.folder / SEEDS) if site else SEEDS,)

    def read(self, shelf: Shelf | None = None) -> Iterator[tuple[str, Reading, bool]]:
        """Read every source, in order, and tell which are unchanged.

        An unchanged one is read only for what its article leaves out.
        """
        waiting: list[Source] = []
        known: list[bool] = []
        for found in list(self._find()):
            if isinstance(found, DigestError):
                yield (found.at.path if found.at else ""), Reading((), (found,)), False
                continue
            source = find_kept(found, shelf) if shelf else found
            unchanged = bool(shelf) and not self._options.force and _is_known(source, shelf)
            if unchanged and not self._options.left_out:
                yield source.name, Reading((), ()), True
            else:
                waiting.append(source)
                known.append(unchanged)
        readings = read_sources(waiting, self._settings, self._options.jobs)
        together = zip(waiting, known, readings, strict=True)
        for done, (source, unchanged, reading) in enumerate(together, 1):
            self._tick("import", done, len(waiting))
            yield source.name, reading, unchanged

    def _find(self) -> Iterator[Source | DigestError]:
        """Every document that the paths mean; archives unpacked, addresses fetched."""
        paths = [path for path in self._paths if not _is_special(path)]
        for special in (path for path in self._paths if _is_special(path)):
            try:
                yield from _unpack(self._load_special(special))
            except DigestError as error:
                yield error
        places = list(find_places(paths, self._folder))
        for done, place in enumerate(places, 1):
            self._tick("read", done, len(places))
            if isinstance(place, DigestError):
                yield place
                continue
            try:
                if (source := load_source(place)) is None:
                    self._tell(f"{place.name}: a picture is no source; it was passed over")
                else:
                    yield from _unpack(source)
            except DigestError as error:
                yield error

    def _load_special(self, path: str) -> Source:
        """What is no file has the time at which it came."""
        if path == "-":
            data = sys.stdin.buffer.read()
            return make_source(STANDARD_INPUT, data, modified=time.time_ns())
        from digest.intake.fetch import fetch_source  # noqa: PLC0415 - it loads slowly

        return fetch_source(path, self._folder / FOLDER / "http" if self._folder else None)


class _Placer:
    """Puts drafts among the articles of a site, beside what editors made of the ones before."""

    def __init__(self, site: Site, options: ImportOptions) -> None:
        self._folder, self._language = site.folder, site.config.site.language
        self._options = options
        self._doubles = Doubles()
        self.shelf = load_shelf(site.folder)
        for slug, text in self.shelf.texts():
            self._doubles.add(f"content/articles/{slug}.md", text)

    def place(self, draft: Draft, *, alone: bool) -> Entry:
        """Write one draft where it belongs; ``alone``: its source has no other story."""
        text = compose(draft, self._language)
        if (settled := self.shelf.settle_address(draft, text, alone)) is not draft:
            draft, text = settled, compose(settled, self._language)
        force, merge = self._options.force, self._options.merge
        step = plan_step(draft, text, self.shelf, alone=alone, overwrite=force, mark_clashes=merge)
        double = ""
        if step.action == "imported":
            double = self._doubles.find(text)
            self._doubles.add(f"content/articles/{step.slug}.md", text)
        if not self._options.dry_run:
            write_step(self._folder, step, draft.source)
        if step.text is not None:
            self.shelf.put(draft, step.slug, step.text)
        return entry_of(draft, step, self.shelf.text_of(step.slug), double)


def _is_special(path: str) -> bool:
    return path == "-" or path.lower().startswith(("http://", "https://"))


def _is_known(source: Source, shelf: Shelf | None) -> bool:
    return bool(shelf and source.file and shelf.is_known(source.file, source.sha256))


def _unpack(source: Source) -> Iterator[Source | DigestError]:
    sources, problems = unpack(source)
    yield from problems
    yield from keep_members(sources)


def _settings_of(site: Site | None, options: ImportOptions) -> Settings:
    if site is None:
        return Settings(date=options.date, language=options.language, plugins=find_plugins(None))
    zone = site.config.site.timezone
    return Settings(
        date=options.date,
        language=options.language,
        zone=None if zone == "UTC" else zone_of(zone),
        site_language=site.config.site.language,
        topics=_load_terms(site.folder, "topics"),
        people=tuple(name for name, _ in _load_terms(site.folder, "speakers")),
        hold_proposed=site.config.imports.proposed == "draft",
        only_topics=site.config.imports.topics == "site",
        plugins=site.config.kit,
    )


def _load_terms(site: Path, kind: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The names of the site's topics or speakers, each with its aliases."""
    folder = site / "content" / kind
    read = (
        parse_term_page(read_bytes(folder / name), f"content/{kind}/{name}")[0]
        for name, _ in find_files(folder)
        if name.endswith(".md")
    )
    return tuple((page.name, page.aliases) for page in read if page is not None)
