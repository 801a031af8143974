"""One person, one number: full names and their later short forms joined within an article.

In: mentions of the narration. Out: the cast; each name mention's ``person`` is set to its place there.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import lru_cache

import msgspec

from digest.quotes.mentions import Mention
from digest.quotes.narration import Row
from digest.quotes.tables import Tables


class Person(msgspec.Struct):
    """Somebody, or an organisation: the fullest name seen, gender where the text tells, places."""

    name: tuple[str, ...]
    kind: str  # name, org, place
    gender: str = ""
    count: int = 0
    mentions: list[int] = []  # indices of mentions, in reading order

    @property
    def full(self) -> str:
        return " ".join(self.name).replace(" ,", ",")


class Cast(msgspec.Struct):
    people: list[Person]
    known: tuple[tuple[str, ...], ...] = ()

    def person(self, mention: Mention) -> Person | None:
        return self.people[mention.person] if mention.person >= 0 else None


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """A word without diacritics and case."""
    if word.isascii():
        return word.lower()
    flat = unicodedata.normalize("NFKD", word)
    return "".join(sign for sign in flat if not unicodedata.combining(sign)).lower()


def given_compatible(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether two runs of given names may be the same person's: equal, an initial, a short form."""
    if not one or not two:
        return True
    first, second = one[0].rstrip("."), two[0].rstrip(".")
    if first == second:
        return True
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    if min(len(first), len(second)) >= 3 and (first.startswith(second) or second.startswith(first)):
        return True
    return first in (word.rstrip(".") for word in two[1:]) or second in (word.rstrip(".") for word in one[1:])


def split_name(name: tuple[str, ...], tables: Tables) -> tuple[tuple[str, ...], str, str]:
    """(given names, surname, suffix), folded."""
    words = [fold(word).strip(",") for word in name]
    suffix = ""
    while len(words) > 1 and words[-1].rstrip(".") in tables.suffixes:
        suffix = words.pop().rstrip(".")
    return tuple(words[:-1]), words[-1], suffix


def cast_of(mentions: list[Mention], row: Row, tables: Tables) -> Cast:
    """Join full names first, then short forms to the nearest fitting full one."""
    people: list[Person] = []
    by_surname: dict[str, list[int]] = defaultdict(list)
    by_word: dict[str, list[int]] = defaultdict(list)
    for index, mention in enumerate(mentions):
        if mention.kind in ("name", "org", "place") and len(mention.name) > 1:
            _join_full(index, mention, people, by_surname, by_word, tables)
    for index, mention in enumerate(mentions):
        if mention.kind in ("name", "org", "place") and mention.person < 0:
            _join_short(index, mention, mentions, people, by_surname, by_word, tables)
    for person in people:
        person.mentions.sort()
        if not person.gender and person.kind == "name":
            person.gender = _gender_of(person, mentions, row, tables)
    return Cast(people)


def _join_full(
    index: int,
    mention: Mention,
    people: list[Person],
    by_surname: dict[str, list[int]],
    by_word: dict[str, list[int]],
    tables: Tables,
) -> None:
    given, surname, suffix = split_name(mention.name, tables)
    for number in by_surname[surname]:
        person = people[number]
        other, _, other_suffix = split_name(person.name, tables)
        if person.kind == "org" and person.kind != mention.kind:
            continue
        if (
            given_compatible(given, other)
            and (suffix == other_suffix or not suffix or not other_suffix)
            and _gender_fits(mention, person)
        ):
            _add(index, mention, number, people)
            if len(mention.name) > len(person.name):
                person.name = mention.name
            return
    number = len(people)
    people.append(Person(mention.name, mention.kind, mentions=[]))
    _add(index, mention, number, people)
    by_surname[surname].append(number)
    for word in {fold(word) for word in mention.name}:
        by_word[word].append(number)


def _gender_fits(mention: Mention, person: Person) -> bool:
    return not mention.gender or not person.gender or mention.gender == person.gender


def _add(index: int, mention: Mention, number: int, people: list[Person]) -> None:
    person = people[number]
    mention.person = number
    person.mentions.append(index)
    person.count += 1
    person.gender = person.gender or mention.gender
    if mention.kind == "name" and person.kind == "place":
        person.kind = "name"


def _join_short(
    index: int,
    mention: Mention,
    mentions: list[Mention],
    people: list[Person],
    by_surname: dict[str, list[int]],
    by_word: dict[str, list[int]],
    tables: Tables,
) -> None:
    key = fold(mention.name[-1])
    fitting = [n for n in by_surname.get(key, ()) if _gender_fits(mention, people[n])]
    people_only = [n for n in fitting if people[n].kind == "name"]
    fitting = people_only or fitting
    if not fitting and not mention.titled:
        fitting = [
            n
            for n in by_word.get(key, ())
            if people[n].kind == mention.kind == "name" and _gender_fits(mention, people[n]) and fold(people[n].name[0]) == key
        ]
    if not fitting:
        number = len(people)
        people.append(Person(mention.name, mention.kind, mentions=[]))
        _add(index, mention, number, people)
        by_surname[key].append(number)
        return
    _add(index, mention, _best_fit(index, fitting, mentions, people), people)


def _best_fit(index: int, fitting: list[int], mentions: list[Mention], people: list[Person]) -> int:
    """Of several people of one surname: the one named last before, else the one named most."""
    if len(fitting) == 1:
        return fitting[0]
    return max(fitting, key=lambda n: (people[n].count, -n))


def _gender_of(person: Person, mentions: list[Mention], row: Row, tables: Tables) -> str:
    for word in person.name[:-1] or person.name:
        folded = word.lower()
        if folded in tables.female_names or fold(word) in tables.female_names:
            return "f"
        if folded in tables.male_names or fold(word) in tables.male_names:
            return "m"
    return ""
