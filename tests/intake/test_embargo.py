"""A line that holds a story back: never its headline, never passed over."""

from __future__ import annotations

import json
from zoneinfo import ZoneInfo

import pytest

from digest.intake.compose import compose
from digest.intake.embargo import read_embargo
from digest.intake.readers import read_source
from digest.intake.records import Draft, Settings
from digest.intake.sources import make_source

STORY = """Queues at the ferry could be halved, says report

26 November 2026

The queues at the Corvale ferry could be halved in a year, a report says.

“We know how to do it,” said its author, Dr Petra Lindqvist.
"""
DAY = 1_770_000_000_000_000_000


def read(text: str, name: str = "a.txt", zone: str = "Europe/Oslo") -> Draft:
    source = make_source(name, text.encode(), modified=DAY)
    (draft,) = read_source(source, Settings(zone=ZoneInfo(zone))).drafts
    return draft


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("EMBARGOED UNTIL 0001 Thursday 3 December 2026", "2026-12-03 00:01:00"),
        ("STRICTLY EMBARGOED UNTIL 00:01 ON THURSDAY 3 DECEMBER 2026", "2026-12-03 00:01:00"),
        ("*** Embargoed until: 00.01 hrs, 3 December 2026 ***", "2026-12-03 00:01:00"),
        ("Embargoed until 12:00 GMT, 3 December 2026", "2026-12-03 12:00:00+00:00"),
        ("Embargoed for release: December 3, 2026, 6:30 p.m. EST", "2026-12-03 18:30:00-05:00"),
        ("Embargoed until noon, December 3, 2026", "2026-12-03 12:00:00"),
        ("Embargo: 24:00, 3 December 2026", "2026-12-04 00:00:00"),
        ("Not for publication before 18:00 on 3 December 2026", "2026-12-03 18:00:00"),
        ("Sperrfrist: 3. Dezember 2026, 18 Uhr", "2026-12-03 18:00:00"),
        ("Sperrfrist bis 03.12.2026, 10:30 Uhr MEZ", "2026-12-03 10:30:00+01:00"),
        ("Sous embargo jusqu'au jeudi 3 décembre 2026 à 18h30", "2026-12-03 18:30:00"),
        ("EMBARGO : ne pas diffuser avant le 3 décembre 2026 à 9h00", "2026-12-03 09:00:00"),
        ("Embargo jusqu’au 3 décembre 2026, 6 heures", "2026-12-03 06:00:00"),
        ("Embargo hasta el 3 de diciembre de 2026 a las 10:00 horas", "2026-12-03 10:00:00"),
    ],
)
def test_an_embargo_that_tells_day_and_hour_has_a_moment(line: str, moment: str) -> None:
    told = read_embargo(line)
    assert told is not None
    assert str(told.moment) == moment


@pytest.mark.parametrize(
    "line",
    [
        "Embargoed until 6pm Friday",
        "EMBARGOED",
        "UNDER EMBARGO",
        "Embargo: 3 December 2026",
        "Embargoed until midnight, 3 December 2026",  # its first or its last minute
        "Embargoed until 9.30am (Corvale time) on 3 December 2026",
        "Embargoed until noon ET, December 3, 2026",
        "EMBARGOED UNTIL 00:01 ON FRIDAY 3 DECEMBER 2026",  # a Thursday
        "Embargoed until 0001hrs 3/12/2026",  # in March, perhaps
        "Embargoed until 00:01 on 3 December 2026, for Sundays 10:00",
        "Sperrfrist: Freitag, 18 Uhr",
        "Embargo hasta las 10.00 horas del jueves",
    ],
)
def test_an_embargo_that_tells_less_has_none(line: str) -> None:
    told = read_embargo(line)
    assert told is not None
    assert told.moment is None


@pytest.mark.parametrize(
    "line",
    [
        "Embargo on arms for Corvale is lifted",
        "Embargo until 2030 for oil exporters under new plan",
        "Embargoed goods seized at the port",
        "Under embargo, the islands learned to live without oil",
        "Sous embargo, l’île attend le pétrole",
        "Embargo to end, says minister",
        "Embargo to 2030 hits Corvale",
        "Embargo, day 300: the islands count",
    ],
)
def test_news_of_an_embargo_is_none(line: str) -> None:
    assert read_embargo(line) is None
    assert (
        read(STORY.replace("Queues at the ferry could be halved, says report", line)).title == line
    )


def test_a_whole_moment_becomes_the_day_and_the_moment_of_publication() -> None:
    draft = read(f"EMBARGOED UNTIL 0001 THURSDAY 3 DECEMBER 2026\n\n{STORY}")
    assert draft.title == "Queues at the ferry could be halved, says report"
    assert str(draft.date) == "2026-12-03"
    text = compose(draft)
    assert "publish: 2026-12-03T00:01" in text or "publish: 2026-12-03 00:01" in text
    assert "draft:" not in text
    assert any("EMBARGOED UNTIL 0001 THURSDAY" in note for note in draft.notes)


def test_a_zone_that_the_line_names_is_turned_into_the_sites() -> None:
    draft = read(f"Embargoed until 23:30 GMT, 3 December 2026\n{STORY}", zone="Europe/Oslo")
    assert str(draft.publish) == "2026-12-04 00:30:00+01:00"
    assert str(draft.date) == "2026-12-04"


def test_a_moment_that_is_not_told_makes_a_draft() -> None:
    draft = read(f"EMBARGOED UNTIL 6PM FRIDAY\n{STORY}")
    assert draft.title == "Queues at the ferry could be halved, says report"
    assert str(draft.date) == "2026-11-26"
    assert "draft: true" in compose(draft)
    assert "publish:" not in compose(draft)
    assert any("“EMBARGOED UNTIL 6PM FRIDAY”" in note for note in draft.notes)


def test_the_embargo_may_stand_before_the_headline_and_above_its_time() -> None:
    beside = read("EMBARGOED to 6pm Friday: " + STORY)
    assert (beside.title, beside.held) == ("Queues at the ferry could be halved, says report", True)
    above = read(f"EMBARGOED UNTIL:\n\n00:01, Thursday 3 December 2026\n\n{STORY}")
    assert str(above.publish) == "2026-12-03 00:01:00"


def test_an_embargo_in_the_subject_of_a_mail_holds_its_story() -> None:
    head = "From: Press <press@corvale.example>\nTo: desk@news.example\nSubject: EMBARGOED until 6pm Friday: Queues\nDate: Thu, 26 Nov 2026 10:00:00 +0000\n\n"
    assert read(head + STORY, "a.eml").held


def test_front_matter_that_tells_the_moment_knows_better() -> None:
    draft = read(f"---\ntitle: Queues\npublish: 2026-12-05\n---\nEMBARGOED UNTIL 00:01, 3 December 2026\n\n{STORY}", "a.md")  # fmt: skip
    assert "publish: 2026-12-05" in compose(draft)


def test_an_agencys_word_to_editors_holds_its_story() -> None:
    item = {"uri": "x", "type": "text", "headline": "Queues could be halved", "versioncreated": "2026-06-06T08:15:00+02:00", "body_text": STORY}  # fmt: skip
    assert read(json.dumps(item | {"ednote": "Embargoed until noon"}), "a.json").held
    assert not read(json.dumps(item | {"ednote": "Adds the price"}), "a.json").held
    until = read(json.dumps(item | {"embargoed": "2026-12-03T00:01:00+00:00"}), "a.json")
    assert str(until.publish) == "2026-12-03 01:01:00+01:00"


def test_an_embargo_above_a_mails_headline_holds_its_story() -> None:
    head = "From: Press <press@corvale.example>\nTo: desk@news.example\nSubject: Queues at the ferry could be halved, says report\nDate: Thu, 26 Nov 2026 10:00:00 +0000\n\n"
    draft = read(f"{head}EMBARGOED UNTIL 00:01, 3 December 2026\n\n{STORY}", "a.eml")
    assert draft.title == "Queues at the ferry could be halved, says report"
    assert str(draft.publish) == "2026-12-03 00:01:00"
    assert any("EMBARGOED" in left.text for left in draft.left_out)
