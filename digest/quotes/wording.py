"""The words of a saying: role, the tail of the saying, and the clause that only says who spoke."""

from __future__ import annotations

import msgspec

from digest.quotes.bodies import is_body
from digest.quotes.clauses import find_clause
from digest.quotes.leading import DASHES, ENDS, LONGEST, apposition_start, role_before, text_of
from digest.quotes.mention import Link, Mention, bare
from digest.quotes.narration import QUOTE, Row
from digest.quotes.occasions import opening_occasion
from digest.quotes.outlets import DATIVES, is_addressed
from digest.quotes.phrases import SEPARATED, long_phrase
from digest.quotes.records import Span
from digest.quotes.rolewords import OCCASIONS, is_day, role_after
from digest.quotes.scene import Scene
from digest.quotes.tables import Tables

_WITHOUT_TAIL = frozenset(("acc", "colon", "m,colon", "dash", "colonfar", "mcg", "m,g"))
_SUBJECTS = frozenset(("mv", "m,v", "mcv", "mpv"))
_NAMING = frozenset(
    ("call", "describe", "dub", "label", "brand", "nannte", "bezeichnete")
)  # called the fine “…”
_ORIGINS = frozenset(
    ("of", "de", "del", "du", "des", "do", "da", "dos", "das", "di", "della", "dei", "von")
)
_UNSAID = frozenset(  # X, who confirmed the death
    (
        "confirm",
        "announce",
        "begin",
        "start",
        "open",
        "close",
        "finish",
        "read",
        "sing",
        "go",
        "ask",
        "decline",
        "refuse",
    )
)
_PARTICLES = frozenset(("out", "in", "up", "on", "back", "away", "off"))  # pointed out, shot back
_ISSUED = frozenset(
    ("mitteilung", "pressemitteilung", "stellungnahme", "aussendung", "schreiben", "erklärung")
)  # by whoever speaks in them
_LONGEST_CONTEXT = 14
_SO = frozenset(("it", "so", "this", "así", "ainsi", "assim", "così"))
_US = frozenset(("me", "us"))
_COMPLEMENTS = frozenset(("that", "dass", "dat", "que", "che", "how", "why", "whether"))
_CLAUSES = _COMPLEMENTS | {"he", "she", "they", "it"}
_BARE = frozenset(
    (
        "say",
        "add",
        "sagte",
        "detto",
        "disse",
        "zegt",
        "dijo",
        "dit",
        "déclare",
        "ajoute",
        "añadió",
        "agregó",
        "fügt",
    )
)


class Wording(msgspec.Struct, frozen=True):
    role: str | None = None
    context: str | None = None
    clause: Span | None = None


def word_saying(scene: Scene, index: int, number: int, opening: int = -1) -> Wording:
    """Role and context beside mention ``index``, and the clause if it only leads to stretch ``number``."""
    mention, link = scene.mentions[index], scene.links[index]
    before = role_before(scene, index)
    after, stop = role_after(scene, index)
    context = _context(scene, mention, link, stop) or _fronted(scene, mention, link, number)
    if context and not _is_beside(scene, mention, number):
        context = None
    return Wording(
        _join(before, after, scene, signed=link.pattern == "dash"),
        context,
        find_clause(scene, mention, link, number, opening),
    )


def _is_beside(scene: Scene, mention: Mention, number: int) -> bool:
    """Not where the words go on in a paragraph of their own behind those that the mention said."""
    row = scene.row
    here, told = row.paragraphs[row.places[number]], row.paragraphs[mention.first]
    return here == told or not number or row.paragraphs[row.places[number - 1]] != told


def _join(before: str | None, after: str | None, scene: Scene, *, signed: bool) -> str | None:
    """A rank or a title and what follows the name; what somebody does beside a title, where it is no signature, is not who they are."""
    if not (before and after):
        return before or after
    words = [word.rstrip(".") for word in before.lower().split()]
    if all(_is_courtesy(word, scene) for word in words):
        return after
    tables = scene.tables
    first = after.lower().split()[0]
    incidental = first.startswith("who") and not signed
    told = tables.ranks if incidental else tables.ranks | tables.titles
    if not all(word in told for word in words):
        return before
    return f"{before} {after}" if first == "of" else f"{before}, {after}"


def _is_courtesy(word: str, scene: Scene) -> bool:
    """“le père", "the Honourable" beside an apposition: courtesy, with its article."""
    return word in scene.tables.honorifics or word in scene.tables.determiners


def _context(scene: Scene, mention: Mention, link: Link, stop: int) -> str | None:
    """The tail of the saying: from the verb, or from behind the speaker, to the end of the clause."""
    row, tables = scene.row, scene.tables
    if link.pattern == "m,colon" and row.lower[stop + 1] in OCCASIONS:
        return text_of(scene, stop + 1, link.verb)
    if link.pattern == "dash" and row.lower[stop : stop + 1] == [","]:
        last = _tail_end(scene, stop + 1)
        return text_of(scene, stop + 1, last) if row.lower[stop + 1] in OCCASIONS else None
    if link.verb < 0 or link.pattern in _WITHOUT_TAIL or link.lemma in _NAMING:
        return None
    if link.pattern == "mwv" and (
        link.lemma in _UNSAID
        or link.lemma not in tables.strong
        or (not mention.name and row.words[mention.last] != ",")
    ):
        return None  # — a clerk who asked not to be named: that is who it is
    if link.pattern in ("vm", "Nvm"):
        return _around(scene, mention, link, stop)
    first = link.verb + 1
    last = _tail_end(scene, first)
    if last == first or last - first > _LONGEST_CONTEXT:
        return _telling(scene, first + 1)
    tail = text_of(scene, first, last)
    opener = row.lower[first]
    alone = last == first + 1
    if opener in _SO and row.words[last] == ":":
        return None  # put it this way: “…”
    told = opener not in _US and (opener in tables.pronouns or opener in _PARTICLES)
    if opener in _COMPLEMENTS or (alone and told):
        return None
    if link.lemma in _BARE:
        known = (
            opener in tables.prepositions or opener in tables.days or row.words[first][0].isupper()
        )
        known = known or _is_told(row, first, tables)
        return tail if known or is_day(scene, first) else None
    return f"{row.words[link.verb]} {tail}"


def _is_told(row: Row, at: int, tables: Tables) -> bool:
    """“Ada Holm sagte dem „Hafenblatt“: „…“": the dative of whoever was told."""
    return tables.lang == "de" and row.lower[at] in DATIVES and _is_noun(row, at + 1)


def _fronted(scene: Scene, mention: Mention, link: Link, number: int) -> str | None:
    """“In a statement on Tuesday, the board called for “…”": the occasion with which the sentence begins."""
    row, comma = scene.row, mention.first - 1
    comma -= mention.kind == "org" and row.lower[comma] in scene.tables.determiners
    here = row.sentences[row.places[number]] == row.sentences[mention.first]
    if not here or link.pattern not in _SUBJECTS or row.words[comma] != ",":
        return None
    first = opening_occasion(row, comma, scene.tables)
    words = text_of(scene, first, comma) if first >= 0 else None
    return words and words[0].lower() + words[1:]


def _telling(scene: Scene, first: int) -> str | None:
    """“X agreed, telling reporters on deck: “…”": the tail of what leads to the words."""
    row = scene.row
    if row.words[first - 1] != "," or row.lower[first] not in scene.tables.gerunds:
        return None
    last = next((at for at in range(first, first + LONGEST) if row.words[at] in ENDS), first)
    led = row.words[last] == ":" and row.words[last + 1] == QUOTE and last > first + 1
    led = led and _COMPLEMENTS.isdisjoint(row.lower[first:last])
    return text_of(scene, first, last) if led else None


def _around(scene: Scene, mention: Mention, link: Link, stop: int) -> str | None:
    """Between the verb and its subject, and behind the subject: "assured the press X on Monday"."""
    row, tables = scene.row, scene.tables
    middle = None
    opener = _name_start(scene, mention)
    opener -= mention.kind == "org" and row.lower[opener - 1] in tables.determiners
    told_here = link.lemma != "according"
    if (
        told_here
        and link.verb + 1 < opener
        and (row.lower[link.verb + 1] in tables.prepositions or is_day(scene, link.verb + 1))
    ):
        middle = text_of(scene, link.verb + 1, opener)
    first = max(stop, mention.last)
    if first < len(row.words) and row.words[first] == ",":
        first += 1
    last = _tail_end(scene, first)
    told = last > first and (row.lower[first] in tables.prepositions or is_day(scene, first))
    told = told or _is_addressed(scene, mention, first, last)
    if last - first > _LONGEST_CONTEXT or (last > first and _is_origin(row, first)):
        told = False
    if tables.lang == "de" and last > first and row.lower[last - 1] in SEPARATED:
        last -= 1
        told = told and last > first
    behind = text_of(scene, first, last) if told else None
    return " ".join(piece for piece in (middle, behind) if piece) or None


def _is_origin(row: Row, at: int) -> bool:
    """“said X, from the Pilots’ Union": whose somebody is, and no occasion; "from the gallery" is one."""
    capital = row.words[at + 1 + (row.lower[at + 1] == "the")][0].isupper()
    return row.lower[at] in _ORIGINS or (row.lower[at] in ("from", "aus") and capital)


def _is_addressed(scene: Scene, mention: Mention, first: int, last: int) -> bool:
    """“sagte Ada Holm der Agentur": to whom, right behind a name."""
    row = scene.row
    if last < first + 2 or scene.tables.lang != "de" or row.lower[first] not in DATIVES:
        return False
    if is_addressed(row, first, scene.tables):
        return True  # sagte Ada Holm, Wirtin in Vik, der Zeitung
    return (
        first == mention.last
        and bool(mention.name)
        and row.words[last] != QUOTE
        and _is_noun(row, first + 1)
    )


def _is_noun(row: Row, at: int) -> bool:
    """A German noun, or a name in marks."""
    return row.words[at][0].isupper() or row.words[at] == QUOTE


def _name_start(scene: Scene, mention: Mention) -> int:
    """Where the speaker's own words begin, with the apposition before the name."""
    row = scene.row
    first = mention.first
    while first < mention.name_first and row.lower[first] in scene.tables.days:
        first += 1
    start = (
        apposition_start(scene, first - 1) if first > 1 and row.words[first - 1] == "," else None
    )
    while start is not None and row.lower[start] in scene.tables.days:
        start += 1
    return first if start is None else start


def _tail_end(scene: Scene, first: int) -> int:
    """The end of the clause behind the verb, before "that" and before what else was done."""
    row, tables = scene.row, scene.tables
    last = first
    size = min(len(row.words), first + LONGEST)
    while last < size and row.words[last] not in DASHES:
        if row.words[last] in ENDS and not (
            row.words[last] == QUOTE and last > first and _is_told(row, last - 1, tables)
        ):
            break
        if (
            row.lower[last] in _CLAUSES
            and last > first
            and row.lower[last - 1] not in tables.prepositions
            and "asked" not in row.lower[first:last]
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


def body_text(scene: Scene, index: int) -> str | None:
    """The phrase for a body or a document that speaks without a name: "the museums", "an audit by X"."""
    mention = scene.mentions[index]
    if not is_body(scene, mention):
        return None
    link = scene.links[index]
    if mention.possessor:
        owner = text_of(scene, mention.first, mention.last) or ""
        return owner.removesuffix("s").rstrip("’'") if bare(owner) != owner else owner
    words = long_phrase(scene, mention, link)[0]
    if scene.tables.lang == "de" and link.pattern == "acc" and words:
        article, _, rest = words.partition(" ")  # laut dem Amt
        words = rest if article.lower() in scene.tables.determiners else words
        return _issuer(words) if mention.head in _ISSUED else words
    return words


def _issuer(paper: str) -> str:
    """“Mitteilung des Bundesamtes für Wege" tells the body in the genitive: Bundesamt für Wege."""
    _, article, rest = paper.partition(" des ")
    if not article:
        return paper.partition(" der ")[2] or paper
    noun, blank, field = rest.partition(" ")
    return noun.removesuffix("s").removesuffix("e") + blank + field
