"""Then and now: a speaker's first and latest words on each topic, repeats folded into one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from digest.base.alike import Alikes, Print, print_words
from digest.model.views import Ref, Spoken, Stance, Statement

Items = Iterable[tuple[Ref, int, tuple[str, ...]]]
Find = Callable[[str], Spoken | None]


def view_stances(
    items: Items, find: Find, words_of: Callable[[str], str | None]
) -> tuple[Stance, ...]:
    """The stances of a speaker; ``find`` gives the comment that an item names.

    Of most comments only the words are wanted, to see whether they were said before.
    """
    prints: dict[str, Print | None] = {}
    stances: dict[tuple[str, str], Stance] = {}
    for topic, count, named in items:
        for item in named:
            if item not in prints:
                words = words_of(item)
                prints[item] = None if words is None else print_words(words)
        told = [(item, print_) for item in named if (print_ := prints[item]) is not None]
        if not told:
            continue
        stance = _view(topic, count, told, find)
        ends = (stance.then.said.comment.url, stance.now.said.comment.url if stance.now else "")
        if known := stances.get(ends):
            stance = msgspec.structs.replace(known, topics=(*known.topics, topic))
        stances[ends] = stance
    return tuple(stances.values())


def _view(topic: Ref, count: int, told: list[tuple[str, Print]], find: Find) -> Stance:
    statements: list[list[str]] = []  # the items of each, by time
    seen, latest = Alikes(), 0
    for item, print_ in told:
        latest = seen.place(print_)
        if latest == len(statements):
            statements.append([])
        statements[latest].append(item)
    now = _state(statements[latest], find) if latest else None
    return Stance((topic,), count, _state(statements[0], find), now, max(0, len(statements) - 2))


def _state(items: list[str], find: Find) -> Statement:
    first, last = find(items[0]), find(items[-1])
    assert first is not None
    assert last is not None
    return Statement(first, len(items), last.day)
