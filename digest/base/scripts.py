"""Which way a language is written."""

from __future__ import annotations

from functools import lru_cache

_LEFTWARDS = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"})  # fmt: skip
_SCRIPTS = frozenset({"arab", "hebr", "nkoo", "syrc", "thaa"})


@lru_cache(maxsize=256)
def direction_of(language: str) -> str:
    """The value of HTML's ``dir`` for a language tag (BCP 47)."""
    first, *rest = language.lower().replace("_", "-").split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    leftwards = script in _SCRIPTS if script else first in _LEFTWARDS
    return "rtl" if leftwards else "ltr"
