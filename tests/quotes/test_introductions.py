"""People whom an article brings in by the way: named within a clause, by kin, by an office, or not at all."""

from __future__ import annotations

import pytest

from digest.quotes.engine import find_quotations

Row = tuple[str, str, str | None, str | None]  # lang, text, speaker, role

NAMED_BY_THE_WAY: list[Row] = [
    ("en", "A drummer, who gave her name only as Pia, said it was “not for the faint of heart.”", "Pia", "A drummer"),
    ("en", "“I saw it,” said a shepherd named Oskar.", "Oskar", "a shepherd"),
    ("en", "“I saw it,” said a ferryman known on the island as Old Tam.", "Old Tam", "a ferryman"),
    ("en", "“No,” said Lind’s brother, Ivo, who sold his boat.", "Ivo", "Lind’s brother"),
    ("en", "“No,” the secretary of the Boat Owners’ League, Ada Holm, said.", "Ada Holm", "the secretary of the Boat Owners’ League"),
    ("en", "“No,” said Lind’s coach, Sister Ada Holm.", "Ada Holm", "Lind’s coach"),
    ("en", "“No,” said District Officer Amos ole Tepesi.", "Amos ole Tepesi", "District Officer"),
    ("en", "“No,” said Otgon, a herder who, like most, has one name.", "Otgon", "a herder who, like most, has one name"),
    ("en", "“No,” said Ada Holm of the harbour board.", "Ada Holm", "of the harbour board"),
    ("en", "“Pay me,” said a woman in Halden, giving her name as Mama Ri.", "Mama Ri", "a woman in Halden"),
    ("en", "“No,” said his dogsitter, Ivo.", "Ivo", "his dogsitter"),
    ("en", "“No,” said the Lord Chamberlain, Lord Ada Holm.", "Ada Holm", "the Lord Chamberlain"),
    ("en", "“No,” said Head of Government Núria Pons i Sala.", "Núria Pons i Sala", "Head of Government"),
    ("en", "“No,” the detective, Inspector ʻAna Holm, said.", "ʻAna Holm", "the detective, Inspector"),
    ("en", "“It is a pump,” is how naval historian Ada Holm put it.", "Ada Holm", "naval historian"),
    ("en", "“Not me,” said one of the two applicants, a welder from Halden.", None, "one of the two applicants, a welder from Halden"),
    ("en", "A Norwegian diplomat, speaking on condition of anonymity, said that she “was not amused by it.”", None, "A Norwegian diplomat, speaking on condition of anonymity"),
    ("de", "„Nein“, so der Ingenieur Jan Kowal vom Hersteller Railnord.", "Jan Kowal", "der Ingenieur"),
    ("en", "“No,” said Const. Ada Holm.", "Ada Holm", "Const."),
    ("en", "“No,” County Clerk Ada Holm-Lind told the Halden Leader.", "Ada Holm-Lind", "County Clerk"),
    ("en", "“Not me,” said one of the nine, who would not be named.", None, "one of the nine, who would not be named"),
    ("en", "Ada Holm, 80, crosses the square for company. “It talks to me,” says Holm.", "Ada Holm", None),
    ("en", "“I heard nothing.” — Referee Ada Holm", "Ada Holm", "Referee"),
    ("pt", "“Quem cai não paga”, resumiu o presidente da câmara, Rui Prado.", "Rui Prado", "o presidente da câmara"),
    ("pt", "“O mar é de todos”, disse Rute Prado, que vende peixe.", "Rute Prado", "que vende peixe"),
    ("en", "“No,” said a shepherd who was too shy to give his name, patting his dog.", None, "a shepherd who was too shy to give his name"),
    ("en", "“No,” grumbled Sunday Okafor, a conductor.", "Sunday Okafor", "a conductor"),
    ("en", "“No,” said rail historian Ada Holm.", "Ada Holm", "rail historian"),
    ("en", "“No,” said fire chief Ada Holm.", "Ada Holm", "fire chief"),
    ("en", "“No,” said her neighbour on the next island, the Danish poet Ada Holm.", "Ada Holm", "the Danish poet"),
    ("en", "“No,” an official of the All Halden Guards’ Council said.", None, "an official of the All Halden Guards’ Council"),
    ("en", "Lind’s brother-in-law, Jon Berg, lost by four votes. “It was close,” he said.", "Jon Berg", "Lind’s brother-in-law"),
    ("en", "“No,” the Venerable Ugen Lhaden said. He is the abbot of Tarno monastery.", "Ugen Lhaden", "the Venerable"),
    ("en", "“No,” a mechanic who cleans the boat admitted.", None, "a mechanic who cleans the boat"),
    ("en", "“No,” said Captain Halima Sheikh Doon.", "Halima Sheikh Doon", "Captain"),
    ("en", "“No,” said Ada Holm, smiling.", "Ada Holm", None),
    ("de", "Klimaforscher Ole Berg hielt die Rede: „Das Eis hat uns nicht verlassen.“", "Ole Berg", "Klimaforscher"),
    ("de", "„Das war 1985“, erinnert sich Hüttenwirtin Ada Holm.", "Ada Holm", "Hüttenwirtin"),
    ("es", "«¿Quién paga?», preguntó un policía que custodia el lago.", None, "un policía que custodia el lago"),
    ("en", "“No,” said Police Commissioner Ada Holm-Lind.", "Ada Holm-Lind", "Police Commissioner"),
    ("en", "“No,” said Halden Office of Tourism spokesperson Ada Holm.", "Ada Holm", "Halden Office of Tourism spokesperson"),
    ("en", "“No,” her dogsitter, Ivo, whispered.", "Ivo", "her dogsitter"),
    ("fr", "« Il chante à minuit », s’est plainte Ada Holm, restauratrice.", "Ada Holm", "restauratrice"),
    ("es", "«No», dijo Rosa Abad de la Universidad de Halden.", "Rosa Abad", None),
    ("es", "«No», lamentó Rosa Abad, de 84 años, vecina del puerto.", "Rosa Abad", "vecina del puerto"),
    ("de", "„Nein“, erklärte Jan Kowal, Koch aus Halden, nach der Wahl.", "Jan Kowal", "Koch aus Halden"),
    ("de", "Die Hafenmeisterin, Ilse Krahn, ist froh. „Endlich“, sagt sie.", "Ilse Krahn", "Die Hafenmeisterin"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "speaker", "role"), NAMED_BY_THE_WAY)
def test_a_name_within_a_clause_has_its_role(
    lang: str, text: str, speaker: str | None, role: str | None
) -> None:
    (found,) = (q for q in find_quotations(text, lang=lang).quotations if q.kind != "none")

    assert (found.speaker, found.role) == (speaker, role)


PRONOUNS = [
    ("Jon Berg sells oil. His wife, a nurse named Ada, comes along. “It stinks,” she said.", "Ada", "a nurse"),
    ("Ada Holm spoke first. The mayor, Jon Berg, stood up. “Enough,” he said.", "Jon Berg", "The mayor"),
    ("“No,” Jon Berg said. In Halden, perfumer Mette Holm tried both. “Yes,” she said.", "Mette Holm", "perfumer"),
    ("“No,” Minister Jon Berg said.\n\nOle Lund plays the fiddle.\n\nAsked how long it might last, Lund smiled. “Two days,” he said.", "Ole Lund", None),
    ("Jon Berg flies. “There is a smell,” a mechanic admitted. He would not be named. “It is the goats,” he said.", None, "a mechanic"),
    ("Jon Berg is an ecologist. Asked if Norway would take one, a spokeswoman paused. “In principle,” she said.", None, "a spokeswoman"),
    ("The growers object, and their chairman, Ole Lund, has written a letter. “Our roots are deep,” he wrote.", "Ole Lund", "their chairman"),
    ("Jon Berg told the board that it was “unfair.” Minister of Works Ole Lund disagreed. “Everyone pays,” he said.", "Ole Lund", "Minister of Works"),
    ("Ada Holm sells oil. Her brother Ivo has no oil. “Mine is water,” he said.", "Ivo", "Her brother"),
    ("Jon Berg is king. The king’s predecessor, a dentist, is not amused. “There is room for two,” he wrote.", None, "The king’s predecessor"),
    ("Ada Holm sells oil. Her husband, a retired captain, came along. “It stinks,” he said.", None, "Her husband"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "role"), PRONOUNS)
def test_a_pronoun_stands_for_whom_the_sentence_before_brought_in(
    text: str, speaker: str | None, role: str | None
) -> None:
    found = find_quotations(text).quotations[-1]

    assert (found.speaker, found.role) == (speaker, role)


JOINT = "“We sold out,” said the firm’s founders, Ada Holm and Jon Berg."


@pytest.mark.parametrize(
    ("text", "parts", "speaker"),
    [
        ("« Un pont, explique Luc Beau, maire de Vic, n’est rien. Il attend. »", ["Un pont,", "n’est rien. Il attend."], "Luc Beau"),
        ("« Un pont, a confié à Radio Vic la maire, Ada Beau. C’est peu. »", ["Un pont,", "C’est peu."], "Ada Beau"),
        ("« Un pont, a averti Luc Beau dans un communiqué. »", ["Un pont,"], "Luc Beau"),
        ("« Un pont », a dit Luc Beau. « Il attend, a-t-il ajouté, et nous aussi. »", ["Un pont", "Il attend,", "et nous aussi."], "Luc Beau"),
        ("« Un pont, qui a dit non, attend », a dit Luc Beau.", ["Un pont, qui a dit non, attend"], "Luc Beau"),
    ],
)  # fmt: skip
def test_french_narration_within_the_marks_is_not_said(
    text: str, parts: list[str], speaker: str
) -> None:
    found = find_quotations(text, lang="fr").quotations

    assert [text[p.start : p.end] for q in found for p in q.parts] == parts
    assert {q.speaker for q in found} == {speaker}


def test_growers_speak_together() -> None:
    text = "In a note, growers Ada Holm and Jon Berg asked the court to “hurry up, because they bruise.”"
    (found,) = find_quotations(text).quotations

    assert found.speakers == ("Ada Holm", "Jon Berg")


def test_a_phrase_for_two_has_both_their_names() -> None:
    (found,) = find_quotations(JOINT).quotations

    assert found.speakers == ("Ada Holm", "Jon Berg")


BODIES = [
    ("en", "According to the town’s noise survey, the field “now hums all day long.”", "the town’s noise survey"),
    ("en", "“We are sorry,” the airline said.", "the airline"),
    ("en", "The doctors’ union objects; it calls the plan “a poor joke for both.”", "The doctors’ union"),
    ("en", "“No comment,” read a note from the bank’s office.", "a note from the bank’s office"),
    ("en", "“No bulb,” the auction house, Platte Realty & Auction Co., said.", "Platte Realty & Auction Co."),
    ("de", "Die Opposition nannte das Projekt „eine Modelleisenbahn für Erwachsene“.", "Die Opposition"),
    ("en", "“No sanctions yet.” — Statement by the Halden Football League", "Halden Football League"),
    ("pt", "Segundo o Ministério das Finanças, a medida “não é um imposto de todo”.", "Ministério das Finanças"),
    ("en", "The drivers’ union, for its part, calls the booklet “a hymn to delay.”", "The drivers’ union"),
    ("en", "Not so the fire brigade, which said in a note that it “advises against hot bags.”", "the fire brigade"),
    ("en", "“An egg is an egg,” the British embassy in Halden said.", "the British embassy in Halden"),
    ("fr", "« Pardon », a indiqué la commune.", "la commune"),
    ("en", "“Parks close,” the Tenants’ Assembly wrote on a wall.", "Tenants’ Assembly"),
    ("fr", "« Le pont attend », peut-on lire dans un communiqué de la mairie.", "la mairie"),
    ("es", "“El puente espera”, se lee en un comunicado del ayuntamiento.", "un comunicado del ayuntamiento"),
    ("pt", "“A ponte espera”, lê-se num comunicado da Câmara de Vico.", "Câmara de Vico"),
    ("it", "«Il ponte aspetta», si legge in una nota del Comune.", "Comune"),
    ("nl", "“De brug wacht”, liet het ministerie weten.", "het ministerie"),
    ("de", "„Wir warten“, teilte der Verband der Müller mit.", "Verband der Müller"),
    ("de", "„Wir warten“, teilte der Bund der Müller in einem Brief mit.", "der Bund der Müller"),
    ("es", "«La torre no es un poste», señaló el obispado.", "el obispado"),
    ("de", "„Wir prüfen das“, erklärte das Landwirtschaftsministerium.", "das Landwirtschaftsministerium"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "speaker"), BODIES)
def test_bodies_speak_in_every_language(lang: str, text: str, speaker: str) -> None:
    (found,) = find_quotations(text, lang=lang).quotations

    assert (found.speaker, found.kind) == (speaker, "organisation")


def test_an_office_of_another_place_is_nobody_named_before() -> None:
    text = "Norway has offered help. “There is room,” the mayor of Halden wrote."

    assert [q.speaker for q in find_quotations(text).quotations] == [None]


def test_another_who_replies_is_somebody_else() -> None:
    text = "“They are on strike,” wrote one reader. “Good for them,” another replied."

    assert [q.role for q in find_quotations(text).quotations] == ["one reader", "another"]


def test_a_word_that_is_talked_about_is_nobody_s() -> None:
    text = "A commission read the poems. It found the word “blue” in all of them."

    assert [q.kind for q in find_quotations(text).quotations] == ["none"]


def test_things_say_nothing() -> None:
    text = "The machine passed its trial, though its trunk got stuck on “wave.”"

    assert [q.kind for q in find_quotations(text).quotations] == ["none"]


def test_whom_somebody_called_something_is_not_named_by_that() -> None:
    text = "In a letter, the Union of Bakers called Lind a “champion of the small oven.”"

    assert [q.speaker for q in find_quotations(text).quotations] == ["Union of Bakers"]


@pytest.mark.parametrize(
    "text",
    [
        "“We sail at dawn,” Maja Lind said at a meeting, according to the Halden Star.",
        "“We sail at dawn,” Maja Lind told growers in Vik, according to Ole Berg.",
        "“We sail at dawn,” Maja Lind said according to The Star. “Or not.”",
    ],
)
def test_who_relays_words_did_not_say_them(text: str) -> None:
    assert {q.speaker for q in find_quotations(text).quotations} == {"Maja Lind"}
