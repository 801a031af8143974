"""What the site knows of its content, in pieces that change for different reasons.

An article is kept as an outline (what decides which pages exist and what they list), a card (what
lists show), its comments, and its text: an edit of one leaves the fingerprints of the others alone.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from digest.base.dates import place_in_zone, seconds_of
from digest.model.article import Attribution, Photo
from digest.model.views import Correction, Link, PhotoView, SourceView


class Spoke(msgspec.Struct, frozen=True, array_like=True):
    """Somebody named or unnamed spoke in a comment: all that indexes need of it."""

    name: str | None
    slug: str  # given in the attribution line to tell namesakes apart, else ""
    role: str
    number: int  # of the comment


class PhotoRef(msgspec.Struct, frozen=True, array_like=True):
    """A photo's file and rights, as the plan needs them."""

    file: str  # as written
    expires: int | None = None  # seconds since 1970 from which it may not be shown
    agency: str = ""
    licence: str = ""


def rights_of(photo: Photo | None, zone: dt.tzinfo) -> PhotoRef | None:
    """What the plan needs of a photo with a file: it may be shown to the end of its last day."""
    if photo is None or not photo.file:
        return None
    last = photo.expires + dt.timedelta(days=1) if photo.expires else None
    expires = seconds_of(place_in_zone(last, zone)) if last else None
    agency = photo.agency or photo.credit.rpartition("/")[0]  # as in "REUTERS/A. Person"
    return PhotoRef(photo.file, expires, agency.strip(), photo.licence)


class Outline(msgspec.Struct, frozen=True, array_like=True):
    """What the plan needs of an article."""

    path: str  # relative to the site's folder, with slashes
    slug: str
    stamp: int  # seconds since 1970, by which articles are ordered
    day: str  # YYYY-MM-DD in the site's zone
    draft: bool
    publish: int | None  # seconds since 1970
    expire: int | None
    lastmod: str  # ISO 8601 of the last change that the editor declared
    topics: tuple[str, ...]  # as written
    spoke: tuple[Spoke, ...]
    aliases: tuple[str, ...]
    corrections: tuple[Correction, ...]
    line: int = 1
    lang: str = ""
    photo: PhotoRef | None = None


class CardCore(msgspec.Struct, frozen=True, array_like=True):
    """What lists show of an article, before names are resolved."""

    title: str
    date: str
    day: str
    summary: str
    lang: str
    comments: int
    teaser: str
    teaser_number: int
    teaser_voices: tuple[tuple[int, str], ...]  # position in the outline's ``spoke``, role
    photo: PhotoView | None
    draft: bool


class CommentCore(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """A comment with its HTML, before names are resolved."""

    number: int
    paragraphs: tuple[str, ...]
    words: str
    speakers: tuple[Attribution, ...]
    context: str
    at: int  # of its first speaker in the outline's ``spoke``


class Between(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """HTML that stands between key comments."""

    html: str


class Speech(msgspec.Struct, frozen=True, array_like=True):
    """An article's key comments in order."""

    heading: str
    numbers: tuple[int, ...]  # of the flow's comments; 0 for what stands between
    flow: tuple[CommentCore | Between, ...]


class Text(msgspec.Struct, frozen=True, array_like=True):
    """An article's own words and the small print of its page."""

    body: str
    after: str
    updated: str
    source: SourceView | None
    corrections: tuple[Correction, ...]
    minutes: int
    dir: str
    proposed: bool
    kept: bool = True  # whether its file writes down which comment is #comment-N
    check_off: tuple[str, ...] = ()  # rules of ``digest check`` that pass its file over


class Held(msgspec.Struct, frozen=True, array_like=True):
    """A role as a speaker's own file has it; days are YYYY, YYYY-MM or YYYY-MM-DD, "" for open."""

    role: str
    since: str = ""
    until: str = ""


class TermPage(msgspec.Struct, frozen=True, array_like=True):
    """What content/topics/SLUG.md or content/speakers/SLUG.md says of a topic or a speaker."""

    path: str
    slug: str
    name: str  # as it is shown; required
    aliases: tuple[str, ...] = ()  # other spellings, which mean the same one
    role: str = ""  # of a speaker, now
    links: tuple[Link, ...] = ()  # a list of {label, url}
    parent: str = ""  # of a topic: the topic above it, whose page has its articles too
    body: str = ""  # HTML
    sort: str = ""  # name by which it is ordered, family name first
    kind: str = ""  # of a speaker: person or organisation, when the name does not tell
    former: tuple[str, ...] = ()  # slugs that it had before
    unlike: tuple[str, ...] = ()  # names of others with whom it is not to be confused
    same_as: tuple[str, ...] = ()  # addresses elsewhere that mean the same one
    portrait: Photo | None = None  # of a speaker: a file's name, or a table like a photo
    held: tuple[
        Held, ...
    ] = ()  # of a speaker: a list of {role, from, to}; a year, a month or a day


class PageText(msgspec.Struct, frozen=True, array_like=True):
    """What content/pages/SLUG.md says."""

    path: str
    slug: str
    title: str  # the headline; required
    body: str
    summary: str  # for search engines; else the first sentences
    order: int = 0  # by which the menu is sorted
