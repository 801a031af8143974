"""Three versions of an article become one, or a clash that is shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest.intake.merge import merge

TEXT = st.lists(st.sampled_from(["a", "b", "c", "d", ""]), max_size=8).map(
    lambda lines: "\n".join(lines) + "\n"
)


def test_what_only_one_side_changed_is_taken() -> None:
    merged = merge("one\ntwo\nthree\n", "ONE\ntwo\nthree\n", "one\ntwo\nTHREE\n")

    assert merged == ("ONE\ntwo\nTHREE\n", ())


def test_what_both_changed_alike_is_no_clash() -> None:
    assert merge("one\ntwo\n", "one\nTWO\n", "one\nTWO\n").clashes == ()


def test_what_both_changed_differently_is_a_clash_with_both_versions() -> None:
    merged = merge("one\ntwo\nthree\n", "one\nmine\nthree\n", "one\nyours\nthree\n")

    assert merged.clashes == (("mine", "yours"),)
    assert "mine" in merged.text
    assert "yours" in merged.text


@given(TEXT, TEXT)
def test_a_side_that_changed_nothing_gives_way(base: str, changed: str) -> None:
    assert merge(base, base, changed) == (changed, ())
    assert merge(base, changed, base) == (changed, ())


@given(TEXT, TEXT, TEXT)
def test_no_line_of_either_side_is_lost_without_a_clash(base: str, ours: str, theirs: str) -> None:
    merged = merge(base, ours, theirs)

    for side in (ours, theirs):
        new = set(side.splitlines()) - set(base.splitlines())
        assert new <= set(merged.text.splitlines())
