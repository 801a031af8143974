"""Each quotation with each mention that may have said it -> the features of that pair."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

import msgspec

from digest.quotes.candidates import woven_with
from digest.quotes.features import Book, Here, Worth, kept
from digest.quotes.mention import Link, Mention
from digest.quotes.narration import BREAK, QUOTE, Row
from digest.quotes.scene import Scene, Standing
from digest.quotes.shape import Shape, shape_of
from digest.quotes.tables import Tables
from digest.quotes.titles import is_work, title_of

_TELLING = frozenset(("and", "but", "that", ",", ".", ":", QUOTE, BREAK, "or", "who", "as"))
_STRONG_PATTERNS = frozenset(
    ("mv", "vm", "m,v", "acc", "colon", "mpv", "mcv", "m,colon", "mwv", "dash", "Nvm")
)
_SUBJECTS = frozenset(("mv", "m,v", "mcv", "mpv"))
_SHORT = {"definite": "def", "indefinite": "ind", "bare": "bar"}  # kinds of phrases
_SIGNS = {QUOTE: "Q", ".": ".", "?": ".", "!": ".", ";": ";", ":": ":"}  # the strongest first
_STRONG_SIGNS = frozenset(_SIGNS)
_LINKING = frozenset(("that", "who", "which"))
_COUNTED = 18  # words of a quotation
_IN_SIGHT = 40  # words between a verb and the marks
# How far away, as far as that is told apart.
_RIGHT: Callable[[int], str] = kept(lambda away: f"R{min(3, away)}")
_LEFT: Callable[[int], str] = kept(lambda away: f"L{min(3, away)}")
_PARAGRAPHS: Callable[[int], str] = kept(lambda away: f"p{max(-3, away)}")


class _Setting(msgspec.Struct, gc=False):
    """What all candidates of one quotation share."""

    number: int
    place: int
    shape: Shape
    nearest: int  # the candidate at the nearest verb of saying, or -1
    beside: str  # on which side that one stands, and how
    cut_from: int  # where it begins, if it cuts off whoever stands before it; or -1
    previous: int  # the mention that said the stretch before, or -1
    speaker: int  # the person whom that one names, or -1
    prior_place: int  # where that stretch stands
    own: int  # the mention whose attribution touches the marks, or -1
    woven: int  # the speaker of the next stretch of the same sentence, or -1
    signs: dict[int, str]  # verb -> the strongest sign between it and the quotation


def features_of(
    book: Book, scene: Scene, number: int, candidates: list[int], previous: int | None
) -> list[Worth]:
    """What the features of each candidate are worth together, and last those of "nobody"."""
    place, known = scene.row.places[number], scene.standing
    for index in candidates:
        if index not in known:
            known[index] = _standing(book, scene, index)
    ones = [known[index] for index in candidates]
    nearest = _nearest(ones, place)
    setting = _Setting(
        number,
        place,
        shape_of(scene, number),
        -1 if nearest is None else nearest.index,
        _beside(nearest, place),
        _cut_from(scene, nearest, place),
        -1 if previous is None else previous,
        -1 if previous is None else scene.mentions[previous].person,
        scene.row.places[number - 1] if number else -1,
        scene.clear.get(number, -1),
        woven_with(scene, number),
        {},
    )
    found = _pairs(book, scene, setting, ones)
    found.append(_nobody(book, scene, setting))
    return found


def _nearest(ones: list[Standing], place: int) -> Standing | None:
    """The candidate at the nearest verb of saying."""
    nearest, least = None, 0
    for one in ones:
        if one.strong:
            away = abs(one.verb - place)
            if nearest is None or away < least:
                nearest, least = one, away
    return nearest


def _beside(nearest: Standing | None, place: int) -> str:
    if nearest is None:
        return ""
    return ("R" if nearest.first > place else "L") + nearest.link


def _cut_from(scene: Scene, nearest: Standing | None, place: int) -> int:
    """Where a subject with its own verb begins that stands between the words and those before it."""
    if nearest is None or nearest.link not in _SUBJECTS:
        return -1
    if not nearest.first < nearest.verb < place or scene.mentions[nearest.index].inside:
        return -1
    return nearest.first if nearest.sentence == scene.row.sentences[place] else -1


def _pairs(book: Book, scene: Scene, setting: _Setting, ones: list[Standing]) -> list[Worth]:
    row, place, number = scene.row, setting.place, setting.number
    paragraph, sentence = row.paragraphs[place], row.sentences[place]
    opening, closing, beside = setting.shape.opening, setting.shape.closing, setting.beside
    first_right = bisect_left([one.first for one in ones], place)
    last_sentence = -1
    found = []
    for order, one in enumerate(ones):
        if one.first > place:
            quotes, gap = one.quotes - number - 1, one.first - place - 1
            between, away, where = order - first_right, one.sentence - sentence, _RIGHT
        else:
            quotes, gap = number - one.quotes, place - one.last
            between, away, where = first_right - 1 - order, sentence - one.sentence, _LEFT
        if one.paragraph != paragraph:
            here: Here = one.heres(_PARAGRAPHS(one.paragraph - paragraph))
        else:
            here = one.heres(where(away))
        worth = (
            one.worth
            + here.side.kind(one.kind)
            + here.side.between(between)
            + here.where.gap(quotes)(gap)
            + here.opening(opening)
            + here.closing(closing)
            + (here.idle(quotes) if one.verb < 0 else _spoken(row, setting, one, here, quotes))
        )
        if one.sentence != last_sentence:
            worth = worth + here.first
            last_sentence = one.sentence
        if one.apart:
            worth = worth + _apart(book, one, here)
        if one.index == setting.nearest:
            worth = worth + here.where.nearest(one.strength)
        else:
            worth = worth + (here.beside(beside) if beside else here.unlinked)
        found.append(worth + _related(book, setting, one, here))
    return found


def _spoken(row: Row, setting: _Setting, one: Standing, here: Here, quotes: int) -> Worth:
    """Of a verb of saying: how strong it is, how far away, and what stands between."""
    verb, place = one.verb, setting.place
    if verb not in setting.signs:
        setting.signs[verb] = _sign_between(row, verb, place)
    away, sides = (verb - place, here.behind) if verb > place else (place - verb, here.ahead)
    return (
        here.strength(quotes)(one.strength)
        + sides(quotes)(away - 1)
        + here.side.verb(one.lemma)
        + here.sign(setting.signs[verb])
    )


def _apart(book: Book, one: Standing, here: Here) -> Worth:
    """Of an owner, and of what stands behind a preposition or a verb."""
    worth = here.side.owner(one.owner) if one.owner else book.nothing
    return worth + here.side.behind(one.lemma) if one.behind else worth


def _standing(book: Book, scene: Scene, index: int) -> Standing:
    """What no quotation changes about a mention."""
    row, tables = scene.row, scene.tables
    mention, link = scene.mentions[index], scene.links[index]
    kind, first = kind_of(mention, tables), mention.first
    pattern = book.patterns(link.pattern)
    worth = pattern.kind(kind) + pattern.lead(_lead(row, first - 1, tables))
    if link.verb >= 0:
        worth = worth + pattern.verb(link.lemma)
    if mention.inside:
        worth = worth + book.single(f"inside|{mention.kind}")
    if mention.titled:
        worth = worth + book.single("titled")
    behind = link.pattern in ("prep", "obj")
    return Standing(
        index,
        first,
        mention.last,
        row.paragraphs[first],
        row.sentences[first],
        bisect_left(row.places, first),
        kind,
        link.pattern,
        pattern.heres,
        pattern.cut,
        link.verb,
        link.lemma,
        link.pattern in _STRONG_PATTERNS,
        _strength(row, link, tables),
        mention.possessor or behind,
        mention.kind if mention.possessor else "",
        behind,
        mention.inside,
        mention.person,
        worth,
    )


def _strength(row: Row, link: Link, tables: Tables) -> str:
    if link.verb < 0:
        return "-"
    if link.lemma in tables.strong:
        return "S"
    return "g" if row.lower[link.verb] in tables.gerunds else "w"


def _related(book: Book, setting: _Setting, one: Standing, here: Here) -> Worth:
    """How the candidate compares with the one at the nearest verb, and with whoever spoke last."""
    index, worth = one.index, book.nothing
    if one.first < setting.cut_from:  # never the nearest
        worth = here.where.cut + one.cut(str(index == setting.previous))
    if setting.own >= 0 or index == setting.woven:
        worth = worth + _touching(book, setting, one, here)
    if index == setting.previous:
        shape = setting.shape
        worth = worth + here.where.again(f"{shape.closing}|{shape.opening}")
        return worth + book.single(f"prev|{setting.nearest == index}|{shape.before}")
    if one.person >= 0 and one.person == setting.speaker:
        return worth + here.where.same_person
    earlier = setting.previous >= 0 and one.first < setting.prior_place
    return worth + here.where.earlier if earlier else worth


def _touching(book: Book, setting: _Setting, one: Standing, here: Here) -> Worth:
    worth = book.nothing
    if one.index == setting.own:
        worth = here.where.clear(str(one.inside)) + book.single(f"clear|{one.kind}")
    elif setting.own >= 0:
        worth = here.unclear
    if one.index != setting.woven:
        return worth
    told = book.single(f"woven|{setting.own >= 0}") + book.single(f"woven|{setting.shape.opening}")
    return worth + told


def _nobody(book: Book, scene: Scene, setting: _Setting) -> Worth:
    """The features of words that nobody said: titles, scare quotes, nicknames."""
    row, place, shape, nearest = scene.row, setting.place, setting.shape, setting.nearest
    stretch = scene.stretches[setting.number]
    words = row.text[stretch.start : min(stretch.end, stretch.start + 400)].split(None, _COUNTED)
    title, size = title_of(words), min(6, len(words) // 3)
    link, away = "none", ""
    if nearest >= 0:
        link = scene.links[nearest].pattern
        there = row.sentences[scene.mentions[nearest].first]
        away = str(min(3, abs(row.sentences[place] - there)))
    silence = book.silences((shape.before, shape.first, shape.ending, shape.following))
    work, own, previous = is_work(scene, place), setting.own >= 0, setting.previous >= 0
    found = (
        silence.worth
        + silence.titled(title)
        + book.sized((size, link, away))
        + book.around((title, work, own, previous, stretch.closed))
    )
    for sign, at in (("b", place - 1), ("a", place + 1)):
        if at >= 0 and _is_listed(row.lower[at], scene.tables):
            found = found + book.nobody(f"{sign}={row.lower[at]}")
    return found


def _is_listed(word: str, tables: Tables) -> bool:
    """Only words of the tables become features of their own: no name is ever remembered."""
    return word in tables.bounding or word in tables.works


def _lead(row: Row, at: int, tables: Tables) -> str:
    """The word before a mention, as far as it tells whether this is a subject."""
    if at < 0:
        return BREAK
    word = row.lower[at]
    if word in tables.prepositions or word in _TELLING:
        return word
    if word in tables.verbs or word in tables.auxiliary:
        return "v"
    return "w" if word[0].isalnum() else "-"


def kind_of(mention: Mention, tables: Tables) -> str:
    """The kind of a mention, with what its head or its length tells."""
    if mention.kind == "pronoun":
        return "pr-" + tables.pronouns.get(mention.head, mention.gender or "x")
    short = _SHORT.get(mention.kind)
    if short is None:
        return mention.kind + "+" if len(mention.name) > 1 else mention.kind
    head, group = mention.head, "other"
    if head in tables.roles:
        group = "role"
    elif head in tables.groups:
        group = "group"
    elif head in tables.documents:
        group = "doc"
    return f"{short}-{group}"


def _sign_between(row: Row, verb: int, place: int) -> str:
    """The strongest sign between the verb and the quotation."""
    low, high = (verb + 1, place) if verb < place else (place + 1, verb)
    if high - low > _IN_SIGHT:
        return "far"
    words = row.words[low:high]
    if not _STRONG_SIGNS.isdisjoint(words):
        for sign, told in _SIGNS.items():
            if sign in words:
                return told
    comma, lower = "," if "," in words else "", row.lower[low:high]
    if not _LINKING.isdisjoint(lower):
        return ("that" if "that" in lower else "who") + comma
    return f"{comma}{min(3, high - low)}"
