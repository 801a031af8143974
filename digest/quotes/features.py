"""Readable features of a (quotation, mention) pair, and what each is worth to whoever reads them.

A feature names what it looks at before "=" or "|": k(ind), w(here), g(ap to the verb), m (gap to the
mention), s(tart and) e(nd of the quotation), b(efore the mention), v(erb), n (mentions between). Those that
begin or end alike are one family, so that none is spelt out twice. What features are worth adds up: the
ranker reads a number from each name, training a list with that name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")
Worth = Any  # what features are worth: a number, or a list of names
Read = Callable[[str], Worth]
# Words between, as far as that is told apart.
_AWAY = (*(0, 1, 2, 3, 5, 5), *[9] * 4, *[16] * 7, *[30] * 14, 99)
_QUOTES, _MENTIONS = 2, 4  # how many between are told apart


class Shelf(dict[K, V]):
    """Key -> value, made when it is first asked for. All keys are short and of few kinds."""

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        value = self[key] = self._make(key)
        return value


def family(read: Read, before: str, behind: str = "") -> Shelf[str, Worth]:
    """Features that begin, or end, alike: middle -> what the whole is worth."""
    return Shelf(lambda middle: read(f"{before}{middle}{behind}"))


def by_count(read: Read, before: str, most: int) -> Shelf[int, Worth]:
    """Features that begin alike: how many are between -> what the whole is worth."""
    return Shelf(lambda count: read(f"{before}{min(most, count)}"))


def by_distance(read: Read, before: str) -> Shelf[int, Shelf[int, Worth]]:
    """Features that begin alike: quotations between -> words between -> what the whole is worth."""

    def of_words(quotes: int) -> Shelf[int, Worth]:
        behind = f"|{min(_QUOTES, quotes)}"
        return Shelf(lambda words: read(f"{before}{_AWAY[min(words, len(_AWAY) - 1)]}{behind}"))

    return Shelf(of_words)


class Side:
    """Features by the side of the quotation on which a mention stands: R(ight), L(eft), p(aragraphs away)."""

    def __init__(self, read: Read, side: str) -> None:
        self.kind = family(read, f"ks={side}|")
        self.between = by_count(read, f"n={side}", _MENTIONS)
        self.verb = family(read, "v=", f"|{side}")
        self.behind = family(read, "pp=", f"|{side}")
        self.owner = family(read, "poss|", f"|{side}")


class Where:
    """Features by the side, and how many sentences or paragraphs away."""

    def __init__(self, read: Read, where: str) -> None:
        self.gap = by_distance(read, f"m={where}|")
        self.nearest = family(read, f"near|{where}|")
        self.clear = family(read, f"clear|{where}|")
        self.again = family(read, f"prev|{where}|")
        self.cut = read(f"cut|{where}")
        self.same_person = read(f"prevperson|{where}")
        self.earlier = read(f"beforeprev|{where}")


class Here:
    """Features by where a mention stands and how it does to a verb of saying."""

    def __init__(self, read: Read, side: Side, where: Where, name: str, pattern: str) -> None:
        here = f"{name}|{pattern}"
        self.side, self.where = side, where
        self.idle = by_count(
            lambda end: read(f"w={here}|{end}") + read(f"g={here}{end}"), "-|", _QUOTES
        )
        self.strength: Shelf[int, Shelf[str, Worth]] = Shelf(
            lambda quotes: family(read, f"w={here}|", f"|{min(_QUOTES, quotes)}")
        )
        self.ahead, self.behind = by_distance(read, f"g={here}<"), by_distance(read, f"g={here}>")
        self.opening = family(read, f"s={here}|")
        self.closing = family(read, f"e={here}|")
        self.sign = family(read, "vf=", f"|{here}")
        self.beside = family(read, f"notnear|{here}|")
        self.unlinked = read(f"nolink|{here}")
        self.unclear = read(f"unclear|{here}")
        self.first = read(f"first|{here}")


class Pattern:
    """Features of a mention whatever the quotation, by how it stands to a verb of saying."""

    def __init__(self, read: Read, heres: Shelf[str, Here], pattern: str) -> None:
        self.heres = heres  # by where
        self.kind = family(read, "k=", f"|{pattern}")
        self.lead = family(read, "b=", f"|{pattern}")
        self.verb = family(read, f"vp={pattern}|")
        self.cut = family(read, f"cut|{pattern}|")


class Silence:
    """Features of words that nobody said, by how they begin and end and what stands beside their marks."""

    def __init__(self, read: Read, before: str, first: str, ending: str, following: str) -> None:
        self.worth = (
            read("nobody")
            + read(f"nobody|{before}{first}|{ending}{following}")
            + read(f"nobody|{before}")
            + read(f"nobody|{following}")
        )
        self.titled: Shelf[int, Worth] = Shelf(  # by how much they look like a title
            lambda title: (
                read(f"nobody|title{title}|{first}")
                + read(f"nobody|title{title}|{ending}|{before}")
            )
        )


class Book:
    """All features that were met so far, by what they look at; ``read`` tells what one is worth."""

    def __init__(self, read: Read, nothing: Worth) -> None:
        self.read, self.nothing = read, nothing
        self.sides: Shelf[str, Side] = Shelf(lambda side: Side(read, side))
        self.wheres: Shelf[str, Where] = Shelf(lambda where: Where(read, where))
        self.patterns: Shelf[str, Pattern] = Shelf(self._pattern)
        self.silences: Shelf[tuple[str, str, str, str], Silence] = Shelf(
            lambda shape: Silence(read, *shape)
        )
        self.sized: Shelf[tuple[int, str, str], Worth] = Shelf(self._sized)
        self.around: Shelf[tuple[int, bool, bool, bool, bool], Worth] = Shelf(self._around)
        self.nobody = family(read, "nobody|")  # and the words of the tables beside the marks
        self.single = family(read, "")  # those that are asked for by their whole names

    def _pattern(self, pattern: str) -> Pattern:
        def make(where: str) -> Here:
            return Here(self.read, self.sides[where[0]], self.wheres[where], where, pattern)

        return Pattern(self.read, Shelf(make), pattern)

    def _sized(self, key: tuple[int, str, str]) -> Worth:
        """Of words that nobody said: how many, and how the nearest verb of saying stands to somebody, and where."""
        size, link, away = key
        return self.read(f"nobody|size{size}|{link != 'none'}") + self.read(f"nobody|{link}|{away}")

    def _around(self, key: tuple[int, bool, bool, bool, bool]) -> Worth:
        """Of these: a title behind a word for a work, an attribution at the marks, a speaker before, a mark that closes."""
        title, work, own, previous, closed = key
        return (
            self.read(f"nobody|title{title}|work{work}")
            + self.read(f"nobody|clear{own}")
            + self.read(f"nobody|prev{previous}|{closed}")
        )
