"""Prints of words: what is compared of two texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest.base.alike import print_words

MARKS = st.characters(min_codepoint=0x2000, max_codepoint=0x203F)


@given(st.lists(st.tuples(st.sampled_from(["Harbour", "é", "2nd", "straße"]), MARKS), max_size=6))
def test_marks_part_words_as_spaces_do(pieces: list[tuple[str, str]]) -> None:
    marked = "".join(word + mark for word, mark in pieces)
    spaced = "".join(f"{word} " for word, _ in pieces)

    assert print_words(marked) == print_words(spaced)
