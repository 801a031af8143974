"""Probable doubles: two names that may be one person's, with the reason; an editor decides.

People -> pairs. Only names that share the beginning of a part are compared, so the work grows with
the people, not with their square.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from digest.base.slugs import fold_name
from digest.model.names import bare_name, is_organisation, sort_name
from digest.plan.identity import identity_of

MOST = 250  # people under one key; a family of more is too common to tell anything
ALONE = "one is a family name alone"
ALIKE_ROLES = 75  # per cent of likeness
OTHER_ROLES = 45  # below which two roles tell two people apart

# Letters and groups that transliterations write one way or the other: Nebenzia and Nebenzya.
_SOUNDS = (
    ("sch", "s"), ("tsch", "c"), ("tch", "c"), ("shch", "s"), ("ch", "c"), ("sh", "s"), ("zh", "z"),
    ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("q", "k"), ("x", "ks"),
    ("w", "v"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"), ("ia", "a"), ("ya", "a"), ("ja", "a"),
    ("iu", "u"), ("yu", "u"), ("ju", "u"), ("yo", "o"), ("jo", "o"), ("ye", "e"), ("je", "e"),
    ("iy", "i"), ("ij", "i"), ("y", "i"), ("j", "i"), ("ts", "c"), ("tz", "c"), ("dj", "i"), ("c", "k"),
)  # fmt: skip
_HARD = (
    ("kh", "k"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("q", "k"),
    ("ck", "k"),
    ("v", "w"),
)
_SOFT = re.compile(r"(?<=\w)[aeiouyhw]")  # behind a word's first letter
_LINKS = frozenset(("al", "el", "bin", "ibn", "ben", "bint"))
_REPEATED = re.compile(r"(.)\1+")
_WORD = re.compile(r"[^\W\d_]+")


class Person(NamedTuple):
    """A speaker as far as comparing goes; ``roles`` newest first."""

    slug: str
    name: str
    spellings: tuple[str, ...]
    roles: tuple[str, ...]
    comments: int
    unlike: tuple[str, ...] = ()  # names of others, as the speaker's file says


class Double(NamedTuple):
    """Two people who are probably one, and why; ``one`` has the name to keep."""

    one: str
    other: str
    reason: str
    score: int  # per cent


class _Parts(NamedTuple):
    given: tuple[str, ...]
    family: str


def find_doubles(people: Iterable[Person]) -> list[Double]:
    """Every probable pair, most probable first."""
    known = sorted(people, key=lambda person: (-person.comments, person.slug))
    blocks: dict[str, list[Person]] = {}
    for person in known:
        for key in _keys(person):
            blocks.setdefault(key, []).append(person)
    found: dict[tuple[str, str], Double] = {}
    for block in blocks.values():
        for one, other in combinations(block[:MOST], 2):
            if (one.slug, other.slug) not in found and (double := compare(one, other)):
                found[one.slug, other.slug] = double
    return sorted(found.values(), key=lambda double: (-double.score, double.one, double.other))


def group_doubles(doubles: Iterable[Double]) -> list[list[Double]]:
    """A family name alone that may be several people's is one question, not several answers."""
    groups: dict[tuple[str, str], list[Double]] = {}
    for double in doubles:
        key = (double.other, "" if double.reason == ALONE else double.one)
        groups.setdefault(key, []).append(double)
    return list(groups.values())


def compare(one: Person, other: Person) -> Double | None:
    """Whether two people are probably one."""
    if _are_told_apart(one, other):
        return None
    a, b = _part(one.name), _part(other.name)
    for reason in (
        _by_order,
        _by_initial,
        _by_middle_name,
        _by_sound,
        _by_family_alone,
        _by_role,
        _by_spelling,
        _by_given_name,
        _by_consonants,
    ):
        told = reason(a, b, one, other)
        if told:
            kept, joined = (other, one) if _is_to_keep(other, one) else (one, other)
            return Double(kept.slug, joined.slug, *told)
    return None


def _is_to_keep(person: Person, other: Person) -> bool:
    """Whether a name is the one to keep: the fuller, else the more quoted, else the longer."""
    mine, theirs = (fold_name(bare_name(each.name)) for each in (person, other))
    if (fuller := _is_fuller(mine.split(), theirs.split())) is not None:
        return fuller
    return (person.comments, len(mine)) > (other.comments, len(theirs))


def _is_fuller(mine: Sequence[str], theirs: Sequence[str]) -> bool | None:
    """Tomas M. Reiner is fuller than Tomas Reiner, Tomas than Tom or T.; None where neither is."""
    parts = [[part.strip(".") for part in name] for name in (mine, theirs)]
    whole, rest = ([part for part in name if len(part) > 1] for name in parts)
    if len(whole) != len(rest) or len(mine) != len(theirs):
        return (len(whole), len(mine)) > (len(rest), len(theirs))
    pairs = [(a, b) for a, b in zip(*parts, strict=True) if a != b]
    if pairs and all(a.startswith(b) for a, b in pairs):
        return True
    return False if pairs and all(b.startswith(a) for a, b in pairs) else None


def _are_told_apart(one: Person, other: Person) -> bool:
    if fold_name(one.name) == fold_name(other.name):
        return True  # namesakes, each with a slug that an editor gave
    unlike = {fold_name(name) for name in (*one.unlike, *other.unlike)}
    if unlike & {fold_name(one.name), fold_name(other.name)} or unlike & {one.slug, other.slug}:
        return True
    a, b = identity_of(one.name), identity_of(other.name)
    if a.base == b.base and a.initials and b.initials and a.initials != b.initials:
        return True
    return is_organisation(one.name) != is_organisation(other.name)


Told = tuple[str, int] | None


def _by_sound(a: _Parts, b: _Parts, _one: Person, _other: Person) -> Told:
    if not a.given or not b.given:
        return None
    same = sound_of(a.family) == sound_of(b.family) and sound_of(a.given[0]) == sound_of(b.given[0])
    if same and len(a.family) > 2:
        return "the names sound alike: two transliterations", 95
    return None


def _by_initial(a: _Parts, b: _Parts, _one: Person, _other: Person) -> Told:
    if a.family != b.family or not a.given or not b.given:
        return None
    short, long = sorted((a.given[0], b.given[0]), key=len)
    if len(short) == 1 and len(long) > 1 and long[0] == short:
        return "one is written with an initial", 85
    return None


def _by_middle_name(a: _Parts, b: _Parts, _one: Person, _other: Person) -> Told:
    if a.family == b.family and a.given[:1] == b.given[:1] and a.given:
        return (
            ("one has a middle name more", 88)
            if a.given != b.given
            else ("only a suffix differs", 70)
        )
    return None


def _by_family_alone(a: _Parts, b: _Parts, one: Person, _other: Person) -> Told:
    if a.family == b.family and bool(a.given) != bool(b.given) and not is_organisation(one.name):
        return ALONE, 75
    return None


def _by_given_name(a: _Parts, b: _Parts, one: Person, other: Person) -> Told:
    """Pär and Per of one family: a letter apart, and no roles that tell them apart."""
    if a.family != b.family or not a.given or not b.given or a.given[1:] != b.given[1:]:
        return None
    mine, theirs = a.given[0], b.given[0]
    if min(len(mine), len(theirs)) < 3 or Levenshtein.distance(mine, theirs, score_cutoff=1) > 1:
        return None
    likeness = _roles_alike(one, other)
    if likeness is not None and likeness < OTHER_ROLES:
        return None
    return "the same family name, and given names that differ by a letter", 65


def _by_spelling(_a: _Parts, _b: _Parts, one: Person, other: Person) -> Told:
    """A letter or two apart, and nothing in their roles says that they are two."""
    left, right = fold_name(bare_name(one.name)), fold_name(bare_name(other.name))
    if min(len(left), len(right)) < 8:
        return None
    distance = Levenshtein.distance(left, right, score_cutoff=2)
    if distance > 2 or (distance == 2 and min(len(left), len(right)) < 12):
        return None
    likeness = _roles_alike(one, other)
    if likeness is None or likeness < OTHER_ROLES:
        return None
    score = round(fuzz.ratio(left, right))
    return f"the spelling differs by {distance} letter{'s' if distance > 1 else ''}", score


def _by_role(a: _Parts, b: _Parts, one: Person, other: Person) -> Told:
    if a.family != b.family or not a.given or not b.given or len(a.family) < 3:
        return None
    likeness = _roles_alike(one, other)
    if likeness is not None and likeness >= ALIKE_ROLES and a.given[0][0] == b.given[0][0]:
        return "the same family name, initial and role", 80
    return None


def _by_order(_a: _Parts, _b: _Parts, one: Person, other: Person) -> Told:
    left, right = _words(one.name), _words(other.name)
    if left != right and sorted(left) == sorted(right) and min(map(len, left)) > 1:
        return "the same names the other way round", 90
    return None


def _by_consonants(_a: _Parts, _b: _Parts, one: Person, other: Person) -> Told:
    """Khaled bin Seif and Khalid bin Saif: vowels are what transcriptions from Arabic or Bengali differ in."""
    likeness = _roles_alike(one, other)
    if likeness is None or likeness < ALIKE_ROLES or len(_words(one.name)) < 2:
        return None
    bones = _bones(one.name)
    if bones == _bones(other.name) and len(bones) > 4:
        return "the same consonants and role: two transcriptions", 80
    return None


def _roles_alike(one: Person, other: Person) -> int | None:
    """How alike the nearest two of their roles are; None when one has no role."""
    if not one.roles or not other.roles:
        return None
    return round(
        max(
            fuzz.token_set_ratio(a.casefold(), b.casefold())
            for a in one.roles[:3]
            for b in other.roles[:3]
        )
    )


@lru_cache(maxsize=100_000)
def _part(name: str) -> _Parts:
    bare = bare_name(name)
    if is_organisation(bare):
        return _Parts((), fold_name(bare).removeprefix("the "))
    family, comma, given = sort_name(bare).partition(", ")
    if not comma:
        return _Parts((), fold_name(bare))
    return _Parts(tuple(_WORD.findall(fold_name(given))), fold_name(family))


@lru_cache(maxsize=100_000)
def _words(name: str) -> tuple[str, ...]:
    """The words of a person's name, without articles and the like; none of an organisation's."""
    if is_organisation(name):
        return ()
    words = _WORD.findall(fold_name(bare_name(name)))
    return tuple(word for word in words if word not in _LINKS)


@lru_cache(maxsize=100_000)
def _bones(name: str) -> str:
    """A name's consonants, a word after the other."""
    return " ".join(_REPEATED.sub(r"\1", _SOFT.sub("", _hard(word))) for word in _words(name))


def _hard(word: str) -> str:
    for group, letter in _HARD:
        word = word.replace(group, letter)
    return word


@lru_cache(maxsize=100_000)
def sound_of(word: str) -> str:
    """Letters as most transliterations of one name agree on them."""
    for group, letter in _SOUNDS:
        if group in word:
            word = word.replace(group, letter)
    return _REPEATED.sub(r"\1", word)


def _keys(person: Person) -> Iterator[str]:
    parts = _part(person.name)
    yield f"family {sound_of(parts.family)[:4]} {_first(parts.given)}"
    yield f"alone {parts.family}"
    if len(words := _words(person.name)) > 1:
        yield f"words {' '.join(sorted(words))}"
        yield f"bones {_bones(person.name)}"
    if parts.given:
        yield f"given {sound_of(parts.given[0])[:4]} {parts.family[-3:]}"


def _first(given: Sequence[str]) -> str:
    return sound_of(given[0])[:1] if given else ""
