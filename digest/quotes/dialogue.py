"""Speech between dashes, as Spanish and Portuguese write it: —Vengo —dijo ella—. Pero tarde.

In: a paragraph that begins with a dash and has no marks. Out: the stretches that were said, or none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.quotes.marks import Layout, Stretch
from digest.quotes.records import Span
from digest.quotes.tables import Tables

LANGUAGES = frozenset(("es", "pt", "it", "fr"))
_OPENS = re.compile(r"\s*[—–―]\s?(?=[\w¿¡«“…(])")
_TURNS = re.compile(r"\s[—–―]\s?(?=[^\W\d_])")  # from speech to narration
_RETURNS = re.compile(r"(?<=\S)[—–―](?=[\s.,;:])[.,;:]?\s*|[.,;:]?\s[—–―]\s?(?=\S)")  # and back
_FIRST_WORDS = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def find_dialogue(layout: Layout, text: str, tables: Tables) -> Layout:
    """The layout with what is said between dashes, in the languages that write so. Linear."""
    if tables.lang not in LANGUAGES:
        return layout
    marked = {stretch.paragraph for stretch in layout.stretches}
    spoken = [
        stretch
        for number, span in enumerate(layout.paragraphs)
        if number not in marked
        for stretch in _spoken(text, span, number, tables)
    ]
    if not spoken:
        return layout
    found = sorted((*layout.stretches, *spoken), key=lambda stretch: stretch.outer_start)
    return Layout(layout.paragraphs, tuple(found))


def _spoken(text: str, span: Span, number: int, tables: Tables) -> Iterator[Stretch]:
    opened = _OPENS.match(text, span.start, span.end)
    if not opened:
        return
    start, outer = opened.end(), opened.start()
    while turn := _find_turn(text, start, span.end, tables):
        yield _stretch(start, turn.start(), outer, turn.end(), number)
        back = _RETURNS.search(text, turn.end(), span.end)
        if not back or back.end() >= span.end:
            return
        start, outer = back.end(), back.start()
    if outer != opened.start():
        yield _stretch(start, span.end, outer, span.end, number)


def _stretch(start: int, end: int, outer_start: int, outer_end: int, number: int) -> Stretch:
    return Stretch(start, end, outer_start, outer_end, closed=True, single=False, paragraph=number)


def _find_turn(text: str, start: int, stop: int, tables: Tables) -> re.Match[str] | None:
    """The dash behind which a verb of saying tells who spoke."""
    for turn in _TURNS.finditer(text, start, stop):
        words = _FIRST_WORDS.findall(text[turn.end() : min(stop, turn.end() + 40)].lower())[:3]
        for word in words:
            if word in tables.verbs:
                return turn
            if word not in tables.auxiliary and word not in tables.pronouns:
                break
    return None
