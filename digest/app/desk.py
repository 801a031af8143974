"""The desk at which rules look at a library; where the plan cannot be made, another stands in for it."""

from __future__ import annotations

from digest.app.library import Library
from digest.build.catalogue import outlines_of, pages_of, terms_of
from digest.build.picture import decode_page
from digest.check.desk import Desk
from digest.model.plan import Page
from digest.plan.site import plan_site
from digest.plan.stand import Content


def open_desk(library: Library) -> Desk:
    """Everything that the rules may look at."""
    pages = {url: decode_page(page) for url, page in library.drawn.pages.items()}
    return Desk(
        str(library.site.folder),
        library.site.config,
        library.catalogue,
        library.packs,
        pages or _plan_anyway(library),
        frozenset(library.listing.files),
        library.moment,
    )


def _plan_anyway(library: Library) -> dict[str, Page]:
    """A plan without the files that stand in its way, so that the other rules have addresses to go by."""
    rows = dict(library.catalogue.rows)
    for _ in range(3):
        content = Content(
            outlines_of(rows), terms_of(rows, "topics"), terms_of(rows, "speakers"), pages_of(rows)
        )
        plan, problems = plan_site(content, library.site.config, library.moment)
        if plan.pages:
            return {page.url: page for page in plan.pages}
        for problem in problems:
            rows.pop(problem.place.path, None)
    return {}
