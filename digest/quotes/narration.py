"""What stands outside the marks, as one flat row of words, quotation places and paragraph ends.

The row is what every later step reads: scanning left or right from a quotation passes the narration
around it, with the quoted words folded into one place each.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import compress
from typing import Any

import msgspec

from digest.quotes.marks import Layout
from digest.quotes.signs import (
    BREAK,
    CAPITALS,
    CROWDS,
    ENDERS,
    OPENERS,
    PRONOUNS,
    QUOTE,
)
from digest.quotes.tables import Tables
from digest.quotes.words import reader_of

__all__ = ("BREAK", "QUOTE", "Row", "read_row")
_PASSING = frozenset(")]’'\u200b")


class Row(msgspec.Struct):
    """Parallel lists: words as written, in lower case, as signs, and the sentence they stand in."""

    text: str
    words: list[str]
    lower: list[str]
    signs: list[int]  # what each word can be, as bits (``signs``)
    sentences: list[int]  # rises at each sentence and paragraph end
    paragraphs: list[int]
    begins: list[int]  # index of the first word of each paragraph
    places: list[int]  # index into the row of each stretch
    runs: list[int]  # index of the first word of each run of narration
    run_starts: list[int]  # and its offset in the text
    spans: dict[int, tuple[int, int]]  # of the words asked for, of all quotations and breaks
    reached: dict[int, tuple[int, int]]  # how far each run of narration is measured, and its offset
    capitals: list[int]  # where words stand that have one, or begin like al-Noor
    openers: list[int]  # determiners and verbs of saying, where phrases begin or end
    pronouns: list[int]
    crowds: list[int]  # "sources", "police", and "according" to them

    def start_of(self, at: int) -> int:
        """Where a word begins in the text."""
        return self.span_of(at)[0]

    def end_of(self, at: int) -> int:
        """Where a word ends in the text."""
        return self.span_of(at)[1]

    def span_of(self, at: int) -> tuple[int, int]:
        """Offsets of a word; few are ever asked for, so a run is measured up to one when it is."""
        if at not in self.spans:
            run = bisect_right(self.runs, at) - 1
            place, position = self.reached.get(run, (self.runs[run], self.run_starts[run]))
            if place > at:
                place, position = self.runs[run], self.run_starts[run]
            find = self.text.index
            for word in self.words[place : at + 1]:
                position = find(word, position) + len(word)
            self.reached[run] = at + 1, position
            self.spans[at] = position - len(self.words[at]), position
        return self.spans[at]


def read_row(layout: Layout, text: str, tables: Tables) -> Row:
    """The row of a text. Linear."""
    places: list[int] = []
    row = Row(text, [], [], [], [], [], [], places, [], [], {}, {}, [], [], [], [])
    reader = reader_of(tables.lang)
    quote, stop = reader.forms[QUOTE], reader.forms[BREAK]
    stretches, spans, size = layout.stretches, row.spans, len(quote)
    forms: list[Any] = []  # end to end
    ended: list[int] = []  # last words of sentences
    waiting = 0
    for number, span in enumerate(layout.paragraphs):
        position, begin = span.start, len(forms) // size
        row.begins.append(begin)
        while waiting < len(stretches) and stretches[waiting].paragraph == number:
            stretch = stretches[waiting]
            row.runs.append(len(forms) // size)
            row.run_starts.append(position)
            forms += reader.read(text, position, stretch.outer_start)
            place = len(forms) // size
            places.append(place)
            spans[place] = stretch.outer_start, stretch.outer_end
            forms += quote
            position = stretch.outer_end
            waiting += 1
            if _ends_sentence(text, stretch.start, stretch.end, position, span.end):
                ended.append(place)
        row.runs.append(len(forms) // size)
        row.run_starts.append(position)
        forms += reader.read(text, position, span.end)
        last = len(forms) // size
        spans[last] = span.end, span.end
        ended.append(last)
        forms += stop
        row.paragraphs.extend([number] * (last + 1 - begin))
    row.words, row.lower, row.signs = forms[::size], forms[1::size], forms[2::size]
    _note(row, bytes(forms[3::size]), ended)
    _count_sentences(row, ended)
    return row


def _note(row: Row, searches: bytes, ended: list[int]) -> None:
    """Where the words stand that the steps to come look for; one number stands for each word."""
    words, places = row.words, list(compress(range(len(searches)), searches))
    searches = searches.translate(None, b"\0")
    for found, sought in (
        (row.capitals, CAPITALS),
        (row.openers, OPENERS),
        (row.pronouns, PRONOUNS),
        (row.crowds, CROWDS),
    ):
        found.extend(compress(places, searches.translate(sought)))
    for stop in compress(places, searches.translate(ENDERS)):
        last = stop
        while words[last + 1] in _PASSING:
            last += 1
        if words[last + 1] == ",":
            continue  # a driver from Ava, Mo., who said
        if last == stop or not words[last + 1][0].islower():  # Ada Holm (Halden St.) said
            ended.append(last)


def _count_sentences(row: Row, ended: list[int]) -> None:
    """A sentence ends with its stop and the marks that close behind that, or at another of ``ended``."""
    ended.sort()
    for number, last in enumerate(ended):
        row.sentences.extend([number] * (last + 1 - len(row.sentences)))


def _ends_sentence(text: str, start: int, end: int, after: int, stop: int) -> bool:
    """A quotation that ends in a full stop ends the sentence, unless the narration runs on in lower case."""
    if end <= start or text[end - 1] not in ".!?…’'":
        return False
    last = text[end - 1]
    if last in "’'" and (end - 2 < start or text[end - 2] not in ".!?…"):
        return False
    while after < stop and text[after].isspace():
        after += 1
    if after >= stop:
        return False
    if text[after] in ",;":
        return False
    return not (text[after].islower() or (last in "?!" and text[after] not in '“"«'))
