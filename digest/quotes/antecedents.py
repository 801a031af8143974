"""Whom a pronoun may stand for: the people and bodies named before it, scored by readable signs."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator
from operator import mul

import msgspec

from digest.quotes.bodies import PRESS, may_be
from digest.quotes.descriptions import described_best, is_person_phrase
from digest.quotes.mention import Mention
from digest.quotes.narration import Row
from digest.quotes.people import Cast
from digest.quotes.person import Person
from digest.quotes.scene import Scene
from digest.quotes.subjects import is_subject, is_topic

_REACH = 6  # paragraphs back
_SETTLED = 3  # paragraphs back in which the pronouns of the narration count
_WINDOW = 420  # words back
_RIVAL = 0.4  # odds from which the text does not decide between two
_BRIEF = 6  # words
_TURNED = 0.5
_WHERE = frozenset(("from", "in", "at", "near", "into", "outside"))
_SPEAKING = frozenset(("mv", "vm", "m,v", "mcv", "acc", "mwv", "colon", "mpv", "m,g", "mcg"))
# How much each sign counts for being the one a pronoun stands for (fitted by bench/fit_pronouns.py).
STANDING = {
    "sentences": -0.4, "paragraphs": -1.3, "owner": -1.5, "object": -1.8, "subject": 1.85, "speaker": 1.75,
    "often": 0.5, "likeness": 1.05, "thing": -1.85, "gender": 0.95, "against": -5.0, "spoke": 0.55, "answers": -4.5,
    "fresh": 2.25,
}  # fmt: skip


class Reference(msgspec.Struct, frozen=True):
    """Who a mention stands for: a person of the cast, or nobody by name."""

    person: int = -1
    confidence: float = 1.0
    rivals: tuple[int, ...] = ()
    rule: str = ""
    phrase: int = -1  # the mention that describes somebody who has no name
    owner: int = -1  # of the body that the phrase describes: Lind’s campaign


def antecedents(
    scene: Scene, cast: Cast, index: int, gender: str, previous: int | None
) -> list[tuple[float, int]]:
    """(score, person), best first, by the weights of ``STANDING``."""
    scores = [
        (sum(map(mul, map(STANDING.__getitem__, signs), signs.values())), number)
        for number, signs in standing_of(scene, cast, index, gender, previous).items()
    ]
    return sorted(scores, key=lambda pair: (-pair[0], pair[1]))


def decide(ranked: list[tuple[float, int]], rule: str, least: float = 0.0) -> Reference:
    """The best of scored people, its share of the odds, and those that come near it."""
    if not ranked:
        return Reference(rule="unnamed")
    top = ranked[0][0]
    odds = [math.exp(score - top) for score, _ in ranked]
    share = 1.0 / sum(odds)
    if share < least:
        return Reference(rule="unnamed")
    rivals = tuple(
        number for odd, (_, number) in zip(odds[1:3], ranked[1:3], strict=False) if odd > _RIVAL
    )
    return Reference(ranked[0][1], round(min(share, 0.95), 3), rivals, rule)


def standing_of(
    scene: Scene, cast: Cast, index: int, gender: str, previous: int | None
) -> dict[int, dict[str, float]]:
    """Person -> signs of being the one a pronoun stands for."""
    row, mentions, spoke = scene.row, scene.mentions, scene.spoke
    here = mentions[index].first
    paragraph = row.paragraphs[here]
    found: dict[int, dict[str, float]] = {}
    least = max(here - _WINDOW, row.begins[max(0, paragraph - _REACH)])
    _settle(scene, cast, index, gender)
    other = _told_of(scene, index)
    start = bisect_left(scene.firsts, least)
    for at, number in _people_before(scene, cast, start, index):
        person = cast.people[number]
        if person.kind != "name" or number == other:
            continue
        if person.sure_gender and gender and person.gender != gender:
            continue
        if _is_place(scene, person):
            continue
        if number not in found:
            found[number] = _first_signs(scene, person, at, here, gender)
        _add_signs(scene, found[number], at, here, turned=mentions[index].kind == "pronoun")
    if previous is not None:
        earlier = scene.mentions[previous]
        speaker = spoke.get(previous, earlier.person)
        if speaker in found:
            near = paragraph - row.paragraphs[earlier.first]
            found[speaker]["spoke"] = 1.0 if near <= 1 else 0.5 if near <= 3 else 0.0
            found[speaker]["answers"] = float(near == 0 and _is_answer(scene, index, previous))
    return found


def _told_of(scene: Scene, index: int) -> int:
    """Of whom somebody says something, and so is not: "he said of Lind"; or -1."""
    row, verb = scene.row, scene.links[index].verb
    if verb < 0 or row.lower[verb + 1] not in ("of", "about") or index + 1 >= len(scene.mentions):
        return -1
    at = bisect_left(scene.firsts, verb + 2)
    near = at < len(scene.firsts) and scene.firsts[at] - verb <= 3
    return scene.mentions[at].person if near and not scene.mentions[at].possessor else -1


def _people_before(scene: Scene, cast: Cast, start: int, index: int) -> Iterator[tuple[int, int]]:
    """(mention, person) of those before a mention, backwards, that stand for somebody known."""
    mentions, spoke = scene.mentions, scene.spoke
    for at in range(index - 1, start - 1, -1):
        mention = mentions[at]
        number = mention.person
        if number >= 0:
            if mention.kind != "org":
                yield at, number
            continue
        if at in spoke:
            number = spoke[at]
        elif mention.kind == "definite":
            number = _stands_for(scene, cast, at)
        if number >= 0:
            yield at, number


def _settle(scene: Scene, cast: Cast, index: int, gender: str) -> None:
    """Whom pronouns before mean: in "Lind keeps bees. She sells honey. “…,” she said" the second is Lind too.

    Only those that are subjects, in the last paragraphs; each once, in reading order.
    """
    row, mentions, spoke = scene.row, scene.mentions, scene.spoke
    opens = row.begins[max(0, row.paragraphs[mentions[index].first] - _SETTLED)]
    start = max(bisect_left(scene.firsts, opens), scene.settled) if gender else index
    scene.settled = max(index, scene.settled)
    previous = None
    for at in range(start, index):
        mention = mentions[at]
        if mention.kind != "pronoun":
            continue
        if at not in spoke and mention.gender == gender and is_subject(scene, at):
            ranked = antecedents(scene, cast, at, gender, previous)
            spoke[at] = ranked[0][1] if ranked else -1
        if spoke.get(at, -1) >= 0:
            previous = at


def _is_place(scene: Scene, person: Person) -> bool:
    """One word that is only ever behind "from" and the like, and that nothing tells to be human."""
    if len(person.name) > 1 or person.likeness or person.gender:
        return False
    lower, mentions = scene.row.lower, scene.mentions
    return all(lower[mentions[at].first - 1] in _WHERE for at in person.mentions)


def _is_answer(scene: Scene, index: int, previous: int) -> bool:
    """“…,” X told Y. “…,” he replied: whoever was told something answers."""
    verb = scene.links[previous].verb
    if verb < 0 or scene.links[index].lemma not in scene.tables.answers:
        return False
    return any(
        scene.mentions[at].kind == "name"
        and scene.links[at].pattern == "obj"
        and scene.links[at].verb == verb
        for at in range(previous + 1, min(previous + 4, index))
    )


def _first_signs(scene: Scene, person: Person, at: int, here: int, gender: str) -> dict[str, float]:
    row, mention = scene.row, scene.mentions[at]
    return {
        "sentences": min(8.0, row.sentences[here] - row.sentences[mention.first]),
        "paragraphs": min(4.0, row.paragraphs[here] - row.paragraphs[mention.first]),
        "owner": float(mention.possessor or mention.inside),
        "object": float(scene.links[at].pattern in ("prep", "obj") and not is_topic(row, mention)),
        "subject": 0.0,
        "speaker": 0.0,
        "fresh": 0.0,
        "often": min(6.0, person.count) / 6,
        "likeness": min(3.0, person.likeness) / 3,
        "thing": float(not person.likeness),
        "gender": float(bool(person.gender) and person.gender == gender),
        "against": float(bool(person.gender and gender) and person.gender != gender),
    }


def _add_signs(scene: Scene, signs: dict[str, float], at: int, here: int, *, turned: bool) -> None:
    """Being the subject or the speaker counts for less the further back it is."""
    row, mention = scene.row, scene.mentions[at]
    away = row.sentences[here] - row.sentences[mention.first]
    if away > 2 and signs["speaker"] and signs["subject"]:
        return  # both are told by what is nearer
    nearness = 1.0 / (1 + away / 2)
    if scene.links[at].pattern in _SPEAKING and not mention.possessor:
        signs["speaker"] = max(signs["speaker"], nearness)
    apart = row.paragraphs[here] - row.paragraphs[mention.first]
    if _reports(scene, at) and (away == 2 if apart == 1 else away == 1 and not apart):
        signs["fresh"] = 1.0  # the sentence or paragraph before ends with what somebody said
    if is_subject(scene, at):
        signs["subject"] = max(signs["subject"], nearness)
        near = not apart and 0 < away <= 2
        if near and _acts(scene, mention) and (away == 1 or _goes_on(scene, at, here)):
            signs["fresh"] = 1.0  # the sentence before tells what somebody named in full did
        elif turned and apart == 1 and away == 2 and _acts(scene, mention):
            signs["fresh"] = max(signs["fresh"], _TURNED)  # it ends with what somebody did


def _acts(scene: Scene, mention: Mention) -> bool:
    """Whether a subject is told in full, or plainly brought up, in a sentence without a quotation."""
    full = len(mention.name) > 1 or mention.first < mention.name_first or mention.kind == "definite"
    full = full or _is_led(scene, mention) or _is_brief(scene, mention)
    full = full or _opens_paragraph(scene.row, mention)
    return full and not mention.possessor and not _has_words(scene, mention)


def _reports(scene: Scene, at: int) -> bool:
    """“Lind said the boat was late.", "The boat was late, said Lind", "Lind said.": what somebody said, not in marks."""
    link, words = scene.links[at], scene.row.words
    told = link.pattern == "vm" and words[scene.mentions[at].last] in (".", ",")
    told = told or (link.pattern == "mv" and words[link.verb + 1] == ".")
    told = told or (link.pattern in ("mv", "m,v") and is_subject(scene, at))
    return told and link.lemma in scene.tables.strong and not _has_words(scene, scene.mentions[at])


def _goes_on(scene: Scene, at: int, here: int) -> bool:
    """“Lind keeps bees. She sells honey in Vik. “…,” she said": the sentence between names nobody."""
    row, between, tables = scene.row, [], scene.tables
    for mention in scene.mentions[at + 1 :]:
        if mention.first >= here or row.sentences[mention.first] == row.sentences[here]:
            break
        if row.sentences[mention.first] == row.sentences[here] - 1:
            between.append(mention)
    opens = bool(between) and tables.pronouns.get(between[0].head) in ("male", "female")
    return opens and all(
        mention.kind != "name" or row.lower[mention.first - 1] in tables.prepositions
        for mention in between
    )


def _has_words(scene: Scene, mention: Mention) -> bool:
    """Whether the sentence of a mention has a quotation in it."""
    places, sentences = scene.row.places, scene.row.sentences
    near = bisect_left(places, mention.first)
    here = sentences[mention.first]
    return any(sentences[place] == here for place in places[max(0, near - 1) : near + 1])


def _is_brief(scene: Scene, mention: Mention) -> bool:
    """“Lind was blunter.": a sentence of a name and a few words, which tells how somebody speaks."""
    row = scene.row
    here, words = row.sentences[mention.first], row.words
    opens = mention.first == 0 or row.sentences[mention.first - 1] != here
    ends = next(
        (
            at
            for at in range(mention.last, min(len(words), mention.last + _BRIEF + 1))
            if row.sentences[at] != here
        ),
        0,
    )
    return opens and 1 < ends - mention.last <= _BRIEF and words[mention.last].islower()


def _is_led(scene: Scene, mention: Mention) -> bool:
    """“Asked how long, Lind smiled.": a name behind the comma of what led to it."""
    return bool(mention.name) and mention.first > 0 and scene.row.words[mention.first - 1] == ","


def _opens_paragraph(row: Row, mention: Mention) -> bool:
    """“Lind shook off the question.": a name that a paragraph begins with, and what somebody did."""
    if not mention.name or mention.first != row.begins[row.paragraphs[mention.first]]:
        return False
    return row.words[mention.last].islower()


def _stands_for(scene: Scene, cast: Cast, at: int) -> int:
    """The person whom a phrase describes by words that the article gave them, or -1."""
    mention = scene.mentions[at]
    if not is_person_phrase(mention, scene.tables) or scene.links[at].pattern == "m,N":
        return -1  # the younger member, X: the name counts
    known = scene.spoke[at] = described_best(scene, cast, at)
    return known


def _closeness(scene: Scene, at: int, here: int) -> float:
    row = scene.row
    mention = scene.mentions[at]
    sentences = row.sentences[here] - row.sentences[mention.first]
    paragraphs = row.paragraphs[here] - row.paragraphs[mention.first]
    score = 3.0 - 0.3 * min(6, sentences) - 0.15 * paragraphs
    pattern = scene.links[at].pattern
    if pattern in _SPEAKING or is_subject(scene, at):
        score += 0.8
    elif pattern in ("prep", "obj"):
        score -= 0.3
    if mention.possessor or mention.inside:
        score -= 0.3
    return score


def bodies(scene: Scene, cast: Cast, index: int, previous: int | None) -> list[tuple[float, int]]:
    """(score, organisation) for "it" and "they": the subject of the sentence before, or who just spoke."""
    row = scene.row
    body = scene.mentions[index]
    here, press = body.first, body.head in PRESS
    scores: dict[int, float] = {}
    for at in range(index - 1, max(-1, index - 40), -1):
        mention = scene.mentions[at]
        if row.paragraphs[here] - row.paragraphs[mention.first] > 2:
            break
        number = mention.person if mention.person >= 0 else scene.spoke.get(at, -1)
        if number < 0 or not may_be(scene, body, cast.people[number]):
            continue
        if cast.people[number].name == ("United", "States") and body.head == "they":
            continue
        if press or scene.links[at].pattern in _SPEAKING or is_subject(scene, at):
            score = _closeness(scene, at, here)
            scores[number] = max(score, scores.get(number, -9.0))
    if previous is not None:
        spoke = scene.spoke.get(previous, scene.mentions[previous].person)
        if spoke in scores:
            scores[spoke] += 0.7
    return sorted(((s, n) for n, s in scores.items()), key=lambda pair: (-pair[0], pair[1]))
