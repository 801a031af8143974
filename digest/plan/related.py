"""Related articles: most topics in common first, then the rarer topics, then the nearer in time.

Each article is filed under every one of its topics, and every pair and three of them; what shares
three topics stands near it in one short list, so the work grows with the articles, not their square.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

WANTED = 5
MOST_TOPICS = 6  # the rarest ones of an article count; more would file it under too many threes


def plan_related(topics: Sequence[tuple[str, ...]], stamps: Sequence[int]) -> list[tuple[int, ...]]:
    """For each article (in one order by time) the positions of up to five related ones."""
    frequency = Counter(topic for each in topics for topic in each)
    rarest = {
        topic: n for n, topic in enumerate(sorted(frequency, key=lambda t: (frequency[t], t)))
    }
    kept = [tuple(sorted(each, key=rarest.__getitem__)[:MOST_TOPICS]) for each in topics]
    lists: dict[tuple[str, ...], list[int]] = {}
    for at, mine in enumerate(kept):
        for size in (3, 2, 1):
            for group in combinations(mine, size):
                lists.setdefault(group, []).append(at)
    sets = [frozenset(mine) for mine in kept]
    worth = _Worth(frequency)
    return [_nearest(at, mine, lists, sets, worth, stamps) for at, mine in enumerate(kept)]


class _Worth(dict[frozenset[str], tuple[int, float]]):
    """How many and how rare topics are together, most first: worked out once for each set of them."""

    def __init__(self, frequency: Counter[str]) -> None:
        super().__init__()
        self._weight = {topic: 1 / often for topic, often in frequency.items()}

    def __missing__(self, topics: frozenset[str]) -> tuple[int, float]:
        rarity = sum(sorted(self._weight[topic] for topic in topics))
        self[topics] = made = (-len(topics), -rarity)
        return made


def _nearest(
    at: int,
    mine: tuple[str, ...],
    lists: dict[tuple[str, ...], list[int]],
    sets: list[frozenset[str]],
    worth: _Worth,
    stamps: Sequence[int],
) -> tuple[int, ...]:
    found: set[int] = set()
    for size in (3, 2, 1):
        for group in combinations(mine, size):
            filed = lists[group]
            if len(filed) > 1:
                middle = bisect_left(filed, at)
                found.update(filed[max(0, middle - WANTED) : middle + WANTED + 1])
        if len(found) > WANTED:
            break
    found.discard(at)
    if not found:
        return ()
    here, own = stamps[at], sets[at]

    ranks = [(worth[own & sets[other]], abs(stamps[other] - here), other) for other in found]
    ranks.sort()
    return tuple([other for _, _, other in ranks[:WANTED]])
