"""Catalogue -> what rendering needs: the pages, and a snapshot of all that they may ask.

The plan is kept from build to build under a key of all that it was made from.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from digest.base.blobs import open_blobs, write_blobs
from digest.base.errors import Problem
from digest.base.files import discard
from digest.base.fingerprint import number_of
from digest.build.catalogue import Catalogue, outlines_of, pages_of, terms_of
from digest.model.plan import Page
from digest.model.site import Config
from digest.model.snapshot import Snapshot
from digest.model.theme import Theme
from digest.plan.stand import Content, Moment

_encode = msgspec.msgpack.Encoder(order="deterministic").encode


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """What the memory holds of a plan; pages and facts lie in files that are named by the key."""

    key: int = 0
    planned_at: int = 0
    next_change: int | None = None
    warnings: list[Problem] = []


class Drawn(NamedTuple):
    """A plan in its encoded form: pages by URL, facts by name, with the fingerprints of both."""

    kept: Kept = Kept()
    pages: Mapping[str, bytes] = {}
    facts: Mapping[str, bytes] = {}
    page_prints: dict[str, int] = {}
    prints: dict[str, int] = {}

    @property
    def next_change(self) -> int | None:
        """Seconds since 1970 at which the site changes by itself."""
        return self.kept.next_change


def open_plan(folder: str, kept: Kept) -> Drawn:
    """The plan that the memory speaks of; an empty one when its files are gone or damaged."""
    pages, facts = (open_blobs(_path_of(folder, kind, kept.key)) for kind in ("pages", "facts"))
    if pages is None or facts is None:
        return Drawn()
    return Drawn(kept, pages, facts, pages.prints, facts.prints)


def keep_plan(folder: str, drawn: Drawn) -> None:
    """Write a new plan's files, and remove those of older plans."""
    for kind, blobs, prints in (
        ("pages", drawn.pages, drawn.page_prints),
        ("facts", drawn.facts, drawn.prints),
    ):
        path = _path_of(folder, kind, drawn.kept.key)
        if isinstance(blobs, dict):
            write_blobs(path, blobs, prints)
        for other in Path(folder).glob(f"{kind}-*"):
            if other != Path(path):
                discard(other)


def _path_of(folder: str, kind: str, key: int) -> str:
    return f"{folder}/{kind}-{key:016x}"


def draw(
    known: Drawn,
    catalogue: Catalogue,
    config: Config,
    moment: Moment,
    static: frozenset[str] = frozenset(),
) -> tuple[Drawn, list[Problem], bool]:
    """The plan for this content at this moment; the known one when it still holds."""
    key = _key_of(catalogue, config, moment, static)
    kept = known.kept
    later = kept.next_change is None or moment.now < kept.next_change
    if kept.key == key and kept.planned_at <= moment.now and later and known.pages:
        return known, kept.warnings, False
    from digest.plan.site import plan_site  # noqa: PLC0415 - an edited text changes no plan

    rows = catalogue.rows
    content = Content(
        outlines_of(rows),
        terms_of(rows, "topics"),
        terms_of(rows, "speakers"),
        pages_of(rows),
        static,
    )
    plan, problems = plan_site(content, config, moment)
    if any(problem.severity == "error" for problem in problems):
        return Drawn(), problems, True
    facts = {name: _encode(value) for name, value in plan.facts.items()}
    pages = {page.url: _encode(page) for page in plan.pages}
    drawn = Drawn(
        Kept(key, moment.now, plan.next_change, problems),
        pages,
        facts,
        {url: number_of(encoded) for url, encoded in pages.items()},
        {name: number_of(encoded) for name, encoded in facts.items()},
    )
    return drawn, problems, True


def compose(
    drawn: Drawn, catalogue: Catalogue, config: Config, theme: Theme, packs: str, bytecode: str
) -> tuple[Snapshot, dict[str, int]]:
    """The snapshot for the workers, and the fingerprint of every fact in it."""
    articles = {row.slug: row.stored for row in catalogue.rows.values() if row.stored}
    site = _encode((config, drawn.facts.get("menu", b""), number_of(theme.catalogue)))
    prints = dict(drawn.prints)
    prints["site"] = number_of(site)
    for slug, stored in articles.items():
        prints[f"card:{slug}"] = stored.card_print
        prints[f"speech:{slug}"] = stored.speech_print
        prints[f"text:{slug}"] = stored.text_print
    for name, template in theme.templates.items():
        prints[f"template:{name}"] = template.fingerprint
    for name, asset in theme.assets.items():
        prints[f"asset:{name}"] = number_of(asset.url.encode())
    return Snapshot(config, theme, packs, bytecode, articles, drawn.facts, {"site": site}), prints


def with_facts(drawn: Drawn, facts: dict[str, bytes]) -> Drawn:
    """The plan with facts that were found out beside it."""
    prints = {name: number_of(encoded) for name, encoded in facts.items()}
    return (
        drawn._replace(facts={**drawn.facts, **facts}, prints={**drawn.prints, **prints})
        if facts
        else drawn
    )


def decode_page(encoded: bytes) -> Page:
    """A page of the plan."""
    return _PAGE.decode(encoded)


_PAGE = msgspec.msgpack.Decoder(Page)


def _key_of(catalogue: Catalogue, config: Config, moment: Moment, static: frozenset[str]) -> int:
    rows = catalogue.rows
    told = [(path, row.outline) for path, row in sorted(rows.items()) if row.outline]
    return number_of(_encode((told, config, moment.drafts, moment.future, sorted(static))))
