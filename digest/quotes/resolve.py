"""A mention -> the person it stands for: pronouns and "the spokesman" to the nearest fitting name.

In: a scene, its cast, the mention chosen for a quotation and the one chosen before it.
Out: who it is, how sure that is, and who else it could be.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator

import msgspec

from digest.quotes.scene import Scene
from digest.quotes.links import comma_behind
from digest.quotes.mention import Mention, bare, looks_like_role
from digest.quotes.people import Cast, Person
from digest.quotes.tables import Tables

_REACH = 6  # paragraphs back
_WINDOW = 420  # words back
_PLAIN = 0.5  # share of the odds from which a description is plain
_ENTRIES = 30  # descriptions looked through on either side
_RIVAL = 0.5  # odds from which the text does not decide between two
_SPEAKING = frozenset(("mv", "vm", "m,v", "mcv", "acc", "mwv", "colon", "mpv", "m,g", "mcg"))
# How much each sign counts for being the one a pronoun stands for (fitted by bench/fit_pronouns.py).
STANDING = {
    "sentences": -0.49, "paragraphs": -0.78, "owner": -1.2, "object": -1.7, "subject": 1.2, "speaker": 1.5,
    "often": 0.75, "likeness": 0.75, "thing": -0.8, "gender": 0.7, "against": -1.8, "spoke": 1.1,
}  # fmt: skip
_SAME_OFFICE = {
    "sen": "senator", "gov": "governor", "rep": "representative", "congressman": "representative",
    "congresswoman": "representative", "gen": "general", "col": "colonel", "lt": "lieutenant", "prof": "professor",
    "adm": "admiral", "sgt": "sergeant", "dr": "doctor", "sec": "secretary", "rev": "reverend", "attorney": "lawyer",
    "lawmaker": "representative", "capt": "captain", "spokeswoman": "spokesman", "spokesperson": "spokesman",
    "chairwoman": "chairman", "minister": "minister",
}  # fmt: skip


class Reference(msgspec.Struct, frozen=True):
    """Who a mention stands for: a person of the cast, or nobody by name."""

    person: int = -1
    confidence: float = 1.0
    rivals: tuple[int, ...] = ()
    rule: str = ""


def office(word: str) -> str:
    """The plain form of an office, so that "Sen." and "the senator" meet."""
    plain = bare(word).rstrip(".")
    return _SAME_OFFICE.get(plain, plain)


def apposed_name(scene: Scene, index: int) -> int | None:
    """ "his wife, Moira Pettifer": the mention of the name behind the comma."""
    mention = scene.mentions[index]
    comma = comma_behind(scene.row, mention)
    for other in range(index + 1, min(index + 6, len(scene.mentions))):
        if scene.mentions[other].first == comma + 1 and scene.mentions[other].name:
            return other
    return None


def resolve(scene: Scene, cast: Cast, index: int, previous: int | None) -> Reference:
    """Who mention ``index`` is; ``previous`` is the mention that said the quotation before."""
    mention = scene.mentions[index]
    if mention.person >= 0:
        return Reference(mention.person, 1.0, (), "name")
    if mention.kind == "pronoun":
        return _pronoun(scene, cast, index, previous)
    if mention.kind in ("definite", "indefinite") and mention.head in scene.tables.documents - scene.tables.groups:
        owner = _owner(scene, index)
        if owner is not None:
            return Reference(owner, 0.7, (), f"{mention.head} of a name")
    if mention.kind == "definite":
        return _nominal(scene, cast, index, previous)
    return Reference(rule="unnamed")


def _nominal(scene: Scene, cast: Cast, index: int, previous: int | None) -> Reference:
    mention = scene.mentions[index]
    row, tables = scene.row, scene.tables
    own = row.lower[mention.first]
    if own in ("their", "our", "my") or mention.head in tables.documents - tables.groups:
        return Reference(rule="unnamed")
    words = {office(word) for word in row.lower[mention.first + 1 : mention.last]}
    scores: dict[int, float] = {}
    for number, score in _described(scene, cast, words, mention, index):
        scores[number] = max(score, scores.get(number, 0.0))
    ranked = [(score, number) for number, score in scores.items()]
    ranked.sort(key=lambda pair: (-pair[0], pair[1]))
    if ranked:
        rivals = tuple(number for score, number in ranked[1:3] if score > ranked[0][0] - 0.1)
        return Reference(ranked[0][1], 0.5 if rivals else 0.8, rivals, f"the {mention.head}")
    if own in ("his", "her", "its") or any(bare(word) != word for word in row.lower[mention.first : mention.last - 1]):
        return Reference(rule="unnamed")
    if mention.head in tables.groups - tables.crowds - tables.roles:
        return decide(bodies(scene, cast, index, previous), f"the {mention.head}", _PLAIN)
    if not _is_person_phrase(mention, tables):
        return Reference(rule="unnamed")
    return _by_standing(scene, cast, index, previous, words)


def _owner(scene: Scene, index: int) -> int | None:
    """The person in whose name a phrase begins: "Lind's letter"."""
    mention = scene.mentions[index]
    for at in range(index + 1, min(index + 3, len(scene.mentions))):
        other = scene.mentions[at]
        if other.name and other.person >= 0 and other.last <= mention.last:
            return other.person
    return None


def _is_person_phrase(mention: Mention, tables: Tables) -> bool:
    return bool(mention.gender) or looks_like_role(mention.head, tables)


def _by_standing(
    scene: Scene, cast: Cast, index: int, previous: int | None, words: set[str]
) -> Reference:
    """A description that the article never gave anybody: whoever the text is about, if that is plain.

    Only for an office, or a phrase that says more ("the Ohio businessman"): a bare "the caller" may
    be somebody without a name.
    """
    mention = scene.mentions[index]
    tables = scene.tables
    office_head = mention.head in tables.titles - tables.not_standing
    if not office_head and len(words) < 2:
        return Reference(rule="unnamed role")
    ranked = antecedents(scene, cast, index, mention.gender, previous)
    return decide(ranked, f"the {mention.head}", _PLAIN)


def _described(
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
            if row.words[step] in (".", "\n", "\x00", ";") or (
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


def _pronoun(scene: Scene, cast: Cast, index: int, previous: int | None) -> Reference:
    mention = scene.mentions[index]
    kind = scene.tables.pronouns.get(mention.head) or (
        "male" if mention.gender == "m" else "female" if mention.gender == "f" else ""
    )
    kind = kind or {"it": "thing", "th": "plural"}.get(mention.head[:2], "")
    if kind in ("male", "female"):
        ranked = antecedents(scene, cast, index, mention.gender, previous)
    elif kind in ("thing", "plural"):
        ranked = bodies(scene, cast, index, previous)
    else:
        ranked = []
    return decide(ranked, f"pronoun {mention.head}")


def relative_head(scene: Scene, index: int) -> int | None:
    """The mention that "who" belongs to."""
    at = scene.mentions[index].first
    for back in range(index - 1, max(-1, index - 5), -1):
        other = scene.mentions[back]
        if other.kind != "pronoun" and not other.inside and at - other.last <= 12:
            return back
    return None


def antecedents(
    scene: Scene, cast: Cast, index: int, gender: str, previous: int | None
) -> list[tuple[float, int]]:
    """(score, person), best first, by the weights of ``STANDING``."""
    scores = [
        (sum([STANDING[key] * value for key, value in signs.items()]), number)
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
    row = scene.row
    here = scene.mentions[index].first
    paragraph = row.paragraphs[here]
    found: dict[int, dict[str, float]] = {}
    low = bisect_left(scene.firsts, here - _WINDOW)
    for at in range(index - 1, low - 1, -1):
        mention = scene.mentions[at]
        if paragraph - row.paragraphs[mention.first] > _REACH:
            break
        number = _stands_for(scene, cast, at)
        if number < 0:
            continue
        person = cast.people[number]
        if person.kind != "name" or (person.sure_gender and gender and person.gender != gender):
            continue
        if number not in found:
            found[number] = _first_signs(scene, person, at, here, gender)
        _add_signs(scene, found[number], at, here)
    if previous is not None:
        earlier = scene.mentions[previous]
        spoke = scene.spoke.get(previous, earlier.person)
        if spoke in found:
            near = paragraph - row.paragraphs[earlier.first]
            found[spoke]["spoke"] = 1.0 if near <= 1 else 0.5 if near <= 3 else 0.0
    return found


def _first_signs(scene: Scene, person: Person, at: int, here: int, gender: str) -> dict[str, float]:
    row, mention = scene.row, scene.mentions[at]
    return {
        "sentences": min(8.0, row.sentences[here] - row.sentences[mention.first]),
        "paragraphs": min(4.0, row.paragraphs[here] - row.paragraphs[mention.first]),
        "owner": float(mention.possessor or mention.inside),
        "object": float(scene.links[at].pattern in ("prep", "obj")),
        "subject": 0.0,
        "speaker": 0.0,
        "often": min(6.0, person.count) / 6,
        "likeness": min(3.0, person.likeness) / 3,
        "thing": float(not person.likeness),
        "gender": float(bool(person.gender) and person.gender == gender),
        "against": float(bool(person.gender and gender) and person.gender != gender),
    }


def _add_signs(scene: Scene, signs: dict[str, float], at: int, here: int) -> None:
    """Being the subject or the speaker counts for less the further back it is."""
    row, mention = scene.row, scene.mentions[at]
    away = row.sentences[here] - row.sentences[mention.first]
    nearness = 1.0 / (1 + max(0, away) / 2)
    if scene.links[at].pattern in _SPEAKING and not mention.possessor:
        signs["speaker"] = max(signs["speaker"], nearness)
    if is_subject(scene, at):
        signs["subject"] = max(signs["subject"], nearness)


def _stands_for(scene: Scene, cast: Cast, at: int) -> int:
    """The person of a name; of a pronoun or phrase that an earlier quotation resolved."""
    mention = scene.mentions[at]
    if mention.person >= 0:
        return mention.person if mention.kind in ("name", "place") else -1
    known = scene.spoke.get(at)
    if known is None and mention.kind == "definite" and _is_person_phrase(mention, scene.tables):
        known = scene.spoke[at] = _described_best(scene, cast, at)
    return -1 if known is None else known


def _described_best(scene: Scene, cast: Cast, at: int) -> int:
    """The person whom a noun phrase describes by words the article gave them, or -1."""
    mention = scene.mentions[at]
    words = {office(word) for word in scene.row.lower[mention.first + 1 : mention.last]}
    best = max(
        _described(scene, cast, words, mention, at), key=lambda pair: pair[1], default=(-1, 0.0)
    )
    return best[0]


def _closeness(scene: Scene, at: int, here: int) -> float:
    row = scene.row
    mention = scene.mentions[at]
    sentences = row.sentences[here] - row.sentences[mention.first]
    paragraphs = row.paragraphs[here] - row.paragraphs[mention.first]
    score = 3.0 - 0.3 * min(6, sentences) - 0.15 * paragraphs
    pattern = scene.links[at].pattern
    if pattern in _SPEAKING:
        score += 0.8
    elif is_subject(scene, at):
        score += 0.8
    elif pattern in ("prep", "obj"):
        score -= 0.3
    if mention.possessor or mention.inside:
        score -= 0.3
    return score


def is_subject(scene: Scene, at: int) -> bool:
    """First mention of its sentence, and not behind a preposition."""
    mention = scene.mentions[at]
    row = scene.row
    if at and row.sentences[scene.mentions[at - 1].first] == row.sentences[mention.first]:
        return False
    return not (mention.first and row.lower[mention.first - 1] in scene.tables.prepositions)


def bodies(scene: Scene, cast: Cast, index: int, previous: int | None) -> list[tuple[float, int]]:
    """(score, organisation) for "it" and "they": the subject of the sentence before, or who just spoke."""
    row = scene.row
    here = scene.mentions[index].first
    scores: dict[int, float] = {}
    for at in range(index - 1, max(-1, index - 40), -1):
        mention = scene.mentions[at]
        if row.paragraphs[here] - row.paragraphs[mention.first] > 2:
            break
        number = mention.person if mention.kind == "org" else scene.spoke.get(at, -1)
        if number < 0 or cast.people[number].kind != "org":
            continue
        if scene.links[at].pattern in _SPEAKING or is_subject(scene, at):
            score = _closeness(scene, at, here)
            scores[number] = max(score, scores.get(number, -9.0))
    if previous is not None:
        spoke = scene.spoke.get(previous, scene.mentions[previous].person)
        if spoke in scores:
            scores[spoke] += 0.7
    return sorted(((s, n) for n, s in scores.items()), key=lambda pair: (-pair[0], pair[1]))
