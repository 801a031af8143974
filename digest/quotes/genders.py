"""Whether somebody is a man or a woman: what the words beside a name tell, or the given name."""

from __future__ import annotations

from functools import lru_cache

from digest.base.slugs import fold_name
from digest.quotes.links import Links
from digest.quotes.mention import Mention
from digest.quotes.narration import Row
from digest.quotes.roles import gender_before
from digest.quotes.tables import Tables

# Endings that few names of men have.
_HER_SURNAMES = ("ova", "eva", "ová", "ovna", "skaya", "dóttir", "dottir")
_HER_ENDINGS = (
    "ina",
    "ena",
    "ela",
    "ella",
    "etta",
    "issa",
    "essa",
    "ija",
    "iya",
    "ette",
    "elle",
    "ine",
    "lyn",
)


def gender_told(
    mentions: list[Mention], links: Links, row: Row, at: int, tables: Tables, known: str
) -> str:
    """The gender that an apposition behind a name tells, or one before it that the ``known`` given name does not deny."""
    told = _gender_behind(row, mentions[at], tables)
    if told:
        return told
    ahead = _gender_ahead(mentions, links, row, at)
    return ahead if known in ("", ahead) else ""  # beside his wife, Jon Berg, 70, …


def _gender_behind(row: Row, mention: Mention, tables: Tables) -> str:
    """“X, a retired policewoman": the first noun of the apposition that tells."""
    at = mention.last
    if at >= len(row.words) or row.words[at] != ",":
        return ""
    if row.lower[min(at + 1, len(row.words) - 1)] not in tables.determiners:
        return ""
    stop = at + 1
    while (
        stop < min(at + 8, len(row.words))
        and row.words[stop] not in (",", ".", "\n", "\x00")
        and row.lower[stop] not in tables.prepositions
    ):
        stop += 1
    owned = tables.pronouns.get(row.lower[at + 1]) in ("male", "female")
    if owned and (row.words[stop] != "," or row.words[stop + 1][0].isupper()):
        return ""  # X, his wife, Y; X, his wife said
    return gender_before(row, at + 1, stop, tables)


def _gender_ahead(mentions: list[Mention], links: Links, row: Row, at: int) -> str:
    """“His wife, X": the gender of the phrase that a name stands in apposition to."""
    if not at or row.words[mentions[at].first - 1] != ",":
        return ""
    before = at - 1
    while before and mentions[before].inside:
        before -= 1
    phrase = mentions[before]
    return phrase.gender if links[before].pattern == "m,N" and not phrase.name else ""


@lru_cache(maxsize=4096)
def _forms(word: str) -> tuple[str, ...]:
    """A given name as it may be listed: as it is, without diacritics, the first of two: Marie-Ève."""
    lower = word.lower()
    if lower.isascii() and "-" not in lower:
        return (lower,)
    flat = fold_name(lower)
    return lower, flat, flat.partition("-")[0]


def gender_of_name(name: tuple[str, ...], tables: Tables) -> str:
    """The gender of the first given name that is known, or what endings of names suggest."""
    for word in name[:-1] or name:
        for form in _forms(word):
            if form in tables.female_names:
                return "f"
            if form in tables.male_names:
                return "m"
    if tables.lang != "en" or len(name) < 2:
        return ""
    her = name[-1].lower().endswith(_HER_SURNAMES) or name[0].lower().endswith(_HER_ENDINGS)
    return "f" if her else ""
