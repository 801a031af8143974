"""Prints of words: what is compared of two texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest.base.alike import Alikes, Print, are_alike, print_words

MARKS = st.characters(min_codepoint=0x2000, max_codepoint=0x203F)


@given(st.lists(st.tuples(st.sampled_from(["Harbour", "é", "2nd", "straße"]), MARKS), max_size=6))
def test_marks_part_words_as_spaces_do(pieces: list[tuple[str, str]]) -> None:
    marked = "".join(word + mark for word, mark in pieces)
    spaced = "".join(f"{word} " for word, _ in pieces)

    assert print_words(marked) == print_words(spaced)


@given(st.lists(st.lists(st.sampled_from("abcd"), max_size=9).map(" ".join), max_size=12))
def test_a_text_is_placed_where_a_search_through_all_of_them_finds_it(texts: list[str]) -> None:
    seen, alikes = list[Print](), Alikes()
    for print_ in map(print_words, texts):
        place = next((at for at, other in enumerate(seen) if are_alike(print_, other)), len(seen))
        if place == len(seen):
            seen.append(print_)

        assert alikes.place(print_) == place
