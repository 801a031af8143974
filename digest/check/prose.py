"""What editors wrote, as HTML, and where in their files the destination of a link stands."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from digest.base.errors import Place
from digest.check.desk import Desk, Story, place_of
from digest.content.article import rules_of, salvage_article
from digest.content.terms import parse_page_text, parse_term_page
from digest.model import urls
from digest.model.library import Between, TermPage

_BEFORE, _BEHIND = r"(?<![^\s(<\"'=:])", r"(?![^\s)>\"',}])"


class Prose(NamedTuple):
    """HTML made of a content file, and the page that shows it."""

    path: str
    url: str
    html: tuple[str, ...]


class Destination(NamedTuple):
    """An address that a link of a file leads to, as it is written there."""

    place: Place
    written: str


def find_prose(desk: Desk) -> Iterator[Prose]:
    """Everything that editors wrote, as HTML, with the page that it stands on."""
    for story in desk.bodies:
        yield Prose(story.path, story.url, _story_html(story))
    for text in desk.plain:
        yield Prose(text.path, f"/{text.slug}/", (text.body,))
    for terms, url_of in ((desk.topics, urls.of_topic), (desk.speakers, urls.of_speaker)):
        for term in terms:
            yield Prose(term.path, url_of(term.slug), _term_html(term))


def _story_html(story: Story) -> tuple[str, ...]:
    return story.text.body, story.text.after, *_said(story)


def _said(story: Story) -> Iterator[str]:
    for piece in story.speech.flow:
        if isinstance(piece, Between):
            yield piece.html
        else:
            yield from (p for p in piece.paragraphs if "<" in p)


def _term_html(term: TermPage) -> tuple[str, ...]:
    return term.body, *(f'<a href="{html.escape(link.url)}">' for link in term.links)


def spellings(address: str) -> tuple[str, ...]:
    """How an address may be written in a file: as it is, or escaped in one way or another."""
    return (
        address,
        unquote(address),
        html.escape(address),
        address.replace("&", "&amp;"),
        address.replace("_", "\\_"),
    )


def body_start(text: str) -> int:
    """Where a file's front matter ends."""
    return max(0, text.find("\n---", 3)) if text.startswith("---") else 0


def find_destinations(desk: Desk, prose: Prose, target: str) -> list[Destination]:
    """Where a file has links to just this address. The converter tells links from code and from words.

    Every place that might be one is given an address of its own: it is one if the HTML has that as
    a link's and nowhere else, and if without these links nothing in the HTML is another.
    """
    text = desk.read(prose.path)
    start = body_start(text) if prose.path.startswith("content/articles/") else 0
    forms = "|".join(re.escape(form) for form in sorted(set(spellings(target)), reverse=True))
    found = [*re.compile(f"{_BEFORE}(?:{forms}){_BEHIND}").finditer(text, start)]
    host = "https://digest.invalid" if "://" in target else ""
    marks = {each: f"{host}/digest-mark-{number}/" for number, each in enumerate(found)}
    made = _convert(desk, prose.path, _write(text, marks))
    sure = {each: mark for each, mark in marks.items() if _is_link(made, mark)}
    made = _convert(desk, prose.path, _write(text, sure)) if sure else ""
    for mark in sure.values():
        made = made.replace(f'href="{mark}"', f'href="{target}"')
    if made != _join(prose.html):
        return []
    return [Destination(place_of(prose.path, text, each.start()), each[0]) for each in sure]


def _write(text: str, marks: dict[re.Match[str], str]) -> str:
    for found, mark in reversed(marks.items()):
        text = text[: found.start()] + mark + text[found.end() :]
    return text


def _is_link(made: str, mark: str) -> bool:
    return 0 < made.count(mark) == made.count(f'href="{mark}"')


def _convert(desk: Desk, path: str, text: str) -> str:
    """The HTML of a file if it had this text; "" where it cannot be read."""
    if path.startswith("content/articles/"):
        parsed = salvage_article(text, path, rules_of(desk.config))
        return _join(_story_html(Story(*parsed, 0))) if parsed else ""
    if path.startswith("content/pages/"):
        page, _ = parse_page_text(text.encode(), path, desk.config.kit)
        return _join([page.body]) if page else ""
    term, _ = parse_term_page(text.encode(), path, desk.config.kit)
    return _join(_term_html(term)) if term else ""


def _join(pieces: Iterable[str]) -> str:
    return html.unescape("\n".join(pieces))
