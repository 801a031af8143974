"""The site in memory: looked at anew whenever files move, its pages made when somebody asks.

It goes the build's own way (refresh, draw, compose, render, find_stale) and writes nothing to the
output. Where the content is at fault the last good site stays, and ``problems`` says why.
Not for several threads at once: whoever shares it gives it a thread of its own.
"""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Collection, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from digest.base.errors import DigestError, Place, Problem
from digest.base.files import Signature, read_bytes
from digest.base.fingerprint import number_of
from digest.build.catalogue import Catalogue, Row, refresh
from digest.build.executors import InlineExecutor, open_pool
from digest.build.inputs import RACY, Listing, list_inputs, settle
from digest.build.ledger import Ledger, PageRow, Stale, extend_names, find_stale, recount
from digest.build.picture import Drawn, compose, decode_page, draw
from digest.build.pipeline import join_failures
from digest.build.store import FOLDER
from digest.build.touched import names_of, path_of, relist
from digest.content.article import Rules
from digest.model.site import CONFIG_NAME, Config
from digest.model.snapshot import Snapshot
from digest.model.theme import Asset, Theme
from digest.plan.stand import Moment
from digest.render.engine import make_environment
from digest.render.layers import Layer
from digest.render.renderer import Failed, Renderer
from digest.render.themes import load_theme

NOWHERE = Signature(0, 0, 0, 0)
MANY = 1500  # so many files to read are worth a pool of processes
KEPT = 256  # pages whose bytes are held ready
PIECES = ("card:", "speech:", "text:")  # of an article, as ``compose`` names them
BIG = 16_000_000  # a static file of more bytes is known by its signature alone

Settings = tuple[Config, tuple[Layer, ...]]


class Source(NamedTuple):
    """What a preview shows: the site's folder, how its settings are read, and at what moment."""

    site: Path
    open: Callable[[], Settings]
    moment: Callable[[], Moment]
    jobs: int = 1


class Shown(NamedTuple):
    """A page as it is shown."""

    body: bytes
    digest: str


class Look(NamedTuple):
    """What a look at the files found."""

    changed: tuple[str, ...] = ()  # names of inputs
    static: tuple[str, ...] = ()  # addresses of static files
    added: tuple[str, ...] = ()  # addresses of articles' pages that were not there
    moved: bool = False  # another site is shown now: by the files, or by the clock


class _State(NamedTuple):
    """The last good site."""

    config: Config
    drawn: Drawn
    snapshot: Snapshot
    prints: dict[str, int]
    render: Renderer


class Preview:
    """A site that is always as its files are."""

    def __init__(self, source: Source, catalogue: Catalogue, drawn: Drawn, ledger: Ledger) -> None:
        """Begin with what the last build remembers; ``look`` makes it what the files say."""
        self._source = source
        self._packs = str(source.site / FOLDER / "packs")
        self._compiled = str(source.site / FOLDER / "templates")
        self._config, self._layers = source.open()
        self._rows = catalogue.rows  # as read, faults and all
        self._files: dict[str, Signature] = dict(catalogue.signatures)
        self._good = {name: row for name, row in self._rows.items() if not _errors(row)}
        self._prints: dict[str, int] = {}  # of files outside the catalogue, once they have moved
        self._theme: Theme | None = None
        self._drawn, self._ledger, self._swept = drawn, ledger, False
        self._state: _State | None = None
        self._kept: dict[str, Shown] = {}
        self._assets: dict[str, Asset] = {}
        self._statics: dict[str, str] = {}
        self._queue: list[str] = []
        self._early: dict[str, tuple[bytes, tuple[str, ...], bytes]] = {}  # made before the sweep
        self._position: dict[str, int] = {}
        self._faults: dict[str, tuple[Problem, ...]] = {}  # by what was looked at
        self._failed: dict[str, Problem] = {}  # by page
        self._file_faults = {n: p for n, row in self._rows.items() if (p := _errors(row))}
        self._owed = True  # a plan that could not be made, or was not yet

    @property
    def base(self) -> str:
        """The path under which the site is hosted: "" or "/a/b"."""
        return self._config.base

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The folders of the theme, for those who watch them."""
        return self._layers

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every error that is known of, in order."""
        found = [problem for part in self._faults.values() for problem in part]
        found += [problem for part in self._file_faults.values() for problem in part]
        found += join_failures(list(self._failed.values()))
        return tuple(sorted(set(found), key=lambda problem: (problem.place, problem.code)))

    @property
    def counts(self) -> tuple[int, int]:
        """How many articles there are, and how many pages."""
        articles = sum(row.stored is not None for row in self._good.values())
        return articles, len(self._state.drawn.pages) if self._state else 0

    def is_due(self) -> bool:
        """Whether an article comes or goes at this moment."""
        change = self._state.drawn.next_change if self._state else None
        return change is not None and self._source.moment().now >= change

    # -- looking

    def look(self, named: Collection[Path] | None = None) -> Look:
        """Take in what moved: everywhere, or at the named paths only."""
        before = self._state
        try:
            listing, moved = self._list(named)
            changed, static = self._take(listing, moved)
            self._faults.pop("files", None)
        except DigestError as error:
            self._faults["files"] = (error.problem,)
            return Look((str(error.problem.place),))
        if changed or self._owed or self.is_due():
            self._replace(changed, listing)
        return Look(tuple(sorted(changed)), static, self._added(before), self._state is not before)

    def _added(self, before: _State | None) -> tuple[str, ...]:
        state = self._state
        if state is None or before is None or state.drawn is before.drawn:
            return ()
        fresh = state.drawn.pages.keys() - before.drawn.pages.keys()
        return tuple(sorted(url for url in fresh if url.startswith("/articles/")))

    def _list(self, named: Collection[Path] | None) -> tuple[Listing, frozenset[str]]:
        """The inputs, and the names of those that moved or were said to have."""
        site = self._source.site
        partly = relist(self._files, site, self._layers, named) if named is not None else None
        if partly is not None and not any(_is_setting(name) for name in partly[1]):
            return partly
        listing = list_inputs(site, self._layers)
        wanted = {n for path in named or () for n in names_of(path, site, self._layers)}
        settings = any(_is_setting(name) for name in self._moved(listing.files, wanted))
        if (settings or "settings" in self._faults) and self._reopen():
            listing = list_inputs(site, self._layers)
        return listing, self._moved(listing.files, wanted)

    def _moved(self, files: dict[str, Signature], wanted: set[str]) -> frozenset[str]:
        known = self._files
        moved = {name for name, signature in files.items() if known.get(name) != signature}
        return frozenset(moved | (known.keys() - files.keys()) | (wanted & files.keys()))

    def _reopen(self) -> bool:
        """Read the settings anew; whether other folders or rules follow from them."""
        try:
            config, layers = self._source.open()
        except DigestError as error:
            self._faults["settings"] = (error.problem,)
            return False
        self._faults.pop("settings", None)
        other = layers != self._layers
        if _rules(config) != _rules(self._config):
            self._rows, self._good = {}, {}
            self._files = {n: s for n, s in self._files.items() if not n.startswith("content/")}
        if config.site.language != self._config.site.language or other:
            self._theme = None
        self._owed = self._owed or config != self._config
        self._config, self._layers = config, layers
        return other

    def _take(self, listing: Listing, moved: frozenset[str]) -> tuple[set[str], tuple[str, ...]]:
        """Read the moved files; the names of those whose content differs, and static addresses."""
        articles = {n for n in moved if _is_text(n)}
        rest = {n for n in moved - articles if self._differs(n, listing.files)}
        changed = rest | self._read(listing, articles)
        trusted = settle(
            Listing({n: listing.files[n] for n in moved if n in listing.files}, listing.taken)
        )
        self._files = {**listing.files, **trusted}
        if any(name.startswith("@") for name in rest):
            self._theme = None
        prefix = "content/static/"
        static = tuple(sorted(n.removeprefix(prefix) for n in rest if n.startswith(prefix)))
        if static or not self._statics or moved - listing.files.keys():
            self._statics = {
                "/" + n.removeprefix(prefix): n for n in listing.files if n.startswith(prefix)
            }
        return changed, tuple("/" + name for name in static)

    def _differs(self, name: str, files: dict[str, Signature]) -> bool:
        """Whether another file's bytes are others; its signature tells, unless it is too young to."""
        if name not in files:
            self._prints.pop(name, None)
            return True
        signature = files[name]
        young = time.time_ns() - max(signature.modified, signature.changed) < 2 * RACY
        if signature.size > BIG or (name not in self._files and not young):
            return self._files.get(name) != signature
        mark = number_of(read_bytes(path_of(name, self._source.site, self._layers)))
        was, self._prints[name] = self._prints.get(name), mark
        return was != mark

    def _read(self, listing: Listing, names: set[str]) -> set[str]:
        """Read articles, terms and pages through the build's own catalogue."""
        if not names:
            return set()
        part = Catalogue({}, {n: self._rows[n] for n in names if n in self._rows})
        files = {n: listing.files[n] for n in sorted(names) if n in listing.files}
        fresh, changed = refresh(
            part, Listing(files, listing.taken), self._source.site, self._packs,
            _rules(self._config), self._run, self._source.jobs, lambda *_told: None,
        )  # fmt: skip
        gone = part.rows.keys() - fresh.rows.keys()
        self._rows = _merge(self._rows, fresh.rows, gone)
        for name in changed:
            row = fresh.rows.get(name)
            self._file_faults.pop(name, None)
            if row is not None and (faults := _errors(row)):
                self._file_faults[name] = faults
        return set(changed)

    def _run(self, task: Callable[..., Any], work: list[Any], size: int) -> Iterator[Any]:
        if size < MANY or self._source.jobs <= 1:
            yield from InlineExecutor().map(task, work)
            return
        with open_pool(self._source.jobs) as executor:
            yield from executor.map(task, work)

    # -- the site that follows from it

    def _replace(self, changed: set[str], listing: Listing) -> None:
        """Stand on the new content, unless something keeps the plan from being made."""
        good = _merge(self._good, {n: r for n in changed if (r := self._rows.get(n)) and not _errors(r)},
                      {n for n in changed if n in self._good and n not in self._rows})  # fmt: skip
        same_plan = not self._owed and not self.is_due() and all(
            _outline(self._good, name) == _outline(good, name) for name in changed
        ) and not any(name.startswith("content/static/") for name in changed)  # fmt: skip
        self._good, self._owed = good, True
        try:
            state = self._compose(changed) if same_plan and self._theme else self._draw(listing)
        except DigestError as error:
            self._faults["site"] = (error.problem,)
            return
        if state is not None:
            self._faults.pop("site", None)
            self._owed, self._state, self._swept, self._early = False, state, False, {}
            self._recheck()

    def _draw(self, listing: Listing) -> _State | None:
        config = self._config
        if self._theme is None:
            self._theme = load_theme(self._layers, config.site.language, make_environment())
            self._assets |= {asset.url: asset for asset in self._theme.assets.values()}
        catalogue = Catalogue({}, self._good)
        drawn, problems, _ = draw(
            self._drawn, catalogue, config, self._source.moment(), listing.replacing()
        )
        problems += _conflicts(self._statics, drawn)
        errors = tuple(problem for problem in problems if problem.severity == "error")
        if errors:
            self._faults["site"] = errors
            return None
        self._drawn = drawn
        made = compose(drawn, catalogue, config, self._theme, self._packs, self._compiled)
        return _State(config, drawn, *made, Renderer(made[0]))

    def _compose(self, changed: set[str]) -> _State | None:
        """What ``compose`` would make when only pieces of articles moved, and no outline."""
        state = self._state
        assert state is not None
        rows = {n: row for n in changed if (row := self._good.get(n)) is not None and row.stored}
        small, prints = compose(
            Drawn(), Catalogue({}, rows), state.config, Theme({}, {}), self._packs, self._compiled
        )
        pieces = {name: mark for name, mark in prints.items() if name.startswith(PIECES)}
        articles = {**state.snapshot.articles, **small.articles}
        snapshot = msgspec.structs.replace(state.snapshot, articles=articles)
        return state._replace(
            snapshot=snapshot, prints={**state.prints, **pieces}, render=Renderer(snapshot)
        )

    def _recheck(self) -> None:
        """Forget the faults of pages, but try one page of each kind of fault at once."""
        kinds = {(p.place, p.message): url for url, p in reversed(self._failed.items())}
        self._failed = {}
        for url in list(kinds.values())[:4]:
            self.page(url)

    # -- pages

    def page(self, url: str) -> Shown | None:
        """A page as it is now, or as it last was where it has a fault; None when there is none."""
        state = self._state
        if state is None or (encoded := state.drawn.pages.get(url)) is None:
            self._kept.pop(url, None)
            return None
        kept = self._kept.get(url)
        if kept is not None and self._swept and url in self._ledger.pages:
            return kept
        return self._make(url, encoded, state) or self._kept.get(url)

    def _make(self, url: str, encoded: bytes, state: _State) -> Shown | None:
        made = state.render(decode_page(encoded))
        if isinstance(made, Failed):
            if made.problem.code == "cache" and self._reread_lost():
                return self.page(url)
            self._failed[url] = made.problem
            return None
        self._failed.pop(url, None)
        digest = sha256(made.body).digest()
        self._note(url, encoded, made.reads, digest)
        shown = self._kept[url] = Shown(made.body, digest.hex()[:20])
        if len(self._kept) > KEPT:
            del self._kept[next(iter(self._kept))]
        return shown

    def _note(self, url: str, encoded: bytes, reads: tuple[str, ...], digest: bytes) -> None:
        if not self._swept:
            self._early[url] = (
                encoded,
                reads,
                digest,
            )  # the ledger still speaks of the site before
            return
        known = self._position
        places = array("I", [known[name] for name in reads if name in known])
        absent = tuple(name for name in reads if name not in known)
        self._ledger.pages[url] = PageRow(number_of(encoded), places.tobytes(), absent, digest, NOWHERE)

    def file(self, url: str) -> Path | bytes | None:
        """A file that is no page: an asset of the theme, or one of content/static."""
        if name := self._statics.get(url):
            return _inside(self._source.site / "content/static", self._source.site / name)
        asset = self._assets.get(url)
        if asset is None:
            return None
        return asset.data if asset.data is not None else Path(asset.path)

    def has(self, url: str) -> bool:
        """Whether a page or a file is there."""
        return bool(self._state and url in self._state.drawn.pages) or self.file(url) is not None

    # -- what one page drags along

    def sweep(self) -> list[Stale]:
        """The pages that the last looks made stale; they wait for ``work``."""
        state = self._state
        if state is None or self._swept:
            return []
        ledger, pages = self._ledger, state.drawn.page_prints
        stale = find_stale(
            ledger, pages, state.prints, {u: r.signature for u, r in ledger.pages.items()}
        )
        fresh = pages.keys() - {one.url for one in stale}
        names = extend_names(ledger, state.prints)
        rows = {url: ledger.pages[url] for url in fresh}
        if names is None:
            names = tuple(state.prints)
            rows = recount(ledger, names, fresh)
        self._ledger = Ledger(names, tuple(state.prints.get(name, 0) for name in names), rows)
        self._position = {name: at for at, name in enumerate(names)}
        self._queue = [one.url for one in reversed(stale)]
        self._swept = True
        for url, made in self._early.items():
            self._note(url, *made)
        self._early = {}
        return stale

    def work(self) -> bool:
        """Make one page that waits, so that its faults are known; whether there are more."""
        while self._queue and self._state is not None:
            url = self._queue.pop()
            encoded = self._state.drawn.pages.get(url)
            if encoded is None or url in self._ledger.pages:
                continue
            kept = url in self._kept
            self._make(url, encoded, self._state)
            if not kept:
                self._kept.pop(url, None)
            return bool(self._queue)
        return False

    def _reread_lost(self) -> bool:
        """A build elsewhere removed packs that we still point into: read those articles again."""
        packs = Path(self._packs)
        there = {path.name for path in packs.glob("*.pack")}
        lost = {n for n, row in self._rows.items() if row.stored and row.stored.pack not in there}
        for rows in (self._rows, self._good):
            for name in lost & rows.keys():
                del rows[name]
        for name in lost:
            self._files.pop(name, None)
        self._owed = self._owed or bool(lost)
        self.look()
        return bool(lost)


def _rules(config: Config) -> Rules:
    return Rules(config.site.timezone, config.site.language)


def _errors(row: Row) -> tuple[Problem, ...]:
    return tuple(problem for problem in row.problems if problem.severity == "error")


def _outline(rows: dict[str, Row], name: str) -> tuple[str, bytes] | None:
    row = rows.get(name)
    return None if row is None else (row.slug, row.outline)


def _merge(rows: dict[str, Row], fresh: dict[str, Row], gone: Collection[str]) -> dict[str, Row]:
    """Rows with some replaced, added or taken away, in the order of their names."""
    merged = {**rows, **fresh}
    for name in gone:
        merged.pop(name, None)
    return (
        merged if fresh.keys() <= rows.keys() else {name: merged[name] for name in sorted(merged)}
    )


def _conflicts(statics: dict[str, str], drawn: Drawn) -> list[Problem]:
    return [
        Problem(
            Place(name), "double-url", f"this file wants the place of the page {url}", "rename it"
        )
        for url, name in statics.items()
        if url in drawn.pages
        or (url.endswith("/index.html") and url.removesuffix("index.html") in drawn.pages)
    ]


def _inside(folder: Path, path: Path) -> Path | None:
    """The path, unless a link leads out of the folder by now."""
    return path if path.resolve().is_relative_to(folder.resolve()) else None


def _is_text(name: str) -> bool:
    inside = name.startswith("content/") and not name.startswith("content/static/")
    return inside and name.lower().endswith((".md", ".markdown"))


def _is_setting(name: str) -> bool:
    return name == CONFIG_NAME or name.endswith("/theme.toml")
