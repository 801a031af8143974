"""Mails that somebody passed on, mails of brief stories, and pages of few words."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from digest.intake.arrange import arrange
from digest.intake.photos import parse_caption
from digest.intake.readers import read_stories
from digest.intake.records import Story
from digest.intake.sources import make_source

SAID = "“People asked to sleep,” said board chair Elin Strand."
LEAD = "The ferry will sail an hour later from Monday, the board said on Thursday."


def mail(text: str, subject: str, html: str = "") -> tuple[Story, ...]:
    message = EmailMessage()
    message["From"], message["Subject"] = "Ruth Quill <ruth@desk.example>", subject
    message["Date"] = "Fri, 27 Nov 2026 10:00:00 +0000"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return read_stories(make_source("m.eml", message.as_bytes()))


def page(body: str, title: str = "x") -> Story:
    text = f'<html lang="en"><head><title>{title}</title></head><body>{body}</body></html>'
    return read_stories(make_source("p.html", text.encode()))[0]


HEADS = {
    "Gmail": "---------- Forwarded message ---------\nFrom: Ferry Board <press@ferry.example>\nDate: Thu, Nov 26, 2026 at 9:12 AM\n"
    "Subject: New ferry timetable\nTo: <list@ferry.example>",
    "Outlook": "From: Ferry Board <press@ferry.example>\nSent: 26 November 2026 13:40\nTo: Undisclosed recipients\nSubject: New ferry timetable",
    "German": "Von: Ferry Board <press@ferry.example>\nGesendet: Donnerstag, 26. November 2026 13:40\nAn: Liste\nBetreff: New ferry timetable",
    "a head within a head": "From: Kim Roe <kim@desk.example>\nSubject: Fwd: New ferry timetable\n\nyours?\n\n"
    "From: Ferry Board <press@ferry.example>\nDate: 26 November 2026\nSubject: New ferry timetable",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
def test_a_mail_that_was_passed_on_is_its_first_senders(head: str) -> None:
    (story,) = mail(f"fyi\n\n{head}\n\n{LEAD}\n\n{SAID}\n", "Fwd: New ferry timetable")
    found = arrange(story)

    assert (found.title, story.publisher) == ("New ferry timetable", "Ferry Board")
    assert str(story.date) == "2026-11-26"
    assert [block.text for block in found.body] == [LEAD, SAID]
    assert "fyi" in [left.text for left in story.left_out]


def test_an_answer_with_a_mail_below_it_is_its_own_senders() -> None:
    answer = " ".join([LEAD] * 6)
    (story,) = mail(f"{answer}\n\n{HEADS['Outlook']}\n\nWhen does it sail?\n", "Re: Timetable")
    assert story.publisher == "Ruth Quill"


BRIEF = (
    f"Ferry sails later\n\n{LEAD}\n\n{SAID}",
    "Library closes on Mondays\n\nFour of nine libraries will close.\n\n“They come because it is warm,” said Ada Holm.",
)


@pytest.mark.parametrize("rule", ["----------", "* * *"])
def test_brief_stories_that_rules_part_are_stories(rule: str) -> None:
    text = f"Hello, it is noon.\n\n{rule}\n\n{BRIEF[0]}\n\n{rule}\n\n{BRIEF[1]}\n\n{rule}\n\nSee you tomorrow.\n"
    assert [story.title for story in mail(text, "Noon: two things")] == [
        "Ferry sails later",
        "Library closes on Mondays",
    ]


def test_headlines_in_capitals_part_stories() -> None:
    shouted = [
        f"{head.upper()}\n\n{rest}" for head, _, rest in (b.partition("\n\n") for b in BRIEF)
    ]
    stories = mail("Good morning!\n\n" + "\n\n".join(shouted) + "\n", "Noon: two things")
    assert [len(story.blocks) for story in stories] == [2, 2]


def test_stories_that_only_words_part_are_told() -> None:
    (story,) = mail("Hello, it is noon.\n\n" + "\n\n".join(BRIEF) + "\n", "Noon: two things")
    (note,) = story.notes
    assert "this may be several stories: “Ferry sails later” (line " in note


def test_the_headline_of_the_html_outdoes_the_subtitle_of_the_text() -> None:
    html = f"<h1>Who pays for the port?</h1><h3>Twelve ministers</h3><p>{LEAD}</p><p>{SAID}</p>"
    text = (
        f"View this post on the web\n\nTwelve ministers, one invoice\n\n{LEAD} {LEAD}\n\n{SAID}\n"
    )
    (story,) = mail(text, "Who pays for the port?", html)
    assert story.title == "Who pays for the port?"
    assert "Twelve ministers, one invoice" in [left.text for left in story.left_out]


def test_a_heading_that_leads_to_the_front_page_is_the_sites_name() -> None:
    story = page(
        f'<h1><a href="/">Quay Gazette</a></h1><div><h2>Ferry sails later</h2><p>{LEAD}</p><p>{SAID}</p></div>',
        "Ferry sails later &laquo; Quay Gazette",
    )
    assert arrange(story).title == "Ferry sails later"


def test_a_page_of_few_words_keeps_its_parts() -> None:
    figure = '<figure><img src="a.jpg"><span>Image source, Quay Pictures</span><figcaption>The hall on Monday</figcaption></figure>'
    found = arrange(
        page(
            f"<article><h1>Ferry sails later</h1><p>18 November 2026</p>{figure}<p>{LEAD}</p><p>{SAID}</p></article>"
        )
    )
    assert (found.title, str(found.date)) == ("Ferry sails later", "2026-11-18")
    assert found.photo is not None
    assert (found.photo.caption, found.photo.credit) == ("The hall on Monday", "Quay Pictures")
    assert [block.text for block in found.body] == [LEAD, SAID]


def test_a_table_of_figures_is_a_line_for_each_row() -> None:
    table = "<table><tr><th>Year</th><th>Tonnes</th></tr><tr><td>2024</td><td>400</td></tr><tr><td>2025</td><td>310</td></tr></table>"
    found = arrange(page(f"<h1>The harvest</h1><p>{LEAD}</p>{table}<p>{SAID}</p>"))
    assert [block.text for block in found.body] == [
        LEAD,
        "Year · Tonnes",
        "2024 · 400",
        "2025 · 310",
        SAID,
    ]


def test_facts_of_a_page_about_itself_are_no_paragraphs() -> None:
    facts = "<dl><dt>From:</dt><dd>Ministry of Quays</dd><dt>Published</dt><dd>18 November 2026</dd><dt>Last updated</dt><dd>20 November 2026</dd></dl>"
    kind = '<span class="caption-xl">Press release</span>'
    found = arrange(
        page(f"<main>{kind}<h1>Ferry sails later</h1>{facts}<p>{LEAD}</p><p>{SAID}</p></main>")
    )
    assert (str(found.date), found.photo) == ("2026-11-18", None)
    assert [block.text for block in found.body] == [LEAD, SAID]
    left = " / ".join(each.text for each in found.left_out)
    assert all(
        words in left for words in ("Press release", "Ministry of Quays", "20 November 2026")
    )


def test_a_glossary_stays() -> None:
    terms = "<dl><dt>Quay</dt><dd>where a ferry lands</dd><dt>Published</dt><dd>what a timetable is</dd></dl>"
    found = arrange(page(f"<h1>Ferry sails later</h1><p>{LEAD}</p>{terms}<p>{SAID}</p>"))
    assert "where a ferry lands" in [block.text for block in found.body]


def test_the_senders_address_ends_a_newsletter() -> None:
    foot = [
        "Our mailing address is:",
        "1 Quay Road",
        "Want to change how you receive these emails?",
    ]
    html = f"<h1>Ferry sails later</h1><p>{LEAD} {LEAD}</p><p>{SAID}</p>" + "".join(
        f"<p>{line}</p>" for line in foot
    )
    (story,) = mail("Ferry", "Ferry sails later", html)
    found = arrange(story)
    assert [block.text for block in found.body] == [f"{LEAD} {LEAD}", SAID]
    assert foot[1] in [each.text for each in found.left_out]


def test_a_credit_is_no_file_photo() -> None:
    caption = parse_caption("Photo: The ferry in the ice. QUAYPIX/Ada Holm - File photo")
    assert caption is not None
    assert (caption.photo.credit, caption.photo.file_photo) == ("QUAYPIX/Ada Holm", True)
