"""The site in memory: looked at anew whenever files move, its pages made when somebody asks.

It goes the build's own way (refresh, draw, compose, render, find_stale) and writes nothing to the
output. Where the content is at fault the last good site stays, and ``problems`` says why.
Not for several threads at once: whoever shares it gives it a thread of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec

from digest.base.errors import DigestError, Problem
from digest.build.beside import STATIC, Beside, address_of
from digest.build.catalogue import Catalogue, Row
from digest.build.follow import Follower, Source, is_text
from digest.build.glimpse import foresee, render_ahead
from digest.build.images import prepare_pictures
from digest.build.ledger import Ledger, Stale, find_stale, renumber
from digest.build.picture import Drawn, Prints, compose, decode_page, draw, print_pieces
from digest.build.planning import Planner, PutOffError
from digest.build.report import join_failures
from digest.build.store import FOLDER
from digest.model import urls
from digest.model.site import Config
from digest.model.snapshot import Snapshot
from digest.model.theme import References, Theme
from digest.render.engine import make_environment
from digest.render.layers import Layer
from digest.render.renderer import Failed, Renderer
from digest.render.themes import load_theme

EXPORTS = ("/data/", "/sitemap")  # large, and made without a template: only when asked for
KEPT = 256  # pages whose bytes are held ready


class Shown(NamedTuple):
    """A page as it is shown."""

    body: bytes
    digest: str


Early = Callable[[str, Shown], None]


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
    prints: Prints
    render: Renderer


class Preview:
    """A site that is always as its files are."""

    def __init__(
        self,
        source: Source,
        catalogue: Catalogue,
        drawn: Drawn,
        ledger: Ledger,
        references: References | None = None,
    ) -> None:
        """Begin with what the last build remembers; ``look`` makes it what the files say."""
        self._source, self._files = source, Follower(source, catalogue)
        self._cache = source.site / FOLDER
        self._references: References = references or {}
        self._theme: Theme | None = None
        self._drawn, self._ledger, self._swept = drawn, ledger, False
        self._state: _State | None = None
        self._shown_rows: dict[str, Row] = {}  # what the state was made from
        self._kept: dict[str, Shown] = {}
        self._beside = Beside(source.site)
        self.planner = Planner(lambda: False)
        self._queue: list[str] = []
        self._early: dict[str, tuple[str, ...]] = {}  # what pages made before the sweep read
        self._faults: dict[str, tuple[Problem, ...]] = {}  # of the site as a whole, by stage
        self._failed: dict[str, Problem] = {}  # by page
        self._owed = True  # a plan that could not be made, or was not yet

    @property
    def base(self) -> str:
        """The path under which the site is hosted: "" or "/a/b"."""
        return self._files.config.base

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The folders of the theme, for those who watch them."""
        return self._files.layers

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every error that is known of, in order."""
        found = [problem for part in self._faults.values() for problem in part]
        found += [*self._files.problems, *join_failures(list(self._failed.values()))]
        return tuple(sorted(set(found), key=lambda problem: (problem.place, problem.code)))

    @property
    def counts(self) -> tuple[int, int]:
        """How many articles there are, and how many pages."""
        articles = sum(row.stored is not None for row in self._files.good.values())
        return articles, len(self._state.drawn.pages) if self._state else 0

    def is_due(self) -> bool:
        """Whether an article comes or goes at this moment."""
        change = self._state.drawn.next_change if self._state else None
        return change is not None and self._source.moment().now >= change

    def look(
        self, named: Collection[Path] | None = None, early: Early = lambda *_shown: None
    ) -> Look:
        """Take in what moved: everywhere, or at the named paths only.

        ``early`` is handed the pages of edited articles when the plan takes a while.
        """
        before, known = self._state, set(self._beside.statics)
        config, layers = self._files.config, self._files.layers
        try:
            changed = self._files.look(named)
        except DigestError as error:
            self._faults["files"] = (error.problem,)
            return Look((str(error.problem.place),))
        self._faults.pop("files", None)
        if self._files.config is not config:
            self._owed = self._owed or self._files.config != config
            if self._files.config.site.language != config.site.language:
                self._theme = None
        if self._files.layers != layers or any(name.startswith("@") for name in changed):
            self._theme = None
        self._beside.take_names(self._files.listing.files)
        if changed or self._owed or self.is_due():
            self._replace(changed, early)
        static = {address_of(name) for name in changed if name.startswith(STATIC)}
        shown = tuple(sorted(static & (known | self._beside.statics.keys())))
        return Look(tuple(sorted(changed)), shown, self._added(before), self._state is not before)

    def _added(self, before: _State | None) -> tuple[str, ...]:
        state = self._state
        if state is None or before is None or state.drawn is before.drawn:
            return ()
        fresh = state.drawn.pages.keys() - before.drawn.pages.keys()
        return tuple(sorted(url for url in fresh if url.startswith("/articles/")))

    def _replace(self, changed: set[str], early: Early) -> None:
        """Stand on the new content, unless something keeps the plan from being made."""
        good, was = self._files.good, self._shown_rows
        texts = {name for name in changed if is_text(name)}
        same_plan = (
            self._theme is not None
            and not self._owed
            and not self.is_due()
            and not any(name.startswith("content/") for name in changed - texts)
            and all(_outline(was, name) == _outline(good, name) for name in texts)
        )
        if not same_plan and texts == changed:
            self._glimpse(texts, early)
        self._owed = True
        try:
            state = self._compose(texts) if same_plan else self._draw()
        except PutOffError:
            return
        except DigestError as error:
            file = error.problem.place.path  # has other faults now than its pages had
            self._failed = {u: p for u, p in self._failed.items() if p.place.path != file}
            self._faults["site"] = (error.problem,)
            return
        if state is not None:
            self._faults.pop("site", None)
            self._owed, self._state, self._shown_rows = False, state, good
            self._swept, self._early = False, {}
            self._recheck()

    def _glimpse(self, texts: set[str], early: Early) -> None:
        """Show edited articles before the whole site is planned anew."""
        state = self._state
        if state is None or state.config != self._files.config or self._theme is None:
            return
        good = self._files.good
        addresses = [urls.of_article(good[name].slug) for name in sorted(texts) if name in good]
        snapshot = foresee(state.snapshot, self._shown_rows, good, texts)
        pages = [one for url in addresses if (one := state.drawn.pages.get(url))]
        for url, body in render_ahead(snapshot, pages) if snapshot else ():
            early(url, Shown(body, sha256(body).hexdigest()[:20]))

    def _draw(self) -> _State | None:
        config, listing = self._files.config, self._files.listing
        if self._theme is None:
            language = config.site.language
            self._theme = load_theme(self.layers, language, make_environment(), self._references)
            self._beside.take_theme(self._theme)
        catalogue = Catalogue({}, self._files.good)
        drawn, found, _ = self.planner.run(
            draw, self._drawn, catalogue, config, self._source.moment(), listing.replacing()
        )
        problems = [*found, *self._beside.check_places(drawn.pages.keys())]
        errors = tuple(problem for problem in problems if problem.severity == "error")
        if errors:
            self._faults["site"] = errors
            return None
        self._drawn = drawn
        pictures = prepare_pictures(
            self._source.site, self._cache, listing, config, drawn.facts, self._files.run
        )
        self._faults["pictures"] = tuple(p for p in pictures.problems if p.severity == "error")
        self._beside.take_pictures(pictures)
        compiled, packs = str(self._cache / "templates"), self._source.packs
        made = compose(drawn, catalogue, config, self._theme, packs, compiled, pictures.facts)
        return _State(config, drawn, *made, Renderer(made[0]))

    def _compose(self, changed: set[str]) -> _State | None:
        """What ``compose`` would make when only pieces of articles moved, and no outline."""
        state, good = self._state, self._files.good
        assert state is not None
        rows = [row for n in changed if (row := good.get(n)) is not None]
        articles = {**state.snapshot.articles, **{r.slug: r.stored for r in rows if r.stored}}
        snapshot = msgspec.structs.replace(state.snapshot, articles=articles)
        prints = msgspec.structs.replace(state.prints, pieces=print_pieces(articles))
        return state._replace(snapshot=snapshot, prints=prints, render=Renderer(snapshot))

    def _recheck(self) -> None:
        """Forget the faults of pages, but try one page of each kind of fault at once."""
        kinds = {(p.place, p.message): url for url, p in reversed(self._failed.items())}
        self._failed = {}
        for url in list(kinds.values())[:4]:
            self.page(url)

    def page(self, url: str) -> Shown | None:
        """A page as it is now, or as it last was where it has a fault; None when there is none."""
        state = self._state
        if state is None or url not in state.drawn.pages:
            self._kept.pop(url, None)
            return None
        kept = self._kept.get(url)
        if kept is not None and self._swept and url in self._ledger.pages:
            return kept
        return self._make(url, state) or self._kept.get(url)

    def _make(self, url: str, state: _State) -> Shown | None:
        made = state.render(decode_page(state.drawn.pages[url]))
        if isinstance(made, Failed):
            if made.problem.code == "cache" and self._reread_lost():
                return self.page(url)
            self._failed[url] = made.problem
            return None
        self._failed.pop(url, None)
        self._note(url, tuple(made.reads))
        shown = self._kept[url] = Shown(made.body, sha256(made.body).hexdigest()[:20])
        if len(self._kept) > KEPT:
            del self._kept[next(iter(self._kept))]
        return shown

    def _note(self, url: str, reads: tuple[str, ...]) -> None:
        if not self._swept:
            self._early[url] = reads  # the ledger still speaks of the last site
            return
        self._ledger.pages[url] = self._ledger.count(b"", reads)

    def file(self, url: str) -> Path | bytes | None:
        """A file that is no page: a static one, a photo, an asset, a part of the search index."""
        return self._beside.file(url)

    def has(self, url: str) -> bool:
        """Whether a page or a file is there."""
        return bool(self._state and url in self._state.drawn.pages) or self.file(url) is not None

    def sweep(self) -> list[Stale]:
        """The pages that the last looks made stale; they wait for ``work``."""
        state = self._state
        if state is None or self._swept:
            return []
        ledger, pages = self._ledger, state.drawn.page_prints
        stale = find_stale(ledger, pages, state.prints.moved(ledger.prints))
        fresh = pages.places.keys() - {one.url for one in stale}
        rows = {url: reads for url, reads in ledger.pages.items() if url in fresh}
        self._ledger = Ledger(ledger.names, state.prints, pages, rows)
        if len(ledger.names) > 2 * len(state.prints) + 1000:
            self._ledger = renumber(self._ledger)
        self._queue = [one.url for one in reversed(stale) if not one.url.startswith(EXPORTS)]
        self._swept = True
        for url, reads in self._early.items():
            self._note(url, reads)
        self._early = {}
        return stale

    def work(self) -> bool:
        """Make one page that waits, so that its faults are known; whether there are more."""
        while self._queue and self._state is not None:
            url = self._queue.pop()
            if url not in self._state.drawn.pages or url in self._ledger.pages:
                continue
            kept = url in self._kept
            self._make(url, self._state)
            if not kept:
                self._kept.pop(url, None)
            return bool(self._queue)
        return False

    def _reread_lost(self) -> bool:
        """A build elsewhere removed packs that we still point into: read those articles again."""
        there = {path.name for path in Path(self._source.packs).glob("*.pack")}
        rows = self._files.rows.items()
        lost = [n for n, row in rows if row.stored and row.stored.pack not in there]
        self._files.forget(lost)
        self._owed = self._owed or bool(lost)
        self.look()
        return bool(lost)


def _outline(rows: dict[str, Row], name: str) -> tuple[str, bytes] | None:
    row = rows.get(name)
    return None if row is None else (row.slug, row.outline)
