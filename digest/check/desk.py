"""What the rules look at: every article with its pieces, the plan's addresses, the files as they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import NamedTuple

import msgspec

from digest.base.errors import DigestError, Place
from digest.base.files import read_bytes, signature_of
from digest.base.packs import PackReader
from digest.build.catalogue import Catalogue, pages_of, terms_of
from digest.content.article import decode_text, rules_of, salvage_article
from digest.manuscript.keycomments import parse_parts
from digest.manuscript.manuscript import salvage_front
from digest.model import urls
from digest.model.article import Comment
from digest.model.library import CardCore, CommentCore, Outline, PageText, Speech, TermPage, Text
from digest.model.plan import Moment, Page
from digest.model.site import Config

_OUTLINE = msgspec.msgpack.Decoder(Outline)
_CARD = msgspec.msgpack.Decoder(CardCore)
_SPEECH = msgspec.msgpack.Decoder(Speech)
_TEXT = msgspec.msgpack.Decoder(Text)


class Story(NamedTuple):
    """An article in its pieces; ``content`` is the fingerprint of its file."""

    outline: Outline
    card: CardCore
    speech: Speech
    text: Text
    content: int

    @property
    def path(self) -> str:
        """Its file, relative to the site's folder."""
        return self.outline.path

    @property
    def url(self) -> str:
        """Its page."""
        return urls.of_article(self.outline.slug)

    @property
    def comments(self) -> tuple[CommentCore, ...]:
        """Its key comments."""
        return tuple(piece for piece in self.speech.flow if isinstance(piece, CommentCore))


class Desk:
    """Everything that a rule may look at. Files are read once, and only when something is wrong."""

    def __init__(
        self,
        folder: str,
        config: Config,
        catalogue: Catalogue,
        packs: str,
        pages: Mapping[str, Page],
        files: frozenset[str],
        moment: Moment,
    ) -> None:
        """``pages`` are the plan's; ``files`` the inputs, relative to ``folder`` or to a theme's layer."""
        self.folder, self.config, self.moment = folder, config, moment
        self.pages, self.files = pages, files
        self._catalogue, self._packs = catalogue, packs
        self._texts: dict[str, str] = {}

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """All articles that can be used, published or not, by path."""
        read = PackReader(self._packs).read
        found = []
        for path, row in sorted(self._catalogue.rows.items()):
            if (slots := row.stored) is None or not path.startswith("content/articles/"):
                continue
            found.append(
                Story(
                    _OUTLINE.decode(row.outline),
                    _CARD.decode(read(slots.pack, *slots.card)),
                    _SPEECH.decode(read(slots.pack, *slots.speech)),
                    _TEXT.decode(read(slots.pack, *slots.text)),
                    row.content,
                )
            )
        return tuple(found)

    @cached_property
    def broken(self) -> tuple[Story, ...]:
        """What can be read of articles whose front matter is broken, for the rules on bodies."""
        found = []
        for path, row in sorted(self._catalogue.rows.items()):
            if row.stored is not None or not path.startswith("content/articles/"):
                continue
            if parsed := salvage_article(self.read(path), path, rules_of(self.config)):
                found.append(Story(*parsed, row.content))
        return tuple(found)

    @property
    def bodies(self) -> tuple[Story, ...]:
        """All articles whose text can be read, usable or not."""
        return self.stories + self.broken

    @cached_property
    def topics(self) -> tuple[TermPage, ...]:
        """The files of content/topics."""
        return terms_of(self._catalogue.rows, "topics")

    @cached_property
    def speakers(self) -> tuple[TermPage, ...]:
        """The files of content/speakers."""
        return terms_of(self._catalogue.rows, "speakers")

    @cached_property
    def plain(self) -> tuple[PageText, ...]:
        """The files of content/pages."""
        return pages_of(self._catalogue.rows)

    @cached_property
    def redirects(self) -> dict[str, str]:
        """Old addresses and where they lead."""
        return {url: page.key for url, page in self.pages.items() if page.kind == "redirect"}

    @cached_property
    def published(self) -> frozenset[str]:
        """The slugs of the articles that the site shows now."""
        return frozenset(page.key for page in self.pages.values() if page.kind == "article")

    @cached_property
    def statics(self) -> frozenset[str]:
        """Addresses of the files that are copied as they are."""
        head = "content/static/"
        return frozenset("/" + name[len(head) :] for name in self.files if name.startswith(head))

    def has_file(self, name: str) -> bool:
        """Whether the site's folder has a file; pictures beside articles are no inputs of their own."""
        return name in self.files or signature_of(f"{self.folder}/{name}") is not None

    def read(self, path: str) -> str:
        """The text of a content file; "" for one that cannot be read."""
        if path not in self._texts:
            try:
                text = decode_text(read_bytes(f"{self.folder}/{path}"), path)
            except DigestError:
                text = ""
            self._texts[path] = text if isinstance(text, str) else ""
        return self._texts[path]

    def find(
        self, path: str, needle: str, fits: Callable[[str, int], bool] = lambda _t, _at: True
    ) -> Place:
        """Where a file says something: its first fitting occurrence, else its first line."""
        text, at = self.read(path), -1
        while needle and (at := text.find(needle, at + 1)) >= 0:
            if fits(text, at):
                return place_of(path, text, at)
        return Place(path, 1, 1)

    def find_comment(self, story: Story, number: int, needle: str) -> Place:
        """Where a file says something in one of its comments: there, else that comment's first line."""
        text = self.read(story.path)
        front = salvage_front(text, story.path)
        section = parse_parts(front.body, front.body_line).section if front else None
        lines = [p.line for p in section.pieces if isinstance(p, Comment)] if section else []
        by_number = {c.number: line for c, line in zip(story.comments, lines, strict=False)}
        if number not in by_number:
            return self.find(story.path, needle)
        first = by_number[number]
        behind = min((line for line in lines if line > first), default=text.count("\n") + 2)
        place = self.find(
            story.path, needle, lambda text, at: first <= text.count("\n", 0, at) + 1 < behind
        )
        return place if place.line >= first else Place(story.path, first, 1)


def place_of(path: str, text: str, at: int) -> Place:
    """Line and column of an offset, both from 1."""
    return Place(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
