"""What feeds list: articles, comments, editions and corrections, as one kind of item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from digest.base.dates import place_in_zone, zone_of
from digest.model.library import Text
from digest.model.views import Card, CommentView, FeedItem
from digest.render.addresses import make_absolute
from digest.render.compiler import plain_escape
from digest.render.dates import span_of, write_date
from digest.render.desk import Desk

Maker = Callable[[Desk, str], FeedItem | None]

TITLE_LENGTH = 100  # characters of a comment that stand as its title


def find_maker(kind: str) -> Maker:
    """What makes the items of a kind of feed from their keys."""
    return _MAKERS.get(kind, _make_article)


def _make_article(desk: Desk, slug: str) -> FeedItem:
    card, text = desk.read.card(slug), desk.read.text(slug)
    return FeedItem(
        guid=desk.root + card.url,
        title=card.title,
        url=card.url,
        date=card.date,
        updated=text.updated or card.date,
        summary=card.summary,
        html=_article_html(desk, slug, card, text) if desk.whole else "",
        authors=((text.source.name if text.source else "") or desk.title,),
        topics=tuple(ref.name for ref in card.topics),
        people=tuple(ref.name for ref in card.voices),
        lang=card.lang,
        photo=card.photo if card.photo and card.photo.file else None,
    )


def _article_html(desk: Desk, slug: str, card: Card, text: Text) -> str:
    pieces = [c if isinstance(c, str) else comment_html(c) for c in desk.read.flow(slug)]
    corrected = [f"<li>{c.day}: {escape(c.text)}</li>" for c in text.corrections]
    if corrected:
        heading = escape(desk.words("Corrections"))
        corrected = [f"<h2>{heading}</h2><ul>", *corrected, "</ul>"]
    html = "".join([text.body, *pieces, text.after, *corrected])
    return make_absolute(html, desk.root, card.url)


def _make_comment(desk: Desk, key: str) -> FeedItem | None:
    slug, _, number = key.rpartition("#")
    comment = desk.read.comment(slug, int(number))
    if comment is None:
        return None
    card = desk.read.card(slug)
    names = tuple(voice.ref.name for voice in comment.voices if voice.ref is not None)
    return FeedItem(
        guid=desk.root + comment.url,
        title=shorten(comment.words, TITLE_LENGTH),
        url=comment.url,
        date=card.date,
        updated=card.date,
        summary=comment.words,
        html=make_absolute(comment_html(comment), desk.root, card.url) + _link(card, desk.root),
        authors=names,
        topics=tuple(ref.name for ref in card.topics),
        people=names,
        lang=card.lang,
    )


def _make_edition(desk: Desk, key: str) -> FeedItem | None:
    slugs: tuple[str, ...] = desk.read.fact(f"issue:{key}") or ()
    cards = [desk.read.card(slug) for slug in slugs]
    if not cards:
        return None
    url = f"/editions/{key}/"
    title = write_date(span_of(key, desk.read.fact(f"edition:{key}")[0]), "full", desk.language)
    moment = date_of_edition(cards)
    return FeedItem(
        guid=desk.root + url,
        title=title,
        url=url,
        date=moment,
        updated=moment,
        summary=" · ".join(card.title for card in cards),
        html=make_absolute("".join(_card_html(card) for card in cards), desk.root, url),
        authors=(desk.title,),
        topics=tuple(dict.fromkeys(ref.name for card in cards for ref in card.topics))[:12],
        people=tuple(dict.fromkeys(ref.name for card in cards for ref in card.voices))[:40],
        lang=desk.language,
    )


def _make_correction(desk: Desk, key: str) -> FeedItem:
    slug, _, number = key.rpartition("#")
    card = desk.read.card(slug)
    correction = desk.read.text(slug).corrections[int(number)]
    url = f"{card.url}#{correction.anchor}"
    html = f"<p>{escape(correction.text)}</p>{_link(card, desk.root)}"
    moment = place_in_zone(
        dt.date.fromisoformat(correction.day), zone_of(desk.timezone)
    ).isoformat()
    return FeedItem(
        guid=desk.root + url,
        title=f"{desk.words('Correction')}: {card.title}",
        url=url,
        date=moment,
        updated=moment,
        summary=correction.text,
        html=html,
        authors=(desk.title,),
        topics=tuple(ref.name for ref in card.topics),
        lang=card.lang,
    )


_MAKERS: dict[str, Maker] = {
    "speaker": _make_comment,
    "editions": _make_edition,
    "corrections": _make_correction,
}


def date_of_edition(cards: Sequence[Card]) -> str:
    """When an edition is out: with its last article."""
    return max([card.date for card in cards], key=dt.datetime.fromisoformat)


def comment_html(comment: CommentView) -> str:
    """A key comment as a blockquote with its attribution under it."""
    told = "; ".join(
        ", ".join(filter(None, (voice.ref.name if voice.ref else "", voice.role)))
        for voice in comment.voices
    )
    tail = f" ({comment.context})" if comment.context else ""
    said = "".join([f"<p>{paragraph}</p>" for paragraph in comment.paragraphs])
    return f"<blockquote>{said}<p>— {escape(told + tail)}</p></blockquote>"


def _card_html(card: Card) -> str:
    parts = [f'<h2><a href="{card.url}">{escape(card.title)}</a></h2><p>{escape(card.summary)}</p>']
    if card.teaser:
        told = "; ".join(
            ", ".join(filter(None, (voice.ref.name if voice.ref else "", voice.role)))
            for voice in card.teaser.voices
        )
        words = escape(card.teaser.words)
        parts.append(f"<blockquote><p>{words}</p><p>— {escape(told)}</p></blockquote>")
    return "".join(parts)


def _link(card: Card, root: str) -> str:
    return f'<p><a href="{root}{card.url}">{escape(card.title)}</a></p>'


def escape(text: str) -> str:
    """Plain text for HTML or XML, between tags and inside double quotes."""
    return plain_escape(text)


def shorten(text: str, length: int) -> str:
    """The text, cut at a word when it is too long."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + " …"
