"""What is no subject: a mention behind a preposition, or in a case that tells so."""

from __future__ import annotations

from digest.quotes.mention import Link, Mention
from digest.quotes.narration import Row
from digest.quotes.signs import BOUNDING, DETERMINER, SMALL, UPPER
from digest.quotes.tables import Tables

_LONGEST_LEAD = 4  # words between an article and a name
_WHERE = frozenset(("in", "at", "near"))
_GENITIVES = frozenset(("der", "des", "eines", "einer"))
_OBLIQUE = frozenset(
    ("dem", "den", "des", "einem", "einen", "eines", "seinem", "seinen", "ihrem", "ihren", "diesem", "diesen")
)  # fmt: skip
_FEMININE = (
    "ung",
    "heit",
    "keit",
    "schaft",
    "tion",
    "sion",
    "tur",
    "tät",
)  # “der" is no nominative of these


def is_governed(row: Row, mentions: list[Mention], at: int, link: Link, tables: Tables) -> bool:
    """Whether a preposition stands before a mention, past what belongs to it."""
    first = mentions[at].first
    if at and mentions[at - 1].possessor and first - mentions[at - 1].last <= 1:
        first = mentions[at - 1].first  # an official of the Guards’ Council
    while first and row.signs[first - 1] & UPPER:
        first -= 1  # of the All Ostland Council
    if mentions[at].kind == "org":
        first = _past_nouns(row, first)
    if first > 1 and row.lower[first - 1] in tables.determiners:
        first -= 1
    if link.pattern == "colon" and row.lower[first - 1] not in _WHERE:
        return False  # A lesson from Lind: “…”
    genitive = tables.lang == "de" and row.lower[first] in _GENITIVES
    return first > 0 and (genitive or row.lower[first - 1] in tables.prepositions)


def _past_nouns(row: Row, first: int) -> int:
    """The article before plain nouns and a name, "the fashion chain Holm & Co."; else ``first``."""
    least = max(1, first - _LONGEST_LEAD)
    at = first
    while at > least and row.signs[at - 1] & SMALL and not row.signs[at - 1] & BOUNDING:
        at -= 1
    return at if row.signs[at - 1] & DETERMINER else first


def is_oblique(row: Row, mention: Mention) -> bool:
    """“Dem Hafenblatt sagte X", "der Zeitung": a German phrase that is no subject."""
    article = row.lower[mention.first]
    if mention.name and row.lower[mention.first - 1] in _OBLIQUE:
        return (
            row.words[mention.first - 2] != ","
        )  # Dem Magazin Küste sagte X; der Wein, den X lobt
    return article in _OBLIQUE or (article == "der" and mention.head.endswith(_FEMININE))
