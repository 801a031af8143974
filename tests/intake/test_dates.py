"""Dates of publication, in the forms and languages of real sources."""

from __future__ import annotations

import datetime as dt

import pytest

from digest.intake.dates import (
    date_in_name,
    date_without_year,
    find_date,
    find_dates,
    parse_moment,
    tell_order,
)
from digest.intake.lines import is_date_line

DAY = dt.date(2024, 3, 4)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("March 4, 2024", "en"),
        ("Mar. 4, 2024", "en"),
        ("MARCH 4 2024", "en"),
        ("March 4th, 2024", "en"),
        ("4 March 2024", "en"),
        ("4th of March, 2024", "en"),
        ("Monday 4 March 2024, 5.20 pm", "en"),
        ("2024-03-04 18:05", "en"),
        ("2024/03/04", "en"),
        ("Published: 4 March 2024, 07:30", "en"),
        ("Published March 4, 2024 at 9:05 a.m. EST", "en"),
        ("03/04/2024", "en"),
        ("Publié le 4 mars 2024 à 18h05", "fr"),
        ("Mis en ligne le 4 mars 2024", "fr"),
        ("le lundi 4 mars 2024", "fr"),
        ("04/03/2024", "fr"),
        ("Publicado el 4 de marzo de 2024 a las 10:30", "es"),
        ("4 mar. 2024", "es"),
        ("Stand: 04.03.2024, 18:05 Uhr", "de"),
        ("4. März 2024", "de"),
        ("Veröffentlicht am 4. Mrz 2024", "de"),
        ("4 marzo 2024", "it"),
        ("4 de março de 2024", "pt"),
        ("4 maart 2024", "nl"),
        ("4. mars 2024", "nb"),
        ("2024年3月4日", "ja"),
        ("4 марта 2024 г.", "ru"),
        ("Δευτέρα 4 Μαρτίου 2024", "el"),
    ],
)
def test_a_line_with_a_date_and_little_else_is_a_date_line(text: str, language: str) -> None:
    assert find_date(text, language) == DAY
    assert is_date_line(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "On March 4, 2024, a dog crossed the road in Oslo and came back.",
        "Cranes stand idle at the port of Halden, March 4, 2024.",
        "The year 2024",
        "32 March 2024",
        "Order 2024-03-99",
    ],
)
def test_other_lines_are_no_date_lines(text: str) -> None:
    assert not is_date_line(text, "en")


def test_the_day_of_publication_comes_before_the_day_of_an_update() -> None:
    assert find_date("Updated March 6, 2024 | Published March 4, 2024") == DAY
    assert [d.updated for d in find_dates("Published 4 March 2024, updated 6 March 2024")] == [
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2024-03-04-port-strike.txt", DAY),
        ("story_20240304.eml", DAY),
        ("2024_03_04.html", DAY),
        ("port-strike.txt", None),
        ("12345678.txt", None),
    ],
)
def test_a_date_is_read_from_a_files_name(name: str, date: dt.date | None) -> None:
    assert date_in_name(name) == date


def test_a_time_stamps_day_is_the_one_in_its_own_zone() -> None:
    assert parse_moment("2024-03-04T23:40:00-05:00") == DAY
    assert parse_moment("Mon, 04 Mar 2024 00:10:00 +0200") == DAY


def test_years_before_1970_and_9999_are_dates() -> None:
    assert find_date("March 3, 1914") == dt.date(1914, 3, 3)
    assert find_date("31 December 9999") == dt.date(9999, 12, 31)


@pytest.mark.parametrize(
    ("text", "near", "date"),
    [
        ("CORVALE, Nov 25 (NORDFOTO) -", "2026-11-27", "2026-11-25"),
        ("CORVALE, Nov 28 (NORDFOTO) -", "2026-11-27", "2026-11-28"),
        ("CORVALE, Dec. 30 (NORDFOTO) -", "2027-01-02", "2026-12-30"),
        ("Berlin, 3. März –", "2026-11-27", "2026-03-03"),
        ("Madrid, 25 de noviembre (EFE).-", "2026-11-27", "2026-11-25"),
        ("VARDE, Feb 29 (NORDFOTO) -", "2026-11-27", "2024-02-29"),
        ("VARDE (NORDFOTO) -", "2026-11-27", None),
    ],
)
def test_a_day_without_a_year_is_the_nearest_before(text: str, near: str, date: str | None) -> None:
    found = date_without_year(text, dt.date.fromisoformat(near))
    assert (found.isoformat() if found else None) == date


@pytest.mark.parametrize(
    ("text", "language", "order"),
    [
        ("03/04/2026", "en", "month"),
        ("03/04/2026", "fr", "day"),
        ("27/11/2026", "en", ""),
        ("04/04/2026", "en", ""),
        ("3.4.2026", "de", ""),
        ("2026-03-04", "en", ""),
    ],
)
def test_a_date_that_can_be_read_in_two_orders_is_told(
    text: str, language: str, order: str
) -> None:
    told = tell_order(text, find_dates(text, language)[0])
    assert f"the {order} first" in told if order else told == ""
