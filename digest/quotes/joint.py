"""Two or more people who say one thing together: "X and Y said", "said X, ROLE, and Y"."""

from __future__ import annotations

from digest.quotes.mention import looks_like_role
from digest.quotes.narration import BREAK, QUOTE
from digest.quotes.scene import Scene

_APART = 14  # words that may stand between two joint speakers
_HOME = frozenset(("of", "from"))  # X of Halden and Y of Vik
AND = frozenset(("and", "y", "e", "et", "und", "&"))
_AFTER = frozenset(("mv", "mpv", "m,v", "mcv"))


def joint_members(scene: Scene, index: int) -> list[int]:
    """The mentions that speak with ``index``, in reading order; itself alone where nobody does."""
    if scene.mentions[index].kind != "name":
        return [index]
    members = [index]
    while (before := _neighbour(scene, members[0], -1)) is not None:
        members.insert(0, before)
    while (after := _neighbour(scene, members[-1], 1)) is not None:
        members.append(after)
    return members if _speak_together(scene, members) else [index]


def _neighbour(scene: Scene, index: int, step: int) -> int | None:
    """The next name on one side, with only a role and "and" or a comma between."""
    row, other = scene.row, index + step
    if step < 0 and row.lower[scene.mentions[index].first - 1] not in AND:
        return None
    while 0 <= other < len(scene.mentions):
        mention = scene.mentions[other]
        if abs(mention.first - scene.mentions[index].first) > _APART + 10:
            return None
        if (
            mention.kind == "name"
            and not mention.possessor
            and mention.person >= 0
            and not mention.inside
            and row.lower[mention.first - 1] not in _HOME
        ):
            first, second = sorted((index, other))
            return other if _joined(scene, first, second) else None
        other += step
    return None


def _joined(scene: Scene, first: int, second: int) -> bool:
    row, tables = scene.row, scene.tables
    low, high = scene.mentions[first].last, scene.mentions[second].first
    if (
        high <= low
        or high - low > _APART
        or scene.mentions[first].person == scene.mentions[second].person
    ):
        return False
    if row.lower[high - 1] not in AND:
        return False
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
    first = scene.mentions[members[0]]
    before = row.words[first.first - 1] if first.first else BREAK
    pattern = scene.links[members[0]].pattern
    if pattern in ("vm", "acc", "Nvm"):
        return scene.links[members[-1]].pattern not in _AFTER
    opens = _is_plural_role(scene, first.first - 1) or (
        before in (QUOTE, BREAK, ",", ".", "—") or row.lower[first.first - 1] in tables.conjunctions
    )
    return opens and scene.links[members[-1]].pattern in _AFTER
