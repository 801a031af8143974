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
Count = Callable[[int], Worth]
# Words between, as far as that is told apart.
_AWAY = (*(0, 1, 2, 3, 5, 5), *[9] * 4, *[16] * 7, *[30] * 14, 99)
_QUOTES, _MENTIONS = 2, 4  # how many between are told apart


class _Shelf(dict[K, V]):
    """Key -> value, made when it is first asked for. All keys are short and of few kinds."""

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        value = self[key] = self._make(key)
        return value


def kept(make: Callable[[K], V]) -> Callable[[K], V]:
    """The same function, which remembers its values: a dictionary's own look-up, the quickest there is."""
    return _Shelf(make).__getitem__


def family(read: Read, before: str, behind: str = "") -> Read:
    """Features that begin, or end, alike: middle -> what the whole is worth."""
    return kept(lambda middle: read(f"{before}{middle}{behind}"))


def by_count(read: Read, before: str, most: int) -> Count:
    """Features that begin alike: how many are between -> what the whole is worth."""
    return kept(lambda count: read(f"{before}{min(most, count)}"))


def by_distance(read: Read, before: str) -> Callable[[int], Count]:
    """Features that begin alike: quotations between -> words between -> what the whole is worth."""

    def of_words(quotes: int) -> Count:
        behind = f"|{min(_QUOTES, quotes)}"
        return kept(lambda words: read(f"{before}{_AWAY[min(words, len(_AWAY) - 1)]}{behind}"))

    return kept(of_words)


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
        self.strength: Callable[[int], Read] = kept(
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

    def __init__(self, read: Read, heres: Callable[[str], Here], pattern: str) -> None:
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
        self.titled: Count = kept(  # by how much they look like a title
            lambda title: (
                read(f"nobody|title{title}|{first}")
                + read(f"nobody|title{title}|{ending}|{before}")
            )
        )


class Book:
    """All features that were met so far, by what they look at; ``read`` tells what one is worth."""

    def __init__(self, read: Read, nothing: Worth) -> None:
        self.read, self.nothing = read, nothing
        self.sides: Callable[[str], Side] = kept(lambda side: Side(read, side))
        self.wheres: Callable[[str], Where] = kept(lambda where: Where(read, where))
        self.patterns: Callable[[str], Pattern] = kept(self._pattern)
        self.silences: Callable[[tuple[str, str, str, str]], Silence] = kept(
            lambda shape: Silence(read, *shape)
        )
        self.sized: Callable[[tuple[int, str, str]], Worth] = kept(self._sized)
        self.around: Callable[[tuple[int, bool, bool, bool, bool]], Worth] = kept(self._around)
        self.nobody = family(read, "nobody|")  # and the words of the tables beside the marks
        self.single = family(read, "")  # those that are asked for by their whole names

    def _pattern(self, pattern: str) -> Pattern:
        def make(where: str) -> Here:
            return Here(self.read, self.sides(where[0]), self.wheres(where), where, pattern)

        return Pattern(self.read, kept(make), pattern)

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
