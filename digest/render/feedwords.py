"""A feed's item in each of the three formats, written side by side: most of it is the same words."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from digest.model import urls
from digest.model.views import FeedItem, PhotoView
from digest.render.addresses import encode
from digest.render.dates import write_rfc822
from digest.render.desk import Desk
from digest.render.feeditems import escape

_encode = msgspec.json.Encoder().encode
_C0 = bytes(code for code in range(32) if code not in b"\t\n\r")  # no XML 1.0 character
_MEDIA = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "avif": "image/avif", "gif": "image/gif", "svg": "image/svg+xml"}  # fmt: skip


class Written(NamedTuple):
    """An item as RSS, as Atom and as JSON Feed have it, and when it was changed (RFC 3339)."""

    rss: bytes
    atom: bytes
    json: msgspec.Raw
    updated: str


def write_item(desk: Desk, item: FeedItem) -> Written:
    """An item, with its whole text where feeds have it; who is quoted stands among the categories."""
    people = escape(desk.root + urls.SPEAKERS)
    address, guid, title = (
        escape(encode(desk.root + item.url)),
        escape(item.guid),
        escape(item.title),
    )
    summary, html = escape(item.summary), to_xml(escape(item.html)) if desk.whole else b""
    authors = [escape(name) for name in item.authors]
    topics = [escape(name) for name in item.topics]
    quoted = [escape(name) for name in item.people]
    date, updated = write_moment(item.date), write_moment(item.updated)
    revised = f"<atom:updated>{updated}</atom:updated>\n" if item.updated > item.date else ""
    rss = (
        f"<item>\n<title>{title}</title>\n<link>{address}</link>\n"
        f'<guid isPermaLink="true">{guid}</guid>\n<pubDate>{write_rfc822(item.date)}</pubDate>\n'
        f"{''.join([f'<dc:creator>{name}</dc:creator>{_NEXT}' for name in authors])}"
        f"{''.join([f'<category>{name}</category>{_NEXT}' for name in topics])}"
        f"{''.join([f'<category domain={_MARK}{people}{_MARK}>{name}</category>{_NEXT}' for name in quoted])}"
        f"<description>{summary}</description>\n{_write_photo(item.photo, desk.root)}{revised}"
    )
    atom = (
        f'<entry xml:lang="{escape(item.lang)}">\n<id>{guid}</id>\n<title>{title}</title>\n'
        f'<link rel="alternate" type="text/html" href="{address}"/>\n'
        f"<published>{date}</published>\n<updated>{updated}</updated>\n"
        f"{''.join([f'<author><name>{name}</name></author>{_NEXT}' for name in authors])}"
        f"{''.join([f'<category term={_MARK}{name}{_MARK}/>{_NEXT}' for name in topics])}"
        f"{''.join([f'<category term={_MARK}{name}{_MARK} scheme={_MARK}{people}{_MARK}/>{_NEXT}' for name in quoted])}"
        f"<summary>{summary}</summary>\n"
    )
    return Written(
        b"".join([to_xml(rss), *_around(b"content:encoded", html), b"</item>\n"]),
        b"".join([to_xml(atom), *_around(b'content type="html"', html), b"</entry>\n"]),
        _write_json(desk, item, date, updated),
        updated,
    )


_NEXT, _MARK = (
    "\n",
    '"',
)  # Python 3.11 has no backslash, and no second kind of mark, inside f-strings


def to_xml(text: str) -> bytes:
    """UTF-8 without the characters that XML 1.0 does not know, wherever they came from."""
    data = text.encode("utf-8", "replace").translate(None, _C0)
    if b"\xef\xbf\xbe" in data or b"\xef\xbf\xbf" in data:
        data = data.replace(b"\xef\xbf\xbe", b"").replace(b"\xef\xbf\xbf", b"")
    return data


def write_moment(iso: str) -> str:
    """A moment as RFC 3339 has it: an offset has no seconds."""
    return iso[:25]


def _around(tag: bytes, html: bytes) -> tuple[bytes, ...]:
    """The text within its element; nothing where an item has none."""
    return (b"<", tag, b">", html, b"</", tag.partition(b" ")[0], b">\n") if html else ()


def media_type(address: str) -> str:
    """The media type of an image by its name's ending."""
    return _MEDIA.get(address.rpartition(".")[2].lower(), "image/jpeg")


def _write_photo(photo: PhotoView | None, root: str) -> str:
    """A photo as Media RSS has it."""
    if photo is None:
        return ""
    address = root + photo.file
    size = f' width="{photo.width}" height="{photo.height}"' if photo.width else ""
    told = (
        f"<media:description>{escape(photo.caption)}</media:description>" if photo.caption else ""
    )
    told += f"<media:credit>{escape(photo.credit)}</media:credit>" if photo.credit else ""
    return (
        f'<media:content url="{escape(address)}" medium="image" type="{media_type(address)}"{size}>'
        f"{told}</media:content>\n"
    )


def _write_json(desk: Desk, item: FeedItem, date: str, updated: str) -> msgspec.Raw:
    """Who is quoted stands under the extension ``_digest``."""
    told: dict[str, Any] = {"id": item.guid, "url": encode(desk.root + item.url)}
    text = (
        {"content_html": item.html} if desk.whole else {"content_text": item.summary or item.title}
    )
    words = {"title": item.title, **text, "summary": item.summary}
    told |= {name: value for name, value in words.items() if value}
    told["date_published"] = date
    if item.authors:
        told["authors"] = [{"name": name} for name in item.authors]
    if item.topics:
        told["tags"] = item.topics
    if item.lang:
        told["language"] = item.lang
    told["_digest"] = {"quoted": item.people}
    if item.updated > item.date:
        told["date_modified"] = updated
    if item.photo:
        told["image"] = desk.root + item.photo.file
    return msgspec.Raw(_encode(told))
