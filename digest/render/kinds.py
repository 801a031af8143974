"""The kinds of page: what each one reads of the site and hands to its template."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from digest.model.plan import Around, Page
from digest.model.views import (
    ArticleView,
    Card,
    CommentView,
    Count,
    EditionView,
    Link,
    Month,
    PageView,
    PlainPage,
    Ref,
    TopicView,
)
from digest.render.data import DATA_KINDS
from digest.render.dates import span_of, write_date
from digest.render.desk import Desk, Kind, Scene, make_view
from digest.render.feeds import FEED_KINDS
from digest.render.hosts import HOST_KINDS
from digest.render.jsonld import (
    describe_article,
    describe_list,
    describe_site,
)
from digest.render.mail import MAIL_KINDS
from digest.render.people import SPEAKER_KINDS
from digest.render.reading import Reading
from digest.render.sitemaps import SITEMAP_KINDS


def make_article(desk: Desk, page: Page) -> Scene:
    """An article's own page."""
    read, slug = desk.read, page.key
    around: Around = read.fact(f"around:{slug}")
    card, text = read.card(slug), read.text(slug)
    article = ArticleView(
        card=card,
        updated=text.updated,
        body=desk.place(text.body),
        heading=read.heading(slug),
        flow=_place_flow(desk, read.flow(slug)),
        after=desk.place(text.after),
        source=text.source,
        corrections=text.corrections,
        edition=around.edition,
        month=around.month,
        previous=read.card(around.previous) if around.previous else None,
        next=read.card(around.next) if around.next else None,
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
    cards: dict[int, str] = (read.fact(f"social:{slug}") or {}) if desk.cards else {}
    dateline = write_date(card.day, "long", desk.language)
    ld = describe_article(article, desk.root, publisher, view.crumbs, dateline, cards)
    context = {"article": article, "json_ld": ld, "social": cards.get(0, ""), "sharing": desk.cards}
    return Scene("article.html", view, context)


def _place_flow(desk: Desk, flow: tuple[CommentView | str, ...]) -> tuple[CommentView | str, ...]:
    if not desk.base:
        return flow
    return tuple(
        desk.place(piece)
        if isinstance(piece, str)
        else replace(piece, paragraphs=tuple(desk.place(p) for p in piece.paragraphs))
        for piece in flow
    )


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
    context: dict[str, Any] = {
        "lead": cards[0] if front and cards else None,
        "cards": cards[1:] if front else cards,
        "pager": pager,
        "edition": editions[0] if editions else None,
        "voices": voices,
        "editions": editions[1:8],
    }
    if front:
        told = describe_site(
            desk.root, desk.title, desk.description, desk.language, search=desk.search
        )
        context["json_ld"] = told
    return Scene(
        "home.html",
        make_view(desk, page, "home", "" if front else _page_of(desk, pager.number)),
        context,
    )


def make_topic(desk: Desk, page: Page) -> Scene:
    """One page of a topic's articles."""
    topic: TopicView = desk.read.fact(f"topic:{page.key}")
    topic = replace(topic, description=desk.place(topic.description))
    view = make_view(
        desk,
        page,
        "topic",
        topic.ref.name,
        feed=topic.feed,
        trail=Link(desk.words("Topics"), "/topics/"),
    )
    cards = _cards(desk.read, page)
    ld = describe_list(topic.ref.name, page.url, cards, view.crumbs, desk.root, desk.title)
    return Scene(
        "topic.html", view, {"topic": topic, "cards": cards, "pager": page.pager, "json_ld": ld}
    )


def make_topics(desk: Desk, page: Page) -> Scene:
    """The index of topics."""
    slugs: tuple[str, ...] = desk.read.fact("index:topics")
    topics = tuple(desk.read.fact(f"topic:{slug}") for slug in slugs)
    return Scene(
        "topics.html", make_view(desk, page, "topics", desk.words("Topics")), {"topics": topics}
    )


def make_edition(desk: Desk, page: Page) -> Scene:
    """A day's or a week's articles."""
    last, counts, older, newer = desk.read.fact(f"edition:{page.key}")
    edition = EditionView(
        page.key,
        last,
        page.url,
        _cards(desk.read, page),
        tuple(Count(r, n) for r, n in counts),
        older,
        newer,
    )
    title = write_date(span_of(page.key, last), "full", desk.language)
    trail = Link(desk.words("Editions"), "/editions/")
    ld = describe_list(title, page.url, edition.cards, (trail,), desk.root, desk.title)
    return Scene(
        "edition.html",
        make_view(desk, page, "edition", title, trail=trail),
        {"edition": edition, "json_ld": ld},
    )


def make_editions(desk: Desk, page: Page) -> Scene:
    """All editions, newest first."""
    view = make_view(desk, page, "editions", desk.words("Editions"))
    return Scene("editions.html", view, {"editions": desk.read.fact("editions")})


def make_archive(desk: Desk, page: Page) -> Scene:
    """All months, newest first."""
    months = tuple(Month(*entry) for entry in desk.read.fact("archive"))
    return Scene(
        "archive.html", make_view(desk, page, "archive", desk.words("Archive")), {"months": months}
    )


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
    return Scene("month.html", make_view(desk, page, "month", title, trail=trail), context)


def make_plain(desk: Desk, page: Page) -> Scene:
    """A page of content/pages."""
    text = desk.read.fact(f"plain:{page.key}")
    content = PlainPage(text.slug, page.url, text.title, desk.place(text.body), text.summary)
    return Scene(
        "page.html", make_view(desk, page, "page", text.title, text.summary), {"content": content}
    )


def make_search(desk: Desk, page: Page) -> Scene:
    """The search page."""
    return Scene(
        "search.html", make_view(desk, page, "search", desk.words("Search"), indexed=False), {}
    )


def make_not_found(desk: Desk, page: Page) -> Scene:
    """What a host shows for an address that leads nowhere."""
    latest = tuple(desk.read.card(slug) for slug in desk.read.fact("latest")[:5])
    view = make_view(desk, page, "404", desk.words("Page not found"), indexed=False)
    return Scene("404.html", view, {"latest": latest})


def make_redirect(desk: Desk, page: Page) -> Scene:
    """An old address: a page that leads on."""
    return Scene(
        "redirect.html",
        make_view(desk, page, "redirect", desk.title, indexed=False),
        {"target": page.key},
    )


def make_share(desk: Desk, page: Page) -> Scene:
    """A comment's address for sharing: its words and its card, and on to the comment itself."""
    slug, _, number = page.key.rpartition("#")
    card, comment = desk.read.card(slug), desk.read.comment(slug, int(number))
    assert comment is not None
    names = "; ".join(voice.ref.name if voice.ref else voice.role for voice in comment.voices)
    social: dict[int, str] = desk.read.fact(f"social:{slug}") or {}
    view = PageView(page.url, "share", names or card.title, comment.words, card.lang, indexed=False)
    context = {"comment": comment, "story": card, "social": social.get(comment.number, "")}
    return Scene("share.html", view, context)


KINDS: dict[str, Kind] = {
    "article": make_article,
    "share": make_share,
    "home": make_home,
    "topic": make_topic,
    "topics": make_topics,
    "edition": make_edition,
    "editions": make_editions,
    "archive": make_archive,
    "month": make_month,
    "page": make_plain,
    "search": make_search,
    "404": make_not_found,
    "redirect": make_redirect,
    **SPEAKER_KINDS,
    **FEED_KINDS,
    **SITEMAP_KINDS,
    **DATA_KINDS,
    **MAIL_KINDS,
    **HOST_KINDS,
}


def _cards(read: Reading, page: Page) -> tuple[Card, ...]:
    return tuple([read.card(slug) for slug in page.items])


def _month_ref(month: str) -> Ref | None:
    return Ref(month, month, f"/archive/{month[:4]}/{month[5:7]}/") if month else None


def _page_of(desk: Desk, number: int) -> str:
    return desk.words("Page %(number)s") % {"number": number}
