"""Names and roles in capitals -> ordinary case, as the article writes them elsewhere or as names are written."""

from __future__ import annotations

import re
from collections import Counter

from digest.quotes.tables import tables_of

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NAME_PART = re.compile(r"[^\W\d_]+")
_NAMED = re.compile(r"^(?:MC|O['’]|D['’]|MAC(?=[A-Z]{5}))(?=[A-ZÀ-Þ]{3})")
_SHORT = 3  # letters of what may be an abbreviation: MP, CEO, WHO
_LONG = 2  # words of a name that are no abbreviation


def is_shouted(words: str) -> bool:
    """Whether all letters of some words are capitals, and they are more than an abbreviation."""
    parts = _NAME_PART.findall(words)
    whole = len(parts) >= _LONG and any(len(part) > _SHORT for part in parts)
    return whole and words.isupper()


def calm_name(name: str, text: str) -> str:
    """A person's name in capitals as a text writes it elsewhere, else with a capital for each part."""
    if not name.isupper() or not (is_shouted(name) or len(name) > _SHORT):
        return name
    known = Counter(
        found
        for found in re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
        if not found.isupper() and not found.islower()
    )
    if known:
        return str(known.most_common(1)[0][0])
    return _capitals(name) if is_shouted(name) else name


def calm_role(role: str, text: str, language: str) -> str:
    """A role in capitals in ordinary case: its own words small, names with capitals."""
    return _calm(role, text, language) if is_shouted(role) else role


def calm_line(line: str, text: str, language: str) -> str:
    """A name with its role in capitals: PETRA LIND, HEAD OF THE PORT -> Petra Lind, head of the Port."""
    if not is_shouted(line):
        return line
    name, comma, rest = line.partition(",")
    pieces = [_calm(piece.strip(), text, language) for piece in rest.split(",")]
    return ", ".join((calm_name(name, text), *pieces)) if comma else calm_name(name, text)


def _calm(words: str, text: str, language: str) -> str:
    tables = tables_of(language)
    small = tables.roles | tables.titles | tables.honorifics | tables.function_words
    known = _spellings(text)
    first, _, second = words.casefold().partition(" ")
    if second.startswith("of ") and first not in tables.bodies:  # SPONSOR OF
        small |= {first}
    if first in tables.prepositions:  # TO REPORTERS, IN A STATEMENT
        return _WORD.sub(lambda m: known.get(m[0].casefold(), m[0].casefold()), words)
    return _WORD.sub(
        lambda m: (
            m[0].casefold()
            if m[0].casefold() in small
            else known.get(m[0].casefold(), _capitals(m[0]))
        ),
        words,
    )


def _spellings(text: str) -> dict[str, str]:
    """How a text writes its words where it does not shout; a word that it also writes small is small."""
    found: dict[str, str] = {}
    for word in _WORD.findall(text):
        if word.islower() or (not word.isupper() and word.casefold() not in found):
            found[word.casefold()] = word
    return found


def _capitals(name: str) -> str:
    """A capital for each part of a name; particles within it stay small."""
    particles = tables_of("en").particles
    parts = name.split()
    return " ".join(
        part.casefold()
        if 0 < at < len(parts) - 1 and part.casefold() in particles
        else _capital(part)
        for at, part in enumerate(parts)
    )


def _capital(part: str) -> str:
    if len(part.replace(".", "")) == 1 or re.fullmatch(r"(?:\w\.)+\w?", part):  # initials
        return part
    if (found := _NAMED.match(part)) is not None:
        return _capital(found[0]) + _capital(part[found.end() :])
    return _NAME_PART.sub(lambda m: m[0][0] + m[0][1:].casefold(), part)
