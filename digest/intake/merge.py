"""Three versions of a text -> one: what only one side changed is taken, what both changed is a clash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

OURS, BASE, THEIRS, END = (
    "<<<<<<< the edited article",
    "||||||| as imported",
    "=======",
    ">>>>>>> the changed source",
)


class Merged(NamedTuple):
    """The merged text, and the clashes in it as (edited, changed source) stretches."""

    text: str
    clashes: tuple[tuple[str, str], ...]


class _Match(NamedTuple):
    base: int
    ours: int
    theirs: int
    size: int


def merge(base: str, ours: str, theirs: str) -> Merged:
    """Merge by lines; clashes stand in the text between marks, as git writes them."""
    versions = (base.splitlines(), ours.splitlines(), theirs.splitlines())
    lines: list[str] = []
    clashes: list[tuple[str, str]] = []
    at = (0, 0, 0)
    for match in _common(*versions):
        stretches = [
            version[start:stop]
            for version, start, stop in zip(versions, at, match[:3], strict=True)
        ]
        lines.extend(_resolve(stretches, clashes))
        lines.extend(versions[0][match.base : match.base + match.size])
        at = (match.base + match.size, match.ours + match.size, match.theirs + match.size)
    end = "\n" if ours.endswith("\n") or theirs.endswith("\n") else ""
    return Merged("\n".join(lines) + end, tuple(clashes))


def _resolve(stretches: list[list[str]], clashes: list[tuple[str, str]]) -> list[str]:
    base, ours, theirs = stretches
    if ours in (theirs, base):
        return theirs
    if theirs == base:
        return ours
    clashes.append(("\n".join(ours), "\n".join(theirs)))
    return [OURS, *ours, BASE, *base, THEIRS, *theirs, END]


def _common(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[_Match]:
    """Stretches of the base that both sides kept, in order, and at last an empty one at the end."""
    left = SequenceMatcher(None, base, ours, autojunk=False).get_matching_blocks()
    right = SequenceMatcher(None, base, theirs, autojunk=False).get_matching_blocks()
    i = j = 0
    while i < len(left) and j < len(right):
        a, b = left[i], right[j]
        start, stop = max(a.a, b.a), min(a.a + a.size, b.a + b.size)
        if stop > start:
            yield _Match(start, a.b + start - a.a, b.b + start - b.a, stop - start)
        if a.a + a.size < b.a + b.size:
            i += 1
        else:
            j += 1
    yield _Match(len(base), len(ours), len(theirs), 0)
