"""Speakers' pages and their index: who said what, when, in which role, and whether it has changed."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from digest.base.scripts import direction_of
from digest.model.plan import Page
from digest.model.views import Count, LetterGroup, Link, Ref, SpeakerView, Spoken
from digest.render.desk import Desk, Kind, Scene, make_view
from digest.render.jsonld import describe_speaker
from digest.render.reading import Reading
from digest.render.stances import view_stances


def make_speaker(desk: Desk, page: Page) -> Scene:
    """One page of what somebody said, newest first."""
    read = desk.read
    speaker: SpeakerView = read.fact(f"speaker:{page.key}")
    speaker = replace(speaker, biography=desk.place(speaker.biography))
    said = partial(_spoken, read, speaker=page.key)
    spoken = tuple(filter(None, map(said, page.items)))
    first = page.pager is None or page.pager.number == 1
    named = read.fact(f"stances:{page.key}") or () if first else ()
    portrait = read.portrait(page.key, read.fact(f"portrait:{page.key}"))
    trail = Link(desk.words("Speakers"), "/speakers/")
    view = make_view(desk, page, "speaker", speaker.ref.name, speaker.role, speaker.feed, trail)
    context = {
        "speaker": speaker,
        "portrait": portrait,
        "stances": view_stances(named, said, partial(_words, read)),
        "spoken": spoken,
        "pager": page.pager,
        "json_ld": describe_speaker(speaker, desk.root, trail, desk.title, portrait),
    }
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
        "by_topic": _speakers_by_topic(read, groups),
    }
    return Scene(
        "speakers.html", make_view(desk, page, "speakers", desk.words("Speakers")), context
    )


def _speakers_by_topic(
    read: Reading, groups: tuple[LetterGroup, ...]
) -> tuple[tuple[Ref, tuple[Count, ...]], ...]:
    """The topics in order, each with the six who are quoted on it most."""
    found: dict[Ref, list[Count]] = {}
    for group in groups:
        for speaker in group.speakers:
            for topic in speaker.topics:
                found.setdefault(topic.ref, []).append(Count(speaker.ref, topic.count))
    order = {slug: at for at, slug in enumerate(read.fact("index:topics"))}
    topics = sorted(found, key=lambda ref: order[ref.slug])
    return tuple((ref, tuple(sorted(found[ref], key=lambda c: -c.count)[:6])) for ref in topics)


def _spoken(read: Reading, item: str, speaker: str) -> Spoken | None:
    slug, _, number = item.rpartition("#")
    comment = read.comment(slug, int(number))
    if comment is None:
        return None
    card = read.card(slug)
    role = next((v.role for v in comment.voices if v.ref is not None and v.ref.slug == speaker), "")
    return Spoken(
        comment,
        Ref(slug, card.title, card.url),
        card.day,
        card.topics,
        role,
        card.lang,
        direction_of(card.lang),
    )


def _words(read: Reading, item: str) -> str | None:
    slug, _, number = item.rpartition("#")
    return read.words(slug, int(number))


SPEAKER_KINDS: dict[str, Kind] = {"speaker": make_speaker, "speakers": make_speakers}
