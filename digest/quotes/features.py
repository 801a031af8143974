"""Readable features of a (quotation, mention) pair, for the ranker; one string each.

A feature names what it looks at before "=" or "|": k(ind), w(here), g(ap to the verb), m (gap to the
mention), s(tart and) e(nd of the quotation), b(efore the mention), v(erb), n (mentions between).
"""

from __future__ import annotations

from bisect import bisect_left

import msgspec

from digest.quotes.candidates import woven_with
from digest.quotes.links import Link
from digest.quotes.mention import Mention
from digest.quotes.narration import BREAK, QUOTE, Row
from digest.quotes.scene import Scene
from digest.quotes.shape import shape_of
from digest.quotes.tables import Tables
from digest.quotes.titles import is_work, title_of

_TELLING = frozenset(("and", "but", "that", ",", ".", ":", QUOTE, BREAK, "or", "who", "as"))
_STRONG_PATTERNS = frozenset(
    ("mv", "vm", "m,v", "acc", "colon", "mpv", "mcv", "m,colon", "mwv", "dash", "Nvm")
)


_BUCKETS = {
    **dict.fromkeys(range(17, 31), "30"),
    **dict.fromkeys(range(10, 17), "16"),
    **dict.fromkeys(range(6, 10), "9"),
    **{value: str(value) for value in range(4)},
    4: "5",
    5: "5",
}


class Setting(msgspec.Struct, frozen=True, gc=False):
    """What all candidates of one quotation share."""

    number: int
    place: int
    before: str  # what stands before the marks
    opening: str  # that, and how the words begin: A capital, a small
    closing: str  # how they end, and what follows the marks
    nearest: int  # the candidate at the nearest verb of saying, or -1
    beside: str  # on which side that one stands, and how
    cut_from: int  # where it begins, if it cuts off whoever stands before it; or -1
    first_right: int  # order of the first candidate behind the marks
    previous: int | None  # the mention that said the stretch before
    speaker: int  # the person whom that one names, or -1
    prior_place: int  # where that stretch stands
    own: int  # the mention whose attribution touches the marks, or -1
    woven: int  # the speaker of the next stretch of the same sentence, or -1


def features_of(
    scene: Scene, number: int, candidates: list[int], previous: int | None
) -> list[list[str]]:
    """The features of each candidate, and last those of "nobody"."""
    row, links = scene.row, scene.links
    place = row.places[number]
    shape = shape_of(scene, number)
    linked = [c for c in candidates if links[c].pattern in _STRONG_PATTERNS]
    nearest = min(linked, key=lambda c: abs(links[c].verb - place)) if linked else -1
    setting = Setting(
        number=number,
        place=place,
        before=shape[0],
        opening=shape[0] + shape[1],
        closing=shape[2] + shape[3],
        nearest=nearest,
        beside=_beside(scene, nearest, place),
        cut_from=_cut_from(scene, nearest, place),
        first_right=bisect_left([scene.firsts[c] for c in candidates], place),
        previous=previous,
        speaker=-1 if previous is None else scene.mentions[previous].person,
        prior_place=row.places[number - 1] if number else -1,
        own=scene.clear.get(number, -1),
        woven=woven_with(scene, number),
    )
    found = [
        _pair(scene, setting, index, candidates, order) for order, index in enumerate(candidates)
    ]
    found.append(_nobody(scene, setting, shape))
    return found


def _beside(scene: Scene, nearest: int, place: int) -> str:
    if nearest < 0:
        return ""
    side = "R" if scene.mentions[nearest].first > place else "L"
    return f"{side}{scene.links[nearest].pattern}"


def _cut_from(scene: Scene, nearest: int, place: int) -> int:
    """Where a subject with its own verb begins that stands between the words and those before it."""
    if nearest < 0 or scene.links[nearest].pattern not in ("mv", "m,v", "mcv", "mpv"):
        return -1
    other, verb = scene.mentions[nearest].first, scene.links[nearest].verb
    if not other < verb < place or scene.mentions[nearest].inside:
        return -1
    return other if scene.row.sentences[other] == scene.row.sentences[place] else -1


def _pair(
    scene: Scene, setting: Setting, index: int, candidates: list[int], order: int
) -> list[str]:
    row, place = scene.row, setting.place
    mention, link = scene.mentions[index], scene.links[index]
    first, pattern = mention.first, link.pattern
    where = _where(row, first, place)
    side = where[0]
    kind, strength, standing = scene.standing.get(index) or _standing(scene, index)
    here = f"{where}|{pattern}"
    right = order >= setting.first_right
    between = order - setting.first_right if right else setting.first_right - 1 - order
    quotes = _quotes_between(row.places, first, setting.number, right=right)
    gap = first - place - 1 if right else place - mention.last
    found = [
        *standing,
        f"w={here}|{strength}|{quotes}",
        f"g={here}{_verb_gap(link.verb, place)}|{quotes}",
        f"m={where}|{_bucket(gap)}|{quotes}",
        f"s={here}|{setting.opening}",
        f"e={here}|{setting.closing}",
        f"ks={side}|{kind}",
        f"n={side}{min(4, between)}",
        _beside_nearest(setting, index, where, strength, pattern),
    ]
    if setting.nearest >= 0 or setting.own >= 0 or setting.woven >= 0:
        _add_touching(found, setting, index, mention, where, kind, pattern)
    if link.verb >= 0:
        found.append(f"v={link.lemma}|{side}")
        found.append(f"vf={_sign_between(row, link.verb, place)}|{here}")
    if setting.previous is not None:
        _add_history(found, setting, index, mention, where)
    if mention.possessor:
        found.append(f"poss|{mention.kind}|{side}")
    if pattern in ("prep", "obj"):
        found.append(f"pp={link.lemma}|{side}")
    opens = order == 0 or (
        row.sentences[scene.firsts[candidates[order - 1]]] != row.sentences[first]
    )
    if opens:
        found.append(f"first|{here}")
    return found


def _standing(scene: Scene, index: int) -> tuple[str, str, list[str]]:
    """Kind, strength and those features of a mention that no quotation changes; made once."""
    row, tables = scene.row, scene.tables
    mention, link = scene.mentions[index], scene.links[index]
    kind = kind_of(mention, tables)
    found = [
        f"k={kind}|{link.pattern}",
        f"b={_lead(row, mention.first - 1, tables)}|{link.pattern}",
    ]
    if link.verb >= 0:
        found.append(f"vp={link.pattern}|{link.lemma}")
    if mention.inside:
        found.append(f"inside|{mention.kind}")
    if mention.titled:
        found.append("titled")
    known = scene.standing[index] = kind, _strength(row, link, tables), found
    return known


def _where(row: Row, first: int, place: int) -> str:
    """Right or left of the quotation and so many sentences away, or so many paragraphs."""
    paragraphs = row.paragraphs[first] - row.paragraphs[place]
    if paragraphs:
        return f"p{max(-3, paragraphs)}"
    away = row.sentences[first] - row.sentences[place]
    if first > place:
        return f"R{min(3, away)}"
    return f"L{min(3, -away)}"


def _strength(row: Row, link: Link, tables: Tables) -> str:
    if link.verb < 0:
        return "-"
    if link.lemma in tables.strong:
        return "S"
    return "g" if row.lower[link.verb] in tables.gerunds else "w"


def _verb_gap(verb: int, place: int) -> str:
    if verb < 0:
        return "-"
    return f">{_bucket(verb - place - 1)}" if verb > place else f"<{_bucket(place - verb - 1)}"


def _beside_nearest(setting: Setting, index: int, where: str, strength: str, pattern: str) -> str:
    """How the candidate compares with the one at the nearest verb."""
    if index == setting.nearest:
        return f"near|{where}|{strength}"
    if setting.nearest < 0:
        return f"nolink|{where}|{pattern}"
    return f"notnear|{where}|{pattern}|{setting.beside}"


def _add_touching(
    found: list[str],
    setting: Setting,
    index: int,
    mention: Mention,
    where: str,
    kind: str,
    pattern: str,
) -> None:
    if index == setting.own:
        found += (f"clear|{where}|{mention.inside}", f"clear|{kind}")
    elif setting.own >= 0:
        found.append(f"unclear|{where}|{pattern}")
    if mention.first < setting.cut_from and index != setting.nearest:
        found.append(f"cut|{where}")
        found.append(f"cut|{pattern}|{index == setting.previous}")
    if index == setting.woven:
        found.append(f"woven|{setting.own >= 0}")
        found.append(f"woven|{setting.opening}")


def _add_history(
    found: list[str], setting: Setting, index: int, mention: Mention, where: str
) -> None:
    """Whether the candidate spoke last, as this mention or as the same person."""
    if index == setting.previous:
        found.append(f"prev|{where}|{setting.closing}|{setting.opening}")
        found.append(f"prev|{setting.nearest == index}|{setting.before}")
    elif mention.person >= 0 and mention.person == setting.speaker:
        found.append(f"prevperson|{where}")
    elif mention.first < setting.prior_place:
        found.append(f"beforeprev|{where}")


def _nobody(scene: Scene, setting: Setting, shape: tuple[str, str, str, str]) -> list[str]:
    """The features of words that nobody said: titles, scare quotes, nicknames."""
    row, place = scene.row, setting.place
    stretch = scene.stretches[setting.number]
    words = row.text[stretch.start : min(stretch.end, stretch.start + 400)].split()
    title, size = title_of(words), min(6, len(words) // 3)
    before, first, ending, following = shape
    nearest = setting.nearest
    link, away = "none", ""
    if nearest >= 0:
        link = scene.links[nearest].pattern
        there = row.sentences[scene.mentions[nearest].first]
        away = str(min(3, abs(row.sentences[place] - there)))
    found = [
        "nobody",
        f"nobody|{setting.opening}|{setting.closing}",
        f"nobody|{before}",
        f"nobody|{following}",
        f"nobody|size{size}|{link != 'none'}",
        f"nobody|title{title}|{first}",
        f"nobody|{link}|{away}",
        f"nobody|title{title}|{ending}|{before}",
        f"nobody|title{title}|work{is_work(scene, place)}",
        f"nobody|clear{setting.own >= 0}",
        f"nobody|prev{setting.previous is not None}|{stretch.closed}",
    ]
    for sign, at in (("b", place - 1), ("a", place + 1)):
        if at >= 0 and _is_listed(row.lower[at], scene.tables):
            found.append(f"nobody|{sign}={row.lower[at]}")
    return found


def _is_listed(word: str, tables: Tables) -> bool:
    """Only words of the tables become features of their own: no name is ever remembered."""
    if word in tables.verbs or word in tables.function_words or word in tables.works:
        return True
    return word in tables.auxiliary or word in tables.pronouns


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


def _bucket(value: int) -> str:
    return _BUCKETS.get(value) or ("99" if value > 30 else str(value))


def kind_of(mention: Mention, tables: Tables) -> str:
    """The kind of a mention, with what its head or its length tells."""
    if mention.kind == "pronoun":
        return "pr-" + tables.pronouns.get(mention.head, mention.gender or "x")
    if mention.kind not in ("definite", "indefinite", "bare"):
        return mention.kind + ("+" if len(mention.name) > 1 else "")
    head, group = mention.head, "other"
    if head in tables.roles:
        group = "role"
    elif head in tables.groups:
        group = "group"
    elif head in tables.documents:
        group = "doc"
    return f"{mention.kind[:3]}-{group}"


def _quotes_between(places: list[int], first: int, number: int, *, right: bool) -> int:
    """How many quotations stand between a mention and this one; at most 2."""
    step = 1 if right else -1
    for count in (0, 1):
        number += step
        if not 0 <= number < len(places) or (places[number] < first) != right:
            return count
    return 2


def _sign_between(row: Row, verb: int, place: int) -> str:
    """The strongest sign between the verb and the quotation."""
    low, high = (verb + 1, place) if verb < place else (place + 1, verb)
    if high - low > 40:
        return "far"
    words = row.words[low:high]
    for sign in (QUOTE, ".", "?", "!", ";", ":"):
        if sign in words:
            return {QUOTE: "Q", "?": ".", "!": "."}.get(sign, sign)
    comma, lower = "," if "," in words else "", row.lower[low:high]
    if "that" in lower:
        return "that" + comma
    if "who" in lower or "which" in lower:
        return "who" + comma
    return comma + str(min(3, len(words)))
