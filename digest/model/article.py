"""The records of an article as its editor wrote it: front matter, photo, source, comments."""

from __future__ import annotations

import datetime as dt

import msgspec


class Photo(msgspec.Struct, frozen=True, kw_only=True):
    """A picture's words and rights; ``file`` is a path below content/static or beside the article."""

    caption: str = ""
    credit: str = ""
    file_photo: bool = False  # taken on another occasion, as agencies mark it
    file: str = ""
    alt: str = ""
    agency: str = ""
    licence: str = ""  # a URL or an agency's word
    expires: dt.date | None = None  # last day on which it may be shown


class SourceRef(msgspec.Struct, frozen=True, kw_only=True):
    """Where an article came from; ``file`` is relative to the site's folder, ``sha256`` of its bytes."""

    file: str = ""
    sha256: str = ""
    name: str = ""
    url: str = ""


class Correction(msgspec.Struct, frozen=True):
    """What was put right after publication, and when."""

    date: dt.date
    text: str


class Attribution(msgspec.Struct, frozen=True):
    """One speaker of a comment. ``name`` is None for somebody unnamed; ``slug`` tells namesakes apart."""

    name: str | None
    role: str = ""
    slug: str = ""


class Comment(msgspec.Struct, frozen=True, kw_only=True):
    """A key comment: Markdown paragraphs with their quotation marks, and who said them.

    ``context`` is the tail of the saying ("told reporters on Tuesday"); ``line`` counts from 1 in
    the article's file; ``number`` is the N of the anchor ``#comment-N``.
    """

    paragraphs: tuple[str, ...]
    speakers: tuple[Attribution, ...]
    context: str = ""
    number: int = 0
    line: int = 0


class FrontMatter(msgspec.Struct, frozen=True, kw_only=True):
    """Everything an article's front matter may say; the field names are the keys."""

    title: str
    date: dt.datetime | dt.date
    slug: str = ""
    updated: dt.datetime | dt.date | None = None
    publish: dt.datetime | dt.date | None = None  # not before this moment
    expire: dt.datetime | dt.date | None = None  # not after this moment
    topics: tuple[str, ...] = ()
    summary: str = ""
    draft: bool = False
    lang: str = ""
    aliases: tuple[str, ...] = ()
    photo: Photo | None = None
    source: SourceRef | None = None
    corrections: tuple[Correction, ...] = ()
    proposed: bool = False  # its comments were proposed from the body, and await the editor's eye
    check_off: tuple[str, ...] = ()  # rules of ``digest check`` that pass this file over
    anchors: tuple[str, ...] = ()  # comment 1, 2, … in a few words: keeps permalinks stable
