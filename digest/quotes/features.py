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


class Setting(msgspec.Struct, frozen=True):
    """What all candidates of one quotation share."""

    number: int
    place: int
    before: str  # what stands before the marks
    first: str  # how the words begin: A capital, a small
    ending: str  # how they end
    following: str  # what follows the marks
    nearest: int  # the candidate at the nearest verb of saying, or -1
    first_right: int  # order of the first candidate behind the marks
    previous: int | None  # the mention that said the stretch before
    prior_place: int  # where that stretch stands
    own: int  # the mention whose attribution touches the marks, or -1
    woven: int  # the speaker of the next stretch of the same sentence, or -1


def features_of(
    scene: Scene, number: int, candidates: list[int], previous: int | None
) -> list[list[str]]:
    """The features of each candidate, and last those of "nobody"."""
    row = scene.row
    place = row.places[number]
    before, first, ending, following = shape_of(scene, number)
    linked = [c for c in candidates if scene.links[c].pattern in _STRONG_PATTERNS]
    setting = Setting(
        number=number,
        place=place,
        before=before,
        first=first,
        ending=ending,
        following=following,
        nearest=min(linked, key=lambda c: abs(scene.links[c].verb - place), default=-1),
        first_right=bisect_left(candidates, place, key=lambda c: scene.firsts[c]),
        previous=previous,
        prior_place=row.places[number - 1] if number else -1,
        own=scene.clear.get(number, -1),
        woven=woven_with(scene, number),
    )
    found = [
        _pair(scene, setting, index, candidates, order) for order, index in enumerate(candidates)
    ]
    found.append(_nobody(scene, setting))
    return found


def _pair(
    scene: Scene, setting: Setting, index: int, candidates: list[int], order: int
) -> list[str]:
    row, place = scene.row, setting.place
    mention, link = scene.mentions[index], scene.links[index]
    first = mention.first
    where = _where(row, first, place)
    side = where[0]
    kind, strength, standing = scene.standing.get(index) or _standing(scene, index)
    pattern = link.pattern
    here = f"{where}|{pattern}"
    right = order >= setting.first_right
    between = order - setting.first_right if right else setting.first_right - 1 - order
    quotes = _quotes_between(scene, first, setting.number, right=right)
    gap = first - place - 1 if right else place - mention.last
    found = [
        *standing,
        f"w={here}|{strength}|{quotes}",
        f"g={here}{_verb_gap(link, place)}|{quotes}",
        f"m={where}|{_bucket(gap)}|{quotes}",
        f"s={here}|{setting.before}{setting.first}",
        f"e={here}|{setting.ending}{setting.following}",
        f"ks={side}|{kind}",
        f"n={side}{min(4, between)}",
        _beside_nearest(scene, setting, index, where, strength),
    ]
    if setting.nearest >= 0 or setting.own >= 0 or setting.woven >= 0:
        _add_touching(found, scene, setting, index, mention, where, kind, pattern)
    if link.verb >= 0:
        found.append(f"v={link.lemma}|{side}")
        found.append(f"vf={_sign_between(row, link.verb, place)}|{where}|{pattern}")
    if setting.previous is not None:
        _add_history(found, scene, setting, index, where)
    if mention.possessor:
        found.append(f"poss|{mention.kind}|{side}")
    if pattern in ("prep", "obj"):
        found.append(f"pp={link.lemma}|{side}")
    opens = order == 0 or (
        row.sentences[scene.mentions[candidates[order - 1]].first] != row.sentences[mention.first]
    )
    if opens:
        found.append(f"first|{where}|{pattern}")
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
    return f"R{min(3, away)}" if first > place else f"L{min(3, -away)}"


def _strength(row: Row, link: Link, tables: Tables) -> str:
    if link.verb < 0:
        return "-"
    if link.lemma in tables.strong:
        return "S"
    return "g" if row.lower[link.verb] in tables.gerunds else "w"


def _verb_gap(link: Link, place: int) -> str:
    if link.verb < 0:
        return "-"
    return (">" if link.verb > place else "<") + _bucket(abs(link.verb - place) - 1)


def _beside_nearest(scene: Scene, setting: Setting, index: int, where: str, strength: str) -> str:
    """How the candidate compares with the one at the nearest verb."""
    if index == setting.nearest:
        return f"near|{where}|{strength}"
    pattern = scene.links[index].pattern
    if setting.nearest < 0:
        return f"nolink|{where}|{pattern}"
    side = "R" if scene.mentions[setting.nearest].first > setting.place else "L"
    return f"notnear|{where}|{pattern}|{side}{scene.links[setting.nearest].pattern}"


def _is_cut_off(scene: Scene, setting: Setting, index: int) -> bool:
    """Whether another subject with its own verb stands between the candidate and the words."""
    near = setting.nearest
    if near < 0 or near == index or scene.links[near].pattern not in ("mv", "m,v", "mcv", "mpv"):
        return False
    first, other = scene.mentions[index].first, scene.mentions[near].first
    verb = scene.links[near].verb
    if not (first < other < verb < setting.place) or scene.mentions[near].inside:
        return False
    return scene.row.sentences[other] == scene.row.sentences[setting.place]


def _add_touching(
    found: list[str],
    scene: Scene,
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
    if _is_cut_off(scene, setting, index):
        found.append(f"cut|{where}")
        found.append(f"cut|{pattern}|{index == setting.previous}")
    if index == setting.woven:
        found.append(f"woven|{setting.own >= 0}")
        found.append(f"woven|{setting.before}{setting.first}")


def _add_history(found: list[str], scene: Scene, setting: Setting, index: int, where: str) -> None:
    """Whether the candidate spoke last, as this mention or as the same person."""
    assert setting.previous is not None
    mention = scene.mentions[index]
    before, after = setting.before, f"{setting.ending}{setting.following}"
    if index == setting.previous:
        found.append(f"prev|{where}|{after}|{before}{setting.first}")
        found.append(f"prev|{setting.nearest == index}|{before}")
    elif mention.person >= 0 and mention.person == scene.mentions[setting.previous].person:
        found.append(f"prevperson|{where}")
    elif mention.first < setting.prior_place:
        found.append(f"beforeprev|{where}")


def _nobody(scene: Scene, setting: Setting) -> list[str]:
    """The features of words that nobody said: titles, scare quotes, nicknames."""
    row, place = scene.row, setting.place
    stretch = scene.stretches[setting.number]
    words = row.text[stretch.start : min(stretch.end, stretch.start + 400)].split()
    title, size = title_of(words), min(6, len(words) // 3)
    before, first, ending = setting.before, setting.first, setting.ending
    nearest = setting.nearest
    link, away = "none", ""
    if nearest >= 0:
        link = scene.links[nearest].pattern
        there = row.sentences[scene.mentions[nearest].first]
        away = str(min(3, abs(row.sentences[place] - there)))
    found = [
        "nobody",
        f"nobody|{before}{first}|{ending}{setting.following}",
        f"nobody|{before}",
        f"nobody|{setting.following}",
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
    for limit in (5, 9, 16, 30):
        if value <= limit:
            return str(value) if value <= 3 else str(limit)
    return "99"


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


def _quotes_between(scene: Scene, first: int, number: int, *, right: bool) -> int:
    """How many quotations stand between a mention and this one; at most 2."""
    places = scene.row.places
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
    words, lower = row.words[low:high], row.lower[low:high]
    for sign in (QUOTE, ".", "?", "!", ";", ":"):
        if sign in words:
            return {QUOTE: "Q", "?": ".", "!": "."}.get(sign, sign)
    comma = "," if "," in words else ""
    if "that" in lower:
        return "that" + comma
    if "who" in lower or "which" in lower:
        return "who" + comma
    return comma + str(min(3, len(words)))
