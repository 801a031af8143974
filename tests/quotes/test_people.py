"""Who is meant: later short forms, pronouns, "the minister", namesakes, and when it stays open."""

from __future__ import annotations

import pytest

from digest.quotes.engine import find_quotations
from digest.quotes.export import records_of
from digest.quotes.records import Findings, Quotation


def speakers(text: str) -> list[str | None]:
    return [q.speaker for q in find_quotations(text).quotations if q.kind != "none"]


def last(text: str) -> Quotation:
    return find_quotations(text).quotations[-1]


INTRODUCTION = "“We sail at dawn,” said Transport Minister Maja Lind."

LATER = [
    ("a style and the given name", f"{INTRODUCTION}\n\n“Nobody stays behind,” Dame Maja added."),
    ("a reply that is owned", f"{INTRODUCTION}\n\n“Nobody stays behind,” was Lind’s only answer."),
    ("a family name", f"{INTRODUCTION}\n\n“Nobody stays behind,” Lind added."),
    ("a pronoun", f"{INTRODUCTION}\n\n“Nobody stays behind,” she added."),
    ("an office", f"{INTRODUCTION}\n\n“Nobody stays behind,” the minister added."),
    ("a courtesy title", f"{INTRODUCTION}\n\n“Nobody stays behind,” Ms. Lind added."),
    ("no attribution of its own", f"{INTRODUCTION} “Nobody stays behind.”"),
    ("the full name only later", "“We sail,” Lind said.\n\nThe port belongs to Maja Lind and her crew."),
]  # fmt: skip


@pytest.mark.parametrize("text", [row[1] for row in LATER], ids=[row[0] for row in LATER])
def test_a_later_form_stands_for_the_full_name(text: str) -> None:
    assert {"Maja Lind"} == set(speakers(text))


def test_the_first_of_two_surnames_stands_for_the_full_name() -> None:
    text = "“We sail,” said Rosa Quiroz Mendieta, the mayor.\n\n“At dawn,” Quiroz said."

    assert [q.speaker for q in find_quotations(text).quotations] == ["Rosa Quiroz Mendieta"] * 2


def test_the_first_of_two_surnames_is_not_that_of_somebody_named_later() -> None:
    text = "Rosa Quiroz Mendieta is mayor. “We sail,” Quiroz said.\n\n“At dawn,” said Ole Quiroz."

    assert speakers(text) == ["Rosa Quiroz Mendieta", "Ole Quiroz"]


@pytest.mark.parametrize(
    ("lang", "text", "speaker", "role"),
    [
        ("pt", "“É um contrato”, afirmou o secretário de Energia, Caio Brandt.", "Caio Brandt", "o secretário de Energia"),
        ("pt", "“É molhado”, disse Iara Nunes, líder em Careiro.", "Iara Nunes", "líder em Careiro"),
        ("fr", "« Un pont n’est pas un orgue », a tranché le ministre des Transports, Luc Beau.", "Luc Beau", "le ministre des Transports"),
        ("de", "„Nein“, sagte Jagdpächter Hartwin Lauer.", "Hartwin Lauer", "Jagdpächter"),
        ("en", "“No,” said Rosa do Vale, a baker.", "Rosa do Vale", "a baker"),
        ("en", "“No,” said Karel van ’t Hoff, a baker.", "Karel van ’t Hoff", "a baker"),
        ("en", "“No,” climate and energy minister Rosa Dahl said.", "Rosa Dahl", "climate and energy minister"),
        ("en", "“No,” said the climate and energy minister, Rosa Dahl.", "Rosa Dahl", "the climate and energy minister"),
        ("en", "“No,” joked her neighbour, the grocer Rosa Dahl.", "Rosa Dahl", "the grocer"),
        ("en", "Inmate and gardener Ole B.: “No.”", "Ole B.", "Inmate and gardener"),
        ("de", "„Nein“, sagte der Glockensachverständige Ole Dahl.", "Ole Dahl", "der Glockensachverständige"),
        ("en", "“No,” said Maj. Gen. (ret.) Ole Dahl.", "Ole Dahl", "Maj. Gen. (ret.)"),
        ("en", "“No,” said Prof. Dr. h.c. Ole Dahl.", "Ole Dahl", None),
        ("en", "“No,” said opposition leader Kh. Temuulen.", "Kh. Temuulen", "opposition leader"),
        ("en", "“No,” Roads Minister Eng. Ole Dahl told Radio Vik.", "Ole Dahl", "Roads Minister"),
        ("en", "“No,” Forestry and Fisheries Minister Ole Dahl said.", "Ole Dahl", "Forestry and Fisheries Minister"),
        ("en", "“No,” said Y Dun Kbuor, a grower.", "Y Dun Kbuor", "a grower"),
        ("en", "\"No,\" said cooper Cornelius 'Nelis' van Dalen, who did it.", "Cornelius van Dalen", "cooper"),
        ("de", "„Nein“, sagte Josef „Pepi“ Navratil, Kutscher.", "Josef Navratil", "Kutscher"),
        ("de", "„Nein“, sagte Anna zur Linden, die Wirtin.", "Anna zur Linden", "die Wirtin"),
        ("pt", "“Não vem”, afirmou a ministra do Mar, Rosa Dias, em entrevista.", "Rosa Dias", "a ministra do Mar"),
        ("it", "«Aspetto», spiega Gina De Luca, che gestisce il bar.", "Gina De Luca", "che gestisce il bar"),
        ("it", "«Aspetto», ha detto la professoressa Ottavia de’ Neri.", "Ottavia de’ Neri", "la professoressa"),
        ("de", "Laut Ute Brandt, der Leiterin, ist es „sehr kalt hier“.", "Ute Brandt", "der Leiterin"),
        ("en", "“No,” said Rosa Dahl MP.", "Rosa Dahl", None),
        ("en", "“No,” Rosa Dahl MP, the shadow minister, said.", "Rosa Dahl", "the shadow minister"),
        ("es", "—Hace frío —dijo Luis Paz, vecino de Vico—. Y llueve.", "Luis Paz", "vecino de Vico"),
        ("fr", "« Non », a dit Karel ten Have, facteur.", "Karel ten Have", "facteur"),
        ("fr", "« Non », a dit le père Luc Beau, abbé de Vic.", "Luc Beau", "abbé de Vic"),
        ("es", "“No vino nadie a verlo”, contó a este diario doña Pilar Mora, quien vende pan.", "Pilar Mora", "quien vende pan"),
        ("en", "“No,” said Rosa Dahl, of the charity Big Boots, on Friday.", "Rosa Dahl", "of the charity Big Boots"),
        ("en", "“No,” said Rosa Dahl, 54, of Halden.", "Rosa Dahl", "of Halden"),
        ("en", "“No,” said Rosa Dahl, of course.", "Rosa Dahl", None),
    ],
)  # fmt: skip
def test_names_and_offices_of_other_languages(
    lang: str, text: str, speaker: str, role: str
) -> None:
    (quotation,) = find_quotations(text, lang=lang).quotations

    assert (quotation.speaker, quotation.role) == (speaker, role)


def test_the_role_of_the_first_mention_holds_for_the_later_one() -> None:
    assert last(f"{INTRODUCTION}\n\n“Nobody stays,” Lind added.").role == "Transport Minister"


def test_words_woven_into_a_sentence_belong_to_whom_it_names_at_the_end() -> None:
    text = (
        "“It shows how tired” President Olaf Berg is and “how little he sleeps,” "
        "said palace doctor Maja Lind."
    )

    (quotation,) = find_quotations(text).quotations

    assert (quotation.speaker, len(quotation.parts)) == ("Maja Lind", 2)
    assert [text[clause.start : clause.end].strip() for clause in quotation.clauses] == [
        "said palace doctor Maja Lind."
    ]


def test_the_apposition_names_the_speaker() -> None:
    text = (
        "“I slept well,” said Ole Pett, a retired cook.\n\n“He did not,” said his wife, Mona Pett."
    )

    found = find_quotations(text).quotations

    assert [(q.speaker, q.role) for q in found] == [
        ("Ole Pett", "a retired cook"),
        ("Mona Pett", "his wife"),
    ]


def test_courtesy_titles_tell_namesakes_apart() -> None:
    text = (
        "Maria Holm and her brother Peter Holm own the mill.\n\n"
        "“We grind at night,” Mr. Holm said.\n\n“We sleep by day,” Ms. Holm said."
    )

    assert speakers(text) == ["Peter Holm", "Maria Holm"]


def test_a_courtesy_title_is_nobody_s_who_is_yet_to_be_named() -> None:
    text = (
        "The ferry is late\n\n“We sail,” said Wenlan Evans, a clerk.\n\n“At dawn we sail,” Mr. Evans said.\n\n"
        "“Not I,” said Robert Evans, a cook."
    )
    assert speakers(text) == ["Wenlan Evans", "Wenlan Evans", "Robert Evans"]


def test_a_pronoun_goes_with_its_gender() -> None:
    text = "Maria Holm met Peter Berg at the mill.\n\n“The mill is cold,” he said."

    assert speakers(text) == ["Peter Berg"]


DOERS = [
    ("of another gender", "said driver Rosa Ilves. Beekeeper Henk Dorn", "he", "Henk Dorn"),
    ("of no known gender", "said driver Rosa Ilves. Zork Dorn", "he", "Zork Dorn"),
    ("of the same gender", "said driver Tom Reiner. Beekeeper Henk Dorn", "he", "Henk Dorn"),
    ("in a new paragraph", "said Ingrid Vael.\n\nBeekeeper Henk Dorn", "he", "Henk Dorn"),
    ("but not the pronoun's", "said driver Tom Reiner. Mayor Anna Bell", "he", "Tom Reiner"),
]


@pytest.mark.parametrize(
    ("before", "pronoun", "speaker"), [row[1:] for row in DOERS], ids=[row[0] for row in DOERS]
)
def test_a_pronoun_is_whoever_just_did_something(before: str, pronoun: str, speaker: str) -> None:
    text = (
        f"“The bees got out,” {before} collected them in a hat. “They are tired,” {pronoun} said."
    )

    assert (last(text).speaker, last(text).rivals) == (speaker, ())


TRADES = [
    ("Beekeeper Henk Dorn", "Henk Dorn", "Beekeeper"),
    ("Plumber Zork Dorn", "Zork Dorn", "Plumber"),
    ("Clockmaker Zork Dorn", "Zork Dorn", "Clockmaker"),
    ("Trapper Henk Dorn", "Henk Dorn", "Trapper"),
    ("Hunter Lee Dorn", "Hunter Lee Dorn", None),
    ("Spencer Ray Dorn", "Spencer Ray Dorn", None),
    ("Nestor Henk Dorn", "Nestor Henk Dorn", None),
    ("Christian Henk Dorn", "Christian Henk Dorn", None),
]


@pytest.mark.parametrize(("words", "name", "role"), TRADES, ids=[row[0] for row in TRADES])
def test_a_trade_that_opens_a_sentence_is_no_name(words: str, name: str, role: str | None) -> None:
    quotation = last(f"{words} came at noon. “The bees are tired,” Dorn said.")

    assert (quotation.speaker, quotation.role) == (name, role)


GENITIVES = [
    ("Krügers Stellvertreter Mehmet Aydın", "Mehmet Aydın", "Krügers Stellvertreter"),
    ("Lindes Bruder Otto Berg", "Otto Berg", "Lindes Bruder"),
    ("Jonas Peter Berg", "Jonas Peter Berg", None),
]


@pytest.mark.parametrize(("words", "name", "role"), GENITIVES, ids=[row[0] for row in GENITIVES])
def test_a_german_genitive_and_its_noun_are_a_role(words: str, name: str, role: str | None) -> None:
    text = f"{words} sagte: „Wir fangen von vorn an.“"

    (quotation,) = find_quotations(text, lang="de").quotations
    assert (quotation.speaker, quotation.role) == (name, role)


@pytest.mark.parametrize("dash", ["-", "--", "–", "—"])
def test_a_signature_behind_a_dash_is_sure(dash: str) -> None:
    quotation = last(f"The council met.\n\n“ok then” {dash} Tom Reiner, mayor of Corvale")

    assert (quotation.speaker, quotation.role) == ("Tom Reiner", "mayor of Corvale")
    assert quotation.confidence >= 0.9


def test_an_organisation_is_known_by_its_short_form() -> None:
    text = (
        "“The gates stay open,” the Ministry of Water said in a statement.\n\n"
        "The ministry added that its engineers “remain on site day and night.”"
    )

    assert speakers(text) == ["Ministry of Water", "Ministry of Water"]


def test_the_unnamed_get_no_name() -> None:
    text = (
        "Maja Lind runs the port.\n\n“We are afraid,” said a docker who did not want to be named."
    )

    assert [(q.speaker, q.kind) for q in find_quotations(text).quotations] == [(None, "anonymous")]


NOBODY = [
    "The film “The Long Night of the Harbour” opens on Friday.",
    "Maja Lind wrote the book “A Short History of Salt” in a winter.",
    "The so-called “ghost” of the mill is an owl.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_words_that_nobody_said_get_no_speaker_and_are_not_exported(text: str) -> None:
    findings = find_quotations(text)

    assert {"none"} == {q.kind for q in findings.quotations}
    assert list(records_of("story", findings)) == []


def test_two_possible_people_are_both_named_in_a_doubt() -> None:
    text = "Erik Holm and Peter Berg argued in the mill.\n\n“The mill is cold,” he said."

    findings = find_quotations(text)

    (doubt,) = findings.doubts
    assert doubt.code == "ambiguous-speaker"
    assert "Erik Holm" in doubt.message
    assert "Peter Berg" in doubt.message
    assert findings.quotations[0].confidence < 0.8


def test_known_people_complete_a_name() -> None:
    text = "“We sail at dawn,” Lind said."

    (quotation,) = find_quotations(text, people=("Maja Lind", "Ole Berg")).quotations

    assert quotation.speaker == "Maja Lind"


def test_known_people_of_one_family_name_do_not_complete_it() -> None:
    text = "“We sail at dawn,” Lind said."

    (quotation,) = find_quotations(text, people=("Maja Lind", "Ole Lind")).quotations

    assert quotation.speaker == "Lind"


def test_records_hold_what_the_command_prints() -> None:
    text = "“We sail at dawn,” mayor Maja Lind told reporters."

    assert list(records_of("story", find_quotations(text))) == [
        {
            "article": "story",
            "parts": [{"start": 1, "end": 17}],
            "speaker": "Maja Lind",
            "role": "mayor",
            "context": "told reporters",
        }
    ]


def test_a_text_without_marks_has_no_findings() -> None:
    assert Findings() == find_quotations("The port was quiet, Maja Lind said.")


CLAUSES = [
    ("“We sail,” said Maja Lind. “At dawn.”", ["said Maja Lind."]),
    ("“We sail,” Maja Lind, the mayor, told reporters.", ["Maja Lind, the mayor, told reporters."]),
    ("Maja Lind told reporters: “We sail.”", ["Maja Lind told reporters:"]),
    ("“We sail,” Maja Lind and Ole Berg said.", ["Maja Lind and Ole Berg said."]),
    ("“We sail,” said Maja Lind, adding that the cook was ill. “At dawn.”", []),
    ("The mayor is “tired of the sea,” Maja Lind said.", ["Maja Lind said."]),
]


@pytest.mark.parametrize(("text", "clauses"), CLAUSES, ids=[row[0] for row in CLAUSES])
def test_clauses_are_the_narration_that_only_says_who_spoke(text: str, clauses: list[str]) -> None:
    (quotation,) = find_quotations(text).quotations

    assert clauses == [text[clause.start : clause.end].strip() for clause in quotation.clauses]


NAMED = [
    ("a word of the headline", "Calm Lind wins over the harbour\n\nThe ferry is Lind’s. “We sail,” Lind said.\n\n“At dawn,” Lind said, and Halden cheered for Maja Lind.", "Maja Lind"),
    ("the friend of somebody", "“That is an odd fact,” said Holm ally Jonas Berg.", "Jonas Berg"),
    ("the secretary of a house", "“It is late,” the Grey House press secretary, Jonas Ernst, said on Tuesday.", "Jonas Ernst"),
    ("a day between name and verb", "Erik Priebus came. Priebus later Thursday told Halden Radio: “It is late.”", "Erik Priebus"),
    ("a day behind a name", "Erik Holm came. “It is late,” Holm Thursday told Halden Radio.", "Erik Holm"),
    ("another spelling of the same name", "Philip Lind has a ferry. “We sail,” said Phillip Lind. Phillip Lind left. “At dawn,” Lind said.", "Phillip Lind"),
    ("a family name that is a month", "Teresa May, a grower, rose. “It is late,” May said.", "Teresa May"),
    ("accents read in the wrong encoding", "“We sail,” said President Enrique PeÃ±a. “At dawn,” PeÃ±a added.", "Enrique Peña"),
    ("a family name that is an office", "Karl Chamberlain, a grower, rose. “It is late,” Chamberlain said.", "Chamberlain"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), [c[1:] for c in NAMED], ids=[c[0] for c in NAMED])
def test_what_stands_beside_a_name_is_no_part_of_it(text: str, speaker: str) -> None:
    assert {q.speaker for q in find_quotations(text).quotations} == {speaker}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("In the clip, the Zorvia-linked Islamic extremist cleric Omar al-Vik is shown saying: “Take heed of history.”", "Omar al-Vik"),
        ("In the clip, the hard-line Muslim preacher Omar al-Vik is shown saying: “Take heed of history.”", "Omar al-Vik"),
        ("According to Stone Tower-era papers from Ada Holm, the skipper Rosa Dahl had called the crew “a band of idle poets.”", "Rosa Dahl"),
    ],
)  # fmt: skip
def test_adjectives_made_of_a_name_are_no_name(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


WRITTEN = [
    ("said in it", "“We paid,” the Halden Bank said in a statement.\n\n“It was a mistake,” the statement said.", "Halden Bank"),
    ("led by it", "In a statement, mayor Ada Holm regretted it. “It was wrong of us,” the statement read.", "Ada Holm"),
    ("issued it", "President Berg released a statement condemning the attack.\n\n“We stand with Vik,” the statement said.", "Berg"),
    ("issued by", "A statement issued by the Halden Party was short. The statement asked for “the right to decide.”", "Halden Party"),
    ("sent from", "An email was sent from the club’s director, Jon Berg, to all. The email said, “We wind down.”", "Jon Berg"),
    ("provided, a paper says", "The Herald said Peter Cook, a spokesman, provided a statement.\n\n“He sees a mistake,” the statement said.", "Peter Cook"),
    ("wrote", "“We win two states,” skipper Rob Moor wrote. “We row in each of them” too, the memo stated.", "Rob Moor"),
    ("confirmed", "The Harbour Bank confirmed it.\n\nAccording to the statement, Dahl came. “He spoke to us,” the statement read.", "Harbour Bank"),
    ("her own", "Maja Lind kept quiet. Later she sold the boat. Her letter said, “I shall come back to Vik.”", "Maja Lind"),
    ("filed after", "It was about his boat, after Nils Berg filed a petition to stop Dahl. The petition wants “an end to it.”", "Nils Berg"),
    ("issued by a campaign", "A statement issued by the Dahl campaign late Tuesday was short. “We row on,” the statement said.", "the Dahl campaign"),
    ("received it", "Ole Dahl received a letter. “It was wrong of us,” the letter said.", "the letter"),
    ("waved it", "Ole Dahl waved a letter at them. “It was wrong of us,” the letter said.", "the letter"),
    ("sent it to somebody", "Nils Berg sent a text message to Rosa Holm saying: “We won, with your help.”", "Nils Berg"),
    ("sent it to many", "Nils Berg’s campaign sent a message to the members saying: “We won, with your help.”", "Nils Berg’s campaign"),
    ("of nobody known", "A letter hung on a wall. Ole Dahl saw it. “It was wrong of us,” the letter said.", "the letter"),
    ("of several voices", "Ole Dahl wrote a report. “It was wrong of them,” the poll said.", "the poll"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "speaker"), [row[1:] for row in WRITTEN], ids=[row[0] for row in WRITTEN]
)
def test_a_document_speaks_for_whoever_wrote_it(text: str, speaker: str) -> None:
    assert last(text).speaker == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Maja Lind lost; the Berg campaign sang. “We come back,” Ms. Lind’s campaign said.", "Maja Lind’s campaign"),
        ("Maja Lind lost; the Berg campaign sang. “We come back,” her campaign said.", "Maja Lind’s campaign"),
        ("“We come back,” Jon Hess’s campaign said. “At dawn,” the campaign said.", "Jon Hess’ campaign"),
        ("Maja Lind’s campaign sent out an email. “We need you all,” the email said.", "Maja Lind’s campaign"),
        ("“Nobody may leave,” Ostland’s foreign ministry said. “Not now,” the ministry said.", "Ostland’s foreign ministry"),
        ("“We come back,” the Berg campaign said. “At dawn,” the campaign said.", "the Berg campaign"),
        ("“We come back,” the campaign said.", "the campaign"),
        ("Maja Lind stayed away. “She is ill,” Lind’s office said.", "Maja Lind’s office"),
    ],
)  # fmt: skip
def test_a_campaign_is_told_by_whom_it_belongs_to(text: str, speaker: str) -> None:
    found = last(text)

    assert (found.speaker, found.kind) == (speaker, "organisation")
    assert found.named == (speaker != "the campaign")


BODIES = [
    ("a newspaper that is told", "Ole Dahl told the Halden Herald it was late. “He is always late,” the newspaper wrote.", "Halden Herald"),
    ("a news outlet", "Halden News has a list. The law applies “when people lie,” according to the news outlet.", "Halden News"),
    ("no newspaper", "The board wants a bridge. “He is always late,” the newspaper wrote.", "the newspaper"),
    ("a group, and no newspaper", "Halden Lives Matter withdrew. The streets were full, the Sun-Times reported.\n\n“We were afraid,” the group said.", "Halden Lives Matter"),
    ("a company, and no newspaper", "The Halden Post reported on it. “We ask for nothing,” the company said.", "the company"),
    ("no company, but somebody who may be a person", "“I found it,” Wambui Kariithi told us.\n\n“They remain ours,” the airline said.", "the airline"),
    ("no company, but somebody with a trade", "Skipper Umbo Fal spoke of the mast. “We ask for nothing,” the company said.", "the company"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "speaker"), [row[1:] for row in BODIES], ids=[row[0] for row in BODIES]
)
def test_a_newspaper_is_no_group_and_a_group_no_newspaper(text: str, speaker: str) -> None:
    assert last(text).speaker == speaker


GOLF = "For years Ole Dahl admired the mayor. Mr. Dahl met the mayor at a golf club."


@pytest.mark.parametrize(
    ("phrase", "speaker"),
    [
        ("the property developer", "Ole Dahl"),
        ("the retired surgeon", "Ole Dahl"),
        ("the tall, soft-spoken surgeon", "Ole Dahl"),
        ("the developer", None),
        ("the young developer", None),
        ("the retired visitor", None),
    ],
)
def test_a_trade_that_tells_more_is_whom_the_text_is_about(
    phrase: str, speaker: str | None
) -> None:
    assert speakers(f"{GOLF}\n\n“He is a good golfer,” {phrase} said.") == [speaker]


def test_a_trade_that_tells_more_is_nobody_who_is_known_by_another() -> None:
    text = "“We sail,” said ferry owner Ole Dahl.\n\n“Soup,” the galley technician said."

    assert speakers(text) == ["Ole Dahl", None]


def test_a_trade_that_tells_more_is_nobody_where_two_come_near() -> None:
    text = "Ole Dahl and Jon Berg rowed to Vik.\n\n“It was a long way,” the retired surgeon said."

    assert speakers(text) == [None]


def test_a_sentence_that_begins_behind_an_abbreviation_adds_nothing_to_a_name() -> None:
    text = "Nils Berg spoke of the attacks in the U.S. He says “nobody needs any more.”"

    assert speakers(text) == ["Nils Berg"]


def test_a_document_named_by_a_place_is_not_the_place() -> None:
    assert (
        last("She has a new Ohio ad, which notes “how much she would like to win.”").named is False
    )


def test_a_trade_that_tells_more_may_be_whom_an_article_names_again_and_again() -> None:
    text = "Mayor Ole Dahl rowed to Vik. " + "Dahl sang. " * 5

    assert speakers(f"{text}\n\n“It was long,” the retired surgeon said.") == ["Ole Dahl"]


def test_a_given_name_that_is_a_verb_opens_a_sentence() -> None:
    text = "Jack Dahl slept. Hope Dahl slept too. “We row,” said Hope Dahl.\n\n“At dawn,” she said."

    assert speakers(text) == ["Hope Dahl", "Hope Dahl"]


def test_a_house_that_bears_a_family_name_is_none_of_the_family() -> None:
    text = (
        "Die Bäckerei Müller schließt. Inhaber Eckart Müller findet keinen Nachfolger.\n\n"
        "»Hundert wäre eine runde Zahl gewesen«, sagte Müller am Dienstag.\n\n"
        "Seine Tochter Anneke Müller sagte, sie wolle »niemals um zwei Uhr aufstehen«."
    )
    found = find_quotations(text, lang="de").quotations
    assert [one.speaker for one in found] == ["Eckart Müller", "Anneke Müller"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "“We close,” said Maja Dahl, a baker.\n\nThe mayor said: “I close one day too.”"),
        (
            "es",
            "«Cerramos», dijo Maja Dahl, dueña del bar.\n\nEl alcalde dijo: «Yo también cierro.»",
        ),
    ],
)
def test_an_office_is_nobodys_who_has_another_trade(lang: str, text: str) -> None:
    assert [one.speaker for one in find_quotations(text, lang=lang).quotations] == [
        "Maja Dahl",
        None,
    ]
