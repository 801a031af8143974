"""The words before a name that say what somebody is, as the article has them."""

from __future__ import annotations

from digest.quotes.mention import Mention, bare, is_age
from digest.quotes.narration import BREAK, QUOTE
from digest.quotes.roles import naming_start
from digest.quotes.scene import Scene

ENDS = frozenset((QUOTE, BREAK, ".", ";", ":", "!", "?"))
DASHES = frozenset(("—", "–", "--", "―"))
LONGEST = 60  # words of a role or a clause
_LONGEST_APPOSED = 16
_COUNTING = frozenset(("that", "this", "every", "each"))  # every night at two
_STYLES = frozenset(
    ("excellency", "majesty", "highness", "holiness", "eminence", "honor", "honour")
)


def _is_one_of(scene: Scene, low: int, first: int, heads: set[str]) -> bool:
    """“one of the three, X": no role; but “one of her two lawyers, X" is one."""
    known = any(head.removesuffix("s") in scene.tables.roles for head in heads)
    return not known and {"one", "of"} <= set(scene.row.lower[low : first + 2])


def text_of(scene: Scene, first: int, last: int) -> str | None:
    if last <= first:
        return None
    row = scene.row
    return " ".join(row.text[row.start_of(first) : row.end_of(last - 1)].split()) or None


def role_before(scene: Scene, index: int) -> str | None:
    """The role before a name; none before a phrase. Told once, however many quotations ask."""
    if index not in scene.before:
        mention = scene.mentions[index]
        scene.before[index] = _role_before(scene, mention) if mention.name else None
    return scene.before[index]


def _role_before(scene: Scene, mention: Mention) -> str | None:
    """The words before a name: "Pentagon spokesman Brigadier General"; "Russia's ambassador to the UN,"."""
    row = scene.row
    first, last = mention.first, mention.name_first
    while first < last and (row.lower[first] in scene.tables.days or is_age(row.lower[first])):
        first += 1
    if first + 1 < last and row.lower[first + 1] in _STYLES:
        first += 2  # Her Excellency X
    last = naming_start(row, first, last)
    words = [row.lower[at].rstrip(".") for at in range(first, last)]
    if last > first and not all(word in scene.tables.honorifics for word in words):
        while words[-1] in scene.tables.honorifics and (
            words[-1] == "h.c" or row.words[first + len(words) - 1][0].isupper()
        ):
            if words[-1] == "frau" and _is_owned(words[-2]):
                break
            words.pop()
        opening = _owned_start(scene, first, words)
        return text_of(scene, opening, first + len(words))
    if first > 1 and row.words[first - 1] == ",":
        start = apposition_start(scene, first - 1)
        while start is not None and row.lower[start] in scene.tables.days:
            start += 1
        if start is not None:
            return text_of(scene, start, first - 1)
    return None


def _is_owned(before: str) -> bool:
    """Whether a German word tells whose wife somebody is: Holms Frau, seine Frau."""
    return before.endswith("s") or before in (
        "seine",
        "seiner",
        "deren",
        "dessen",
        "unsere",
        "meine",
    )


def _owned_start(scene: Scene, first: int, words: list[str]) -> int:
    """“the port’s director, Colonel X": where the apposition begins before ranks alone."""
    tables = scene.tables
    if first < 2 or scene.row.words[first - 1] != ",":
        return first
    if not set(words) <= tables.ranks | tables.honorifics | tables.determiners:
        return first
    start = apposition_start(scene, first - 1)
    return first if start is None else start


def apposition_start(scene: Scene, comma: int) -> int | None:
    row, tables = scene.row, scene.tables
    at = comma
    while at > 0:
        if comma - at >= _LONGEST_APPOSED:
            return None
        word = row.words[at - 1]
        if word in ENDS or word == "," or word in DASHES:
            break
        if (
            row.lower[at - 1] in tables.verbs
            and word[0].islower()
            and row.lower[at - 1] not in tables.roles
            and not any(each[:3] == "who" for each in row.lower[max(0, at - 4) : at - 1])
        ):
            break  # not for: the woman who’d found it, X
        at -= 1
        if row.lower[at - 2 : at] in (["words", "of"], ["according", "to"]):
            break  # in the words of his apprentice, X
        opens = row.lower[at] in tables.determiners and at > 0
        genitive = tables.lang == "de" and row.words[at - 1][0].isupper()
        if (
            opens
            and not genitive
            and row.lower[at - 1] not in tables.prepositions
            and row.lower[at - 1] not in tables.conjunctions
            and (row.lower[at - 1] == "that" or row.lower[at - 1] not in tables.determiners)
        ):
            break
    heads = {row.lower[step].rstrip(".") for step in range(at, comma)}
    if (
        at == comma
        or (row.lower[at] in _COUNTING and not heads & tables.roles)
        or _is_one_of(scene, max(0, at - 3), at, heads)
        or (row.lower[comma - 1] in tables.papers and heads.isdisjoint(tables.roles))
        or not (
            heads & tables.roles
            or heads & tables.titles
            or row.lower[at] in tables.determiners
            or bare(row.lower[at]) != row.lower[at]
        )
    ):
        return None
    article = row.lower[at] in tables.determiners  # a ministra do Mar
    preposition = row.lower[at] in tables.prepositions and not article
    if preposition and row.lower[at] not in ("laut", "pour", "según", "per", "para"):
        return None
    if row.lower[at] in ("and", "but") and at + 1 < comma:
        return at + 1
    led = preposition or row.lower[at] in tables.according
    return at + 1 if led else at
