"""Near-duplicates: two sources of one story share most of their runs of five words, or a quotation.

Versions of one story may share far less: half a headline, or a few sentences.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from itertools import chain
from typing import NamedTuple
from zlib import crc32

RUN = 5
SAMPLE = 4  # one run in so many is kept: enough to tell, and quick for thousands of articles
ALIKE = 0.4  # part of the shorter text's runs that the other has
STRETCH = 20  # letters, spaces among them: some four words
KEPT = 0.15  # part of the shorter version's stretches that the other has; of strangers, a twentieth
QUOTED = 6  # words that two papers hardly quote by chance within a few days
DAYS = 2
_QUOTATION = re.compile(r"[“„«]([^“”„«»]{20,600})[”“»]")
_DATE = re.compile(r"^date: (\d{4}-\d\d-\d\d)", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+")


def sketch(text: str) -> frozenset[int]:
    """What stands for a text when it is compared with others; the same on every machine."""
    words = " ".join(_WORD.findall(text)).casefold().encode().split(b" ")
    runs = map(b" ".join, zip(*(words[at:] for at in range(RUN)), strict=False))
    return frozenset([value for value in map(crc32, runs) if value % SAMPLE == 0])


def are_versions(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Tell of two stories, each a headline and a text, whether either of the two is alike."""
    return _share_headline(one[0], other[0]) or _share_text(one[1], other[1])


def _share_headline(one: str, other: str) -> bool:
    said, heard = (_WORD.findall(each.casefold()) for each in (one, other))
    if said == heard:
        return bool(said)
    words, others = ({word for word in each if len(word) > 3} for each in (said, heard))
    shared = len(words & others)
    return shared > 1 and shared >= 2 / 3 * min(len(words), len(others))


def _share_text(one: str, other: str) -> bool:
    said, heard = _stretches(one), _stretches(other)
    return len(said & heard) >= KEPT * min(len(said), len(heard))


def _stretches(text: str) -> set[str]:
    bare = " ".join(_WORD.findall(text)).casefold()
    return {bare[at : at + STRETCH] for at in range(max(1, len(bare) - STRETCH + 1))}


def body_of(text: str) -> str:
    """An article file without its front matter."""
    return text.partition("\n---\n")[2] or text


class _Print(NamedTuple):
    """What stands for an article."""

    runs: frozenset[int]
    quotations: frozenset[str]
    day: dt.date | None


def _print_of(text: str) -> _Print:
    body = body_of(text)
    words = (_WORD.findall(quotation.casefold()) for quotation in _QUOTATION.findall(body))
    quotations = frozenset(" ".join(each) for each in words if len(each) >= QUOTED)
    return _Print(sketch(body), quotations, _day_of(text))


def _day_of(text: str) -> dt.date | None:
    date = _DATE.search(text)
    try:
        return dt.date.fromisoformat(date[1]) if date else None
    except ValueError:  # written by hand: the check tells
        return None


class Doubles:
    """Articles seen so far; tells which of them a new one repeats."""

    def __init__(self) -> None:
        """Begin with none."""
        self._known: list[tuple[str, _Print]] = []
        self._by_run: dict[int, list[int]] = {}
        self._by_quotation: dict[str, list[int]] = {}

    def find(self, text: str) -> str:
        """What an editor should know of an article file's likeness to another; "" where there is none."""
        new = _print_of(text)
        if like := self._find_like(new.runs):
            return f"looks like the same story as {like}"
        for quotation in sorted(new.quotations & self._by_quotation.keys()):
            for number in self._by_quotation[quotation]:
                name, known = self._known[number]
                if new.day and known.day and abs(new.day - known.day).days <= DAYS:
                    return f"has a quotation that {name} has too: perhaps one story"
        return ""

    def add(self, name: str, text: str) -> None:
        """Remember an article file under a name."""
        known = _print_of(text)
        number = len(self._known)
        self._known.append((name, known))
        for run in known.runs:
            self._by_run.setdefault(run, []).append(number)
        for quotation in known.quotations:
            self._by_quotation.setdefault(quotation, []).append(number)

    def _find_like(self, runs: frozenset[int]) -> str:
        """The name of the article that is most like this one, if any is like it."""
        seen = [self._by_run[run][:50] for run in runs & self._by_run.keys()]
        counts = Counter(chain.from_iterable(seen))
        if not counts:
            return ""
        shared = max(counts.values())
        number = min(number for number, times in counts.items() if times == shared)
        name, known = self._known[number]
        smaller = min(len(runs), len(known.runs))
        return name if smaller >= 8 and shared >= ALIKE * smaller else ""
