"""A text pasted from pages (a PDF): its running headers, footers and page numbers, and words broken at a line's end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from digest.intake.dates import find_dates
from digest.intake.lines import is_rule
from digest.intake.records import LeftOut

_NUMBER = re.compile(r"\s*(?:[–—-]\s*\d{1,3}\s*[–—-]|(?:page|seite|página|pagina|side)\s+\d{1,3}(?:\s?(?:of|/|von|de|di|sur|av)\s?\d{1,3})?)\s*", re.IGNORECASE)  # fmt: skip
_NUMBERED = re.compile(r"\d\s*$")  # a page's number, or that of a paper
_GAP = re.compile(r"\S\s{8,}\S")
_WIDE = " " * 8  # what such a gap is, in most texts
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENDED = re.compile(r"[.!?:”\"»)…]\s*$")
_BROKEN = re.compile(r"([^\W\d_]+)-$")
_HUNG = frozenset(
    ("and", "or", "und", "oder", "bzw", "et", "ou", "y", "o", "e", "og", "och", "en")
)  # pre- and post-war
# What a hyphen of the author's own follows, or precedes: long-awaited, twenty-two, dit-il.
_LEADING = frozenset((
    "long", "well", "short", "so", "half", "self", "ex", "non", "anti", "mid", "high", "low", "first", "third",
    "full", "north", "south", "east", "west", "old", "new", "two", "three", "four", "five", "six", "seven", "eight",
    "nine", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "cross", "cease",
    "all", "far", "near", "best", "worst", "fast", "slow", "ill", "one", "hard", "soft", "open", "close", "vice",
    "peut", "est", "demi", "avant", "après", "contre", "porte", "dit",
))  # fmt: skip
_FOLLOWING = frozenset(
    ("elle", "elles", "ils", "nous", "vous", "based", "free", "led", "old", "wide")
)
_LONGEST_WORD = 60  # letters
_LONGEST = 12  # words of a header


def strip_pages(lines: list[str]) -> tuple[list[str], list[LeftOut]]:
    """The lines of a text without what its pages have around it; what is on no pages stays as it is."""
    lines = _part_columns(lines)
    filled = [at for at, line in enumerate(lines) if line.strip()]
    numbers = {at for at in filled if _NUMBER.fullmatch(lines[at])}
    if not numbers and not any(_WIDE in line or "\t" in line for line in lines):
        return lines, []
    shapes = Counter(_shape(lines[at]) for at in filled)
    edges = {at for at in (filled[:1] + filled[-1:]) if _is_edge(lines, at)}
    columns = {at for at in filled if _GAP.search(lines[at])}
    edges |= {
        at
        for at in columns
        if shapes[_shape(lines[at])] > 1 and not {at - 1, at + 1} & columns  # no table's row
    }
    if not any(_NUMBERED.search(lines[at]) for at in edges) and not numbers:
        return lines, []
    gone = numbers | edges | _find_running(lines, filled, numbers | edges)
    rules = {at for at in filled if is_rule(lines[at].strip())}
    gone |= {at for at in rules - gone if _beside(at, gone, filled)}
    told = [" ".join(lines[at].split()) for at in sorted(gone - rules)]
    return _close(lines, gone), [LeftOut("header or footer of a page", words) for words in told]


def _part_columns(lines: list[str]) -> list[str]:
    """A first line that tells the day in its second column, as two."""
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    columns = re.split(r"\s{8,}", lines[first].strip()) if lines else []
    alone = first + 1 >= len(lines) or not lines[first + 1].strip()
    if len(columns) != 2 or not alone or not find_dates(columns[1]):
        return lines
    return [*lines[:first], columns[0], "", columns[1], *lines[first + 1 :]]


def _is_edge(lines: list[str], at: int) -> bool:
    """A first or last line in two columns, with nothing right beside it, that tells no day."""
    near = (lines[at - 1] if at else "", lines[at + 1] if at + 1 < len(lines) else "")
    alone = all(not each.strip() or is_rule(each.strip()) for each in near)
    return alone and bool(_GAP.search(lines[at])) and not find_dates(lines[at])


def _find_running(lines: list[str], filled: list[int], breaks: set[int]) -> set[int]:
    """Lines that come back, each time but the first beside the end of a page."""
    places: dict[str, list[int]] = {}
    for at in filled:
        if at not in breaks and 1 < len(lines[at].split()) <= _LONGEST and not _ENDED.search(lines[at]):  # fmt: skip
            places.setdefault(_shape(lines[at]), []).append(at)
    found = (each for each in places.values() if len(each) > 1)
    return {
        at for each in found if all(_beside(a, breaks, filled) for a in each[1:]) for at in each
    }


def join_pages(text: str) -> str:
    """A text as one page: without headers and footers, its broken words whole."""
    lines, _ = strip_pages(text.split("\n"))
    known = find_words(lines)
    joined: list[str] = []
    for line in lines:
        whole = mend_word(joined[-1], line.strip(), known) if joined else None
        if whole is None:
            joined.append(line.rstrip())
        else:
            joined[-1] = whole
    return "\n".join(joined)


def mend_word(before: str, after: str, known: frozenset[str]) -> str | None:
    """Two lines as one where the first ends within a word; None where it does not.

    The hyphen is the printer's where the word stands whole elsewhere, or where not both parts are words.
    """
    broken, going = _broken(before), _WORD.match(after)
    if not broken or not going or going[0] in _HUNG:
        return None
    if not after[0].islower() and not (broken[1].isupper() and going[0].isupper()):
        return None
    left, right = broken[1].casefold(), going[0].casefold()
    own = f"{left}-{right}" in known or left in _LEADING or right in _FOLLOWING
    whole = left + right in known or not (own or (left in known and right in known))
    return f"{before[:-1] if whole else before}{after}"


def find_words(lines: list[str]) -> frozenset[str]:
    """The words of a text that no line's end breaks; none where no line ends in a hyphen."""
    if not any(line.rstrip().endswith("-") for line in lines):
        return frozenset()
    found: set[str] = set()
    for at, line in enumerate(lines):
        words = _WORD.findall(line.casefold())
        tail = _broken(line.rstrip()) is not None
        head = at > 0 and _broken(lines[at - 1].rstrip()) is not None
        found.update(words[head : len(words) - tail])
    return frozenset(found)


def _broken(line: str) -> re.Match[str] | None:
    """The part of a word with which a line ends, if a hyphen says that there is more."""
    return _BROKEN.search(line[-_LONGEST_WORD:]) if line.endswith("-") else None


def _shape(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()))


def _beside(at: int, gone: set[int], filled: list[int]) -> bool:
    """Whether the line before or after one, past blank ones, is among those that go."""
    place = bisect_left(filled, at)
    return bool(gone & set(filled[max(0, place - 1) : place + 2]))


def _close(lines: list[str], gone: set[int]) -> list[str]:
    """The lines that stay; a sentence that a page's end broke goes on at once."""
    kept: list[str] = []
    cut = False  # a page ended behind the last line
    for at, line in enumerate(lines):
        if at in gone:
            cut = bool(kept)
            continue
        if cut and line.strip():
            while kept and not kept[-1].strip():
                kept.pop()
            goes_on = kept and not _ENDED.search(kept[-1]) and line.strip()[0].islower()
            kept += [] if goes_on else [""]
            cut = False
        kept.append(line)
    return kept
