"""Page + snapshot -> bytes, with the names of all that was read on the way."""

from __future__ import annotations

import traceback
from contextlib import suppress
from difflib import get_close_matches
from pathlib import PurePath
from typing import NamedTuple

import jinja2
from jinja2 import nodes
from markupsafe import Markup

from digest import __version__
from digest.base.errors import DigestError, Place, Problem
from digest.base.fingerprint import number_of
from digest.base.lately import Lately
from digest.base.scripts import direction_of
from digest.model.plan import Page
from digest.model.policy import write_policy
from digest.model.snapshot import Snapshot
from digest.model.views import Card, SiteView
from digest.plugins.faults import blame
from digest.plugins.opening import open_toolbox
from digest.render.addresses import make_absolute, make_relative
from digest.render.compiler import FILL, fill_words
from digest.render.dates import write_date, write_number, write_rfc822
from digest.render.desk import Desk, Kind
from digest.render.engine import make_environment
from digest.render.kinds import KINDS
from digest.render.reading import SHARED, Reading

SHORT = 600  # characters of a card's HTML; of longer ones fewer are kept
LONG_CARDS = 10_000
MadeCard = tuple[Markup, tuple[str, ...]]  # with the names of what it was made from


class Rendered(NamedTuple):
    """A page's bytes and the names of the facts that it read."""

    url: str
    body: bytes
    reads: dict[str, None]


class Failed(NamedTuple):
    """A page that could not be made, and why."""

    url: str
    problem: Problem


class Renderer:
    """Renders the pages of one snapshot; safe for one thread at a time."""

    def __init__(self, snapshot: Snapshot, trees: dict[str, nodes.Template] | None = None) -> None:
        """Set Jinja up once for all pages; ``trees`` are templates that were parsed already."""
        self._snapshot = snapshot
        self._read = Reading(snapshot)
        self._short_cards = Lately[tuple[str, str], MadeCard](SHARED)
        self._same_notes: dict[tuple[str, ...], tuple[str, ...]] = {}  # of cards: few differ
        self._long_cards = Lately[tuple[str, str], MadeCard](LONG_CARDS)
        config = snapshot.config
        self._base = config.base
        self._root = config.root + config.base
        self._env = make_environment(
            snapshot.theme, snapshot.bytecode, config.base, config.kit, trees
        )
        self._env.note = self._note
        language = config.site.language
        self._desk = Desk(
            self._read, self._root, config.site.title, language, self._env.words,
            config.site.description, f"Digest {__version__}", config.data.licence, config.search.enabled,
            config.cards.enabled, self._base, config.site.relative, config.ping.hubs,
            config.site.timezone, config.feeds.whole,
        )  # fmt: skip
        self._env.globals.update(
            site=self._site_view(),
            url=self._url,
            absolute=self._absolute,
            asset=self._asset,
            has_asset=self._has_asset,
            card=self._card,
            **{FILL: fill_words},
            date=lambda moment, style="long": write_date(moment, style, language),
            rfc822=write_rfc822,
            direction=direction_of,
            number=lambda value: write_number(value, language),
        )
        self._env.filters["html"] = Markup
        self._kinds = self._add_plugins()

    def __call__(self, page: Page) -> Rendered | Failed:
        """Make one page; the author's and the theme's mistakes come back as a problem."""
        self._read.start()
        try:
            scene = self._kinds[page.kind](self._desk, page)
            if isinstance(scene, bytes):
                return Rendered(page.url, scene, self._read.notes)
            template = self._env.get_template(scene.template)
            text = self._relate(template.render(page=scene.page, **scene.context), page)
        except jinja2.TemplateError as error:
            return Failed(page.url, self._explain(error, page))
        except DigestError as error:
            return Failed(page.url, error.problem)
        except Exception as error:  # noqa: BLE001 - the worker's rim: a template may raise anything
            return Failed(page.url, self._explain(error, page))
        return Rendered(page.url, text.encode(), self._read.notes)

    def _add_plugins(self) -> dict[str, Kind]:
        """Give Jinja the filters of plugins; returns all kinds of page, theirs with ours."""
        kit = open_toolbox(self._snapshot.config.kit)
        if not kit.owners:
            return KINDS
        kit.refuse_taken("filters", self._env.filters)
        kit.refuse_taken("page_kinds", KINDS)
        self._env.filters.update(kit.filters)
        return {**KINDS, **{name: kind.make for name, kind in kit.page_kinds.items()}}

    def _relate(self, text: str, page: Page) -> str:
        """The page's links as the site wants them: from its root, or from the page itself."""
        if not self._snapshot.config.site.relative:
            return text
        if page.kind == "feedsheet":  # shown at the addresses of feeds, which lie at any depth
            return make_absolute(text, self._root.removesuffix(self._base), page.url)
        return make_relative(text, self._base, page.url)

    def warm(self) -> None:
        """Compile every template now, so that processes forked from this one need not."""
        for name in self._snapshot.theme.templates:
            if not name.startswith("@"):
                with suppress(jinja2.TemplateError):  # told when a page needs it
                    self._env.get_template(name)

    def _note(self, name: str) -> None:
        self._read.notes[name] = None

    def _site_view(self) -> SiteView:
        site = self._snapshot.config.site
        menu = self._read.fact("menu") or ()
        return SiteView(
            title=site.title,
            description=site.description,
            url=self._root + "/",
            language=site.language,
            pages=menu,
            search=self._snapshot.config.search.enabled,
            data=self._snapshot.config.data.enabled,
            feeds=self._snapshot.config.feeds.formats,
            generator=f"Digest {__version__}",
            policy=self._policy(search=False),
            search_policy=self._policy(search=True),
        )

    def _policy(self, *, search: bool) -> str:
        security = self._snapshot.config.security
        return write_policy(security.allow, search=search) if security.policy else ""

    def _url(self, path: str) -> str:
        return self._base + path if path.startswith("/") else path

    def _absolute(self, path: str) -> str:
        return self._root + path if path.startswith("/") else path

    def _asset(self, name: str) -> str:
        self._note(f"asset:{name}")
        asset = self._snapshot.theme.assets.get(name)
        if asset is None:
            raise jinja2.TemplateRuntimeError(f"the theme has no asset {name!r}")
        return self._base + asset.url

    def _has_asset(self, name: str) -> bool:
        self._note(f"asset:{name}")
        return name in self._snapshot.theme.assets

    def _card(self, card: Card, variant: str = "river", *, once: bool = False) -> Markup:
        """A card's HTML, made once for all the lists that show it; ``once``: there is but one."""
        key = (card.slug, variant)
        made = self._short_cards.get(key) or self._long_cards.get(key)
        if made is None:
            outer = self._read.notes
            self._read.notes = {}
            template = self._env.get_template("parts/card.html")
            html = Markup(template.render(card=card, variant=variant))  # noqa: S704
            notes = tuple(self._read.notes)
            made = html, self._same_notes.setdefault(notes, notes)
            self._read.notes = outer
            if not once:
                kept = self._short_cards if len(html) <= SHORT else self._long_cards
                kept[key] = made
        for name in made[1]:
            self._read.notes[name] = None
        return made[0]

    def _explain(self, error: Exception, page: Page) -> Problem:
        """Find the plugin, or the template line, that an error came from."""
        told = blame(error, self._snapshot.config.kit, f"it was rendering {page.url}")
        if told is not None:
            return told
        place = None
        if isinstance(error, jinja2.TemplateSyntaxError):
            place = Place(error.filename or error.name or "", error.lineno)
        else:
            paths = {t.path: t for t in self._snapshot.theme.templates.values()}
            for frame in traceback.extract_tb(error.__traceback__):
                if frame.filename in paths:
                    place = Place(frame.filename, frame.lineno or 0)
        hint = f"it was rendering {page.url}"
        if isinstance(error, jinja2.TemplateNotFound):
            name = str(error.name)
            message = f"there is no template {name!r}"
            near = get_close_matches(name, self._snapshot.theme.templates, 1)
            hint = f"did you mean {near[0]!r}? {hint}" if near else hint
        elif isinstance(error, RecursionError):
            message = "this template extends or includes itself"
            hint = (
                f'the theme\'s own of the same name is "@theme/{PurePath(place.path).name}"'
                if place
                else hint
            )
        elif isinstance(error, jinja2.TemplateError):
            message = str(error.message)
        else:
            message = f"{type(error).__name__}: {error}"
        place = place or Place(f"themes/{self._snapshot.config.theme.name}")
        return Problem(place, "template", message, hint)


def fingerprint_of(snapshot: Snapshot, name: str) -> int:
    """The fingerprint of a fact as it is now; 0 for one that is absent."""
    kind, _, key = name.partition(":")
    match kind:
        case "card" | "speech" | "text":
            stored = snapshot.articles.get(key)
            return 0 if stored is None else int(getattr(stored, f"{kind}_print"))
        case "template":
            template = snapshot.theme.templates.get(key)
            return template.fingerprint if template else 0
        case "asset":
            asset = snapshot.theme.assets.get(key)
            return number_of(asset.url.encode()) if asset else 0
        case _:
            encoded = snapshot.fact(name)
            return 0 if encoded is None else number_of(encoded)
