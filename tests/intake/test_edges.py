"""What stands round an article in sources of many senders: it is left out, and nothing else is."""

from __future__ import annotations

import pytest

from digest.intake.answers import answer
from digest.intake.readers import read_source
from digest.intake.records import Settings
from digest.intake.sources import make_source

RELEASE = """FOR IMMEDIATE RELEASE

Contact: Ida Holt, +1 555 0100, press@tidewell.example

The footbridge over the Corve is open again

CORVALE, Ostland, November 23, 2026 — The footbridge opened again on Monday, and the whole town walked across it.

“We waited for nine months,” said Ida Holt, who runs the bakery.

About Tidewell
Tidewell builds on water. “We float where others sink.”

###
"""


def understood(text: str) -> dict[str, object]:
    reading = read_source(make_source("bridge.txt", text.encode()), Settings())
    return answer(reading.drafts[0])


def test_a_press_release_is_the_article_alone() -> None:
    record = understood(RELEASE)

    assert record["title"] == "The footbridge over the Corve is open again"
    assert record["date"] == "2026-11-23"
    assert [str(p)[:20] for p in _list(record["body_paragraphs"])] == [
        "The footbridge opene",
        "“We waited for nine ",
    ]


def test_a_subheading_about_somebody_is_no_press_release() -> None:
    text = RELEASE.replace("About Tidewell\nTidewell builds", "About time\nSomebody builds")

    assert len(_list(understood(text)["body_paragraphs"])) == 4


def test_a_headline_that_is_repeated_is_the_headline() -> None:
    title = "The footbridge over the Corve is open again"
    text = f"THE WEEK IN ONE ISLAND\n\n{title}\n\n{title}\n\nThe footbridge opened on Monday.\n"

    assert understood(text)["title"] == title


def test_a_caption_ends_before_the_label_of_its_credit() -> None:
    words = "The footbridge opened again on Monday, and the whole town walked across it before breakfast."
    page = (
        "<html><body><article><h1>The bridge is open again</h1><figure><img src='a.jpg'><figcaption>The bridge at"
        " Corvale<br>Credit: Ida Holt / Nordfoto</figcaption></figure>"
        f"<p>{words}</p><p>{words} It closed at noon.</p></article></body></html>"
    )
    reading = read_source(make_source("bridge.html", page.encode()), Settings())
    photo = reading.drafts[0].photo

    assert photo
    assert (photo.caption, photo.credit) == ("The bridge at Corvale", "Ida Holt / Nordfoto")


@pytest.mark.parametrize(
    "line",
    [
        "be/jm/rk",
        "Reach Ida Holt at 555-0142 or iholt@leader.example.",
        "ab-cd/ef",
        "ENDS",
        "Notes to editors:",
    ],
)
def test_what_a_desk_writes_under_a_report_is_left_out(line: str) -> None:
    text = RELEASE.partition("About")[0] + line

    assert len(_list(understood(text)["body_paragraphs"])) == 2


@pytest.mark.parametrize(
    "line",
    [
        "Correction: An earlier version of this report gave the wrong length of the bridge.",
        "Clarification (Nov. 24): The ferry is 40 years old.",
        "The Corvale Letter costs nothing. Buy us a bun.",
        "Holt reported from Halden.",
        "Quill contributed to this report from Oslo.",
    ],
)
def test_what_an_editor_adds_under_an_article_is_left_out(line: str) -> None:
    story = RELEASE.partition("About")[0].replace("CORVALE", "By IDA HOLT and ADA QUILL\n\nCORVALE")

    assert len(_list(understood(story + line)["body_paragraphs"])) == 2


def test_a_dateline_may_have_the_country_and_the_year() -> None:
    text = (
        "El puente vuelve a abrir\n\nCORVAL, Ostlandia, 16 de diciembre de 2023.- El puente abrió el lunes"
        " y toda la ciudad lo cruzó con los ojos cerrados.\n"
    )
    record = understood(text)

    assert record["date"] == "2023-12-16"
    assert str(_list(record["body_paragraphs"])[0]).startswith("El puente abrió")


def test_a_pages_title_ends_where_its_second_heading_does() -> None:
    page = (
        "<html><head><title>The bridge is open again : Salt &amp; Rope</title></head><body><article><h2>The bridge is open"
        " again</h2><div class='hero'><img src='a.jpg'><p class='caption'>The bridge at Corvale in fog.</p>"
        "<p class='credit'>Board of Quays</p></div><p>The footbridge opened again on Monday, and the whole town"
        " walked across it before breakfast, and back again with the bread that nobody had fetched from the other bank"
        " for nine months, and a brass band that had learned nothing new in all that time.</p></article></body></html>"
    )
    draft = read_source(make_source("bridge.html", page.encode()), Settings()).drafts[0]

    assert draft.title == "The bridge is open again"
    assert draft.photo
    assert draft.photo.credit == "Board of Quays"


def test_key_comments_between_dashes_are_comments() -> None:
    text = (
        "El puente vuelve a abrir\n\nEl puente sobre el Corve abrió el lunes y toda la ciudad lo cruzó.\n\n"
        "Comentarios clave:\n\n—Esperamos nueve meses —dijo Ana Ruiz, la panadera—. Y medio.\n\n"
        "—No es un puente —respondió el alcalde, Luis Paz.\n"
    )
    record = understood(text)

    assert [c["speaker"] for c in _list(record["comments"])] == ["Ana Ruiz", "Luis Paz"]
    assert len(_list(record["body_paragraphs"])) == 1


def _list(value: object) -> list[dict[str, object]]:
    return value if isinstance(value, list) else []


def test_broken_lines_of_a_page_are_paragraphs_but_for_those_that_go_on() -> None:
    page = (
        "<html><head><title>Skerry Herald - Gulls win</title></head><body><center><b>Gulls win court case</b>"
        "</center><font>Skerry, 24 November 2026<br><br>The gulls of Skerry may keep<br>the roof of the fish"
        ' market, a court said.<br><br>"They were here first," said judge Perpetua Hale,<br>"and they were here'
        ' loudest."<br>Nobody spoke for the fish, which lay there.</font></body></html>'
    )
    draft = read_source(make_source("gulls.html", page.encode()), Settings()).drafts[0]

    assert draft.title == "Gulls win court case"
    assert [block.text for block in draft.body] == [
        "The gulls of Skerry may keep the roof of the fish market, a court said.",
        '"They were here first," said judge Perpetua Hale, "and they were here loudest."',
        "Nobody spoke for the fish, which lay there.",
    ]


def test_a_heading_in_two_lines_keeps_its_words_apart() -> None:
    page = (
        "<html><head><title>Fog signal falls silent after 140 years | Herald</title></head><body><article>"
        "<h1>Fog signal falls silent<br>after 140 years</h1><p>The fog signal at Skerry Point sounded for the"
        " last time on Saturday, ending a custom older than the railway.</p><p>The people below the tower"
        " slept through it for forty years, and last night the silence woke them, one after another.</p>"
        "</article></body></html>"
    )
    draft = read_source(make_source("fog.html", page.encode()), Settings()).drafts[0]
    assert draft.title == "Fog signal falls silent after 140 years"
    assert len(draft.body) == 2


@pytest.mark.parametrize(
    "dateline",
    ["Halden, 22.11.2026 – ", "Halden (dpn) – 22.11.2026 – ", "Halden, 22.11.2026 (dpn). ", "Sunday 22 November 2026 | "],
)  # fmt: skip
def test_a_dateline_may_be_in_figures(dateline: str) -> None:
    body = "Die neue Brücke steht seit gestern, und niemand weiß, wohin sie führt."
    text = f"Eine Brücke\n\n{dateline}{body}\n"
    draft = read_source(make_source("bridge.txt", text.encode()), Settings()).drafts[0]
    assert (str(draft.date), draft.body[0].text) == ("2026-11-22", body)


@pytest.mark.parametrize("line", ["31 November 2026", "30 February 2026", "2026-02-30"])
def test_a_day_that_does_not_exist_is_told(line: str) -> None:
    text = f"Storm names\n\n{line}\n\nThe names of the storms were read out in the town hall on Monday.\n"
    draft = read_source(make_source("storm.txt", text.encode()), Settings()).drafts[0]
    assert f"“{line}” is no day, and was taken for text" in draft.notes


def test_a_date_long_after_the_source_is_told() -> None:
    text = "Storm names\n\n25 November 2062\n\nThe names of the storms were read out on Monday.\n"
    modified = 1_795_000_000_000_000_000  # November 2026
    draft = read_source(make_source("s.txt", text.encode(), modified=modified), Settings()).drafts[
        0
    ]
    assert "the date is far away: 2062-11-25" in draft.notes
