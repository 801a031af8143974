"""Houses that were told something: "dijo a la agencia Nortemar la alcaldesa", "sagte X der Zeitung „Küste“"."""

from __future__ import annotations

import re

import msgspec

from digest.quotes.marks import Layout, Stretch
from digest.quotes.mention import is_given, looks_like_role
from digest.quotes.narration import BREAK, QUOTE, Row
from digest.quotes.offices import ROMANCE
from digest.quotes.signs import DETERMINER, STOP
from digest.quotes.tables import Tables

_TO = frozenset(("a", "à", "al", "alla", "allo", "all’", "all'", "au", "ao"))
_OURS = frozenset(("nuestro", "nuestra", "notre", "nostro", "nostra", "nosso", "nossa"))
_CLOSING = frozenset('»”“"')
OPENING = frozenset('«“„"')
DATIVES = frozenset(("dem", "der", "den"))
_COMPOUNDING = frozenset(("de", "nl"))
_OF_PAPERS = (  # ein Sprecher der Zeitung
    "sprecher", "sprecherin", "redakteur", "redakteurin", "chef", "chefin", "reporter", "reporterin", "journalist",
    "journalistin", "leser", "leserin", "verleger", "verlegerin", "herausgeber", "herausgeberin", "mitarbeiter",
    "mitarbeiterin", "korrespondent", "korrespondentin", "leiter", "leiterin", "direktor", "direktorin", "vertreter",
    "vertreterin", "gründer", "gründerin", "inhaber", "inhaberin",
)  # fmt: skip
_SHORTEST = 4  # letters of the last noun of a compound
_REACH = 4  # words from whom it was told back to the verb
_LONGEST_NAME = 40  # signs, in marks
_LAST_WORDS = re.compile(r"([^\W\d_]+[’'\s])([^\W\d_]+)\s\Z")
_BEFORE = 40  # signs


def is_outlet(word: str, tables: Tables) -> bool:
    """A newspaper, an agency, a station: Nachrichtenagentur, too."""
    if word in tables.publications:
        return True
    return tables.lang in _COMPOUNDING and any(
        len(noun) >= _SHORTEST and word.endswith(noun) for noun in tables.publications
    )


def without_outlets(layout: Layout, text: str, tables: Tables) -> Layout:
    """The stretches but for the names of papers, which English writes without marks: der Zeitung „Küste“."""
    if tables.lang == "en":
        return layout
    kept = tuple(one for one in layout.stretches if not _names_outlet(one, text, tables))
    return msgspec.structs.replace(layout, stretches=kept)


def _names_outlet(stretch: Stretch, text: str, tables: Tables) -> bool:
    if stretch.end - stretch.start > _LONGEST_NAME or not stretch.closed:
        return False
    words = text[stretch.start : stretch.end].split()
    if not all(word[0].isupper() or word.lower() in tables.function_words for word in words):
        return False
    if not words or not words[0][0].isupper() or words[-1][-1] in ".,;:!?…":
        return False
    before = _LAST_WORDS.search(text, max(0, stretch.outer_start - _BEFORE), stretch.outer_start)
    if not before or not is_outlet(before[2].lower(), tables):
        return False
    led = before[1].strip().lower()
    return led in tables.determiners or led in _TO or led in _OURS


def is_addressed(row: Row, at: int, tables: Tables) -> bool:
    """“sagte X, Wirtin in Vik, der Zeitung Küste": the dative of a house that was told."""
    if (
        tables.lang != "de"
        or row.lower[at] not in DATIVES
        or not is_outlet(row.lower[at + 1], tables)
    ):
        return False
    genitive = row.lower[at] != "dem" and row.words[at - 1] != ","
    return not (genitive and row.lower[at - 1].endswith(_OF_PAPERS))


def past_marks(row: Row, at: int) -> int:
    """“Die Zeitung „Küste“ schrieb": what stands behind a name in marks that begins at ``at``."""
    for step in range(at + 2, min(at + _REACH + 2, len(row.words) - 1)):
        if row.words[step] in _CLOSING:
            return step + 1
    return at


def before_marks(row: Row, at: int) -> int:
    """“dijo al diario «El Faro» la alcaldesa": what stands before a name in marks that ends at ``at``."""
    if row.words[at] not in _CLOSING:
        return at
    for step in range(at - 2, max(0, at - _REACH - 2), -1):
        if row.words[step] in OPENING:
            return step - 1
    return at


def tells_house(row: Row, verb: int, last: int, tables: Tables) -> bool:
    """“dijo a la agencia X la directora": whether a name behind a verb of saying is whom somebody behind it told."""
    alone = row.words[last] in (".", BREAK, QUOTE) and is_outlet(row.lower[last - 2], tables)
    if not (row.signs[last] & DETERMINER or alone):
        return False
    houses = (at for at in range(verb + 2, last) if is_outlet(row.lower[at], tables))
    house = next(houses, verb)
    return house > verb and not _TO.isdisjoint(row.lower[house - 2 : house])


def _is_told_there(row: Row, at: int, tables: Tables) -> bool:
    """“«…», contó a este diario X": whether a noun for a house at ``at`` is whom somebody behind it told."""
    step = at - 1
    step -= bool(row.signs[step] & DETERMINER) or row.lower[step] in _OURS
    if row.lower[step] not in _TO:
        return False
    verbs = (
        at for at in range(step - 1, max(1, step - _REACH), -1) if row.lower[at] in tables.verbs
    )
    step = next(verbs, 0) - 1
    while step > 0 and row.lower[step] in tables.auxiliary:
        step -= 1
    return step >= 0 and row.words[step] in (QUOTE, ",")


def is_teller(row: Row, start: int, size: int, tables: Tables) -> bool:
    """“contó a este diario Ada Roca, vecina": a full name behind a house that was told, and nobody behind it."""
    behind = start + size
    if tables.lang not in ROMANCE or size < 2 or not row.signs[behind] & STOP:
        return False
    role = row.words[behind] == "," and _opens_role(row, behind + 1, tables)
    return (role or is_given(row.lower[start], tables)) and _is_told_there(row, start - 1, tables)


def _opens_role(row: Row, at: int, tables: Tables) -> bool:
    return bool(row.signs[at] & DETERMINER) or looks_like_role(row.lower[at], tables)


def is_told(row: Row, at: int, tables: Tables) -> bool:
    """“a déclaré à l’AFR Maja Lind", "dijo a AgSur Maja Lind": whether a name is whom somebody told."""
    behind = row.lower[max(0, at - 3) : at]
    if not any(word in _TO for word in behind) or tables.verbs.keys().isdisjoint(behind):
        return False
    outlet = is_given(row.lower[at + 1], tables) or row.words[at][1:] != row.lower[at][1:]
    return outlet and not is_given(row.lower[at], tables) and row.lower[at] not in tables.titles


def is_led_outlet(row: Row, start: int, last: int, tables: Tables) -> bool:
    """“raccontano al Corriere della Laguna Ada Fois": a name with a particle right behind "to"."""
    led = (
        last - start > 3
        and row.lower[start - 1] in _TO
        and row.lower[start + 1] in tables.particles
    )
    return led and not is_given(row.lower[start], tables)


def past_outlet(row: Row, start: int, last: int, tables: Tables) -> int:
    """“a déclaré à l’Agence du Port Maja Lind": behind the words of an agency that somebody told."""
    behind = row.lower[max(0, start - 4) : start]
    if _TO.isdisjoint(behind) or tables.verbs.keys().isdisjoint(behind):
        return start
    given = (at for at in range(start + 1, last - 1) if is_given(row.lower[at], tables))
    return next(given, start)
