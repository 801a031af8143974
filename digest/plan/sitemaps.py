"""Sitemaps (sitemaps.org), the news sitemap of yesterday and today, and robots.txt."""

from __future__ import annotations

import datetime as dt

from digest.base.dates import days_later, place_in_zone, seconds_of, zone_of
from digest.model import urls
from digest.model.library import Outline
from digest.model.plan import Moment, Page
from digest.model.site import Config
from digest.plan.stand import Stand

MOST_URLS = 50_000  # of one sitemap, by the protocol
INDEXED = frozenset(
    {"home", "article", "topic", "topics", "speaker", "speakers", "edition", "editions", "archive", "month", "page", "corrections", "data"}
)  # fmt: skip


def plan_sitemaps(
    stand: Stand,
    config: Config,
    moment: Moment,
    pages: list[Page],
    facts: dict[str, object],
    added: frozenset[str] = frozenset(),
    *,
    robots: bool = True,
) -> int | None:
    """Plan them behind all other pages, plugins' kinds in ``added`` too; returns when the news sitemap changes by itself."""
    listed = INDEXED | added if added else INDEXED
    indexed = tuple(page.url for page in pages if page.kind in listed)
    facts["lastmod"] = _date_pages(stand, pages)
    if len(indexed) <= MOST_URLS:
        pages.append(Page(urls.SITEMAP, "sitemap", "", indexed))
    else:
        parts = [indexed[at : at + MOST_URLS] for at in range(0, len(indexed), MOST_URLS)]
        named = [(f"/sitemap-{number}.xml", part) for number, part in enumerate(parts, 1)]
        pages += [Page(url, "sitemap", "", part) for url, part in named]
        pages.append(Page(urls.SITEMAP, "sitemapindex", "", tuple(url for url, _ in named)))
    news, next_change = find_news(stand.outlines, config.site.timezone, moment.now)
    pages.append(Page(urls.NEWS_SITEMAP, "newssitemap", "", news))
    if robots:
        pages.append(Page(urls.ROBOTS, "robots"))
    return next_change


def find_news(
    outlines: tuple[Outline, ...], timezone: str, now: int
) -> tuple[tuple[str, ...], int | None]:
    """Find the articles of yesterday and today, and the midnight at which the oldest of them drops out.

    Whole days of the site's zone: never more than the 48 hours that a news sitemap may span, and it
    changes once a day at most.
    """
    zone = zone_of(timezone)
    today = dt.datetime.fromtimestamp(now, zone).date().isoformat()
    yesterday = days_later(today, -1)
    news = [o for o in outlines if yesterday <= o.day <= today and o.stamp <= now and not o.draft]
    if not news:
        return (), None
    oldest = min(outline.day for outline in news)
    return tuple(o.slug for o in news), end_of_news(oldest, timezone)


def end_of_news(day: str, timezone: str) -> int:
    """The midnight at which the articles of a day are no longer those of yesterday."""
    drops = dt.date.fromisoformat(days_later(day, 2))
    return seconds_of(place_in_zone(drops, zone_of(timezone)))


def _date_pages(stand: Stand, pages: list[Page]) -> dict[str, str]:
    """Date every page by what was last changed in what it lists."""
    by_slug = {outline.slug: outline.lastmod for outline in stand.outlines}
    dates = {}
    for page in pages:
        if page.kind == "article":
            dates[page.url] = by_slug[page.key]
        elif page.kind in {"home", "topic", "edition", "month"} and page.items:
            dates[page.url] = max([by_slug[slug] for slug in page.items])
        elif page.kind == "speaker" and page.items:
            dates[page.url] = max([by_slug[item.partition("#")[0]] for item in page.items])
    return dates
