"""Sitemaps, the news sitemap and robots.txt: what search engines read of a site."""

from __future__ import annotations

from digest.model import urls
from digest.model.plan import Page
from digest.render.addresses import encode
from digest.render.desk import Desk, Kind
from digest.render.feeditems import escape
from digest.render.feedwords import to_xml

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def make_sitemap(desk: Desk, page: Page) -> bytes:
    """Up to 50,000 addresses with the day or moment of their last change."""
    dates: dict[str, str] = desk.read.fact("lastmod")
    root = desk.root
    lines = [_entry("url", root + url, dates.get(url, "")) for url in page.items]
    return to_xml(f'{_HEAD}<urlset xmlns="{_SPACE}">\n{"".join(lines)}</urlset>\n')


def make_sitemap_index(desk: Desk, page: Page) -> bytes:
    """The sitemap of the sitemaps of a large site."""
    lines = [_entry("sitemap", desk.root + url, "") for url in page.items]
    return to_xml(f'{_HEAD}<sitemapindex xmlns="{_SPACE}">\n{"".join(lines)}</sitemapindex>\n')


def make_news_sitemap(desk: Desk, page: Page) -> bytes:
    """The newest articles as Google News wants them."""
    title = escape(desk.title)
    lines = []
    for slug in page.items:
        card = desk.read.card(slug)
        lines.append(
            f"<url><loc>{escape(encode(desk.root + card.url))}</loc><news:news><news:publication><news:name>{title}</news:name>"
            f"<news:language>{escape(news_language(card.lang))}</news:language></news:publication>"
            f"<news:publication_date>{card.date[:25]}</news:publication_date>"
            f"<news:title>{escape(card.title)}</news:title></news:news></url>\n"
        )
    return to_xml(
        f'{_HEAD}<urlset xmlns="{_SPACE}" xmlns:news="{_NEWS}">\n{"".join(lines)}</urlset>\n'
    )


def make_robots(desk: Desk, page: Page) -> bytes:  # noqa: ARG001 - every kind takes its page
    """Everybody may read everything (RFC 9309); where the sitemaps are."""
    maps = [f"Sitemap: {encode(desk.root + url)}\n" for url in (urls.SITEMAP, urls.NEWS_SITEMAP)]
    return f"User-agent: *\nDisallow:\n\n{''.join(maps)}".encode()


def news_language(tag: str) -> str:
    """Write a language as news sitemaps do: ISO 639, and two names for written Chinese."""
    if tag.lower().startswith("zh"):
        return "zh-tw" if {"tw", "hk", "hant"} & set(tag.lower().split("-")) else "zh-cn"
    return tag.partition("-")[0].lower()


def _entry(tag: str, address: str, changed: str) -> str:
    moment = f"<lastmod>{changed[:25]}</lastmod>" if changed else ""
    return f"<{tag}><loc>{escape(encode(address))}</loc>{moment}</{tag}>\n"


SITEMAP_KINDS: dict[str, Kind] = {
    "sitemap": make_sitemap,
    "sitemapindex": make_sitemap_index,
    "newssitemap": make_news_sitemap,
    "robots": make_robots,
}
