"""Whether quoted words are the title of something, which nobody says."""

from __future__ import annotations

from digest.quotes.scene import Scene
from digest.quotes.signs import OWNING


def title_of(words: list[str]) -> int:
    """0 to 3: how much quoted words look like a title, by the capitals of the longer ones."""
    if len(words) > 15:
        return 0
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    if len(long) < 2:
        return 0
    capitals = sum([word[0].isupper() for word in long])
    return 2 * (capitals == len(long)) + (capitals * 5 >= len(long) * 4)


def is_work(scene: Scene, place: int) -> bool:
    """Whether the words before the marks name something that has a title: 'the film "…"'."""
    row, works = scene.row, scene.tables.works
    if not place:
        return False
    named = row.lower[place - 1] in works or (place > 1 and row.lower[place - 2] in works)
    return named or bool(row.signs[place - 1] & OWNING)
