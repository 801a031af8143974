"""Feeds: RSS 2.0 (rssboard.org), Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org), and their OPML.

Written in Python and not by templates: there are thousands of them.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import NamedTuple

import msgspec

from digest.model import urls
from digest.model.plan import Page
from digest.model.views import PageView, Ref
from digest.render.addresses import encode
from digest.render.dates import write_rfc822
from digest.render.desk import Desk, Kind, Scene
from digest.render.feeditems import escape, find_maker
from digest.render.feedwords import Written, to_xml, write_item

_encode = msgspec.json.Encoder().encode
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_SPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
)


class Head(NamedTuple):
    """What a feed says of itself; addresses are absolute."""

    title: str
    description: str
    home: str
    here: str


def make_rss(desk: Desk, page: Page) -> bytes:
    """RSS 2.0."""
    head, items = _read_head(desk, page), _read_items(desk, page)
    parts = [
        f'{_HEAD}<?xml-stylesheet type="text/xsl" href="{escape(desk.way(page.url, urls.FEED_SHEET))}"?>\n',
        f'<?xml-stylesheet type="text/css" href="{escape(desk.way(page.url, urls.FEED_STYLE))}"?>\n',
        f'<rss version="2.0" {_SPACES}>\n<channel>\n',
        f"<title>{escape(head.title)}</title>\n<link>{escape(head.home)}</link>\n",
        f"<description>{escape(head.description)}</description>\n<language>{escape(desk.language)}</language>\n",
        f"<generator>{escape(desk.generator)}</generator>\n",
        f'<atom:link href="{escape(head.here)}" rel="self" type="application/rss+xml"/>\n',
        *[f'<atom:link href="{escape(hub)}" rel="hub"/>\n' for hub in desk.hubs],
    ]
    if items:
        parts.append(f"<lastBuildDate>{write_rfc822(_last_of(items))}</lastBuildDate>\n")
    told = [item.rss for item in items]
    return b"".join([to_xml("".join(parts)), *told, b"</channel>\n</rss>\n"])


def make_atom(desk: Desk, page: Page) -> bytes:
    """Atom 1.0."""
    head, items = _read_head(desk, page), _read_items(desk, page)
    title, updated = escape(head.title), _last_of(items) if items else "1970-01-01T00:00:00Z"
    parts = [
        f'{_HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(desk.language)}">\n',
        f"<id>{escape(head.here)}</id>\n<title>{title}</title>\n<subtitle>{escape(head.description)}</subtitle>\n",
        f"<updated>{updated}</updated>\n",
        f"<author><name>{escape(desk.title)}</name><uri>{escape(desk.root)}/</uri></author>\n",
        f'<link rel="alternate" type="text/html" href="{escape(head.home)}"/>\n',
        f'<link rel="self" type="application/atom+xml" href="{escape(head.here)}"/>\n',
        *[f'<link rel="hub" href="{escape(hub)}"/>\n' for hub in desk.hubs],
        f"<generator>{escape(desk.generator)}</generator>\n",
    ]
    return b"".join([to_xml("".join(parts)), *[item.atom for item in items], b"</feed>\n"])


def make_json_feed(desk: Desk, page: Page) -> bytes:
    """JSON Feed 1.1; who is quoted stands under the extension ``_digest``."""
    head, items = _read_head(desk, page), _read_items(desk, page)
    return _encode(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": head.title,
            "home_page_url": head.home,
            "feed_url": head.here,
            **(
                {"hubs": [{"type": "WebSub", "url": hub} for hub in desk.hubs]} if desk.hubs else {}
            ),
            "description": head.description,
            "language": desk.language,
            "authors": [{"name": desk.title, "url": desk.root + "/"}],
            "items": [item.json for item in items],
        }
    )


def make_opml(desk: Desk, page: Page) -> bytes:  # noqa: ARG001 - every kind takes its page
    """All feeds as an OPML 2.0 list (opml.org), for feed readers to import."""
    topics, speakers = desk.read.fact("feeds")
    words = desk.words
    own = [
        (desk.title, "/"),
        (words("Editions"), "/editions/"),
        (words("Corrections"), "/corrections/"),
    ]
    parts = [
        f'{_HEAD}<opml version="2.0">\n<head><title>{escape(desk.title)}</title></head>\n<body>\n',
        _outlines(desk, desk.title, own),
        _outlines(desk, words("Topics"), [(ref.name, ref.url) for ref in topics]),
        _outlines(desk, words("Speakers"), [(ref.name, ref.url) for ref in speakers]),
        "</body>\n</opml>\n",
    ]
    return to_xml("".join(parts))


def _outlines(desk: Desk, title: str, entries: list[tuple[str, str]]) -> str:
    if not entries:
        return ""
    lines = [
        f'<outline type="rss" text="{escape(name)}" xmlUrl="{escape(encode(desk.root + urls.feed_of(url)))}"'
        f' htmlUrl="{escape(encode(desk.root + url))}"/>\n'
        for name, url in entries
    ]
    return f'<outline text="{escape(title)}">\n{"".join(lines)}</outline>\n'


def make_feed_sheet(desk: Desk, page: Page) -> Scene:
    """The sheet (XSLT 1.0, or CSS where a browser has no XSLT) that shows a feed as a page."""
    view = PageView(page.url, "feedsheet", desk.title, lang=desk.language, indexed=False)
    return Scene(page.url.lstrip("/"), view, {})


def _read_head(desk: Desk, page: Page) -> Head:
    kind = page.key.partition(":")[0]
    name, home = "", "/"
    if kind in {"topic", "speaker"}:
        ref: Ref = desk.read.fact(page.key).ref
        name, home = ref.name, ref.url
    elif kind == "editions":
        name, home = desk.words("Editions"), urls.EDITIONS
    elif kind == "corrections":
        name, home = desk.words("Corrections"), urls.CORRECTIONS
    return Head(
        title=f"{name} · {desk.title}" if name else desk.title,
        description=desk.description or desk.title,
        home=encode(desk.root + home),
        here=encode(desk.root + page.url),
    )


def _read_items(desk: Desk, page: Page) -> list[Written]:
    """The items, each written once for the three formats and for all feeds that have it."""
    make = find_maker(page.key.partition(":")[0])

    def write(key: str) -> Written | None:
        item = make(desk, key)
        return write_item(desk, item) if item else None

    items = [desk.read.lately((make, key), partial(write, key)) for key in page.items]
    return [item for item in items if item]


def _last_of(items: list[Written]) -> str:
    """When the last of the items was changed."""
    return max([item.updated for item in items], key=dt.datetime.fromisoformat)


FEED_KINDS: dict[str, Kind] = {
    "feed": make_rss,
    "atom": make_atom,
    "jsonfeed": make_json_feed,
    "opml": make_opml,
    "feedsheet": make_feed_sheet,
}
