"""The site as data, and its corrections: files for machines, and a page about each for people."""

from __future__ import annotations

from digest.model import urls
from digest.model.plan import Page, Totals
from digest.plan.feeds import plan_feed
from digest.plan.stand import Stand

COMMENTS_JSON = "/data/comments.json"
COMMENTS_CSV = "/data/comments.csv"
SPEAKERS_JSON = "/data/speakers.json"


def plan_data(
    stand: Stand, pages: list[Page], facts: dict[str, object], taken: frozenset[str]
) -> None:
    """Every comment as JSON and CSV, every speaker as JSON, and the page that describes them.

    The files read comments and speakers and never cards, so that a title's edit leaves them alone.
    A page of content/pages whose address is in ``taken`` goes before ours.
    """
    outlines = stand.outlines
    facts["data"] = tuple((outline.slug, outline.day, outline.lang) for outline in outlines)
    facts["totals"] = Totals(
        len(outlines),
        sum(len({spoke.number for spoke in outline.spoke}) for outline in outlines),
        len(stand.speakers.terms),
        outlines[-1].day if outlines else "",
        outlines[0].day if outlines else "",
    )
    pages.append(Page(COMMENTS_JSON, "commentsjson"))
    pages.append(Page(COMMENTS_CSV, "commentscsv"))
    pages.append(Page(SPEAKERS_JSON, "speakersjson"))
    if urls.DATA not in taken:
        pages.append(Page(urls.DATA, "data"))


def plan_corrections(
    stand: Stand, pages: list[Page], facts: dict[str, object], taken: frozenset[str]
) -> None:
    """All corrections, newest first, as a page and a feed."""
    found = [
        (correction.day, outline.slug, at)
        for outline in stand.outlines
        for at, correction in enumerate(outline.corrections)
    ]
    found.sort(key=lambda one: (one[0], one[2]), reverse=True)
    facts["corrections"] = tuple((slug, at) for _, slug, at in found)
    if urls.CORRECTIONS not in taken:
        pages.append(Page(urls.CORRECTIONS, "corrections"))
    keys = tuple(f"{slug}#{at}" for _, slug, at in found)
    pages.extend(plan_feed(stand, urls.CORRECTIONS, "corrections", keys))
