"""A text pasted from pages: headers, footers, page numbers and broken words are none of the article's."""

from __future__ import annotations

import pytest

from digest.check.fidelity import Shelf, find_miss
from digest.check.sources import find_texts
from digest.intake.plaintext import parse_text
from digest.intake.printed import find_words, mend_word, strip_pages
from digest.intake.readers import read_source
from digest.intake.records import Draft, Settings
from digest.intake.sources import make_source

HEAD = "BOARD OF BRIDGES                                             Report No. 7/2026"
FOOT = "Board of Bridges – Report No. 7/2026                             Page {} of 2"
PAGES = f"""{HEAD}
______________________________________________________________________

BOARD FINDS “RUST” IN EVERY SECOND BRIDGE OF THE PRO-
VINCE

Corvale, 19 November 2026

The Board of Bridges of the province of Corvale, led by Dr. Petra Lind, to-
day showed its report on the bridges of the last four years, and finds that
every second of them has not been painted since it was built.

“I have looked at bridges for twenty years, and I have never before seen a hand-
rail that was only paint,” Dr. Lind told the Pro-

{FOOT.format(1)}

{HEAD}
______________________________________________________________________

vincial Council. Its next meeting is in May.
The bridge at Elvebu is closed to the well-known buses of the well-
known line.

{FOOT.format(2)}
"""


def read(text: str) -> Draft:
    source = make_source("a.txt", text.encode(), modified=1_796_000_000_000_000_000)
    (draft,) = read_source(source, Settings()).drafts
    return draft


def test_pages_become_one_text() -> None:
    draft = read(PAGES)
    assert draft.title == "BOARD FINDS “RUST” IN EVERY SECOND BRIDGE OF THE PROVINCE"
    body = "\n".join(block.text for block in draft.body)
    assert "today showed its report" in body
    assert "a handrail that was only paint,” Dr. Lind told the Provincial Council." in body
    assert "Report No." not in body
    assert "well-known line" in body
    assert draft.photo is None
    assert [c.speaker for c in draft.comments] == ["Petra Lind"]
    left = [each.text for each in draft.left_out if each.reason == "header or footer of a page"]
    assert left.count("BOARD OF BRIDGES Report No. 7/2026") == 2
    assert "Board of Bridges – Report No. 7/2026 Page 2 of 2" in left


def test_numbers_between_dashes_are_of_pages() -> None:
    text = "A ferry\n\nThe ferry left on Friday with all of its\n\n      – 1 –\n\ncars and with the crew.\n\n      – 2 –\n"
    assert [b.text for b in parse_text(text).blocks] == [
        "A ferry",
        "The ferry left on Friday with all of its",
        "cars and with the crew.",
    ] or any("with all of its cars" in b.text for b in parse_text(text).blocks)


def test_a_header_of_one_page_is_no_headline() -> None:
    text = "BOARD OF BRIDGES                    Press Notice 12/2026\n\nBridge at Elvebu closed\n\n18 November 2026\n\nThe bridge was closed on Monday by the board.\n\nBoard of Bridges, Press Notice 12/2026                   1\n"
    draft = read(text)
    assert draft.title == "Bridge at Elvebu closed"
    assert [b.text for b in draft.body] == ["The bridge was closed on Monday by the board."]


@pytest.mark.parametrize(
    "text",
    [
        "Wheat prices\n\nTons sold:\nWheat          120\nRye            130\nWheat          140\n",
        "Hearing\n\nTHE CHAIR\n\nWas it you?\n\nTHE CHAIR\n\nAnd you?\n",
    ],
)
def test_what_is_on_no_pages_stays(text: str) -> None:
    lines = text.split("\n")
    assert strip_pages(lines) == (lines, [])


def test_a_first_line_with_its_day_in_a_column_is_two() -> None:
    text = "Office of the Warden                         18 November 2026\n\nBridges lack their rails\n\nBridges in the province lack their rails, the Warden said on Monday.\n"
    draft = read(text)
    assert (draft.title, str(draft.date)) == ("Bridges lack their rails", "2026-11-18")


def test_speakers_who_come_back_are_no_header() -> None:
    text = "Hearing\n\nTHE CHAIR\n\nWas it you?\n\n– 1 –\n\nTHE CHAIR\n\nAnd you?\n\nTHE CHAIR\n\nNo.\n"
    assert strip_pages(text.split("\n"))[0].count("THE CHAIR") == 3


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("an in-", "voice", "an invoice"),
        ("the day-", "light of day", "the daylight of day"),
        ("a well-", "known line", "a well-known line"),
        ("a long-", "awaited bridge", "a long-awaited bridge"),
        ("the pre-", "and post-war years", None),
        ("the Anglo-", "Dutch treaty", None),
        ("PRO-", "GRAMME", "PROGRAMME"),
        ("the ferry -", "she left", None),
    ],
)
def test_words_broken_at_a_lines_end(before: str, after: str, whole: str | None) -> None:
    known = find_words(["well-known day light daylight x-", "y"])
    assert mend_word(before, after, known) == whole


def test_broken_words_are_proven_by_the_source_that_breaks_them() -> None:
    comments = [part for c in read(PAGES).comments for part in c.paragraphs]
    assert find_miss(comments, Shelf(find_texts(PAGES.encode(), "a.txt"))) is None
    assert find_miss(["“I have looked at trains.”"], Shelf(find_texts(PAGES.encode(), "a.txt")))
