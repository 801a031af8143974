"""The word tables of one language, read once from the package's data files: tables_of(lang) -> Tables."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

import msgspec

LANGUAGES = ("en", "es", "fr", "de", "pt", "it", "nl")
_LISTS = (
    "determiners", "prepositions", "conjunctions", "titles", "honorifics", "ranks", "not_standing",
    "surname_titles", "organisation_heads", "publications", "suffixes", "particles", "not_names",
    "organisations", "places", "roles", "things", "groups", "crowds", "documents", "works", "unnamed", "nationals", "variations", "days", "linking", "portfolios", "doings",
)  # fmt: skip
_VOWELS = "aeiou"
_SHORT = re.compile(
    r"(?:[^aeiou]|qu)*[aeiou][^aeiouwxy]"
)  # one syllable: the last consonant doubles
_DOUBLED = frozenset(
    ["admit", "refer", "begin", "rebut", "concur", "deadpan"]
)  # longer ones that double it too

# Third person singular -> plural, by its ending; the first that fits counts.
_PLURALS = {
    "es": (("ió", "ieron"), ("yó", "yeron"), ("ó", "aron"), ("ía", "ían"), ("a", "an"), ("e", "en")),
    "pt": (("ou", "aram"), ("eu", "eram"), ("iu", "iram"), ("ia", "iam"), ("a", "am"), ("e", "em")),
    "fr": (("ait", "aient"), ("ée", "ées"), ("e", "ent")),
    "it": (("eva", "evano"), ("ava", "avano"), ("a", "ano"), ("e", "ono")),
    "de": (("te", "ten"), ("iert", "ieren"), ("ert", "ern"), ("elt", "eln"), ("tet", "ten"), ("det", "den"), ("t", "en")),
    "nl": (("de", "den"), ("te", "ten")),
}  # fmt: skip

_WEAK_ENDINGS = ("ent", "ant", "ist", "at", "oge", "oph", "graf", "nom", "arch")
_STRONG_ENDINGS = ("er", "or", "ar", "är", "eur", "chef", "rat", "wirt", "mann")


class Tables(msgspec.Struct, frozen=True, kw_only=True):
    """Words of one language, folded to lower case, grouped by what they tell about who speaks."""

    lang: str
    verbs: dict[str, str]  # form -> lemma, for every verb of saying
    strong: frozenset[str]  # lemmas that nearly always introduce words
    gerunds: frozenset[str]
    answers: frozenset[str]  # lemmas that answer whoever spoke before
    according: frozenset[str]
    auxiliary: frozenset[str]
    pronouns: dict[str, str]  # word -> male female plural thing first relative
    determiners: frozenset[str]
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    function_words: frozenset[str]  # determiners, prepositions, conjunctions
    titles: frozenset[str]
    honorifics: frozenset[str]
    ranks: frozenset[str]
    not_standing: frozenset[str]
    surname_titles: frozenset[str]
    organisation_heads: frozenset[str]
    portfolios: frozenset[str]  # what a minister or a secretary is one of
    publications: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    abbreviations: tuple[str, ...]
    elisions: tuple[str, ...]  # what ends in an apostrophe before a vowel
    not_names: frozenset[str]
    organisations: frozenset[str]
    places: frozenset[str]
    roles: frozenset[str]
    groups: frozenset[str]
    crowds: frozenset[str]  # groups of people, which are nobody in particular
    documents: frozenset[str]
    works: frozenset[str]  # what has a title
    unnamed: frozenset[str]
    things: frozenset[str]  # no people, though they end so
    nationals: frozenset[str]  # one man or woman of a nation: "the Dane"
    variations: frozenset[str]  # what articles call somebody they have named: "the striker"
    days: frozenset[str]
    linking: frozenset[str]
    doings: frozenset[str]  # irregular past forms: what somebody did, and no role
    female_words: frozenset[str]
    male_words: frozenset[str]
    female_names: frozenset[str]
    male_names: frozenset[str]
    given: frozenset[str]  # names of women and men
    joining: frozenset[str]  # an office or a body to its field: Ministry of Fisheries
    offices: frozenset[str]  # titles, roles, organisations
    collectives: frozenset[str]  # organisations, their heads, groups
    light: frozenset[str]  # auxiliary, determiners
    bodies: frozenset[str]  # organisations and their heads
    impersonal: frozenset[str]  # groups, documents, organisations
    papers: frozenset[str]  # documents that are no groups
    single_groups: frozenset[str]  # groups that act as one body
    leading: frozenset[str]  # determiners, verbs of saying
    bounding: frozenset[str]  # function words, auxiliary, pronouns, verbs of saying
    several: frozenset[str]  # people without an article: "sources", "neighbors", "police"
    standing: frozenset[str]  # titles that stand for one person in an article


def inflect(base: str) -> tuple[str, ...]:
    """The regular English forms of a verb: base, third person, past, gerund."""
    if base.endswith("e"):
        return base, base + "s", base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
    stem = base + base[-1] if _SHORT.fullmatch(base) or base in _DOUBLED else base
    return base, third, stem + "ed", stem + "ing"


def plural_of(form: str, group: list[str], lang: str) -> str:
    """What several people did or do by the verb of a form: dijo is listed, afirmó tells afirmaron; "" where none.

    ``group`` are all forms of the verb, which tell a regular Spanish verb in -ar from the others.
    """
    for ending, plural in _PLURALS.get(lang, ()):
        if form.endswith(ending) and len(form) > len(ending) + 1:
            if plural == "ieron" and any(other.endswith("a") for other in group):
                continue  # anunció, anuncia
            return form[: -len(ending)] + plural
    return ""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _verbs(section: dict[str, str], lang: str) -> tuple[dict[str, str], frozenset[str]]:
    forms: dict[str, str] = {}
    irregular: dict[str, list[str]] = {}
    for group in " ".join(section["forms"].split()).split("|"):
        listed = group.split()
        irregular[listed[0]] = listed
    named = {word for listed in irregular.values() for word in listed}
    for base in [*section["weak"].split(), *section["strong"].split()]:
        for form in inflect(base) if base not in named else ():
            forms[form] = base
    for first, listed in irregular.items():
        lemma = "say" if first == "said" else _lemma(first, listed, section)
        for form in listed:
            forms[form] = lemma
        for plural in [plural_of(form, listed, lang) for form in listed]:
            if plural:
                forms.setdefault(plural, lemma)
    for noun in section.get("nouns", "").split():
        del forms[noun]
    strong = frozenset(section["strong"].split())
    return forms, strong or frozenset(forms.values())


def _lemma(first: str, listed: list[str], section: dict[str, str]) -> str:
    bases = {*section["weak"].split(), *section["strong"].split()}
    return next((word for word in listed if word in bases), first)


def _declined(words: frozenset[str]) -> frozenset[str]:
    """The singular cases of German nouns for people: des Ministers, dem Präsidenten."""
    weak = {f"{word}n" for word in words if word.endswith(("e", "bauer"))}
    weak |= {f"{word}en" for word in words if word.endswith(_WEAK_ENDINGS)}
    return words | weak | {f"{word}s" for word in words if word.endswith(_STRONG_ENDINGS)}


def _load(name: str) -> dict[str, Any]:
    text = files("digest.quotes").joinpath("data", f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=len(LANGUAGES))
def _tables(lang: str) -> Tables:
    data = _load(lang)
    given = _load("given")
    words: dict[str, str] = data["words"]
    verbs, strong = _verbs(data["verbs"], lang)
    pronouns = {word: kind for kind, listed in data["pronouns"].items() for word in listed.split()}
    group = {key: _words(words[key]) for key in _LISTS}
    if lang == "de":
        group |= {key: _declined(group[key]) for key in ("roles", "titles")}
    function_words = group["determiners"] | group["prepositions"] | group["conjunctions"]
    auxiliary = _words(data["verbs"]["auxiliary"])
    return Tables(
        lang=lang,
        verbs=verbs,
        strong=strong,
        gerunds=frozenset(form for form in verbs if form.endswith("ing") and len(form) > 4)
        if lang == "en"
        else frozenset(),
        answers=_words(data["verbs"]["answers"]),
        according=_words(data["verbs"]["other"]),
        auxiliary=auxiliary,
        pronouns=pronouns,
        function_words=function_words,
        abbreviations=tuple(words["abbreviations"].split()),
        elisions=tuple(words["elisions"].split()),
        female_words=_words(words["female_titles"]) | _words(words["female_nouns"]),
        male_words=_words(words["male_titles"]) | _words(words["male_nouns"]),
        female_names=_words(given["female"]) - _words(given["male"]),
        male_names=_words(given["male"]) - _words(given["female"]),
        given=(_words(given["female"]) ^ _words(given["male"])),
        joining=_words(given["joining"]),
        offices=group["titles"] | group["roles"] | group["organisations"],
        collectives=group["organisations"] | group["organisation_heads"] | group["groups"],
        light=auxiliary | group["determiners"],
        leading=group["determiners"] | verbs.keys(),
        bounding=function_words | auxiliary | pronouns.keys() | verbs.keys(),
        bodies=group["organisations"] | group["organisation_heads"],
        impersonal=group["groups"] | group["documents"] | group["organisations"],
        papers=group["documents"] - group["groups"],
        single_groups=group["groups"] - group["crowds"] - group["roles"],
        several=group["crowds"] | group["groups"] | {f"{role}s" for role in group["roles"]},
        standing=group["titles"] - group["not_standing"],
        **group,
    )


def tables_of(lang: str) -> Tables:
    """The tables for a BCP 47 tag; English where there are none for that language."""
    short = lang.split("-", 1)[0].split("_", 1)[0].lower()
    return _tables(short if short in LANGUAGES else "en")
