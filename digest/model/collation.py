"""The order of an index: accents and case come after letters, and a language's own letters have their place."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LAST = "\uffff"  # behind every letter
_AFTER = {  # language -> letters that stand behind another one, in order (CLDR)
    "es": "nñ", "gl": "nñ", "eu": "nñ", "sv": "zåäö", "fi": "zåäö", "da": "zæøå", "nb": "zæøå", "no": "zæøå",
    "nn": "zæøå", "is": "dð zþæöå", "et": "sšz zõäöü", "pl": "aą cć eę lł nń oó sś zźż", "cs": "cč rř sš zž",
    "sk": "aä cč oô sš zž", "hr": "cčć dđ sš zž", "sl": "cč sš zž", "tr": "cç gğ hı oö sş uü", "ro": "aăâ iî sș tț",
    "hu": "oö uü", "lt": "cč sš zž", "lv": "cč gģ kķ lļ nņ sš zž", "sq": "cç eë",
}  # fmt: skip
_PLAIN = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})  # fmt: skip


@lru_cache(maxsize=100_000)
def collation_key(text: str, language: str = "") -> tuple[str, str]:
    """Where a text stands in an index of a language: é beside e, and in Spanish ñ behind n."""
    own = _own_letters(language)
    lowered = unicodedata.normalize("NFC", text).lower()
    base = "".join(own.get(char) or _fold(char) for char in lowered)
    return "".join(c for c in base if c.isalnum() or c in " ," or c >= _LAST), text


def letter_of(text: str, language: str = "") -> str:
    """The heading under which an index lists a name: a letter, or # for none."""
    own = _own_letters(language)
    for char in unicodedata.normalize("NFC", text).lower():
        if char in own:
            return char.upper()
        folded = next((c for c in _fold(char) if c.isalnum()), "")
        if folded:
            return folded.upper() if folded.isalpha() else "#"
    return "#"


@lru_cache(maxsize=16)
def _own_letters(language: str) -> dict[str, str]:
    """Each letter of a language that has a place of its own, and what it is ordered as."""
    groups = _AFTER.get(language.split("-", maxsplit=1)[0].lower(), "").split()
    return {char: group[0] + _LAST * at for group in groups for at, char in enumerate(group[1:], 1)}


@lru_cache(maxsize=4096)
def _fold(char: str) -> str:
    folded = unicodedata.normalize("NFKD", char.translate(_PLAIN))
    return "".join(c for c in folded if not unicodedata.combining(c)).casefold()
