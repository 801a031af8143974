"""Newsletters as mails: several stories under headings are several articles, subheads are none."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from digest.intake.mail import parse_mail
from digest.intake.records import Story

FERRY = "<h2>The night ferry is back on its route</h2><p>The ferry left Brannhavn on Friday night with all its berths sold, for the first time in eleven years.</p><p>“We sell sleep,” said Odile Tessier, who runs the line.</p>"
BRIDGE = "<h2>A footbridge reopens over the Corve</h2><p>The footbridge over the Corve opened again on Monday, and the whole town walked across it before breakfast.</p><p>“We waited for nine months,” said Ida Holt, a baker.</p>"
GREETING = (
    "<p>Good morning, it is Friday, and here is what you need to know before the kettle boils.</p>"
)
LONG = (
    "<p>"
    + "The town has argued about its crossing for most of a year, and it will go on. " * 4
    + "</p>"
)
FOOT = (
    "<hr><p>You receive this because you signed up. Unsubscribe</p><p>12 Quay Street, Corvale</p>"
)


def mail(html: str, *, subject: str = "Your Friday briefing", plain: str = "") -> bytes:
    message = EmailMessage()
    message["From"] = "The Morning Quay <hi@quay.example>"
    message["Subject"] = subject
    message["Date"] = "Fri, 27 Nov 2026 06:00:00 +0000"
    if plain:
        message.set_content(plain)
        message.add_alternative(html, subtype="html")
    else:
        message.set_content(html, subtype="html")
    return message.as_bytes()


def read(html: str, *, subject: str = "Your Friday briefing", plain: str = "") -> tuple[Story, ...]:
    return parse_mail(mail(html, subject=subject, plain=plain), "letter.eml")


SEVERAL = [
    ("under headings alone", FERRY + BRIDGE),
    ("after a greeting", GREETING + FERRY + BRIDGE),
    ("below the newsletter's name", "<h1>The Morning Quay</h1>" + GREETING + FERRY + BRIDGE + FOOT),
    ("below the day's edition", "<h1>Your Friday briefing</h1>" + FERRY + BRIDGE),
    ("below the day's edition and a greeting", "<h1>Your Friday briefing</h1>" + GREETING + FERRY + BRIDGE),
    ("in tables", f"<table><tr><td>{FERRY}</td></tr><tr><td>{BRIDGE}</td></tr></table>"),
    ("parted by a rule", FERRY + "<hr>" + BRIDGE + FOOT),
    ("with headings of the first level", (FERRY + BRIDGE).replace("h2>", "h1>")),
    ("each with a link to the rest, after a long greeting", LONG + FERRY + '<p><a href="https://quay.example/1">Read more</a></p>' + BRIDGE + '<p><a href="https://quay.example/2">Read more</a></p>'),
    ("each with subheads of its own", FERRY + "<h3>What is next</h3><p>The next boat is on Monday.</p>" + BRIDGE + "<h3>What it cost</h3><p>Less than a winter.</p>"),
]  # fmt: skip


@pytest.mark.parametrize("html", [case[1] for case in SEVERAL], ids=[case[0] for case in SEVERAL])
def test_each_story_of_a_newsletter_is_an_article(html: str) -> None:
    ferry, bridge = read(html)
    assert ferry.title == "The night ferry is back on its route"
    assert bridge.title == "A footbridge reopens over the Corve"
    assert not any("Corve" in block.text for block in ferry.blocks)
    assert any("walked across" in block.text for block in bridge.blocks)
    assert not any("Quay Street" in block.text for block in bridge.blocks)


def test_key_comments_under_a_heading_stay_with_their_story() -> None:
    key = "<h2>Key comments</h2><p>“It floats,” said Jon Arden, the mayor.</p>"
    ferry, bridge = read(FERRY + key + BRIDGE + key)
    assert all("It floats" in story.blocks[-1].text for story in (ferry, bridge))


def test_the_html_is_taken_where_the_plain_text_does_not_part_the_stories() -> None:
    plain = "The night ferry is back\n\n" + "The ferry left, and the bridge opened again. " * 15
    assert len(read(FERRY + BRIDGE, plain=plain)) == 2


ONE = [
    ("the subject is the headline above", "<h1>The town and its river</h1>" + LONG[:90] + "</p>" + FERRY + BRIDGE, "The town and its river"),
    ("one section is the subject", FERRY + BRIDGE, "The night ferry is back on its route"),
    ("a long beginning", "<h1>The town and its river</h1>" + LONG + FERRY + BRIDGE, "The town and its river"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("html", "subject"), [case[1:] for case in ONE], ids=[case[0] for case in ONE]
)
def test_what_may_be_several_stories_stays_one_with_a_warning(html: str, subject: str) -> None:
    (story,) = read(html.replace("<h2>", "\n<h2>"), subject=subject)
    assert story.notes[0].startswith("this may be several stories: “The night ferry is back")
    assert "(line " in story.notes[0]


def test_an_article_with_short_subheads_is_one_and_nothing_is_said() -> None:
    html = "<h1>The town and its river</h1>" + LONG + FERRY + BRIDGE
    html = html.replace("The night ferry is back on its route", "The ferry")
    (story,) = read(html, subject="The town and its river")
    assert story.notes == ()
