"""What passes between the stages of an import: source -> story -> arrangement -> draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import msgspec

from digest.model.article import Comment, Photo
from digest.model.plugin import Plugin

BlockKind = Literal[
    "text", "heading", "item", "quote", "caption", "credit", "byline", "date", "dek", "rule"
]
PROPOSED = (  # a note, until an editor has read them
    "no key comments in the source: the strongest quotations are proposed,"
    " and published as they are; read them and remove proposed: true"
)
HELD = (  # the same where the site wants it so
    "no key comments in the source: the strongest quotations are proposed, and the article is a draft;"
    " read them and remove proposed: true and draft: true"
)
SILENT = (
    "no comments found: there are quotation marks, but nobody is known to have said what is in them"
)
WEAK = "no key comments: no quotation is long and sure enough to be proposed"
DateOrigin = Literal[
    "source", "headline", "name", "dateline", "dateline and time", "option", "time", ""
]


class Block(NamedTuple):
    """One paragraph, heading or list item of a source, as plain words.

    ``markdown`` is the same with links and emphasis, where there are any; ``line`` counts from 1.
    """

    kind: BlockKind
    text: str
    line: int = 0
    markdown: str = ""
    level: int = 0  # of a heading


class LeftOut(NamedTuple):
    """Words of the source that the article does not have, and why."""

    reason: str
    text: str


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A document as it came: ``name`` is what reports call it, ``data`` its bytes."""

    name: str
    data: bytes
    sha256: str = ""
    file: str = ""  # relative to the site's folder, when it lies there
    keep: bool = False  # ``file`` does not exist yet: a copy is kept there, as the words' proof
    walked: bool = False  # found in a folder, not named
    url: str = ""  # where it was fetched from
    modified: dt.date | None = None  # the file's time


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One article of a source, before its blocks are told apart; fields that the source states."""

    blocks: tuple[Block, ...]
    title: str = ""
    subject: str = ""  # a mail's, which may name the newsletter as well
    date: dt.date | None = None  # in the source's own zone
    moment: dt.datetime | None = None  # of that day, where the source tells it
    language: str = ""
    url: str = ""
    publisher: str = ""
    byline: str = ""
    photo: Photo | None = None
    embargo: str = ""  # what is told outside the text: Embargoed until …
    tags: tuple[str, ...] = ()
    stated: Mapping[str, Any] = {}  # front matter of an article file, word for word the source's
    said: tuple[Comment, ...] = ()  # key comments that have their attribution lines already
    key_heading: str = ""  # over these
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()


class Arrangement(msgspec.Struct, frozen=True, kw_only=True):
    """A story whose blocks have been told apart."""

    title: str
    date: dt.date | None
    dateline: str  # which may have a day and a month alone
    language: str
    photo: Photo | None
    byline: str
    body: tuple[Block, ...]
    key: tuple[Block, ...]  # the key comments section, without its heading
    key_heading: str
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]


class DraftComment(msgspec.Struct, frozen=True, kw_only=True):
    """A quotation with its speaker, and the paragraphs that a digest shows of it."""

    parts: tuple[str, ...]
    paragraphs: tuple[str, ...]  # with a matching pair of marks; plain words, no Markdown
    speaker: str | None
    speakers: tuple[str, ...]
    kind: str
    role: str | None
    roles: tuple[str | None, ...]
    context: str | None
    in_key: bool
    block: int  # which paragraph of the text it begins in
    confidence: float
    rivals: tuple[str, ...]
    rule: str


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """All that the importer understood of one article."""

    source: Source
    number: int  # of the story in its source, from 1
    title: str
    date: dt.date | None
    date_origin: DateOrigin
    language: str
    url: str
    publisher: str
    photo: Photo | None
    byline: str
    body: tuple[Block, ...]
    key: tuple[Block | int, ...]  # a paragraph, or the number of a comment
    key_heading: str
    comments: tuple[DraftComment, ...]
    topics: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]  # what an editor should look at
    proposed: bool = False
    publish: dt.datetime | None = None  # the end of its embargo
    held: bool = False  # written with draft: true, until an editor lets it go
    stated: Mapping[str, Any] = {}  # front matter that the source has already


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the site and the command line tell the importer."""

    date: dt.date | None = None
    language: str = ""
    zone: dt.tzinfo | None = None  # in which moments have their day; None: in the source's own
    site_language: str = "en"  # of a text that is too short to tell its own
    topics: tuple[tuple[str, tuple[str, ...]], ...] = ()  # the site's own: name and aliases
    people: tuple[str, ...] = ()  # names of the site's speakers
    hold_proposed: bool = False  # as drafts, until an editor has read them
    only_topics: bool = False  # the site's own, and no others
    plugins: tuple[Plugin, ...] = ()
