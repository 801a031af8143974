"""A name behind a comma that says who a phrase is: "Russia's ambassador to the UN, Vassily X"."""

from __future__ import annotations

from digest.quotes.mention import Mention
from digest.quotes.narration import BREAK, QUOTE, Row
from digest.quotes.signs import OF
from digest.quotes.tables import Tables

_OWNERS = frozenset(("his", "her", "its", "their", "our", "my"))
_OF_PHRASE = 9  # words between a noun and the comma that ends its phrase


def is_apposed(
    row: Row,
    mention: Mention,
    names: dict[int, int],
    mentions: list[Mention],
    tables: Tables,
    *,
    speaking: bool,
) -> bool:
    """“Russia's ambassador to the UN, Vassily X, said": the name behind the comma is the subject."""
    if mention.kind == "name" and mention.titled:
        return False
    comma = comma_behind(row, mention)
    if comma + 1 not in names or comma < 0:
        return False
    other = mentions[names[comma + 1]]
    if other.possessor or other.kind == "place":
        return False
    kin = mention.kind == "definite" and (
        speaking
        or row.lower[mention.first] in _OWNERS
        or bool(mention.gender or mention.head in tables.roles)
    )
    if len(other.name) + other.titled < 2 and not (kin and other.kind == "name"):
        return False
    ends = row.words[other.last] in (",", ".", QUOTE, ":", BREAK, "(")
    ends = ends or (row.lower[other.last] == "and" and mention.head.endswith("s"))
    return ends and (mention.kind != "place" or row.words[other.last] == ",")


def comma_behind(row: Row, mention: Mention) -> int:
    """The comma that ends a phrase, past "of Halden" and the like; -1 where none does."""
    words, at = row.words, mention.last
    if at >= len(words) or words[at] == ",":
        return at if at < len(words) else -1
    if mention.name or not row.signs[at] & OF:
        return -1
    for step, word in enumerate(words[at : at + _OF_PHRASE], at):
        if word == ",":
            return step
        if not word[0].isalnum() and word not in "’'":
            return -1
    return -1
