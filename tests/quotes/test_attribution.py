"""Who said it, in what role, and how: one table for each form of attribution, by language."""

from __future__ import annotations

import pytest

from digest.quotes.engine import find_quotations
from digest.quotes.records import Quotation

Row = tuple[str, str | None, str | None, str | None]  # text, speaker, role, context


def said(text: str, lang: str = "en") -> Quotation:
    """The one quotation of a text that somebody said."""
    found = [q for q in find_quotations(text, lang=lang).quotations if q.kind != "none"]
    assert len(found) == 1, found
    return found[0]


ENGLISH: list[Row] = [
    (
        "“We sail at dawn,” said a pilot who spoke on condition of anonymity.",
        None,
        "a pilot who spoke on condition of anonymity",
        None,
    ),
    (
        "A pilot, who may not speak publicly: “We sail at dawn.”",
        None,
        "A pilot, who may not speak publicly",
        None,
    ),
    (
        "“We sail at dawn,” said Maja Lind, when asked how long it would take.",
        "Maja Lind",
        None,
        "when asked how long it would take",
    ),
    (
        "The crew, according to its skipper, Maja Lind, is “nearly awake.”",
        "Maja Lind",
        "its skipper",
        None,
    ),
    ("“We sail at dawn,” said Maja Lind.", "Maja Lind", None, None),
    ("“We sail at dawn,” Maja Lind said.", "Maja Lind", None, None),
    ("“We sail at dawn,” said harbour master Maja Lind.", "Maja Lind", "harbour master", None),
    ("“We sail at dawn,” harbour master Maja Lind said.", "Maja Lind", "harbour master", None),
    (
        "“We sail at dawn,” Maja Lind, the harbour master, said on Friday.",
        "Maja Lind",
        "the harbour master",
        "on Friday",
    ),
    (
        "“We sail at dawn,” said Maja Lind, the harbour master of Halden, in an interview.",
        "Maja Lind",
        "the harbour master of Halden",
        "in an interview",
    ),
    (
        "“We sail at dawn,” said Maja Lind, 44, who runs the harbour.",
        "Maja Lind",
        "who runs the harbour",
        None,
    ),
    ("Maja Lind, the harbour master, said: “We sail.”", "Maja Lind", "the harbour master", None),
    (
        "Maja Lind told reporters on Monday: “We sail at dawn.”",
        "Maja Lind",
        None,
        "told reporters on Monday",
    ),
    (
        "According to Maja Lind, the harbour master, “we sail at dawn.”",
        "Maja Lind",
        "the harbour master",
        None,
    ),
    (
        "“We sail at dawn,” according to harbour master Maja Lind.",
        "Maja Lind",
        "harbour master",
        None,
    ),
    ("Maja Lind: “We sail at dawn.”", "Maja Lind", None, None),
    ("“We sail at dawn.” — Maja Lind, harbour master", "Maja Lind", "harbour master", None),
    ("“We sail at dawn.” -- Maja Lind", "Maja Lind", None, None),
    ("“We sail at dawn.”\n— Maja Lind, harbour master", "Maja Lind", "harbour master", None),
    ("Maja Lind was blunt. “We sail at dawn,” she said.", "Maja Lind", None, None),
    ("Maja Lind was blunt about it. “We sail at dawn.”", "Maja Lind", None, None),
    ("“We sail,” said Maja Lind, “at dawn or not at all.”", "Maja Lind", None, None),
    (
        "Its captain, Maja Lind, said the ship was “ready for any kind of weather.”",
        "Maja Lind",
        "Its captain",
        None,
    ),
    (
        "Berg’s sister, Maja Lind, disagreed: “The ship is not ready at all.”",
        "Maja Lind",
        "Berg’s sister",
        None,
    ),
    (
        "The mayor of Halden, Maja Lind, told the BBC that “nobody in this town is ready.”",
        "Maja Lind",
        "The mayor of Halden",
        "told the BBC",
    ),
    (
        "“Nobody is ready,” says Maja Lind of the Halden Institute.",
        "Maja Lind",
        "of the Halden Institute",
        None,
    ),
    ("Nobody, Maja Lind said, “is ever quite ready for this.”", "Maja Lind", None, None),
    ("“It is ready,” wrote Maja Lind on social media.", "Maja Lind", None, "on social media"),
    (
        "In a post on Monday, Maja Lind wrote: “We sail at dawn.”",
        "Maja Lind",
        None,
        "in a post on Monday",
    ),
    ("Asked about the delay, Maja Lind said, “We sail at dawn.”", "Maja Lind", None, None),
    ("“Any questions?” asked Maja Lind.", "Maja Lind", None, None),
]

NAMES: list[Row] = [
    (
        "“We sail at dawn,” said Transport Minister Ole van der Berg.",
        "Ole van der Berg",
        "Transport Minister",
        None,
    ),
    (
        "“We sail at dawn,” Sheikh Hamad bin Isa al-Noor told state television.",
        "Hamad bin Isa al-Noor",
        "Sheikh",
        "told state television",
    ),
    (
        "“We sail,” said Kim Do Yun, South Korea’s fisheries minister.",
        "Kim Do Yun",
        "South Korea’s fisheries minister",
        None,
    ),
    (
        "“We sail,” said J. P. O’Rourke-Smith Jr., a retired judge.",
        "J. P. O’Rourke-Smith Jr.",
        "a retired judge",
        None,
    ),
    ("“We sail,” said Inés de la Peña.", "Inés de la Peña", None, None),
    ("“Is it ready?” asked Lt. Col. Maja Lind.", "Maja Lind", "Lt. Col.", None),
    (
        "“It is ready,” Navy spokesman Vice Admiral Ole Berg told reporters.",
        "Ole Berg",
        "Navy spokesman Vice Admiral",
        "told reporters",
    ),
    (
        "“It is ready,” Prof. Maja Lind warned in a letter to the council.",
        "Maja Lind",
        None,
        "warned in a letter to the council",
    ),
]

NOBODY_BY_NAME: list[Row] = [
    ("“We sail,” a spokesman for the port said.", None, "a spokesman for the port", None),
    (
        "“We sail,” said one official, who spoke on condition of anonymity.",
        None,
        "one official, who spoke on condition of anonymity",
        None,
    ),
    (
        "“We sail,” said a senior official who asked not to be named.",
        None,
        "a senior official who asked not to be named",
        None,
    ),
]

SPANISH: list[Row] = [
    (
        "«Zarpamos al amanecer», dijo Maja Lind, capitana del puerto.",
        "Maja Lind",
        "capitana del puerto",
        None,
    ),
    (
        "“Zarpamos al amanecer”, afirmó el ministro de Puertos, Olaf Berg, el lunes.",
        "Olaf Berg",
        "el ministro de Puertos",
        "el lunes",
    ),
    ("Según Maja Lind, “el barco no está listo todavía”.", "Maja Lind", None, None),
    ("Maja Lind advirtió: “El barco no está listo”.", "Maja Lind", None, None),
]

TITLED: list[Row] = [
    (
        "“It floats,” said Councillor Maja Lind, Mayor of Strand.",
        "Maja Lind",
        "Councillor, Mayor of Strand",
        None,
    ),
    (
        "“It floats,” said the Honourable Maja Lind, Minister of Ferries, at the quay.",
        "Maja Lind",
        "Minister of Ferries",
        "at the quay",
    ),
    ("“It floats,” said Rep. Maja Lind of New Strand.", "Maja Lind", "Rep. of New Strand", None),
    ("“It floats,” said Sen. Maja Lind, D-N.S., on Friday.", "Maja Lind", "Sen., D-N.S.", "on Friday"),
    ("“It floats,” said Doña Maja Lind, who owns the quay.", "Maja Lind", "who owns the quay", None),
    ("“It floats,” said Sheriff Maja Lind, who’s been ill.", "Maja Lind", "Sheriff", None),
]  # fmt: skip

FRENCH: list[Row] = [
    (
        "« Nous partons à l’aube », a déclaré Maja Lind, capitaine du port.",
        "Maja Lind",
        "capitaine du port",
        None,
    ),
    ("« Nous partons à l’aube », explique Maja Lind.", "Maja Lind", None, None),
    (
        "« Nous partons à l’aube », a assuré lundi le maire, Ole Berg.",
        "Ole Berg",
        "le maire",
        "lundi",
    ),
    ("Selon Maja Lind, « le navire n’est pas prêt du tout ».", "Maja Lind", None, None),
    ("Maja Lind : « Nous partons à l’aube. »", "Maja Lind", None, None),
    (
        "« Il flotte », assure Maja Lind, acheteuse pour un hôtel de Lyon. « Bien. »",
        "Maja Lind",
        "acheteuse pour un hôtel de Lyon",
        None,
    ),
    ("Maja Lind est pressée. « Nous partons à l’aube », dit-elle.", "Maja Lind", None, None),
]

GERMAN: list[Row] = [
    (
        "„Wir fahren im Morgengrauen“, sagte Maja Lind, die Hafenmeisterin.",
        "Maja Lind",
        "die Hafenmeisterin",
        None,
    ),
    (
        "„Wir fahren im Morgengrauen“, sagte Hafenmeisterin Maja Lind am Montag.",
        "Maja Lind",
        "Hafenmeisterin",
        "am Montag",
    ),
    (
        "»Wir fahren im Morgengrauen«, erklärte Verkehrsminister Ole Berg.",
        "Ole Berg",
        "Verkehrsminister",
        None,
    ),
    ("Laut Maja Lind ist das Schiff „noch lange nicht bereit“.", "Maja Lind", None, None),
    ("Maja Lind sagte: „Wir fahren im Morgengrauen.“", "Maja Lind", None, None),
]

TABLE = [
    *(("en", *row) for row in ENGLISH + NAMES + TITLED + NOBODY_BY_NAME),
    *(("es", *row) for row in SPANISH),
    *(("fr", *row) for row in FRENCH),
    *(("de", *row) for row in GERMAN),
]


@pytest.mark.parametrize(
    ("lang", "text", "speaker", "role", "context"), TABLE, ids=[row[1] for row in TABLE]
)
def test_the_attribution_gives_speaker_role_and_context(
    lang: str, text: str, speaker: str | None, role: str | None, context: str | None
) -> None:
    found = said(text, lang)

    assert (speaker, role, context) == (found.speaker, found.role, found.context)


def test_a_source_between_commas_outdoes_the_sentence_before() -> None:
    text = (
        "The board has said that the “quiet way” is for others to find. The crew, according to its skipper,"
        " Maja Lind, is “thinking warmly of the board.”"
    )
    assert find_quotations(text).quotations[-1].speaker == "Maja Lind"


BODIES = [
    ("“We sail at dawn,” the Ministry of Ports said in a statement.", "Ministry of Ports", True),
    ("“We sail at dawn,” Greenpeace Norden said.", "Greenpeace Norden", True),
    ("“We sail at dawn,” the company said in an email.", "the company", False),
    ("“We sail at dawn,” the report said.", "the report", False),
]


@pytest.mark.parametrize(("text", "speaker", "named"), BODIES, ids=[row[0] for row in BODIES])
def test_bodies_and_documents_speak_too(text: str, speaker: str, named: bool) -> None:
    found = said(text)

    assert speaker == found.speaker
    if speaker.startswith(("the ", "Ministry")):
        assert (found.kind, found.named) == ("organisation", named)


JOINT = [
    ("“We sail,” Maja Lind and Ole Berg said in a joint letter.", (None, None)),
    ("“We sail,” said baker Maja Lind and gull-watcher Ole Berg.", ("baker", "gull-watcher")),
    ("“We sail,” baker Maja Lind and gull-watcher Ole Berg said.", ("baker", "gull-watcher")),
    (
        "Maja Lind, a baker, and Ole Berg, a gull-watcher, wrote: “We sail.”",
        ("a baker", "a gull-watcher"),
    ),
    (
        "“We sail,” said Maja Lind, the mayor, and Ole Berg, her deputy.",
        ("the mayor", "her deputy"),
    ),
    (
        "“We sail,” mayor Maja Lind and her deputy Ole Berg said in a letter.",
        ("mayor", "her deputy"),
    ),
]


@pytest.mark.parametrize(("text", "roles"), JOINT, ids=[row[0] for row in JOINT])
def test_two_people_can_say_one_thing(text: str, roles: tuple[str | None, ...]) -> None:
    found = said(text)

    assert ("joint", ("Maja Lind", "Ole Berg"), roles) == (found.kind, found.speakers, found.roles)
    assert found.speaker == "Maja Lind and Ole Berg"
