"""Quotation marks -> stretches between them, paragraph by paragraph, in one pass over the text.

In: any text. Out: stretches in reading order, the outermost ones only, and the marks that never close.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

import msgspec

from digest.quotes.records import Span

_DOUBLE = ("''", "``", *'“”„‟"«»‹›「」『』＂')
_OPENS_SINGLE = "‘‚‛'"
_SINGLE = re.compile(f"[’{_OPENS_SINGLE}]")
_SURNAME = re.compile(
    r" (?:(?:van|von|de|di|da|du|del|bin|al|el|ten|ter) (?:der |den |la |le )?)?[^\W\d_a-zß-ÿ]"
)
_BEFORE_SINGLE = frozenset("([—–:“”„‟\"«»‹›「」『』＂'`")
_OPENING, _CLOSING = "“„‟`「『", "”」』"
_BEFORE_OPENING = frozenset("([{—–-―‘'/\u200b…=:>*_")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-―’'/…*_<")
_LINE_LOW, _LINE_HIGH, _LINE_SPREAD = 50, 100, 30


class Stretch(msgspec.Struct, frozen=True, gc=False):
    """Words between two marks: inner [start, end), with marks [outer_start, outer_end)."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool
    single: bool
    paragraph: int
    cut: bool = False  # ended before narration, for want of a closing mark


class Layout(msgspec.Struct, frozen=True):
    paragraphs: tuple[Span, ...]
    stretches: tuple[Stretch, ...]


def find_paragraphs(text: str) -> Iterator[Span]:
    """Lines are paragraphs, except where a block of lines is plainly one paragraph wrapped by hand."""
    block: list[Span] = []
    position = 0
    for line in text.split("\n"):
        span = Span(position, position + len(line))
        position += len(line) + 1
        if line and not line.isspace():
            block.append(span)
        elif block:
            yield from _unwrapped(text, block) if len(block) > 1 else block
            block = []
    yield from _unwrapped(text, block) if len(block) > 1 else block


def _unwrapped(text: str, block: list[Span]) -> Iterator[Span]:
    lengths = [span.end - span.start for span in block[:-1]]
    wrapped = (
        min(lengths) >= _LINE_LOW
        and max(lengths) <= _LINE_HIGH
        and max(lengths) - min(lengths) <= _LINE_SPREAD
        and any(text[span.end - 1].isalpha() or text[span.end - 1] == "," for span in block[:-1])
    )
    if wrapped:
        yield Span(block[0].start, block[-1].end)
    else:
        yield from block


def find_stretches(text: str) -> Layout:
    """Every outermost stretch between marks. Linear in the length of the text."""
    paragraphs = tuple(find_paragraphs(text))
    inwards = _guillemets_point_inwards(text)
    marks = _places_of(text, _DOUBLE)
    singles = [at for at, _ in _places_of(text, _OPENS_SINGLE) if _may_open(text, at)]
    found: list[Stretch] = []
    first, open_at = 0, 0
    for number, span in enumerate(paragraphs):
        last = bisect_left(marks, (span.end,), first)
        doubles = (
            _in_paragraph(text, marks[first:last], span, number, inwards) if last > first else []
        )
        first = last
        if open_at < len(singles) and singles[open_at] < span.end:
            doubles = _with_singles(text, doubles, span, number)
            open_at = bisect_left(singles, span.end, open_at)
        found += [s for s in doubles if s.end > s.start and not _is_nickname(text, s, span)]
    return Layout(paragraphs, tuple(found))


def _places_of(text: str, marks: Iterable[str]) -> list[tuple[int, str]]:
    """Where each of the marks stands, in order: a search for each, since most texts have few of them."""
    found = []
    for mark in marks:
        at = text.find(mark)
        while at >= 0:
            found.append((at, mark))
            at = text.find(mark, at + len(mark))
    return sorted(found)


def _may_open(text: str, at: int) -> bool:
    """Whether a single mark stands before a word and behind none."""
    before, after = text[at - 1] if at else " ", text[at + 1 : at + 2]
    opens = before.isspace() or before in _BEFORE_SINGLE
    return opens and (after.isalnum() or after == "_")


def _guillemets_point_inwards(text: str) -> bool:
    """German »…«: the first guillemet of the text is the one that points right."""
    left, right = text.find("«"), text.find("»")
    return right >= 0 and (left < 0 or right < left)


class _Mark(msgspec.Struct, gc=False):
    start: int
    end: int
    turn: str  # o(pening), c(losing), ? (either), - (neither)
    family: str


def _turn(text: str, start: int, end: int, span: Span, *, inwards: bool) -> str:
    """Whether a mark opens or closes, by its shape and what touches it."""
    before = text[start - 1] if start > span.start else " "
    after = text[end] if end < span.end else " "
    mark = text[start]
    glued = not before.isspace() and before not in _BEFORE_OPENING
    if mark in "«»‹›":
        return "o" if (mark in "«‹") != inwards else "c"
    if mark in _OPENING:
        ends = mark == "“" and not after.isalnum() and before in ".,!?…"
        return "c" if glued and (after.isspace() or ends) else "o"
    if mark in _CLOSING:
        again = "?" if before.isspace() and after.isalnum() else "c"
        return "o" if start == span.start else again
    closes = after.isspace() or after in _AFTER_CLOSING
    if glued == closes:
        measure = closes and before.isdigit() and _is_measure(text, start, span)
        return ("-" if measure else "c") if closes else "o"
    return "?"


def _is_measure(text: str, start: int, span: Span) -> bool:
    """5'10" and 6" are lengths: digits, perhaps after feet."""
    at = start
    while at > span.start and (text[at - 1].isdigit() or text[at - 1] in "'’."):
        at -= 1
    return "'" in text[at:start] or "’" in text[at:start]


def _family(mark: str) -> str:
    if mark in "“”„‟":
        return "curly"
    if mark in "«»‹›":
        return "guillemets"
    return "straight"


def _in_paragraph(
    text: str, places: list[tuple[int, str]], span: Span, number: int, inwards: bool
) -> list[Stretch]:
    marks: list[_Mark] = []
    low = False
    for start, sign in places:
        end = start + len(sign)
        turn = _turn(text, start, end, span, inwards=inwards)
        if sign == "„":
            low, turn = True, "o"
        elif sign == "“" and low and turn != "o":
            turn = "c"
        elif sign == "“" and low:
            after = text[end] if end < span.end else " "
            turn = "c" if not after.isalnum() else turn
        if turn == "c":
            low = False
        marks.append(_Mark(start, end, turn, _family(sign)))
    return _pair(text, marks, span, number)


def _pair(text: str, marks: list[_Mark], span: Span, number: int) -> list[Stretch]:
    """Pair the marks; what opens again while open is nested if enough closing marks follow."""
    if [mark.turn for mark in marks] == ["o", "c"] * (len(marks) // 2):  # most paragraphs
        pairs = zip(marks[::2], marks[1::2], strict=True)
        return [_stretch(text, a, b.start, b.end, number, closed=True) for a, b in pairs]
    closing_left = {"curly": 0, "guillemets": 0, "straight": 0}
    for mark in marks:
        closing_left[mark.family] += {"c": 1, "o": -1}.get(mark.turn, 0)
    found: list[Stretch] = []
    stack: list[_Mark] = []
    for mark in marks:
        surplus = closing_left[mark.family]  # closing minus opening, from this mark on
        closing_left[mark.family] -= {"c": 1, "o": -1}.get(mark.turn, 0)
        turn = mark.turn
        if turn == "?":
            turn = "c" if stack else "o"
        if turn == "o":
            same = bool(stack) and stack[-1].family == mark.family
            if same and (mark.family == "straight" or surplus < 0 or surplus == 0):
                opened = stack.pop()
                if not stack:
                    found.append(
                        _stretch(text, opened, mark.start, mark.start, number, closed=False)
                    )
            stack.append(mark)
        elif turn == "c" and stack:
            _close(text, stack, mark, found, number)
    if stack:
        found.append(_stretch(text, stack[0], span.end, span.end, number, closed=False))
    return found


def _close(text: str, stack: list[_Mark], mark: _Mark, found: list[Stretch], number: int) -> None:
    depth = len(stack) - 1
    while depth >= 0 and stack[depth].family != mark.family:
        depth -= 1
    depth = depth if depth >= 0 else len(stack) - 1
    opened = stack[depth]
    del stack[depth:]
    if not stack:
        found.append(_stretch(text, opened, mark.start, mark.end, number, closed=True))


def _stretch(
    text: str,
    opened: _Mark,
    end: int,
    outer_end: int,
    number: int,
    *,
    closed: bool,
    single: bool = False,
) -> Stretch:
    start = opened.end
    while start < end and (text[start].isspace() or text[start] == "\u200b"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == "\u200b"):
        end -= 1
    return Stretch(start, end, opened.start, outer_end if closed else end, closed, single, number)


def _with_singles(text: str, doubles: list[Stretch], span: Span, number: int) -> list[Stretch]:
    """Single marks count outside double ones only, where they open at a word and plainly close."""
    if around := _british(text, doubles, span, number):
        inner = {d for d in doubles for a in around if a.start <= d.outer_start < a.end}
        doubles = sorted(
            [*around, *(d for d in doubles if d not in inner)], key=lambda s: s.outer_start
        )
    found: list[Stretch] = []
    position = span.start
    for double in [*doubles, None]:
        stop = double.outer_start if double else span.end
        found.extend(_singles(text, position, stop, number))
        if double:
            found.append(double)
            position = max(position, double.outer_end)
    return found


def _british(text: str, doubles: list[Stretch], span: Span, number: int) -> list[Stretch]:
    """‘Single marks, “double” within’: the outer ones are curly and close after a stop or comma."""
    opens = text[span.start] == "'"
    if not doubles or not (opens or "‘" in text[span.start : span.end]):
        return []
    return [
        s
        for s in _singles(text, span.start, span.end, number)
        if (text[s.outer_start] == "‘" or (opens and s.outer_start == span.start))
        and text[s.end - 1] in ",.!?"
        and any(s.start <= d.outer_start and d.outer_end <= s.end for d in doubles)
        and not any(d.start <= s.outer_start < d.end for d in doubles)
    ]


def _is_nickname(text: str, stretch: Stretch, span: Span) -> bool:
    """Marcia “Cia” Price: one capitalised word in marks between two others."""
    inner = text[stretch.start : stretch.end]
    if not inner[0].isupper() or not inner.isalpha() or len(inner) > 15 or not stretch.closed:
        return False
    before = text[max(span.start, stretch.outer_start - 20) : stretch.outer_start].split(" ")
    if len(before) < 2 or before[-1]:
        return False
    word = before[-2]
    named = word[:1].isupper() and word.rstrip(".").isalpha() and len(word) > 2
    return named and bool(_SURNAME.match(text, stretch.outer_end, span.end))


def _singles(text: str, start: int, stop: int, number: int) -> Iterator[Stretch]:
    opened: _Mark | None = None
    fallback: _Mark | None = None
    for match in _SINGLE.finditer(text, start, stop):
        at = match.start()
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < stop else " "
        if opened is None:
            if (before.isspace() or before in "([—–:") and after.isalnum() and match.group() != "’":
                opened, fallback = _Mark(at, at + 1, "o", "single"), None
            continue
        if before.isspace() or after.isalnum():
            continue
        mark = _Mark(at, at + 1, "c", "single")
        if before in ".,?!…":
            yield _stretch(text, opened, at, at + 1, number, closed=True, single=True)
            opened = fallback = None
        elif fallback is None:
            fallback = mark
            if before not in "sS":
                yield _stretch(text, opened, at, at + 1, number, closed=True, single=True)
                opened = fallback = None
    if opened is not None and fallback is not None:
        yield _stretch(text, opened, fallback.start, fallback.end, number, closed=True, single=True)
