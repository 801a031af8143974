"""Whom a colon, or the sentence before a paragraph of quoted words, introduces as their speaker."""

from __future__ import annotations

from bisect import bisect_left

from digest.quotes.bodies import is_body
from digest.quotes.mention import NONE
from digest.quotes.narration import BREAK, QUOTE
from digest.quotes.scene import Scene

_BEING = frozenset(("was", "is", "came", "remains", "remained"))
_BETWEEN = 2  # words between an owner and what is owned
_REPLY = 10  # words up to the noun for a reply
_SAYING = ("mv", "vm", "m,v", "Nvm", "mcv")
_SOMEBODY = ("name", "pronoun", "definite")
_SHORTEST = 2  # blanks in words that may stand alone
_SUMMING = frozenset(
    ("verdict", "answer", "response", "reply", "advice", "explanation", "conclusion", "comment", "reaction", "theory",
     "summary", "assessment", "diagnosis", "excuse", "motto", "message", "retort", "dictum", "mantra", "credo", "plea",
     "warning", "pitch", "argument", "catchphrase")
)  # fmt: skip


def summed_up(scene: Scene, number: int) -> int:
    """The owner of "Her verdict: “…”", "The board’s reply was short: “…”", "Lind’s motto was, “…”", or -1."""
    row = scene.row
    place = row.places[number]
    if place < 3:
        return -1
    end = place - (row.words[place - 1] in (":", ","))
    if row.words[place - 1] != ":" and row.lower[end - 1] not in _BEING:
        return -1
    first = end
    while first and row.sentences[first - 1] == row.sentences[place - 1]:
        first -= 1
    for noun in range(end - 1, first, -1):
        if row.lower[noun] in _SUMMING:
            after = row.lower[noun + 1 : end]
            told = after[1:] if after[:1] in (["to"], ["for"]) else after[:1]
            if not after or not _BEING.isdisjoint(told):
                return _owner_of(scene, noun)
        if row.words[noun] == ",":
            break
    return -1


def _owner_of(scene: Scene, noun: int) -> int:
    """Whoever owns what a noun names, with a word or two between: "Lind’s only answer"."""
    at = bisect_left(scene.firsts, noun) - 1
    while at >= 0 and not _may_own(scene, at, noun):
        if scene.mentions[at].last < noun - _BETWEEN:
            return -1
        at -= 1
    return at if at >= 0 and noun - scene.mentions[at].last <= _BETWEEN else -1


def _may_own(scene: Scene, at: int, noun: int) -> bool:
    mention = scene.mentions[at]
    if mention.last > noun:
        return False
    if mention.kind == "pronoun":
        return scene.tables.pronouns.get(mention.head) in ("male", "female")
    return mention.possessor and (mention.kind in ("name", "org") or is_body(scene, mention))


def put_by(scene: Scene, number: int) -> int:
    """“…” is how Lind put it, “…” was Lind’s only reply: the subject behind, or -1."""
    row = scene.row
    after = row.places[number] + 1
    after += row.words[after] == ","
    if row.lower[after] not in _BEING:
        return -1
    if row.lower[after + 1 : after + 2] != ["how"]:
        reply = (at for at in range(after + 2, after + _REPLY) if row.lower[at : at + 1])
        noun = next((at for at in reply if row.lower[at] in _SUMMING), -1)
        return _owner_of(scene, noun) if noun >= 0 and BREAK not in row.words[after:noun] else -1
    at = bisect_left(scene.firsts, after + 2)
    near = at < len(scene.firsts) and scene.firsts[at] <= after + 3
    return at if near and scene.links[at].pattern in ("mv", "m,v") else -1


def introduced(scene: Scene, number: int) -> int:
    """The subject of the sentence before a paragraph that is all quotation, or -1.

    Only for a whole sentence of some length, and where that subject is a person.
    """
    row, stretch = scene.row, scene.stretches[number]
    place = row.places[number]
    if place and row.words[place - 1] == ":":
        return _subject_before(scene, place - 1)
    alone = place > 1 and row.words[place - 1] == BREAK and row.words[place + 1] == BREAK
    if not alone or not stretch.closed or row.text[stretch.end - 1] not in ".?!…":
        return -1
    if row.text.count(" ", stretch.start, min(stretch.end, stretch.start + 200)) < _SHORTEST:
        return -1
    end = place - 1
    while end and row.words[end - 1] == BREAK:
        end -= 1
    first = end
    while first and row.sentences[first - 1] == row.sentences[end - 1]:
        first -= 1
    if QUOTE in row.words[first:end] or row.words[end - 1] not in (".", ":", "!"):
        return -1
    at = bisect_left(scene.firsts, first)
    told = at < len(scene.firsts) and scene.firsts[at] - first <= 1 and is_someone(scene, at)
    return at if told else -1


def according_before(scene: Scene, number: int) -> int:
    """The cost, according to its owner, Maja Lind, is “…”: the source between commas, or -1."""
    row, place = scene.row, scene.row.places[number]
    sentence = row.sentences[place]
    for at in range(bisect_left(scene.firsts, place) - 1, -1, -1):
        mention = scene.mentions[at]
        if row.sentences[mention.first] != sentence or place - mention.last > _REPLY:
            return -1
        if scene.links[at].lemma == "according" and scene.links[at].pattern != "m,N":
            return at if row.words[mention.last] == "," else -1
    return -1


def led_by(scene: Scene, number: int) -> int:
    """Who did what a colon ends right before the words, by name, or -1: X shook his head: “…”."""
    place = scene.row.places[number]
    at = -1 if number in scene.clear else _subject_before(scene, place - 1)
    return at if at >= 0 and scene.mentions[at].kind == "name" else -1


def _subject_before(scene: Scene, end: int) -> int:
    """The person with whom the sentence begins that a colon ends, or -1: X held the eulogy: “…”."""
    row, first = scene.row, end
    while first and row.sentences[first - 1] == row.sentences[end]:
        first -= 1
    at = bisect_left(scene.firsts, first)
    fits = at < len(scene.firsts) and scene.firsts[at] == first and is_someone(scene, at)
    return at if fits and QUOTE not in row.words[first:end] else -1


def is_someone(scene: Scene, at: int) -> bool:
    """A person by name or pronoun, as a subject."""
    mention = scene.mentions[at]
    if mention.possessor or mention.inside or scene.links[at].pattern in ("prep", "obj"):
        return False
    if mention.kind == "pronoun":
        return scene.tables.pronouns.get(mention.head) in ("male", "female")
    return mention.kind == "name" and (
        len(mention.name) > 1 or mention.titled or mention.person >= 0
    )


def relayed(scene: Scene, number: int, mention: int) -> int:
    """Of “…,” X told growers, according to Y: X, who said it, and not ``mention``, who relays it."""
    row, link = scene.row, scene.links[mention]
    place = row.places[number]
    if link.lemma == "report" and link.verb > place and scene.mentions[mention].kind == "org":
        return _said_before(scene, place, mention)
    elsewhere = row.sentences[scene.mentions[mention].first] != row.sentences[place]
    if elsewhere and number not in scene.clear:
        told = according_before(scene, number)
        return told if told >= 0 else mention
    if link.pattern != "acc" or link.verb < place or row.lower[link.verb] != "according":
        return mention
    for at in range(bisect_left(scene.firsts, place), mention):
        other = scene.links[at]
        near = other.verb >= 0 and row.sentences[other.verb] == row.sentences[link.verb]
        if other.pattern in _SAYING and near and scene.mentions[at].kind in _SOMEBODY:
            return at
    return mention


def _said_before(scene: Scene, place: int, paper: int) -> int:
    """Of “X said: “…,” the Tide reported": X, or the paper where nobody says anything right before the marks."""
    at = bisect_left(scene.firsts, place) - 1
    link = scene.links[at] if at >= 0 else NONE
    near = link.pattern in _SAYING and 0 < place - link.verb <= _SHORTEST
    return at if near and scene.row.words[place - 1] in (":", ",") else paper
