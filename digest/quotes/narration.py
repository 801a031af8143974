"""What stands outside the marks, as one flat row of words, quotation places and paragraph ends.

The row is what every later step reads: scanning left or right from a quotation passes the narration
around it, with the quoted words folded into one place each.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import compress, count

import msgspec

from digest.quotes.marks import Layout
from digest.quotes.signs import BREAK, QUOTE, signs_of
from digest.quotes.tables import Tables

__all__ = ("BREAK", "QUOTE", "Row", "read_row")
_ENDERS = frozenset(".!?…")
_PASSING = frozenset(")]’'\u200b")


class Row(msgspec.Struct):
    """Parallel lists: words as written, in lower case, as signs, and the sentence they stand in."""

    text: str
    words: list[str]
    lower: list[str]
    signs: list[int]  # what each word can be, as bits (``signs``)
    sentences: list[int]  # rises at each sentence and paragraph end
    paragraphs: list[int]
    places: list[int]  # index into the row of each stretch
    runs: list[int]  # index of the first word of each run of narration
    run_starts: list[int]  # and its offset in the text
    spans: dict[int, tuple[int, int]]  # of the words asked for, of all quotations and breaks

    def places_of(self, sign: int) -> list[int]:
        """Where words stand that have one of the bits."""
        return list(compress(count(), map(sign.__and__, self.signs)))

    def start_of(self, at: int) -> int:
        """Where a word begins in the text."""
        return self.span_of(at)[0]

    def end_of(self, at: int) -> int:
        """Where a word ends in the text."""
        return self.span_of(at)[1]

    def span_of(self, at: int) -> tuple[int, int]:
        """Offsets of a word; few are ever asked for, so a run is measured when one of its words is."""
        if at not in self.spans:
            run = bisect_right(self.runs, at) - 1
            place, position = self.runs[run], self.run_starts[run]
            while place not in self.spans:
                word = self.words[place]
                position = self.text.index(word, position)
                self.spans[place] = position, position + len(word)
                position += len(word)
                place += 1
        return self.spans[at]


@lru_cache(maxsize=8)
def _pattern(abbreviations: tuple[str, ...], *, elides: bool) -> re.Pattern[str]:
    short = "|".join(re.escape(word) for word in abbreviations)
    small = "|".join(re.escape(word) for word in abbreviations if word.islower())
    return re.compile(
        # most words and most marks: the quick way
        r"\s*([A-Za-z]++(?![\w.’'‑\-&/])|,|\.(?!\.\.)|"
        rf"(?!(?:{small})\.)[a-z]{{2,}}+(?=\.(?:\s|$))|"
        + (r"\b(?:[ldjmnstcLDJMNSTC]|[Qq]u)[’']|" if elides else "")
        + rf"(?:[^\W\d_]\.){{2,}}|(?:{short})\.(?!\w)|[A-ZÀ-ÖØ-Þ]\.(?=[\s\u00a0]+[A-ZÀ-ÖØ-Þ]|:)"
        r"|[’'][ts](?=[\s\u00a0]+[A-ZÀ-ÖØ-Þ])"  # van ’t Hoff
        r"|@?[^\W_]+(?:[’'‑\-&/][^\W_]+)*|--+|\.\.\.+|\S)"
    )


def read_row(layout: Layout, text: str, tables: Tables) -> Row:
    """The row of a text. Linear."""
    row = Row(text, [], [], [], [], [], [0] * len(layout.stretches), [], [], {})
    pattern = _pattern(tables.abbreviations, elides=tables.lang == "fr")
    sentence = 0
    waiting = 0
    stretches = layout.stretches
    for number, span in enumerate(layout.paragraphs):
        position = span.start
        while waiting < len(stretches) and stretches[waiting].paragraph == number:
            stretch = stretches[waiting]
            sentence = _read(row, pattern, text, position, stretch.outer_start, sentence, number)
            row.places[waiting] = len(row.words)
            _append(row, QUOTE, stretch.outer_start, stretch.outer_end, sentence, number)
            position = stretch.outer_end
            waiting += 1
            sentence += _ends_sentence(text, stretch.start, stretch.end, position, span.end)
        sentence = _read(row, pattern, text, position, span.end, sentence, number)
        _append(row, BREAK, span.end, span.end, sentence, number)
        sentence += 1
    row.lower.extend(map(str.lower, row.words))
    row.signs.extend(map(signs_of(tables.lang).__getitem__, row.words))
    return row


def _append(row: Row, word: str, start: int, end: int, sentence: int, paragraph: int) -> None:
    row.spans[len(row.words)] = start, end
    row.words.append(word)
    row.sentences.append(sentence)
    row.paragraphs.append(paragraph)


def _read(
    row: Row, pattern: re.Pattern[str], text: str, start: int, stop: int, sentence: int, number: int
) -> int:
    while stop > start and text[stop - 1].isspace():
        stop -= 1  # blanks with no word behind them would be tried from each of them
    words: list[str] = pattern.findall(text, start, stop)
    row.runs.append(len(row.words))
    row.run_starts.append(start)
    row.words.extend(words)
    row.paragraphs.extend([number] * len(words))
    if _ENDERS.isdisjoint(words):
        row.sentences.extend([sentence] * len(words))
        return sentence
    first = 0
    for ender in [at for at, word in enumerate(words) if word in _ENDERS]:
        following = ender + 1
        while following < len(words) and words[following] in _PASSING:
            following += 1
        row.sentences.extend([sentence] * (following - first))
        first = following
        sentence += 1
    row.sentences.extend([sentence] * (len(words) - first))
    return sentence


def _ends_sentence(text: str, start: int, end: int, after: int, stop: int) -> int:
    """A quotation that ends in a full stop ends the sentence, unless the narration runs on in lower case."""
    if end <= start or text[end - 1] not in ".!?…’'":
        return 0
    last = text[end - 1]
    if last in "’'" and (end - 2 < start or text[end - 2] not in ".!?…"):
        return 0
    while after < stop and text[after].isspace():
        after += 1
    if after >= stop:
        return 0
    if text[after] in ",;":
        return 0
    return 0 if text[after].islower() or (last in "?!" and text[after] not in '“"«') else 1
