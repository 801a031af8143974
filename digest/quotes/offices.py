"""Offices before names: "el ministro de Cultura X", "headteacher of Wray School X"."""

from __future__ import annotations

from digest.quotes.mention import is_given, looks_like_role
from digest.quotes.narration import Row
from digest.quotes.signs import CAPITAL, STOPS
from digest.quotes.tables import Tables

ROMANCE = frozenset(("es", "fr", "it", "pt"))
_LONGEST = 10  # words
_LONGEST_NAME = 4
_ADORNING = frozenset(("acting", "former", "interim", "deputy", "outgoing", "retired"))
_OF = frozenset(("of", "at", "for"))
_RELATIONS = frozenset(  # “the brother of racing legend X" is another
    ("father", "mother", "brother", "sister", "son", "daughter", "wife", "husband", "cousin", "nephew", "niece", "uncle", "aunt",
     "widow", "widower", "friend", "neighbor", "neighbour", "partner", "ally", "rival", "twin", "fan")
)  # fmt: skip
_SAINTS = frozenset(("san", "santa", "santo", "são", "saint", "sainte"))


def office_start(row: Row, name: int, tables: Tables) -> int:
    """Where the phrase for an office begins that ends before the name at ``name``, or -1."""
    if not name or row.lower[name - 1] in tables.function_words:
        return -1
    found = -1
    for at in range(name - 1, max(-1, name - 1 - _LONGEST), -1):
        word = row.lower[at]
        if row.words[at] in STOPS or row.sentences[at] != row.sentences[name]:
            break
        if found < 0 and _is_office(row, at, tables):
            if word in _RELATIONS:
                return -1
            found = at
            before = row.lower[at - 1] if at else ""
            if word in tables.honorifics and not _leads_title(row, at - 1, before, tables):
                return at  # contó a este diario doña Pilar Rey
        elif found >= 0 and word in tables.determiners:
            return at
        elif found == at + 1 and word in _ADORNING:
            found = at
        elif (
            (found >= 0 and word in tables.prepositions)
            or word in tables.verbs
            or word in tables.auxiliary
            or word in tables.pronouns
        ):
            break
    return found


def _leads_title(row: Row, at: int, word: str, tables: Tables) -> bool:
    """“el padre", “el profesor don": whether a title goes on to the left."""
    return word in tables.determiners or (at >= 0 and _is_office(row, at, tables))


def past_field(row: Row, start: int, last: int, tables: Tables) -> int:
    """Where the name begins behind a capitalised field or place: “ministra de Medio Ambiente Ana Ruiz"."""
    at = start - 1
    if at > 0 and row.lower[at] in tables.determiners:
        at -= 1
    if at < 1 or row.lower[at] not in tables.prepositions or not _is_office(row, at - 1, tables):
        return start

    if (
        is_given(row.lower[start], tables)
        or last - start < 2
        or not row.words[start + 1][0].isupper()
    ):
        return start
    for step in range(start + 1, last - 1):
        if is_given(row.lower[step], tables) and row.lower[step - 1] not in _SAINTS:
            return step
    return start + 1 if last - start > 2 else start


def past_portfolio(row: Row, start: int, last: int, tables: Tables) -> tuple[int, int]:
    """“former Secretary of State Maja Lind": where the office begins, and where the name does."""
    lower, at = row.lower, start
    while at < last and (lower[at] in tables.portfolios or lower[at] in ("and", "&")):
        at += 1
    if at == start and last - start > 2 and row.words[start - 2][0].isupper():
        at = last - 2  # Deputy Minister for Inspections Maja Lind
        at = next((step for step in range(start + 1, at) if is_given(lower[step], tables)), at)
    if at in (start, last) or not row.words[at][0].isupper():
        return start, start
    office = start - 2
    while office and lower[office - 1].rstrip(".") in tables.titles:
        office -= 1
    while office and row.signs[office - 1] & CAPITAL and row.words[office][0].isupper():
        office -= 1
    return office, at


def past_house(row: Row, start: int, last: int, tables: Tables) -> tuple[int, int]:
    """“headteacher of Wray Bridge School Maja Lind said": where the office begins, and where the name does."""
    lower, of = row.lower, start - 1 - (row.lower[start - 1] == "the")
    if of < 1 or lower[of] not in _OF or not looks_like_role(lower[of - 1], tables):
        return start, start
    houses = [at for at in range(start, last) if lower[at] in tables.bodies]
    name = houses[-1] + 1 if houses else last
    full = 2 <= last - name <= _LONGEST_NAME and all(
        row.words[at][0].isupper() for at in range(name, last)
    )
    office = of - 1
    while (
        office
        and row.sentences[office - 1] == row.sentences[office]
        and _is_plain(row, office - 1, tables)
    ):
        office -= 1
    before = lower[office - 1] if office else ""
    if not full or before in (",", "a", "an", "—", "–"):
        return start, start
    return office - (before in tables.determiners), name


def _is_plain(row: Row, at: int, tables: Tables) -> bool:
    return row.lower[at].isalpha() and row.lower[at] not in tables.bounding


def head_of(row: Row, at: int, last: int, tables: Tables) -> str:
    """The noun of a phrase behind the determiner at ``at``: adjectives follow it, but for a few."""
    for word in row.lower[at + 1 : last]:
        if looks_like_role(word, tables) or word in tables.impersonal:
            return word
    return row.lower[last - 1]


def _is_office(row: Row, at: int, tables: Tables) -> bool:
    word = row.lower[at].rstrip(".")
    return row.words[at][0].islower() and (word in tables.titles or looks_like_role(word, tables))
