"""Names, roles and headings in capitals, and speakers who stand above their words."""

from __future__ import annotations

import pytest

from digest.intake.compose import compose
from digest.intake.readers import read_source
from digest.intake.records import Draft, Settings
from digest.intake.shouting import calm_line, calm_name, calm_role
from digest.intake.sources import make_source

DAY = 1_770_000_000_000_000_000
TOP = """Night flights are banned

18 November 2026

The Senate of Corvale voted for a ban on night flights on Tuesday. The Airline Union had spoken against the bill.

"""
FIRST = "“People will sleep again, and then they will vote.”"
SECOND = "“Freight does not sleep.”"


def read(text: str) -> Draft:
    (draft,) = read_source(make_source("a.txt", text.encode(), modified=DAY), Settings()).drafts
    return draft


def told(draft: Draft) -> list[tuple[str | None, str | None, str | None]]:
    return [(comment.speaker, comment.role, comment.context) for comment in draft.comments]


@pytest.mark.parametrize(
    ("name", "calm"),
    [
        ("TAN BOON LIM", "Tan Boon Lim"),
        ("ÁSDÍS KRÍSTMUNDSDÓTTIR", "Ásdís Krístmundsdóttir"),
        ("JEAN-MARC O'TOOLE", "Jean-Marc O'Toole"),
        ("FIONA MCGRADY", "Fiona McGrady"),
        ("LARS VON DER HEIDE", "Lars von der Heide"),
        ("A. B. HOLM", "A. B. Holm"),
        ("NATO", "NATO"),
        ("Ada Holm", "Ada Holm"),
    ],
)
def test_a_name_in_capitals_is_written_as_names_are(name: str, calm: str) -> None:
    assert calm_name(name, "") == calm


def test_a_name_is_written_as_the_article_has_it() -> None:
    assert calm_name("ADA DEVRIES", "When Ada DeVries came, ADA DEVRIES spoke.") == "Ada DeVries"
    assert calm_name("LIND", "Then Lind said no.") == "Lind"


@pytest.mark.parametrize(
    ("line", "calm"),
    [
        ("PETRA LIND, SPONSOR OF THE BILL", "Petra Lind, sponsor of the bill"),
        ("BO HOLM, AIRLINE UNION PRESIDENT, TO REPORTERS", "Bo Holm, Airline Union president, to reporters"),
        ("BO HOLM, CHIEF ECONOMIST, EASTBANK LEAGUE", "Bo Holm, chief economist, Eastbank League"),
        ("PRESIDENT BO HOLM", "President Bo Holm"),
        ("Bo Holm, CEO", "Bo Holm, CEO"),
    ],
)  # fmt: skip
def test_a_line_in_capitals_has_small_roles_and_names_with_capitals(line: str, calm: str) -> None:
    assert calm_line(line, TOP, "en") == calm


def test_abbreviations_stay() -> None:
    assert calm_role("MP", TOP, "en") == "MP"
    assert calm_role("PRIME MINISTER", TOP, "en") == "prime minister"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("SENATOR PETRA LIND, SPONSOR OF THE BILL", "BO HOLM, HEAD OF THE AIRLINE UNION"),
        ("Senator Petra Lind, sponsor of the bill", "Bo Holm, head of the Airline Union"),
    ],
)
def test_speakers_may_stand_above_their_words(first: str, second: str) -> None:
    draft = read(f"{TOP}KEY QUOTES\n\n{first}\n\n{FIRST}\n\n{second}\n\n{SECOND}\n")
    assert told(draft) == [
        ("Petra Lind", "Senator, sponsor of the bill", None),
        ("Bo Holm", "head of the Airline Union", None),
    ]
    assert not [left for left in draft.left_out if "Holm" in left.text]
    assert "## Key quotes" in compose(draft)


def test_one_speaker_may_stand_above_two_quotations() -> None:
    draft = read(f"{TOP}Key quotes\n\nBo Holm, pilot\n\n{FIRST}\n\n{SECOND}\n")
    assert told(draft) == [("Bo Holm", "pilot", None)] * 2


def test_speakers_who_stand_below_their_words_stay_there() -> None:
    draft = read(
        f"{TOP}Key quotes\n\n{FIRST}\n\n— Petra Lind, pilot\n\n{SECOND}\n\n— Bo Holm, mate\n"
    )
    assert told(draft) == [("Petra Lind", "pilot", None), ("Bo Holm", "mate", None)]


def test_a_name_in_capitals_before_a_colon_is_calm_in_the_article() -> None:
    draft = read(f"{TOP}MR TAN BOON LIM: “We had one question only, and nobody has answered it.”\n")
    assert draft.comments[0].speaker == "Tan Boon Lim"


def test_an_organisation_keeps_its_capitals() -> None:
    draft = read(
        f"{TOP}“We had one question only,” the CORVALE FERRY COMPANY said in a statement.\n"
    )
    assert draft.comments[0].speaker == "CORVALE FERRY COMPANY"
