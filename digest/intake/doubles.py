"""Near-duplicates: two sources of one story share most of their runs of five words.

Versions of one story may share far less: half a headline, or a few sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from zlib import crc32

RUN = 5
SAMPLE = 4  # one run in so many is kept: enough to tell, and quick for thousands of articles
ALIKE = 0.4  # part of the shorter text's runs that the other has
STRETCH = 20  # letters, spaces among them: some four words
KEPT = 0.15  # part of the shorter version's stretches that the other has; of strangers, a twentieth
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


class Doubles:
    """Texts seen so far; tells which of them a new one repeats."""

    def __init__(self) -> None:
        """Begin with none."""
        self._names: list[tuple[str, int]] = []
        self._by_run: dict[int, list[int]] = {}

    def find(self, runs: frozenset[int]) -> str | None:
        """The name of the text that is most like this one, if any is like it."""
        seen = [self._by_run[run][:50] for run in runs & self._by_run.keys()]
        counts = Counter(chain.from_iterable(seen))
        if not counts:
            return None
        shared = max(counts.values())
        number = min(number for number, times in counts.items() if times == shared)
        name, size = self._names[number]
        smaller = min(len(runs), size)
        return name if smaller >= 8 and shared >= ALIKE * smaller else None

    def add(self, name: str, runs: frozenset[int]) -> None:
        """Remember a text under a name."""
        number = len(self._names)
        self._names.append((name, len(runs)))
        for run in runs:
            self._by_run.setdefault(run, []).append(number)
