"""A mark that never closes -> words that end where the narration plainly goes on: “I was tired, he said.

In: the stretches of a text. Out: the same, the unclosed ones cut before a clause that tells who spoke.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from digest.quotes.marks import Layout, Stretch
from digest.quotes.tables import Tables

_TURN = re.compile(r"[,?!…][ \t\u00a0]+")
_WORD = re.compile(r"[^\W\d_](?:[’'\-&/]?\w)*\.?|\d+|\S")
_END = re.compile(r"[.!?…](?=\s|$)")
_LONGEST_CLAUSE = 160  # signs
_LONGEST_SUBJECT = 6  # words
_NARRATED = frozenset(("male", "female", "plural"))
_TELLING = frozenset(("tell", "inform", "assure", "ask"))


def cut_unclosed(layout: Layout, text: str, tables: Tables) -> Layout:
    """Linear: a few words behind each comma of an unclosed stretch are looked at."""
    if all(stretch.closed for stretch in layout.stretches):
        return layout
    cut = tuple(one if one.closed else _cut(one, text, tables) for one in layout.stretches)
    return Layout(layout.paragraphs, cut)


def _cut(stretch: Stretch, text: str, tables: Tables) -> Stretch:
    for turn in _TURN.finditer(text, stretch.start, stretch.end):
        if turn.start() > stretch.start and _is_clause(text, turn.end(), stretch.end, tables):
            end = turn.start() + 1
            return msgspec.structs.replace(stretch, end=end, outer_end=end, cut=True)
    return stretch


def _is_clause(text: str, start: int, stop: int, tables: Tables) -> bool:
    """Whether a clause that tells who spoke fills the text from here to the end of its sentence."""
    ends = _END.search(text, start, min(stop, start + _LONGEST_CLAUSE))
    if ends is None and stop - start > _LONGEST_CLAUSE:
        return False
    words: list[str] = _WORD.findall(text, start, ends.start() if ends else stop)
    if not words:
        return False
    first = _past_auxiliaries(words, 0, tables)
    if _says(words[first], tables):
        return first + 1 < len(words) and _subject(words, first + 1, tables) > first + 1
    subject = _subject(words, 0, tables)
    last = _past_auxiliaries(words, _past_apposition(words, subject), tables)
    return subject > 0 and _says(words[last], tables) and _has_said_all(words, last, tables)


def _past_auxiliaries(words: Sequence[str], at: int, tables: Tables) -> int:
    """Never behind the last word."""
    while at < len(words) - 1 and words[at] in tables.auxiliary:
        at += 1
    return min(at, len(words) - 1)


def _past_apposition(words: list[str], at: int) -> int:
    """“Reiner, the mayor of Corvale, said": behind the second comma."""
    if words[at : at + 1] != [","] or "," not in words[at + 1 :]:
        return at
    return words.index(",", at + 1) + 1


def _says(word: str, tables: Tables) -> bool:
    lemma = tables.verbs.get(word)
    return word[0].islower() and (lemma in tables.strong or lemma in _TELLING)


def _subject(words: Sequence[str], at: int, tables: Tables) -> int:
    """Behind the pronoun, the name or the short phrase that begins at ``at``; ``at`` where none does."""
    word = words[at]
    if tables.pronouns.get(word) in _NARRATED:
        return at + 1
    last = at
    if word in tables.determiners:
        last += 1
        while last < len(words) and last - at < _LONGEST_SUBJECT and _is_plain(words[last], tables):
            last += 1
        return last if last > at + 1 else at
    while last < len(words) and words[last][0].islower() and _is_plain(words[last], tables):
        last += 1  # harbour master Maja Lind
    while last < len(words) and (words[last][0].isupper() or words[last] in tables.particles):
        last += 1
    named = last > at and words[last - 1][0].isupper()
    return last if named and tables.pronouns.get(word.lower()) is None else at


def _is_plain(word: str, tables: Tables) -> bool:
    return word[0].isalpha() and (word not in tables.bounding or word in tables.roles)


def _has_said_all(words: Sequence[str], verb: int, tables: Tables) -> bool:
    """“he said on Monday", "he told reporters"; not "she said it would rain", which somebody may say."""
    if verb + 1 == len(words) or tables.verbs[words[verb]] in _TELLING:
        return True
    word = words[verb + 1].lower()
    return (
        not word[0].isalnum()
        or word in tables.prepositions
        or word in tables.days
        or word.endswith("ly")
    )
