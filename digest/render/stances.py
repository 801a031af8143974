"""Then and now: a speaker's first and latest words on each topic, repeats folded into one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from digest.base.alike import Print, are_alike, print_words
from digest.model.views import Ref, Spoken, Stance, Statement

Items = Iterable[tuple[Ref, int, tuple[str, ...]]]


def view_stances(items: Items, find: Callable[[str], Spoken | None]) -> tuple[Stance, ...]:
    """The stances of a speaker; ``find`` gives the comment that an item names."""
    spoken: dict[str, Spoken | None] = {}
    prints: dict[str, Print] = {}
    stances: dict[tuple[str, str], Stance] = {}
    for topic, count, named in items:
        for item in named:
            if item not in spoken:
                said = spoken[item] = find(item)
                prints[item] = print_words(said.comment.words) if said else frozenset()
        told = [(prints[item], said) for item in named if (said := spoken[item]) is not None]
        if not told:
            continue
        stance = _view(topic, count, told)
        ends = (stance.then.said.comment.url, stance.now.said.comment.url if stance.now else "")
        if known := stances.get(ends):
            stance = msgspec.structs.replace(known, topics=(*known.topics, topic))
        stances[ends] = stance
    return tuple(stances.values())


def _view(topic: Ref, count: int, told: list[tuple[Print, Spoken]]) -> Stance:
    statements: list[Statement] = []
    seen: list[Print] = []
    latest = 0
    for print_, said in told:
        alike = (at for at, other in enumerate(seen) if are_alike(print_, other))
        latest = next(alike, len(seen))
        if latest == len(seen):
            seen.append(print_)
            statements.append(Statement(said, 1, said.day))
        else:
            known = statements[latest]
            statements[latest] = msgspec.structs.replace(
                known, times=known.times + 1, last=said.day
            )
    now = statements[latest] if latest else None
    return Stance((topic,), count, statements[0], now, max(0, len(statements) - 2))
