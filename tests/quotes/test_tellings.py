"""Who tells, in the many ways in which articles put it: several at once, bodies, sources, verbs that are not of saying."""

from __future__ import annotations

import pytest

from digest.quotes.engine import find_quotations

Row = tuple[str, str, str | None, str | None]  # lang, text, speaker, role

TOLD: list[Row] = [
    ("en", "“No,” both the ministry and the Vik town council said.", "the ministry and the Vik town council", None),
    ("en", "“No,” said the harbour board and the Growers’ Union.", "the harbour board and Growers’ Union", None),
    ("en", "A letter from the ministry and the council said: “No.”", "A letter from the ministry and the council", None),
    ("en", "The Net Museum in Vik has offered Holm “a bench.” Holm said no.", "Net Museum", None),
    ("en", "“No,” said the Vik Herald in an editorial.", "Vik Herald", None),
    ("en", "“No,” reads a sign on the pier.", "a sign on the pier", None),
    ("en", "“No,” somebody shouted from the back.", None, "somebody"),
    ("en", "“No,” said somebody in the queue.", None, "somebody in the queue"),
    ("en", "The board’s reply was short: “No.”", "The board", None),
    ("en", "Ada Holm’s only answer: “No.”", "Ada Holm", None),
    ("en", "In Ada Holm’s words, the plan is “a hole with a view.”", "Ada Holm", None),
    ("en", "In the eyes of retired nurse Ada Holm, the plan is “a hole with a view.”", "Ada Holm", "retired nurse"),
    ("en", "He waits. Asked why, harbour master Ada Holm shot back: “No.”", "Ada Holm", "harbour master"),
    ("en", "“No,” says retired dentist and part-time ferryman Ole Berg.", "Ole Berg", "retired dentist and part-time ferryman"),
    ("en", "Ada Holm, a dentist, has another theory. “No,” she says.", "Ada Holm", "a dentist"),
    ("en", "Ada Holm, a dentist, keeps the door. “No,” she says.", "Ada Holm", "a dentist"),
    ("en", "“No,” said Ada Holm, her boots full of water.", "Ada Holm", None),
    ("en", "“No,” the study’s lead author, Ada Holm of the college, said.", "Ada Holm", "the study’s lead author"),
    ("en", "Take Ada Holm, a baker. “No,” she said.", "Ada Holm", "a baker"),
    ("en", "“No,” one of her two lawyers, Ada Holm, said.", "Ada Holm", "one of her two lawyers"),
    ("en", "“No” was how mayor Ada Holm put it.", "Ada Holm", "mayor"),
    ("en", "Ada Holm (head of the weather service): “No.”", "Ada Holm", "head of the weather service"),
    ("en", "A spokesman for the port, however, said: “No.”", None, "A spokesman for the port"),
    ("en", "“No,” said Captain First Rank Ada Holm.", "Ada Holm", "Captain First Rank"),
    ("en", "“No,” wondered Fr. Ġorġ Vella, the parish priest.", "Ġorġ Vella", "the parish priest"),
    ("en", "“No,” mayors Ada Holm, Ole Berg and Jon Lind said.", "Ada Holm and Ole Berg and Jon Lind", "mayors"),
    ("de", "„Nein“, sagte Stadträtin Mag. Ada Holm.", "Ada Holm", "Stadträtin"),
    ("es", "Fuentes del puerto, que prefieren callar, admiten que “no es así”.", None, "Fuentes del puerto, que prefieren callar"),
    ("es", "«No», concluyeron los vecinos.", None, "los vecinos"),
    ("pt", "«Não», responderam os vizinhos.", None, "os vizinhos"),
    ("fr", "« Non », soupirent les voisins.", None, "les voisins"),
    ("de", "„Nein“, heißt es in einer Mitteilung des Seeamtes für Bojen.", "Seeamt für Bojen", None),
    ("de", "„Nein“, heißt es in einem Bericht des Seeamtes.", "Bericht des Seeamtes", None),
    ("de", "Und Holms Frau Ada? „Nein“, sagt sie.", "Ada", "Holms Frau"),
    ("de", "„Nein“, kommentieren die Anwohner.", None, "die Anwohner"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "speaker", "role"), TOLD, ids=[row[1] for row in TOLD])
def test_whoever_tells_is_found(
    lang: str, text: str, speaker: str | None, role: str | None
) -> None:
    (found,) = find_quotations(text, lang=lang).quotations

    assert (speaker, role) == (found.speaker, found.role)


def test_to_whom_something_was_said_is_no_role() -> None:
    (found,) = find_quotations("He waits. Ada Holm, a baker, to reporters: “No.”").quotations

    assert (found.speaker, found.role, found.context) == ("Ada Holm", "a baker", "to reporters")
