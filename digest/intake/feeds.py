"""An RSS or Atom feed -> a story for each entry, through feedparser."""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import Any

import feedparser
import msgspec

from digest.intake.dates import find_instant, parse_moment
from digest.intake.decode import clean_text, refuse, refuse_entities
from digest.intake.language import read_tag
from digest.intake.photos import parse_caption, tidy_credit
from digest.intake.records import Block, LeftOut, Story
from digest.intake.webpage import parse_fragment
from digest.model.article import Photo

MAX_ENTRIES = 500
_DESCRIBED = re.compile(
    r"<media:description[^>]*>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</media:description>", re.DOTALL
)
_ENTRY = re.compile(r"<(?:item|entry)[\s>]")
_ZONE = re.compile(r"[+-]\d{4}\s*$")
_TAGGED = re.compile(r"<[a-zA-Z/!][^>]*>")


def parse_feed(text: str, name: str) -> tuple[Story, ...]:
    """Read a feed; each entry with words is a story."""
    refuse_entities(text, name)
    parsed = feedparser.parse(
        text.encode("utf-8"),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not parsed.entries:
        reason = str(parsed.get("bozo_exception", "it has no entries")).split("\n")[0]
        raise refuse(
            name,
            "feed",
            f"no entry of this feed can be read: {reason[:120]}",
            "fetch the feed again",
        )
    publisher = _clean(parsed.feed.get("title", ""))
    language = read_tag(str(parsed.feed.get("language", "")))
    described = frozenset(_clean(html.unescape(words)) for words in _DESCRIBED.findall(text))
    captions = _captions(text, len(parsed.entries))
    again, own = _find_doubles(parsed.entries)
    read = (
        _read_entry(entry, publisher, language, described, caption)
        for at, (entry, caption) in enumerate(
            zip(parsed.entries[:MAX_ENTRIES], captions, strict=False)
        )
        if at in own
    )
    stories = [story for story in read if story.blocks or story.title]
    if stories:
        stories[-1] = _tell_rest(stories[-1], again, parsed.entries)
    return tuple(stories)


def _find_doubles(entries: list[Any]) -> tuple[list[Any], set[int]]:
    """The entries that were there before, by their identity and address; and the numbers of the others."""
    first: dict[tuple[str, str], int] = {}
    again = []
    for at, entry in enumerate(entries[:MAX_ENTRIES]):
        known = str(entry.get("id", "")) or f"{entry.get('title', '')}\n{_content(entry)}"
        if first.setdefault((known, str(entry.get("link", ""))), at) != at:
            again.append(entry)
    return again, set(first.values())


def _tell_rest(last: Story, again: list[Any], entries: list[Any]) -> Story:
    """The last story, with what is said of the entries that are none."""
    rest = entries[MAX_ENTRIES:]
    left = [LeftOut("the same entry again", _clean(entry.get("title", ""))) for entry in again]
    left += [
        LeftOut(f"behind entry {MAX_ENTRIES}", _clean(entry.get("title", ""))) for entry in rest
    ]
    note = f"{MAX_ENTRIES:,} of {len(entries):,} entries; part the feed, the rest was not read"
    notes = (*last.notes, note) if rest else last.notes
    return msgspec.structs.replace(last, left_out=(*last.left_out, *left), notes=notes)


def _captions(text: str, entries: int) -> list[str]:
    """What each entry's picture shows: feedparser keeps it only where the entry has no summary."""
    chunks = _ENTRY.split(text)[1:]
    if len(chunks) != entries:
        return [""] * entries
    found = [_DESCRIBED.search(chunk) for chunk in chunks]
    return [_clean(html.unescape(each[1])) if each else "" for each in found]


def _read_entry(
    entry: Any, publisher: str, language: str, described: frozenset[str], caption: str
) -> Story:
    url = str(entry.get("link", ""))
    body = _content(entry)
    blocks, left_out = parse_fragment(body if _TAGGED.search(body) else _as_html(body), url)
    date, moment = _date(entry)
    own = read_tag(str((entry.get("content") or [{}])[0].get("language") or ""))
    return Story(
        blocks=blocks or (Block("text", _clean(entry.get("summary", ""))),),
        title=html.unescape(_clean(entry.get("title", ""))),
        date=date,
        moment=moment,
        language=own or language,
        url=url if url.startswith(("http://", "https://")) else "",
        publisher=_clean((entry.get("source") or {}).get("title", "")) or publisher,
        byline=_clean(entry.get("author", "")),
        photo=None
        if any(b.kind == "caption" for b in blocks)
        else _photo(entry, described, caption),
        tags=tuple(
            _clean(tag.get("term") or "") for tag in entry.get("tags", [])[:20] if tag.get("term")
        ),
        left_out=(*left_out, *_teaser(entry, body, described)),
    )


def _teaser(entry: Any, body: str, described: frozenset[str]) -> list[LeftOut]:
    """An entry's summary, when the full text beside it does not have its words."""
    words = _clean(entry.get("summary", ""))
    plain = _clean(html.unescape(body))
    return [] if not words or words in plain or words in described else [LeftOut("teaser", words)]


def _content(entry: Any) -> str:
    """The fullest of an entry's contents."""
    bodies = [str(each.get("value", "")) for each in entry.get("content", [])]
    bodies.append(str(entry.get("summary", "")))
    return max(bodies, key=len)


def _as_html(text: str) -> str:
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "".join(f"<p>{p.strip().replace(chr(10), '<br>')}</p>" for p in paragraphs)


def _date(entry: Any) -> tuple[dt.date | None, dt.datetime | None]:
    """The day in the feed's own zone (feedparser's are in UTC), and the moment where one is told."""
    for key in ("published", "created", "updated"):
        told = str(entry.get(key, ""))
        if told and (date := parse_moment(told)):
            return date, find_instant(told)
        moment = entry.get(f"{key}_parsed")
        if moment and f"{moment.tm_year % 100:02}" in _ZONE.sub("", told):
            return dt.date(*moment[:3]), None
    return None, None


def _photo(entry: Any, described: frozenset[str], caption: str) -> Photo | None:
    """A picture told by Media RSS; feedparser may hand its description out as the entry's summary."""
    summary = _clean(entry.get("summary", ""))
    words = caption or (summary if summary in described else "")
    if not words:
        return None
    credits_ = entry.get("media_credit") or []
    credit = _clean(credits_[0].get("content", "")) if credits_ else ""
    read = parse_caption(words, known=True)
    if read is None:
        return None
    photo = read.photo
    return Photo(
        caption=photo.caption,
        credit=tidy_credit(credit) or photo.credit,
        file_photo=photo.file_photo,
    )


def _clean(value: Any) -> str:
    words = clean_text(_TAGGED.sub("", str(value or "")))[0]
    return " ".join(words.split())
