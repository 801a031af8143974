"""Slugs and folded names: how a name looks in a web address, and when two spellings are one name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MAX_LENGTH = 60
MOST_BYTES = 230  # of a part of an address: file systems take 255, and a card's name adds to a slug
_DEVICE = re.compile("con|prn|aux|nul|(?:com|lpt)[0-9]")  # no folder on Windows can be called that
_SPACE = re.compile(r"[\s\u200b\u2060]+")
_HIGH = re.compile("[^\u0000-\u02ff]")  # among these are all combining marks
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-"})


@lru_cache(maxsize=200_000)
def make_slug(text: str, max_length: int = MAX_LENGTH, language: str = "") -> str:
    """Letters, digits and hyphens for a web address: ASCII, cut at a word, never empty.

    Other scripts are transliterated; a text without letters or digits gives "untitled". In German ü is
    ue; without its language, as speakers and topics have it, it is u, and their addresses stay.
    """
    from slugify import slugify  # noqa: PLC0415 - it loads slowly, and the quick look makes no slug
    from slugify.special import GERMAN  # noqa: PLC0415

    cleaned = text.replace("’", "").replace("'", "")
    for letter, letters in GERMAN if language[:2] == "de" else ():
        cleaned = cleaned.replace(letter, letters)
    made = slugify(cleaned, max_length=max_length, word_boundary=True, save_order=True)
    made = made or slugify(cleaned)[:max_length].strip("-") or "untitled"
    return f"{made}-1" if _DEVICE.fullmatch(made) else made


def is_too_long(*parts: str) -> bool:
    """Whether a part of an address is no name for a file or a folder."""
    return any(len(part.encode()) > MOST_BYTES for part in parts)


@lru_cache(maxsize=200_000)
def fold_name(name: str) -> str:
    """What stays of a name when case, accents, spaces and kinds of apostrophe do not count."""
    text = name.translate(_APOSTROPHES)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = _HIGH.sub(lambda high: "" if unicodedata.combining(high[0]) else high[0], text)
    return _SPACE.sub(" ", text).strip().casefold()
