"""Headlines: paragraphs in capitals, and a first line whose words look like part of a name."""

from __future__ import annotations

from digest.quotes.mention import Mention, is_given
from digest.quotes.narration import BREAK, QUOTE, Row
from digest.quotes.spelling import fold
from digest.quotes.tables import Tables

_LONGEST = 20  # words of one that is trimmed
_LONGEST_HEADLINE = 40  # words
_TITLE_SHARE = 0.7


def trim_headline(row: Row, mentions: list[Mention], tables: Tables) -> None:
    """Leave the family name alone of those in a text's first line that are nobody's full name elsewhere.

    “Calm Lind wins": only where the text has another name that ends like it and begins with a known given name.
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


def headlines_of(row: Row, tables: Tables) -> set[int]:
    """Paragraphs in which nearly every word has a capital, and nobody says anything."""
    if tables.lang == "de":
        return set()
    found = set()
    first = 0
    while first < len(row.words):
        last = row.words.index(BREAK, first)
        if last - first <= _LONGEST_HEADLINE and _is_headline(row, first, last, tables):
            found.add(row.paragraphs[first])
        first = last + 1
    return found


def _is_headline(row: Row, first: int, last: int, tables: Tables) -> bool:
    if row.paragraphs[first] and QUOTE in row.words[first:last]:
        return False
    total = capitals = 0
    stops = row.words[last - 1] == "."  # few headlines do
    for word, lower in zip(row.words[first:last], row.lower[first:last], strict=True):
        if word[0].isalpha() and lower not in tables.function_words:
            if lower == word and tables.verbs.get(lower) in tables.strong:
                return False
            if word[0].isupper():
                capitals += 1
            elif stops and not (lower == word and lower in tables.auxiliary):
                return False
            total += not (stops and lower == word and lower in tables.auxiliary)
    whole = slice(row.start_of(first), row.end_of(last - 1)) if capitals == total else slice(0)
    if row.text[whole].isupper():
        return total >= 3
    return total >= 5 and capitals >= (1.0 if stops else _TITLE_SHARE) * total
