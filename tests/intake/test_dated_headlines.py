"""A headline that ends in its day, and one that stands on a line with it."""

from __future__ import annotations

import pytest

from digest.intake.days import date_in_headline
from digest.intake.readers import read_source
from digest.intake.records import Draft, Settings
from digest.intake.sources import make_source

BODY = "The council of Corvale met on Thursday and raised the fees for parking by a tenth.\n\n“Parking is not a right,” said its treasurer, Petra Lind.\n"
MODIFIED = 1_796_000_000_000_000_000  # 30 November 2026


def read(text: str) -> Draft:
    source = make_source("a.txt", text.encode(), modified=MODIFIED)
    (draft,) = read_source(source, Settings()).drafts
    return draft


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Council notes of 12 November 2026", "en"),
        ("Harbour watch, 12 November 2026", "en"),
        ("Press conference of the port, 12 November 2026 (excerpt)", "en"),
        ("Grants for village halls 12 November 2026", "en"),
        ("Protokoll der Sitzung vom 12. November 2026", "de"),
        ("Compte rendu du 12 novembre 2026", "fr"),
    ],
)
def test_a_papers_own_day_is_read_in_its_headline(title: str, language: str) -> None:
    assert str(date_in_headline(title, language)) == "2026-11-12"


@pytest.mark.parametrize(
    "title",
    [
        "Corvale to vote on 12 November 2026",
        "Ferry closed until 12 November 2026",
        "Victims of the flood of 12 November 2026",
        "The 12 November 2026 flood was foreseen",
        "Ferry fair, 10-12 November 2026",
        "Strike from 10 November 2026 to 12 November 2026",
        "12 November 2026",
    ],
)
def test_the_day_of_an_event_is_not_the_papers(title: str) -> None:
    assert date_in_headline(title, "en") is None


def test_the_report_tells_where_the_date_was_read() -> None:
    draft = read(f"Council notes of 12 November 2026\n\n{BODY}")
    assert (str(draft.date), draft.title) == ("2026-11-12", "Council notes of 12 November 2026")
    assert "the date was read in the headline: 2026-11-12" in draft.notes


def test_a_day_to_come_is_none_of_publication() -> None:
    assert str(read(f"Ferry fair, 12 December 2026\n\n{BODY}").date) == "2026-11-30"


def test_a_date_line_knows_better_than_the_headline() -> None:
    assert str(read(f"Council notes of 12 November 2026\n\n13 November 2026\n\n{BODY}").date) == "2026-11-13"  # fmt: skip


def test_a_first_line_with_its_day_is_the_headline_rather_than_the_sentence_below() -> None:
    draft = read(f"Committee on Parking, 12 November 2026\n\n{BODY}")
    assert draft.title == "Committee on Parking, 12 November 2026"
    assert str(draft.date) == "2026-11-12"
    assert draft.body[0].text.startswith("The council of Corvale")
