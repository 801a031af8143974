"""What brackets behind a name hold: "X (head of the weather service)"."""

from __future__ import annotations

from digest.quotes.leading import text_of
from digest.quotes.mention import looks_like_role
from digest.quotes.scene import Scene

_BRACKETED = 16  # words between brackets
_SHORT = 8  # and between those that are passed over


def bracketed(scene: Scene, at: int) -> tuple[str | None, int]:
    """The role in the brackets that open at a place, or none; and where they end."""
    row = scene.row
    within = row.words[at : at + _BRACKETED]
    close = at + within.index(")") if ")" in within else -1
    if close > at + 1 and _tells_role(scene, at + 1, close):
        return text_of(scene, at + 1, close), close + 1
    return None, close + 1 if 0 <= close < at + _SHORT else at


def _tells_role(scene: Scene, first: int, close: int) -> bool:
    """Whether brackets behind a name hold what somebody is: "X (head of the weather service)"."""
    row = scene.row
    if not row.words[first][0].islower():
        return False
    return any(
        looks_like_role(word, scene.tables) or word in scene.tables.titles
        for word in row.lower[first:close]
    )
