"""Catalogue -> what rendering needs: the pages, and a snapshot of all that they may ask.

The plan is kept from build to build under a key of all that it was made from.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from digest.base.errors import Problem
from digest.base.fingerprint import number_of
from digest.build.catalogue import Catalogue, outlines_of, pages_of, terms_of
from digest.model.plan import Page
from digest.model.site import Config
from digest.model.snapshot import Snapshot
from digest.model.theme import Theme
from digest.plan.site import plan_site
from digest.plan.stand import Content, Moment

_encode = msgspec.msgpack.Encoder(order="deterministic").encode


class Drawn(msgspec.Struct):
    """A plan in its encoded form: pages by URL, facts by name with their fingerprints."""

    key: int = 0
    planned_at: int = 0
    next_change: int | None = None
    pages: dict[str, bytes] = {}
    facts: dict[str, bytes] = {}
    prints: dict[str, int] = {}
    warnings: list[Problem] = []


class Picture(NamedTuple):
    """Everything that a build works from."""

    drawn: Drawn
    snapshot: Snapshot
    prints: dict[str, int]  # fingerprint of every fact there is
    redrawn: bool  # the plan was made anew


def draw(
    known: Drawn, catalogue: Catalogue, config: Config, moment: Moment, static: frozenset[str] = frozenset()
) -> tuple[Drawn, list[Problem], bool]:
    """The plan for this content at this moment; the known one when it still holds."""
    key = _key_of(catalogue, config, moment, static)
    later = known.next_change is None or moment.now < known.next_change
    if known.key == key and known.planned_at <= moment.now and later and known.pages:
        return known, known.warnings, False
    rows = catalogue.rows
    content = Content(
        outlines_of(rows), terms_of(rows, "topics"), terms_of(rows, "speakers"), pages_of(rows), static
    )
    plan, problems = plan_site(content, config, moment)
    if any(problem.severity == "error" for problem in problems):
        return Drawn(), problems, True
    facts = {name: _encode(value) for name, value in plan.facts.items()}
    drawn = Drawn(
        key,
        moment.now,
        plan.next_change,
        {page.url: _encode(page) for page in plan.pages},
        facts,
        {name: number_of(encoded) for name, encoded in facts.items()},
        problems,
    )
    return drawn, problems, True


def compose(
    drawn: Drawn, catalogue: Catalogue, config: Config, theme: Theme, packs: str, bytecode: str
) -> tuple[Snapshot, dict[str, int]]:
    """The snapshot for the workers, and the fingerprint of every fact in it."""
    articles = {row.slug: row.stored for row in catalogue.rows.values() if row.stored}
    site = _encode((config, drawn.facts.get("menu", b""), number_of(theme.catalogue)))
    facts = {**drawn.facts, "site": site}
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
    return Snapshot(config, theme, packs, bytecode, articles, facts), prints


def with_facts(drawn: Drawn, facts: dict[str, bytes]) -> Drawn:
    """The plan with facts that were found out beside it."""
    prints = {name: number_of(encoded) for name, encoded in facts.items()}
    return msgspec.structs.replace(drawn, facts={**drawn.facts, **facts}, prints={**drawn.prints, **prints})


def decode_page(encoded: bytes) -> Page:
    """A page of the plan."""
    return _PAGE.decode(encoded)


_PAGE = msgspec.msgpack.Decoder(Page)


def _key_of(catalogue: Catalogue, config: Config, moment: Moment, static: frozenset[str]) -> int:
    rows = catalogue.rows
    told = [(path, row.outline) for path, row in sorted(rows.items()) if row.outline]
    return number_of(_encode((told, config, moment.drafts, moment.future, sorted(static))))
