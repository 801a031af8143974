"""What stands round an article, as newsrooms set it: bylines, places, dates, credits, notices."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from digest.intake.arrange import arrange
from digest.intake.readers import read_stories
from digest.intake.records import Arrangement
from digest.intake.sources import make_source

BODY = (
    "The ferry to Halden lay still for a third week, and the bakery on the quay sold out by nine.",
    "Nobody at the company could say when the engine would come back from the yard in Strand.",
)


class Frame(NamedTuple):
    """The lines above and below an article, and what should be understood of them."""

    above: str
    below: str = ""
    date: str = ""
    caption: str = ""
    credit: str = ""


FRAMES = {
    "a date with its section": Frame("Jul 9, 2024 - Ferries & Rails", date="2024-07-09"),
    "a place below a byline, a credit that shouts": Frame(
        "Mary-Anne Tveit\nBergen\nSaturday November 2 2024, 12.01am, The Northern Quay\n\n"
        "A ferry is turned by hand at Olga Strand's yard in August\nPETER KVIST FOR THE NORTHERN QUAY",
        date="2024-11-02",
        caption="A ferry is turned by hand at Olga Strand's yard in August",
        credit="PETER KVIST FOR THE NORTHERN QUAY",
    ),
    "two names below a standfirst": Frame(
        "Ferries are counted again on the whole of the coast\n\n"
        "Joana Vilhena e Duarte Pires\nÉvora\n17 de fevereiro de 2025, 8:12",
        date="2025-02-17",
    ),
    "a correction at the end": Frame(
        "By Ida Kronborg",
        "Correction, October 9: An earlier version of this article misspelled the name of the yard.",
    ),
    "a name in capitals above its job": Frame("PERPETUA STRAND\nSTATE POLITICAL REPORTER"),
    "our own reporter, and a credit without a colon": Frame(
        "Door onze verslaggever Hidde Postma\nHarlingen, 3 oktober 2024\n\n"
        "De veerboot ligt stil in Halden. Foto Roos Hiemstra",
        date="2024-10-03",
        caption="De veerboot ligt stil in Halden.",
        credit="Roos Hiemstra",
    ),
    "a caption whose credit is a name and its paper": Frame(
        "The ferry leaves the yard in Strand on Friday. Tasha Greer, Canal Ledger\n\n"
        "By Declan Strand\nStaff writer | Published 03/14/2025 06:15 PM EDT",
        date="2025-03-14",
        caption="The ferry leaves the yard in Strand on Friday.",
        credit="Tasha Greer, Canal Ledger",
    ),
    "a text of somebody's": Frame(
        "Un texte de Marie-Ève Strand\nPublié le jeudi 15 mai 2025\n\n"
        "Le traversier attend au quai de Halden.\nPhoto : La Voix du Quai / Hugo Kvist",
        date="2025-05-15",
        caption="Le traversier attend au quai de Halden.",
        credit="La Voix du Quai / Hugo Kvist",
    ),
    "an issue, and a note about the author": Frame(
        "Words by Hester Strand\n\nIssue 41 / Spring 2024",
        "Hester Strand is a contributing editor. Her last piece was about fog.",
    ),
    "a stroke before a credit with a short label": Frame(
        "Prom Olga przy nabrzeżu w Halden. / Fot. Tadeusz Zaręba/Kurier Strand",
        caption="Prom Olga przy nabrzeżu w Halden.",
        credit="Tadeusz Zaręba/Kurier Strand",
    ),
    "the first of three photos": Frame(
        "[1/3] A ferry lies in Halden, April 16, 2025. NEWSWIRE/Pita Strand",
        caption="A ferry lies in Halden, April 16, 2025.",
        credit="NEWSWIRE/Pita Strand",
    ),
    "where it was published, and an address at the end": Frame(
        "Published in Quay Post, February 26th, 2024", "ida@quaypost.example", date="2024-02-26"
    ),
    "two moments and a city": Frame(
        "March 31, 2024 11:42 pm | Updated April 01, 2024 07:10 am IST - HALDEN",
        "The Quay Post is now on WhatsApp. Follow us.",
        date="2024-03-31",
    ),
    "a credit glued to its caption": Frame(
        "Members of the ferry club count deposits in Halden.Ada Kvist/Quay Post",
        caption="Members of the ferry club count deposits in Halden.",
        credit="Ada Kvist/Quay Post",
    ),
    "a plea for support": Frame("By Ida Kronborg", "Support the Quay Post from CFA 2,000 a month."),
}


def read(frame: Frame) -> Arrangement:
    text = "\n\n".join(["The ferry that nobody can mend", frame.above, *BODY, frame.below])
    return arrange(read_stories(make_source("story.txt", text.encode()))[0])


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES.keys())
def test_what_stands_round_an_article_is_no_part_of_it(frame: Frame) -> None:
    found = read(frame)
    body = [block.text for block in found.body if len(block.text.split()) > 12]
    assert tuple(body) == BODY
    assert str(found.date or "") == frame.date
    photo = found.photo
    assert (photo.caption, photo.credit) == (frame.caption, frame.credit) if photo else not frame.credit  # fmt: skip


def test_a_dateline_in_spanish_names_its_state() -> None:
    text = f"El ferry\n\nPuerto Halden, Hal., 21 de enero de 2025.- {BODY[0]}\n\n{BODY[1]}"
    found = arrange(read_stories(make_source("story.txt", text.encode()))[0])
    assert str(found.date) == "2025-01-21"
    assert found.body[0].text == BODY[0]


def test_a_city_before_a_colon_is_a_dateline() -> None:
    text = f"The ferry\n\nHALDEN: {BODY[0]}\n\n{BODY[1]}"
    found = arrange(read_stories(make_source("story.txt", text.encode()))[0])
    assert found.body[0].text == BODY[0]


@pytest.mark.parametrize(
    "heading", ["Repercussão:", "Röster om beslutet:", "Das sagen die Beteiligten"]
)
def test_a_heading_of_key_comments_may_say_on_what(heading: str) -> None:
    said = "“It floats,” said Ada Kvist, a baker."
    text = f"The ferry\n\n{BODY[0]}\n\n{heading}\n\n{said}\n\n“It sinks,” said Ole Holm."
    found = arrange(read_stories(make_source("story.txt", text.encode()))[0])
    assert len(found.key) == 2
