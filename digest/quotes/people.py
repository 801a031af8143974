"""One person, one number: full names and their later short forms joined within an article.

In: mentions of the narration. Out: the cast; each name mention's ``person`` is set to its place there.
"""

from __future__ import annotations

from collections import defaultdict

import msgspec

from digest.quotes.genders import gender_of_name
from digest.quotes.links import Links
from digest.quotes.mention import Mention, is_given, office
from digest.quotes.narration import Row
from digest.quotes.person import Person, weigh
from digest.quotes.signs import BOUNDING, PREPOSITION, SMALL, UPPER
from digest.quotes.spelling import fold, given_compatible, split_name
from digest.quotes.tables import Tables

_NAMED = ("name", "org", "place")
_RIVAL = 2.5  # lead from which the article means one of two people of a name
_STYLES = frozenset(
    ("sir", "dame", "don", "doña", "dom", "dona", "donna", "sister", "brother", "father", "mother", "king", "queen", "prince",
     "princess", "pope", "sheikh", "imam", "rabbi", "chief", "sœur", "soeur", "frère", "père", "schwester", "bruder", "sor",
     "fray", "padre", "suor", "fra", "frei", "zuster", "ustad", "hajji", "haji", "auntie", "uncle", "aunt", "grandma")
)  # fmt: skip
_PAIRS = frozenset(
    ("parents", "couple", "brothers", "sisters", "siblings", "twins", "spouses", "wife", "husband", "cousins", "grandparents")
)  # fmt: skip
_LED = 4  # words back to a preposition
_WORD = SMALL | UPPER
_NAMESAKES = 24  # people of one surname that are looked through


class Cast(msgspec.Struct):
    people: dict[int, Person]  # by number
    bare: dict[int, str]  # family names, folded, of those for whom the text has no other


class _Index(msgspec.Struct):
    people: list[Person]
    mentions: list[Mention]
    row: Row
    tables: Tables
    by_surname: dict[str, list[int]]
    by_word: dict[str, list[int]]


def cast_of(
    mentions: list[Mention],
    named: list[int],
    links: Links,
    row: Row,
    tables: Tables,
) -> Cast:
    """Join full names first, then short forms to the fitting full one."""
    index = _Index([], mentions, row, tables, defaultdict(list), defaultdict(list))
    named = [at for at in named if mentions[at].kind in _NAMED]
    first = []
    for at in named:
        if len(mentions[at].name) > 1:
            _join_full(index, at)
        elif row.lower[mentions[at].last] == "and":
            first.append(at)
    second = {at + 1 for at in first if _is_of_couple(index, at)}
    last: dict[str, int] = {}
    for at in named:
        mention = mentions[at]
        if mention.person < 0:
            _join_short(index, at, last)
        elif len(mention.name) > 1 and at not in second:
            last[split_name(mention.name, tables)[1]] = at
    bare = {
        number: fold(person.name[0])
        for number, person in enumerate(index.people)
        if person.kind == "name" and len(person.name) == 1
    }
    return Cast(_Weighed(index, links), bare)


def _is_of_couple(index: _Index, at: int) -> bool:
    """“the parents, Nils and Ada Holm": whether the first is joined to the family name of the second."""
    if at + 1 == len(index.mentions):
        return False
    mention, other = index.mentions[at], index.mentions[at + 1]
    if other.first != mention.last + 1 or len(other.name) != 2:
        return False
    row, word = index.row, mention.name[0]
    if mention.kind != "name" or mention.titled or fold(word) in index.by_surname:
        return False  # Lind and Ada Holm
    before = mention.first - 1 - (row.words[mention.first - 1] == ",")
    if row.lower[before] not in _PAIRS and not is_given(word.lower(), index.tables):
        return False
    mention.name = (word, other.name[-1])
    mention.head = mention.name[-1].lower()
    _join_full(index, at)
    return True


class _Weighed(dict[int, Person]):
    """Number -> person, with all that the text tells of them: weighed when they are asked for."""

    def __init__(self, index: _Index, links: Links) -> None:
        super().__init__()
        self._index, self._links = index, links

    def __missing__(self, number: int) -> Person:
        index = self._index
        person = self[number] = index.people[number]
        person.mentions.sort()
        weigh(person, index.mentions, self._links, index.row, index.tables)
        return person


def _join_full(index: _Index, at: int) -> None:
    mention = index.mentions[at]
    given, surname, suffix = split_name(mention.name, index.tables)
    for number in index.by_surname[surname][-_NAMESAKES:]:
        person = index.people[number]
        other, _, other_suffix = split_name(person.name, index.tables)
        if (person.kind == "org") != (mention.kind == "org"):
            continue
        suffixes = suffix == other_suffix or not suffix or not other_suffix
        if given_compatible(given, other) and suffixes and _gender_fits(mention, person):
            _add(index, at, number)
            if len(mention.name) > len(person.name) or _is_usual(index, mention, person):
                person.name = mention.name
            return
    inner = _infix_of(index, mention)
    if inner is not None:
        _add(index, at, inner)
        return
    number = _found(index, at)
    index.by_surname[surname].append(number)
    for word in set(map(fold, mention.name)):
        index.by_word[word].append(number)


def _is_usual(index: _Index, mention: Mention, person: Person) -> bool:
    """Whether a name is spelt so for the second time, after another spelling of it: Hilary, Hillary, Hillary."""
    if mention.name == person.name or len(mention.name) != len(person.name):
        return False
    spelt = [index.mentions[at].name for at in person.mentions]
    return spelt.count(mention.name) > spelt.count(person.name)


def _infix_of(index: _Index, mention: Mention) -> int | None:
    """“Kim Jong" within "Kim Jong Un", "Security Council" within "United Nations Security Council"."""
    alike = index.by_word.get(fold(mention.name[0]))
    if not alike:
        return None  # most names
    words = tuple(map(fold, mention.name))
    for number in alike[-_NAMESAKES:]:
        name = tuple(map(fold, index.people[number].name))
        if index.people[number].kind != mention.kind or len(name) <= len(words):
            continue
        if name[: len(words)] == words and len(words) > 1 and mention.kind == "name":
            return number
        if name[-len(words) :] == words:
            return number
    return None


def _found(index: _Index, at: int) -> int:
    mention = index.mentions[at]
    index.people.append(Person(mention.name, mention.kind, mentions=[]))
    number = len(index.people) - 1
    _add(index, at, number)
    person = index.people[number]
    if not person.gender and person.kind == "name":
        person.gender = gender_of_name(person.name, index.tables)
    return number


def _gender_fits(mention: Mention, person: Person) -> bool:
    """A full name may be joined against a gender that only its given name suggests."""
    if len(mention.name) > 1 and not person.sure_gender:
        return True
    return not mention.gender or not person.gender or mention.gender == person.gender


def _add(index: _Index, at: int, number: int) -> None:
    person, mention = index.people[number], index.mentions[at]
    mention.person = number
    person.mentions.append(at)
    person.count += 1
    if mention.gender and not person.sure_gender and _is_plainly(index, mention):
        person.gender, person.sure_gender = mention.gender, True
    if mention.kind == "name" and person.kind == "place":
        person.kind = "name"


def _is_plainly(index: _Index, mention: Mention) -> bool:
    """Whether the words before a name tell its gender: not "spokesman Ada Holm", but "Mr. Ada Holm"."""
    if len(mention.name) < 2 or gender_of_name(mention.name, index.tables) in ("", mention.gender):
        return True
    titles = {word.rstrip(".") for word in index.row.lower[mention.first : mention.name_first]}
    return not titles.isdisjoint(index.tables.honorifics)


def _join_short(index: _Index, at: int, last: dict[str, int]) -> None:
    mention = index.mentions[at]
    key = fold(mention.name[-1])
    people = index.people
    namesakes = index.by_surname.get(key, ())
    if len(namesakes) == 1 and mention.kind == "name":
        only = people[namesakes[0]]
        if only.kind == "name" and only.mentions[0] < at and _gender_fits(mention, only):
            _add(index, at, namesakes[0])  # most names
            return
    if not namesakes and not index.by_word.get(key):
        index.by_surname[key].append(_found(index, at))  # nearly all that come alone
        return
    fitting = [n for n in namesakes[-_NAMESAKES:] if _gender_fits(mention, people[n])]
    if mention.gender and len(fitting) > 1:  # Mrs. X is the one known as a woman
        known = [n for n in fitting if people[n].gender == mention.gender]
        later = all(people[n].mentions[0] > at for n in known)
        fitting = fitting if later else known  # nobody who is yet to be named
    same = [n for n in fitting if (people[n].kind == "org") == (mention.kind == "org")]
    if mention.kind == "name":
        fitting = [n for n in same if people[n].kind == "name"] or same
    else:
        fitting = same
    if not fitting and mention.kind == "org" and mention.name[-1].isupper():
        fitting = [n for n in namesakes if people[n].kind == "name"]
        mention.kind = "name" if fitting else mention.kind  # LIND: “…”
    if mention.kind == "name" and all(people[n].mentions[0] > at for n in fitting):
        titled = mention.titled and not _is_styled(index, mention)
        fitting = [
            n
            for n in index.by_word.get(key, ())[-_NAMESAKES:]
            if people[n].kind == "name"
            and _is_part(people[n].name, key, titled=titled)
            and (not fitting or people[n].mentions[0] < at)
        ] or fitting
    if not fitting:
        number = _found(index, at)
        index.by_surname[key].append(number)
        return
    if len(fitting) == 1:
        _add(index, at, fitting[0])
        return
    scores = _weigh_namesakes(index, at, fitting, last.get(key))
    best = max(fitting, key=lambda n: (scores[n], -n))
    _add(index, at, best)
    last[key] = at
    mention.rivals = tuple(n for n in fitting if n != best and scores[n] > scores[best] - _RIVAL)


def _is_styled(index: _Index, mention: Mention) -> bool:
    """“Sir Alaric", “Doña Pilar": a style that goes with the given name."""
    return index.row.lower[mention.name_first - 1] in _STYLES


def _is_part(name: tuple[str, ...], key: str, *, titled: bool) -> bool:
    """A given name alone, or the first of two surnames: Quispe for Ruperto Quispe Mamani."""
    words = [fold(word) for word in name]
    return (words[0] == key and not titled) or key in words[1:-1]


def _weigh_namesakes(
    index: _Index, at: int, fitting: list[int], latest: int | None
) -> dict[int, float]:
    """Of several people of one surname: the one the article is about, or one just introduced."""
    recent = -1 if latest is None else index.mentions[latest].person
    scores = {number: _prominence(index, number) for number in fitting}
    scores[min(fitting, key=lambda n: index.people[n].mentions[0])] += 2.0
    if latest is not None and recent in scores:
        away = (
            index.row.paragraphs[index.mentions[at].first]
            - index.row.paragraphs[index.mentions[latest].first]
        )
        scores[recent] += (2.5 if _leads(index, latest) else 0.5) if away <= 1 else 0.0
    titles = _titles_at(index, at)
    for number in fitting if titles else ():
        full = index.people[number].mentions[:_NAMESAKES]
        scores[number] += 3.0 * any(
            titles & _titles_at(index, other) for other in full if other != at
        )
    return scores


def _titles_at(index: _Index, at: int) -> set[str]:
    """The titles before a name, but for courtesy."""
    mention = index.mentions[at]
    words = {word.rstrip(".") for word in index.row.lower[mention.first : mention.name_first]}
    return {office(w) for w in (words & index.tables.titles) - index.tables.honorifics}


def _prominence(index: _Index, number: int) -> float:
    """How often somebody is named in full, as a subject above all."""
    full = [
        at for at in index.people[number].mentions[:_NAMESAKES] if len(index.mentions[at].name) > 1
    ]
    return sum(1.0 if _leads(index, at) else 0.3 for at in full)


def _leads(index: _Index, at: int) -> bool:
    """Not an owner, and not behind a preposition, also past a word or two: "a brother of Halden legend X"."""
    mention = index.mentions[at]
    if mention.possessor or mention.inside:
        return False
    signs = index.row.signs
    for step in range(mention.first - 1, max(-1, mention.first - _LED), -1):
        sign = signs[step]
        if sign & BOUNDING or not sign & _WORD:
            return not sign & PREPOSITION
    return True
