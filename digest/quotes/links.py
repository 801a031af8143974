"""How each mention stands to a verb of saying: subject before it, after it, "according to", "X:"."""

from __future__ import annotations

from collections.abc import Iterator

from digest.quotes.appositions import Apposed, comma_behind
from digest.quotes.behind import ENCLOSING, FOLLOWING, link_behind
from digest.quotes.governed import is_governed, is_oblique
from digest.quotes.mention import NONE, Link, Mention, looks_like_role
from digest.quotes.narration import BREAK, QUOTE, Row
from digest.quotes.offices import ROMANCE
from digest.quotes.outlets import before_marks, tells_house
from digest.quotes.signs import (
    COMMA,
    DASH,
    DASHES,
    DETERMINER,
    OF,
    OWNING,
    PREPOSITION,
    UPPER,
    VERB,
)
from digest.quotes.tables import Tables

_LONGEST_LEAD = 4  # words between the dash of a signature and its name
_LONGEST_TOLD = 6  # words between a verb behind the marks and its subject
_WITH_DAY = 8
_OWNERS = frozenset(("his", "her", "its", "their", "our", "my"))
_READ = frozenset(
    ("lire", "lit", "lit-on", "lee", "leer", "leerse", "leía", "lê-se", "ler", "ler-se", "lia-se", "legge", "leggere", "leggeva")
)  # fmt: skip
_ISSUED_BY = frozenset(
    (
        "de",
        "du",
        "des",
        "d’",
        "d'",
        "da",
        "do",
        "das",
        "dos",
        "del",
        "della",
        "dello",
        "dell’",
        "dell'",
        "dei",
    )
)
_FROM = frozenset(("aus", "im", "in", "beim", "bei", "vom", "von"))  # hieß es aus dem Amt
_SAID_THERE = frozenset(("hieß", "heißt", "hiess", "heisst"))
_TURNS = frozenset((",", "—", "–", "--", QUOTE, BREAK, "-"))
_VIEWS = frozenset(("words", "view", "opinion", "eyes", "telling", "judgment", "judgement"))
_VIEWING = _VIEWS | {"as"}
_FINITE = frozenset(("is", "are", "was", "were", "has", "had", "will", "would", "could", "should"))
_TELLING = VERB | DASH  # before whoever speaks
_LEADING = _TELLING | PREPOSITION | OF  # before a subject
_WITHIN = DETERMINER | OWNING  # what belongs to a name
_FOR_WHOM = frozenset(("pour", "per", "para"))  # whose view it is, or for whom somebody works
_ACCORDING = frozenset(("to", "of", "for"))  # that may mean "according to"
_FOR = frozenset(("for", "to", "per", "para", "für"))
_LED_BY = frozenset(("vm", "acc"))  # what stands before whoever speaks
_APPOSING = OF | COMMA  # before a name that is the same person
_FOLLOWING = FOLLOWING | _APPOSING
_OUTER = frozenset(("mpv", "m,v", "colonfar", "m,colon", "inner"))
_SUBJECTS = frozenset(("mv", "m,v", "mcv", "mpv"))
_ACTING = _SUBJECTS | {"vm"}
_CORRECTED = ("mv", "m,v", "mcv", "colon", "m,colon")  # by what stands before them
_LONGEST_APPOSED = 30  # words of a phrase up to its comma


class Links(dict[int, Link]):
    """The link of each mention by its number: found when it is asked for, since of half of them nobody asks."""

    def __init__(self, row: Row, mentions: list[Mention], named: list[int], tables: Tables) -> None:
        super().__init__()
        self._row, self._mentions, self._tables = row, mentions, tables
        self._apposed = Apposed(row, mentions, named)
        self._alone: dict[int, Link] = {}

    def __missing__(self, at: int) -> Link:
        link = self.alone(at)
        pattern = link.pattern
        if pattern == "none":
            link = self._through_phrase(at) or link
        elif pattern == "vm" and link.lemma == "tell":
            link = self._told(at, link)
        elif pattern in _CORRECTED and self._is_inner(at, link):
            link = Link("inner", link.verb, link.lemma)
        self[at] = link
        return link

    def alone(self, at: int) -> Link:
        """The link of a mention whatever those of others are."""
        if at in self._alone:
            return self._alone[at]
        mention, signs, link = self._mentions[at], self._row.signs, NONE
        first, last = mention.first, mention.last
        if signs[last] & _FOLLOWING or mention.possessor or self._row.words[last] in ENCLOSING:
            link = _link(self._row, mention, self._apposed, self._tables)
        elif mention.name or self._tables.lang != "en" or (first and signs[first - 1] & _LEADING):
            link = _before(self._row, mention, self._tables) or NONE
        if link.pattern == "acc" and mention.inside and mention.head in _OWNERS:
            link = NONE  # according to their chairman
        if self._tables.lang == "de" and link.pattern in _ACTING and is_oblique(self._row, mention):
            link = Link("obj", link.verb, link.lemma)
        self._alone[at] = link
        return link

    def _before_with(self, at: int, most: int, verb: int) -> Iterator[Link]:
        """Of the mentions right before one, the links to the same verb."""
        for before in range(max(0, at - most), at):
            if self.alone(before).verb == verb:
                yield self[before]

    def _told(self, at: int, link: Link) -> Link:
        """“X, a vet, told Radio Y": behind the verb of somebody before, whoever is told something."""
        for other in self._before_with(at, 2, link.verb):
            if other.pattern in _SUBJECTS:
                return Link("obj", link.verb, link.lemma)
        return link

    def _is_inner(self, at: int, link: Link) -> bool:
        """In "a spokesman for the port said" the port does not speak."""
        if not is_governed(self._row, self._mentions, at, link, self._tables):
            return False
        if link.pattern == "m,colon":  # a resident of the hill, who asked not to be named: “…”
            return any(
                self._is_person(other)
                for other in range(max(0, at - 2), at)
                if self.alone(other) == link
            )
        return any(other.pattern in _OUTER for other in self._before_with(at, 3, link.verb))

    def _is_person(self, at: int) -> bool:
        mention = self._mentions[at]
        return mention.kind == "name" or looks_like_role(mention.head, self._tables)

    def _through_phrase(self, at: int) -> Link | None:
        """A name behind the comma of the phrase that speaks: "said his wife, X"."""
        row, mentions = self._row, self._mentions
        comma = mentions[at].first - 1
        if self._apposed.names.get(comma) != at:
            return None
        start = at
        while start and mentions[start - 1].first > comma - _LONGEST_APPOSED:
            start -= 1
        for before in range(start, at):
            link = self.alone(before)
            if link.pattern != "m,N" or comma_behind(row, mentions[before]) != comma:
                continue
            source = link if link.verb >= 0 else self._verb_of_phrase(before)
            firm = (
                link.verb < 0 and mentions[at].kind == "org"
            )  # a spokesman for the house, X & Co.
            if source and not firm:
                return Link("Nvm", source.verb, source.lemma)
        return None

    def _verb_of_phrase(self, at: int) -> Link | None:
        """“said the minister of Fisheries, X": the verb stands before the phrase that the place ends."""
        mentions = self._mentions
        for before in range(at - 1, max(-1, at - 3), -1):
            if mentions[at].first - mentions[before].last > 3:
                return None
            if self.alone(before).pattern == "vm" and self[before].pattern == "vm":
                return self[before]
        return None


def _link(row: Row, mention: Mention, apposed: Apposed, tables: Tables) -> Link:
    before = _before(row, mention, tables)
    speaking = before is not None and before.pattern in _LED_BY
    if mention.last in apposed.ends and apposed.holds(mention, tables, speaking=speaking):
        return Link("m,N", before.verb, before.lemma) if speaking and before else Link("m,N")
    if before is not None and (speaking or (tables.lang == "de" and before.pattern == "prep")):
        return before  # Auf die Frage, wann, sagte X
    return link_behind(row, mention, tables) or before or NONE


def _before(row: Row, mention: Mention, tables: Tables) -> Link | None:
    """The link by what stands before a mention."""
    at = mention.first - 1
    if at < 0:
        return None
    if mention.name and row.signs[at] & _WITHIN:
        at = _place_before(row, mention)
    sign, word = row.signs[at], row.lower[at]
    if tables.lang == "en" and not sign & _TELLING:  # most mentions
        least = at - _LONGEST_LEAD if at > _LONGEST_LEAD else 0
        if not mention.name or DASHES.isdisjoint(row.words[least:at]):
            if not sign & _LEADING:
                return None
            if word not in _ACCORDING and row.lower[mention.last] not in _VIEWING:
                return Link("prep", -1, word) if sign & PREPOSITION else None
    if word == "to" and at > 0 and row.lower[at - 1] == "according":
        return Link("acc", at - 1, "according")
    if according := _according(row, mention, at, tables):
        return according
    dash = _dash_before(row, at) if mention.name else at
    if row.signs[dash] & DASH and dash > 0 and row.words[dash - 1] in (QUOTE, BREAK):
        return Link("dash", dash)
    return _by_verb(row, at, mention.last, tables)


def _place_before(row: Row, mention: Mention) -> int:
    """What stands before a name, past the article of a body and the owner."""
    at = mention.first - 1
    if at > 0 and mention.kind == "org" and row.signs[at] & DETERMINER:
        at -= 1  # said the Harbour Board
    return _past_owner(row, at) if at > 0 and row.signs[at] & OWNING else at


def _according(row: Row, mention: Mention, at: int, tables: Tables) -> Link | None:
    """“according to X", "in the words of X", "For X,", "quoted X as saying", "ajoute-t-elle"."""
    word = row.lower[at]
    if tables.lang == "fr" and mention.kind == "pronoun":
        verb = tables.verbs.get(mention.head.partition("-")[0])
        return Link("vm", mention.first, verb) if verb else None  # ajoute-t-elle
    if row.lower[mention.last] == "as" and row.lower[mention.last + 1] == "saying":
        return Link("acc", mention.last + 1, "say")  # the paper quoted X as saying
    if word == "of" and row.lower[at - 1] in _VIEWS and row.lower[at - 2] == "the":
        return Link("acc", at - 1, "according")
    if word == "in" and row.lower[mention.last] in _VIEWS and mention.possessor:
        return Link("acc", at, "according")  # in Lind’s words, it is “…”
    opens = word in _FOR and row.words[at][0].isupper() and row.words[mention.last] == ","
    if opens and (mention.kind != "pronoun" or mention.gender):  # no “To that, X added"
        return Link("acc", at, "according")  # For X, “…”
    if word in _FROM and row.lower[at - 1] == "es" and row.lower[at - 2] in _SAID_THERE:
        return Link("acc", at, "according")
    if tables.lang in ROMANCE and _is_read_in(row, at, mention.last, tables):
        return Link("acc", at, "according")
    if word in tables.according and tables.lang != "en":
        beside = word in _FOR_WHOM and at > 0 and row.words[at - 1].isalpha()
        return None if beside else Link("acc", at, "according")  # acheteuse pour un hôtel
    return None


def _is_read_in(row: Row, at: int, last: int, tables: Tables) -> bool:
    """“« … », peut-on lire dans un communiqué de la mairie": whoever issued what is read, or the paper alone."""
    if row.lower[at - 1] in _READ:
        issued = row.lower[last] in _ISSUED_BY
        return not issued or not (
            row.words[last + 1][0].isupper() or row.lower[last + 1] in tables.determiners
        )
    if row.lower[at - 1] not in tables.papers or row.lower[at] not in _ISSUED_BY:
        return False
    return not _READ.isdisjoint(row.lower[max(0, at - 4) : at - 1])


def _dash_before(row: Row, at: int) -> int:
    """“…” — Statement by the League: the dash that a signature begins with, past a few words."""
    least = max(0, at - _LONGEST_LEAD)
    while at > least and row.words[at][0].isalpha() and row.lower[at] not in ("and", "but"):
        at -= 1
    return at


def _by_verb(row: Row, at: int, last: int, tables: Tables) -> Link | None:
    word = row.lower[at]
    found = _inverted(row, at, tables) if word in tables.verbs else None
    if found and found.pattern == "vm" and row.lower[last] in _FINITE:
        return Link("obj", found.verb, found.lemma)  # “…,” said the vote was “…”
    if found:
        return found
    far = -1 if tables.lang == "en" else _verb_far_before(row, at, tables)
    if far >= 0:
        if tells_house(row, far, last, tables):
            return Link("prep", -1, row.lower[far])
        return Link("vm", far, tables.verbs[row.lower[far]])
    if tables.lang == "de" and word in tables.determiners:
        word = row.lower[at - 1]  # von der Universität Graz
    return Link("prep", -1, word) if word in tables.prepositions else None


def _past_owner(row: Row, at: int) -> int:
    """The place before the name that owns a mention: "noted NBC's X"."""
    if at <= 0 or not row.signs[at] & UPPER:
        return at
    least = max(0, at - 9)
    at -= 1
    while at > least and row.signs[at] & UPPER:
        at -= 1
    return at


def _inverted(row: Row, at: int, tables: Tables) -> Link | None:
    """A verb before its subject: right behind the marks, a comma, or the start."""
    lemma = tables.verbs[row.lower[at]]
    if not row.words[at][0].islower():
        opens = at == 0 or row.words[at - 1] in (QUOTE, BREAK, ".")
        return Link("vm", at, lemma) if opens else None
    back = at - 1
    while back >= 0 and at - back < 8 and _is_auxiliary(row.lower[back], tables):
        back -= 1
    opens = back < 0 or row.words[back] in _TURNS or row.lower[back] in ("as", "so", "and", "comme")
    return Link("vm" if opens else "obj", at, lemma)


def _is_auxiliary(word: str, tables: Tables) -> bool:
    return word in tables.auxiliary or (word in tables.pronouns and tables.lang != "en")


def _verb_far_before(row: Row, at: int, tables: Tables) -> int:
    """“…”, aseguró a la prensa la alcaldesa X: a verb behind the marks, with little before its subject."""
    at = before_marks(row, at)
    governed = row.lower[at] in tables.determiners and row.lower[at - 1] in tables.prepositions
    if governed or row.lower[at] in tables.prepositions:
        return -1
    dated = not tables.days.isdisjoint(row.lower[at - _WITH_DAY : at])
    for step in range(at, max(0, at - (_WITH_DAY if dated else _LONGEST_TOLD)), -1):
        word = row.lower[step]
        if not row.words[step][0].isalpha():
            return -1
        if word in tables.verbs and row.words[step][0].islower():
            back = step - 1
            while back > 0 and step - back < 4 and row.lower[back] in tables.auxiliary:
                back -= 1
            behind = row.words[back] == QUOTE or (
                row.words[back] == "," and row.words[back - 1] == QUOTE
            )
            return step if behind else -1
    return -1
