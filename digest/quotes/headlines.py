"""A headline's words that look like part of a name: "Calm Lind wins", where the text has Maja Lind."""

from __future__ import annotations

from digest.quotes.mention import Mention, is_given
from digest.quotes.narration import BREAK, Row
from digest.quotes.spelling import fold
from digest.quotes.tables import Tables

_LONGEST = 20  # words


def trim_headline(row: Row, mentions: list[Mention], tables: Tables) -> None:
    """Leave the family name alone of those in a text's first line that are nobody's full name elsewhere.

    Only where the text has another name that ends like it and begins with a known given name.
    """
    end = row.words.index(BREAK)
    if end > _LONGEST or end + 1 >= len(row.words) or row.words[end - 1] == ".":
        return
    for mention in mentions:
        if mention.first >= end:
            return
        given = mention.name[0].lower() if len(mention.name) > 1 else ""
        if not given or mention.kind != "name" or is_given(given, tables):
            continue
        names = [other.name for other in mentions if other is not mention and len(other.name) > 1]
        family = fold(mention.name[-1])
        if mention.name not in names and any(
            fold(name[-1]) == family and is_given(name[0].lower(), tables) for name in names
        ):
            mention.first = mention.name_first = mention.last - 1
            mention.name = mention.name[-1:]
