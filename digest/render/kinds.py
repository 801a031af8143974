"""The kinds of page: what each one reads of the site and hands to its template."""

from __future__ import annotations

import re
from typing import Any

from digest.model.plan import Around, Page
from digest.model.views import (
    ArticleView,
    Card,
    Count,
    EditionView,
    FeedItem,
    LetterGroup,
    Link,
    Month,
    PageView,
    PlainPage,
    Ref,
    Spoken,
)
from digest.render.dates import write_date
from digest.render.desk import Desk, Kind, Scene
from digest.render.jsonld import describe_article, describe_speaker
from digest.render.reading import Reading

_LINK = re.compile(r'\b(href|src|poster)="(/[^"]*|#[^"]*|\.{1,2}/[^"]*)"')


def make_article(desk: Desk, page: Page) -> Scene:
    """An article's own page."""
    read, slug = desk.read, page.key
    around: Around = read.fact(f"around:{slug}")
    card, text = read.card(slug), read.text(slug)
    article = ArticleView(
        card=card,
        updated=text.updated,
        body=text.body,
        heading=read.heading(slug),
        flow=read.flow(slug),
        after=text.after,
        source=text.source,
        corrections=text.corrections,
        edition=around.edition,
        month=around.month,
        previous=_ref(read, around.previous),
        next=_ref(read, around.next),
        related=tuple(read.card(other) for other in around.related),
        minutes=text.minutes,
        dir=text.dir,
        proposed=text.proposed,
    )
    publisher = {"@type": "Organization", "name": desk.title, "url": desk.root + "/"}
    view = PageView(
        page.url,
        "article",
        card.title,
        card.summary,
        lang=desk.language,
        crumbs=tuple(Link(ref.name, ref.url) for ref in card.topics[:1]),
    )
    ld = describe_article(article, desk.root, publisher)
    return Scene("article.html", view, {"article": article, "json_ld": ld})


def make_home(desk: Desk, page: Page) -> Scene:
    """The front page, and the older ones behind it."""
    read, pager = desk.read, page.pager
    assert pager is not None
    cards = _cards(read, page)
    front = pager.number == 1
    editions: tuple[Ref, ...] = read.fact("editions") if front else ()
    voices: tuple[Count, ...] = ()
    if front and editions:
        counts = read.fact(f"edition:{editions[0].slug}")[1]
        voices = tuple(Count(ref, n) for ref, n in counts[:12])
    context = {
        "lead": cards[0] if front and cards else None,
        "cards": cards[1:] if front else cards,
        "pager": pager,
        "edition": editions[0] if editions else None,
        "voices": voices,
        "editions": editions[1:8],
    }
    return Scene("home.html", _view(desk, page, "home", "" if front else _page_of(desk, pager.number)), context)


def make_topic(desk: Desk, page: Page) -> Scene:
    """One page of a topic's articles."""
    topic = desk.read.fact(f"topic:{page.key}")
    view = _view(desk, page, "topic", topic.ref.name, feed=topic.feed, trail=Link(desk.words("Topics"), "/topics/"))
    return Scene("topic.html", view, {"topic": topic, "cards": _cards(desk.read, page), "pager": page.pager})


def make_topics(desk: Desk, page: Page) -> Scene:
    """The index of topics."""
    slugs: tuple[str, ...] = desk.read.fact("index:topics")
    topics = tuple(desk.read.fact(f"topic:{slug}") for slug in slugs)
    return Scene("topics.html", _view(desk, page, "topics", desk.words("Topics")), {"topics": topics})


def make_speaker(desk: Desk, page: Page) -> Scene:
    """One page of what somebody said, newest first."""
    read = desk.read
    speaker = read.fact(f"speaker:{page.key}")
    spoken = tuple(filter(None, (_spoken(read, item, page.key) for item in page.items)))
    trail = Link(desk.words("Speakers"), "/speakers/")
    view = _view(desk, page, "speaker", speaker.ref.name, speaker.role, speaker.feed, trail)
    context = {"speaker": speaker, "spoken": spoken, "pager": page.pager}
    context["json_ld"] = describe_speaker(speaker, desk.root)
    return Scene("speaker.html", view, context)


def make_speakers(desk: Desk, page: Page) -> Scene:
    """The index of speakers, A to Z."""
    read = desk.read
    groups = tuple(
        LetterGroup(letter, tuple(read.fact(f"speaker:{slug}") for slug in slugs))
        for letter, slugs in read.fact("index:speakers")
    )
    context = {
        "groups": groups,
        "total": sum(len(group.speakers) for group in groups),
        "recent": read.fact("recent:speakers"),
    }
    return Scene("speakers.html", _view(desk, page, "speakers", desk.words("Speakers")), context)


def make_edition(desk: Desk, page: Page) -> Scene:
    """A day's or a week's articles."""
    last, counts, older, newer = desk.read.fact(f"edition:{page.key}")
    edition = EditionView(
        page.key, last, page.url, _cards(desk.read, page), tuple(Count(r, n) for r, n in counts), older, newer
    )
    title = write_date(page.key, "full", desk.language)
    trail = Link(desk.words("Editions"), "/editions/")
    return Scene("edition.html", _view(desk, page, "edition", title, trail=trail), {"edition": edition})


def make_editions(desk: Desk, page: Page) -> Scene:
    """All editions, newest first."""
    view = _view(desk, page, "editions", desk.words("Editions"))
    return Scene("editions.html", view, {"editions": desk.read.fact("editions")})


def make_archive(desk: Desk, page: Page) -> Scene:
    """All months, newest first."""
    months = tuple(Month(*entry) for entry in desk.read.fact("archive"))
    return Scene("archive.html", _view(desk, page, "archive", desk.words("Archive")), {"months": months})


def make_month(desk: Desk, page: Page) -> Scene:
    """A month's articles."""
    older, newer = desk.read.fact(f"month:{page.key}")
    month = Month(page.key, len(page.items), page.url)
    context = {
        "month": month,
        "cards": _cards(desk.read, page),
        "older": _month_ref(older),
        "newer": _month_ref(newer),
    }
    title = write_date(page.key, "month", desk.language)
    trail = Link(desk.words("Archive"), "/archive/")
    return Scene("month.html", _view(desk, page, "month", title, trail=trail), context)


def make_plain(desk: Desk, page: Page) -> Scene:
    """A page of content/pages."""
    text = desk.read.fact(f"plain:{page.key}")
    content = PlainPage(text.slug, page.url, text.title, text.body, text.summary)
    return Scene("page.html", _view(desk, page, "page", text.title, text.summary), {"content": content})


def make_search(desk: Desk, page: Page) -> Scene:
    """The search page."""
    return Scene("search.html", _view(desk, page, "search", desk.words("Search"), indexed=False), {})


def make_not_found(desk: Desk, page: Page) -> Scene:
    """What a host shows for an address that leads nowhere."""
    latest = tuple(desk.read.card(slug) for slug in desk.read.fact("latest")[:5])
    view = _view(desk, page, "404", desk.words("Page not found"), indexed=False)
    return Scene("404.html", view, {"latest": latest})


def make_redirect(desk: Desk, page: Page) -> Scene:
    """An old address: a page that leads on."""
    return Scene("redirect.html", _view(desk, page, "redirect", desk.title, indexed=False), {"target": page.key})


def make_feed(desk: Desk, page: Page) -> Scene:
    """RSS 2.0 of the site, a topic (articles) or a speaker (comments)."""
    read = desk.read
    kind, _, slug = page.key.partition(":")
    title, home = desk.title, "/"
    if kind == "speaker":
        speaker = read.fact(f"speaker:{slug}")
        title, home = f"{speaker.ref.name} · {desk.title}", speaker.ref.url
        items = tuple(filter(None, (_comment_item(desk, item) for item in page.items)))
    else:
        if kind == "topic":
            ref = read.fact(f"topic:{slug}").ref
            title, home = f"{ref.name} · {desk.title}", ref.url
        items = tuple(_article_item(desk, item) for item in page.items)
    newest = max((item.updated or item.date for item in items), default="")
    context = {"items": items, "feed_title": title, "home": home, "newest": newest}
    return Scene("feed.xml", _view(desk, page, "feed", title), context)


def make_sitemap(desk: Desk, page: Page) -> Scene:
    """The sitemap (sitemaps.org)."""
    dates: dict[str, str] = desk.read.fact("lastmod")
    entries = tuple((url, dates.get(url, "")) for url in page.items)
    return Scene("sitemap.xml", _view(desk, page, "sitemap", desk.title), {"entries": entries})


KINDS: dict[str, Kind] = {
    "article": make_article,
    "home": make_home,
    "topic": make_topic,
    "topics": make_topics,
    "speaker": make_speaker,
    "speakers": make_speakers,
    "edition": make_edition,
    "editions": make_editions,
    "archive": make_archive,
    "month": make_month,
    "page": make_plain,
    "search": make_search,
    "404": make_not_found,
    "redirect": make_redirect,
    "feed": make_feed,
    "sitemap": make_sitemap,
}


def _cards(read: Reading, page: Page) -> tuple[Card, ...]:
    return tuple([read.card(slug) for slug in page.items])


def _ref(read: Reading, slug: str) -> Ref | None:
    return Ref(slug, (card := read.card(slug)).title, card.url) if slug else None


def _month_ref(month: str) -> Ref | None:
    return Ref(month, month, f"/archive/{month[:4]}/{month[5:7]}/") if month else None


def _page_of(desk: Desk, number: int) -> str:
    return desk.words("Page %(number)s") % {"number": number}


def _view(
    desk: Desk,
    page: Page,
    kind: str,
    title: str,
    description: str = "",
    feed: str = "",
    trail: Link | None = None,
    *,
    indexed: bool = True,
) -> PageView:
    crumbs = (trail,) if trail else ()
    return PageView(
        page.url, kind, title, description, desk.language, feed=feed, indexed=indexed, crumbs=crumbs
    )


def _spoken(read: Reading, item: str, speaker: str) -> Spoken | None:
    slug, _, number = item.rpartition("#")
    comment = read.comment(slug, int(number))
    if comment is None:
        return None
    card = read.card(slug)
    role = next((v.role for v in comment.voices if v.ref is not None and v.ref.slug == speaker), "")
    return Spoken(comment, Ref(slug, card.title, card.url), card.day, card.topics, role)


def _article_item(desk: Desk, slug: str) -> FeedItem:
    card, text = desk.read.card(slug), desk.read.text(slug)
    comments = [_comment_html(c) if not isinstance(c, str) else c for c in desk.read.flow(slug)]
    html = make_absolute("".join([text.body, *comments, text.after]), desk.root, card.url)
    return FeedItem(
        desk.root + card.url, card.title, card.url, card.date, text.updated, card.summary, html,
        tuple(ref.name for ref in card.voices), tuple(ref.name for ref in card.topics),
    )  # fmt: skip


def _comment_item(desk: Desk, item: str) -> FeedItem | None:
    slug, _, number = item.rpartition("#")
    comment = desk.read.comment(slug, int(number))
    if comment is None:
        return None
    card = desk.read.card(slug)
    html = make_absolute(_comment_html(comment), desk.root, card.url)
    names = tuple(v.ref.name for v in comment.voices if v.ref is not None)
    return FeedItem(
        desk.root + comment.url, card.title, comment.url, card.date, "", comment.words, html, names,
        tuple(ref.name for ref in card.topics),
    )  # fmt: skip


def _comment_html(comment: Any) -> str:
    told = "; ".join(
        ", ".join(filter(None, (voice.ref.name if voice.ref else "", voice.role)))
        for voice in comment.voices
    )
    tail = f" ({comment.context})" if comment.context else ""
    said = "".join(f"<p>{paragraph}</p>" for paragraph in comment.paragraphs)
    return f"<blockquote>{said}<p>— {_escape(told + tail)}</p></blockquote>"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def make_absolute(html: str, root: str, url: str) -> str:
    """Every address in a piece of HTML made whole, for readers who see it elsewhere."""
    host = root + "/"
    here = root + url

    def whole(found: re.Match[str]) -> str:
        target = found[2]
        if target.startswith("/"):
            return f'{found[1]}="{target if target.startswith("//") else host + target[1:]}"'
        return f'{found[1]}="{here}{target}"'

    return _LINK.sub(whole, html) if '="' in html else html
