"""Countries by their names and their people's, in the article's language and in English.

Names come from Unicode CLDR through Babel, codes from pycountry, demonyms from ``data/demonyms.txt``.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

# Names that CLDR gives and newspapers do not use, and those that are commoner as other words.
_SHORT = {
    "MM": "Myanmar",
    "TL": "East Timor",
    "SH": "St. Helena",
    "HK": "Hong Kong",
    "MO": "Macao",
    "PS": "Palestine",
    "CD": "DR Congo",
    "CG": "Congo",
    "TR": "Turkey",
    "CZ": "Czechia",
    "BA": "Bosnia and Herzegovina",
}
_NO_PLACE = {"Jersey", "Réunion", "Chad", "Jordan"}  # also a cloth, a meeting and two first names
_NAMED_ONLY = {"EU", "UN"}  # CLDR has them as territories; they are topics like countries
_FIRST = re.compile(r"\w+")
_CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿ](?<![\w-].)\w*")
_GOES_ON = re.compile(r"[\w-]|\.\w")


class Gazetteer(NamedTuple):
    """Forms by their first word, the longest first; ``names`` gives each form its country's name."""

    by_first: Mapping[str, list[str]]
    names: Mapping[str, str]


@lru_cache(maxsize=8)
def load_gazetteer(language: str) -> Gazetteer:
    """The gazetteer for articles in a language; its countries are named as that language does."""
    shown = _territories(language) or _territories("en")
    names: dict[str, str] = {}
    for code, demonyms in _demonyms().items():
        name = demonyms[0] if "-" in code else _name_of(code, shown)  # US-OH: Ohio itself
        for word in demonyms:
            names.setdefault(word, name)
    for table in (_territories("en"), shown):
        for code, name in table.items():
            names[name] = _name_of(code, shown)
            for form in (name.replace("’", "'"), name.replace(" & ", " and ")):
                names.setdefault(form, _name_of(code, shown))
    if language[:2] == "de":  # Österreichs Gletscher
        names |= {f"{name}s": shown_as for name, shown_as in names.items() if name[-1] not in "sxz"}
    for word in list(names):
        if word in _NO_PLACE and word not in shown.values():
            del names[word]
    by_first: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda word: (-len(word), word)):
        by_first.setdefault(_FIRST.match(name)[0], []).append(name)  # type: ignore[index]
    return Gazetteer(by_first, names)


def find_countries(text: str, language: str) -> dict[str, int]:
    """How often each country is named in a text, in order of first mention."""
    gazetteer = load_gazetteer(language)
    counts: dict[str, int] = {}
    end = 0
    for start, word in _find_words(text, gazetteer.by_first):
        if start < end:
            continue
        for form in gazetteer.by_first[word]:
            stop = start + len(form)
            if text.startswith(form, start) and not _GOES_ON.match(text, stop):
                name = gazetteer.names[form]
                counts[name] = counts.get(name, 0) + 1
                end = stop
                break
    return counts


def _find_words(text: str, wanted: Container[str]) -> Iterator[tuple[int, str]]:
    """Where the wanted of the words with a capital stand; most texts have few of them."""
    at = -1
    for word in filter(wanted.__contains__, _CAPITAL.findall(text)):
        at = text.find(word, at + 1)
        while (found := _CAPITAL.match(text, at)) is None or found[0] != word:
            at = text.find(word, at + 1)
        yield at, word


@lru_cache(maxsize=8)
def _territories(language: str) -> Mapping[str, str]:
    import babel  # noqa: PLC0415 - babel and pycountry load slowly, and only topics need them
    import pycountry  # noqa: PLC0415

    try:
        names = babel.Locale.parse(language.replace("-", "_")).territories
    except (ValueError, babel.UnknownLocaleError):
        return {}
    codes = {country.alpha_2 for country in pycountry.countries} | _NAMED_ONLY
    return {code: str(name) for code, name in names.items() if code in codes}


def _name_of(code: str, shown: Mapping[str, str]) -> str:
    english = shown.get("DE") == "Germany"
    name = _SHORT[code] if english and code in _SHORT else shown.get(code, code)
    return name.replace(" & ", " and ")


@lru_cache(maxsize=1)
def _demonyms() -> Mapping[str, tuple[str, ...]]:
    text = (files("digest.intake") / "data" / "demonyms.txt").read_text("utf-8")
    rows = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: tuple(word.replace("_", " ") for word in row[1:]) for row in rows}
