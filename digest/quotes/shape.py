"""The shape of a quotation: what stands on either side of its marks, how its words begin and end."""

from __future__ import annotations

import msgspec

from digest.quotes.narration import BREAK, QUOTE, Row
from digest.quotes.scene import Scene
from digest.quotes.tables import Tables

_SIGNS = frozenset((",", ":", ".", "(", "?", "!", ";"))
_SMALL = frozenset(("that", "as", "a", "an", "the", "and", "of", "to"))


class Shape(msgspec.Struct, gc=False):
    """What stands before the marks, how the words begin and end, and what follows the marks."""

    before: str
    first: str  # A capital, a small letter, another sign
    ending: str
    following: str
    opening: str  # before and first
    closing: str  # ending and following


def shape_of(scene: Scene, number: int) -> Shape:
    row = scene.row
    text, place, stretch = row.text, row.places[number], scene.stretches[number]
    opening = text[stretch.start]
    first = "A" if opening.isupper() else "a" if opening.islower() else "."
    last = text[stretch.end - 1]
    after = text[stretch.outer_end] if stretch.outer_end < len(text) else " "
    ending = "w"
    if "," in (last, after):
        ending = ","
    elif last in ".…":
        ending = "."
    elif last in "?!":
        ending = "?"
    before = _sign(row, place - 1, scene.tables)
    following = _sign(row, place + 1, scene.tables)
    return Shape(before, first, ending, following, before + first, ending + following)


def _sign(row: Row, at: int, tables: Tables) -> str:
    """A word beside the marks, as far as it tells."""
    if at < 0 or at >= len(row.words) or row.words[at] == BREAK:
        return "¶"
    word = row.lower[at]
    if word == QUOTE:
        return "Q"
    if word in _SIGNS or word in _SMALL:
        return word
    if not word[0].isalnum():
        return "-"
    return _word_class(row, at, tables)


def _word_class(row: Row, at: int, tables: Tables) -> str:
    word = row.lower[at]
    if word in tables.verbs:
        return "v"
    if word in tables.pronouns:
        return "p"
    if word in tables.prepositions or word in tables.determiners:
        return "f"
    return "W" if row.words[at][0].isupper() else "w"
