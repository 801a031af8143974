"""Catalogue -> what rendering needs: the pages, and a snapshot of all that they may ask.

The plan is kept from build to build under a key of all that it was made from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from digest.base.blobs import open_blobs, write_blobs
from digest.base.columns import Column, join_column, make_column
from digest.base.errors import Problem
from digest.base.files import discard
from digest.base.fingerprint import number_of
from digest.build.catalogue import Catalogue, outlines_of, pages_of, terms_of
from digest.model.plan import Apart, Moment, Page
from digest.model.site import Config
from digest.model.snapshot import Snapshot, Stored
from digest.model.theme import Theme

PIECES = ("card:", "speech:", "text:")  # of an article, as facts
encode_fact = msgspec.msgpack.Encoder(order="deterministic").encode


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
    page_prints: Column = Column()
    prints: Column = Column()

    @property
    def next_change(self) -> int | None:
        """Seconds since 1970 at which the site changes by itself."""
        return self.kept.next_change


class Prints(msgspec.Struct, frozen=True, array_like=True):
    """The fingerprint of every fact that pages may ask for, by name; 0 for one that is absent."""

    plan: Column = Column()
    pieces: Column = Column()  # of articles
    others: Column = Column()  # settings, templates, assets, and what is found out beside the plan

    def get(self, name: str) -> int:
        """The fingerprint of a fact."""
        return self.others.get(name) or self.pieces.get(name) or self.plan.get(name)

    def __len__(self) -> int:
        """How many facts there are."""
        return len(self.plan) + len(self.pieces) + len(self.others)

    def __iter__(self) -> Iterator[str]:
        """The names of all facts."""
        return chain(self.plan, self.pieces, self.others)

    def moved(self, was: Prints) -> set[str]:
        """The facts that came, went or have another fingerprint."""
        columns = (
            (self.plan, was.plan), (self.pieces, was.pieces), (self.others, was.others)
        )  # fmt: skip
        return set().union(*(now.moved(before) for now, before in columns))


def open_plan(folder: str, kept: Kept) -> Drawn:
    """The plan that the memory speaks of; an empty one when its files are gone or damaged."""
    pages, facts = (open_blobs(_path_of(folder, kind, kept.key)) for kind in ("pages", "facts"))
    if pages is None or facts is None:
        return Drawn()
    return Drawn(kept, pages, facts, pages.prints, facts.prints)


def keep_plan(folder: str, drawn: Drawn) -> Drawn:
    """Write a new plan's files; the same plan, of which only what is asked for is in memory."""
    if not isinstance(drawn.pages, dict):
        return drawn
    write_blobs(_path_of(folder, "pages", drawn.kept.key), drawn.pages, drawn.page_prints)
    write_blobs(_path_of(folder, "facts", drawn.kept.key), drawn.facts, drawn.prints)
    opened = open_plan(folder, drawn.kept)
    return opened if opened.pages else drawn


def drop_other_plans(folder: str, kept: Kept) -> None:
    """Remove the files of older plans."""
    for kind in ("pages", "facts"):
        for other in Path(folder).glob(f"{kind}-*"):
            if other != Path(_path_of(folder, kind, kept.key)):
                discard(other)


def _path_of(folder: str, kind: str, key: int) -> str:
    return f"{folder}/{kind}-{key:016x}"


def draw(
    known: Drawn,
    catalogue: Catalogue,
    config: Config,
    moment: Moment,
    static: frozenset[str] = frozenset(),
    apart: Apart = nullcontext,
) -> tuple[Drawn, list[Problem], bool]:
    """The plan for this content at this moment; the known one when it still holds."""
    key = _key_of(catalogue, config, moment, static)
    kept = known.kept
    later = kept.next_change is None or moment.now < kept.next_change
    if kept.key == key and kept.planned_at <= moment.now and later and known.pages:
        return known, kept.warnings, False
    from digest.plan.site import plan_site  # noqa: PLC0415 - an edited text changes no plan
    from digest.plan.stand import Content  # noqa: PLC0415

    rows = catalogue.rows
    content = Content(
        outlines_of(rows),
        terms_of(rows, "topics"),
        terms_of(rows, "speakers"),
        pages_of(rows),
        static,
    )
    plan, problems = plan_site(content, config, moment, apart)
    if any(problem.severity == "error" for problem in problems):
        return Drawn(), problems, True
    facts = {name: encode_fact(value) for name, value in plan.facts.items()}
    pages = {page.url: encode_fact(page) for page in plan.pages}
    drawn = Drawn(
        Kept(key, moment.now, plan.next_change, problems),
        pages,
        facts,
        make_column({url: number_of(encoded) for url, encoded in pages.items()}),
        make_column({name: number_of(encoded) for name, encoded in facts.items()}),
    )
    return drawn, problems, True


def compose(
    drawn: Drawn,
    catalogue: Catalogue,
    config: Config,
    theme: Theme,
    packs: str,
    bytecode: str,
    beside: Mapping[str, bytes] = MappingProxyType({}),
) -> tuple[Snapshot, Prints]:
    """The snapshot for the workers, and the fingerprint of every fact in it.

    ``beside`` holds the facts that were found out beside the plan: they go before it.
    """
    articles = {row.slug: row.stored for row in catalogue.rows.values() if row.stored}
    site = encode_fact(
        (config, drawn.facts.get("menu", b""), number_of(b"".join(theme.catalogues)))
    )
    own = {**beside, "site": site}
    others = {name: number_of(encoded) for name, encoded in own.items()}
    for name, template in theme.templates.items():
        others[f"template:{name}"] = template.fingerprint
    for name, asset in theme.assets.items():
        others[f"asset:{name}"] = number_of(asset.url.encode())
    prints = Prints(drawn.prints, print_pieces(articles), make_column(others))
    return Snapshot(config, theme, packs, bytecode, articles, drawn.facts, own), prints


def print_pieces(articles: Mapping[str, Stored]) -> Column:
    """The fingerprints of the articles' pieces."""
    return join_column(PIECES, list(articles), [stored.prints for stored in articles.values()])


def decode_page(encoded: bytes) -> Page:
    """A page of the plan."""
    return _PAGE.decode(encoded)


_PAGE = msgspec.msgpack.Decoder(Page)


def _key_of(catalogue: Catalogue, config: Config, moment: Moment, static: frozenset[str]) -> int:
    rows = catalogue.rows
    told = [(path, row.mark) for path, row in rows.items() if row.outline]
    return number_of(encode_fact((told, config, moment.drafts, moment.future, sorted(static))))
