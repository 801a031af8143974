"""Narration within the marks, as in French: « Un pont, a dit la maire, Ada Holm, n’est rien. », and what is left.

In: the stretches of a text. Out: the same, each parted where a clause tells who spoke.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from digest.quotes.marks import Layout, Stretch
from digest.quotes.tables import Tables

_TURN = re.compile(
    r"([ \u00a0]?[,!?…])(?:[ \u00a0]-)?[ \u00a0]+(?:s[’']|se |nous |lui |leur |me |m[’'])?(?=[a-zàâéêîô])"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*[’']?|\d+|[^\s\w]")
_END = re.compile(r"(?<!\bM)(?<!\bMM)(?<!\bDr)(?<!\bMe)[.!?…](?=[\s\u00a0]|$)")
_ASKED = frozenset(("il", "elle", "ils", "elles", "on"))
_LONGEST = 220  # signs of a clause
_SPOKEN = frozenset(
    (
        "est",
        "sont",
        "était",
        "sera",
        "a",
        "ont",
        "va",
        "vont",
        "faut",
        "fait",
        "peut",
        "reste",
        "c’",
        "c'",
    )
)
_GOING_ON = frozenset(
    (
        "on",
        "nous",
        "je",
        "j’",
        "j'",
        "vous",
        "tu",
        "il",
        "elle",
        "ils",
        "elles",
        "ça",
        "cela",
        "ce",
        "n’",
        "n'",
        "y",
    )
)
_BY_THE_WAY = frozenset(
    ("à", "au", "aux", "devant", "sur", "dans", "lors", "en", "ce", "hier", "pour")
)


def part_interjected(layout: Layout, text: str, tables: Tables) -> Layout:
    """Linear: the words behind each comma of a stretch are looked at."""
    if tables.lang != "fr":
        return layout
    parted = (piece for each in layout.stretches for piece in _pieces(each, text, tables))
    return Layout(layout.paragraphs, tuple(parted))


def _pieces(stretch: Stretch, text: str, tables: Tables) -> Iterator[Stretch]:
    for turn in _TURN.finditer(text, stretch.start, stretch.end):
        if turn.start() <= stretch.start:
            continue
        clause = _clause_end(text, turn.end(), stretch.end, tables)
        if clause < 0:
            continue
        end = turn.end(1)
        yield msgspec.structs.replace(stretch, end=end, outer_end=end, closed=True)
        rest = clause
        while rest < stretch.end and not text[rest].isalnum():
            rest += 1
        if rest < stretch.end:
            yield from _pieces(
                msgspec.structs.replace(stretch, start=rest, outer_start=rest), text, tables
            )
        return
    yield stretch


def _clause_end(text: str, start: int, stop: int, tables: Tables) -> int:
    """Where the clause ends that begins with a verb of saying and its subject; -1 where none does."""
    stop = min(stop, start + _LONGEST)
    ends = _END.search(text, start, stop)
    limit = ends.end() if ends else stop
    words = [(match[0], match.start()) for match in _WORD.finditer(text, start, limit)]
    at, asked = _past_verb(words, tables)
    if at < 0 or at >= len(words):
        return -1
    if asked:
        return _next_comma(words, at, limit)
    word = words[at][0]
    if word.lower() in _BY_THE_WAY or word.lower() in tables.days:
        if not any(each[0][0].isupper() for each in words[at + 1 :]):
            return -1
    elif (
        word.lower() not in tables.determiners
        and not word[0].isupper()
        and word.lower() not in ("l’", "l'")
    ):
        return -1
    return _past_appositions(words, at, limit, tables)


def _past_verb(words: list[tuple[str, int]], tables: Tables) -> tuple[int, bool]:
    """Behind "a confié", "explique", "dit-il", "a-t-elle ajouté"; and whether a pronoun is the subject."""
    if not words:
        return -1, False
    plain, _, joined = words[0][0].partition("-")
    asked = joined.rpartition("-")[2] in _ASKED
    if plain in tables.verbs and plain not in tables.auxiliary:
        return (1, True) if asked else (-1 if joined else 1, False)
    if plain not in ("a", "ont", "avait", "avaient", "ai"):
        return -1, False
    at = 1
    while at < len(words) - 1 and at < 3 and words[at][0] not in tables.verbs:
        at += 1  # a également dit
    if at < len(words) and words[at][0] in tables.verbs:
        return at + 1, asked
    return -1, False


def _next_comma(words: list[tuple[str, int]], at: int, limit: int) -> int:
    return next((place for word, place in words[at:] if word == ","), limit)


def _past_appositions(words: list[tuple[str, int]], at: int, limit: int, tables: Tables) -> int:
    """The end of the sentence; or the comma behind which the words that were said go on."""
    for step in range(at, len(words) - 1):
        if words[step][0] != ",":
            continue
        behind = [word.lower() for word, _ in words[step + 1 :]]
        until = behind.index(",") if "," in behind else len(behind)
        told = behind[0] == "qui" or words[step + 1][0][0].isupper()
        if not told and not _SPOKEN.isdisjoint(behind[:until]):
            return words[step][1]
        if behind[0] in tables.conjunctions:
            return words[step][1]
        if behind[0] in _GOING_ON:
            return words[step][1]
    return limit
