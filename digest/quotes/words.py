"""Narration -> its words and what they can be, a piece between two blanks at a time.

Articles are written in few pieces ("said," "the" "mayor"), so each is taken apart when it is first met,
and looked up ever after.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import TypeVar

from digest.quotes.signs import REMEMBERED, Lowers, Signs, Sought
from digest.quotes.tables import Tables, tables_of

K = TypeVar("K")
V = TypeVar("V")

_LONGEST_PIECE = 40  # signs; longer ones hardly come again
_SIGN = r"(?:[^\W_]|(?<=[ÃÂ])[¡-¿])"  # of a word, also of one whose accents were misread: PeÃ±a


def _pattern(tables: Tables) -> re.Pattern[str]:
    short = "|".join(re.escape(word) for word in tables.abbreviations)
    small = "|".join(re.escape(word) for word in tables.abbreviations if word.islower())
    return re.compile(
        # most words and most marks: the quick way
        r"\s*+([A-Za-z]++(?=[ ,])|[A-Za-z]++(?![\w.’'‑\-&/])|,|\.(?!\.\.)|"
        rf"(?!(?:{small})\.)[a-z]{{2,}}+(?=\.(?:\s|$))|"
        + (rf"\b(?i:{'|'.join(tables.elisions)})[’']|" if tables.elisions else "")
        + rf"(?:[A-Z]-)?(?:[^\W\d_]\.){{2,}}|(?:{short})\.(?!\w)|[A-ZÀ-ÖØ-Þ]\.(?=[\s\u00a0]+[A-ZÀ-ÖØ-Þ]|:)"
        r"|[’'][ts](?=[\s\u00a0]+[A-ZÀ-ÖØ-Þ])"  # van ’t Hoff
        rf"|@?{_SIGN}+(?:[’'‑\-&/]{_SIGN}+)*|--+|\.\.\.+|\S)"
    )


class Reader(dict[str, tuple[str, ...]]):
    """Piece -> its words; none, where what follows decides: the initial of J. Lind."""

    def __init__(self, tables: Tables) -> None:
        super().__init__()
        self.lowers, self.signs, self.sought = Lowers(), Signs(tables), Sought()
        self._find = _pattern(tables).findall

    def read(self, text: str, start: int, stop: int) -> Iterable[str]:
        """The words of text[start:stop]."""
        pieces = all_of(self, text[start:stop].split())
        if all(pieces):
            return chain.from_iterable(pieces)
        while stop > start and text[stop - 1].isspace():
            stop -= 1  # blanks with no word behind them would be tried from each of them
        return self._find(text, start, stop)

    def __missing__(self, piece: str) -> tuple[str, ...]:
        found = self._apart(piece)
        if len(piece) <= _LONGEST_PIECE:
            if len(self) > REMEMBERED:
                self.clear()
            self[piece] = found
        return found

    def _apart(self, piece: str) -> tuple[str, ...]:
        """Most pieces are a word, or a word and a comma, which no pattern need tell."""
        word = piece.removesuffix(",")
        if word.isascii() and word.isalpha():
            return (word,) if word == piece else (word, ",")
        words = self._find(f"{piece} a")[:-1]
        before = piece[-2:-1]
        decides = before.isupper() or before in "’'"  # what follows
        if decides and words != self._find(f"{piece} A")[:-1]:
            return ()
        return tuple(words)


def all_of(table: Mapping[K, V], keys: Sequence[K]) -> Sequence[V]:
    """The values of many keys, by the quickest way that Python has."""
    if len(keys) > 1:
        found: tuple[V, ...] = itemgetter(*keys)(table)
        return found
    return [table[key] for key in keys]


@lru_cache(maxsize=8)
def reader_of(lang: str) -> Reader:
    """The reader of a language's narration."""
    return Reader(tables_of(lang))
