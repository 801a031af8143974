"""Text -> the full names of people in it, for what stands beside an article: a photo's caption."""

from __future__ import annotations

from digest.quotes.marks import find_stretches
from digest.quotes.names import find_names
from digest.quotes.narration import read_row
from digest.quotes.tables import tables_of


def full_names(text: str, *, lang: str = "en") -> tuple[str, ...]:
    """Names of more than one word, without titles, in reading order."""
    if not text.strip():
        return ()
    tables = tables_of(lang)
    row = read_row(find_stretches(text), text, tables)
    names = (each.name for each in find_names(row, tables) if each.kind == "name")
    return tuple(dict.fromkeys(" ".join(name) for name in names if len(name) > 1))
