"""The records of a mention and of how it stands to a verb of saying, and what the words of one tell."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from digest.base.slugs import fold_name
from digest.quotes.tables import Tables, tables_of

_PERSON_ENDINGS = {
    "en": ("man", "woman", "person", "ologist", "ist", "ian", "eer", "keeper", "maker", "monger", "-elect", "herder", "grower", "rapher"),
    "de": ("in", "er", "ist", "chef", "mann"),
    "nl": ("man", "vrouw", "ist", "iste", "loog", "loge", "aar", "ier", "icus", "arts", "meester", "hoofd", "chef"),
    "es": ("ista", "logo", "loga", "dor", "dora", "ero", "era"),
    "pt": ("ista", "logo", "loga", "dor", "dora", "eiro", "eira", "nte", "ário", "ária"),
    "it": ("ista", "logo", "loga", "tore", "trice", "iere", "iera", "aio", "aia", "ario", "aria", "ante", "ente", "essa"),
    "fr": ("iste", "logue", "eur", "euse", "teur", "trice", "ien", "ienne", "ier", "ière"),
}  # fmt: skip

_SAME_OFFICE = {
    "sen": "senator", "gov": "governor", "rep": "representative", "congressman": "representative",
    "congresswoman": "representative", "gen": "general", "col": "colonel", "lt": "lieutenant", "prof": "professor",
    "adm": "admiral", "sgt": "sergeant", "dr": "doctor", "sec": "secretary", "rev": "reverend", "attorney": "lawyer",
    "lawmaker": "representative", "capt": "captain", "spokeswoman": "spokesman", "spokesperson": "spokesman",
    "chairwoman": "chairman", "minister": "minister", "startup": "company", "start-up": "company", "firm": "company",
}  # fmt: skip


_REMEMBERED = 4096  # words
_APOSTROPHES = frozenset("’'")


class Mention(msgspec.Struct, gc=False):
    """A stretch [first, last) of the row that stands for somebody or something.

    ``kind``: name, org, place, group, pronoun, definite, indefinite, bare. ``name`` are the words of
    the name without titles, which begin at ``name_first``; ``head`` is the noun of a phrase, or the
    pronoun, in lower case. ``person`` is its place in the cast, once known; ``rivals`` are namesakes
    whom a family name alone does not rule out.
    """

    kind: str
    first: int
    last: int
    name_first: int
    name: tuple[str, ...]
    head: str
    gender: str = ""
    possessor: bool = False
    inside: bool = False
    titled: bool = False
    person: int = -1
    rivals: tuple[int, ...] = ()


class Link(msgspec.Struct, frozen=True, gc=False):
    """How a mention stands to a verb of saying.

    ``pattern``: mv (X said), vm (said X), m,v (X, ROLE, said), mwv (X, who ..., said), acc, colon,
    dash, obj, prep, none; ``verb``: its place in the row, or -1; ``lemma``: of that verb.
    """

    pattern: str
    verb: int = -1
    lemma: str = ""


NONE = Link("none")


@lru_cache(maxsize=_REMEMBERED)
def bare(word: str) -> str:
    """A word without its possessive ending."""
    if word[-2:-1] not in _APOSTROPHES:
        return word
    return word[:-2] if len(word) > 2 and word[-1] in "sS" else word


def looks_like_role(word: str, tables: Tables) -> bool:
    """Nouns of people, by the table or by their ending."""
    return word in tables.roles or _ends_like_role(word, tables.lang)


@lru_cache(maxsize=_REMEMBERED)
def _ends_like_role(word: str, lang: str) -> bool:
    tables = tables_of(lang)
    if word in tables.nationals:
        return True
    if len(word) < 5 or word in tables.things:
        return False
    return word.endswith(_PERSON_ENDINGS[lang]) or is_age(word)


def is_given(word: str, tables: Tables) -> bool:
    """A known given name in lower case, with or without its accents; or one of two: Kees-Jan."""
    if word.isascii() and (word.isalpha() or len(word) == 1):
        return word in tables.given
    parts = (word, *word.split("-"))
    return any(part in tables.given or fold_name(part) in tables.given for part in parts)


def is_age(word: str) -> bool:
    """“the 38-year-old": somebody by their age."""
    return word[0].isdigit() and word.endswith(("-year-old", "-jährige", "-jähriger"))


@lru_cache(maxsize=_REMEMBERED)
def office(word: str) -> str:
    """The plain form of an office, so that "Sen." and "the senator" meet."""
    plain = bare(word).rstrip(".")
    return _SAME_OFFICE.get(plain, plain)
