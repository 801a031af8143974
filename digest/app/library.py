"""What the site's content says now, from what the last build remembers and the files that moved.

Commands that look but do not build stand on this; what they had to read anew is kept for the next.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import msgspec

from digest.app.crews import find_crew
from digest.app.site import Site, read_now
from digest.base.errors import Problem
from digest.base.telling import Tell, Tick, in_silence, unseen
from digest.build.catalogue import Catalogue, problems_of, refresh
from digest.build.inputs import Listing, list_inputs, settle
from digest.build.ledger import Ledger
from digest.build.lock import hold_lock
from digest.build.memory import load_memory
from digest.build.parts import choose_apart
from digest.build.picture import Drawn, draw, drop_other_plans, keep_plan
from digest.build.store import FOLDER, Store, engine_mark, write_store
from digest.content.article import Rules, rules_of
from digest.model.plan import Moment
from digest.model.theme import References


class Library(NamedTuple):
    """Everything read, the plan for this moment (empty when it cannot be made), and what is wrong."""

    site: Site
    output: Path
    listing: Listing
    catalogue: Catalogue
    drawn: Drawn
    ledger: Ledger  # of the last build into ``output``
    moment: Moment
    problems: tuple[Problem, ...]
    references: References | None = None  # what templates name

    @property
    def packs(self) -> str:
        """The folder of the articles' pieces."""
        return str(self.site.folder / FOLDER / "packs")


def load_library(
    site: Site,
    moment: Moment | None = None,
    output: Path | None = None,
    *,
    jobs: int = 1,
    tell: Tell = in_silence,
    tick: Tick = unseen,
) -> Library:
    """Read what moved since the last build, plan, and keep what was learned."""
    folder = site.folder / FOLDER
    target = (output or site.folder / "output").resolve()
    moment = moment or Moment(read_now())
    rules = rules_of(site.config)
    crew = find_crew(jobs)
    with hold_lock(folder, tell):
        listing = list_inputs(site.folder, site.layers)
        memory = load_memory(folder, str(target))
        known = memory.catalogue if memory.rules == rules else Catalogue()
        catalogue, changed = refresh(
            known,
            listing,
            site.folder,
            str(folder / "packs"),
            rules,
            crew.run,
            jobs,
            tick,
        )
        apart = choose_apart(crew, len(catalogue.rows))
        drawn, problems, redrawn = draw(
            memory.drawn, catalogue, site.config, moment, listing.replacing(), apart
        )
        if changed or redrawn:
            kept = Catalogue(settle(listing), catalogue.rows)
            _keep(folder, kept, rules, drawn if drawn.pages else None)
    found = (*problems_of(catalogue.rows.values()), *problems)
    return Library(
        site, target, listing, catalogue, drawn, memory.ledger, moment, found, memory.references
    )


def _keep(folder: Path, catalogue: Catalogue, rules: Rules, drawn: Drawn | None) -> None:
    """Put the catalogue and the plan beside the sections that only a build can write."""
    store = Store(folder)
    same = store.read("engine") == engine_mark().encode()
    sections = {
        name: data for name in store.names() if same and (data := store.read(name)) is not None
    }
    encode = msgspec.msgpack.encode
    sections |= {
        "engine": engine_mark().encode(),
        "rules": encode(rules),
        "signatures": encode(catalogue.signatures),
        "rows": encode(catalogue.rows),
    }
    if drawn is not None:
        keep_plan(str(folder), drawn)
        drop_other_plans(str(folder), drawn.kept)
        sections["plan"] = encode(drawn.kept)
    write_store(folder, sections)
