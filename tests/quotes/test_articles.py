"""Who said each stretch of a little article: forms that stand beside one another in the news."""

from __future__ import annotations

import pytest

from digest.quotes.engine import find_quotations

ARTICLES: list[tuple[str, str, list[str | None]]] = [
    ("marks left open", "“The first goes on.\n\n“The second too.\n\n“The third closes,” said Peter Novak, a farmer.", ["Peter Novak"] * 3),
    ("interrupted", "“The law,” argued Senator Rosa Ortiz, “is clear.”", ["Rosa Ortiz"] * 2),
    ("a pause within a sentence", "“If we lose” — Berg laughed — “we go home.” Jon Berg is a coach.", ["Jon Berg"] * 2),
    ("woven", "“How desperate” President Marek has become and “an indication of his plight,” said Jon Berg.", ["Jon Berg"] * 2),
    ("an answer", "“You broke it,” Lola Balogun told Ken Adeyemi. “I did not,” he replied.", ["Lola Balogun", "Ken Adeyemi"]),
    ("he and she", "Mr. Brown met Mrs. Brown. “I never lied,” she said. “That is false,” he said.", ["Brown", "Brown"]),
    ("namesakes by courtesy", "“Sell,” Maria Lopez said.\n\n“Never,” Juan Lopez said.\n\n“You must,” said Ms. Lopez.", ["Maria Lopez", "Juan Lopez", "Maria Lopez"]),
    ("namesakes by office", "Governor Bill Lee and Mayor Barbara Lee met. “Not yet,” Gov. Lee said.", ["Bill Lee"]),
    ("an office of several words", "“It is over,” said former Secretary of State Madeleine Hart.", ["Madeleine Hart"]),
    ("another of them", "Secretary of Health and Human Services Xavier Ruiz said it was “over for good.”", ["Xavier Ruiz"]),
    ("a joined rank", "“It holds,” Colonel-General Oleksandr Hrytsenko wrote.", ["Oleksandr Hrytsenko"]),
    ("a suffix behind a name like a title", "“Not one acre,” said Rev. Dr. Martin Luther King Jr., the pastor.", ["Martin Luther King Jr."]),
    ("a regnal number", "“We stay,” said Queen Ingrid II. “We always did,” the queen said.", ["Ingrid II"] * 2),
    ("family name first", "Kim Jo Nam and Kim Yo Sol came. “Ready,” Kim Yo Sol said. “Always,” Kim Jo Nam added.", ["Kim Yo Sol", "Kim Jo Nam"]),
    ("a body's initials", "“We are at a crossroads,” the WHO chief said. Tedros Haile is the WHO chief.", ["Tedros Haile"]),
    ("a dateline", "OSLO -- President Marek, leaving the museum on Sunday, said it was “a story of suffering and delight.”", ["Marek"]),
    ("capitals and a colon", "LIND: “We must act.”\n\nBERG: “We did.”\n\nMara Lind and Jon Berg debated on television.", ["Mara Lind", "Jon Berg"]),
    ("introduced by the sentence before", "Ana Ruiz put it bluntly.\n\n“Enough is enough.”", ["Ana Ruiz"]),
    ("a statement from somebody", "“Nine years is enough,” read a statement from Ana Lima.", ["Ana Lima"]),
    ("in the words of", "The treaty was “a piece of paper and nothing more,” in the words of Hans Gruber.", ["Hans Gruber"]),
    ("a body's pronoun", "The Ministry of Finance rejected it. “It is baseless,” it said.", ["Ministry of Finance"]),
    ("another's words within", "Eva Stern, whom Hale called “the best mayor,” left. Tom Hale stayed.", ["Tom Hale"]),
    ("unnamed with a role", "“It was chaos,” said a senior official who asked not to be named. Dan Obi was away.", [None]),
    ("protesters", "“Go home,” shouted one protester. “Shame on you,” shouted another.", [None, None]),
    ("joint", "In their letter, Ana Lima and Wei Chen wrote that “nine years is enough for anybody.”", ["Ana Lima and Wei Chen"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "speakers"), [row[1:] for row in ARTICLES], ids=[row[0] for row in ARTICLES]
)
def test_each_stretch_has_its_speaker(text: str, speakers: list[str | None]) -> None:
    found = [q for q in find_quotations(text).quotations if q.kind != "none"]

    assert [q.speaker for q in found for _ in q.parts] == speakers


OTHERS = [
    ("fr", "« On va gagner », a assuré à l’AFP Eva Stern, présidente du parti.", "Eva Stern"),
    ("fr", "Pour Claire Dubois, ministre de la Santé, « il faut agir vite ».", "Claire Dubois"),
    ("de", "Laut Finanzminister Otto Klein ist das „völlig unrealistisch und gefährlich“.", "Otto Klein"),
    ("de", "Bundeskanzlerin Petra Vogel: „Wir werden das gemeinsam schaffen.“", "Petra Vogel"),
    ("es", "Según el presidente Luis Arcos, «la crisis ha terminado».", "Luis Arcos"),
    ("es", "«Ganaremos», declaró a Efe la portavoz del partido, Eva Sanz.", "Eva Sanz"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "speaker"), OTHERS)
def test_other_languages_have_their_own_forms(lang: str, text: str, speaker: str) -> None:
    assert [q.speaker for q in find_quotations(text, lang=lang).quotations] == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker", "rival"),
    [
        ("Ada Holm and Bill Holm were there. “We are happy,” Holm said.", "Bill Holm", "Ada Holm"),
        ("Sen. Rosa Ortiz and Sen. Tom Hale spoke. “It is over,” the senator said.", "Rosa Ortiz", "Tom Hale"),
    ],
)  # fmt: skip
def test_where_the_text_does_not_decide_both_are_named(text: str, speaker: str, rival: str) -> None:
    findings = find_quotations(text)
    (quotation,) = findings.quotations

    assert {quotation.speaker, *quotation.rivals} == {speaker, rival}
    assert quotation.confidence <= 0.5
    assert [doubt.code for doubt in findings.doubts] == ["ambiguous-speaker"]


def test_so_called_words_are_nobody_s() -> None:
    found = find_quotations(
        "The so-called “zero tolerance” policy was “a disaster,” Ana Ruiz said."
    )

    assert [q.speaker for q in found.quotations] == [None, "Ana Ruiz"]


def test_what_somebody_did_is_no_part_of_the_role() -> None:
    found = find_quotations(
        "Ana Ruiz, the consumer ombudswoman, sat in the second row. “Eleven crowns,” she said."
    )

    assert [(q.speaker, q.role) for q in found.quotations] == [
        ("Ana Ruiz", "the consumer ombudswoman")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Holm sagte dem „Hafenblatt“: „Wir prüfen den Rasen.“",
        "Ada Holm sagte dem »Hafener Boten«, sie wolle »niemals um zwei Uhr aufstehen«.",
    ],
)
def test_a_papers_name_in_marks_is_not_said(text: str) -> None:
    paper, said = find_quotations(text, lang="de").quotations
    assert (paper.speaker, paper.kind) == (None, "none")
    assert said.speaker == "Ada Holm"
