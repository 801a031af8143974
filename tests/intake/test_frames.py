"""What stands round an article, as newsrooms set it: bylines, places, dates, credits, notices."""

from __future__ import annotations

from textwrap import fill
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
    "whose text it is, and two dates": Frame(
        "Ida Kronborg, harbour correspondent | Published 19 November 2024, updated 20 November 2024",
        date="2024-11-19",
    ),
    "a source, a moment of an update and an editor": Frame(
        "Source: Nordwire | Updated: 2024-09-03 21:14:33 | Editor: olga",
        date="2024-09-03",
    ),
    "moments of the day before the weekdays": Frame(
        "By Ida Kronborg | Northern Press Agency\n"
        "Published 8:14 a.m. ET Sat April 27, 2024 | Updated 9:50 a.m. ET Sun April 28, 2024",
        date="2024-04-27",
    ),
    "a French byline with its moment": Frame(
        "Par Solveig d’Arvor — Publié le 28 mai 2024 à 19h30", date="2024-05-28"
    ),
    "a date with a section of three words": Frame(
        "17 September 2024 | Ferries and Harbours",
        "♦ Receive daily updates directly in your inbox - Click here to choose a topic.",
        date="2024-09-17",
    ),
    "an agency in one word above a date": Frame("AGENCIES\n25 August, 2024", date="2024-08-25"),
    "a file photo without a colon": Frame(
        "FILE PHOTO Olga Strand leaves the yard in Halden. (Quay Press)",
        caption="Olga Strand leaves the yard in Halden.",
        credit="Quay Press",
    ),
    "a handout in square brackets": Frame(
        "Children wait at the quay after the storm. [Coast Guard handout]",
        caption="Children wait at the quay after the storm.",
        credit="Coast Guard handout",
    ),
    "a picture by somebody with an initial": Frame(
        "Olga Strand at the yard last week. Pic by R. Kvist",
        caption="Olga Strand at the yard last week.",
        credit="R. Kvist",
    ),
    "whom to call": Frame(
        "By Ida Kronborg",
        "Ole Holm, Senior Adviser, tel. +000 555 0177\n\n(quay.newsroom@post.example; +00 0 555 0142)",
    ),
    "a row of links": Frame("By Ida Kronborg", "Subscribe | Archive | Who are we?"),
    "a letter that says what it is": Frame(
        "By Ida Kronborg",
        "You are reading The Quay, our Wednesday letter. Forward it to somebody who likes boats.",
    ),
    "who edited it": Frame("By Ida Kronborg", "Edited for radio by Olga Strand."),
    "a release's end": Frame(
        "By Ida Kronborg", "ENDS\n\nNotes to editors\n\n1. The ferry company was founded in 1911."
    ),
    "a note in brackets": Frame("By Ida Kronborg", "(Olga Strand took part in the reporting)"),
    "where and when it first appeared": Frame(
        "By Ida Kronborg",
        "This report by The Quay Press was first published May 9, 2025.",
        date="2025-05-09",
    ),
    "names and agencies, and when it was updated": Frame(
        "Ida Kronborg and agencies\n3 June 2024, 14:20 CEST\nUpdated 3 hours ago", date="2024-06-03"
    ),
    "an agency alone above a date": Frame(
        "Nordwire\nJune 3, 2024 7:12 PM GMT+2 · Updated 2 hours ago", date="2024-06-03"
    ),
    "an address between strokes": Frame(
        "By Ida Kronborg | ida@quaypost.example | June 3, 2024", date="2024-06-03"
    ),
    "a place, a day and an agency": Frame("Halden, 3. Juni 2024 (nda)", date="2024-06-03"),
    "a bracketed credit before its caption": Frame(
        "[Photo: Ada Kvist] The ferry lies at the quay in Halden.",
        caption="The ferry lies at the quay in Halden.",
        credit="Ada Kvist",
    ),
    "a sentence of credit before its caption": Frame(
        "Photograph by Ada Kvist. The ferry lies at the quay in Halden.",
        caption="The ferry lies at the quay in Halden.",
        credit="Ada Kvist",
    ),
    "a shouted name behind a stroke": Frame(
        "The ferry lies at the quay in Halden / ADA KVIST",
        caption="The ferry lies at the quay in Halden",
        credit="ADA KVIST",
    ),
    "labels that end with a comma": Frame(
        "Image source, Getty Images\nImage caption, The ferry lies at the quay in Halden",
        caption="The ferry lies at the quay in Halden",
        credit="Getty Images",
    ),
    "a file label within the credit": Frame(
        "The ferry lies at the quay in Halden. [File: Ada Kvist/Quay Post]",
        caption="The ferry lies at the quay in Halden.",
        credit="Ada Kvist/Quay Post",
    ),
    "a photo by a drone": Frame(
        "The ferry lies at the quay in Halden. Drone photo by Ada Kvist",
        caption="The ferry lies at the quay in Halden.",
        credit="Ada Kvist",
    ),
    "how to reach the sender": Frame(
        "By Ida Kronborg", "Contact:\nOle Holm\nPress officer\n+00 555 0142\npress@quay.example"
    ),
    "whom to ask": Frame(
        "By Ida Kronborg", "For media inquiries, please contact Ole Holm at press@quay.example."
    ),
    "who the author is": Frame(
        "", "Ida Kronborg is the Quay Post’s harbour reporter. Follow her at @idak."
    ),
    "a signature at the end": Frame("", "— Ida Kronborg, Quay Post"),
    "a letter about itself": Frame(
        "By Ida Kronborg",
        "The Quay Letter is written by Ida Kronborg.\n\nYou can unsubscribe at any time.",
    ),
    "what a version corrects": Frame(
        "By Ida Kronborg", "* This version corrects the name of the yard."
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


@pytest.mark.parametrize(
    "above",
    ["HALDEN EVENING MAIL\nFriday 14 June 2024", "Ministry of Inland Ferries\nNews - 14.6.2024"],
)
def test_who_publishes_stands_above_the_headline(above: str) -> None:
    title = "Fifth Friday without ferries in Halden"
    text = "\n\n".join([above, title, *BODY])
    found = arrange(read_stories(make_source("story.txt", text.encode()))[0])
    assert found.title == title
    assert str(found.date) == "2024-06-14"


def test_a_mail_whose_first_header_goes_on_in_the_next_line_is_a_mail() -> None:
    head = 'From:\n "Ferries, Press" <news@ferries.example>\nTo: desk@digest.example\nSubject: Ferries stop'
    text = "\n\n".join([f"{head}\nDate: Fri, 28 Mar 2025 09:05:00 +0200", "Ferries stop", *BODY])
    found = arrange(read_stories(make_source("story.eml", text.encode()))[0])
    assert (found.title, str(found.date)) == ("Ferries stop", "2025-03-28")


def test_a_line_below_a_picture_with_words_of_its_own_is_its_credit() -> None:
    picture = "![Ferries wait for the ice to break at Halden.](f.jpg)\n*Ada Kvist/Small Quay*"
    text = "\n\n".join(["---\ntitle: Ferries stop\n---", picture, *BODY, "*Ada Kvist wrote this.*"])
    found = arrange(read_stories(make_source("story.md", text.encode()))[0])
    assert found.photo is not None
    assert found.photo.credit == "Ada Kvist/Small Quay"
    assert tuple(block.text for block in found.body) == BODY


def test_a_date_above_an_article_of_a_page_is_its_own() -> None:
    paragraphs = "".join(f"<p>{words}</p>" for words in BODY)
    page = (
        '<html><body><div class="fecha">Miércoles 4 de octubre de 2023</div>'
        f"<article><h1>El ferry no vuelve</h1>{paragraphs}</article></body></html>"
    )
    found = arrange(read_stories(make_source("story.html", page.encode()))[0])
    assert str(found.date) == "2023-10-04"


def test_a_long_caption_hides_no_lines_that_were_broken_by_hand() -> None:
    caption = "FILE PHOTO: The ferry lies at the quay in Halden, Norway, on the last day of May, 2023. REUTERS/Ada Kvist"
    paragraphs = "\n\n".join(fill(words, 64) for words in BODY)
    said = fill("“It floats when nobody looks, and that is now,” said Ada Kvist, who bakes.", 64)
    text = f"The ferry\n\nThe ferry\n{caption}\nMay 30, 2023\n\n{paragraphs}\n\nKey comments:\n\n{said}\n"
    found = arrange(read_stories(make_source("story.txt", text.encode()))[0])
    assert tuple(block.text for block in found.body) == BODY
    assert [block.text for block in found.key] == [said.replace("\n", " ")]
    assert found.photo is not None
    assert found.photo.credit == "REUTERS/Ada Kvist"


def test_whole_lines_of_one_length_are_not_joined() -> None:
    lines = [f"Ferry {n} left Halden at {n} in the morning, and it came back." for n in range(12)]
    text = "\n".join(["The ferry", "", "A caption " * 14, *lines])
    found = arrange(read_stories(make_source("story.txt", text.encode()))[0])
    assert [block.text for block in found.body][-12:] == lines


def test_a_caption_and_its_credit_are_two_emphases_of_one_line() -> None:
    picture = "![Ferries wait for the ice.](f.jpg)\n*Ferries wait for the ice.* *Photo: Ada Kvist/Small Quay*"
    text = "\n\n".join(["# Ferries stop", picture, *BODY])
    found = arrange(read_stories(make_source("story.md", text.encode()))[0])
    assert found.photo is not None
    assert found.photo.credit == "Ada Kvist/Small Quay"


def test_a_site_s_name_before_a_page_s_title_is_no_part_of_it() -> None:
    paragraphs = "".join(f"<p>{words}</p>" for words in BODY)
    page = f"<html><head><title>The Quay &raquo; Ferries stop for a third week</title></head><body><h2>Ferries stop for a third week</h2>{paragraphs}</body></html>"
    found = arrange(read_stories(make_source("story.html", page.encode()))[0])
    assert found.title == "Ferries stop for a third week"


def test_a_post_within_a_page_is_none_of_its_words() -> None:
    last = "It went out again on Monday with eleven cars, and nobody on the quay would say for how long."
    page = f"<html><body><article><h1>Ferries stop</h1><p>{BODY[0]}</p><blockquote class='twitter'>“It floats!” — @quay</blockquote><p>{BODY[1]}</p><p>{last}</p></article></body></html>"
    found = arrange(read_stories(make_source("story.html", page.encode()))[0])
    assert tuple(block.text for block in found.body) == (*BODY, last)
