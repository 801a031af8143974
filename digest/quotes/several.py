"""People without an article before them who are told apart behind: "Sources close to the palace", "Police in Halden"."""

from __future__ import annotations

from collections.abc import Iterator

from digest.quotes.mention import Mention
from digest.quotes.narration import BREAK, QUOTE, Row
from digest.quotes.signs import BOUNDING, DETERMINER, PREPOSITION, SAYING, SMALL
from digest.quotes.tables import Tables

_LINKING = frozenset(("close", "familiar", "loyal", "opposed", "present"))  # to the palace
_OPENING = frozenset((BREAK, QUOTE, ",", "but", "and", "while", "—", "–"))
_LONGEST = 5  # words of a bare phrase
_MOST = 2  # words before the noun: "Local residents"


def find_several(row: Row, tables: Tables) -> Iterator[Mention]:
    """Their mentions, up to the preposition; only where a sentence or a clause begins with them."""
    lower, several = row.lower, tables.several
    for noun in row.crowds:
        if lower[noun] == "according" and lower[noun + 1] == "to":
            yield from _sources(row, noun + 2, tables)
    for noun in row.crowds:
        last = noun + 1
        if lower[noun] not in several:
            continue
        at = last + (lower[last] in _LINKING)
        if not row.signs[at] & PREPOSITION:
            continue
        first = noun
        while first and noun - first < _MOST and _describes(row, first - 1, last, tables):
            first -= 1
        if _opens(row, first):
            yield Mention("bare", first, at, at, (), lower[noun])


def _sources(row: Row, first: int, tables: Tables) -> Iterator[Mention]:
    """“according to police records", "according to local residents": plain words up to their noun."""
    last = first
    while last - first < _LONGEST and row.signs[last] & SMALL and not row.signs[last] & BOUNDING:
        last += 1
    if last == first or row.lower[last - 1] in _LINKING:
        last -= last > first
    head = row.lower[last - 1]
    known = head in tables.several or head.removesuffix("s") in tables.documents
    if last > first and (known or head in tables.documents):
        yield Mention("bare", first, last, last, (), head)


def _describes(row: Row, at: int, last: int, tables: Tables) -> bool:
    """A plain word of the same sentence, perhaps the first of it."""
    word = row.lower[at]
    if (
        row.sentences[at] != row.sentences[last - 1]
        or not word.isalpha()
        or word in tables.bounding
    ):
        return False
    return bool(row.signs[at] & SMALL) or _opens(row, at)


def _opens(row: Row, at: int) -> bool:
    """At the beginning of a sentence or a clause, or behind “…,” said."""
    if row.signs[at] & DETERMINER:
        return False
    if at > 1 and row.signs[at - 1] & SAYING and row.words[at - 2] in (QUOTE, ","):
        return True
    return not at or row.sentences[at - 1] != row.sentences[at] or row.lower[at - 1] in _OPENING
