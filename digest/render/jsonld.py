"""schema.org descriptions for machines: articles with their quotations, people, lists, the data."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec
from markupsafe import Markup

from digest.model.names import is_organisation
from digest.model.plan import Totals
from digest.model.views import ArticleView, Card, CommentView, Link, PhotoView, SpeakerView

_encode = msgspec.json.Encoder().encode
_UNSAFE = tuple((c.encode(), f"\\u{ord(c):04x}".encode()) for c in "&<>\u2028\u2029")


def script_safe(value: object) -> Markup:
    """JSON that can stand in a script element of any page, whatever is in it."""
    data = _encode(value)
    for character, told in _UNSAFE:
        data = data.replace(character, told)
    return Markup(data.decode())  # noqa: S704


def describe_article(
    article: ArticleView,
    root: str,
    site: dict[str, Any],
    crumbs: tuple[Link, ...] = (),
    dateline: str = "",
    cards: dict[int, str] | None = None,
) -> Markup:
    """NewsArticle with a Quotation for each key comment (schema.org); ``root`` ends without a slash.

    ``cards`` are the paths of the social cards by the comment's number, 0 for the article.
    """
    card = article.card
    url = root + card.url
    edition = article.edition
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": url,
        "url": url,
        "mainEntityOfPage": {
            "@type": "WebPage",
            "@id": url,
            "breadcrumb": _breadcrumbs((*crumbs, Link(card.title, card.url)), root, site["name"]),
        },
        "headline": card.title,
        "datePublished": card.date,
        "dateModified": article.updated or card.date,
        "inLanguage": card.lang,
        "isAccessibleForFree": True,
        "author": site,
        "publisher": site,
        "isPartOf": {
            "@type": "PublicationIssue",
            "@id": root + edition.url,
            "url": root + edition.url,
        },
        "timeRequired": f"PT{article.minutes}M",
    }
    if dateline:
        told["dateline"] = dateline
    return script_safe(told | _tell_content(article, root, cards or {}))


def _tell_content(article: ArticleView, root: str, cards: dict[int, str]) -> dict[str, Any]:
    """What only some articles have: quotations, topics, a source, corrections, a picture."""
    card, told = article.card, dict[str, Any]()
    if comments := article.comments:
        told["hasPart"] = [
            _describe_comment(comment, card, root, cards.get(comment.number, ""))
            for comment in comments
        ]
    if card.summary:
        told["description"] = card.summary
    if card.topics:
        told["keywords"] = told["articleSection"] = [ref.name for ref in card.topics]
    if article.source and (article.source.url or article.source.name):
        told["isBasedOn"] = article.source.url or {
            "@type": "CreativeWork",
            "name": article.source.name,
        }
    if article.corrections:
        told["correction"] = [
            {"@type": "CorrectionComment", "text": c.text, "datePublished": c.day}
            for c in article.corrections
        ]
    if card.photo and card.photo.file:
        told["image"] = _describe_photo(card.photo, root)
    elif 0 in cards:
        told["image"] = root + cards[0]
    return told


def describe_speaker(
    speaker: SpeakerView,
    root: str,
    trail: Link | None = None,
    site: str = "",
    portrait: PhotoView | None = None,
) -> Markup:
    """Person or Organization, with what else the web says of them."""
    url = root + speaker.ref.url
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Organization" if speaker.kind == "organisation" else "Person",
        "@id": url,
        "url": url,
        "name": speaker.ref.name,
    }
    if speaker.role and speaker.kind != "organisation":
        told["jobTitle"] = speaker.role
    links = speaker.same_as or speaker.links
    same = [link.url for link in links if link.url.startswith(("https://", "http://"))]
    if same:
        told["sameAs"] = same
    if portrait is not None:
        told["image"] = _describe_photo(portrait, root)
    if trail is not None:
        crumbs = _breadcrumbs((trail, Link(speaker.ref.name, speaker.ref.url)), root, site)
        told["mainEntityOfPage"] = {"@type": "ProfilePage", "@id": url, "breadcrumb": crumbs}
    return script_safe(told)


def describe_site(root: str, name: str, description: str, language: str, *, search: bool) -> Markup:
    """The front page: WebSite, with the address at which it is searched."""
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "@id": root + "/",
        "url": root + "/",
        "name": name,
        "inLanguage": language,
    }
    if description:
        told["description"] = description
    if search:
        told["potentialAction"] = {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{root}/search/?q={{q}}"},
            "query-input": "required name=q",
        }
    return script_safe(told)


def describe_list(
    title: str, url: str, cards: tuple[Card, ...], crumbs: tuple[Link, ...], root: str, site: str
) -> Markup:
    """A topic's or an edition's page: CollectionPage with its articles in order."""
    told = {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "@id": root + url,
        "url": root + url,
        "name": title,
        "isPartOf": {"@type": "WebSite", "@id": root + "/", "name": site},
        "breadcrumb": _breadcrumbs((*crumbs, Link(title, url)), root, site),
        "mainEntity": {
            "@type": "ItemList",
            "itemListElement": [
                {"@type": "ListItem", "position": at, "url": root + card.url}
                for at, card in enumerate(cards, 1)
            ],
        },
    }
    return script_safe(told)


def describe_dataset(
    title: str, root: str, licence: str, totals: Totals, files: tuple[Link, ...]
) -> Markup:
    """The data files: Dataset with a DataDownload for each."""
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": root + "/data/",
        "url": root + "/data/",
        "name": f"{title}: quotations and speakers",
        "description": (
            f"{totals.comments:,} attributed quotations by {totals.speakers:,} speakers"
            f" from {totals.articles:,} articles of {title}, with date, role and permanent address."
        ),
        "creator": {"@type": "Organization", "name": title, "url": root + "/"},
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "name": link.label,
                "contentUrl": root + link.url,
                "encodingFormat": "text/csv" if link.url.endswith(".csv") else "application/json",
            }
            for link in files
        ],
    }
    if licence:
        told["license"] = licence
    if totals.first:
        told["temporalCoverage"] = f"{totals.first}/{totals.last}"
    return script_safe(told)


def _breadcrumbs(crumbs: tuple[Link, ...], root: str, site: str) -> dict[str, Any]:
    trail = (Link(site, "/"), *crumbs)
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": at, "name": link.label, "item": root + link.url}
            for at, link in enumerate(trail, 1)
        ],
    }


def _describe_photo(photo: PhotoView, root: str) -> dict[str, Any]:
    told: dict[str, Any] = {"@type": "ImageObject", "contentUrl": root + photo.file}
    if photo.caption:
        told["caption"] = photo.caption
    if photo.credit:
        told["creditText"] = photo.credit
    if photo.width:
        told["width"], told["height"] = photo.width, photo.height
    return told


def _describe_comment(comment: CommentView, card: Card, root: str, image: str) -> dict[str, Any]:
    url = root + comment.url
    told: dict[str, Any] = {
        "@type": "Quotation",
        "@id": url,
        "url": url,
        "text": comment.words,
        "inLanguage": card.lang,
        "isPartOf": {"@id": root + card.url},
    }
    people = [
        _describe_voice(voice.ref.name, root + voice.ref.url, voice.role)
        for voice in comment.voices
        if voice.ref is not None
    ]
    if image:
        told["image"] = root + image
    if people:
        told["creator"] = told["spokenByCharacter"] = people[0] if len(people) == 1 else people
    return told


def _describe_voice(name: str, url: str, role: str) -> dict[str, str]:
    if _is_organisation(name):
        return {"@type": "Organization", "@id": url, "name": name, "url": url}
    told = {"@type": "Person", "@id": url, "name": name, "url": url}
    if role:
        told["jobTitle"] = role
    return told


_is_organisation = lru_cache(maxsize=50_000)(is_organisation)
