"""The words around the speaker: role, the tail of the saying, and the clause that only says who spoke."""

from __future__ import annotations

import msgspec

from digest.quotes.scene import Scene
from digest.quotes.links import Link
from digest.quotes.mention import Mention
from digest.quotes.narration import BREAK, QUOTE
from digest.quotes.records import Span

_ENDS = frozenset((QUOTE, BREAK, ".", ";", ":", "!", "?"))
_DASHES = frozenset(("—", "–", "--", "―"))
_LONGEST_APPOSED = 16
_LONGEST_CONTEXT = 14
_COMPLEMENTS = frozenset(("that", "dass", "que", "how", "why", "whether"))
_CLAUSES = _COMPLEMENTS | {"he", "she", "they", "it"}
_LONGEST = 60  # words of a role or a clause
_BARE = frozenset(
    ("say", "add", "sagte", "dijo", "dit", "déclare", "ajoute", "añadió", "agregó", "fügt")
)


class Wording(msgspec.Struct, frozen=True):
    role: str | None = None
    context: str | None = None
    clause: Span | None = None


def word_saying(scene: Scene, index: int, number: int) -> Wording:
    """Role and context beside mention ``index``, and the clause if it only leads to stretch ``number``."""
    mention, link = scene.mentions[index], scene.links[index]
    before = role_before(scene, mention) if mention.name else None
    after, stop = role_after(scene, mention, link)
    context = _context(scene, mention, link, stop)
    return Wording(_join(before, after, scene), context, _clause(scene, mention, link, number))


def _text(scene: Scene, first: int, last: int) -> str | None:
    if last <= first:
        return None
    row = scene.row
    return " ".join(row.text[row.starts[first] : row.ends[last - 1]].split()) or None


def _join(before: str | None, after: str | None, scene: Scene) -> str | None:
    if (
        before
        and after
        and all(word.lower().rstrip(".") in scene.tables.honorifics for word in before.split())
    ):
        return after
    return before or after


def role_before(scene: Scene, mention: Mention) -> str | None:
    """The words before a name: "Pentagon spokesman Brigadier General"; "Russia's ambassador to the UN,"."""
    row = scene.row
    first, last = mention.first, mention.name_first
    while first < last and row.lower[first] in scene.tables.days:
        first += 1
    words = [row.lower[at].rstrip(".") for at in range(first, last)]
    if last > first and not all(word in scene.tables.honorifics for word in words):
        return _text(scene, first, last)
    if first > 1 and row.words[first - 1] == ",":
        start = _apposition_start(scene, first - 1)
        while start is not None and row.lower[start] in scene.tables.days:
            start += 1
        if start is not None:
            return _text(scene, start, first - 1)
    return None


def _apposition_start(scene: Scene, comma: int) -> int | None:
    row, tables = scene.row, scene.tables
    at = comma
    while at > 0:
        if comma - at >= _LONGEST_APPOSED:
            return None
        word = row.words[at - 1]
        if word in _ENDS or word == "," or word in _DASHES:
            break
        if (
            row.lower[at - 1] in tables.verbs
            and word[0].islower()
            and row.lower[at - 1] not in tables.roles
        ):
            break
        at -= 1
    heads = {row.lower[step].rstrip(".") for step in range(at, comma)}
    if at == comma or not (
        heads & tables.roles or heads & tables.titles or row.lower[at] in tables.determiners
    ):
        return None
    if row.lower[at] in tables.prepositions and row.lower[at] not in ("laut", "pour", "según"):
        return None
    return at + 1 if row.lower[at] in tables.prepositions | tables.according else at


def role_after(scene: Scene, mention: Mention, link: Link) -> tuple[str | None, int]:
    """The apposition after a name, without an age; and the place where it ends."""
    row, tables = scene.row, scene.tables
    at = mention.last
    size = len(row.words)
    if mention.kind in ("definite", "indefinite", "bare") and not mention.name:
        return _long_phrase(scene, mention, link)
    if at < size and row.words[at] == "(":
        close = next((k for k in range(at, min(at + 8, size)) if row.words[k] == ")"), at - 1)
        at = close + 1
    if at + 1 >= size or row.words[at] not in (",", "—", "–"):
        return None, at
    first = at + 1
    if row.words[first].isdigit() and len(row.words[first]) <= 3:
        if first + 1 < size and row.words[first + 1] == ",":
            first += 2
        elif first + 1 < size and row.words[first + 1] in _ENDS:
            return None, first + 1
    if not _opens_role(scene, first):
        return None, at
    stop = _role_end(scene, first, link)
    return _text(scene, first, stop), stop


def _opens_role(scene: Scene, first: int) -> bool:
    row, tables = scene.row, scene.tables
    word = row.lower[first]
    if word in ("who", "whose", "qui", "quien", "now", "then"):
        return True
    if first + 1 < len(row.words) and row.words[first + 1] == ":" and word not in tables.roles:
        return False
    if word in tables.gerunds or word in tables.conjunctions or row.words[first] in _ENDS:
        return False
    if word in tables.verbs and word not in tables.roles:
        return False
    if word in tables.determiners:
        return not _is_day(scene, first)
    return (
        word not in tables.prepositions
        and word not in tables.pronouns
        and word not in tables.days
        and word not in tables.auxiliary
    )


def _role_end(scene: Scene, first: int, link: Link) -> int:
    """Where an apposition ends: at its verb's comma, or at the end of the clause."""
    row = scene.row
    size = len(row.words)
    if link.verb > first and link.pattern in ("m,v", "m,g", "m,colon", "mcv"):
        at = link.verb
        while at > first and row.words[at - 1] not in (",", "—", "–", "--"):
            at -= 1
        return at - 1 if link.pattern != "m,colon" else link.verb
    at = first
    size = min(size, first + _LONGEST)
    while at < size and row.words[at] not in _ENDS and row.words[at] not in _DASHES:
        if (
            row.words[at] == ","
            and at + 1 < size
            and (
                row.lower[at + 1] in scene.tables.gerunds
                or row.lower[at + 1] in scene.tables.prepositions
                or row.words[at + 1] in _ENDS
            )
        ):
            break
        if (
            row.words[at] == ","
            and at + 1 < size
            and row.lower[at + 1] in ("and", "but", "y", "et", "und")
        ):
            break
        at += 1
    return at


def _long_phrase(scene: Scene, mention: Mention, link: Link) -> tuple[str | None, int]:
    """An unnamed speaker's whole phrase: "a senior official who asked not to be named"."""
    row = scene.row
    if link.pattern in ("mv", "mpv", "m,v", "m,colon", "colon", "mcv"):
        stop = _before_verb(scene, mention, link)
    else:
        stop = mention.last
        size = min(len(row.words), stop + _LONGEST)
        while stop < size and row.words[stop] not in _ENDS and row.words[stop] not in _DASHES:
            stop += 1
    while stop > mention.last and row.words[stop - 1] == ",":
        stop -= 1
    return _text(scene, mention.first, stop), stop


def _before_verb(scene: Scene, mention: Mention, link: Link) -> int:
    row, at = scene.row, link.verb
    while at > mention.last and (
        row.lower[at - 1] in scene.tables.auxiliary or row.lower[at - 1].endswith("ly")
    ):
        at -= 1
    return at


def _context(scene: Scene, mention: Mention, link: Link, stop: int) -> str | None:
    """The tail of the saying: from the verb, or from behind the speaker, to the end of the clause."""
    row, tables = scene.row, scene.tables
    if link.verb < 0 or link.pattern in ("acc", "colon", "m,colon", "dash", "colonfar"):
        return None
    if link.pattern in ("mcg", "m,g"):
        return None
    if link.pattern in ("vm", "Nvm"):
        return _around(scene, mention, link, stop)
    first = link.verb + 1
    last = _tail_end(scene, first)
    if last == first or last - first > _LONGEST_CONTEXT or row.lower[last - 1] == "called":
        return None
    tail = _text(scene, first, last)
    opener = row.lower[first]
    if opener in _COMPLEMENTS:
        return None
    if link.lemma in _BARE:
        known = (
            opener in tables.prepositions or opener in tables.days or row.words[first][0].isupper()
        )
        return tail if known or _is_day(scene, first) else None
    return f"{row.words[link.verb]} {tail}"


def _around(scene: Scene, mention: Mention, link: Link, stop: int) -> str | None:
    """Between the verb and its subject, and behind the subject: "assured the press X on Monday"."""
    row, tables = scene.row, scene.tables
    middle = None
    opener = _name_start(scene, mention)
    if link.verb + 1 < opener and (
        row.lower[link.verb + 1] in tables.prepositions or row.lower[link.verb + 1] in tables.days
    ):
        middle = _text(scene, link.verb + 1, opener)
    first = max(stop, mention.last)
    if first < len(row.words) and row.words[first] == ",":
        first += 1
    last = _tail_end(scene, first)
    told = last > first and (row.lower[first] in tables.prepositions or _is_day(scene, first))
    if last - first > _LONGEST_CONTEXT or row.lower[first : first + 1] in (["of"], ["de"], ["von"]):
        told = False
    behind = _text(scene, first, last) if told else None
    return " ".join(piece for piece in (middle, behind) if piece) or None


def _name_start(scene: Scene, mention: Mention) -> int:
    """Where the speaker's own words begin, with the apposition before the name."""
    row = scene.row
    first = mention.first
    while first < mention.name_first and row.lower[first] in scene.tables.days:
        first += 1
    start = (
        _apposition_start(scene, first - 1) if first > 1 and row.words[first - 1] == "," else None
    )
    while start is not None and row.lower[start] in scene.tables.days:
        start += 1
    return first if start is None else start


def _is_day(scene: Scene, at: int) -> bool:
    row, days = scene.row, scene.tables.days
    return row.lower[at] in days or (
        at + 1 < len(row.words)
        and row.lower[at] in scene.tables.determiners
        and row.lower[at + 1] in days
    )


def _tail_end(scene: Scene, first: int) -> int:
    """The end of the clause behind the verb, before "that" and before what else was done."""
    row, tables = scene.row, scene.tables
    last = first
    size = min(len(row.words), first + _LONGEST)
    while last < size and row.words[last] not in _ENDS and row.words[last] not in _DASHES:
        if (
            row.lower[last] in _CLAUSES
            and last > first
            and row.lower[last - 1] not in tables.prepositions
        ):
            break
        if (
            row.words[last] == ","
            and last + 1 < size
            and (row.lower[last + 1] in tables.gerunds or row.lower[last + 1].endswith("ing"))
        ):
            break
        last += 1
    while last > first and row.words[last - 1] == ",":
        last -= 1
    return last


def _clause(scene: Scene, mention: Mention, link: Link, number: int) -> Span | None:
    """The narration around the verb, where nothing else stands between two marks or sentence ends."""
    row = scene.row
    place = row.places[number]
    if link.pattern in ("none", "prep", "obj", "mcg", "m,g", "mofv"):
        return None
    right = mention.first > place
    if right:
        return _clause_behind(scene, mention, link, place)
    return _clause_before(scene, mention, link, place)


def _clause_behind(scene: Scene, mention: Mention, link: Link, place: int) -> Span | None:
    row = scene.row
    first = place + 1
    lead = min(mention.first, link.verb if link.verb >= 0 else mention.first)
    if any(row.words[at] == QUOTE or row.words[at] in ".;" for at in range(first, lead)):
        return None
    if any(
        row.words[at][0].isalnum()
        and row.lower[at] not in scene.tables.auxiliary | scene.tables.determiners
        for at in range(first, lead)
    ) and not _is_role_run(scene, first, lead):
        return None
    last = max(mention.last, link.verb + 1)
    size = min(len(row.words), last + _LONGEST)
    while last < size and row.words[last] not in (QUOTE, BREAK, ".", "!", "?"):
        last += 1
    if last < len(row.words) and row.words[last] in (".", "!", "?"):
        last += 1
    return Span(row.ends[place], row.ends[last - 1])


def _is_role_run(scene: Scene, first: int, lead: int) -> bool:
    return role_before_span(scene, lead) <= first + 1


def role_before_span(scene: Scene, name: int) -> int:
    if name > 1 and scene.row.words[name - 1] == ",":
        start = _apposition_start(scene, name - 1)
        return name if start is None else start
    return name


def _clause_before(scene: Scene, mention: Mention, link: Link, place: int) -> Span | None:
    row = scene.row
    first = min(mention.first, link.verb if link.verb >= 0 else mention.first)
    sentence = row.sentences[mention.first]
    least = max(0, first - _LONGEST)
    while (
        first > least
        and row.sentences[first - 1] == sentence
        and row.words[first - 1] not in (QUOTE, BREAK)
    ):
        first -= 1
    reach = max(mention.last, link.verb + 1)
    if place - reach > 14 or any(
        row.words[at] in (QUOTE, BREAK, ".") for at in range(reach, place)
    ):
        return None
    if min(mention.first, link.verb if link.verb >= 0 else mention.first) - first > 3:
        return None
    if place > 0 and row.words[place - 1] not in (":", ",") and place - 1 != link.verb:
        return None
    return Span(row.starts[first], row.ends[place - 1])


def body_text(scene: Scene, index: int) -> str | None:
    """The phrase for a body or a document that speaks without a name: "the museums", "an audit paid for by X"."""
    mention, tables = scene.mentions[index], scene.tables
    if mention.kind not in ("definite", "indefinite", "bare"):
        return None
    head = mention.head
    singular = head[:-3] + "y" if head.endswith("ies") else head.removesuffix("s")
    known = (tables.groups | tables.documents | tables.organisations) - tables.crowds
    if (head not in known and singular not in known) or head in tables.roles | tables.crowds:
        return None
    return _long_phrase(scene, mention, scene.links[index])[0]
