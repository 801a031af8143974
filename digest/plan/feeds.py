"""Feeds: three formats side by side for the site, its editions, its corrections, topics and speakers."""

from __future__ import annotations

from digest.model import urls
from digest.model.plan import Page
from digest.model.registry import Term
from digest.plan.stand import Stand

_RSS = ("feed.xml", "feed")
_BESIDE = {"atom": ("atom.xml", "atom"), "json": ("feed.json", "jsonfeed")}


def plan_feed(stand: Stand, place: str, key: str, items: tuple[str, ...]) -> list[Page]:
    """RSS, Atom and JSON Feed of one list; next to each other, so that one process makes all three."""
    newest = items[: urls.PER_PAGE]
    formats = (_RSS, *(_BESIDE[name] for name in _BESIDE if name in stand.formats))
    return [Page(f"{place}{name}", kind, key, newest) for name, kind in formats]


def plan_former(stand: Stand, term: Term, key: str, items: tuple[str, ...]) -> list[Page]:
    """What stays at a term's former addresses: a page that leads on, and the feeds themselves."""
    home = term.ref.url.removesuffix(f"{term.ref.slug}/")
    pages: list[Page] = []
    for slug in term.former:
        pages.append(Page(f"{home}{slug}/", "redirect", term.ref.url))
        pages.extend(plan_feed(stand, f"{home}{slug}/", key, items))  # feed readers follow no page
    return pages


def plan_feed_list(stand: Stand, pages: list[Page], facts: dict[str, object]) -> None:
    """The list of all feeds (OPML), and the sheet that makes a feed readable in a browser."""
    facts["feeds"] = tuple(
        tuple(registry.terms[slug].ref for slug in sorted(registry.terms))
        for registry in (stand.topics, stand.speakers)
    )
    pages.append(Page(urls.FEEDS, "opml"))
    pages.append(Page(urls.FEED_SHEET, "feedsheet"))
    pages.append(Page(urls.FEED_STYLE, "feedsheet"))
