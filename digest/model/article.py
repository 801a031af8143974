"""The records of an article as its editor wrote it: front matter, photo, source, comments."""

from __future__ import annotations

import datetime as dt

import msgspec


class Photo(msgspec.Struct, frozen=True, kw_only=True):
    """A picture's words and rights; ``file`` is a path below content/static or beside the article."""

    caption: str = ""  # what it shows, for all readers
    credit: str = ""  # whose it is, such as AGENCY/Name
    file_photo: bool = False  # taken on another occasion, as agencies mark it
    file: str = ""  # below content/static, or beside the article
    alt: str = ""  # what it shows, for those who do not see it
    agency: str = ""  # when the credit does not begin with it
    licence: str = ""  # a URL or an agency's word
    expires: dt.date | None = None  # last day on which it may be shown


class SourceRef(msgspec.Struct, frozen=True, kw_only=True):
    """Where an article came from; ``file`` is relative to the site's folder, ``sha256`` of its bytes."""

    file: str = ""  # relative to the site's folder
    sha256: str = ""  # of its bytes at the import
    name: str = ""  # what readers call it
    url: str = ""  # where they can read it


class Correction(msgspec.Struct, frozen=True):
    """What was put right after publication, and when."""

    date: dt.date  # the day on which it was put right
    text: str  # what was wrong, and what is right; plain text, no Markdown


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

    title: str  # the headline
    date: dt.datetime | dt.date  # a day, or a moment with its time; required
    slug: str = ""  # the address, when it is not the file's name
    updated: dt.datetime | dt.date | None = None  # when it was last changed
    publish: dt.datetime | dt.date | None = None  # not before this moment
    expire: dt.datetime | dt.date | None = None  # not after this moment
    topics: tuple[str, ...] = ()  # any number of names
    summary: str = ""  # for lists and feeds; else the first sentences
    draft: bool = False  # true: only --drafts publishes it
    lang: str = ""  # when it is not the site's
    aliases: tuple[str, ...] = ()  # old addresses, which lead here
    photo: Photo | None = None  # a table: see below
    source: SourceRef | None = None  # a table: see below
    corrections: tuple[Correction, ...] = ()  # a list of tables: see below
    proposed: bool = False  # its comments were proposed from the body, and await the editor's eye
    check_off: tuple[str, ...] = ()  # rules of ``digest check`` that pass this file over
    anchors: tuple[str, ...] = ()  # comment 1, 2, … in a few words: keeps permalinks stable
