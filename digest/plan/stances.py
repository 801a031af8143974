"""What each speaker said on a topic through time: the first comments and the latest ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from digest.model.views import Ref
from digest.plan.stand import Stand

TOPICS = 5  # the ones spoken on most
EARLY, LATE = 8, 16  # comments of a topic that are looked at
Items = tuple[tuple[Ref, int, tuple[str, ...]], ...]  # topic, all comments, some of them by time


class Said(Protocol):
    """A comment: in which article, and its number there."""

    @property
    def at(self) -> int: ...
    @property
    def number(self) -> int: ...


def find_stances(stand: Stand, said: Iterable[Said]) -> Items:
    """A speaker's topics with comments of two days or more; ``said`` is oldest first."""
    by_topic: dict[Ref, dict[str, str]] = {}
    for one in said:
        outline = stand.outlines[one.at]
        item = f"{outline.slug}#{one.number}"
        for ref in stand.refs[one.at].topics:
            by_topic.setdefault(ref, {})[item] = outline.day
    told = [
        (ref, len(items), _ends(tuple(items)))
        for ref, items in by_topic.items()
        if len(set(items.values())) > 1
    ]
    return tuple(sorted(told, key=lambda one: (-one[1], one[0].name))[:TOPICS])


def _ends(items: tuple[str, ...]) -> tuple[str, ...]:
    return items if len(items) <= EARLY + LATE else items[:EARLY] + items[-LATE:]
