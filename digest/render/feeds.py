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
from digest.render.dates import write_rfc822
from digest.render.desk import Desk, Kind, Scene
from digest.render.feeditems import escape, make_item
from digest.render.feedwords import write_item, write_moment

_encode = msgspec.json.Encoder().encode
_C0 = bytes(code for code in range(32) if code not in b"\t\n\r")  # no XML 1.0 character
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


class Told(NamedTuple):
    """The items of a feed in each of the three formats, and when the last of them was changed."""

    rss: str
    atom: str
    json: tuple[msgspec.Raw, ...]
    updated: str  # RFC 3339; "" without items


def make_rss(desk: Desk, page: Page) -> bytes:
    """RSS 2.0 with the whole text of each item."""
    head, told = _read_head(desk, page), _read_items(desk, page)
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
    if told.updated:
        parts.append(f"<lastBuildDate>{write_rfc822(told.updated)}</lastBuildDate>\n")
    return to_xml("".join([*parts, told.rss, "</channel>\n</rss>\n"]))


def make_atom(desk: Desk, page: Page) -> bytes:
    """Atom 1.0 with the whole text of each entry."""
    head, told = _read_head(desk, page), _read_items(desk, page)
    title = escape(head.title)
    parts = [
        f'{_HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(desk.language)}">\n',
        f"<id>{escape(head.here)}</id>\n<title>{title}</title>\n<subtitle>{escape(head.description)}</subtitle>\n",
        f"<updated>{told.updated or '1970-01-01T00:00:00Z'}</updated>\n",
        f"<author><name>{escape(desk.title)}</name><uri>{escape(desk.root)}/</uri></author>\n",
        f'<link rel="alternate" type="text/html" href="{escape(head.home)}"/>\n',
        f'<link rel="self" type="application/atom+xml" href="{escape(head.here)}"/>\n',
        *[f'<link rel="hub" href="{escape(hub)}"/>\n' for hub in desk.hubs],
        f"<generator>{escape(desk.generator)}</generator>\n",
    ]
    return to_xml("".join([*parts, told.atom, "</feed>\n"]))


def make_json_feed(desk: Desk, page: Page) -> bytes:
    """JSON Feed 1.1; who is quoted stands under the extension ``_digest``."""
    head, told = _read_head(desk, page), _read_items(desk, page)
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
            "items": told.json,
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
        f'<outline type="rss" text="{escape(name)}" xmlUrl="{escape(desk.root + urls.feed_of(url))}"'
        f' htmlUrl="{escape(desk.root + url)}"/>\n'
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
        home=desk.root + home,
        here=desk.root + page.url,
    )


def _read_items(desk: Desk, page: Page) -> Told:
    """The items, written once for the three formats, which follow each other."""
    told: Told = desk.read.lately((page.key, page.items), partial(_write_items, desk, page))
    return told


def _write_items(desk: Desk, page: Page) -> Told:
    kind = page.key.partition(":")[0]
    items = [item for key in page.items if (item := make_item(desk, kind, key))]
    written = [write_item(desk, item) for item in items]
    moments = [write_moment(item.updated) for item in items]
    return Told(
        rss="".join([each.rss for each in written]),
        atom="".join([each.atom for each in written]),
        json=tuple(each.json for each in written),
        updated=max(moments, key=dt.datetime.fromisoformat, default=""),
    )


def to_xml(text: str) -> bytes:
    """UTF-8 without the characters that XML 1.0 does not know, wherever they came from."""
    data = text.encode("utf-8", "replace").translate(None, _C0)
    if b"\xef\xbf\xbe" in data or b"\xef\xbf\xbf" in data:
        data = data.replace(b"\xef\xbf\xbe", b"").replace(b"\xef\xbf\xbf", b"")
    return data


FEED_KINDS: dict[str, Kind] = {
    "feed": make_rss,
    "atom": make_atom,
    "jsonfeed": make_json_feed,
    "opml": make_opml,
    "feedsheet": make_feed_sheet,
}
