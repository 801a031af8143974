"""To whom and on what occasion something was said: whoever was told is no speaker, and no part of a role."""

from __future__ import annotations

import pytest

from digest.quotes.engine import find_quotations

Row = tuple[str, str, str | None, str | None, str | None]  # lang, text, speaker, role, context

TOLD: list[Row] = [
    ("es", "«No», dijo a la agencia Nortemar la directora del Museo Azul de Vilar, Ana Roca Luna.",
     "Ana Roca Luna", "la directora del Museo Azul de Vilar", "a la agencia Nortemar"),
    ("es", "«No», contó a la agencia Nortemar un pescador.", None, "un pescador", "a la agencia Nortemar"),
    ("es", "«No», contó a la agencia Nortemar el pescador Elio Roca.", "Elio Roca", "el pescador", "a la agencia Nortemar"),
    ("es", "«No», contó a la agencia Nortemar Ana Roca, vecina.", "Ana Roca", "vecina", "a la agencia Nortemar"),
    ("es", "«No», dijo el lunes a la revista Marea la alcaldesa de Vilar, Ana Roca.",
     "Ana Roca", "la alcaldesa de Vilar", "el lunes a la revista Marea"),
    ("es", "«No», dijo al diario «La Ola» Ana Roca, directora del museo.", "Ana Roca", "directora del museo", "al diario «La Ola»"),
    ("es", "«No», contó a este diario Yurena Moscoso, vendedora de redes.", "Yurena Moscoso", "vendedora de redes", "a este diario"),
    ("es", "«No», contó a nuestra emisora Yurena Moscoso, vendedora de redes.",
     "Yurena Moscoso", "vendedora de redes", "a nuestra emisora"),
    ("es", "«No», dijo Ana Roca, directora del museo, a la agencia Nortemar.",
     "Ana Roca", "directora del museo", "a la agencia Nortemar"),
    ("es", "«No», informó la agencia Nortemar.", "Nortemar", None, None),
    ("es", "«No», dijo el lunes ante el pleno Uxía Roca, alcaldesa de Vilar.", "Uxía Roca", "alcaldesa de Vilar", "el lunes ante el pleno"),
    ("pt", "«Não», disse à agência Maré a diretora do museu, Ana Prado.", "Ana Prado", "a diretora do museu", "à agência Maré"),
    ("pt", "«Não», disse ontem ao jornal «A Onda» a diretora do museu, Ana Prado.",
     "Ana Prado", "a diretora do museu", "ontem ao jornal «A Onda»"),
    ("pt", "«Não», contou a este jornal Ana Prado, vendedora de redes.", "Ana Prado", "vendedora de redes", "a este jornal"),
    ("fr", "« Non », a déclaré à l’agence Merval la directrice du musée, Ève Beau.",
     "Ève Beau", "la directrice du musée", "à l’agence Merval"),
    ("fr", "« Non », a confié à notre journal Ève Beau, vendeuse de filets.", "Ève Beau", "vendeuse de filets", "à notre journal"),
    ("fr", "« Non », a déclaré à la revue « Marée » le maire de Port-Clair, Luc Beau.",
     "Luc Beau", "le maire de Port-Clair", "à la revue « Marée »"),
    ("it", "«No», ha detto all’agenzia Onda la direttrice del museo, Ada Fois.", "Ada Fois", "la direttrice del museo", "all’agenzia Onda"),
    ("it", "«No», ha raccontato a questo giornale Ada Fois, venditrice di reti.",
     "Ada Fois", "venditrice di reti", "a questo giornale"),
    ("it", "«No», ha detto al quotidiano «La Riva» il sindaco di Porto, Ugo Piras.",
     "Ugo Piras", "il sindaco di Porto", "al quotidiano «La Riva»"),
    ("de", "„Nein“, sagte der Bürgermeister Jan Holm der Zeitung „Küstenbote“.", "Jan Holm", "der Bürgermeister", "der Zeitung „Küstenbote“"),
    ("de", "„Nein“, sagte Ada Holm dem „Hafenblatt“.", "Ada Holm", None, "dem „Hafenblatt“"),
    ("de", "„Nein“, sagte Ada Holm, Wirtin aus dem Hochtal, der Tageszeitung Küste.",
     "Ada Holm", "Wirtin aus dem Hochtal", "der Tageszeitung Küste"),
    ("de", "„Nein“, sagte Ada Holm, Wirtin aus dem Hochtal, dem Lokalsender Küstenwelle. „Im Mai.“",
     "Ada Holm", "Wirtin aus dem Hochtal", "dem Lokalsender Küstenwelle"),
    ("de", "„Nein“, sagte Ada Holm, die Wirtin aus dem Hochtal, dem Magazin „Küste“.",
     "Ada Holm", "die Wirtin aus dem Hochtal", "dem Magazin „Küste“"),
    ("de", "Ada Holm sagte der Zeitung „Küstenbote“: „Wir bleiben hier am Kai.“", "Ada Holm", None, "der Zeitung „Küstenbote“"),
    ("de", "Ada Holm sagte dem Lokalsender: „Wir bleiben hier am Kai.“", "Ada Holm", None, "dem Lokalsender"),
    ("nl", "“Nee”, zei Jan Holm, boer uit Vik, tegen de krant ‘De Kust’.", "Jan Holm", "boer uit Vik", "tegen de krant ‘De Kust’"),
    ("nl", "“Nee”, zei burgemeester Jan Holm tegen het weekblad “De Kust”.",
     "Jan Holm", "burgemeester", "tegen het weekblad “De Kust”"),
    ("de", "„Nein“, sagte ein Fischer der Zeitung „Küste“.", None, "ein Fischer", "der Zeitung „Küste“"),
    ("de", "„Nein“, sagte eine Sprecherin der Zeitung „Küste“.", None, "eine Sprecherin der Zeitung „Küste“", None),
    ("de", "„Nein“, erklärte Ada Holm, Wirtin in Vik, gegenüber dem „Küstenboten“.", "Ada Holm", "Wirtin in Vik", "gegenüber dem „Küstenboten“"),
    ("de", "Dem Magazin „Küste“ sagte Ada Holm: „Wir gehen heute noch.“", "Ada Holm", None, None),
    ("de", "Der Zeitung „Küste“ sagte die Wirtin Ada Holm: „Wir gehen heute noch.“", "Ada Holm", "die Wirtin", None),
    ("de", "Den Reportern sagte Ada Holm: „Wir gehen heute noch.“", "Ada Holm", None, None),
    ("es", "«No», declaró ayer a Radio Vilar Ana Roca, alcaldesa de Vilar.", "Ana Roca", "alcaldesa de Vilar", "ayer a Radio Vilar"),
    ("pt", "«Não», afirmou o ministro dos Portos, Rui Prado, a jornalistas em Vilar.", "Rui Prado", "o ministro dos Portos", "a jornalistas em Vilar"),
    ("pt", "«Não», afirmou Ana Prado, a voz do porto.", "Ana Prado", "a voz do porto", None),
    ("nl", "De minister van Havens, Ada Holm, zei dinsdag in de raad dat er “niemand blijft”.", "Ada Holm", "De minister van Havens", "dinsdag in de raad"),
    ("it", "Ada Fois ha detto in consiglio comunale: «Restiamo tutti qui».", "Ada Fois", None, "in consiglio comunale"),
    ("it", "Ada Fois ha detto che «restiamo tutti qui».", "Ada Fois", None, None),
    ("en", "One of the people at the talks said the offer was “firm.”", None, "One of the people at the talks", None),
    ("en", "In a statement on Tuesday, the Harbour Council called for “goodwill.”", "Harbour Council", None, "in a statement on Tuesday"),
    ("en", "In an interview with Radio Vik, Ada Holm said: “We sail.”", "Ada Holm", None, "in an interview with Radio Vik"),
    ("en", "Today in an interview, Ada Holm said: “We sail.”", "Ada Holm", None, None),
    ("en", "In a harbour full of boats, Ada Holm said: “We sail.”", "Ada Holm", None, None),
    ("es", "En una entrevista con Radio Vilar, Ana Roca dijo: «No nos vamos».", "Ana Roca", None, "en una entrevista con Radio Vilar"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "speaker", "role", "context"), TOLD)
def test_whom_somebody_told_is_context(
    lang: str, text: str, speaker: str | None, role: str | None, context: str | None
) -> None:
    (found,) = (q for q in find_quotations(text, lang=lang).quotations if q.kind != "none")
    assert (found.speaker, found.role, found.context) == (speaker, role, context)


def test_a_papers_name_in_marks_parts_no_words() -> None:
    text = "„Nein“, sagte Ada Holm der Zeitung „Küstenbote“. „Im Mai.“"
    (found,) = find_quotations(text, lang="de").quotations
    assert [text[part.start : part.end] for part in found.parts] == ["Nein", "Im Mai."]


def test_words_in_marks_behind_a_house_may_be_said() -> None:
    text = "Ada Holm nannte die Zeitung „ein Blatt für Möwen“."
    (found,) = find_quotations(text, lang="de").quotations
    assert text[found.parts[0].start : found.parts[0].end] == "ein Blatt für Möwen"


PAPERS: list[tuple[str, str, str]] = [  # lang, text, speaker
    ("de", "Die Zeitung „Küste“ schrieb: „Wir gehen heute noch alle.“", "Die Zeitung „Küste“"),
    ("de", "„Nein“, berichtete das Magazin „Küste“ am Montag.", "das Magazin „Küste“"),
    ("es", "El diario «La Ola» escribió: «Nos vamos todos hoy».", "El diario «La Ola»"),
    ("es", "«No», escribió el diario «La Ola».", "el diario «La Ola»"),
    ("fr", "Le journal « Marée » écrit : « On part tous ce soir ».", "Le journal « Marée »"),
    ("it", "«No», scrive il quotidiano «La Riva».", "il quotidiano «La Riva»"),
    ("pt", "«Não», escreveu o jornal «A Onda».", "o jornal «A Onda»"),
]


@pytest.mark.parametrize(("lang", "text", "speaker"), PAPERS)
def test_a_paper_may_speak_itself(lang: str, text: str, speaker: str) -> None:
    (found,) = find_quotations(text, lang=lang).quotations
    assert (found.kind, found.speaker) == ("organisation", speaker)
