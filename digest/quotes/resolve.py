"""A mention -> the person it stands for: pronouns and "the spokesman" to the nearest fitting name.

In: a scene, its cast, the mention chosen for a quotation and the one chosen before it.
Out: who it is, how sure that is, and who else it could be.
"""

from __future__ import annotations

import msgspec

from digest.quotes.antecedents import Reference, antecedents, bodies, decide
from digest.quotes.appositions import comma_behind
from digest.quotes.bodies import OWNED, PRESS, PROPER, fuller_body, is_body, is_proper, owning_name
from digest.quotes.descriptions import described, is_person_phrase, words_of
from digest.quotes.holders import PLAIN, by_standing, by_words
from digest.quotes.joint import pair_before
from digest.quotes.mention import Mention, bare
from digest.quotes.papers import author_of, is_own
from digest.quotes.people import Cast
from digest.quotes.pronouns import pronoun
from digest.quotes.scene import Scene
from digest.quotes.signs import NUMBERS

_OWNING = frozenset(
    ("his", "her", "its", "sein", "seine", "ihr", "ihre", "son", "sa", "su", "seu", "sua", "suo", "zijn", "haar")
)  # fmt: skip
_NAMED = frozenset(("named", "identified", "anonymity", "anonymous", "name"))
_OWN_PIECES = frozenset(("editorial", "article", "story", "report"))  # of a newspaper
_HUMAN = frozenset(("who", "qui", "quien"))
_TOLD = 5  # words: "by the consulting firm"
_OF_TWO = frozenset(("former", "latter"))


def apposed_name(scene: Scene, index: int) -> int | None:
    """“his wife, Moira Pettifer": the mention of the name behind the comma."""
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
        sure = 0.5 if mention.rivals else 1.0
        return Reference(mention.person, sure, mention.rivals, "name")
    if mention.kind == "pronoun":
        return pronoun(scene, cast, index, previous)
    if mention.kind in ("definite", "indefinite") and mention.head in scene.tables.papers:
        owner = _owner(scene, index)
        if owner is not None:
            return Reference(owner, 0.7, (), f"{mention.head} of a name")
    if mention.kind == "definite" and mention.head in scene.tables.papers:
        return _paper(scene, cast, index, previous)
    if mention.kind == "definite":
        if mention.head in _OF_TWO and mention.last - mention.first == 2:
            return _of_two(scene, index)
        owned = _owned_body(scene, cast, index, previous) if mention.head in OWNED else None
        return owned or _nominal(scene, cast, index, previous)
    return Reference(rule="unnamed")


def _paper(scene: Scene, cast: Cast, index: int, previous: int | None) -> Reference:
    """“The statement said", "her letter said": whoever wrote it, if the article tells."""
    mention = scene.mentions[index]
    if is_own(scene, mention):
        own = scene.row.lower[mention.first]
        ranked = antecedents(scene, cast, index, scene.tables.pronouns[own][0], previous)
        return decide(ranked, f"{own} {mention.head}", PLAIN)
    author = author_of(scene, index)
    if author < 0:
        return Reference(rule="unnamed")
    person = scene.spoke.get(author, scene.mentions[author].person)
    if person < 0 and scene.mentions[author].kind != "indefinite":
        found = resolve(scene, cast, author, previous)
        if found.owner >= 0:  # his campaign sent an email
            return msgspec.structs.replace(
                found, phrase=author if found.phrase < 0 else found.phrase
            )
        person = found.person
    rule = f"who wrote the {mention.head}"
    if person < 0 and is_proper(scene, scene.mentions[author]):
        return Reference(-1, 0.6, (), rule, author)
    if person < 0 or cast.people[person].kind == "place":
        return Reference(rule="unnamed")
    return Reference(person, 0.6, (), rule)


def _of_two(scene: Scene, index: int) -> Reference:
    """“the latter": the second of two people told before, or nobody."""
    pair, head = pair_before(scene, index), scene.mentions[index].head
    if not pair:
        return Reference(rule="unnamed")
    return Reference(scene.mentions[pair[head == "latter"]].person, 0.8, (), f"the {head}")


def _nominal(scene: Scene, cast: Cast, index: int, previous: int | None) -> Reference:
    mention = scene.mentions[index]
    row, tables = scene.row, scene.tables
    own = row.lower[mention.first]
    body = is_body(scene, mention)
    apart = _is_apposed(scene, index) if body else _declines(scene, mention)
    if own in ("their", "our", "my") or apart:
        return Reference(rule="unnamed")
    words = words_of(scene, mention)
    scores: dict[int, float] = {}
    for number, score in described(scene, cast, words, mention, index):
        scores[number] = max(score, scores.get(number, 0.0))
    if scores:
        return by_words(scene, cast, index, previous, scores)
    if own in _OWNING or any(
        bare(word) != word for word in row.lower[mention.first : mention.last - 1]
    ):
        return Reference(rule="unnamed")
    alone = mention.last - mention.first == 2 or not body
    alone = alone or (mention.head in PRESS and not _is_told_apart(scene, index))
    if mention.head in tables.single_groups and not alone:
        return Reference(rule="unnamed")  # the environment ministry
    if mention.head in tables.single_groups and not _is_told_apart(scene, index):
        return decide(bodies(scene, cast, index, previous), f"the {mention.head}", PLAIN)
    if tables.lang == "de" and body:
        return Reference(rule="unnamed")
    parent = mention.head in ("mother", "father") and row.lower[mention.last + 1] in NUMBERS
    if not is_person_phrase(mention, tables) or (row.lower[mention.last] == "of" and not parent):
        return Reference(rule="unnamed")
    return by_standing(scene, cast, index, previous)


def _is_apposed(scene: Scene, index: int) -> bool:
    """“Clear Harbour, the advocacy group, says": a phrase behind a name is of that name, and of nobody before."""
    row, mention = scene.row, scene.mentions[index]
    before = scene.mentions[index - 1]
    parted = row.words[mention.first - 1] == row.words[mention.last] == ","
    return index > 0 and parted and bool(before.name) and before.last == mention.first - 1


def _owned_body(scene: Scene, cast: Cast, index: int, previous: int | None) -> Reference | None:
    """“Lind’s campaign", "her campaign", and "the campaign" behind either: by whom it belongs to."""
    mention = scene.mentions[index]
    name = owning_name(scene, index)
    if name >= 0:
        owner = scene.mentions[name].person
        return Reference(rule=f"{mention.head} of a name", owner=owner) if owner >= 0 else None
    kind = scene.tables.pronouns.get(scene.row.lower[mention.first], "")
    if mention.head not in PROPER:
        return None
    if kind in ("male", "female"):
        ranked = antecedents(scene, cast, index, kind[0], previous)
        found = decide(ranked, f"{mention.head} of a pronoun", PLAIN)
        return msgspec.structs.replace(found, person=-1, owner=found.person)
    fuller = fuller_body(scene, index)
    if fuller < 0:
        return None
    found = _owned_body(scene, cast, fuller, previous) or Reference(rule=f"the {mention.head}")
    return msgspec.structs.replace(found, phrase=fuller)


def _declines(scene: Scene, mention: Mention) -> bool:
    """“the clerk, who asked not to be named": nobody whom the article names."""
    behind = scene.row.lower[mention.last : mention.last + 10]
    return behind[:2] == [",", "who"] and not _NAMED.isdisjoint(behind)


def _is_told_apart(scene: Scene, index: int) -> bool:
    """“the British embassy in Oslo": a body that its own words tell, and no name before."""
    row, mention = scene.row, scene.mentions[index]
    return any(word[0].isupper() for word in row.words[mention.first + 1 : mention.last])


def _owner(scene: Scene, index: int) -> int | None:
    """The person in whose name a phrase begins or ends: "Lind's letter", "a letter from Lind"."""
    mention = scene.mentions[index]
    for at in range(index + 1, min(index + 3, len(scene.mentions))):
        other = scene.mentions[at]
        if not other.name or other.person < 0 or other.kind == "place":
            continue  # her Ohio ad
        if not other.possessor and _is_author(scene, mention, other):
            return other.person
        if other.last <= mention.last:
            return other.person
    return None


def _is_author(scene: Scene, paper: Mention, author: Mention) -> bool:
    """Whether only "from", "by" and an article, or "the bank", stand between a document and a name, or "in" and a newspaper’s."""
    between = scene.row.lower[paper.last : author.first]
    if not between:
        return False
    told = between[0] != "in" and between[-1] in scene.tables.impersonal
    if len(between) > (_TOLD if told else 2) or "," in between:
        return False
    own = between[0] == "in" and author.kind == "org" and paper.head in _OWN_PIECES
    return own or between[0] in ("from", "by")


def relative_head(scene: Scene, index: int) -> int | None:
    """The mention that "who" belongs to."""
    at, human = scene.mentions[index].first, scene.mentions[index].head in _HUMAN
    for back in range(index - 1, max(-1, index - 5), -1):
        other = scene.mentions[back]
        if other.kind != "pronoun" and not other.inside and at - other.last <= 12:
            return _of_whom(scene, back) if human else back
    return None


def _of_whom(scene: Scene, index: int) -> int:
    """“a friend of Ada Holm, who …": somebody whose phrase a mention ends, or the mention itself."""
    link = scene.links[index]
    for before in range(max(0, index - 2), index if link.pattern == "inner" else 0):
        other = scene.links[before]
        same = other.verb == link.verb and other.pattern == "m,colon"
        if same and is_person_phrase(scene.mentions[before], scene.tables):
            return before
    return index


def speaking_mention(scene: Scene, index: int) -> int:
    """The mention that carries the name: behind an apposition's comma, or before "who"."""
    if (
        scene.mentions[index].kind == "pronoun"
        and scene.tables.pronouns.get(scene.mentions[index].head) == "relative"
    ):
        head = relative_head(scene, index)
        return index if head is None else head
    if scene.links[index].pattern == "m,N":
        name = apposed_name(scene, index)
        return index if name is None else name
    return index
