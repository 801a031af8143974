"""Somebody whom an article names, and what it tells of them: a gender, and signs of being human."""

from __future__ import annotations

import msgspec

from digest.quotes.genders import gender_of_name, gender_told
from digest.quotes.links import Links
from digest.quotes.mention import Mention, looks_like_role
from digest.quotes.narration import Row
from digest.quotes.spelling import reread
from digest.quotes.tables import Tables

_SPEAKING = frozenset(("mv", "vm", "m,v", "acc", "mwv", "mcv"))
_TAIL = 6  # words of what somebody is


class Person(msgspec.Struct):
    """Somebody, or an organisation: the fullest name seen, gender where the text tells, places.

    ``likeness`` counts the signs that this is a human being: titles, roles, ages, verbs of saying.
    """

    name: tuple[str, ...]
    kind: str  # name, org, place
    gender: str = ""
    sure_gender: bool = False
    count: int = 0
    likeness: int = 0
    mentions: list[int] = []  # indices of mentions, in reading order

    @property
    def full(self) -> str:
        name = " ".join(self.name)
        return reread(name) if "Ã" in name else name


def weigh(person: Person, mentions: list[Mention], links: Links, row: Row, tables: Tables) -> None:
    """Gender and likeness from everything said around the mentions."""
    if person.kind != "name":
        return
    known = gender_of_name(person.name, tables)
    for at in person.mentions:
        mention = mentions[at]
        person.likeness += mention.titled + (mention.first < mention.name_first)
        person.likeness += links[at].pattern in _SPEAKING
        person.likeness += _human_tail(row, mention, tables)
        if not person.sure_gender:
            told = gender_told(mentions, links, row, at, tables, known)
            person.gender, person.sure_gender = told or person.gender, bool(told)
    if len(person.name) > 1 and (known or any(w in tables.particles for w in person.name)):
        person.likeness += 2
    person.gender = person.gender or known


def _human_tail(row: Row, mention: Mention, tables: Tables) -> int:
    """An age, "who", what somebody is, or a party and state in brackets behind a name."""
    words, at = row.words, mention.last
    if at + 1 >= len(words):
        return 0
    if words[at] == "," and (words[at + 1].isdigit() or row.lower[at + 1] == "who"):
        return 2
    if row.lower[at] == "who" or (words[at] == "," and _tells_role(row, at + 1, tables)):
        return 1
    return 2 if words[at] == "(" and words[at + 1][:1] in "RDI" and len(words[at + 1]) <= 8 else 0


def _tells_role(row: Row, first: int, tables: Tables) -> bool:
    """“the consumer ombudswoman": an article, and a noun for people before the next sign."""
    if row.lower[first] not in tables.determiners:
        return False
    for word in row.lower[first + 1 : first + _TAIL]:
        if looks_like_role(word, tables):
            return True
        if not word[0].isalpha() or word in tables.prepositions:
            return False
    return False
