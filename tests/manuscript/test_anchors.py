"""#comment-N goes with its comment, whatever happens around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.manuscript.anchors import name_comment, number_comments, renew_anchors
from digest.model.article import Attribution

A = "lind-the-tide-waits-for-nobody"
B = "ruiz-we-will-not-the-harbour"
C = "lind-ask-the-gulls-they-know"
NEW = "berg-a-ship-is-at-last"


def test_a_comment_is_named_by_its_speaker_and_a_few_words() -> None:
    words = "“It’s the tide that never, ever waits for us.”"

    assert name_comment(words, [Attribution("Mara O’Lind Jr.")]) == "olind-its-the-tide-for-us"
    assert name_comment("“No.”", [Attribution(None, "a docker")]) == "anonymous-no"


@pytest.mark.parametrize(
    ("what", "names", "numbers"),
    [
        ("as it was", [A, B, C], [1, 2, 3]),
        ("one put above", [NEW, A, B, C], [4, 1, 2, 3]),
        ("one put between", [A, NEW, B, C], [1, 4, 2, 3]),
        ("one removed above", [B, C], [2, 3]),
        ("one removed and one put at the end", [B, C, NEW], [2, 3, 4]),
        ("another order", [C, A, B], [3, 1, 2]),
        ("words edited", ["lind-a-tide-waits-for-nobody", B, C], [1, 2, 3]),
        ("edited, moved, and another put above", [NEW, C, B, "lind-this-tide-waits-for-nobody"], [4, 3, 2, 1]),
        ("rewritten in its place", [A, "ruiz-nothing-of-what-was-said", C], [1, 2, 3]),
        ("replaced by somebody else's", [A, NEW, C], [1, 4, 3]),
        ("its speaker put right", [A, "holm-we-will-not-the-harbour", C], [1, 2, 3]),
        ("a sentence put above, and its speaker put right", ["holm-yes-we-will-the-harbour", A, C], [2, 1, 3]),
        ("all gone but new ones", [NEW], [4]),
        ("said twice", [A, A, B, C], [1, 4, 2, 3]),
    ],
)  # fmt: skip
def test_a_number_stays_with_its_comment(what: str, names: list[str], numbers: list[int]) -> None:
    assert number_comments(names, (A, B, C)) == numbers, what


def test_without_a_list_the_order_counts() -> None:
    assert number_comments([A, B], ()) == [1, 2]


def test_the_list_written_anew_keeps_the_places_of_what_was_removed() -> None:
    once = renew_anchors([NEW, A, C], (A, B, C))

    assert once == (A, B, C, NEW)
    assert number_comments([C, A], once) == [3, 1]


@given(
    st.lists(st.sampled_from([A, B, C, NEW, "", "lind", "ruiz-we"]), max_size=8),
    st.lists(st.sampled_from([A, B, C, NEW, "", "lind", "ruiz-we"]), max_size=8),
)
def test_no_two_comments_share_a_number_and_writing_down_changes_none(
    names: list[str], anchors: list[str]
) -> None:
    numbers = number_comments(names, anchors)

    assert len(set(numbers)) == len(names)
    assert number_comments(names, renew_anchors(names, anchors)) == numbers
