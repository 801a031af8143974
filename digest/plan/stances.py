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
    outlines, refs = stand.outlines, stand.refs
    by_topic: dict[Ref, list[tuple[int, int]]] = {}
    for comment in dict.fromkeys([(one.at, one.number) for one in said]):
        for ref in refs[comment[0]].topics:
            by_topic.setdefault(ref, []).append(comment)
    told = [
        (ref, comments)
        for ref, comments in by_topic.items()
        if len({outlines[at].day for at, _ in comments}) > 1
    ]
    told.sort(key=lambda one: (-len(one[1]), one[0].name))
    return tuple(
        (ref, len(comments), tuple([f"{outlines[at].slug}#{n}" for at, n in _ends(comments)]))
        for ref, comments in told[:TOPICS]
    )


def _ends(comments: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return comments if len(comments) <= EARLY + LATE else comments[:EARLY] + comments[-LATE:]
