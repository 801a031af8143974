"""Runs of capitals -> names: people without their titles, organisations, places."""

from __future__ import annotations

from functools import reduce
from operator import or_

from digest.quotes.mention import Mention, bare, is_given
from digest.quotes.narration import Row
from digest.quotes.offices import (
    ROMANCE,
    office_start,
    past_field,
    past_house,
    past_portfolio,
)
from digest.quotes.outlets import is_led_outlet, is_teller, is_told, past_outlet
from digest.quotes.roles import gender_before, role_start
from digest.quotes.runs import find_runs, is_glued
from digest.quotes.signs import (
    APOSTROPHE,
    BODY,
    COMPOUND,
    JOINT,
    LISTED_PRONOUN,
    NICKNAME_MARKS,
    ORGANISATION,
    OWNING,
    ROLE,
    TITLE,
)
from digest.quotes.tables import Tables
from digest.quotes.trades import LETTERS, is_trade, past_job, past_relation, past_titles

_LONGEST_NAME = 14  # words
_ORGANISED = ORGANISATION | BODY  # what an organisation has in its name
_ADORNED = TITLE | JOINT  # a name that may have titles, or more than words
_TELLING = _ADORNED | ROLE
_APART = COMPOUND | LISTED_PRONOUN  # what a name may begin behind, or end before
_LEADING = frozenset(("of", "for"))  # from an office to its field
_CROWD_ENDINGS = ("ans", "crats")  # Norwegians, Democrats
_BETWEEN = frozenset(("of", "for", "on", "and"))
_SURNAMES_TOO = frozenset(("post", "house", "church", "temple", "hall"))
# "Tango monastery": a lone name before these is a place.
_SITES = frozenset(
    ("monastery", "village", "town", "island", "river", "valley", "square", "station", "airport", "bridge", "cathedral",
     "district", "province", "county", "lake", "beach", "prison", "port", "harbor", "harbour")
)  # fmt: skip
_UNKNOWN = frozenset(
    ("a", "an", "one", "another", "some", "several", "many", "few", "two", "three", "no", "any",
     "each", "every", "other")
)  # fmt: skip
_DIRECTIONS = frozenset(
    ("new", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "puerto", "costa", "great",
     "greater", "inner", "outer", "upper", "lower", "saint", "st", "st.", "san", "los", "las", "hong", "el", "united")
)  # fmt: skip
_AGENCIES = frozenset(("lusa", "efe", "ansa", "afp", "reuters", "télam", "belga", "dpa", "apa", "ap", "ritzau", "ntb", "tass"))  # fmt: skip
_BEGINNING = frozenset(("He", "She", "It", "They", "We"))


def find_names(row: Row, tables: Tables) -> list[Mention]:
    """Name mentions in reading order."""
    found = []
    runs = list(find_runs(row, tables))
    if tables.lang == "de":
        runs = _without_nouns(row, runs, tables)
    families = {row.lower[last - 1] for start, last in runs if last - start > 1}
    for start, last in runs:
        mention = _named(row, start, last, tables) if last - start <= _LONGEST_NAME else None
        if mention is None and last == start + 1 and row.lower[start] in families:
            mention = _family(row, start, runs, tables)
        if mention:
            found.append(mention)
    return found


def _family(row: Row, at: int, runs: list[tuple[int, int]], tables: Tables) -> Mention | None:
    """“Baron said", where the text has an Editor Karl Baron."""
    word = row.lower[at]
    if word not in tables.titles or row.lower[at - 1] in tables.determiners:
        return None
    if not any(
        last - start > 1 and row.lower[last - 1] == word and is_given(row.lower[last - 2], tables)
        for start, last in runs
    ):
        return None
    return Mention("name", at, at + 1, at, (row.words[at],), word)


def _without_nouns(row: Row, runs: list[tuple[int, int]], tables: Tables) -> list[tuple[int, int]]:
    """German writes every noun with a capital: one alone is a name beside a verb of saying, or if known."""
    known = {bare(row.words[last - 1]) for start, last in runs if last - start > 1}
    kept = []
    for start, last in runs:
        before = row.lower[start - 1] if start else ""
        after = row.lower[last]
        spoken = before in tables.verbs or after in tables.verbs or before in tables.according
        alone = last == start + 1 and row.words[start] not in known
        if (
            not alone
            or (spoken and before not in tables.determiners)
            or before in tables.honorifics
        ):
            kept.append((start, last))
    return kept


def _named(row: Row, start: int, last: int, tables: Tables) -> Mention | None:
    lower, signs = row.lower, row.signs
    within = signs[start] | signs[last - 1]  # as bits, all that its words are
    within = within if last - start < 3 else reduce(or_, signs[start:last])
    if within & _APART and (narrower := _narrowed(row, start, last)) != (start, last):
        return _named(row, *narrower, tables) if narrower[0] < last else None
    office = start
    if start > 1 and lower[start - 1] in _LEADING and lower[start - 2] in tables.titles:
        office, start = past_portfolio(row, start, last, tables)
    organised = within & _ORGANISED
    if organised and office == start and tables.lang == "en":
        office, start = past_house(row, start, last, tables)
    if tables.lang in ROMANCE:
        start = past_field(row, start, last, tables)
        office = start
    apart = _past_initials(row, start, last, tables) if last - start > 2 else start
    alone, start = apart > start, apart
    is_org = bool(organised) and _is_organisation(row, start, last, tables)
    plain = not within & _TELLING and last - start < 3 and tables.lang != "de"
    first = start if is_org or plain else _past_words(row, start, last, tables, within)
    if first == last or (last - start == 1 and _is_national(row, start, tables)):
        return _office(row, start, last, tables)
    seated = last - first > 2 and row.words[last - 1] in LETTERS
    name = _parts(row, first, last - seated, joined=bool(within & JOINT))
    is_org = is_org or bool(within & APOSTROPHE and _is_of_owners(name))
    titled = first > start or (office < start and not alone)
    kind = _kind(row, name, start, is_org, titled, tables)
    owning = signs[last - 1] & OWNING or (signs[last] & APOSTROPHE and _plural_owner(row, last))
    mention = Mention(
        kind, start, last, first, name, name[-1].lower(), possessor=bool(owning), titled=titled
    )
    if kind == "name":
        if not alone:
            mention.first = office if office < start else _led_from(row, start, tables)
        if mention.first < first:
            mention.gender = gender_before(row, mention.first, first, tables)
    return mention


def _narrowed(row: Row, start: int, last: int) -> tuple[int, int]:
    """The name in “the Halden-based Maja Lind" and “in the U.S. He said"; none of "Cold War-era papers"."""
    compounds = [at for at in range(start, last) if row.signs[at] & COMPOUND]
    if compounds:
        return compounds[-1] + 1, last
    return start, last - (last - start > 1 and row.words[last - 1] in _BEGINNING)


def _past_words(row: Row, start: int, last: int, tables: Tables, within: int) -> int:
    """Where the name itself begins, behind titles and trades."""
    first = start
    if within & _ADORNED or tables.lang == "de":
        first = past_titles(row, start, last, tables)
    if first == start and within & ROLE:
        first = past_job(row, start, last, tables)
    while last - first > 2 and is_trade(row, first, tables):
        first += 1  # "Rival Hillary Clinton", "Beekeeper Henk Dorn" at the start of a sentence
    if tables.lang == "de" and first == start:
        first = past_relation(row, start, last, tables)
    return first


def _led_from(row: Row, name: int, tables: Tables) -> int:
    """Where the words before a name begin that tell what somebody is."""
    first = role_start(row, name, tables)
    if tables.lang in ROMANCE or _ends_phrase(row, first, tables):
        led = office_start(row, first, tables)
        return led if led >= 0 else first
    return first


def _past_initials(row: Row, start: int, last: int, tables: Tables) -> int:
    """“told the AFP Maja Lind": an agency's initials run into the name behind them."""
    word, words = row.words[start], row.words[start:last]
    if tables.lang in ROMANCE and not tables.publications.isdisjoint(
        row.lower[start - 1 : start + 1]
    ):
        return past_outlet(row, start, last, tables)  # disse à agência Mar Ada Reis
    told = start and row.lower[start - 1] in tables.prepositions and row.lower[start] in _AGENCIES
    if told or (tables.lang in ROMANCE and is_told(row, start, tables)):
        return start + 1  # disse à Lusa Maja Lind
    if tables.lang in ROMANCE and word[0].isupper() and row.lower[start] in tables.bodies:
        return past_outlet(row, start, last, tables)
    if tables.lang in ROMANCE and is_led_outlet(row, start, last, tables):
        return past_outlet(row, start, last, tables)
    if not (word.isupper() and word.isalpha() and len(word) > 1):
        return start
    given = row.lower[start + 1]
    known = is_given(given, tables)
    apart = known and row.lower[start] not in tables.titles and not any(map(str.isupper, words[1:]))
    return start + 1 if apart and row.lower[start] not in tables.roles else start


def _is_organisation(row: Row, start: int, last: int, tables: Tables) -> bool:
    """By its last word; or by one inside, behind "the" or with "of" and the like."""
    words = [bare(word) for word in row.lower[start:last]]
    if len(words) == 2 and words[1] in _SURNAMES_TOO and _is_first(words[0], tables):
        return False
    if words[-1].rstrip(".") in tables.organisations or words[0] == "team":
        return True
    if tables.bodies.isdisjoint(words[:-1]) or not tables.titles.isdisjoint(words[1:-1]):
        return False  # Bank of Ostland Governor Dr. X
    if tables.lang != "en" and words[0] in tables.bodies:
        return True
    return (start > 0 and row.lower[start - 1] == "the") or not _BETWEEN.isdisjoint(words)


def _is_first(word: str, tables: Tables) -> bool:
    """A given name, known or of two."""
    return "-" in word or is_given(word, tables)


def _parts(row: Row, first: int, last: int, *, joined: bool) -> tuple[str, ...]:
    words = row.words
    if not joined:
        if not row.signs[last - 1] & OWNING:
            return (words[first],) if last == first + 1 else tuple(words[first:last])
        return (*words[first : last - 1], bare(words[last - 1]))
    parts: list[str] = []
    for at in range(first, last):
        if at > first and words[at] in "’'" and is_glued(row, at):
            if words[at - 2] not in NICKNAME_MARKS:
                parts[-1] += words[at]  # Growers’ Council
        elif parts and parts[-1][-1] in "’'" and row.start_of(at) == row.end_of(at - 1):
            parts[-1] += bare(words[at])  # D’ and Angelo
        elif _is_part(row, at, first):
            parts.append(bare(words[at]))
    return tuple(parts)


def _is_part(row: Row, at: int, first: int) -> bool:
    """Whether a word of the run is part of the name: not a comma, not a nickname in marks."""
    if row.words[at] == "," or row.words[at] in NICKNAME_MARKS:
        return False
    return (
        at == first
        or row.words[at - 1] not in NICKNAME_MARKS
        or row.words[at + 1] not in NICKNAME_MARKS
    )


def _plural_owner(row: Row, last: int) -> bool:
    """“the Linds’ house": whether an apostrophe closes on the name."""
    return row.start_of(last) == row.end_of(last - 1) and row.lower[last - 1][-1] in "sz"


def _ends_phrase(row: Row, start: int, tables: Tables) -> bool:
    """“speaker of the house X": a plain noun before a name, and no office of its own."""
    word = row.lower[start - 1] if start else ""
    if word in tables.bounding or not word.isalpha() or word != row.words[start - 1]:
        return False
    return tables.lang == "en" and "of" in row.lower[max(0, start - 4) : start - 1]


def _is_national(row: Row, at: int, tables: Tables) -> bool:
    """“the Dane said": somebody, and no adjective."""
    if (
        row.lower[at] not in tables.nationals
        or not at
        or row.lower[at - 1] not in tables.determiners
    ):
        return False
    after = row.lower[at + 1]
    return after in tables.verbs or after in tables.auxiliary or not after[0].isalpha()


def _office(row: Row, start: int, last: int, tables: Tables) -> Mention | None:
    """“the Vice President", "Press Secretary": an office in capitals, without a name."""
    head = row.lower[last - 1].rstrip(".")
    before = row.lower[start - 1] if start else ""
    if before not in tables.determiners:
        return None
    unknown = before in _UNKNOWN or before.startswith(("un", "ein", "een"))
    gender = "f" if head.endswith("woman") else "m" if head.endswith("man") else ""
    kind = "indefinite" if unknown else "definite"
    return Mention(kind, start - 1, last, last, (), head, gender)


def _kind(
    row: Row, name: tuple[str, ...], start: int, is_org: bool, titled: bool, tables: Tables
) -> str:
    if titled:
        return "name"
    before, lone = row.lower[start - 1] if start else "", len(name) == 1
    if before in tables.publications:
        return "name" if is_teller(row, start, len(name), tables) else "org"
    if is_org or "&" in name:
        return "org"
    if lone and _is_initials(name[0]):
        return "org"
    if lone and row.lower[start + 1] in _SITES:
        return "place"
    first = name[0].lower()
    if first in tables.female_names or first in tables.male_names:
        return "name"
    if before == "the":
        return "org"
    if lone and first.endswith(_CROWD_ENDINGS):
        return "group"
    dotted = lone and "." in first
    if not dotted and name[-1].lower().replace(".", "") not in tables.places:
        return "name"
    apposed = len(name) == 2 and before in tables.verbs and row.words[start + 2] == ","
    full = apposed and first not in tables.places and first not in _DIRECTIONS
    return "name" if full else "place"  # said Karl Oman, a vet


def _is_of_owners(name: tuple[str, ...]) -> bool:
    """Bakers’ Circle; not Ottavia de’ Neri."""
    return any(part[-1] in "’'" and part[0].isupper() for part in name[:-1])


def _is_initials(word: str) -> bool:
    """NATO, WHO; not U.S. and not a lone letter."""
    return word.isupper() and len(word) > 1 and "." not in word[:-1]
