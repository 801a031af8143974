"""What stands behind a mention: the verb of saying whose subject it is, or a colon.

In: the row and a mention. Out: its link, or none.
"""

from __future__ import annotations

from digest.quotes.mention import Link, Mention
from digest.quotes.narration import BREAK, QUOTE, Row
from digest.quotes.outlets import OPENING, past_marks
from digest.quotes.signs import (
    ADVERB,
    APOSTROPHE,
    AUXILIARY,
    CLAUSE_END,
    COLON,
    COMMA,
    DETERMINER,
    OF,
    PHRASE_END,
    PREPOSITION,
    RELATIVE,
    ROLE,
    SAYING,
)
from digest.quotes.tables import Tables

_ASKING = frozenset(("ask", "decline", "refuse", "speak", "request", "want", "give"))
_INFINITIVE = frozenset(
    ("to", "not", "be", "been", "being", "was", "or", "and", "a", "the", "his", "her")
)
_QUOTING = frozenset(("quoted", "quotes", "cited", "cites"))
ENCLOSING = OPENING | {"("}
_APPOSITIVE = 32  # words that may stand between a name and its verb
_PASSIVE = frozenset(("is", "are", "was", "were", "been", "be", "being"))
_RELATIVE_WORDS = frozenset(("who", "qui", "quien", "que", "which", "der", "die"))
_VERBAL = AUXILIARY | SAYING | ADVERB
FOLLOWING = _VERBAL | APOSTROPHE | COLON | COMMA | RELATIVE | PREPOSITION  # what may link
_TURNING = PHRASE_END | COMMA | SAYING  # in a phrase behind a noun
_BOUNDS = PHRASE_END | COMMA  # of an apposition
_CLAUSE_ENDS = frozenset((BREAK, ".", ";", QUOTE))


def link_behind(row: Row, mention: Mention, tables: Tables) -> Link | None:
    """The link by what stands behind a mention."""
    at = mention.last
    if row.signs[at] & APOSTROPHE:
        at += 1
    if mention.possessor:
        return _owned(row, at, tables)
    if row.words[at] in ENCLOSING:
        at = _past_enclosed(row, at)
    sign = row.signs[at]
    if sign & _VERBAL:
        found = _verb_at(row, at, tables)
        if found >= 0:
            return _past_gerund(row, found, tables) or _telling(row, found, tables)
    if sign & COLON:
        return Link("colon", at)
    if sign & COMMA:
        return _past_comma(row, mention, at, tables)
    if sign & RELATIVE:
        found = _verb_at(row, at + 1, tables)
        if found >= 0:
            return _past_asking(row, found, tables) or Link(
                "mwv", found, tables.verbs[row.lower[found]]
            )
        past = _past_phrase(row, at, tables)  # a mechanic who cleans the plane admitted
        ends = past is not None and row.signs[past.verb + 1] & (PHRASE_END | COMMA)
        return past if past and past.pattern == "mpv" and ends else None
    return _past_phrase(row, at, tables) if sign & (PREPOSITION | OF) else None


def _past_asking(row: Row, asked: int, tables: Tables) -> Link | None:
    """“an official who asked not to be named told X": the verb of the sentence."""
    if tables.verbs[row.lower[asked]] not in _ASKING:
        return None
    for step, sign in enumerate(row.signs[asked + 1 : asked + 16], asked + 1):
        if sign & (PHRASE_END | COMMA):
            return None
        if sign & SAYING and not sign & ROLE and row.lower[step - 1] not in _INFINITIVE:
            return Link("mpv", step, tables.verbs[row.lower[step]])
    return None


def _past_gerund(row: Row, verb: int, tables: Tables) -> Link | None:
    """“a source speaking to Radio Vik said": the verb of the sentence."""
    if row.lower[verb] not in tables.gerunds or not row.signs[verb + 1] & (PREPOSITION | OF):
        return None
    past = _past_phrase(row, verb, tables)
    return past if past and past.pattern == "mpv" else None


def _telling(row: Row, verb: int, tables: Tables) -> Link:
    """“X said"; but in “the paper quoted X as saying" the paper does not speak."""
    lemma = tables.verbs[row.lower[verb]]
    if row.lower[verb] in _QUOTING and "saying" in row.lower[verb : verb + 12]:
        return Link("prep", -1, lemma)
    return Link("mv", verb, lemma)


def _past_comma(row: Row, mention: Mention, at: int, tables: Tables) -> Link | None:
    if row.words[at] in row.words[mention.first : mention.name_first]:
        found = _verb_at(row, at + 1, tables)
        if found >= 0:  # a nurse, who gave her name as X, said
            return Link("mv", found, tables.verbs[row.lower[found]])
    return _past_appositive(row, at, tables)


def _past_phrase(row: Row, at: int, tables: Tables) -> Link | None:
    """“an expert on trade at the Institute said": a prepositional phrase between noun and verb."""
    for step, sign in enumerate(row.signs[at + 1 : at + 14], at + 1):
        if not sign & _TURNING:
            continue
        word = row.lower[step]
        if word == ",":
            return _past_appositive(row, step, tables)
        if sign & PHRASE_END:
            return Link("colonfar", step) if sign & COLON else None
        verb = sign & SAYING and not sign & ROLE and word not in tables.gerunds
        if verb and not row.signs[step - 1] & DETERMINER:
            return Link("mpv", step, tables.verbs[word])
    return None


def _owned(row: Row, at: int, tables: Tables) -> Link | None:
    """“Smith's letter said", "the paper's report: ..."."""
    for step in range(at, min(at + 4, len(row.words))):
        if row.words[step] in (QUOTE, BREAK, ",", "."):
            return None
        if row.lower[step] in tables.verbs and step > at:
            return Link("mofv", step, tables.verbs[row.lower[step]])
    return None


def _verb_at(row: Row, at: int, tables: Tables) -> int:
    """The verb of saying at a place, past auxiliaries and adverbs; -1 where there is none."""
    step, signs = at, row.signs
    while step < at + 4:
        sign = signs[step]
        if not sign & _VERBAL and (step == at or row.lower[step] not in tables.days):
            return -1
        if sign & SAYING and not sign & AUXILIARY:
            return -1 if step > at and _is_passive(row, at, step, tables) else step
        step += 1
    return -1


def _is_passive(row: Row, at: int, verb: int, tables: Tables) -> bool:
    """“was advised", "has been told": the subject did not speak."""
    if tables.lang != "en" or row.lower[verb] in tables.gerunds:
        return False
    return not _PASSIVE.isdisjoint(row.lower[at:verb])


def _past_enclosed(row: Row, at: int) -> int:
    """Behind what stands in brackets, or the name of a paper in marks; ``at`` where it does not end."""
    return _skip_to(row, at, ")") + 1 or at if row.words[at] == "(" else past_marks(row, at)


def _skip_to(row: Row, at: int, sign: str) -> int:
    for step in range(at + 1, min(at + 8, len(row.words))):
        if row.words[step] == sign:
            return step
        if row.words[step] == BREAK:
            return -1
    return -1


def _past_appositive(row: Row, at: int, tables: Tables) -> Link | None:
    """X, a word or a clause about X, said."""
    found = _verb_at(row, at + 1, tables)
    if found >= 0:
        gerund = row.lower[found] in tables.gerunds
        return Link("mcg" if gerund else "mcv", found, tables.verbs[row.lower[found]])
    for step, sign in enumerate(row.signs[at + 1 : at + _APPOSITIVE], at + 1):
        if not sign & _BOUNDS:
            continue
        if sign & CLAUSE_END:
            break
        if sign & COLON:
            return Link("m,colon", step)
        found = _verb_at(row, step + 1, tables)
        if found >= 0:
            gerund = row.lower[found] in tables.gerunds
            return Link("m,g" if gerund else "m,v", found, tables.verbs[row.lower[found]])
    return _relative_verb(row, at + 1, tables)


def _relative_verb(row: Row, at: int, tables: Tables) -> Link | None:
    """X, who said ..."""
    if at >= len(row.words) or row.lower[at] not in _RELATIVE_WORDS:
        return None
    for step in range(at, min(at + 4, len(row.words))):
        if row.words[step] in _CLAUSE_ENDS or row.words[step] == ":":
            return None
        word = row.lower[step]
        if word in tables.verbs and row.words[step][0].islower() and word not in tables.auxiliary:
            return Link("mwv", step, tables.verbs[word])
    return None
