"""Offices, trades and nations by which articles call people, in the languages that have word tables."""

from __future__ import annotations

import pytest

from digest.quotes.engine import find_quotations

Row = tuple[str, str, str | None, str | None]  # lang, text, speaker, role

SAID: list[Row] = [
    ("it", "«Il mare è di tutti», ha detto il sindaco Ugo Piras.", "Ugo Piras", "il sindaco"),
    ("it", "«Bello», ha detto l’assessora regionale al Turismo, Ada Fois.", "Ada Fois", "l’assessora regionale al Turismo"),
    ("it", "Secondo il giurista Ugo Piras, «la legge non prevede nonne».", "Ugo Piras", "il giurista"),
    ("it", "«No», gli ha risposto l’avvocato d’ufficio Ugo Piras.", "Ugo Piras", "l’avvocato d’ufficio"),
    ("fr", "« Non », ironise le député d’opposition Luc Beau.", "Luc Beau", "le député d’opposition"),
    ("fr", "« Oui », estime le maire de Port-Clair Luc Beau.", "Luc Beau", "le maire de Port-Clair"),
    ("fr", "Pour sa voisine Marie-Ève Beau, « c’est le prix d’un bouchon ».", "Marie-Ève Beau", "sa voisine"),
    ("es", "«No», dijo la ministra de Medio Ambiente Ana Ruiz.", "Ana Ruiz", "la ministra de Medio Ambiente"),
    ("de", "Seine Kollegin Ada Holm von der ETH Zürich widerspricht: „Vergessen ist teurer.“", "Ada Holm", "Seine Kollegin"),
    ("de", "„Nein“, räumte Bundesrätin Ada Holm am Freitag ein.", "Ada Holm", "Bundesrätin"),
    ("en", "“No,” state property minister Ada Holm said.", "Ada Holm", "state property minister"),
    ("en", "“No,” said state Sen. Ada Holm.", "Ada Holm", "state Sen."),
    ("en", "“No,” said Her Excellency Ada Holm, Ambassador of Ostland.", "Ada Holm", "Ambassador of Ostland"),
    ("en", "“No,” said one, who would not give his name.", None, "one, who would not give his name"),
    ("en", "“No,” says a harbour board spokesperson in an email.", None, "a harbour board spokesperson"),
    ("en", "A farmer who asked not to be named was blunter: “No.”", None, "A farmer who asked not to be named"),
    ("en", "“No,” said Deputy Trade Minister for Inspections Ada Holm.", "Ada Holm", "Deputy Trade Minister for Inspections"),
    ("en", "“No,” state television quoted President Ada Holm as saying.", "Ada Holm", "President"),
    ("en", "“No,” according to a guide who asked to go by her first name, Ada.", "Ada", "a guide"),
    ("en", "“No,” said Halden’s convener, Cllr Ada Holm.", "Ada Holm", "Halden’s convener, Cllr"),
    ("en", "The National Growers' Council said that a dingo “cannot read.”", "National Growers' Council", None),
    ("en", "“No,” said an official of the All Ostland Growers’ Council.", None, "an official of the All Ostland Growers’ Council"),
    ("fr", "« Oui », a répondu le ministre de la Santé, le docteur Luc Beau.", "Luc Beau", "le ministre de la Santé, le docteur"),
    ("de", "„Nein“, betonte Ada Holm von der Küstenwache.", "Ada Holm", None),
    ("de", "„Nein“, betonte Ada von der Heide.", "Ada von der Heide", None),
    ("de", "„Das ist Sache der Möwen“, hieß es aus dem Ministerium.", "Ministerium", None),
    ("en", "“No,” the Russian Foreign Ministry said in a statement.", "Russian Foreign Ministry", None),
    ("en", "“No,” the Halden Bakers' Guild said in a statement.", "Halden Bakers' Guild", None),
    ("en", "“No,” Mgr. Ada Holm, the harbour's chaplain, told reporters.", "Ada Holm", "the harbour's chaplain"),
    ("en", "Ada Holm, glaciologist: “The ice is a poor liar.”", "Ada Holm", "glaciologist"),
    ("en", "“The gate is open.”\n— Said Al-Holm, date farmer", "Said Al-Holm", "date farmer"),
    ("en", "“The gate is open.”\n— Alderman Ada Holm, council member for schools", "Ada Holm", "Alderman, council member for schools"),
    ("en", "“No,” said Governor Ada Holm, whose brother sails.", "Ada Holm", "Governor"),
    ("de", "„Nein“, sagte Stammgast Uwe Holm.", "Uwe Holm", "Stammgast"),
    ("en", "The Harbour Trust’s advice to residents was shorter: “Do not feed.”", "Harbour Trust", None),
    ("es", "«No», dijo en entrevista la bióloga Ana Ruiz.", "Ana Ruiz", "la bióloga"),
    ("es", "«No», dijo a AgSur Ana Ruiz, portavoz.", "Ana Ruiz", "portavoz"),
    ("fr", "« Non », a déclaré à l’AFR Ève Beau, déléguée.", "Ève Beau", "déléguée"),
    ("fr", "« Non », lui a répondu le maire, Luc Beau.", "Luc Beau", "le maire"),
    ("fr", "« En dialogue, a répété Luc Beau. Moi, je suis en retard. »", "Luc Beau", None),
    ("fr", "« C’est fait, a expliqué lundi à la radio la présidente du port, Ève Beau. Reste le quai. »", "Ève Beau", "la présidente du port"),
    ("de", "„Nein“, teilte das Landesamt für Häfen mit.", "das Landesamt für Häfen", None),
    ("pt", "«Não», acrescentou Ana Ruiz, a rir.", "Ana Ruiz", None),
    ("en", "Sources close to the palace said the horse “is fine.”", None, "Sources close to the palace"),
    ("en", "“No,” said neighbors of Ada Holm.", None, "neighbors of Ada Holm"),
    ("en", "Officials at the Holm Museum, a barn, said the bull “may charge.”", None, "Officials at the Holm Museum, a barn"),
    ("en", "Police in Halden said the horse “is fine.”", "Police in Halden", None),
    ("en", "The union representing ferry crews said it would “hum.”", "The union representing ferry crews", None),
    ("en", "“No,” said the defendant, who is also his brother-in-law, Jon Berg.", "Jon Berg", "his brother-in-law"),
    ("de", "„Nein“, versicherte Ministerin Solveigh von der Holm am Montag.", "Solveigh von der Holm", "Ministerin"),
    ("de", "«Nein», erzählt Uwe von und zu Holm, ein Gast.", "Uwe von und zu Holm", "ein Gast"),
    ("en", "“No,” said Ivor ap Holm, a nurse.", "Ivor ap Holm", "a nurse"),
    ("en", "State attorney-general Jon Berg said no. “It is late,” he said.", "Jon Berg", "State attorney-general"),
    ("en", "“No,” Quay Air founder and chief executive Ada Holm told Radio Vik.", "Ada Holm", "Quay Air founder and chief executive"),
    ("en", "“No,” Halden harbour master Ada Holm told Radio Vik.", "Ada Holm", "Halden harbour master"),
    ("en", "Headteacher of Strand Primary School Ada Holm-Lund added: “No.”", "Ada Holm-Lund", "Headteacher of Strand Primary School"),
    ("en", "“No,” said Ada Holm, a clerk at the Institute for Tides and Lamps.", "Ada Holm", "a clerk at the Institute for Tides and Lamps"),
    ("en", "“No,” said Sister Ada Holm, who runs the clinic.", "Ada Holm", "who runs the clinic"),
    ("en", "“No,” the yard’s manager, Shri Ada Holm, told Radio Vik.", "Ada Holm", "the yard’s manager"),
    ("en", "Her Ostland counterpart, Baron Jon Berg, agreed: “No.”", "Jon Berg", "Her Ostland counterpart"),
    ("en", "Counsel to the owners, Barr. Jon Berg, insisted it was “flat”.", "Jon Berg", "Counsel to the owners"),
    ("en", "“No,” said Blaž Oman, the league’s head of referees.", "Blaž Oman", "the league’s head of referees"),
    ("en", "“No,” a Department of Ferries spokesman said in a statement.", None, "a Department of Ferries spokesman"),
    ("en", "Two officials said it could follow. “No,” one of them said.", None, "one of them"),
    ("en", "“No,” Halden city hall wrote in a notice.", "Halden city hall", None),
    ("fr", "Selon une source proche du port, le ministère « a trouvé l’argent ».", None, "une source proche du port"),
    ("pt", "“Não”, afirmou a Quinta do Outeiro em comunicado.", "Quinta do Outeiro", None),
    ("es", "“No”, dijo a la radio local la intendenta Ana Ruiz.", "Ana Ruiz", "la intendenta"),
    ("en", "Acting governor of the central bank Ada Holm told lawmakers: “No.”", "Ada Holm", "Acting governor of the central bank"),
    ("en", "“No,” admitted one of the three cooks involved, who would not be named.", None, "one of the three cooks involved, who would not be named"),
    ("en", "According to the indictment, Jon Berg, 59, kept a ball “lighter than its brothers”.", "the indictment", None),
    ("en", "“No,” said Jon Berg, from the Harbour Pilots’ Union.", "Jon Berg", None),
    ("en", "“No,” said some of those.", None, None),
    ("fr", "« Non », a déclaré à l’Agence Lacustre Odile Beau, cheffe des phares.", "Odile Beau", "cheffe des phares"),
    ("it", "«No», si legge in una nota della Capitaneria.", "Capitaneria", None),
    ("en", "Ada Holm, a depositor, expressed her faith. “Rats are fewer,” Holm said.", "Ada Holm", "a depositor"),
    ("en", "“No,” said Ada Holm, a tourist from Vik, shaking out her socks.", "Ada Holm", "a tourist from Vik"),
    ("de", "„Nein“, gab der Tierschutzverein zu bedenken.", "der Tierschutzverein", None),
    ("en", "“No,” said a spokeswoman for the auction house, Holm & Berg.", None, "a spokeswoman for the auction house, Holm & Berg"),
    ("en", "“No,” a grid operator who’d asked not to be named told the Leader.", None, "a grid operator who’d asked not to be named"),
    ("en", "“No,” said speaker of the house Ada Holm.", "Ada Holm", "speaker of the house"),
    ("en", "“No,” snorted delegate Ada Holm.", "Ada Holm", "delegate"),
    ("en", "“No,” said one of the three, Ada Holm, the Croat member.", "Ada Holm", "the Croat member"),
    ("en", "“No,” said lookout Jógvan í Holmi.", "Jógvan í Holmi", "lookout"),
    ("de", "Der Genueser Hafenmeister Ettore Parodi sagte: „Nein.“", "Ettore Parodi", "Der Genueser Hafenmeister"),
    ("pt", "O presidente da câmara, Rui Prado, chama-lhe “um descanso”.", "Rui Prado", "O presidente da câmara"),
    ("pt", "“Ela leva tricô”, disse à Lusa Gonçalo Prado.", "Gonçalo Prado", None),
    ("en", "Fire Chief Ada Holm waved. “It burns,” said Holm.", "Ada Holm", "Fire Chief"),
    ("en", "“No,” deadpanned economist Ada Holm.", "Ada Holm", "economist"),
    ("en", "“No,” fan club president Oh Mi-rae told the Leader.", "Oh Mi-rae", "fan club president"),
    ("en", "“All of it,” wrote one guest in the visitors’ book.", None, "one guest"),
    ("en", "“No,” said the engineer, Kees-Jan Post.", "Kees-Jan Post", "the engineer"),
    ("en", "According to police records, the camel “was calm.”", "police records", None),
    ("en", "The field “hums,” according to local residents near Vik.", None, "local residents near Vik"),
    ("en", "“We bought him out,” Said al-Holm said.", "Said al-Holm", None),
    ("en", "In the words of his apprentice, Jon Berg, the sandbank is “a liar.”", "Jon Berg", "his apprentice"),
    ("en", "“No,” is how Ada Holm, who sells charts, sums up her life.", "Ada Holm", "who sells charts"),
    ("en", "“No,” said the actor, whose real name is Jon Berg.", "Jon Berg", "the actor"),
    ("es", "“No”, explicó ante la Asamblea el ministro de Cultura, Luis Paz.", "Luis Paz", "el ministro de Cultura"),
    ("en", "Ada Holm has measured it. Her verdict: “It leaks.”", "Ada Holm", None),
    ("en", "Ada Holm has measured it. Holm’s answer: “It leaks.”", "Ada Holm", None),
    ("en", "Every winter night at two, Ada Holm gets up. “It leaks,” Holm said.", "Ada Holm", None),
    ("en", "The pilot, 24-year-old Jon Berg of Vik, is calm. “I shout,” he said.", "Jon Berg", None),
    ("en", "“No,” said Hadjia Ada Holm.", "Ada Holm", None),
    ("en", "Halden’s coast guard said that it “drifts.”", "Halden’s coast guard", None),
    ("en", "Her name is Ada Holm, she’s 73. “No,” Holm said.", "Ada Holm", None),
    ("en", "A ransom note, delivered to the Leader on Friday, demands “the return of all.”", "A ransom note", None),
    ("en", "“No,” says his counterpart on the other side of the fence, Ada Holm.", "Ada Holm", "his counterpart on the other side of the fence"),
    ("en", "“No,” sniffed geologist Ada Holm.", "Ada Holm", "geologist"),
    ("fr", "« Non », dit Guy N’Dour, maire de Vik.", "Guy N’Dour", "maire de Vik"),
    ("it", "«No», dice Ugo D’Errico, sindaco di Vik.", "Ugo D’Errico", "sindaco di Vik"),
    ("de", "Der Wirt Jan Holm sieht es gelassen: „Ohne Bier geht keiner.“", "Jan Holm", "Der Wirt"),
    ("de", "„Nein“, räumte seine Sprecherin ein.", None, "seine Sprecherin"),
    ("de", "Ein Sprecher der Halder Polizei lachte: „Nein.“", None, "Ein Sprecher der Halder Polizei"),
    ("nl", "“Nee”, zegt Jan van der Holm, boer in Vik.", "Jan van der Holm", "boer in Vik"),
    ("nl", "Volgens historica Ada Holm is de dijk “te hoog”.", "Ada Holm", "historica"),
    ("nl", "“Nee”, aldus een woordvoerder van de gemeente.", None, "een woordvoerder van de gemeente"),
    ("nl", "“Nee”, zegt Ada Holm, die naast de dijk woont.", "Ada Holm", "die naast de dijk woont"),
    ("en", "“No,” said Engr. Maria dela Cruz, the contractor.", "Maria dela Cruz", "the contractor"),
    ("de", "Nach Angaben des Archivars Jan Holm ist das „ganz sicher nicht wahr“.", "Jan Holm", "des Archivars"),
    ("de", "Laut dem Präsidenten Jan Holm ist das „ganz sicher nicht wahr“.", "Jan Holm", "dem Präsidenten"),
    ("en", "“No,” said vet Dr. h.c. Ada Holm.", "Ada Holm", "vet"),
    ("en", "Her lawyer, Ada Holm, called the fine “lukewarm.”", "Ada Holm", "Her lawyer"),
    ("en", "As generator dealer Sunday Holm put it, “It is my shop.”", "Sunday Holm", "generator dealer"),
    ("en", "“No,” said Ada Holm, 52, who’s a nurse.", "Ada Holm", "who’s a nurse"),
    ("en", "“No,” said Haji Jon Berg, a passenger.", "Jon Berg", "a passenger"),
    ("en", "“No,” one of the guests, a student named Ivo, told the Leader.", "Ivo", "a student"),
    ("en", "“No,” a spokesman for the fashion chain Holm & Co. wrote.", None, "a spokesman for the fashion chain Holm & Co."),
    ("en", "Viewer Jon Berg (45): “All night.”", "Jon Berg", "Viewer"),
    ("en", "Asked when, Ada Holm smiled. Jon Berg shook his head: “After the snow.”", "Jon Berg", None),
    ("de", "„Nein“, heisst es in einer Mitteilung der Bahn.", "Bahn", None),
    ("en", "“Zero,” according to the lake’s only vet, Dr. Ada Holm.", "Ada Holm", "the lake’s only vet"),
    ("en", "“Zero,” according to the vet, Ada Holm.", "Ada Holm", "the vet"),
    ("en", "“No,” said Jon Sheikh, 11, whose kite cut the string.", "Jon Sheikh", "whose kite cut the string"),
    ("en", "“No,” the Ministry of Shipping and Island Policy responded.", "Ministry of Shipping and Island Policy", None),
    ("de", "Auf die Frage, wann sie kommt, sagte Holm: „Sobald sie sitzt.“", "Holm", None),
    ("en", "“No,” Bank of Ostland Governor Dr. Ada Holm told the house.", "Ada Holm", "Bank of Ostland Governor"),
    ("en", "“No,” the woman who’d found it, Ada Holm, told the Leader.", "Ada Holm", "the woman who’d found it"),
    ("fr", "Selon Guy N’Dour, chef de la gare, l’appareil a « des habitudes bien à lui ».", "Guy N’Dour", "chef de la gare"),
    ("en", "A shot by Ada Holm sent Halden home. “I heard it,” Holm said.", "Ada Holm", None),
    ("en", "A salt operator, who asked not to be named: “I get paid to sleep.”", None, "A salt operator, who asked not to be named"),
    ("en", "The salt operator, which sold its boats, said: “We rest.”", "The salt operator", None),
    ("de", "„Nein“, sagte ein Betreiber, der anonym bleiben wollte.", None, "ein Betreiber, der anonym bleiben wollte"),
    ("en", "A guest of the tenth floor, who would not be named: “I swim.”", None, "A guest of the tenth floor, who would not be named"),
    ("en", "A friend of Ada Holm, who asked not to be named: “She swam.”", None, "A friend of Ada Holm, who asked not to be named"),
    ("en", "“No,” the Ostland Bakers’ Circle said.", "Ostland Bakers’ Circle", None),
    ("en", "“No,” said the Halden Beekeepers' Ring.", "Halden Beekeepers' Ring", None),
    ("en", "“No,” the Port Women’s Institute said.", "Port Women’s Institute", None),
    ("en", "“No,” the Bakers’ Jon Berg said.", "Jon Berg", None),
    ("en", "“We rest,” said Veltro, a ferry company based in Halden.", "Veltro", None),
    ("de", "„Nein“, teilte Veltro, ein Unternehmen aus Vik, mit.", "Veltro", None),
    ("es", "«No», dijo Veltro, una empresa de Vilar.", "Veltro", None),
    ("en", "“No,” said Tuva Strand, a company director.", "Tuva Strand", "a company director"),
    ("en", "“No,” said Brannock, a union man.", "Brannock", "a union man"),
    ("fr", "« Non », a écrit sur X la Fédération des pêcheurs.", "Fédération des pêcheurs", None),
    ("it", "«No», ha scritto su X la Federazione dei pescatori.", "Federazione dei pescatori", None),
    ("it", "Per Ada Fois, biologa dell’Università di Porto, «il mare respira».", "Ada Fois", "biologa dell’Università di Porto"),
    ("de", "Für Ada Holm, Biologin an der Universität Vik, ist der Fluss „noch am Leben“.", "Ada Holm", "Biologin an der Universität Vik"),
    ("pt", "“Não”, informou a Capitania dos Portos em nota.", "Capitania dos Portos", None),
    ("pt", "“Não”, disse nesta terça-feira a fiscal Ana Prado.", "Ana Prado", "a fiscal"),
    ("pt", "“Não”, escreveu a prefeitura em comunicado divulgado na segunda-feira.", "a prefeitura", None),
    ("en", "“No,” van Holm added.", "Holm", None),
    ("fr", "« Non », dit Ève Beau, 84 ans.", "Ève Beau", None),
    ("de", "„Nein“, sagte Ada Holm, 84 Jahre alt, Wirtin.", "Ada Holm", "Wirtin"),
    ("es", "«No», dijo la Asociación de vecinos del puerto.", "Asociación de vecinos", None),
    ("fr", "Selon le maire, Luc Beau, « la mer respire ».", "Luc Beau", "le maire"),
    ("es", "Según la alcaldesa, Ana Roca, «el mar respira».", "Ana Roca", "la alcaldesa"),
    ("it", "Per il sindaco, Ugo Piras, «il mare respira».", "Ugo Piras", "il sindaco"),
    ("pt", "Para o presidente da Federação dos pescadores, Rui Prado, “o mar respira”.", "Rui Prado", "o presidente da Federação dos pescadores"),
    ("en", "“No,” Northlode, the fishing company behind the plan, said.", "Northlode", None),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "speaker", "role"), SAID)
def test_who_spoke_and_what_they_are(
    lang: str, text: str, speaker: str | None, role: str | None
) -> None:
    (found,) = find_quotations(text, lang=lang).quotations

    assert (found.speaker, found.role) == (speaker, role)


AGAIN = [
    "Coach Neil Holm was in no mood to joke. “That is shovelling,” the Dane said.",
    "The scarf is worn by Colonel Ada Holm. “It is warm,” the 38-year-old told reporters.",
    "Ada Holm has sold her boat. “It was cold,” the mother of three said.",
    "Ada Holm scored twice. “I heard the bell,” the striker said.",
]


@pytest.mark.parametrize("text", AGAIN)
def test_somebody_named_is_called_by_nation_age_or_trade(text: str) -> None:
    (found,) = find_quotations(text).quotations

    assert (found.speaker or "").endswith("Holm")


def test_two_people_from_two_places_speak_together() -> None:
    text = "“Our books,” the curators, Ada Holm of Vik and Jon Berg of Halden, wrote in a letter."
    (found,) = find_quotations(text).quotations

    assert (found.speakers, found.role) == (("Ada Holm", "Jon Berg"), "the curators")


def test_a_nun_is_the_sister_named_before() -> None:
    text = "Every night, Sister Ada Holm opens the gates.\n\n“I have two ears,” the nun said."

    assert [q.speaker for q in find_quotations(text).quotations] == ["Ada Holm"]


def test_she_and_he_are_told_apart_once_one_of_two_is_known() -> None:
    text = (
        "“No,” said author Wenna Holm.\n\n“Yes,” said co-author Jon Berg.\n\n"
        "Holm and Berg disagree about the rest. “Shutters,” she says. “Candles,” says he."
    )

    assert [q.speaker for q in find_quotations(text).quotations][2:] == ["Wenna Holm", "Jon Berg"]


def test_the_clerk_is_nobody_named_where_a_clerk_was_told_of() -> None:
    text = "“She is mine,” said Ada Holm. A clerk came in.\n\n“I had a biscuit,” the clerk said."

    assert [q.speaker for q in find_quotations(text).quotations] == ["Ada Holm", None]


def test_a_place_does_not_speak() -> None:
    text = "The ticket seller, who’s from Halden, nods at the sign. “Everyone does,” she says."

    assert [q.speaker for q in find_quotations(text).quotations] == [None]


def test_it_is_the_bank_of_the_paragraph_before() -> None:
    text = "The savings bank takes coconuts.\n\n“Ten make a dollar,” it said, “with interest.”"

    assert [q.speaker for q in find_quotations(text).quotations] == ["The savings bank"]


def test_a_sentence_of_narration_parts_two_quotations_without_clauses_of_their_own() -> None:
    text = "Ada Holm asked for time “until Easter.” Her husband paints them. “The smoke is good,” Holm said."
    found = find_quotations(text).quotations

    assert [(q.speaker, len(q.parts)) for q in found] == [("Ada Holm", 1), ("Ada Holm", 1)]


def test_whoever_is_told_something_does_not_speak() -> None:
    text = "“I find goats,” the detective, Inspector Ada Holm, told Radio Vik. “Often.”"
    (found,) = find_quotations(text).quotations

    assert (found.speaker, len(found.parts)) == ("Ada Holm", 2)


def test_another_body_is_not_the_one_named_before() -> None:
    text = "“No,” the Association of Guides said.\n\n“Foxes are up,” the environment ministry said."

    assert [q.speaker for q in find_quotations(text).quotations][1] == "the environment ministry"


def test_a_body_is_not_whoever_speaks_for_it() -> None:
    text = "“It sinks,” said Coast Guard Capt. Ada Holm.\n\n“It floats,” the coast guard said."

    assert [q.speaker for q in find_quotations(text).quotations][1] == "the coast guard"


def test_his_spokesman_is_not_he() -> None:
    text = "„Nein“, sagte Dr. Jan Holm, Minister.\n\n„Doch“, sagte sein Sprecher."

    assert [q.speaker for q in find_quotations(text, lang="de").quotations][1] is None


def test_a_name_with_an_elision_is_known_by_its_short_form() -> None:
    text = "“No,” said Guy d’Orval, a clerk.\n\n“Yes,” D’Orval said."

    assert {q.speaker for q in find_quotations(text).quotations} == {"Guy d’Orval"}


def test_a_verb_and_its_particle_are_no_context() -> None:
    (found,) = find_quotations("“Nobody came,” Ada Holm pointed out.").quotations

    assert found.context is None


def test_a_courtesy_title_is_that_of_the_woman_of_two_of_one_name() -> None:
    text = (
        "“I listen,” said Per Holm-Dale, 81, who lives next door.\n\n“He does,” said his sister-in-law Ada Holm-Dale."
        "\n\n“I rest,” Mrs. Holm-Dale said.\n\n“It is quiet,” Mr. Holm-Dale said."
    )

    assert [q.speaker for q in find_quotations(text).quotations][2:] == [
        "Ada Holm-Dale",
        "Per Holm-Dale",
    ]


def test_a_speech_over_two_paragraphs_is_not_the_one_s_who_spoke_before() -> None:
    text = (
        "“He sings,” said Ada Holm. “I pay.”\n\n“In nine years the two have never once agreed on it."
        "\n\n“Not even on Sunday,” said the director of the choir, Prof. Jon Berg."
    )

    assert [(q.speaker, len(q.parts)) for q in find_quotations(text).quotations] == [
        ("Ada Holm", 2),
        ("Jon Berg", 2),
    ]


def test_a_short_name_is_that_of_somebody_with_letters_behind() -> None:
    text = "“No,” counsel for the port, Ada Holm KC, told the court.\n\n“Yes,” Holm said."

    assert {q.speaker for q in find_quotations(text).quotations} == {"Ada Holm KC"}


def test_a_couple_has_one_family_name() -> None:
    (found,) = find_quotations("“Lovely,” Barb and Jon Holm, retired vets, said.").quotations

    assert found.speakers == ("Barb Holm", "Jon Holm")


def test_she_is_whom_two_sentences_tell_about() -> None:
    text = (
        "“Come,” Jon Berg told the Leader.\n\nBerg’s neighbor, Manana, keeps hers under the stairs. "
        "She sells it in Halden. “They think it is old,” she said."
    )

    assert [q.speaker for q in find_quotations(text).quotations] == ["Jon Berg", "Manana"]


def test_in_languages_that_need_no_pronoun_the_speaker_goes_on() -> None:
    text = "“Vamos”, dijo Ana Ruiz.\n\n“Es tarde”, añadió. “Y llueve.”"
    found = find_quotations(text, lang="es").quotations

    assert [(q.speaker, len(q.parts)) for q in found] == [("Ana Ruiz", 1), ("Ana Ruiz", 2)]


def test_the_occasion_of_a_saying_is_not_told_again() -> None:
    text = "“We sail,” Ada Holm told reporters on Friday.\n\n“At dawn.”"

    assert [q.context for q in find_quotations(text).quotations if q.speaker][1:] in ([], [None])


def test_a_clerk_who_would_not_be_named_is_nobody_named_before() -> None:
    text = "Registrar Ada Holm, the clerk, said so. “I am happy,” the clerk, who asked not to be named, said."

    assert [q.speaker for q in find_quotations(text).quotations] == [None]


def test_a_french_pronoun_stands_behind_its_verb() -> None:
    text = "« Non », dit Ada Holm, bergère.\n\n« Oui », ajoute-t-elle."

    assert {q.speaker for q in find_quotations(text, lang="fr").quotations} == {"Ada Holm"}


PAPERS = [
    ("de", "„Nein“, sagte Ada Holm dem „Tagblatt“. „Nie.“"),
    ("fr", "« Non », a dit la médecin Ada Holm au « Matin ». « Jamais. »"),
]


@pytest.mark.parametrize(("lang", "text"), PAPERS)
def test_a_newspaper_in_marks_does_not_part_a_quotation(lang: str, text: str) -> None:
    found = find_quotations(text, lang=lang).quotations

    assert [(q.kind, len(q.parts)) for q in found] == [("person", 2), ("none", 1)]
    assert found[0].speaker == "Ada Holm"


def test_among_key_comments_somebody_spoke_even_where_no_verb_tells_it() -> None:
    text = (
        "The harbour is shut.\n\nOle Lind, the pilot, with a shrug: well, “we sail when it thaws.”"
    )
    told = find_quotations(text, told_from=22).quotations

    assert [q.speaker for q in told] == ["Ole Lind"]
    body = find_quotations("It rains.\n\nNorthern embassy in Halden: “We regret it.”", told_from=11)
    assert [q.speaker for q in body.quotations] == ["Northern embassy"]
    nobody = find_quotations("It rains.\n\n“Rain is only water with ideas.”", told_from=11)
    assert [q.kind for q in nobody.quotations] == ["anonymous"]


DIALOGUES = [
    ("es", "—Vengo —dijo Ana Ruiz, la alcaldesa—. Pero tarde.", ["Vengo", "Pero tarde."], "Ana Ruiz"),
    ("es", "—¿Y quién paga? —preguntó Ana Ruiz.", ["¿Y quién paga?"], "Ana Ruiz"),
    ("pt", "— Eu vou — disse Rui Prado. — E volto.", ["Eu vou", "E volto."], "Rui Prado"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "parts", "speaker"), DIALOGUES)
def test_speech_stands_between_dashes(lang: str, text: str, parts: list[str], speaker: str) -> None:
    (found,) = find_quotations(text, lang=lang).quotations

    assert ([text[p.start : p.end] for p in found.parts], found.speaker) == (parts, speaker)


@pytest.mark.parametrize(
    "text", ["—Ana Ruiz, alcaldesa —y madre—.", "— Un paso — y otro — y nada."]
)
def test_dashes_alone_are_no_speech(text: str) -> None:
    assert find_quotations(text, lang="es").quotations == ()


MEANT = [
    ("no president, but the one below", "President Erik Lind spoke in Halden. Vice President Jonas Holm came along.\n\nMr. Holm liked the crowd. The sea is so rough, the vice president said, that “nobody should sail.”", "Jonas Holm"),
    ("not whom the sentence is about", "Ada Berg and Jonas Holm run for mayor. Jonas Holm, the Republican candidate, likes boats.\n\nAda Berg is a danger to the harbour, the skipper said, “and to the bridge.”", "Jonas Holm"),
    ("who holds the office, not who held it", "Governor Ada Holm and former Governor Maja Lind came to Halden, and Maja Lind spoke of the ferry.\n\n“We need it,” the governor said.", "Ada Holm"),
    ("whom the article is about, not a holder far from there", "Ada Holm, the former Vik governor, wrote first.\n\nBerg came by boat. Berg met the sailors. Berg thanked them all. Berg stayed late. Berg left on Monday.\n\nBerg defended the bridge on Radio Vik.\n\n“It holds,” the governor said.", "Berg"),
    ("not who has just asked", "Mayor Ada Holm took questions.\n\n“Is it safe?” Jonas Berg asked. Berg had asked before. Berg asks a lot. Berg, Berg, Berg, Berg.\n\n“Is it late?” Berg asked.\n\n“It is,” the mayor said.", "Ada Holm"),
    ("who holds it, and not whom the holder did something to", "Mayor Ada Holm scolded rival skipper Jonas Berg. Mr. Berg laughed. Mr. Berg left.\n\n“It is late,” the mayor said.", "Ada Holm"),
    ("not who only wants it", "Asked how it is to be mayor, Jonas Berg shrugged. Mayor Ada Holm did not.\n\n“It is hard,” the mayor said.", "Ada Holm"),
    ("not who calls somebody so", "Mayor Ada Holm came. Jonas Berg called the mayor a friend.\n\n“He is none,” the mayor said.", "Ada Holm"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), [c[1:] for c in MEANT], ids=[c[0] for c in MEANT])
def test_a_description_means_whom_it_fits(text: str, speaker: str) -> None:
    assert find_quotations(text).quotations[-1].speaker == speaker


UNDER = [
    ("the office of whom a sentence with brackets is about", "Ada Holm met Erik Lind. Ada Holm waved. Ada Holm left.\n\nJonas Berg (D-Vik.) blamed Lind and thanked Holm in a talk with The Post.\n\n“It is late,” the council leader said.", "Jonas Berg"),
    ("a candidate whom only offices tell", "The candidate for the highest post in Vik was calm. Maja Lind said at the quay, “I did not sail.” The candidate added: “I never sail.”", "Maja Lind"),
    ("a newspaper’s editorial", "“It is late,” reads a Monday editorial in The Halden Register.", "Halden Register"),
    ("a source, not the station", "Another harbour source speaking to Vik News said, “The boats are being looked at.”", None),
    ("whom a firm’s analysis is by", "A projection by the consulting firm Halden Economics, prepared for the town, said that “boats will rot.”", "Halden Economics"),
    ("the two who wrote a statement", "“It is late,” said a joint statement by Mayor Ada Holm and skipper Jonas Berg.", "Ada Holm and Jonas Berg"),
    ("the two told before, by another word", "Ada Holm, head of the bank, and Jonas Berg came.\n\n“It is late,” the heavyweights wrote in a joint letter.", "Ada Holm and Jonas Berg"),
    ("two, by their number", "Ada Holm and Jonas Berg came. “It is late,” the two skippers said.", "Ada Holm and Jonas Berg"),
    ("several, who are not the two before", "Ada Holm and Jonas Berg came. “It is late,” the skippers said.", None),
    ("whose motto it was", "The skipper of the Tern left; Berg’s dictum to his crew (told often) was, “Never row at night.”", "Berg"),
    ("who adds something to that", "Jon Berg wrote about boats.\n\nTo that, Berg added: “A boat is a boat.”", "Jon Berg"),
    ("people, not a country", "Ada Holm wrote it with others. The United States has many boats. “It is late,” they write.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), [c[1:] for c in UNDER], ids=[c[0] for c in UNDER])
def test_the_last_words_are_said_by(text: str, speaker: str | None) -> None:
    found = find_quotations(text).quotations[-1]

    assert (found.speaker if found.named else None) == speaker


CONTEXTS = [
    ("en", "“No,” said his daughter, Ada Holm, who confirmed the death.", None),
    ("en", "“No,” said the driver, Ada, who goes by one name.", None),
    ("en", "“No,” said Jon Berg, from the Harbour Pilots’ Union.", None),
    ("en", "“No,” said Jon Berg from the public gallery.", "from the public gallery"),
    ("en", "Jon Berg agreed, telling reporters on deck: “No.”", "telling reporters on deck"),
    ("de", "„Nein“, sagte Ada Holm der Küstenagentur.", "der Küstenagentur"),
    ("de", "„Nein“, meint Hofbesitzer Uwe Holm aus Oberwil.", None),
    ("es", "“No”, dijo a la radio local la intendenta Ana Ruiz.", "a la radio local"),
]


@pytest.mark.parametrize(("lang", "text", "context"), CONTEXTS)
def test_the_tail_of_a_saying(lang: str, text: str, context: str | None) -> None:
    assert find_quotations(text, lang=lang).quotations[0].context == context


def test_the_minister_of_a_field_is_the_minister_without_it() -> None:
    said = (
        "«Sí», declaró la ministra de Ambiente, Ana Ruiz.",
        "«No», afirmó Juan Paz, vecino, en Radio Vik.",
    )
    text = "\n\n".join([*said, "La ministra lo admitió: «Es tarde»."])
    assert find_quotations(text, lang="es").quotations[-1].speaker == "Ana Ruiz"


TOGETHER = [
    (
        "a speaker’s own pause",
        "“Ten years ago” — he pointed at a field — “I lay there,” said Jon Berg, a sailor.",
        [("Jon Berg", 2)],
    ),
    (
        "words that go on without a comma",
        "“It is not impossible” that the yard’s owners say yes, “but far,” according to Jon Berg.",
        [("Jon Berg", 2)],
    ),
    (
        "a sentence that only goes on",
        "“We have shrimp,” said Jon Berg, the director. He added: “Please come.”",
        [("Jon Berg", 2)],
    ),
    (
        "an open paragraph is not whose the paragraph below is",
        "“We agreed,” said a diplomat.\n\n“Then came a clock.\n\n“By four it was all clock.”\n\nJon Berg smiled. “No,” he told Radio Vik.",
        [(None, 1), (None, 2), ("Jon Berg", 1)],
    ),
    (
        "a mark left open after one speaker, and another below",
        "“We had a sign,” said Ada Holm. “It said nothing of bites.\n\n“They bite,” said Jon Berg.",
        [("Ada Holm", 2), ("Jon Berg", 1)],
    ),
]


@pytest.mark.parametrize(
    ("text", "said"), [case[1:] for case in TOGETHER], ids=[case[0] for case in TOGETHER]
)
def test_what_belongs_together(text: str, said: list[tuple[str | None, int]]) -> None:
    found = find_quotations(text).quotations
    assert [(each.speaker, len(each.parts)) for each in found] == said


def test_a_company_is_known_by_what_the_article_calls_it() -> None:
    text = (
        "The satellites belong to Veltro, a startup that wanted to paint the moon.\n\n"
        "“We wait,” Veltro said in a post.\n\n“They fall,” Port Minister Ada Holm told lawmakers.\n\n"
        "“We warned them,” according to the Ostland Orbital Command.\n\nThe company insisted that it “had insurance.”"
    )

    found = find_quotations(text).quotations
    assert [(q.kind, q.speaker) for q in (found[0], found[-1])] == [("organisation", "Veltro")] * 2
