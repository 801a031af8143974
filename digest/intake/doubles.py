"""Near-duplicates: two sources of one story share most of their runs of five words."""

from __future__ import annotations

import re
from collections import Counter
from zlib import crc32

RUN = 5
SAMPLE = 4  # one run in so many is kept: enough to tell, and quick for thousands of articles
ALIKE = 0.4  # part of the shorter text's runs that the other has
_WORD = re.compile(r"[^\W_]+")


def sketch(text: str) -> frozenset[int]:
    """What stands for a text when it is compared with others; the same on every machine."""
    words = [word.casefold() for word in _WORD.findall(text)]
    runs = (" ".join(words[at : at + RUN]).encode() for at in range(len(words) - RUN + 1))
    return frozenset(value for value in map(crc32, runs) if value % SAMPLE == 0)


class Doubles:
    """Texts seen so far; tells which of them a new one repeats."""

    def __init__(self) -> None:
        """Begin with none."""
        self._names: list[tuple[str, int]] = []
        self._by_run: dict[int, list[int]] = {}

    def find(self, runs: frozenset[int]) -> str | None:
        """The name of the text that is most like this one, if any is like it."""
        counts = Counter(number for run in runs for number in self._by_run.get(run, ())[:50])
        if not counts:
            return None
        number, shared = min(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        name, size = self._names[number]
        smaller = min(len(runs), size)
        return name if smaller >= 8 and shared >= ALIKE * smaller else None

    def add(self, name: str, runs: frozenset[int]) -> None:
        """Remember a text under a name."""
        number = len(self._names)
        self._names.append((name, len(runs)))
        for run in runs:
            self._by_run.setdefault(run, []).append(number)
