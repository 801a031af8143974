"""The whole phrase of a speaker without a name: where it ends."""

from __future__ import annotations

from digest.quotes.bodies import is_body
from digest.quotes.leading import DASHES, ENDS, LONGEST, text_of
from digest.quotes.mention import Link, Mention
from digest.quotes.occasions import is_occasion, main_verb
from digest.quotes.outlets import is_addressed
from digest.quotes.scene import Scene

# What follows these behind a speaking body is the occasion: "the company said in an email".
_OCCASION = frozenset(
    ("in", "on", "during", "after", "at", "via", "dans", "lors", "sur", "en", "em", "am", "im", "bei", "mit", "nel", "nella", "num", "numa")
)  # fmt: skip
_ASIDES = frozenset(
    ("for", "in", "on", "by", "meanwhile", "however", "though", "too", "also", "instead")
)
_SPEAKING = frozenset(("spoke", "speaking", "speaks", "talked"))  # who spoke on condition of …
SEPARATED = frozenset(
    ("mit", "hinzu", "fort", "ein", "an", "aus", "zu", "nach", "vor", "weten")
)  # teilte ... mit, liet ... weten


def long_phrase(scene: Scene, mention: Mention, link: Link) -> tuple[str | None, int]:
    """An unnamed speaker's whole phrase: "a senior official who asked not to be named"."""
    row = scene.row
    if link.pattern in ("mv", "mpv", "m,v", "m,colon", "colon", "mcv"):
        stop = _before_verb(scene, mention, link)
        stop = _before_aside(scene, mention.last, stop)
    elif link.pattern in ("none", "prep", "obj"):
        stop = mention.last
    else:
        stop = mention.last
        size = min(len(row.words), stop + LONGEST)
        body, plain = is_body(scene, mention), link.pattern == "vm"
        lasting = mention.head in scene.tables.papers  # a sign on the pier
        while stop < size and not _ends(scene, stop):
            if body and row.words[stop] == "," and row.lower[stop + 1] in ("which", "who", "that"):
                break
            if body and not lasting and row.lower[stop] in _OCCASION:
                break
            if _turns_back(scene, link, stop) and (body or _opens_clause(scene, stop + 1)):
                break
            written = link.lemma == "write" and row.lower[stop] in ("in", "on")
            told = written or is_occasion(row, stop, scene.tables)
            if plain and told and row.lower[stop - 1] not in _SPEAKING:
                break
            if row.words[stop] == "," and (
                row.lower[stop + 1].endswith("ing")
                if link.pattern not in ("mcg", "m,g")
                else _verb_behind(scene, stop)
            ):
                break
            plain = plain and row.words[stop] != ","
            stop += 1
        if row.words[stop] == ":":
            stop = main_verb(row, mention.last, stop)
    stop = _without_loose_end(scene, mention.last, stop)
    return text_of(scene, mention.first, stop), stop


def _ends(scene: Scene, at: int) -> bool:
    """Whether a phrase ends here whatever it is: with its clause, or before whom the words were told."""
    word = scene.row.words[at]
    return word in ENDS or word in DASHES or is_addressed(scene.row, at, scene.tables)


def _without_loose_end(scene: Scene, first: int, stop: int) -> int:
    """The end of a phrase without a comma, and without the half of a verb: räumte sein Sprecher ein."""
    row = scene.row
    if scene.tables.lang in ("de", "nl") and stop > first and row.lower[stop - 1] in SEPARATED:
        stop -= 1
    while stop > first and row.words[stop - 1] == ",":
        stop -= 1
    return stop


def _verb_behind(scene: Scene, at: int) -> bool:
    """“a diplomat, speaking on condition of anonymity, said": the verb behind what somebody did."""
    row, tables = scene.row, scene.tables
    word = row.lower[at + 1]
    return row.words[at] == "," and word in tables.verbs and word not in tables.gerunds


def _turns_back(scene: Scene, link: Link, at: int) -> bool:
    """The comma behind "According to the survey,": what follows is no longer the phrase."""
    return link.pattern == "acc" and scene.row.words[at] == ","


def _opens_clause(scene: Scene, at: int) -> bool:
    """“Selon une source, le ministère “…”": a subject of its own."""
    word, tables = scene.row.lower[at], scene.tables
    return word in tables.determiners or word in tables.pronouns


def _before_aside(scene: Scene, first: int, stop: int) -> int:
    """“The union, for its part, says": where a phrase ends before what is said by the way."""
    row = scene.row
    for at in range(first, stop - 1):
        if row.words[at] == "," and row.lower[at + 1] in _ASIDES:
            return at
    return stop


def _before_verb(scene: Scene, mention: Mention, link: Link) -> int:
    row, at = scene.row, link.verb
    while at > mention.last and (
        row.lower[at - 1] in scene.tables.auxiliary or row.lower[at - 1].endswith("ly")
    ):
        if row.words[link.verb] == ":":
            break  # A clerk, who may not speak publicly: “…”
        at -= 1
    if link.pattern == "m,v" and is_body(scene, mention):  # a note, left at the door, demands
        return next((step for step in range(mention.last, at) if row.words[step] == ","), at)
    return at
