"""The stretch of narration that only says who spoke, which a digest lifts out."""

from __future__ import annotations

from digest.quotes.leading import LONGEST, apposition_start
from digest.quotes.mention import Link, Mention
from digest.quotes.narration import BREAK, QUOTE
from digest.quotes.records import Span
from digest.quotes.scene import Scene


def find_clause(
    scene: Scene, mention: Mention, link: Link, number: int, opening: int = -1
) -> Span | None:
    """The narration around the verb, where nothing else stands between two marks or sentence ends.

    ``opening`` is where the first of several joint speakers begins.
    """
    row = scene.row
    place = row.places[number]
    if link.pattern in ("none", "prep", "obj", "mcg", "m,g", "mofv"):
        return None
    right = mention.first > place
    if right:
        return _clause_behind(scene, mention, link, place, opening)
    return _clause_before(scene, mention, link, place)


def _clause_behind(
    scene: Scene, mention: Mention, link: Link, place: int, opening: int
) -> Span | None:
    row = scene.row
    first = place + 1
    lead = min(mention.first, link.verb if link.verb >= 0 else mention.first)
    if first <= opening < lead:
        lead = opening
    if any(row.words[at] == QUOTE or row.words[at] in ".;" for at in range(first, lead)):
        return None
    light = scene.tables.light
    if any(
        row.words[at][0].isalnum() and row.lower[at] not in light for at in range(first, lead)
    ) and not _is_role_run(scene, first, lead):
        return None
    last = max(mention.last, link.verb + 1)
    size = min(len(row.words), last + LONGEST)
    while last < size and row.words[last] not in (QUOTE, BREAK, ".", "!", "?"):
        if row.words[last] == "," and row.lower[last + 1] in scene.tables.gerunds:
            return None  # "said X, adding that ...": more than who spoke
        last += 1
    if last < len(row.words) and row.words[last] in (".", "!", "?"):
        last += 1
    return Span(row.end_of(place), row.end_of(last - 1))


def _is_role_run(scene: Scene, first: int, lead: int) -> bool:
    return _apposed_from(scene, lead) <= first + 1


def _apposed_from(scene: Scene, name: int) -> int:
    if name > 1 and scene.row.words[name - 1] == ",":
        start = apposition_start(scene, name - 1)
        return name if start is None else start
    return name


def _clause_before(scene: Scene, mention: Mention, link: Link, place: int) -> Span | None:
    row = scene.row
    first = min(mention.first, link.verb if link.verb >= 0 else mention.first)
    sentence = row.sentences[mention.first]
    least = max(0, first - LONGEST)
    while (
        first > least
        and row.sentences[first - 1] == sentence
        and row.words[first - 1] not in (QUOTE, BREAK)
    ):
        first -= 1
    reach = max(mention.last, link.verb + 1)
    if place - reach > 14 or any(
        row.words[at] in (QUOTE, BREAK, ".") for at in range(reach, place)
    ):
        return None
    if min(mention.first, link.verb if link.verb >= 0 else mention.first) - first > 3:
        return None
    if place > 0 and row.words[place - 1] not in (":", ",") and place - 1 != link.verb:
        return None
    return Span(row.start_of(first), row.end_of(place - 1))
