"""schema.org descriptions for machines: an article with its quotations, a person."""

from __future__ import annotations

from typing import Any

import msgspec
from markupsafe import Markup

from digest.model.views import ArticleView, CommentView, SpeakerView

_encode = msgspec.json.Encoder().encode


def script_safe(value: object) -> Markup:
    """JSON that can stand in a script element of any page, whatever is in it."""
    text = _encode(value).decode()
    if "<" in text or "&" in text or ">" in text:
        text = text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup(text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))  # noqa: S704


def describe_article(article: ArticleView, root: str, site: dict[str, Any]) -> Markup:
    """NewsArticle with a Quotation for each key comment (schema.org); ``root`` ends without a slash."""
    card = article.card
    url = root + card.url
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": url,
        "url": url,
        "mainEntityOfPage": url,
        "headline": card.title,
        "datePublished": card.date,
        "dateModified": max(article.updated or card.date, card.date),
        "inLanguage": card.lang,
        "description": card.summary,
        "publisher": site,
        "keywords": [ref.name for ref in card.topics],
        "hasPart": [_describe_comment(comment, root) for comment in article.comments],
    }
    if article.source and article.source.url:
        told["isBasedOn"] = article.source.url
    if article.corrections:
        told["correction"] = [
            {"@type": "CorrectionComment", "text": c.text, "datePublished": c.day}
            for c in article.corrections
        ]
    if card.photo and card.photo.credit:
        told["image"] = {
            "@type": "ImageObject",
            "caption": card.photo.caption,
            "creditText": card.photo.credit,
        }
        if card.photo.file:
            told["image"]["contentUrl"] = root + card.photo.file
    return script_safe(told)


def describe_speaker(speaker: SpeakerView, root: str) -> Markup:
    """Person or Organization, with what else the web says of them."""
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Organization" if speaker.kind == "organisation" else "Person",
        "@id": root + speaker.ref.url,
        "url": root + speaker.ref.url,
        "name": speaker.ref.name,
    }
    if speaker.role and speaker.kind != "organisation":
        told["jobTitle"] = speaker.role
    same = [link.url for link in speaker.links if link.url.startswith(("https://", "http://"))]
    if same:
        told["sameAs"] = same
    return script_safe(told)


def _describe_comment(comment: CommentView, root: str) -> dict[str, Any]:
    told: dict[str, Any] = {"@type": "Quotation", "url": root + comment.url, "text": comment.words}
    people = [
        {"@type": "Person", "name": voice.ref.name, "url": root + voice.ref.url}
        for voice in comment.voices
        if voice.ref is not None
    ]
    if people:
        told["creator"] = people[0] if len(people) == 1 else people
    return told
