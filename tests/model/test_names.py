"""Under which name an index lists somebody."""

from __future__ import annotations

from collections import Counter

import pytest

from digest.model.names import sort_name
from digest.plan.registry import _best_spelling


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Pat Ryder", "Ryder, Pat"),
        ("Ole Berg Jr.", "Berg, Ole Jr."),
        ("Jean de la Fontaine", "de la Fontaine, Jean"),
        ("Xu Meiling", "Xu, Meiling"),
        ("Ma Ying-jeou", "Ma, Ying-jeou"),
        ("Kim Jo Nam", "Kim, Jo Nam"),
        ("Kim Brandvold", "Brandvold, Kim"),
        ("Ma Kettle", "Kettle, Ma"),
        ("Lord Okri of Peckham", "Okri of Peckham, Lord"),
        ("Khaled bin Seif al-Marzouki", "Marzouki, Khaled bin Seif al-"),
        ("Green Tribunal", "Green Tribunal"),
        ("The Open Data Alliance", "Open Data Alliance"),
    ],
)
def test_an_index_lists_by_family(name: str, listed: str) -> None:
    assert sort_name(name) == listed


def test_a_spelling_with_its_accents_outdoes_one_that_lost_them() -> None:
    spellings = Counter({"Katla Dogg Einarsdottir": 5, "Katla Dögg Einarsdóttir": 1})
    assert _best_spelling(spellings, people=True) == "Katla Dögg Einarsdóttir"
    assert _best_spelling(Counter({"Musee": 2, "Musée": 1}), people=False) == "Musee"
