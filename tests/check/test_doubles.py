"""Probable doubles: proposed with a reason, and never when something says that they are two."""

from __future__ import annotations

import pytest

from digest.check.doubles import Person, compare, find_doubles


def person(name: str, role: str = "", *, comments: int = 1, unlike: tuple[str, ...] = ()) -> Person:
    slug = name.casefold().replace(" ", "-").replace(".", "")
    return Person(slug, name, (name,), (role,) if role else (), comments, unlike)


PROBABLE = [
    (person("Vassily Nebenzov"), person("Vasily Nebenzow"), "sound alike"),
    (person("Yulia Karpenko"), person("Iulia Karpenko"), "sound alike"),
    (person("John Kerrin"), person("J. Kerrin"), "initial"),
    (person("Hugh Gell"), person("Hugh John Gell"), "middle name"),
    (person("Hugh Gell"), person("Gell"), "family name alone"),
    (person("Marta Brekke", "mayor of Aldersund"), person("Marta Brekk", "the mayor of Aldersund"), "1 letter"),
    (person("Per Solberg"), person("Pär Solberg"), "differ by a letter"),
    (person("Liu Xiaoming"), person("Xiaoming Liu"), "other way round"),
    (person("Khaled bin Seif al-Marzouki", "envoy"), person("Khalid bin Saif al-Marzouqi", "the envoy"), "two trans"),
    (person("Muhammad Yusuf", "driver"), person("Mohammed Yousef", "driver"), "two trans"),
    (person("Sundaram Chaudhuri", "vet"), person("Sundaram Chowdhury", "vet"), "same consonants"),
    (person("Mehrunissa Begum Siddiqi", "nurse"), person("Mehrunissa Begum Siddiqui", "nurse"), "1 letter"),
    (person("Ole Brandvold", "head of the dockers’ union"), person("Olav Brandvold", "the dockers’ union head"), "family name, initial and role"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "reason"), PROBABLE)
def test_probable_doubles_come_with_the_reason(one: Person, other: Person, reason: str) -> None:
    for pair in ((one, other), (other, one)):
        [double] = find_doubles(pair)
        assert reason in double.reason


TWO = [
    (person("Ana Ruiz"), person("Ben Ruiz")),
    (person("Marta Brekke", "mayor of Aldersund"), person("Marta Brekka", "goalkeeper")),
    (person("John F. Kerrin"), person("John A. Kerrin")),
    (person("Ana Ruiz"), person("Ana Ruiz")._replace(slug="ana-ruiz-judge")),
    (person("Vassily Nebenzov", unlike=("Vasily Nebenzow",)), person("Vasily Nebenzow")),
    (person("Merrow Commission"), person("Anna Merrow")),
    (person("Marie Lind", "vet"), person("Maria Lund", "pilot")),
]


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_people_are_left_alone(one: Person, other: Person) -> None:
    assert compare(one, other) is None
    assert compare(other, one) is None


KEPT = [
    ("the fuller", person("Tomas Reiner", "smith"), person("Tom Reiner", "smith", comments=5)),
    ("not an initial", person("John Kerrin"), person("J. Kerrin", comments=5)),
    ("with a middle name", person("Hugh John Gell"), person("Hugh Gell", comments=5)),
    ("the more quoted", person("Iulia Karpenko", comments=2), person("Yulia Karpenko")),
    ("the longer", person("Vassily Nebenzov"), person("Vasily Nebenzov")),
]


@pytest.mark.parametrize(("kept", "joined"), [k[1:] for k in KEPT], ids=[k[0] for k in KEPT])
def test_the_name_to_keep_is_named_first(kept: Person, joined: Person) -> None:
    for pair in ((kept, joined), (joined, kept)):
        [double] = find_doubles(pair)
        assert (double.one, double.other) == (kept.slug, joined.slug)
