"""What the article says about its people, and whom a noun phrase describes by it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from digest.quotes.mention import Mention, looks_like_role, office
from digest.quotes.people import Cast
from digest.quotes.scene import Scene
from digest.quotes.tables import Tables

_ENTRIES = 30  # descriptions looked through on either side


def is_person_phrase(mention: Mention, tables: Tables) -> bool:
    return bool(mention.gender) or looks_like_role(mention.head, tables)


def described(
    scene: Scene, cast: Cast, words: set[str], mention: Mention, index: int
) -> Iterator[tuple[int, float]]:
    """(person, score): how well a noun phrase fits what the article says about somebody."""
    head = office(mention.head)
    paragraphs = scene.row.paragraphs
    here = paragraphs[mention.first]
    entries = _described_as(scene).get(head, [])
    middle = bisect_left(entries, index)
    for at in entries[max(0, middle - _ENTRIES) : middle + _ENTRIES]:
        other = scene.mentions[at]
        person = cast.people[other.person]
        if mention.gender and person.gender and mention.gender != person.gender:
            continue
        distance = abs(paragraphs[other.first] - here)
        if person.kind == "org":
            if len(person.name) > 1 and at < index:
                yield other.person, 1.5 - 0.05 * min(10, distance)
        elif person.kind == "name":
            shared = len(words & _descriptors(scene, at))
            score = 1.0 + 0.3 * (shared - 1) - 0.02 * min(distance, 20)
            yield other.person, score - (0.3 if at > index else 0) + 0.02 * min(person.count, 10)


def described_best(scene: Scene, cast: Cast, at: int) -> int:
    """The person whom a noun phrase describes by words the article gave them, or -1."""
    mention = scene.mentions[at]
    words = words_of(scene, mention)
    best = max(
        described(scene, cast, words, mention, at), key=lambda pair: pair[1], default=(-1, 0.0)
    )
    return best[0]


def _described_as(scene: Scene) -> dict[str, list[int]]:
    """Word -> the name mentions that it describes, or whose name holds it; made once an article."""
    found = scene.descriptors
    if not found:
        found[""] = []
        for at, mention in enumerate(scene.mentions):
            if mention.person < 0 or mention.kind == "place":
                continue
            words = (
                _descriptors(scene, at)
                if mention.kind == "name"
                else {word.lower() for word in mention.name}
            )
            for word in words:
                found.setdefault(word, []).append(at)
    return found


def _descriptors(scene: Scene, index: int) -> set[str]:
    """Titles before a name, and the words of its apposition."""
    mention = scene.mentions[index]
    row, tables = scene.row, scene.tables
    found = {office(word) for word in row.lower[mention.first : mention.name_first]}
    at = mention.first - 1
    if at > 0 and row.words[at] == ",":
        back = at - 1
        while back > 0 and at - back < 9 and row.words[back] not in (",", ".", "\n", "\x00"):
            found.add(office(row.lower[back]))
            back -= 1
    at = mention.last
    behind: set[str] = set()
    if at < len(row.words) and (row.words[at] in (",", "(") or row.lower[at] in tables.linking):
        for step in range(at + 1, min(at + 14, len(row.words))):
            if row.words[step] in (".", "\n", "\x00", ";", "whose") or (
                row.words[step] in (",", ")") and step > at + 2
            ):
                break
            if (
                row.lower[step] in tables.verbs
                and row.words[step][0].islower()
                and row.lower[step] not in tables.roles
            ):
                return found
            behind.add(office(row.lower[step]))
        found |= behind
    if "vice" in found:
        found.discard("president")
    return found


def words_of(scene: Scene, mention: Mention) -> set[str]:
    """The words of a phrase behind its article, as offices."""
    return {office(word) for word in scene.row.lower[mention.first + 1 : mention.last]}
