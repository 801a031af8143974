"""How a name is written: folded for comparing, taken apart, its given names in other spellings."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from digest.quotes.tables import Tables

_ELIDED = re.compile("^d['’](?=.)")  # d’Orsay
_DOUBLED = re.compile(r"(.)\1")


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """A word without diacritics, case, and the elision before a name."""
    if word.isascii():
        return _ELIDED.sub("", word.lower())
    flat = unicodedata.normalize("NFKD", word)
    plain = "".join(sign for sign in flat if not unicodedata.combining(sign))
    return _ELIDED.sub("", plain.lower())


def given_compatible(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether two runs of given names may be the same person's: equal, an initial, a short form."""
    if not one or not two:
        return True
    first, second = one[0].rstrip("."), two[0].rstrip(".")
    if first == second:
        return True
    if len(first) == 1 or len(second) == 1:
        return first[:1] == second[:1]
    if _DOUBLED.sub(r"\1", first) == _DOUBLED.sub(r"\1", second):
        return True  # Hilary and Hillary, Philip and Phillip
    if min(len(first), len(second)) >= 3 and (first.startswith(second) or second.startswith(first)):
        return True
    return first in (word.rstrip(".") for word in two[1:]) or second in (
        word.rstrip(".") for word in one[1:]
    )


def split_name(name: tuple[str, ...], tables: Tables) -> tuple[tuple[str, ...], str, str]:
    """(given names, surname, suffix), folded."""
    return _split(name, tables.suffixes)


@lru_cache(maxsize=4096)
def _split(name: tuple[str, ...], suffixes: frozenset[str]) -> tuple[tuple[str, ...], str, str]:
    words = [fold(word).strip(",") for word in name]
    suffix = ""
    while len(words) > 1 and words[-1] in suffixes:
        suffix = words.pop().rstrip(".")
    return tuple(words[:-1]), words[-1], suffix


def reread(name: str) -> str:
    """Peña for PeÃ±a: accents that were read in the wrong encoding, once or twice."""
    for _ in range(2):
        try:
            name = name.encode("latin-1").decode("utf-8")
        except UnicodeError:
            break
    return name
