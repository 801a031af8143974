"""Feeds: RSS 2.0 (rssboard.org), Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org), and their OPML.

Written in Python and not by templates: there are thousands of them, and an item is made only once.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any, NamedTuple

import msgspec

from digest.model import urls
from digest.model.plan import Page
from digest.model.views import FeedItem, PageView, Ref
from digest.render.dates import write_rfc822
from digest.render.desk import Desk, Kind, Scene
from digest.render.feeditems import escape, make_item

_encode = msgspec.json.Encoder().encode
_C0 = bytes(code for code in range(32) if code not in b"\t\n\r")  # no XML 1.0 character
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_SPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
)
_MEDIA = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "avif": "image/avif", "gif": "image/gif", "svg": "image/svg+xml"}  # fmt: skip


class Head(NamedTuple):
    """What a feed says of itself; addresses are absolute."""

    title: str
    description: str
    home: str
    here: str
    updated: str  # of the newest item, RFC 3339
    kind: str
    items: tuple[tuple[str, FeedItem], ...]  # by the key under which the plan lists it


def make_rss(desk: Desk, page: Page) -> bytes:
    """RSS 2.0 with the whole text of each item."""
    head = _read_head(desk, page)
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
    if head.updated:
        parts.append(f"<lastBuildDate>{write_rfc822(head.updated)}</lastBuildDate>\n")
    parts += [
        desk.read.once(("rss", head.kind, key), partial(_rss_item, desk, item))
        for key, item in head.items
    ]
    parts.append("</channel>\n</rss>\n")
    return to_xml("".join(parts))


def _rss_item(desk: Desk, item: FeedItem) -> str:
    people = escape(desk.root + urls.SPEAKERS)
    parts = [
        f"<item>\n<title>{escape(item.title)}</title>\n<link>{escape(desk.root + item.url)}</link>\n",
        f'<guid isPermaLink="true">{escape(item.guid)}</guid>\n<pubDate>{write_rfc822(item.date)}</pubDate>\n',
        *[f"<dc:creator>{escape(name)}</dc:creator>\n" for name in item.authors],
        *[f"<category>{escape(name)}</category>\n" for name in item.topics],
        *[f'<category domain="{people}">{escape(name)}</category>\n' for name in item.people],
        f"<description>{escape(item.summary)}</description>\n",
    ]
    if item.photo:
        photo, address = item.photo, desk.root + item.photo.file
        size = f' width="{photo.width}" height="{photo.height}"' if photo.width else ""
        told = (
            f"<media:description>{escape(photo.caption)}</media:description>"
            if photo.caption
            else ""
        )
        told += f"<media:credit>{escape(photo.credit)}</media:credit>" if photo.credit else ""
        parts.append(
            f'<media:content url="{escape(address)}" medium="image" type="{media_type(address)}"{size}>{told}</media:content>\n'
        )
    if item.updated > item.date:
        parts.append(f"<atom:updated>{_moment(item.updated)}</atom:updated>\n")
    parts.append(f"<content:encoded>{escape(item.html)}</content:encoded>\n</item>\n")
    return "".join(parts)


def make_atom(desk: Desk, page: Page) -> bytes:
    """Atom 1.0 with the whole text of each entry."""
    head = _read_head(desk, page)
    title = escape(head.title)
    parts = [
        f'{_HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(desk.language)}">\n',
        f"<id>{escape(head.here)}</id>\n<title>{title}</title>\n<subtitle>{escape(head.description)}</subtitle>\n",
        f"<updated>{head.updated or '1970-01-01T00:00:00Z'}</updated>\n",
        f"<author><name>{escape(desk.title)}</name><uri>{escape(desk.root)}/</uri></author>\n",
        f'<link rel="alternate" type="text/html" href="{escape(head.home)}"/>\n',
        f'<link rel="self" type="application/atom+xml" href="{escape(head.here)}"/>\n',
        *[f'<link rel="hub" href="{escape(hub)}"/>\n' for hub in desk.hubs],
        f"<generator>{escape(desk.generator)}</generator>\n",
    ]
    parts += [
        desk.read.once(("atom", head.kind, key), partial(_atom_entry, desk, item))
        for key, item in head.items
    ]
    parts.append("</feed>\n")
    return to_xml("".join(parts))


def _atom_entry(desk: Desk, item: FeedItem) -> str:
    people = escape(desk.root + urls.SPEAKERS)
    return "".join(
        [
            f'<entry xml:lang="{escape(item.lang)}">\n<id>{escape(item.guid)}</id>\n<title>{escape(item.title)}</title>\n',
            f'<link rel="alternate" type="text/html" href="{escape(desk.root + item.url)}"/>\n',
            f"<published>{_moment(item.date)}</published>\n<updated>{_moment(item.updated)}</updated>\n",
            *[f"<author><name>{escape(name)}</name></author>\n" for name in item.authors],
            *[f'<category term="{escape(name)}"/>\n' for name in item.topics],
            *[f'<category term="{escape(name)}" scheme="{people}"/>\n' for name in item.people],
            f'<summary>{escape(item.summary)}</summary>\n<content type="html">{escape(item.html)}</content>\n</entry>\n',
        ]
    )


def make_json_feed(desk: Desk, page: Page) -> bytes:
    """JSON Feed 1.1; who is quoted stands under the extension ``_digest``."""
    head = _read_head(desk, page)
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
            "items": [
                desk.read.once(("json", head.kind, key), partial(_json_item, desk, item))
                for key, item in head.items
            ],
        }
    )


def _json_item(desk: Desk, item: FeedItem) -> msgspec.Raw:
    told: dict[str, Any] = {
        "id": item.guid,
        "url": desk.root + item.url,
        "title": item.title,
        "content_html": item.html,
        "summary": item.summary,
        "date_published": _moment(item.date),
        "authors": [{"name": name} for name in item.authors],
        "tags": item.topics,
        "language": item.lang,
        "_digest": {"quoted": item.people},
    }
    if item.updated > item.date:
        told["date_modified"] = _moment(item.updated)
    if item.photo:
        told["image"] = desk.root + item.photo.file
    return msgspec.Raw(_encode({key: value for key, value in told.items() if value}))


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
    items = tuple((key, item) for key in page.items if (item := make_item(desk, kind, key)))
    moments = [_moment(item.updated) for _, item in items]
    return Head(
        title=f"{name} · {desk.title}" if name else desk.title,
        description=desk.description or desk.title,
        home=desk.root + home,
        here=desk.root + page.url,
        updated=max(moments, key=dt.datetime.fromisoformat, default=""),
        kind=kind if kind in {"speaker", "editions", "corrections"} else "",
        items=items,
    )


def to_xml(text: str) -> bytes:
    """UTF-8 without the characters that XML 1.0 does not know, wherever they came from."""
    data = text.encode("utf-8", "replace").translate(None, _C0)
    if b"\xef\xbf\xbe" in data or b"\xef\xbf\xbf" in data:
        data = data.replace(b"\xef\xbf\xbe", b"").replace(b"\xef\xbf\xbf", b"")
    return data


def media_type(address: str) -> str:
    """The media type of an image by its name's ending."""
    return _MEDIA.get(address.rpartition(".")[2].lower(), "image/jpeg")


def _moment(iso: str) -> str:
    """A moment as RFC 3339 has it: a bare day gets its noon, an offset has no seconds."""
    return f"{iso}T12:00:00+00:00" if len(iso) == 10 else iso[:25]


FEED_KINDS: dict[str, Kind] = {
    "feed": make_rss,
    "atom": make_atom,
    "jsonfeed": make_json_feed,
    "opml": make_opml,
    "feedsheet": make_feed_sheet,
}
