"""A mention -> the person it stands for: pronouns and "the spokesman" to the nearest fitting name.

In: a scene, its cast, the mention chosen for a quotation and the one chosen before it.
Out: who it is, how sure that is, and who else it could be.
"""

from __future__ import annotations

from bisect import bisect_left

import msgspec

from digest.quotes.features import Scene
from digest.quotes.mention import Mention, bare
from digest.quotes.people import Cast, Person

_REACH = 5  # paragraphs back
_SAME_OFFICE = {
    "sen": "senator", "gov": "governor", "rep": "representative", "congressman": "representative",
    "congresswoman": "representative", "gen": "general", "col": "colonel", "lt": "lieutenant", "prof": "professor",
    "adm": "admiral", "sgt": "sergeant", "dr": "doctor", "sec": "secretary", "rev": "reverend", "attorney": "lawyer",
}  # fmt: skip


class Reference(msgspec.Struct, frozen=True):
    """Who a mention stands for: a person of the cast, or nobody by name."""

    person: int = -1
    confidence: float = 1.0
    rivals: tuple[int, ...] = ()
    rule: str = ""


def office(word: str) -> str:
    plain = bare(word).rstrip(".")
    return _SAME_OFFICE.get(plain, plain)


def resolve(scene: Scene, cast: Cast, index: int, previous: int | None, depth: int = 0) -> Reference:
    """Who mention ``index`` is; ``previous`` is the mention that said the quotation before."""
    mention = scene.mentions[index]
    if mention.person >= 0:
        return Reference(mention.person, 1.0, (), "name")
    if mention.kind == "pronoun":
        return _pronoun(scene, cast, index, previous, depth)
    if mention.kind == "definite":
        return _nominal(scene, cast, index, previous)
    return _apposed(scene, index) or Reference(rule="unnamed")


def _apposed(scene: Scene, index: int) -> Reference | None:
    """"his wife, Moira Pettifer": the name behind the comma is the speaker."""
    mention = scene.mentions[index]
    row = scene.row
    at = mention.last
    if at + 1 >= len(row.words) or row.words[at] != ",":
        return None
    for other in scene.mentions[index + 1 : index + 4]:
        if other.first == at + 1 and other.kind == "name" and other.person >= 0 and not other.possessor:
            follows = row.words[other.last]
            if follows in (",", ".", ":", "\x00", "\n", "(") or row.lower[other.last] in scene.tables.verbs:
                return Reference(other.person, 0.95, (), "apposition")
    return None


def _nominal(scene: Scene, cast: Cast, index: int, previous: int | None) -> Reference:
    found = _apposed(scene, index)
    if found:
        return found
    mention = scene.mentions[index]
    row, tables = scene.row, scene.tables
    if mention.last < len(row.words) and row.lower[mention.last] in ("of", "for", "in", "at") and row.lower[mention.first] != "the":
        return Reference(rule="unnamed")
    own = row.lower[mention.first]
    if own in ("his", "her", "their", "our", "my"):
        return Reference(rule="unnamed")
    if mention.head in tables.documents and mention.head not in tables.groups:
        return Reference(rule="document")
    words = {office(word) for word in row.lower[mention.first + 1 : mention.last]}
    person = mention.head in tables.roles or mention.gender
    best: list[tuple[float, int]] = []
    for number in range(len(cast.people)):
        score = _described(scene, cast, number, words, mention, index)
        if score > 0:
            best.append((score, number))
    best.sort(key=lambda pair: -pair[0])
    if best:
        rivals = tuple(number for score, number in best[1:3] if score > best[0][0] - 0.5)
        return Reference(best[0][1], 0.8 if not rivals else 0.5, rivals, f"the {mention.head}")
    if person and previous is not None and scene.mentions[previous].kind in ("definite", "pronoun", "name"):
        pass
    return Reference(rule="unnamed role")


def _described(scene: Scene, cast: Cast, number: int, words: set[str], mention: Mention, index: int) -> float:
    """How well the words of a noun phrase fit what the article says about somebody before."""
    person = cast.people[number]
    head = office(mention.head)
    if person.kind == "place":
        return 0.0
    if mention.gender and person.gender and mention.gender != person.gender:
        return 0.0
    if person.kind == "org":
        if head not in {word.lower() for word in person.name}:
            return 0.0
        before = [m for m in person.mentions if m < index]
        return 1.0 + 1.0 / (2 + len(person.mentions)) if before else 0.0
    best = 0.0
    for at in person.mentions:
        described = _descriptors(scene, at)
        shared = words & described
        if head in described:
            distance = abs(scene.row.paragraphs[scene.mentions[at].first] - scene.row.paragraphs[mention.first])
            score = 1.0 + 0.3 * (len(shared) - 1) - 0.02 * min(distance, 20) - (0.3 if at > index else 0)
            best = max(best, score)
    return best


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
    if at < len(row.words) and (row.words[at] in (",", "(") or row.lower[at] in tables.linking):
        for step in range(at + 1, min(at + 14, len(row.words))):
            if row.words[step] in (".", "\n", "\x00", ";") or row.words[step] in (",", ")") and step > at + 2:
                break
            found.add(office(row.lower[step]))
    return found


def _pronoun(scene: Scene, cast: Cast, index: int, previous: int | None, depth: int) -> Reference:
    mention = scene.mentions[index]
    kind = scene.tables.pronouns.get(mention.head, "male" if mention.gender == "m" else "female" if mention.gender == "f" else "")
    if kind == "relative":
        return _relative(scene, cast, index, previous, depth)
    if kind in ("first", "plural"):
        return Reference(rule="pronoun without a name")
    if kind == "thing":
        return Reference(rule="pronoun without a name")
    ranked = antecedents(scene, cast, index, mention.gender, previous)
    if not ranked:
        return Reference(rule="pronoun without a name")
    top, person = ranked[0]
    rivals = tuple(number for score, number in ranked[1:3] if score > top - 0.4)
    confidence = 0.55 if rivals else 0.85
    return Reference(person, confidence, rivals, f"pronoun {mention.head}")


def _relative(scene: Scene, cast: Cast, index: int, previous: int | None, depth: int) -> Reference:
    at = scene.mentions[index].first
    for back in range(index - 1, max(-1, index - 5), -1):
        other = scene.mentions[back]
        if other.kind == "pronoun" or other.inside or at - other.last > 12:
            continue
        if depth < 2:
            return resolve(scene, cast, back, previous, depth + 1)
    return Reference(rule="pronoun without a name")


def antecedents(
    scene: Scene, cast: Cast, index: int, gender: str, previous: int | None
) -> list[tuple[float, int]]:
    """(score, person), best first: recency, subject place, having just spoken, being named often."""
    row = scene.row
    pronoun = scene.mentions[index]
    scores: dict[int, float] = {}
    here = pronoun.first
    paragraph, sentence = row.paragraphs[here], row.sentences[here]
    low = max(0, bisect_left(scene.firsts, here - 400))
    for at in range(index - 1, low - 1, -1):
        mention = scene.mentions[at]
        if paragraph - row.paragraphs[mention.first] > _REACH:
            break
        if mention.person < 0 or mention.kind not in ("name", "place"):
            continue
        person = cast.people[mention.person]
        if person.kind != "name" or not fits(person, gender):
            continue
        score = _closeness(scene, at, index, sentence, paragraph)
        if mention.person not in scores or score > scores[mention.person]:
            scores[mention.person] = score
    for number in scores:
        person = cast.people[number]
        scores[number] += 0.05 * min(person.count, 6) + (0.5 if person.gender == gender else 0)
    if previous is not None:
        earlier = scene.mentions[previous]
        if paragraph - row.paragraphs[earlier.first] <= 2 and earlier.person in scores:
            scores[earlier.person] += 0.8
    return sorted(((score, number) for number, score in scores.items()), key=lambda pair: (-pair[0], pair[1]))


def fits(person: Person, gender: str) -> bool:
    return not person.gender or person.gender == gender


def _closeness(scene: Scene, at: int, index: int, sentence: int, paragraph: int) -> float:
    row = scene.row
    mention = scene.mentions[at]
    score = 3.0 - 0.35 * min(6, sentence - row.sentences[mention.first]) - 0.15 * (paragraph - row.paragraphs[mention.first])
    if scene.links[at].pattern in ("mv", "vm", "m,v", "mcv", "acc", "mwv", "colon", "mpv"):
        score += 0.7
    elif is_subject(scene, at):
        score += 0.6
    if mention.possessor or mention.inside:
        score -= 0.4
    if scene.links[at].pattern in ("prep", "obj"):
        score -= 0.4
    return score


def is_subject(scene: Scene, at: int) -> bool:
    """First mention of its sentence, and not behind a preposition."""
    mention = scene.mentions[at]
    row = scene.row
    if at and row.sentences[scene.mentions[at - 1].first] == row.sentences[mention.first]:
        return False
    return not (mention.first and row.lower[mention.first - 1] in scene.tables.prepositions)
