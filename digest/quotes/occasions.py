"""On what occasion something was said, behind an unnamed speaker or before a sentence: "in an email", "on Friday"."""

from __future__ import annotations

from digest.quotes.narration import QUOTE, Row
from digest.quotes.tables import Tables

_LEADS = frozenset(
    ("in", "by", "on", "at", "via", "during", "after", "over", "dans", "lors", "sur", "en", "por", "per", "am", "im", "bei", "nel", "nella", "em", "num", "numa")
)  # fmt: skip
_NOUNS = frozenset(
    [
        "email",
        "e-mail",
        "statement",
        "interview",
        "letter",
        "post",
        "message",
        "text",
        "call",
        "phone",
        "telephone",
        "speech",
        "conference",
        "briefing",
        "hearing",
        "tweet",
        "video",
        "testimony",
        "anonymity",
        "meeting",
        "debate",
        "rally",
        "ceremony",
        "broadcast",
        "radio",
        "television",
        "condition",
        "communiqué",
        "entretien",
        "message",
        "comunicado",
        "entrevista",
        "carta",
        "correo",
        "comunicato",
        "intervista",
        "nota",
        "erklärung",
        "mitteilung",
        "interview",
        "gespräch",
    ]
)
_LONGEST = 14  # words with which a sentence begins
_WITHIN = 5  # words between the preposition and the noun
_FINITE = frozenset(
    ("was", "were", "is", "are", "had", "has", "put", "fue", "era", "es", "est", "était", "è", "war", "ist", "foi")
)  # fmt: skip
_RELATIVE = frozenset(("who", "that", "which", "que", "qui", "che", "der", "die"))


def is_occasion(row: Row, at: int, tables: Tables) -> bool:
    """Whether the words from ``at`` on tell when or by what means, and no longer who."""
    if row.lower[at] in tables.days:
        return True
    if row.lower[at] == "zu" and row.lower[at + 1] in ("bedenken", "verstehen", "protokoll"):
        return True
    if row.lower[at] not in _LEADS:
        return False
    if row.lower[at + 1] in tables.days:
        return True
    for word in row.lower[at + 1 : at + 1 + _WITHIN]:
        if word in _NOUNS:
            return True
        if not word[0].isalpha() or word in tables.verbs or word in tables.prepositions:
            return False
    return False


def opening_occasion(row: Row, comma: int, tables: Tables) -> int:
    """Where the occasion begins that opens a sentence, up to a comma: "In a statement on Tuesday,"; or -1. A day is none."""
    first, sentence = comma, row.sentences[comma]
    while (
        first and row.sentences[first - 1] == sentence and row.words[first - 1] not in (",", QUOTE)
    ):
        first -= 1
    opens = not first or row.sentences[first - 1] != sentence
    dated = not tables.days.isdisjoint(row.lower[first : first + 2])
    fits = opens and not dated and comma - first <= _LONGEST
    return first if fits and is_occasion(row, first, tables) else -1


def main_verb(row: Row, first: int, stop: int) -> int:
    """“A farmer who asked not to be named was blunter: “…”": where what the speaker was like begins."""
    for at in range(first, stop):
        if row.lower[at] in _FINITE and row.lower[at - 1] not in _RELATIVE:
            return at
    return stop
