"""Whether a mention is what its sentence is about: the first, and behind no preposition."""

from __future__ import annotations

from digest.quotes.mention import Mention
from digest.quotes.narration import Row
from digest.quotes.scene import Scene

_LEAD = 25  # words
_COMMAS = 3
_SHORT = 5  # "Being", "King"


def is_subject(scene: Scene, at: int) -> bool:
    """First mention of its sentence, and not behind a preposition."""
    if at not in scene.subjects:
        scene.subjects[at] = _is_subject(scene, at)
    return scene.subjects[at]


def _is_subject(scene: Scene, at: int) -> bool:
    row = scene.row
    at = _phrase_before(scene, at)
    mention = scene.mentions[at]
    before = _before_adverbial(scene, at)
    if before >= 0 and row.sentences[scene.mentions[before].first] == row.sentences[mention.first]:
        return False
    led = mention.first and row.lower[mention.first - 1] in scene.tables.prepositions
    return not led or is_topic(row, mention)


def is_topic(row: Row, mention: Mention) -> bool:
    """“As for Lind, she is not worried."""
    led = row.lower[max(0, mention.first - 2) : mention.first] == ["as", "for"]
    return led and row.words[mention.last] == ","


def _before_adverbial(scene: Scene, at: int) -> int:
    """The mention before one, past those of “In Halden, …", “The day before, at a rally in Vik, …" and “Asked about the strike, …"."""
    row, mention = scene.row, scene.mentions[at]
    opens = mention.first
    while opens and row.words[opens - 1].islower() and mention.first - opens < 3:
        opens -= 1  # a trade: "In Halden, perfumer X"
    if not opens or row.words[opens - 1] != "," or not mention.name:
        return at - 1
    ends = opens
    while (
        opens and ends - opens < _LEAD and row.sentences[opens - 1] == row.sentences[mention.first]
    ):
        opens -= 1
    if not _leads(scene, opens, ends):
        return at - 1
    while at and scene.mentions[at - 1].first >= opens:
        at -= 1
    return at - 1


def _leads(scene: Scene, opens: int, ends: int) -> bool:
    """Whether a sentence only begins with when, where or how, so that its subject is yet to come."""
    row, tables = scene.row, scene.tables
    first = row.lower[opens]
    if first in tables.prepositions or first == "asked":
        return row.words[opens:ends].count(",") <= _COMMAS
    time = first in tables.determiners and not tables.days.isdisjoint(
        row.lower[opens + 1 : opens + 3]
    )
    gerund = first.endswith("ing") and len(first) > _SHORT
    return (time or gerund) and row.words[opens:ends].count(",") <= _COMMAS


def _phrase_before(scene: Scene, at: int) -> int:
    """“His wife, Maja Lind, …": the phrase that a name stands in apposition to, or the name itself."""
    before = at - 1
    while before >= 0 and scene.mentions[before].inside:
        before -= 1
    near = before >= 0 and scene.row.words[scene.mentions[at].first - 1] == ","
    return before if near and scene.links[before].pattern == "m,N" else at
