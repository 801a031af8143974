"""Who may have said a stretch, and the attributions so plain that they touch its marks."""

from __future__ import annotations

from bisect import bisect_left, insort

from digest.quotes.bodies import is_body
from digest.quotes.introductions import is_someone
from digest.quotes.links import Links
from digest.quotes.mention import Link, Mention
from digest.quotes.narration import BREAK, QUOTE, Row
from digest.quotes.scene import Scene
from digest.quotes.tables import Tables

_LIGHT = frozenset((",", ".", "the", "The", "-"))
_BACK, _AHEAD = 70, 45  # words of the same paragraph
_NEAR_BACK, _NEAR_AHEAD = 40, 30  # of those around it
_CLOSE = 40  # words that may stand between marks and the name of a touching attribution
_MEMORY = 600  # words back to the last speaker
_PAUSE = 12  # words between two halves of a sentence
WITHOUT_PRONOUNS = frozenset(("es", "it", "pt"))
_STOPPING = frozenset((".", ",", ":", ";", BREAK, QUOTE))
_DASHES = frozenset(("—", "–", "--", "―", "-"))
_AT_ONCE = 3  # words between a verb and the marks behind it
_CLAUSE_STARTS = frozenset(("but", "while", "although", ".", ";", BREAK, QUOTE))
_NAMED = frozenset(("name", "bare", "org"))
_UNLINKED = frozenset(("none", "prep", "obj", "inner"))
_UNTOUCHING = frozenset(("none", "prep", "obj", "mofv", "mcg", "m,g", "colonfar"))


class Able(dict[int, bool]):
    """Whether a mention may speak, by its number: at a verb of saying, or as a subject beside a quotation."""

    def __init__(self, row: Row, mentions: list[Mention], links: Links, tables: Tables) -> None:
        super().__init__()
        self._row, self._mentions, self._links, self._tables = row, mentions, links, tables
        self._quoting = {row.paragraphs[place] for place in row.places}

    def __missing__(self, at: int) -> bool:
        mention, pattern = self._mentions[at], self._links[at].pattern
        able = self[at] = pattern not in _UNLINKED or (
            self._row.paragraphs[mention.first] in self._quoting
            and pattern != "inner"
            and not (pattern == "prep" and mention.kind == "org")
            and not (mention.inside or mention.possessor)
            and _may_speak(mention, self._tables, opens=self._opens(at))
        )
        return able

    def _opens(self, at: int) -> bool:
        """Whether a mention is the first of its sentence."""
        sentences, mentions = self._row.sentences, self._mentions
        here = sentences[mentions[at].first]
        return not at or sentences[mentions[at - 1].first] != here


def _may_speak(mention: Mention, tables: Tables, *, opens: bool) -> bool:
    """Of the mentions without a verb of saying, on their own."""
    if mention.kind == "pronoun":
        return tables.pronouns.get(mention.head) not in ("first", "thing", "relative")
    if mention.kind in ("definite", "indefinite", "bare"):
        return opens
    return mention.kind not in ("place", "group")


def candidates_of(scene: Scene, number: int, previous: int | None) -> list[int]:
    """Indices of the mentions that may have said stretch ``number``.

    Any of its paragraph; of those around it who stands at a verb of saying, unless an attribution
    touches the marks; and who spoke before.
    """
    row = scene.row
    place = row.places[number]
    paragraph, begins = row.paragraphs[place], row.begins
    first = max(place - _BACK, begins[paragraph])
    last = begins[paragraph + 1] if paragraph + 1 < len(begins) else place + _AHEAD
    found = _able(scene, first, min(last, place + _AHEAD))
    if number not in scene.clear:
        low, high = max(place - _NEAR_BACK, begins[max(0, paragraph - 2)]), place + _NEAR_AHEAD
        if low < first:
            found = _telling(scene, low, first) + found
        if last < high:
            ends = begins[paragraph + 2] if paragraph + 2 < len(begins) else high
            found += _telling(scene, last, min(ends, high))
    if previous is not None and previous not in found and place - scene.firsts[previous] < _MEMORY:
        insort(found, previous)
    return found


def _able(scene: Scene, low: int, high: int) -> list[int]:
    """The mentions in [low, high) that may speak."""
    return list(filter(scene.able.__getitem__, _between(scene.firsts, low, high)))


def _telling(scene: Scene, low: int, high: int) -> list[int]:
    """The mentions in [low, high) at a verb of saying."""
    links = scene.links
    return [at for at in _between(scene.firsts, low, high) if links[at].pattern not in _UNLINKED]


def _between(firsts: list[int], low: int, high: int) -> range:
    start = bisect_left(firsts, low)
    return range(start, bisect_left(firsts, high, start))


def find_clear(scene: Scene) -> None:
    """Note for each stretch the mention whose attribution touches its marks, the one behind first."""
    row, begins = scene.row, [*scene.row.begins, len(scene.row.words)]
    for number, place in enumerate(row.places):
        paragraph = row.paragraphs[place]
        low = max(place - _CLOSE, begins[paragraph])
        high = min(place + _CLOSE, begins[paragraph + 1])
        for index in _able(scene, low, high):
            mention = scene.mentions[index]
            if mention.first == place + 1 and _goes_on(scene, number):
                continue
            if not mention.inside and is_clear(row, mention, scene.links[index], place):
                other = scene.clear.get(number, -1)
                if other < 0 or _outdoes(scene, index, other, place):
                    scene.clear[number] = index


def _goes_on(scene: Scene, number: int) -> bool:
    """“It may be” that the banks say yes: words that no comma parts from the clause behind them."""
    row, stretch = scene.row, scene.stretches[number]
    return row.lower[row.places[number] + 1] == "that" and row.text[stretch.end - 1].isalnum()


def _outdoes(scene: Scene, index: int, other: int, place: int) -> bool:
    """Whether a later mention is the better attribution: not where a colon introduces the words."""
    if scene.links[other].verb == scene.links[index].verb:
        return False
    return not (scene.row.words[place - 1] == ":" and scene.mentions[other].first < place)


def woven_with(scene: Scene, number: int) -> int:
    """The speaker of the next stretch of the same sentence, or -1: “…” somebody is and “…,” said X."""
    row = scene.row
    if number + 1 >= len(row.places):
        return -1
    place, following = row.places[number], row.places[number + 1]
    if (
        row.sentences[following] != row.sentences[place]
        or row.paragraphs[following] != row.paragraphs[place]
    ):
        return -1
    speaker = scene.clear.get(number + 1, -1)
    return speaker if speaker >= 0 and scene.mentions[speaker].first > following else -1


def told_before(scene: Scene, number: int, candidates: list[int]) -> int:
    """The subject that begins the clause right before the marks, or -1: "... but X calls it “…”"."""
    row = scene.row
    place = row.places[number]
    own = scene.clear.get(number, -1)
    if own >= 0 and scene.mentions[own].first > place:
        return -1
    for index in reversed(candidates):
        mention = scene.mentions[index]
        if mention.first > place or mention.inside:
            continue
        link = scene.links[index]
        named = mention.kind in _NAMED or is_body(scene, mention)
        if not named or link.pattern in ("obj", "inner"):
            continue
        if row.sentences[mention.first] != row.sentences[place]:
            return -1
        if link.pattern not in ("mv", "m,v", "mpv") or not 0 < place - link.verb <= _AT_ONCE:
            return -1
        first = mention.first - (mention.kind == "org" and row.lower[mention.first - 1] == "the")
        before = row.lower[first - 1] if first else BREAK
        return index if before in _CLAUSE_STARTS else -1
    return -1


def paused_before(scene: Scene, number: int) -> int:
    """Who paused between the halves of a sentence, “If we lose” — X laughed — “we go”, or -1."""
    row = scene.row
    for left in (number, number - 1):
        if not 0 <= left < len(row.places) - 1:
            continue
        place, following = row.places[left], row.places[left + 1]
        if row.words[place + 1] not in _DASHES or row.words[following - 1] not in _DASHES:
            continue
        if following - place > _PAUSE or row.paragraphs[following] != row.paragraphs[place]:
            continue
        at = bisect_left(scene.firsts, place + 2)
        if at < len(scene.firsts) and scene.firsts[at] == place + 2 and is_someone(scene, at):
            own = scene.clear.get(left + 1, -1)
            named = scene.mentions[at].kind == "pronoun" and own >= 0
            return own if named and scene.mentions[own].first > following else at
    return -1


def went_on(scene: Scene, number: int, previous: int) -> int:
    """Whoever spoke before and goes on, in languages where no pronoun tells it: «…», añadió."""
    row, tables = scene.row, scene.tables
    place = row.places[number]
    behind = _lone_verb(row, place, tables)
    if behind < 0 and (not number or _lone_verb(row, row.places[number - 1], tables) != place - 2):
        return -1
    begins = row.begins[row.paragraphs[place]]
    others = _able(scene, begins, place)
    return previous if not others or others[-1] <= previous else -1


def _lone_verb(row: Row, place: int, tables: Tables) -> int:
    """The verb of saying right behind the marks that has no subject, or -1."""
    at = place + 1
    at += row.words[at] == ","
    alone = row.lower[at] in tables.verbs and row.words[at][0].islower()
    return at if alone and row.words[at + 1] in _STOPPING else -1


def _says_more(row: Row, mention: Mention, link: Link) -> bool:
    """“…?” X says they will do it: what X says follows, and is not quoted."""
    if link.verb < mention.last or link.pattern != "mv":
        return False
    return row.lower[link.verb + 1].partition("’")[0] in ("they", "he", "she", "it", "that", "we")


def is_clear(row: Row, mention: Mention, link: Link, place: int) -> bool:
    """An attribution that touches the marks: “…,” said X; “…,” X said; X said: “…”; “…” — X."""
    if link.pattern in _UNTOUCHING or mention.possessor:
        return False
    lead = link.verb if 0 <= link.verb < mention.first else mention.first
    behind = place + 1
    while behind < lead and row.words[behind] in _LIGHT:
        behind += 1
    if lead == behind and mention.first > place:
        if row.sentences[place + 1] != row.sentences[place] or _says_more(row, mention, link):
            return False
        return link.pattern not in ("colon", "m,colon")
    if mention.first > place or link.verb < 0:
        return False
    ahead = max(mention.last, link.verb + 1)
    while ahead < place and row.words[ahead] in (":", ","):
        ahead += 1
    return ahead == place and (
        row.words[place - 1] in (":", ",") or link.pattern not in ("vm", "acc", "Nvm")
    )
