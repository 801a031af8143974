"""Which pair of quotation marks an article's comments are printed with."""

from __future__ import annotations

from typing import NamedTuple


class Pair(NamedTuple):
    """An opening and a closing mark, with the spaces that belong to them."""

    opening: str
    closing: str


CURLY = Pair("“", "”")
SINGLE = Pair("‘", "’")
FRENCH = Pair("«\u00a0", "\u00a0»")
SPANISH = Pair("«", "»")
GERMAN = Pair("„", "“")
REVERSED = Pair("»", "«")
CORNERS = Pair("「", "」")

_LOW = frozenset({"de", "cs", "sk", "sl", "bg", "is", "lt", "et", "hr", "sr", "da"})
_LOW_RIGHT = Pair("„", "”")
_LOW_RIGHT_LANGUAGES = frozenset({"pl", "ro", "hu", "nl"})
_STRAIGHT = {
    "fr": FRENCH, "es": SPANISH, "it": SPANISH, "pt": CURLY, "ru": SPANISH, "uk": SPANISH,
    "nb": SPANISH, "nn": SPANISH, "no": SPANISH, "el": SPANISH, "ja": CORNERS,
}  # fmt: skip


def find_pair(text: str, language: str) -> Pair:
    """The matching pair of the article's style: guillemets where it uses them, “ ” in English."""
    lang = language[:2].lower()
    counts = {mark: text.count(mark) for mark in "«»„「"}
    curly = text.count("“") + text.count('"')
    if counts["「"]:
        return CORNERS
    if counts["«"] >= max(1, curly // 2) and counts["«"] >= counts["„"]:
        if lang in {"de", "da", "sl", "hr"} and text.find("»") < text.find("«"):
            return REVERSED
        return FRENCH if lang == "fr" else SPANISH
    if counts["„"]:
        return _LOW_RIGHT if lang in _LOW_RIGHT_LANGUAGES else GERMAN
    if "“" not in text and "”" not in text and '"' in text:
        if lang in _LOW:
            return GERMAN
        return _STRAIGHT.get(lang, CURLY)
    return CURLY


def pair_for(words: str, pair: Pair) -> Pair:
    """The pair for one quotation: single marks where it has double ones inside."""
    if pair is CURLY and any(mark in words for mark in '“”"'):
        return SINGLE
    return pair
