"""Which words stand between quotation marks: all kinds of marks, and marks left out."""

from __future__ import annotations

import pytest

from digest.quotes.engine import find_quotations
from digest.quotes.marks import find_stretches

MARKS = [
    ("curly", "Lind said: “We sail at dawn.”", ["We sail at dawn."]),
    ("straight", 'Lind said: "We sail at dawn."', ["We sail at dawn."]),
    ("two single signs", "Lind said: ''We sail at dawn.''", ["We sail at dawn."]),
    ("opened curly, closed straight", 'Lind said: “We sail at dawn."', ["We sail at dawn."]),
    ("guillemets", "Lind dit : « Nous partons. »", ["Nous partons."]),
    ("guillemets inwards", "Lind sagte: »Wir fahren.«", ["Wir fahren."]),
    ("single guillemets", "Lind sagte: ‹Wir fahren heute.›", ["Wir fahren heute."]),
    ("low and high", "Lind sagte: „Wir fahren.“", ["Wir fahren."]),
    ("low and closing", "Lind sagte: „Wir fahren.”", ["Wir fahren."]),
    ("the same mark twice", "Lind sade: ”Vi seglar i gryningen.”", ["Vi seglar i gryningen."]),
    ("single curly", "Lind said: ‘We sail at dawn.’", ["We sail at dawn."]),
    ("single straight", "Lind said: 'We sail at dawn.'", ["We sail at dawn."]),
    ("corner brackets", "Lind said: 「We sail at dawn.」", ["We sail at dawn."]),
    ("apostrophes inside", "Lind said: ‘It’s the crew’s day.’", ["It’s the crew’s day."]),
    ("a quotation inside", "“She said, ‘Wait for me,’ and left,” said Lind.", ["She said, ‘Wait for me,’ and left,"]),
    ("double within single", "‘It is the “best” ship,’ said Lind. ‘We “know” it.’", ["It is the “best” ship,", "We “know” it."]),
    ("straight double within straight single", "'We said, \"Now.\" Then it sank,' said Lind.", ['We said, "Now." Then it sank,']),
    ("the same marks inside", "“Our ship “Aurora” sails at dawn,” said Lind.", ["Our ship “Aurora” sails at dawn,"]),
    ("brackets and ellipses", "“They [the crew] are … ready […],” said Lind.", ["They [the crew] are … ready […],"]),
    ("two stretches", "“We sail,” said Lind, “at dawn.”", ["We sail,", "at dawn."]),
    ("apostrophes alone", "The crew’s ’90s ship isn’t the ’tweens’ ship.", []),
    ("inches and feet", "The mast is 5'10\" tall and the rope 6' long.", []),
    ("a nickname", "Ole “Fish” Berg left the port.", []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"), [row[1:] for row in MARKS], ids=[row[0] for row in MARKS]
)
def test_the_words_between_the_marks_are_found(text: str, words: list[str]) -> None:
    assert words == [text[s.start : s.end] for s in find_stretches(text).stretches]


def test_a_mark_that_never_closes_ends_with_its_paragraph_and_is_reported() -> None:
    text = "“We sail at dawn, said Maja Lind.\n\nThe crew slept.\n\nNobody woke."

    findings = find_quotations(text)

    assert [doubt.code for doubt in findings.doubts if doubt.at == 0] == ["unclosed-mark"]
    assert all(part.end <= text.index("\n") for q in findings.quotations for part in q.parts)


CUT = [
    ("I was tired and I slept, he told reporters.", "I was tired and I slept,"),
    ("I was tired and I slept, Maja Lind said on Monday.", "I was tired and I slept,"),
    ("I was tired and I slept, said harbour master Maja Lind of Halden.", "I was tired and I slept,"),
    ("I was tired and I slept, Lind, the harbour master, said.", "I was tired and I slept,"),
    ("Why should I sleep? the mayor asked. The crew laughed.", "Why should I sleep?"),
    ("I was tired, she said it would rain.", "I was tired, she said it would rain."),
]  # fmt: skip


@pytest.mark.parametrize("mark", ['"', "“"])
@pytest.mark.parametrize(("line", "words"), CUT, ids=[row[1] for row in CUT])
def test_words_without_a_closing_mark_end_before_who_said_them(
    line: str, words: str, mark: str
) -> None:
    text = f"Mayor Tom Reiner came.\n\n{mark}{line}\n\n“We sail,” said Rosa Ilves."

    findings = find_quotations(text)

    first = findings.quotations[0].parts[0]
    assert text[first.start : first.end] == words


@pytest.mark.parametrize("between", ["\n\n", " "])
def test_words_without_a_closing_mark_are_not_joined_with_another_speaker_s(between: str) -> None:
    first = 'Mayor Tom Reiner came. "I was tired and I slept, he told reporters.'
    text = f'{first}{between}"We accept it," said Rosa Ilves.'

    findings = find_quotations(text)

    said = [(q.speaker, len(q.parts)) for q in findings.quotations]
    assert said == [("Tom Reiner", 1), ("Rosa Ilves", 1)]
    assert [doubt.code for doubt in findings.doubts] == ["unclosed-mark"]


def test_words_without_a_closing_mark_or_an_attribution_are_never_sure() -> None:
    text = 'Mayor Tom Reiner said: "I was tired and I slept. The crew went home.\n\nNobody came.'

    (quotation,) = find_quotations(text).quotations

    assert quotation.confidence < 0.3


def test_a_closing_mark_may_wait_for_the_last_paragraph() -> None:
    text = "“The first day was long,” said Maja Lind. “The second was longer.\n\n“The third never came.”"

    findings = find_quotations(text)

    (quotation,) = findings.quotations
    assert (quotation.speaker, len(quotation.parts)) == ("Maja Lind", 3)
    assert not [doubt for doubt in findings.doubts if doubt.code == "unclosed-mark"]


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    text = (
        "“We sail at dawn and nobody stays behind in the harbour, not even the cook\n"
        "who has asked for it every year since we bought the ship from the navy,”\n"
        "said Maja Lind."
    )

    (quotation,) = find_quotations(text).quotations

    assert (quotation.speaker, len(quotation.parts)) == ("Maja Lind", 1)


def test_marks_and_offsets_are_code_points() -> None:
    text = "🚢🚢 “We sail 🌊 at dawn,” said Maja Lind."

    (quotation,) = find_quotations(text).quotations

    assert text[quotation.parts[0].start : quotation.parts[0].end] == "We sail 🌊 at dawn,"
    assert text[quotation.marked[0].start : quotation.marked[0].end] == "“We sail 🌊 at dawn,”"
