"""Two or more who say one thing together: "X and Y said", "said X, ROLE, and Y", "the board and the union say"."""

from __future__ import annotations

from digest.quotes.bodies import is_body
from digest.quotes.mention import Mention, looks_like_role
from digest.quotes.narration import BREAK, QUOTE
from digest.quotes.scene import Scene
from digest.quotes.signs import DETERMINER
from digest.quotes.subjects import is_subject

_BACK = 16  # mentions back to two people whom a pronoun means
_APART = 14  # words that may stand between two joint speakers
_HOME = frozenset(("of", "from"))  # X of Halden and Y of Vik
AND = frozenset(("and", "y", "e", "et", "und", "&"))
_NEAR = 5  # words
_FROM = frozenset(("by", "from"))
_TWO = frozenset(("two", "pair", "duo"))
_BOTH = frozenset(("both", "sowohl", "tanto", "tant", "sia"))
_AFTER = frozenset(("mv", "mpv", "m,v", "mcv"))


def joint_members(scene: Scene, index: int) -> list[int]:
    """The mentions that speak with ``index``, in reading order; itself alone where nobody does."""
    person = scene.mentions[index].kind == "name"
    if not person and not is_speaking_body(scene, index):
        return [index]
    members = [index]
    while (before := _neighbour(scene, members[0], -1, person=person)) is not None:
        members.insert(0, before)
    while (after := _neighbour(scene, members[-1], 1, person=person)) is not None:
        members.append(after)
    return members if _speak_together(scene, members) else [index]


def pair_before(scene: Scene, index: int) -> list[int]:
    """The two people by name, joined by "and", whom the nearest subject before a mention is of; or nobody."""
    row, mentions = scene.row, scene.mentions
    for at in range(index - 1, max(-1, index - _BACK), -1):
        if row.paragraphs[mentions[index].first] - row.paragraphs[mentions[at].first] > 1:
            break
        if not _is_person(mentions[at]) or mentions[at].possessor:
            continue
        before = _neighbour(scene, at, -1, person=True)
        if before is not None and is_subject(scene, before):
            return [before, at]
        if is_subject(scene, at):
            break
    return []


def authors(scene: Scene, index: int) -> list[int]:
    """“a joint statement by X and Y": those who wrote it, where they are several."""
    paper = scene.mentions[index]
    if scene.row.lower[paper.last] not in _FROM or paper.head not in scene.tables.papers:
        return []
    at = next(
        (n for n in range(index + 1, len(scene.mentions)) if scene.mentions[n].first > paper.last),
        -1,
    )
    if at < 0 or scene.mentions[at].first != paper.last + 1 or not _is_person(scene.mentions[at]):
        return []
    members = [at]
    while (after := _neighbour(scene, members[-1], 1, person=True)) is not None:
        members.append(after)
    return members if len(members) > 1 else []


def means_two(scene: Scene, index: int) -> bool:
    """“they", “the two", “the two skippers": whether a phrase without a name may be two people told before."""
    mention, row = scene.mentions[index], scene.row
    if mention.head == "they":
        return True
    if mention.kind != "definite" or row.lower[mention.first] != "the":
        return False
    if mention.head.endswith("s") and "joint" in row.lower[mention.last : mention.last + _NEAR]:
        return True  # the heavyweights wrote in a joint letter
    plural = mention.head in _TWO or (
        mention.head.endswith("s") and looks_like_role(mention.head[:-1], scene.tables)
    )
    return plural and not _TWO.isdisjoint(row.lower[mention.first + 1 : mention.last])


def is_speaking_body(scene: Scene, index: int) -> bool:
    """A body by name or by its kind, and no document."""
    mention = scene.mentions[index]
    named = mention.kind == "org" and mention.person >= 0
    return named or (is_body(scene, mention) and mention.head not in scene.tables.papers)


def _neighbour(scene: Scene, index: int, step: int, *, person: bool) -> int | None:
    """The next name, or body, on one side, with only a role and "and" or a comma between."""
    row, other = scene.row, index + step
    before = row.lower[_opening(scene, index) - 1]
    if step < 0 and before not in AND and before != ",":
        return None
    while 0 <= other < len(scene.mentions):
        mention = scene.mentions[other]
        if abs(mention.first - scene.mentions[index].first) > _APART + 10:
            return None
        if (
            (_is_person(mention) if person else is_speaking_body(scene, other))
            and not mention.possessor
            and not mention.inside
            and row.lower[mention.first - 1] not in _HOME
        ):
            first, second = sorted((index, other))
            return other if _joined(scene, first, second) else None
        other += step
    return None


def _is_person(mention: Mention) -> bool:
    return mention.kind == "name" and mention.person >= 0


def _opening(scene: Scene, index: int) -> int:
    """Where a mention begins, with the article before the name of a body."""
    first = scene.mentions[index].first
    led = scene.mentions[index].kind == "org" and first
    return first - 1 if led and scene.row.signs[first - 1] & DETERMINER else first


def _joined(scene: Scene, first: int, second: int) -> bool:
    row, tables = scene.row, scene.tables
    low, high = scene.mentions[first].last, _opening(scene, second)
    if high <= low or high - low > _APART:
        return False
    if scene.mentions[first].person == scene.mentions[second].person >= 0:
        return False
    if row.lower[high - 1] not in AND:
        return low == high - 1 and row.words[low] == "," and _is_listed(scene, second)
    between = range(low, high - 1)
    if any(row.words[at] in (QUOTE, BREAK, ".", ";", ":") for at in between):
        return False
    if any(
        row.lower[at] in tables.verbs
        and row.words[at][0].islower()
        and row.lower[at] not in tables.roles
        for at in between
    ):
        return False
    if row.lower[low] in _HOME and "," not in row.words[low:high]:
        return True  # X of Halden and Y of Vik
    return low == high - 1 or (row.words[low] == "," and row.words[high - 2] == ",")


def _is_listed(scene: Scene, index: int) -> bool:
    """“X, Y and Z said": whether "and" and another name follow a mention at once."""
    row, last = scene.row, scene.mentions[index].last
    after = last + (row.words[last] == ",")
    if row.lower[after] not in AND:
        return False
    return any(
        _opening(scene, other) == after + 1
        for other in range(index + 1, min(index + 3, len(scene.mentions)))
    )


def _is_plural_role(scene: Scene, at: int) -> bool:
    """“growers X and Y said": what both are, before the first name."""
    if at < 0:
        return False
    word = scene.row.lower[at]
    return word.endswith("s") and looks_like_role(word.removesuffix("s"), scene.tables)


def _speak_together(scene: Scene, members: list[int]) -> bool:
    if len(members) < 2:
        return False
    row, tables = scene.row, scene.tables
    first = _opening(scene, members[0])
    first -= row.lower[first - 1] in _BOTH
    before = row.words[first - 1] if first else BREAK
    pattern = scene.links[members[0]].pattern
    if pattern in ("vm", "acc", "Nvm"):
        return scene.links[members[-1]].pattern not in _AFTER
    opens = _is_plural_role(scene, first - 1) or (
        before in (QUOTE, BREAK, ",", ".", "—")
        or row.lower[first - 1] in tables.conjunctions
        or before in _FROM
    )
    return opens and scene.links[members[-1]].pattern in _AFTER
