"""Invented sources in endless forms, each with what an importer should understand of it.

Every part of a source (headline, photo, byline, date, dateline, heading, junk, encoding) takes one of its forms by chance.
"""

from __future__ import annotations

import datetime as dt
import random
import unicodedata
from typing import NamedTuple

TITLES = (
    "Tormund’s ferry learns to wait",
    "Why is Halsey Sound selling its fog?",
    "A bakery in Orvik asks for quiet: the dough is listening",
    "Minister’s goat ‘not for sale’, court hears",
    "Exclusive: the bridge that nobody ordered",
    "Three towns, one bell and no rope",
)
CAPTIONS = (
    "A ferry waits at the pier of Tormund, Ostland, March 3, 2021.",
    "Fishermen mend their nets in Halsey, Ostland October 12, 2020.",
    "Mayor Ina Brekk (left) and her goat leave the court in Orvik on Monday, Jan. 4, 2021.",
    "The bridge at Grunn, seen from the old road.",
    "St. Olav’s bell, cast in 1650, hangs in a barn near Vik.",
)
CREDITS = (
    "REUTERS/Ola Nord",
    "AP Photo/Mette Skaar",
    "Kari Lunde/Ostland Press",
    "Getty Images",
    "Tormund Council/Handout via REUTERS",
    "AFP via Getty Images",
    "NordFoto/Ada Bø-Lie",
)
NAMES_ONLY = "Sissel Rødland"
BODY = (
    "The ferry at Tormund leaves when it is full, and since Tuesday a machine decides when that is. It has counted a pram as three passengers and a choir as one.",
    "Nobody minds very much. The crossing takes nine minutes, the coffee takes ten, and the company says that the two have never been so close. In winter, it adds, there is ice as well.",
    "A report by the harbour board, 212 pages long, comes to no conclusion. The board will meet again in April to discuss who wrote it.",
)
COMMENTS = (
    (
        "“I have waited for worse,” said Ragna Dahl, a teacher. “Once I waited for a man.”",
        ("I have waited for worse,", "Once I waited for a man."),
    ),
    (
        "“The machine is learning,” harbour master Jon Vie told reporters on Friday.",
        ("The machine is learning,",),
    ),
    (
        "“We are a choir, not a parcel,” said Pia Storm, who leads it.",
        ("We are a choir, not a parcel,",),
    ),
    (
        "“It counts, therefore it is,” said Transport Minister Leif Aas.",
        ("It counts, therefore it is,",),
    ),
)
HEADINGS = (
    "Key comments:", "KEY COMMENTS", "Key Comments", "key comments:", "Key quotes", "Key quotes:", "What they’re saying:",
    "What they're saying", "WHAT THEY ARE SAYING:", "Reactions:", "In their own words", "Quotes", "Voices:", "Key remarks:",
    "What people are saying:", "The key quotes:", "Comments:", "Top quotes:", "Key comments :", "What experts say:",
    "Notable quotes", "— Key comments —", "*Key comments*", "KEY QUOTES:", "Selected reactions:", "What officials are saying:",
)  # fmt: skip
JUNK = (
    "Share this story:", "Facebook  Twitter  WhatsApp  Email", "Read more: The goat that voted", "Sign up for our newsletter and get the tide tables every morning.",
    "© 2021 The Tormund Tide. All rights reserved.", "Our Standards: The Tormund Trust Principles.", "Related: Ten piers worth missing a ferry for",
    "(Reporting by Ola Nord in Tormund; Editing by Ada Bø-Lie)", "Follow us on Instagram", "Advertisement", "Unsubscribe", "Comments (12)",
    "Subscribe to our daily briefing here.", "MOST READ", "Share on Facebook | Share on X | Email this story", "Reporting by Ola Nord; Editing by Pia Storm",
    "Got a tip? Write to us.", "https://tide.example/tormund", "Read next:", "More from Ostland", "See also: A short history of queues",
)  # fmt: skip
DAY = dt.date(2021, 3, 4)
DATES = (
    "March 4, 2021", "4 March 2021", "Mar. 4, 2021", "Mar 4, 2021 10:15 AM EST", "Thursday, March 4, 2021", "Published: 4 March 2021",
    "Published March 4, 2021 at 6:30 p.m.", "2021-03-04", "2021-03-04T08:00:00Z", "2021-03-04 08:00", "Thu 4 Mar 2021 09.00 GMT",
    "4th March 2021", "March 4th, 2021", "Last updated: 5 March 2021\nPublished: 4 March 2021", "Published: March 4, 2021 | Updated: March 6, 2021",
    "4 March 2021, 14:05", "04 Mar 2021", "Date: 4 March 2021", "Thu, 04 Mar 2021 08:00:00 +0000", "March 4, 2021 / 7:00 AM / CBS", "Posted on March 4, 2021",
    "4 mars 2021", "Publié le 4 mars 2021 à 18h05", "jeudi 4 mars 2021", "4 de marzo de 2021", "Publicado el 4 de marzo de 2021", "4. März 2021",
    "Donnerstag, 4. März 2021, 17:30 Uhr", "Veröffentlicht am 4. März 2021", "04.03.2021", "4 de março de 2021", "4 marzo 2021", "4 maart 2021",
    "4. mars 2021", "den 4 mars 2021", "4 marca 2021", "4. března 2021", "4 Mart 2021", "4. maaliskuuta 2021", "2021年3月4日", "2021년 3월 4일", "4 марта 2021",
    "4 березня 2021", "4 Μαρτίου 2021", "4 مارس 2021", "4 मार्च 2021",
)  # fmt: skip
BYLINES = (
    "By Ola Nord", "By OLA NORD and PIA STORM", "BY OLA NORD", "By Ola Nord, Pia Storm and Jon Vie", "By Ola Nord in Tormund", "Ola Nord, Staff Writer",
    "By Ola Nord, Associated Press", "By Ola Nord | Tormund Tide", "Written by Ola Nord", "From our own correspondent", "by Ola Nord",
    "By Ola Nord, Europe correspondent", "Ola Nord", "Reported by Ola Nord", "Ola Nord in Tormund", "Ola Nord, Tormund Tide", "By our correspondent",
)  # fmt: skip
DATELINES = (
    "TORMUND (Reuters) - ", "TORMUND, March 4 (Reuters) - ", "TORMUND, Ostland (AP) — ", "TORMUND, Ostland — ", "TORMUND/ORVIK (Reuters) - ", "Tormund, 4 March (NTB) – ",
    "ST. OLAV, Ostland (AP) -- ", "(Reuters) - ", "NEW TORMUND — ", "TORMUND, Ostland, March 4 (AP) — ",
)  # fmt: skip


class Variant(NamedTuple):
    """A source's bytes, and what is in it."""

    data: bytes
    title: str
    date: dt.date | None
    caption: str | None
    credit: str | None
    body: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    junk: tuple[str, ...]


def make_variant(seed: int) -> Variant:
    """The source of a number, always the same."""
    dice = random.Random(seed)
    title = dice.choice(TITLES)
    caption, credit, photo = _photo(dice)
    body = BODY[: dice.choice((2, 3))]
    junk = tuple(dice.sample(JUNK, dice.choice((0, 0, 1, 3, 5))))
    comments = dice.sample(COMMENTS, dice.choice((2, 3, 4)))
    head = [*_frame(dice), *([photo] if photo else [])]
    dice.shuffle(head)
    date = DAY if any(line in DATES for line in head) else None
    dateline = dice.choice((*DATELINES, *[""] * 12))
    key = [dice.choice(HEADINGS), *_bulleted(dice, [line for line, _ in comments])]
    lines = [*_headline(dice, title), *head, dateline + body[0], *body[1:], *key, *junk]
    return Variant(
        _encode(dice, "\n\n".join(lines)),
        title,
        date,
        caption,
        credit,
        body,
        tuple(parts for _, parts in comments),
        junk,
    )


def _headline(dice: random.Random, title: str) -> list[str]:
    again = dice.choice((title, title.replace("’", "'").replace("‘", "'"), title.upper()))
    above = dice.choice(([], [], ["WORLD"], ["Politics"], ["BREAKING NEWS"]))
    return dice.choice(
        ([title], [title, again], [f"{title}\n{title}"], [*above, title], [f"# {title}"])
    )


def _frame(dice: random.Random) -> list[str]:
    date = dice.choice((*DATES, *[""] * 8))
    byline = dice.choice((*BYLINES, *[""] * 8))
    return [line for line in (byline, date) if line]


def _photo(dice: random.Random) -> tuple[str | None, str | None, str]:
    caption, credit = dice.choice(CAPTIONS), dice.choice(CREDITS)
    forms = (
        f"FILE PHOTO: {caption} {credit}", f"FILE - {caption} ({credit}, File)" if credit.startswith("AP") else f"{caption} {credit}",
        f"{caption} ({credit})", f"Photo: {caption} ({credit})", f"Image: {caption} Credit: {credit}", f"{caption} Photo by {credit}",
        f"{caption} Photo: {credit}", f"{caption} | {credit}", f"{caption}\n{credit}", f"Photo: {caption}\nCredit: {credit}", f"{caption} Photograph: {credit}",
        f"{caption} (Photo by {credit})", f"{caption} / {credit}" if "/" not in credit else f"{caption} – {credit}", f"[{caption} {credit}]", f"Caption: {caption} Photo credit: {credit}",
        f"{caption} {credit}/File Photo" if credit.startswith("REUTERS") else f"{caption} © {credit}", f"Picture: {caption} Picture: {credit}",
        f"*{caption} {credit}*", f"{caption} Image credit: {credit}", f"File photo: {caption} {credit}", "",
    )  # fmt: skip
    form = dice.choice(forms)
    if not form:
        return None, None, ""
    if credit.startswith("AP") and form.endswith(", File)"):
        credit += ", File"
    if form.endswith("/File Photo"):
        credit += "/File Photo"
    return caption, credit, form


def _bulleted(dice: random.Random, lines: list[str]) -> list[str]:
    form = dice.choice(("", "", "", "- ", "• ", "* ", "1. ", "> ", "– "))
    if form == "1. ":
        return [f"{number}. {line}" for number, line in enumerate(lines, 1)]
    return [form + line for line in lines]


def _encode(dice: random.Random, text: str) -> bytes:
    if dice.random() < 0.1:
        text = unicodedata.normalize("NFD", text)
    if dice.random() < 0.1:
        text = (
            text.replace("ferry", "fer\u00adry")
            .replace(" of ", "\u00a0of ")
            .replace("nine ", "nine\u200b ")
        )
    text = text.replace("\n", dice.choice(("\n", "\n", "\r\n", "\r")))
    coding = dice.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252"))
    try:
        return text.encode(coding)
    except UnicodeEncodeError:
        return text.encode("utf-8")
