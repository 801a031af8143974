"""A Markdown source's front matter, as Hugo, Jekyll, Eleventy, Pelican and we write it -> what an article takes of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from digest.base.slugs import is_too_long, make_slug
from digest.intake.dates import find_date, parse_moment
from digest.intake.language import read_tag
from digest.intake.photos import parse_caption
from digest.intake.records import LeftOut
from digest.manuscript.addresses import SLUG, read_addresses
from digest.manuscript.frontmatter import Refused, read_flag, read_moment
from digest.manuscript.manuscript import front_matter_fields
from digest.manuscript.plainfront import Value
from digest.model.article import Photo
from digest.model.urls import RESERVED

TITLES = ("title", "headline", "titre", "título", "titel")
DATES = (
    "date",
    "published",
    "pubdate",
    "datepublished",
    "created",
    "publish_date",
    "fecha",
    "datum",
)
TOPICS = ("topics", "categories", "category", "tags", "keywords")
BYLINES = ("author", "authors", "byline")
_ALIKE = {  # a key of ours, and what others call it
    "summary": ("summary", "description", "excerpt"),
    "updated": ("updated", "lastmod", "modified", "last_modified_at"),
    "publish": ("publish", "publishdate"),
    "expire": ("expire", "expirydate"),
}


class Stated:
    """Front matter from which key after key is taken; what nobody takes, no article has."""

    def __init__(self, fields: Mapping[str, Value]) -> None:
        """Keys count in any case."""
        self._rest = {key.casefold(): value for key, value in fields.items()}
        self._parts: list[LeftOut] = []  # of values that were taken in part

    def words(self, *names: str) -> str:
        """The first of some keys that is there, as words."""
        return words_of(self._rest.pop(name)) if (name := self._first(names)) else ""

    def language(self) -> str:
        """The language that a tag (BCP 47) names, as two letters."""
        name = self._first(("lang", "language"))
        told = read_tag(words_of(self._rest[name])) if name else ""
        if told:
            del self._rest[name]
        return told

    def url(self) -> str:
        """The address of the story elsewhere."""
        for name in ("url", "link", "canonical", "source"):
            told = words_of(self._rest[name]) if name in self._rest else ""
            if told.startswith(("http://", "https://")):
                del self._rest[name]
                return told
        return ""

    def date(self) -> tuple[dt.date | None, dict[str, Any]]:
        """The day, and the moment where a time is told."""
        name = next((name for name in DATES if self._day(name)), "")
        if not name:
            return None, {}
        value, day = self._rest[name], self._day(name)
        del self._rest[name]
        try:
            moment = read_moment(value)
        except Refused:
            return day, {}
        return day, {"date": moment} if isinstance(moment, dt.datetime) else {}

    def no_dates(self) -> Iterator[str]:
        """What stands where a day should, and is none, with its line."""
        for name in DATES:
            told = words_of(self._rest[name]) if name in self._rest else ""
            if any(map(str.isdigit, told)) and not self._day(name):
                yield f"{self._rest[name].line}: {name}: “{told}” is no date"

    def photo(self) -> Photo | None:
        """The picture's caption and credit; a picture without words is none of ours."""
        name = self._first(("photo", "image"))
        table = self._rest[name].value if name else ""
        inner = dict(table) if isinstance(table, Mapping) else {}
        place = inner if "caption" in inner else self._rest
        if "caption" not in place:
            return None
        caption = words_of(place.pop("caption"))
        credit = words_of(place.pop("credit")) if "credit" in place else ""
        if place is inner:
            del self._rest[name]
            self._parts += _list({f"{name}.{key}": value for key, value in inner.items()})
        read = parse_caption(caption, known=True)
        found = read.photo if read else Photo(caption=caption)
        return Photo(
            caption=found.caption, credit=credit or found.credit, file_photo=found.file_photo
        )

    def front(self) -> dict[str, Any]:
        """Keys of an article file: draft, slug, topics and those of ``_ALIKE``."""
        taken: dict[str, Any] = {}
        for key, names in _ALIKE.items():
            for name in names:
                if name in self._rest and key not in taken and self._take(key, name, taken):
                    break
        if aliases := tuple(self._read_aliases()):
            taken["aliases"] = aliases
        if self._take_draft():
            taken["draft"] = True
        slug = words_of(self._rest["slug"]) if "slug" in self._rest else ""
        if SLUG.fullmatch(slug) and "_" not in slug and slug not in RESERVED:
            taken["slug"] = make_slug(slug) if is_too_long(slug) else slug
            del self._rest["slug"]
        topics = [topic for name in TOPICS for topic in _topics(self._rest.pop(name, None))]
        return taken | ({"topics": tuple(dict.fromkeys(topics))} if topics else {})

    def left_out(self) -> tuple[LeftOut, ...]:
        """What was not taken."""
        return (*self._parts, *_list(self._rest))

    def _first(self, names: tuple[str, ...]) -> str:
        return next((name for name in names if name in self._rest), "")

    def _day(self, name: str) -> dt.date | None:
        told = words_of(self._rest[name]) if name in self._rest else ""
        return (parse_moment(told) or find_date(told)) if told else None

    def _take(self, key: str, name: str, taken: dict[str, Any]) -> bool:
        try:
            taken[key] = front_matter_fields()[key].read(self._rest[name])
        except Refused:
            return False
        del self._rest[name]
        return True

    def _read_aliases(self) -> Iterator[str]:
        """The old addresses; those that can be none are left out."""
        value = self._rest.pop("aliases", None)
        told = value.value if value and isinstance(value.value, tuple) else (value,)
        for each in filter(None, told):
            try:
                yield from read_addresses(each)
            except Refused:
                self._parts += _list({"aliases": each})

    def _take_draft(self) -> bool:
        """A draft in anybody's words; what can be read as neither yes nor no is kept back too."""
        if words_of(self._rest.get("status", Value("", 0, 0))).casefold() in {"draft", "hidden"}:
            del self._rest["status"]
            return True
        if "published" in self._rest and _is(self._rest["published"], {"false", "no"}):
            del self._rest["published"]
            return True
        if "draft" not in self._rest:
            return False
        value = self._rest.pop("draft")
        try:
            return read_flag(value)
        except Refused:
            return bool(words_of(value))


def words_of(value: Value) -> str:
    """A value on one line."""
    if isinstance(value.value, str):
        return " ".join(value.value.split())
    if isinstance(value.value, tuple):
        return ", ".join(words_of(each) for each in value.value)
    return ", ".join(f"{key} {words_of(each)}" for key, each in value.value.items())


def _is(value: Value, words: set[str]) -> bool:
    return words_of(value).casefold() in words


def _topics(value: Value | None) -> Iterator[str]:
    """A list, or names between commas."""
    if value is None:
        return
    told = (
        map(words_of, value.value) if isinstance(value.value, tuple) else words_of(value).split(",")
    )
    yield from (topic for each in told if (topic := each.strip()))


def _list(fields: Mapping[str, Value]) -> list[LeftOut]:
    told = ((key, words_of(value)) for key, value in fields.items())
    return [LeftOut("front matter", f"{key}: {words}") for key, words in told if words]
