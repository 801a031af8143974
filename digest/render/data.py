"""The site as data: every comment as JSON and CSV, every speaker as JSON, a page for researchers."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

import msgspec

from digest.model.library import CommentCore
from digest.model.plan import Page, Refs, Totals
from digest.model.views import Correction, Link, PageView, Ref, SpeakerView
from digest.render.desk import Desk, Kind, Scene
from digest.render.jsonld import describe_dataset

_encode = msgspec.json.Encoder().encode
_MARK = b"\xef\xbb\xbf"
_FORMULA = frozenset(
    "=+-@|\t\r\n＝＋－＠"
)  # what a spreadsheet would take for the start of a formula


class Who(msgspec.Struct, frozen=True):
    """A speaker of a comment; ``name``, ``slug`` and ``url`` are null for somebody unnamed."""

    name: str | None
    slug: str | None
    url: str | None
    role: str


class CommentRow(msgspec.Struct, frozen=True):
    """A key comment as data; the field names are the keys of comments.json."""

    id: str  # SLUG#N
    url: str
    article: str
    anchor: str
    date: str
    words: str
    speaker: str  # names joined by "; ", "" for somebody unnamed
    role: str
    context: str
    language: str
    topics: tuple[str, ...]
    speakers: tuple[Who, ...]


COLUMNS = ("id", "url", "article", "anchor", "date", "words", "speaker", "role", "context", "language", "topics")  # fmt: skip


class Comments(NamedTuple):
    """All comments in both formats, which are written together: each article is read once."""

    json: bytes
    csv: bytes


def find_comments(desk: Desk) -> Comments:
    """Both files; kept from one to the other, which follows it."""
    made: Comments = desk.read.lately("comments", lambda: _write_comments(desk))
    return made


def _write_comments(desk: Desk) -> Comments:
    """Article by article: as one list the rows would be the largest thing in memory."""
    as_json, as_csv = BytesIO(), BytesIO()
    head = _encode(
        {"site": desk.title, "url": desk.root + "/", "fields": CommentRow.__struct_fields__}
    )
    as_json.write(head[:-1] + b',"comments":[\n')
    as_csv.write(_MARK + ",".join(COLUMNS).encode() + b"\r\n")
    between = b""
    for rows in find_rows(desk):
        as_json.write(between + b",\n".join([_encode(row) for row in rows]))
        as_csv.write(_write_lines(rows).encode("utf-8", "replace"))
        between = b",\n"
    as_json.write(b"\n]}\n")
    return Comments(as_json.getvalue(), as_csv.getvalue())


def find_rows(desk: Desk) -> Iterator[list[CommentRow]]:
    """Every comment of the site, newest article first, each article's in a list."""
    for slug, day, lang in desk.read.fact("data") or ():
        speech, refs = desk.read.speech(slug)
        topics = tuple([ref.name for ref in refs.topics])
        article = f"{desk.root}/articles/{slug}/"
        rows = []
        for piece in speech.flow:
            if isinstance(piece, CommentCore):
                speakers = _speakers_of(desk.root, piece, refs)
                only = speakers[0] if len(speakers) == 1 else None
                anchor = f"comment-{piece.number}"
                rows.append(CommentRow(
                    f"{slug}#{piece.number}", f"{article}#{anchor}", article, anchor, day, piece.words,
                    only.name or "" if only else "; ".join([who.name for who in speakers if who.name]),
                    only.role if only else "; ".join([who.role for who in speakers if who.role]),
                    piece.context, lang, topics, speakers,
                ))  # fmt: skip
        if rows:
            yield rows


def _speakers_of(root: str, comment: CommentCore, refs: Refs) -> tuple[Who, ...]:
    speakers = []
    for place, speaker in enumerate(comment.speakers, comment.at):
        ref = refs.voices[place]
        if ref is None:
            speakers.append(Who(None, None, None, speaker.role))
        else:
            speakers.append(Who(ref.name, ref.slug, root + ref.url, speaker.role))
    return tuple(speakers)


def make_comments_json(desk: Desk, page: Page) -> bytes:  # noqa: ARG001 - every kind takes its page
    """All comments as one JSON document with a comment on each line."""
    return find_comments(desk).json


def make_comments_csv(desk: Desk, page: Page) -> bytes:  # noqa: ARG001
    """All comments as CSV (RFC 4180, UTF-8 with a mark that spreadsheets understand)."""
    made = find_comments(desk).csv
    desk.read.forget("comments")
    return made


def _write_lines(rows: list[CommentRow]) -> str:
    """An article's lines; they end alike."""
    one = rows[0]
    end = f"{cell(one.language)},{cell('; '.join(one.topics))}\r\n"
    return "".join(
        [
            f'"{row.id}","{row.url}","{row.article}","{row.anchor}","{row.date}",{cell(row.words)},'
            f"{cell(row.speaker)},{cell(row.role)},{cell(row.context)},{end}"
            for row in rows
        ]
    )


def cell(text: str) -> str:
    """A text between quotation marks, those in it doubled; three times as fast as the csv module."""
    if not text[:1].isalnum():
        text = harmless(text)
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if '"' in text else f'"{text}"'


def harmless(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula (OWASP, CSV injection)."""
    first = text[:1]
    if first in _FORMULA or (first.isspace() and text.lstrip()[:1] in _FORMULA):
        return f"'{text}"
    return text


def make_speakers_json(desk: Desk, page: Page) -> bytes:  # noqa: ARG001
    """All speakers with their roles through time, counts and links, by name."""
    groups: tuple[tuple[str, tuple[str, ...]], ...] = desk.read.fact("index:speakers")
    views = [desk.read.fact(f"speaker:{slug}") for _, slugs in groups for slug in slugs]
    lines = b",\n".join([_encode(_tell_speaker(view, desk.root)) for view in views])
    head = _encode({"site": desk.title, "url": desk.root + "/"})
    return head[:-1] + b',"speakers":[\n' + lines + b"\n]}\n"


def _tell_speaker(view: SpeakerView, root: str) -> dict[str, Any]:
    return {
        "name": view.ref.name,
        "slug": view.ref.slug,
        "url": root + view.ref.url,
        "sort_name": view.sort_name,
        "kind": view.kind,
        "role": view.role,
        "comments": view.count,
        "articles": view.articles,
        "first": view.first,
        "latest": view.latest,
        "roles": [
            {
                "role": r.role,
                "from": r.since,
                "to": r.until,
                "first": r.first,
                "last": r.last,
                "comments": r.count,
            }
            for r in view.roles
        ],
        "topics": [
            {"name": c.ref.name, "url": root + c.ref.url, "articles": c.count} for c in view.topics
        ],
        "links": [{"label": link.label, "url": link.url} for link in view.links],
        "same_as": [link.url for link in view.same_as],
        "feed": root + view.feed,
    }


def make_data_page(desk: Desk, page: Page) -> Scene:
    """The page for researchers: which files there are, and what stands in them."""
    totals: Totals = desk.read.fact("totals")
    title = desk.words("Data")
    view = PageView(page.url, "data", title, lang=desk.language)
    files = (
        Link("comments.json", "/data/comments.json"),
        Link("comments.csv", "/data/comments.csv"),
        Link("speakers.json", "/data/speakers.json"),
    )
    ld = describe_dataset(desk.title, desk.root, desk.licence, totals, files)
    context = {"totals": totals, "columns": COLUMNS, "licence": desk.licence, "json_ld": ld}
    return Scene("data.html", view, context)


def make_corrections(desk: Desk, page: Page) -> Scene:
    """Everything that was put right, newest first."""
    entries: list[tuple[Ref, Correction, str]] = []
    for slug, at in desk.read.fact("corrections"):
        card, text = desk.read.card(slug), desk.read.text(slug)
        entries.append((Ref(slug, card.title, card.url), text.corrections[at], card.lang))
    feed = "/corrections/feed.xml"
    view = PageView(
        page.url, "corrections", desk.words("Corrections"), lang=desk.language, feed=feed
    )
    return Scene("corrections.html", view, {"entries": tuple(entries)})


DATA_KINDS: dict[str, Kind] = {
    "commentsjson": make_comments_json,
    "commentscsv": make_comments_csv,
    "speakersjson": make_speakers_json,
    "data": make_data_page,
    "corrections": make_corrections,
}
