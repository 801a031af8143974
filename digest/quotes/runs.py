"""Runs of capitalised words that may be names, without what only opens a sentence, and headlines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from digest.quotes.headlines import headlines_of
from digest.quotes.mention import bare, is_given, looks_like_role
from digest.quotes.narration import BREAK, QUOTE, Row
from digest.quotes.offices import ROMANCE
from digest.quotes.signs import (
    ADVERB,
    CAPITAL,
    JOINT,
    NICKNAME_MARKS,
    NO_NAME,
    OPENER,
    OWNING,
    ROLE,
    SAYING,
    TITLE,
    UPPER,
    VERB,
)
from digest.quotes.tables import Tables

_DASHES = frozenset(("—", "–", "--", "-", "―"))
RETIRED = frozenset(("ret", "retd", "res", "a.d", "i.r", "retired"))  # Maj. Gen. (ret.) Maja Lind
_ADJECTIVES = frozenset(
    (
        "police",
        "english",
        "french",
        "spanish",
        "german",
        "american",
        "british",
        "russian",
        "chinese",
    )
)
_CONTINUING = CAPITAL | JOINT  # what may follow in a run
_YOUNGER = frozenset(("jr", "sr"))  # and older
_AFTER_NAME = frozenset(
    ("has", "had", "have", "is", "was", "will", "would", "could", "should", "may", "might", "can",
     "did", "does", "himself", "herself", "who", "and")
)  # fmt: skip
_SHORT = frozenset(("oh", "so", "no", "an", "do", "see", "you"))  # family names, but for openers
_ARTICLES = frozenset(("der", "den", "dem", "zum", "zur"))
_INITIALS = frozenset("BCDEFGHJKLMNPQRSTUVWYZ")  # Y Thao Niê; no article, no pronoun
_PEOPLES = re.compile(r"(?:wo)?men[’']s|children[’']s|people[’']s")  # Halden Women’s Institute
_OF_AND_AT = ["von", "und", "zu"]
_CONTRACTED = frozenset(("zum", "zur"))
_OFFICES = frozenset(
    ("minister", "secretary", "commissioner", "ministry", "spokesman", "spokeswoman")
)
_JOINED = frozenset(("health", "arts", "science", "oversight", "defense", "defence", "firearms"))


def find_runs(row: Row, tables: Tables) -> Iterator[tuple[int, int]]:
    """[start, last) of each run of capitals, in reading order. Headlines are passed over."""
    known = _Known(row, tables)
    headlines = headlines_of(row, tables)
    signs, last = row.signs, 0
    for at in row.capitals:
        if at < last or not signs[at] & CAPITAL:
            continue
        last = at + 1
        if signs[last] & _CONTINUING:
            last = _run_end(row, at, tables)
        if (
            last == at + 1 and signs[at] & NO_NAME
        ):  # The, But, Monday: most of what opens a sentence
            if signs[last] & SAYING and row.words[at] in known.families:
                yield at, last  # May said
            continue
        opens = not at or row.words[at - 1] == BREAK
        if row.paragraphs[at] in headlines or (opens and _is_dateline(row, at, last)):
            continue
        start = _without_openers(row, at, last, known, tables)
        if start and row.words[start - 1] in _INITIALS and tables.lang == "en":
            start -= 1
        if start < last:
            alone = last - start == 1
            yield start, last if alone else _without_day(row, last, tables)


def _without_day(row: Row, last: int, tables: Tables) -> int:
    """“Lind Thursday told Radio Vik": but Mary Sunday is a name."""
    if row.lower[last - 1] not in tables.days:
        return last
    return last if is_given(row.lower[last - 2], tables) else last - 1


class _Known:
    """Words of the whole row, gathered once if any run asks for them."""

    def __init__(self, row: Row, tables: Tables) -> None:
        self._row = row
        self._tables = tables

    @cached_property
    def families(self) -> set[str]:
        """Words that are no names by themselves, but follow a given name: May of Theresa May."""
        words, signs, tables = self._row.words, self._row.signs, self._tables
        return {
            words[at]
            for at in self._row.capitals
            if signs[at] & NO_NAME and at and is_given(self._row.lower[at - 1], tables)
        }

    @cached_property
    def written(self) -> set[str]:
        """All words as they are written."""
        return set(self._row.words)

    @cached_property
    def raised(self) -> set[str]:
        """Words that have a capital inside a sentence too."""
        words, sentences, signs = self._row.words, self._row.sentences, self._row.signs
        return {
            bare(words[at])
            for at in self._row.capitals
            if signs[at] & UPPER
            and at
            and not signs[at - 1] & OPENER
            and sentences[at] == sentences[at - 1]
        }


def _is_dateline(row: Row, at: int, last: int) -> bool:
    """“OSLO, March 3 (NTB) -- ": where and when a report was filed."""
    words = row.words
    if not words[at].isupper() or len(words[at]) < 3:
        return False
    for step in range(last, min(last + 8, len(words) - 1)):
        if words[step] in _DASHES:
            return words[step + 1] not in (QUOTE, BREAK)
        if words[step][0].islower() or words[step] in (BREAK, QUOTE, ":"):
            return False
    return False


def _run_end(row: Row, at: int, tables: Tables) -> int:
    """The end of a run of capitalised words, with particles, initials and "of" of offices between."""
    signs = row.signs
    last = at + 1
    while not signs[last - 1] & OWNING or _PEOPLES.fullmatch(row.lower[last - 1]):
        if signs[last] & CAPITAL:
            last += 1
        elif signs[last] & JOINT and (step := _past_joint(row, last, tables)) > last:
            last = step
        else:
            break
    return last


def _past_joint(row: Row, last: int, tables: Tables) -> int:
    """Behind what links two capitals to one name: a nickname, an initial, "Jr.", particles."""
    words, signs, size = row.words, row.signs, len(row.words)
    if row.sentences[last] != row.sentences[last - 1]:
        return last
    if (
        words[last] in NICKNAME_MARKS
        and last + 3 < size
        and words[last + 2] in NICKNAME_MARKS
        and signs[last + 1] & CAPITAL
    ):
        if signs[last + 3] & CAPITAL:
            return last + 4
        behind = _past_particles(row, last + 3, tables)
        return behind if behind > last + 3 else last
    if len(words[last]) == 1 and words[last].isupper() and signs[last + 1] & CAPITAL:
        return last + 1
    if words[last] in "’'" and signs[last + 1] & CAPITAL and is_glued(row, last):
        return last + 2 if _is_house(row, last, tables) else last
    if words[last] == ",":
        return last + 2 if row.lower[last + 1].rstrip(".") in _YOUNGER else last
    return _past_particles(row, last, tables)


def _is_house(row: Row, at: int, tables: Tables) -> bool:
    """“Growers’ Council", "Bakers’ Circle": what an apostrophe makes one name, and not "the Bakers’ Jon Lind"."""
    if row.lower[at + 1] in tables.bodies:
        return True
    trade = looks_like_role(row.lower[at - 1].removesuffix("s"), tables)
    return trade and not is_given(row.lower[at + 1], tables)


def is_glued(row: Row, at: int) -> bool:
    """Whether an apostrophe stands right behind a plural."""
    return row.lower[at - 1][-1] in "sz" and row.start_of(at) == row.end_of(at - 1)


def _past_particles(row: Row, last: int, tables: Tables) -> int:
    """Behind the particles at ``last`` and the capital after them; ``last`` where none link."""
    words, lower, size = row.words, row.lower, len(row.words)
    before = lower[last - 1].rstrip(".")
    if lower[last] == "h.c." and last + 1 < size and row.signs[last + 1] & CAPITAL:
        return last + 2
    if words[last] == "(" and last + 4 < size and lower[last + 1].rstrip(".") in RETIRED:
        step = words.index(")", last, last + 4) + 1 if ")" in words[last : last + 4] else last
        return step + 1 if step > last and row.signs[step] & CAPITAL else last
    step = last
    while (
        step < size and step - last < 3 and (lower[step] in tables.particles or words[step] == "i")
    ):
        step += 1
    if lower[last : last + 3] == _OF_AND_AT:
        step = last + 3
    if last < step < size and row.signs[step] & CAPITAL and not _is_office(before, tables):
        return last if _leads_away(row, last, step, tables) else step + 1
    if before in tables.organisation_heads and lower[last] in tables.joining:
        field = _past_field(row, last + 1, tables)
        if field:
            return field
    fields = (
        before in _JOINED
        or (  # Ministry of Shipping and Islands
            lower[last - 2] in ("of", "for") and lower[last - 3] in tables.organisation_heads
        )
        or (before in tables.portfolios and lower[last + 2] in _OFFICES)  # Fish and Water Minister
    )
    if lower[last] == "&" or (lower[last] == "and" and fields):
        return last + 2 if last + 1 < size and row.signs[last + 1] & CAPITAL else last
    return last


def _past_field(row: Row, at: int, tables: Tables) -> int:
    """Behind what tells of a house what it is for, or whose: "of the Harbour", "des pêcheurs"; 0 where nothing does."""
    at += row.lower[at] in ("the", "la", "los")
    word = row.words[at]
    if row.signs[at] & CAPITAL:
        return at + 1 if word.lower() not in tables.not_names else 0
    plain = word.isalpha() and word.islower() and len(word) > 3 and word not in tables.bounding
    return at + 1 if plain and tables.lang in ROMANCE else 0


def _leads_away(row: Row, last: int, step: int, tables: Tables) -> bool:
    """“Ana Ruiz de la Universidad", "sagte Ada Holm der Zeitung", "Ada Holm von der ETH"."""
    if tables.lang != "en" and row.lower[step] in tables.collectives:
        return True
    if tables.lang != "de":
        return False
    title = looks_like_role(row.lower[max(0, last - 2)], tables)  # Ministerin Ada von der Holm
    full = row.signs[last - 1] & row.signs[max(0, last - 2)] & CAPITAL and step > last + 1
    full = full and not title and row.lower[last : last + 3] != _OF_AND_AT
    known = is_given(row.lower[last - 1], tables)
    alone = known and not row.signs[max(0, last - 2)] & CAPITAL
    if alone and row.lower[last] in _CONTRACTED and row.words[step + 1] == ",":
        return False  # sagte Ada zur Holm, but: sagte Ada zur Lage
    return row.lower[last] in _ARTICLES or row.words[step].isupper() or bool(full and not known)


def _is_office(word: str, tables: Tables) -> bool:
    """Particles link a name (Annelies de Backer), not an office and its place (ministre de la ...)."""
    return tables.lang != "en" and word in tables.offices


def _without_openers(row: Row, at: int, last: int, known: _Known, tables: Tables) -> int:
    """The run without words that are capitals only because a sentence begins with them."""
    words, lower, signs = row.words, row.lower, row.signs
    opens = at == 0 or row.sentences[at - 1] != row.sentences[at] or bool(signs[at - 1] & OPENER)
    if not opens and not signs[at] & NO_NAME:
        return at  # most names
    start = at
    while start < last and signs[start] & NO_NAME:
        if not _only_opens(row, start, last, opens=opens, tables=tables):
            break
        start += 1
    if start == at and opens and start < last:
        word = lower[at]
        office = last > at + 2 and row.signs[at + 1] & (ROLE | TITLE)  # Fire Chief X
        opener = word in tables.verbs and word not in tables.roles and not office
        opener = opener and not (last > at + 1 and lower[last] in tables.verbs)  # Said Berg said
        opener = opener and words[at - 1] not in _DASHES  # — Said Berg, farmer
        if opener and word not in tables.male_names and word not in tables.female_names:
            start += 1
        elif last == at + 1 and (
            (word.endswith(("ing", "ly")) and not _speaks(row, last, tables))
            or (word[0].islower() and bare(word) in known.written)
            or (not _stands_alone(row, at, tables) and bare(words[at]) not in known.raised)
        ):
            start = last
        elif last > at + 2 and _is_plain_opener(row, at, known.written, tables):
            start += 1
    while start < last and (words[start] == "," or signs[start] & NO_NAME):
        if words[start] != "," and not _only_opens(row, start, last, opens=opens, tables=tables):
            break
        start += 1
    return start


def _only_opens(row: Row, at: int, last: int, *, opens: bool, tables: Tables) -> bool:
    """Whether a word of the table is no name here: not in "Per Dahl" and the like."""
    word = row.lower[at].rstrip(".")
    if at + 2 < last and word in _ADJECTIVES:
        follows = row.lower[at + 1]
        if follows in tables.titles or row.lower[last - 1] in tables.bodies:
            return False  # said Police Commissioner X, the Russian Foreign Ministry
    given = (
        word in tables.male_names or word in tables.female_names or (not opens and word in _SHORT)
    )
    if word in tables.days and not opens and tables.lang in ROMANCE:
        return at + 1 == last  # a Quinta do Outeiro: days of the week are small
    if word in tables.days and at and row.signs[at - 1] & (VERB | ROLE) and not opens:
        return at + 1 == last  # grumbled Sunday Okonjo, generator dealer Sunday Okonjo
    given = given and not (opens and tables.lang in ROMANCE and word in tables.prepositions)
    return at + 1 == last or not (given or (not opens and word in tables.prepositions))


def _is_plain_opener(row: Row, at: int, written: set[str], tables: Tables) -> bool:
    """“Rival Hillary Clinton": a common word in front of a name that stands without it as well."""
    word, after = row.lower[at], row.lower[at + 1]
    names = (tables.male_names, tables.female_names, tables.titles)
    if word not in written or not word[0].islower() or any(word in each for each in names):
        return False
    return after in tables.male_names or after in tables.female_names


def _stands_alone(row: Row, at: int, tables: Tables) -> bool:
    """Whether what follows one capitalised word at a sentence's start can follow a name."""
    step = at + 1 + bool(row.signs[at + 1] & ADVERB)  # Lind openly admitted it
    word = row.lower[step]
    if not word[0].isalnum() or bare(row.words[at]) != row.words[at]:
        return True
    own = row.lower[at]
    if own.removesuffix("s") in tables.roles or own in tables.crowds or own in tables.groups:
        return False
    known = word in tables.verbs or word in tables.doings or word in _AFTER_NAME
    known = known or word.endswith("ed")
    return known or own in tables.male_names or own in tables.female_names


def _speaks(row: Row, at: int, tables: Tables) -> bool:
    return at < len(row.words) and row.lower[at] in tables.verbs
