"""What templates see: frozen views with exactly the public fields, never the library itself.

URLs in views are paths from the site's root (``/topics/labour/``); templates pass them through
``url()``, which puts the path in front under which the site is hosted.
Fields that end in ``html`` or are typed ``Markup`` are safe HTML; all others are plain text.
"""

from __future__ import annotations

import msgspec


class Ref(msgspec.Struct, frozen=True, array_like=True, cache_hash=True):
    """A topic, speaker, edition or article by name and place."""

    slug: str
    name: str
    url: str


class Count(msgspec.Struct, frozen=True, array_like=True):
    """Something and how often."""

    ref: Ref
    count: int


class PhotoView(msgspec.Struct, frozen=True, array_like=True):
    """A photo's words; ``file`` is "" when the site has only words of it."""

    caption: str = ""
    credit: str = ""
    alt: str = ""
    file: str = ""
    file_photo: bool = False
    width: int = 0
    height: int = 0
    sources: tuple[tuple[str, str], ...] = ()  # (MIME type, srcset), best first


class Voice(msgspec.Struct, frozen=True, array_like=True):
    """Who speaks in a comment: ``ref`` is None for somebody unnamed."""

    ref: Ref | None
    role: str = ""


class CommentView(msgspec.Struct, frozen=True, array_like=True):
    """A key comment. ``paragraphs`` are HTML without <p>; woven narration is in <span class="woven">."""

    number: int  # N of the anchor #comment-N
    paragraphs: tuple[str, ...]
    voices: tuple[Voice, ...]
    context: str
    words: str  # the same as plain text
    url: str  # /articles/SLUG/#comment-N


class Teaser(msgspec.Struct, frozen=True, array_like=True):
    """The strongest key comment of an article, cut to a length that fits a list."""

    words: str  # plain text with its marks
    voices: tuple[Voice, ...]
    url: str


class Card(msgspec.Struct, frozen=True, array_like=True):
    """What lists show of an article."""

    slug: str
    url: str
    title: str
    date: str  # ISO 8601 with offset
    day: str  # YYYY-MM-DD in the site's zone
    summary: str
    lang: str
    topics: tuple[Ref, ...]
    voices: tuple[Ref, ...]  # who is quoted, in order, each once
    comments: int
    teaser: Teaser | None
    photo: PhotoView | None
    draft: bool = False


class Correction(msgspec.Struct, frozen=True, array_like=True):
    """What was put right, and on which day (YYYY-MM-DD); ``anchor`` is its place on the article's page."""

    day: str
    text: str
    anchor: str = ""


class SourceView(msgspec.Struct, frozen=True, array_like=True):
    """Where an article came from."""

    name: str = ""
    url: str = ""


class ArticleView(msgspec.Struct, frozen=True, array_like=True):
    """An article's own page. ``flow`` is the key-comments section in order: comments, and HTML between."""

    card: Card
    updated: str  # ISO 8601 of the last change, a correction's day among them, or ""
    body: str  # HTML before the key comments
    heading: str  # of the key comments, as the editor wrote it; "" when there are none
    flow: tuple[CommentView | str, ...]
    after: str  # HTML after the key comments
    source: SourceView | None
    corrections: tuple[Correction, ...]
    edition: Ref
    month: Ref
    previous: Card | None  # the next older article
    next: Card | None  # the next newer one
    related: tuple[Card, ...]  # up to five, by topics in common
    minutes: int  # reading time
    dir: str = "ltr"
    proposed: bool = False

    @property
    def comments(self) -> tuple[CommentView, ...]:
        """Only the comments of the flow."""
        return tuple(piece for piece in self.flow if isinstance(piece, CommentView))


class Pager(msgspec.Struct, frozen=True, array_like=True):
    """Where a list page stands among its neighbours; URLs are "" at the ends."""

    number: int
    total: int
    items: int
    newer: str
    older: str
    first: str

    def url_of(self, number: int) -> str:
        """The path of the N-th page."""
        return self.first if number == 1 else f"{self.first}page/{number}/"


class Month(msgspec.Struct, frozen=True, array_like=True):
    """A month (YYYY-MM) with how often something happened in it."""

    month: str
    count: int
    url: str


class TopicView(msgspec.Struct, frozen=True, array_like=True):
    """A topic's page and index entry."""

    ref: Ref
    count: int  # its articles, and those of the topics within it
    description: str  # HTML
    parent: Ref | None
    children: tuple[Count, ...]
    related: tuple[Count, ...]  # by co-occurrence
    speakers: tuple[Count, ...]  # who speaks on it most
    months: tuple[Month, ...]  # every month from the first to the last
    feed: str
    latest: str  # day of the newest article


class RoleSpan(msgspec.Struct, frozen=True, array_like=True):
    """A role held: the first and last day of comments made in it, and its days by the speaker's file."""

    role: str
    first: str  # "" when nothing was said in it
    last: str
    count: int
    since: str = ""  # YYYY, YYYY-MM or YYYY-MM-DD
    until: str = ""


class Link(msgspec.Struct, frozen=True, array_like=True):
    """A link with its words; ``url`` may be absolute."""

    label: str
    url: str


class SpeakerView(msgspec.Struct, frozen=True, array_like=True):
    """A speaker's page and index entry."""

    ref: Ref
    sort_name: str  # family name first
    letter: str  # under which the index lists it
    initials: str
    role: str  # the latest, or what the site's own page says
    count: int  # comments
    articles: int
    biography: str  # HTML
    links: tuple[Link, ...]
    roles: tuple[RoleSpan, ...]  # oldest first
    topics: tuple[Count, ...]
    company: tuple[Count, ...]  # the people quoted in the same articles
    months: tuple[Month, ...]
    first: str  # day of the first comment
    latest: str
    feed: str
    kind: str = "person"
    same_as: tuple[Link, ...] = ()  # the same one elsewhere: Wikidata, a homepage


class Spoken(msgspec.Struct, frozen=True, array_like=True):
    """A comment on its speaker's page: with its article, its day and the role held then."""

    comment: CommentView
    article: Ref
    day: str
    topics: tuple[Ref, ...]
    role: str
    lang: str = ""
    dir: str = "ltr"


class Statement(msgspec.Struct, frozen=True, array_like=True):
    """What somebody said, once or in nearly the same words again."""

    said: Spoken
    times: int
    last: str  # day on which it was said last


class Stance(msgspec.Struct, frozen=True, array_like=True):
    """A speaker on a topic, then and now; ``now`` is None for somebody who says the same as ever.

    Topics that bring the same words are told together.
    """

    topics: tuple[Ref, ...]
    count: int  # comments
    then: Statement
    now: Statement | None
    between: int  # other statements


class LetterGroup(msgspec.Struct, frozen=True, array_like=True):
    """One letter of an index, with its entries in order."""

    letter: str
    speakers: tuple[SpeakerView, ...]


class EditionView(msgspec.Struct, frozen=True, array_like=True):
    """A day's or a week's articles, newest first."""

    key: str  # the first day, YYYY-MM-DD
    last: str  # the last day; the same for a daily edition
    url: str
    cards: tuple[Card, ...]
    voices: tuple[Count, ...]
    older: Ref | None
    newer: Ref | None


class PlainPage(msgspec.Struct, frozen=True, array_like=True):
    """A page of content/pages."""

    slug: str
    url: str
    title: str
    body: str  # HTML
    summary: str


class FeedItem(msgspec.Struct, frozen=True, array_like=True):
    """One entry of a feed; URLs are paths, ``guid`` never changes."""

    guid: str
    title: str
    url: str
    date: str
    updated: str
    summary: str
    html: str  # content with absolute URLs
    authors: tuple[str, ...]
    topics: tuple[str, ...]
    people: tuple[str, ...] = ()  # who is quoted
    lang: str = ""
    photo: PhotoView | None = None


class PageView(msgspec.Struct, frozen=True):
    """The page being rendered."""

    url: str
    kind: str  # home, article, topic, topics, speaker, speakers, edition, editions, archive, …
    title: str
    description: str = ""
    lang: str = "en"
    dir: str = "ltr"
    feed: str = ""  # of what this page shows, beside the site's
    indexed: bool = True
    crumbs: tuple[Link, ...] = ()


class SiteView(msgspec.Struct, frozen=True):
    """The site as every page knows it."""

    title: str
    description: str
    url: str  # absolute, ending with a slash
    language: str
    pages: tuple[Link, ...]  # plain pages, for the footer
    search: bool
    generator: str
    policy: str = ""  # the Content-Security-Policy of a page, "" for none
    search_policy: str = ""  # of the search page, which compiles WebAssembly
    data: bool = True  # there are files of comments and speakers
    feeds: tuple[str, ...] = ()  # formats beside RSS: atom, json
