"""What stands in columns says what plain dictionaries would say."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from digest.base.columns import STRETCH, Column, join_column, make_column
from digest.build.ledger import FEW, Ledger, find_readers, renumber

NUMBERS = st.dictionaries(st.text("abc:", max_size=4), st.integers(1, 2**63), max_size=8)
READS = st.lists(st.lists(st.integers(0, 600), max_size=12), max_size=12)


@given(NUMBERS, NUMBERS)
def test_what_moved_is_what_differs(now: dict[str, int], was: dict[str, int]) -> None:
    names = now.keys() | was.keys()

    assert make_column(now).moved(make_column(was)) == {
        n for n in names if now.get(n) != was.get(n)
    }
    assert {name: make_column(now).get(name) for name in names} == {n: now.get(n, 0) for n in names}


def test_a_key_has_a_number_for_each_head() -> None:
    def column(*numbers: int) -> Column:
        return join_column(("card:", "text:"), ["a", "b"], [array("Q", numbers).tobytes()])

    assert list(column(1, 2, 3, 4)) == ["card:a", "text:a", "card:b", "text:b"]
    assert column(1, 2, 3, 4).get("card:b") == 3
    assert column(1, 2, 3, 9).moved(column(1, 2, 3, 4)) == {"text:b"}


@given(st.sets(st.integers(0, 3 * STRETCH)))
def test_what_moved_is_found_anywhere_among_many(moved: set[int]) -> None:
    was = dict.fromkeys(map(str, range(STRETCH)), 1)
    now = was | {name: 2 for name in map(str, moved) if name in was}

    assert make_column(now).moved(make_column(was)) == {n for n in was if now[n] == 2}


@given(READS, st.sets(st.integers(0, 600), max_size=2 * FEW))
def test_readers_are_found_with_the_first_fact_that_they_read(
    reads: list[list[int]], moved: set[int]
) -> None:
    names = [f"fact:{n}" for n in range(601)]
    ledger = Ledger(names, pages={f"/{n}/": array("I", r).tobytes() for n, r in enumerate(reads)})
    wanted = {
        f"/{n}/": next(names[at] for at in r if at in moved)
        for n, r in enumerate(reads)
        if moved & set(r)
    }

    assert dict(find_readers(ledger, {names[at] for at in moved})) == wanted
    assert dict(find_readers(renumber(ledger), {names[at] for at in moved})) == wanted
