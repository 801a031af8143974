"""Narration -> the forms of its words, a piece between two blanks at a time.

Articles are written in few pieces ("said," "the" "mayor"), so each is taken apart when it is first met,
and looked up ever after.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from digest.quotes.signs import REMEMBERED, Forms
from digest.quotes.tables import Tables, tables_of

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


class Reader(dict[str, tuple[str | int, ...]]):
    """Piece -> the forms of its words, end to end; none, where what follows decides: the initial of J. Lind."""

    def __init__(self, tables: Tables) -> None:
        super().__init__()
        self.forms = Forms(tables)
        self._find = _pattern(tables).findall

    def read(self, text: str, start: int, stop: int) -> Iterable[str | int]:
        """The forms of the words of text[start:stop], end to end."""
        pieces = list(map(self.__getitem__, text[start:stop].split()))
        if all(pieces):
            return chain.from_iterable(pieces)
        while stop > start and text[stop - 1].isspace():
            stop -= 1  # blanks with no word behind them would be tried from each of them
        return self._joined(self._find(text, start, stop))

    def _joined(self, words: list[str]) -> tuple[str | int, ...]:
        return tuple(chain.from_iterable(map(self.forms.__getitem__, words)))

    def __missing__(self, piece: str) -> tuple[str | int, ...]:
        found = self._apart(piece)
        if len(piece) <= _LONGEST_PIECE:
            if len(self) > REMEMBERED:
                self.clear()
            self[piece] = found
        return found

    def _apart(self, piece: str) -> tuple[str | int, ...]:
        """Most pieces are a word, or a word and a comma, which no pattern need tell."""
        forms, word = self.forms, piece.removesuffix(",")
        if word.isascii() and word.isalpha():
            return forms[word] if word == piece else forms[word] + forms[","]
        words = self._find(f"{piece} a")[:-1]
        before = piece[-2:-1]
        decides = before.isupper() or before in "’'"  # what follows
        if decides and words != self._find(f"{piece} A")[:-1]:
            return ()
        return self._joined(words)


@lru_cache(maxsize=8)
def reader_of(lang: str) -> Reader:
    """The reader of a language's narration."""
    return Reader(tables_of(lang))
