"""Full names from elsewhere for people of whom a text has but a part: the site's, those of a photo's caption."""

from __future__ import annotations

from collections import defaultdict

from digest.quotes.marks import find_stretches
from digest.quotes.names import find_names
from digest.quotes.narration import read_row
from digest.quotes.people import Cast
from digest.quotes.spelling import fold, split_name
from digest.quotes.tables import Tables


def complete_names(cast: Cast, tables: Tables, known: tuple[str, ...], beside: str) -> None:
    """Give a bare family name its full one, where just one of that name is known or stands ``beside`` the text."""
    names = {tuple(name.split()) for name in known}
    if beside and _has_any(fold(beside), cast.bare):
        names |= _full_names(beside, tables)
    full: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for words in names:
        if len(words) > 1:
            full[split_name(words, tables)[1]].add(words)
    for number, family in cast.bare.items():
        fitting = full.get(family, set())
        if len(fitting) == 1:
            cast.people[number].name = next(iter(fitting))


def _has_any(text: str, bare: dict[int, str]) -> bool:
    """Most captions name nobody of whom the text has but a part, and need not be read."""
    return any(map(text.__contains__, bare.values()))


def _full_names(text: str, tables: Tables) -> set[tuple[str, ...]]:
    """Names of more than one word, without titles."""
    row = read_row(find_stretches(text), text, tables)
    return {each.name for each in find_names(row, tables) if each.kind == "name"}
