"""What the article says about its people, and whom a noun phrase describes by it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from digest.quotes.bodies import is_body
from digest.quotes.mention import Mention, looks_like_role, office
from digest.quotes.narration import Row
from digest.quotes.people import Cast
from digest.quotes.person import Person
from digest.quotes.scene import Scene
from digest.quotes.tables import Tables

_INTRODUCING = 3  # mentions
_SEAT = 2  # letters that an abbreviated seat shares with its name
_FAR = 8  # paragraphs from what an article calls a body to "the company" alone
_ENTRIES = 30  # descriptions looked through on either side


def is_person_phrase(mention: Mention, tables: Tables) -> bool:
    """“the woman", "the skipper", "the admiral"."""
    return (
        bool(mention.gender)
        or looks_like_role(mention.head, tables)
        or mention.head in tables.titles
    )


def described(
    scene: Scene, cast: Cast, words: set[str], mention: Mention, index: int
) -> Iterator[tuple[int, float]]:
    """(person, score): how well a noun phrase fits what the article says about somebody."""
    head, tables = office(mention.head), scene.tables
    places = words & tables.places if mention.last - mention.first > 2 else set()
    paragraphs = scene.row.paragraphs
    here = paragraphs[mention.first]
    entries = _described_as(scene).get(head, [])
    middle, body = bisect_left(entries, index), is_body(scene, mention)
    for at in entries[max(0, middle - _ENTRIES) : middle + _ENTRIES]:
        other = scene.mentions[at]
        person = cast.people[other.person]
        if mention.gender and person.gender and mention.gender != person.gender:
            continue
        distance = abs(paragraphs[other.first] - here)
        if person.kind == "org":
            called = head not in map(str.lower, person.name)  # and that is no word of its name
            if body and at < index and (distance <= _FAR if called else len(person.name) > 1):
                yield other.person, 1.5 - 0.05 * min(10, distance)
        elif person.kind == "name" and not body:
            told = _descriptors(scene, at)
            if places and _is_of_elsewhere(scene.row, places, other, told & tables.places):
                continue
            if _ranks_below(words) and not _ranks_below(told):
                continue
            score = 1.0 + 0.3 * (len(words & told) - 1) - 0.02 * min(distance, 20)
            score -= 0.3 * (at > index) + 0.8 * ("former" in told and "former" not in words)
            score += 0.02 * min(person.count, 10) + _presence(scene, person, index)
            yield other.person, score


def _is_of_elsewhere(row: Row, places: set[str], other: Mention, told: set[str]) -> bool:
    """“the Norland senator" is nobody who is brought in as "Sen. X, R-Ostland" or "the senator from Ostland"."""
    party, _, seat = row.lower[min(other.last + 1, len(row.words) - 1)].partition("-")
    if len(party) == 1 and seat and not any(place[:_SEAT] == seat[:_SEAT] for place in places):
        return True
    return bool(told) and told.isdisjoint(places)


def has_trade(scene: Scene, person: Person) -> bool:
    """Whether the article says, where it brings somebody in, what they are."""
    told = (_descriptors(scene, at) for at in person.mentions[:_INTRODUCING])
    return any(looks_like_role(word, scene.tables) for words in told for word in words)


def _ranks_below(words: set[str]) -> bool:
    """“the vice president", "the vice-presidential nominee"."""
    return any(word.startswith("vice") for word in words)


def _presence(scene: Scene, person: Person, index: int) -> float:
    """How near before a phrase somebody was named, and whether the sentence, or the one before, is about them."""
    near = bisect_left(person.mentions, index) - 1
    if near < 0:
        return 0.0
    at, row = person.mentions[near], scene.row
    here, there = scene.mentions[index].first, scene.mentions[at].first
    away = row.paragraphs[here] - row.paragraphs[there]
    return 0.3 if away == 0 else 0.2 if away == 1 else 0.0


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
                else {word.lower() for word in mention.name} | _body_words(scene, at)
            )
            for word in words:
                found.setdefault(word, []).append(at)
    return found


def _descriptors(scene: Scene, index: int) -> set[str]:
    """Titles before a name, and the words of its apposition."""
    mention = scene.mentions[index]
    row = scene.row
    found = {office(word) for word in row.lower[mention.first : mention.name_first]}
    found |= _apposed_before(scene, index)
    found |= _apposed_behind(scene, index)
    if "vice" in found:
        found.discard("president")
    return found


def _body_words(scene: Scene, index: int) -> set[str]:
    """The words of ", a ferry company" behind the name of a body."""
    mention, mentions = scene.mentions[index], scene.mentions
    if scene.row.words[mention.last] != "," or index + 1 == len(mentions):
        return set()
    phrase = mentions[index + 1]
    told = phrase.first == mention.last + 1 and phrase.kind == "indefinite"
    return words_of(scene, phrase) if told else set()


def _apposed_behind(scene: Scene, index: int) -> set[str]:
    """The words of ", the former master of the port," and "is the master" behind X."""
    row, tables, at = scene.row, scene.tables, scene.mentions[index].last
    called = _is_called(row, at, tables)
    if row.words[at] not in (",", "(") and not called:
        return set()
    found: set[str] = set()
    for step in range(at + 1, min(at + 14, len(row.words))):
        word = row.lower[step]
        if row.words[step] in (".", "\n", "\x00", ";", "whose") or (
            row.words[step] in (",", ")") and step > at + 2
        ):
            break
        acts = word in tables.verbs and row.words[step][0].islower() and word not in tables.roles
        if acts or (word in tables.auxiliary and not called):
            return set()
        found.add(office(word))
    return found


def _is_called(row: Row, at: int, tables: Tables) -> bool:
    """“X is the skipper": not "X has to be a skipper"."""
    return row.lower[at] in tables.linking and row.lower[at + 1] in tables.determiners


def _apposed_before(scene: Scene, index: int) -> set[str]:
    """The words of "the former master of the port" before ", X": no further than its article, or another name."""
    mention, row, tables = scene.mentions[index], scene.row, scene.tables
    comma = mention.first - 1
    if comma < 1 or row.words[comma] != ",":
        return set()
    names = (
        other.last
        for other in reversed(scene.mentions[max(0, index - 6) : index])
        if other.name and row.lower[other.first - 1] not in tables.prepositions
    )
    least = max(next(names, 0), comma - 9)
    found: set[str] = set()
    for back in range(comma - 1, least - 1, -1):
        word = row.lower[back]
        if word in tables.auxiliary:
            return set()  # who is to be master, X
        if row.words[back] in (",", ".", "\n", "\x00"):
            break
        if word in tables.verbs and row.words[back] == word and word not in tables.roles:
            break
        if word not in tables.determiners:
            found.add(office(word))
        elif row.lower[back - 1] in tables.prepositions:
            found.clear()  # the master of the port
        else:
            break
    return found


def words_of(scene: Scene, mention: Mention) -> set[str]:
    """The words of a phrase behind its article, as offices."""
    return {office(word) for word in scene.row.lower[mention.first + 1 : mention.last]}
