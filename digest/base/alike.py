"""Whether two short texts say nearly the same in nearly the same words."""

from __future__ import annotations

import itertools
import re
import unicodedata

SHARED = 0.6  # part of all pairs of words that both have
HELD = 0.85  # part of the shorter one's pairs that the longer one has
LEAST = SHARED / (1 + SHARED)  # what both have, as part of the pairs of one and of the other
FEW = 5  # pairs; a shorter text is held in many longer ones by chance
_PLAIN = bytes(c if c < 128 and chr(c).isalnum() else 32 for c in range(256)).lower()
_ASCII = bytes(range(128))
_MARK = (
    b"\xe2\x80"  # in UTF-8 how U+2000 to U+203F begin, which are no letters, and nothing else does
)
_WORD = re.compile(r"[^\W_]+")
_RUN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{3,}")  # scripts that part no words


Print = frozenset[tuple[str, str]] | frozenset[str]  # single words stand for a text of one


def print_words(text: str) -> Print:
    """What stands for a text when it is compared: its pairs of words, whatever their case and marks."""
    data = text.encode("utf-8", "replace")
    beyond = data.translate(None, _ASCII)
    if beyond.count(_MARK) * 3 == len(
        beyond
    ):  # dashes, quotation marks, spaces: they part words too
        words = data.translate(_PLAIN).decode().split()
    else:
        words = _split(text)
    return frozenset(itertools.pairwise(words)) or frozenset(words)


def _split(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    words: list[str] = _WORD.findall(folded)
    if _RUN.search(folded):
        words = [part for word in words for part in (word if _RUN.match(word) else (word,))]
    return words


def are_alike(one: Print, other: Print) -> bool:
    """Whether two prints are of texts that say nearly the same."""
    less, more = sorted((len(one), len(other)))
    if not less or (less < SHARED * more and less < FEW):
        return False
    shared = len(one & other)
    return shared >= SHARED * (less + more - shared) or (less >= FEW and shared >= HELD * less)


class Alikes:
    """Different texts in order, by their prints; another one is told which of them it is like."""

    def __init__(self) -> None:
        """None yet."""
        self._prints: list[Print] = []
        self._all: set[object] = set()

    def place(self, print_: Print) -> int:
        """The position of the first that it is like; where it is like none, it becomes the last one."""
        shared, place = len(print_ & self._all), len(self._prints)
        if shared >= min(LEAST * len(print_), HELD * FEW):  # else it is like none of them
            alike = (at for at, other in enumerate(self._prints) if are_alike(print_, other))
            place = next(alike, place)
        if place == len(self._prints):
            self._prints.append(print_)
            self._all |= print_
        return place
