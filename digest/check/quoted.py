"""Words as a proof compares them: text -> tokens, whatever its marks, spaces and composition are.

Two texts have the same words when their tokens are equal, case and accents included. What stands
between words (marks, dashes, commas) does not count; what stands inside one (don't, 1.5) does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from digest.content.comments import find_woven
from digest.intake.language import find_language
from digest.manuscript.markdown import plain_text
from digest.quotes.dialogue import find_dialogue
from digest.quotes.marks import Layout
from digest.quotes.marks import find_stretches as find_marks
from digest.quotes.tables import tables_of

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_APOSTROPHES = re.compile("[’‘ʼ`´′]")
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[^\W_]+|[%‰$€£¥₹°§]")
_DASHED = re.compile(r"^[ \t]*[—–―]", re.MULTILINE)  # a paragraph of dialogue
# Where a quotation leaves words out, or has words of the editor's: neither is the speaker's.
_OMISSION = re.compile(r"…|\.\s?\.\s?\.|\[[^\[\]]*\]")


class Reading(NamedTuple):
    """A text as folded for comparing, with its words."""

    text: str
    words: tuple[str, ...]


class Marked(NamedTuple):
    """The words of a text that stand between quotation marks: which ones, and in which paragraph."""

    positions: tuple[int, ...]
    paragraphs: tuple[int, ...]
    words: tuple[str, ...]


def fold_text(text: str) -> str:
    """Compose, and drop what is invisible."""
    text = _INVISIBLE.sub("", text)
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def read_words(text: str) -> Reading:
    """Fold a text and find its words; apostrophes of all kinds are alike."""
    folded = fold_text(text)
    return Reading(folded, tuple(_TOKEN.findall(_alike(folded))))


def fold_letters(text: str) -> str:
    """A text in small letters without accents, to look a name up in."""
    parted = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parted if not unicodedata.combining(char))


def _alike(folded: str) -> str:
    """Apostrophes made alike, one for one, so that places stay."""
    return _APOSTROPHES.sub("'", folded)


def read_marked(reading: Reading) -> Marked:
    """The words between marks or dashes, as the quotation engine sees them."""
    positions, paragraphs = [], []
    places = [found.span() for found in _TOKEN.finditer(_alike(reading.text))]
    at = 0
    for stretch in _find_spoken(reading.text).stretches:
        while at < len(places) and places[at][0] < stretch.start:
            at += 1
        while at < len(places) and places[at][1] <= stretch.end:
            positions.append(at)
            paragraphs.append(stretch.paragraph)
            at += 1
    return Marked(tuple(positions), tuple(paragraphs), tuple(reading.words[n] for n in positions))


def _find_spoken(text: str) -> Layout:
    """What stands between marks, and between dashes where a language writes speech so."""
    layout = find_marks(text)
    if not _DASHED.search(text):
        return layout
    return find_dialogue(layout, text, tables_of(find_language(text)))


def find_stretches(paragraphs: Sequence[str]) -> list[str]:
    """The quoted stretches of a comment's Markdown paragraphs, as plain words without narration.

    A paragraph that has no marks at all is taken to be quoted whole.
    """
    stretches = []
    for paragraph, woven in zip(paragraphs, find_woven(paragraphs), strict=True):
        at = 0
        for start, end in woven:
            stretches.append(paragraph[at:start])
            at = end
        stretches.append(paragraph[at:])
    plain = (plain_text(" ".join(stretch.split())) for stretch in stretches)
    return [words for words in plain if any(map(str.isalnum, words))]


def split_omissions(stretch: str) -> list[tuple[str, ...]]:
    """The runs of words between ellipses and brackets: each must stand in the source unbroken."""
    runs = (read_words(piece).words for piece in _OMISSION.split(stretch))
    return [run for run in runs if run]


def join_words(words: Sequence[str]) -> str:
    """Words as one string in which a run of them can be looked for; no word has a space."""
    return f" {' '.join(words)} "


def find_runs(joined: str, run: Sequence[str]) -> list[int]:
    """Every position, counted in words, at which a run stands in joined words."""
    wanted = join_words(run)
    found, at = [], joined.find(wanted)
    while at >= 0:
        found.append(joined.count(" ", 0, at))
        at = joined.find(wanted, at + 1)
    return found
