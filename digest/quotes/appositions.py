"""A name behind a comma that says who a phrase is: "Russia's ambassador to the UN, Vassily X"; and a phrase behind a name."""

from __future__ import annotations

from digest.quotes.mention import Mention, is_given, looks_like_role
from digest.quotes.narration import BREAK, QUOTE, Row
from digest.quotes.signs import AUXILIARY, OF, STOP, VERB
from digest.quotes.tables import Tables

_OWNERS = frozenset(("his", "her", "its", "their", "our", "my"))
_LISTED = frozenset(("and", "of", "from"))  # the founders, X of Halden and Y of Vik
_DOERS = ("er", "or")  # an operator may be somebody
_WHERE = frozenset(("in", "at", "near", "around", "outside", "across", "en", "bei", "em"))
_LED = 3  # words from where something is to its name
_OPENING = frozenset((QUOTE, BREAK, ",", "."))
_TURNING = STOP | VERB | AUXILIARY
_OF_PHRASE = 9  # words between a noun and the comma that ends its phrase


class Apposed:
    """The names of a row that stand behind a comma: few, so that most phrases are near none."""

    def __init__(self, row: Row, mentions: list[Mention], named: list[int]) -> None:
        self._row, self._mentions = row, mentions
        self.names = {
            first - 1: at
            for at in named
            if (first := mentions[at].first) and row.words[first - 1] == ","
        }
        # Where a phrase may end whose comma is one of those.
        self.ends = {comma - step for comma in self.names for step in range(_OF_PHRASE)}

    def holds(self, mention: Mention, tables: Tables, *, speaking: bool) -> bool:
        """“Russia's ambassador to the UN, Vassily X, said": the name behind the comma is the subject."""
        row = self._row
        if mention.kind == "name" and mention.titled:
            return False
        comma = comma_behind(row, mention)
        if comma not in self.names:
            return False
        other = self._mentions[self.names[comma]]
        if other.possessor or other.kind == "place":
            return False
        if other.kind == "org" and looks_like_role(mention.head, tables):
            return False  # a spokesman for the house, X & Co.
        if other.kind == "name" and mention.head in tables.papers:
            return False  # According to the indictment, X kept it
        kin = mention.kind == "definite" and (
            speaking
            or row.lower[mention.first] in _OWNERS
            or bool(mention.gender or mention.head in tables.roles)
        )
        known = kin or (
            not mention.name and other.first < other.name_first
        )  # one of the guests, a student named Ivo
        if len(other.name) + other.titled < 2 and not (known and other.kind == "name"):
            return False
        ends = row.words[other.last] in (",", ".", QUOTE, ":", BREAK, "(")
        ends = ends or (row.lower[other.last] in _LISTED and mention.head.endswith("s"))
        ends = ends or (len(other.name) > 1 and _is_of_somewhere(row, other.last))
        return ends and (mention.kind != "place" or row.words[other.last] == ",")


def note_bodies(row: Row, mentions: list[Mention], named: list[int], tables: Tables) -> None:
    """“Veltro, a company that …": names that are no people's, wherever the text has them."""
    parted = [at for at in named if row.words[mentions[at].last] == ","]
    if parted and parted[-1] + 1 == len(mentions):
        parted.pop()
    bodies = {
        mentions[at].name for at in parted if _is_body(row, mentions[at], mentions[at + 1], tables)
    }
    for at in named if bodies else ():
        mention = mentions[at]
        if mention.name in bodies and mention.kind == "name":
            mention.kind = "org"


def _is_body(row: Row, mention: Mention, phrase: Mention, tables: Tables) -> bool:
    if phrase.first != mention.last + 1 or not (
        phrase.kind == "indefinite" or _is_enclosed(row, mention, phrase)
    ):
        return False
    if phrase.head not in tables.single_groups or phrase.possessor or mention.possessor:
        return False
    if mention.kind != "name" or mention.titled or mention.gender:
        return False
    if not _WHERE.isdisjoint(row.lower[max(0, mention.first - _LED) : mention.first]):
        return False  # in downtown Halden, a group of …
    told = row.lower[phrase.last] in ("that", "which")
    doer = phrase.head.endswith(_DOERS) and phrase.head not in tables.publications
    return (told or not doer) and not is_given(mention.name[0].lower(), tables)


def _is_enclosed(row: Row, mention: Mention, phrase: Mention) -> bool:
    """“Veltro, the company behind the plan, said": a phrase with "the" between the commas behind a subject."""
    opens = row.words[mention.first - 1] in _OPENING or not mention.first
    if phrase.kind != "definite" or not opens:
        return False
    for step in range(phrase.last, phrase.last + _OF_PHRASE):
        if row.words[step] == ",":
            return True
        if row.signs[step] & _TURNING:
            return False
    return False


def _is_of_somewhere(row: Row, at: int) -> bool:
    """“the vet, Maja Lind of Halden, said": a name that goes on with where somebody is from."""
    if row.lower[at] not in ("of", "from", "at"):
        return False
    for word in row.words[at + 1 : at + _OF_PHRASE]:
        if word == ",":
            return True
        if not word[0].isalnum() and word not in "’'":
            return False
    return False


def comma_behind(row: Row, mention: Mention) -> int:
    """The comma that ends a phrase, past "of Halden" and the like; -1 where none does."""
    words, at = row.words, mention.last
    if at >= len(words) or words[at] == ",":
        return _past_relative(row, mention, at) if at < len(words) else -1
    if mention.name or not row.signs[at] & OF:
        return -1
    for step, word in enumerate(words[at : at + _OF_PHRASE], at):
        if word == ",":
            return step
        if not word[0].isalnum() and word not in "’'":
            return -1
    return -1


def _past_relative(row: Row, mention: Mention, comma: int) -> int:
    """“the defendant, who is also his brother-in-law, Jon Berg": the second comma."""
    if mention.name or row.lower[comma + 1] != "who":
        return comma
    for step in range(comma + 2, min(comma + 2 + _OF_PHRASE, len(row.words) - 1)):
        if row.words[step] == ",":
            return step if row.words[step + 1][0].isupper() else comma
        if not row.words[step][0].isalnum():
            return comma
    return comma
