"""The only door from a page to the site: every visit is noted, and the notes are its dependencies."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec

from digest.base.errors import DigestError
from digest.base.fingerprint import number_of
from digest.base.lately import Lately
from digest.base.packs import PackReader
from digest.model import urls
from digest.model.article import Photo
from digest.model.library import CardCore, CommentCore, PageText, Speech, Text
from digest.model.plan import Around, Picture, Redirect, Refs, Totals
from digest.model.snapshot import Snapshot
from digest.model.views import (
    Card,
    CommentView,
    Count,
    Link,
    PhotoView,
    Ref,
    SpeakerView,
    Teaser,
    TopicView,
    Voice,
)

# How many things are kept: what all pages share, what a few in a row do, and what is large.
SHARED, IN_A_ROW, LARGE = 100_000, 200, 500
# Facts of which each is asked for by one page.
ONCE = frozenset({"around", "edition", "month", "plain", "portrait", "social", "stances"})

_TYPES: dict[str, Any] = {
    "refs": Refs,
    "around": Around,
    "topic": TopicView,
    "speaker": SpeakerView,
    "edition": tuple[str, tuple[tuple[Ref, int], ...], Ref | None, Ref | None],
    "editions": tuple[Ref, ...],
    "latest": tuple[str, ...],
    "issue": tuple[str, ...],
    "data": tuple[tuple[str, str, str], ...],
    "totals": Totals,
    "photo": Picture,
    "social": dict[int, str],
    "corrections": tuple[tuple[str, int], ...],
    "feeds": tuple[tuple[Ref, ...], tuple[Ref, ...]],
    "archive": tuple[tuple[str, int, str], ...],
    "month": tuple[str, str],
    "menu": tuple[Link, ...],
    "redirects": tuple[Redirect, ...],
    "plain": PageText,
    "lastmod": dict[str, str],
    "index:topics": tuple[str, ...],
    "index:speakers": tuple[tuple[str, tuple[str, ...]], ...],
    "stances": tuple[tuple[Ref, int, tuple[str, ...]], ...],
    "portrait": Photo,
    "recent:speakers": tuple[Count, ...],
}


class _Words(msgspec.Struct, array_like=True, tag=CommentCore.__name__):
    """As much of a comment as tells its words."""

    number: int
    paragraphs: msgspec.Raw
    words: str


_CARD = msgspec.msgpack.Decoder(CardCore)
_SPEECH = msgspec.msgpack.Decoder(Speech)
_PIECES = msgspec.msgpack.Decoder(tuple[str, tuple[int, ...], tuple[msgspec.Raw, ...]])
_COMMENT = msgspec.msgpack.Decoder(CommentCore)
_WORDS = msgspec.msgpack.Decoder(_Words)
_TEXT = msgspec.msgpack.Decoder(Text)
_REFS = msgspec.msgpack.Decoder(Refs)


class Reading:
    """Hands out views and facts by name; ``notes`` holds the names asked for, absent ones too."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Stand on one snapshot; what is decoded once is kept."""
        self._snapshot = snapshot
        self._packs = PackReader(snapshot.packs)
        self._facts = Lately[str, Any](LARGE)
        self._resolved = Lately[str, Refs](SHARED)
        self._known: dict[Ref | None, Ref | None] = {}  # one object for each topic and speaker
        # with what they were made from
        self._cards = Lately[str, tuple[Card, tuple[str, ...]]](SHARED)
        self._flows = Lately[str, tuple[str, tuple[CommentView | str, ...]]](IN_A_ROW)
        self._lately = Lately[object, tuple[Any, dict[str, None]]](LARGE)
        self._spoken = Lately[tuple[str, int], CommentView | None](IN_A_ROW)
        self._sound: set[int] = set()  # prints of pieces that were found to be whole
        self.notes: dict[str, None] = {}

    def start(self) -> None:
        """Begin a page: forget the notes of the one before; every page shows the site's settings."""
        self.notes = {"site": None}

    def lately(self, key: object, make: Callable[[], Any]) -> Any:
        """What ``make`` makes, made once for the pages that want it soon; each notes what it was made from."""
        kept = self._lately.get(key)
        if kept is None:
            outer, self.notes = self.notes, {}
            kept = (make(), self.notes)
            self.notes = outer
            self._lately[key] = kept
        self.notes.update(kept[1])
        return kept[0]

    def forget(self, key: object) -> None:
        """Let go of something large that nobody will want again."""
        self._lately.pop(key, None)

    def fact(self, name: str) -> Any:
        """A fact of the plan; None when there is none of that name."""
        self.notes[name] = None
        if name in self._facts:
            return self._facts[name]
        kind = name if name in _TYPES else name.partition(":")[0]
        encoded = self._snapshot.fact(name)
        value = None if encoded is None else _decoder_for(kind).decode(encoded)
        if kind not in ONCE:
            self._facts[name] = value
        return value

    def card(self, slug: str) -> Card:
        """What lists show of an article."""
        kept = self._cards.get(slug)
        if kept is None:
            outer, self.notes = self.notes, {f"card:{slug}": None}
            kept = self._cards[slug] = (self._make_card(slug), tuple(self.notes))
            self.notes = outer
        for name in kept[1]:
            self.notes[name] = None
        return kept[0]

    def portrait(self, slug: str, photo: Photo | None) -> PhotoView | None:
        """A speaker's portrait as it is published; None when there is none to show."""
        if photo is None:
            return None
        words = PhotoView(photo.caption, photo.credit, photo.alt, photo.file)
        shown = self._show(urls.portrait_key(slug), words)
        return shown if shown and shown.file else None

    def text(self, slug: str) -> Text:
        """An article's own words."""
        self.notes[f"text:{slug}"] = None
        stored = self._snapshot.articles[slug]
        return _TEXT.decode(self._piece(stored.pack, stored.text, stored.text_print))

    def flow(self, slug: str) -> tuple[CommentView | str, ...]:
        """An article's key comments, with what stands between them."""
        return self._told(slug)[1]

    def heading(self, slug: str) -> str:
        """The words over an article's key comments; "" when it has none."""
        return self._told(slug)[0]

    def comment(self, slug: str, number: int) -> CommentView | None:
        """One key comment by its number."""
        self.notes[f"speech:{slug}"] = None
        self.notes[f"refs:{slug}"] = None
        key = (slug, number)
        made = self._spoken.get(key)
        if made is None:
            made = self._spoken[key] = self._make_comment(slug, number)
        return made

    def words(self, slug: str, number: int) -> str | None:
        """The words alone of one key comment."""
        self.notes[f"speech:{slug}"] = None
        if made := self._spoken.get((slug, number)):
            return made.words
        piece = self._comment_of(slug, number)
        return None if piece is None else _WORDS.decode(piece).words

    def speech(self, slug: str) -> tuple[Speech, Refs]:
        """An article's key comments as they were read, and who the speakers are."""
        self.notes[f"speech:{slug}"] = None
        return _SPEECH.decode(self._speech_of(slug)), self._refs(slug)

    def _piece(self, pack: str, slot: tuple[int, int], print_: int) -> bytes:
        data = self._packs.read(pack, *slot)
        if print_ not in self._sound:
            if number_of(data) != print_:
                raise DigestError("the cache is damaged", code="cache", hint="run the build again")
            self._sound.add(print_)
        return data

    def _speech_of(self, slug: str) -> bytes:
        stored = self._snapshot.articles[slug]
        return self._piece(stored.pack, stored.speech, stored.speech_print)

    def _refs(self, slug: str) -> Refs:
        """An article's topics and speakers: those that others have too are the same objects."""
        self.notes[f"refs:{slug}"] = None
        refs = self._resolved.get(slug)
        if refs is None:
            encoded, same = self._snapshot.fact(f"refs:{slug}"), self._known.setdefault
            assert encoded is not None
            made = _REFS.decode(encoded)
            refs = self._resolved[slug] = Refs(
                tuple([same(ref, ref) or ref for ref in made.topics]),
                tuple([same(ref, ref) for ref in made.voices]),
            )
        return refs

    def _make_card(self, slug: str) -> Card:
        stored = self._snapshot.articles[slug]
        core = _CARD.decode(self._piece(stored.pack, stored.card, stored.card_print))
        refs = self._refs(slug)
        url = f"/articles/{slug}/"
        voices = tuple(dict.fromkeys(ref for ref in refs.voices if ref is not None))
        teaser = None
        if core.teaser:
            said = tuple(Voice(refs.voices[at], role) for at, role in core.teaser_voices)
            teaser = Teaser(core.teaser, said, f"{url}#comment-{core.teaser_number}")
        return Card(
            slug, url, core.title, core.date, core.day, core.summary, core.lang, refs.topics, voices,
            core.comments, teaser, self._show(slug, core.photo), core.draft,
        )  # fmt: skip

    def _show(self, slug: str, photo: PhotoView | None) -> PhotoView | None:
        """A photo as it is published; only its words when it is withheld or not there."""
        if photo is None or not photo.file:
            return photo
        made: Picture | None = self.fact(f"photo:{slug}")
        file, width, height, sources = (
            ("", 0, 0, ()) if made is None else (made.file, made.width, made.height, made.sources)
        )
        return PhotoView(
            photo.caption, photo.credit, photo.alt, file, photo.file_photo, width, height, sources
        )

    def _told(self, slug: str) -> tuple[str, tuple[CommentView | str, ...]]:
        """The heading over an article's comments, and their flow."""
        self.notes[f"speech:{slug}"] = None
        self.notes[f"refs:{slug}"] = None
        told = self._flows.get(slug)
        if told is None:
            speech, refs = _SPEECH.decode(self._speech_of(slug)), self._refs(slug)
            flow = [
                _view_comment(slug, piece, refs) if isinstance(piece, CommentCore) else piece.html
                for piece in speech.flow
            ]
            told = self._flows[slug] = (speech.heading, tuple(flow))
        return told

    def _make_comment(self, slug: str, number: int) -> CommentView | None:
        piece = self._comment_of(slug, number)
        return (
            None if piece is None else _view_comment(slug, _COMMENT.decode(piece), self._refs(slug))
        )

    def _comment_of(self, slug: str, number: int) -> msgspec.Raw | None:
        """One comment alone: the others are passed over, for it is one of very many."""
        _, numbers, pieces = _PIECES.decode(self._speech_of(slug))
        return pieces[numbers.index(number)] if number in numbers else None


def _view_comment(slug: str, core: CommentCore, refs: Refs) -> CommentView:
    """A comment with its speakers' names, which stand at ``at`` and behind it in the article's."""
    named = refs.voices[core.at : core.at + len(core.speakers)]
    voices = tuple([Voice(ref, s.role) for ref, s in zip(named, core.speakers, strict=True)])
    url = f"/articles/{slug}/#comment-{core.number}"
    return CommentView(core.number, core.paragraphs, voices, core.context, core.words, url)


@cache
def _decoder_for(kind: str) -> msgspec.msgpack.Decoder[Any]:
    """Made when it is first wanted, for it takes a while; a fact of a plugin's may be anything."""
    return msgspec.msgpack.Decoder(_TYPES.get(kind, Any))
