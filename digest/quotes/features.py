"""Readable features of a (quotation, mention) pair, for the ranker; one string each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import msgspec

from digest.quotes.links import Link
from digest.quotes.marks import Stretch
from digest.quotes.mention import Mention, bare
from digest.quotes.narration import BREAK, QUOTE, Row
from digest.quotes.tables import Tables

_TELLING = frozenset(("and", "but", "that", ",", ".", ":", QUOTE, BREAK, "or", "who", "as"))
_LIGHT = frozenset((",", ".", "the", "The", "-"))
_BACK, _AHEAD = 70, 45
_CLOSE = 40  # words that may stand between marks and the name of a touching attribution
_MEMORY = 600  # words back to the last speaker
_STRONG_PATTERNS = frozenset(
    ("mv", "vm", "m,v", "acc", "colon", "mpv", "mcv", "m,colon", "mwv", "dash", "Nvm")
)


class Scene(msgspec.Struct):
    """Everything the features read: the row, its mentions in order, and how they stand to verbs."""

    row: Row
    stretches: tuple[Stretch, ...]
    mentions: list[Mention]
    links: list[Link]
    firsts: list[int]  # mention.first, for bisection
    able: list[int]  # the mentions that may speak
    able_firsts: list[int]
    tables: Tables
    spoke: dict[int, int]  # mention -> person, of quotations resolved so far
    clear: dict[int, int]  # stretch -> the mention whose attribution touches its marks
    descriptors: dict[str, list[int]]  # word -> name mentions it describes, once asked for


def find_able(mentions: list[Mention], links: list[Link], row: Row, tables: Tables) -> list[int]:
    """Indices of the mentions that may speak at all: subjects, and whoever stands at a verb of saying."""
    found = []
    sentence = -1
    for index, mention in enumerate(mentions):
        opens = row.sentences[mention.first] != sentence
        sentence = row.sentences[mention.first]
        if links[index].pattern not in ("none", "prep", "obj", "inner") or _may_speak(
            mention, tables, opens=opens
        ):
            found.append(index)
    return found


def _may_speak(mention: Mention, tables: Tables, *, opens: bool) -> bool:
    """Of the mentions without a verb of saying."""
    if mention.inside or mention.possessor:
        return False
    if mention.kind == "pronoun":
        return tables.pronouns.get(mention.head) not in ("first", "thing", "relative")
    if mention.kind in ("definite", "indefinite", "bare"):
        return opens
    return mention.kind not in ("place", "group")


def candidates_of(scene: Scene, number: int, previous: int | None) -> list[int]:
    """Indices of the mentions that may have said stretch ``number``."""
    row = scene.row
    place = row.places[number]
    paragraph = row.paragraphs[place]
    low = bisect_left(scene.able_firsts, place - _BACK)
    high = bisect_left(scene.able_firsts, place + _AHEAD)
    found = [
        index
        for index in scene.able[low:high]
        if -2 <= row.paragraphs[scene.mentions[index].first] - paragraph <= 1
    ]
    if previous is not None and previous not in found and place - scene.firsts[previous] < _MEMORY:
        found.append(previous)
        found.sort()
    return found


def shape_of(scene: Scene, number: int) -> tuple[str, str, str, str]:
    """What stands before the marks, how the words begin and end, and what follows the marks."""
    row = scene.row
    place = row.places[number]
    stretch = scene.stretches[number]
    text = row.text
    opening = text[stretch.start] if stretch.start < stretch.end else " "
    first = "A" if opening.isupper() else "a" if opening.islower() else "."
    last = text[stretch.end - 1] if stretch.end > stretch.start else " "
    after = text[stretch.outer_end] if stretch.outer_end < len(text) else " "
    ending = (
        ","
        if last == "," or (after == "," and not last.isspace())
        else "."
        if last in ".…"
        else "?"
        if last in "?!"
        else "w"
    )
    before = _sign(row, place - 1, scene.tables)
    following = _sign(row, place + 1, scene.tables)
    return before, first, ending, following


def _sign(row: Row, at: int, tables: Tables) -> str:
    if at < 0 or at >= len(row.words):
        return "¶"
    word = row.lower[at]
    if word == BREAK:
        return "¶"
    if word == QUOTE:
        return "Q"
    if word in (",", ":", ".", "(", "?", "!", ";"):
        return word
    if not word[0].isalnum():
        return "-"
    if word in ("that", "as", "a", "an", "the", "and", "of", "to"):
        return word
    if word in tables.verbs:
        return "v"
    if word in tables.pronouns:
        return "p"
    if word in tables.prepositions or word in tables.determiners:
        return "f"
    return "W" if row.words[at][0].isupper() else "w"


def _bucket(value: int) -> str:
    if value <= 3:
        return str(value)
    if value <= 5:
        return "5"
    if value <= 9:
        return "9"
    if value <= 16:
        return "16"
    return "30" if value <= 30 else "99"


def kind_of(mention: Mention, tables: Tables) -> str:
    if mention.kind == "pronoun":
        return "pr-" + tables.pronouns.get(mention.head, mention.gender or "x")
    if mention.kind in ("definite", "indefinite", "bare"):
        head = mention.head
        group = (
            "role"
            if head in tables.roles
            else "group"
            if head in tables.groups
            else "doc"
            if head in tables.documents
            else "other"
        )
        return mention.kind[:3] + "-" + group
    return mention.kind + ("+" if len(mention.name) > 1 else "")


class Shared(msgspec.Struct):
    """What all candidates of one quotation share."""

    place: int
    paragraph: int
    sentence: int
    shape: tuple[str, str, str, str]
    linked: list[int]  # candidates with a verb of saying, by closeness
    alone: bool


def features_of(
    scene: Scene, number: int, candidates: list[int], previous: int | None
) -> list[list[str]]:
    """The features of each candidate, and last those of "nobody"."""
    row = scene.row
    place = row.places[number]
    shape = shape_of(scene, number)
    before, first, ending, following = shape
    found = []
    linked = [c for c in candidates if scene.links[c].pattern in _STRONG_PATTERNS]
    near = sorted(linked, key=lambda c: abs(scene.links[c].verb - place))
    nearest = near[0] if near else -1
    prior_place = row.places[number - 1] if number else -1
    woven = woven_with(scene, number)
    for order, index in enumerate(candidates):
        found.append(
            list(
                _pair(
                    scene,
                    number,
                    place,
                    index,
                    previous,
                    shape,
                    nearest,
                    candidates,
                    order,
                    prior_place,
                    woven,
                )
            )
        )
    found.append(list(_nobody(scene, number, place, shape, nearest, previous)))
    return found


def _pair(
    scene: Scene,
    number: int,
    place: int,
    index: int,
    previous: int | None,
    shape: tuple[str, str, str, str],
    nearest: int,
    candidates: list[int],
    order: int,
    prior_place: int,
    woven: int,
) -> Iterator[str]:
    row, tables = scene.row, scene.tables
    mention, link = scene.mentions[index], scene.links[index]
    before, first, ending, following = shape
    right = mention.first > place
    paragraphs = row.paragraphs[mention.first] - row.paragraphs[place]
    sentences = row.sentences[mention.first] - row.sentences[place]
    if right and paragraphs == 0:
        sentences = row.sentences[mention.first] - row.sentences[place + 1]
    if paragraphs:
        where = f"p{max(-3, paragraphs)}"
    else:
        where = ("R" if right else "L") + str(min(3, abs(sentences)))
    kind = kind_of(mention, tables)
    pattern = link.pattern
    gap = (mention.first - place - 1) if right else (place - mention.last)
    verb_gap = "-" if link.verb < 0 else _bucket(abs(link.verb - place) - 1)
    verb_side = "" if link.verb < 0 else (">" if link.verb > place else "<")
    quotes = _quotes_between(row, mention.first, place)
    strength = (
        "-"
        if link.verb < 0
        else "S"
        if link.lemma in tables.strong
        else "g"
        if row.lower[link.verb] in tables.gerunds
        else "w"
    )
    yield f"k={kind}|{pattern}"
    yield f"w={where}|{pattern}|{strength}|{quotes}"
    yield f"g={where}|{pattern}{verb_side}{verb_gap}|{quotes}"
    yield f"m={where}|{_bucket(gap)}|{quotes}"
    yield f"s={where}|{pattern}|{before}{first}"
    yield f"e={where}|{pattern}|{ending}{following}"
    yield f"ks={where[0]}|{kind}"
    yield f"b={_lead(row, mention.first - 1, tables)}|{pattern}"
    own = scene.clear.get(number, -1)
    if index == own:
        yield f"clear|{where}|{mention.inside}"
        yield f"clear|{kind}"
    elif own >= 0:
        yield f"unclear|{where}|{pattern}"
    if index == woven:
        yield f"woven|{own >= 0}"
        yield f"woven|{before}{first}"
    if link.verb >= 0:
        yield f"v={link.lemma}|{where[0]}"
        yield f"vp={pattern}|{link.lemma}"
        yield f"vf={_sign_between(row, link.verb, place)}|{where}|{pattern}"
    if index == nearest:
        yield f"near|{where}|{strength}"
    elif nearest >= 0:
        other = scene.links[nearest]
        yield f"notnear|{where}|{pattern}|{'R' if scene.mentions[nearest].first > place else 'L'}{other.pattern}"
    else:
        yield f"nolink|{where}|{pattern}"
    if previous is not None:
        if index == previous:
            yield f"prev|{where}|{ending}{following}|{before}{first}"
            yield f"prev|{nearest == index}|{before}"
        elif mention.person >= 0 and mention.person == scene.mentions[previous].person:
            yield f"prevperson|{where}"
        elif mention.first < prior_place:
            yield f"beforeprev|{where}"
    if mention.inside:
        yield f"inside|{mention.kind}"
    if mention.possessor:
        yield f"poss|{mention.kind}|{where[0]}"
    if mention.titled:
        yield "titled"
    if pattern in ("prep", "obj"):
        yield f"pp={link.lemma}|{where[0]}"
    if (
        order == 0
        or row.sentences[scene.mentions[candidates[order - 1]].first]
        != row.sentences[mention.first]
    ):
        yield f"first|{where}|{pattern}"
    between = _between(candidates, order, scene, place, right)
    yield f"n={where[0]}{min(4, between)}"


def find_clear(scene: Scene) -> None:
    """Note for each stretch the mention whose attribution touches its marks, the one behind first."""
    row = scene.row
    for number, place in enumerate(row.places):
        low = bisect_left(scene.able_firsts, place - _CLOSE)
        high = bisect_left(scene.able_firsts, place + _CLOSE)
        for index in scene.able[low:high]:
            mention = scene.mentions[index]
            if row.paragraphs[mention.first] != row.paragraphs[place] or mention.inside:
                continue
            if is_clear(row, mention, scene.links[index], place):
                other = scene.clear.get(number, -1)
                if other < 0 or _outdoes(scene, index, other, place):
                    scene.clear[number] = index


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


def is_clear(row: Row, mention: Mention, link: Link, place: int) -> bool:
    """An attribution that touches the marks: “…,” said X; “…,” X said; X said: “…”; “…” — X."""
    if mention.possessor or link.pattern in (
        "none",
        "prep",
        "obj",
        "mofv",
        "mcg",
        "m,g",
        "colonfar",
    ):
        return False
    lead = min(mention.first, link.verb) if link.verb >= 0 else mention.first
    behind = place + 1
    while behind < lead and row.words[behind] in _LIGHT:
        behind += 1
    if lead == behind and mention.first > place:
        if row.sentences[place + 1] != row.sentences[place]:
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


def _quotes_between(row: Row, first: int, place: int) -> int:
    low, high = (first, place) if first < place else (place + 1, first)
    count = 0
    for at in range(low, high):
        if row.words[at] == QUOTE:
            count += 1
            if count == 2:
                break
    return count


def _between(candidates: list[int], order: int, scene: Scene, place: int, right: bool) -> int:
    count = 0
    step = -1 if right else 1
    at = order + step
    while 0 <= at < len(candidates) and count < 4:
        if (scene.mentions[candidates[at]].first > place) != right:
            break
        count += 1
        at += step
    return count


def _sign_between(row: Row, verb: int, place: int) -> str:
    """The strongest sign between the verb and the quotation."""
    low, high = (verb + 1, place) if verb < place else (place + 1, verb)
    if high - low > 40:
        return "far"
    words = row.words[low:high]
    if QUOTE in words:
        return "Q"
    if "." in words or "?" in words or "!" in words:
        return "."
    if ";" in words:
        return ";"
    if ":" in words:
        return ":"
    lower = row.lower[low:high]
    sign = "," if "," in words else ""
    if "that" in lower:
        return "that" + sign
    if "who" in lower or "which" in lower:
        return "who" + sign
    return sign + str(min(3, len(words)))


def title_of(words: list[str]) -> int:
    """0 to 3: how much quoted words look like a title, by the capitals of the longer ones."""
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    if len(long) < 2 or len(words) > 15:
        return 0
    capitals = sum(word[0].isupper() for word in long)
    return 2 * (capitals == len(long)) + (capitals * 5 >= len(long) * 4)


def is_work(scene: Scene, place: int) -> bool:
    """Whether the words before the marks name something that has a title: 'the film "…"'."""
    row, works = scene.row, scene.tables.works
    return any(row.lower[at] in works for at in range(max(0, place - 2), place)) or (
        place > 0 and bare(row.words[place - 1]) != row.words[place - 1]
    )


def _nobody(
    scene: Scene,
    number: int,
    place: int,
    shape: tuple[str, str, str, str],
    nearest: int,
    previous: int | None,
) -> Iterator[str]:
    before, first, ending, following = shape
    stretch = scene.stretches[number]
    words = scene.row.text[stretch.start : min(stretch.end, stretch.start + 400)].split()
    size = min(6, len(words) // 3)
    title = title_of(words)
    work = is_work(scene, place)
    link = "none" if nearest < 0 else scene.links[nearest].pattern
    yield "nobody"
    yield f"nobody|{before}{first}|{ending}{following}"
    yield f"nobody|{before}"
    yield f"nobody|{following}"
    yield f"nobody|size{size}|{link != 'none'}"
    yield f"nobody|title{title}|{first}"
    yield f"nobody|{link}|{'' if nearest < 0 else min(3, abs(scene.row.sentences[place] - scene.row.sentences[scene.mentions[nearest].first]))}"
    yield f"nobody|title{title}|{ending}|{before}"
    yield f"nobody|title{title}|work{work}"
    yield f"nobody|clear{scene.clear.get(number, -1) >= 0}"
    yield f"nobody|prev{previous is not None}|{stretch.closed}"
    word = scene.row.lower[place - 1] if place else ""
    if word.isalpha():
        yield f"nobody|b={word}"
    word = scene.row.lower[place + 1] if place + 1 < len(scene.row.lower) else ""
    if word.isalpha():
        yield f"nobody|a={word}"
