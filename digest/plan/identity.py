"""When two spellings are surely one person: case, accents, rank, honorific and middle initial aside.

A name -> an identity: a base, equal for all sure spellings, and the middle initials that tell two
bearers of one base apart. Whatever is only probable is left to an editor.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from digest.base.slugs import fold_name, make_slug
from digest.model.names import bare_name, is_organisation

_WHOLE = 400  # characters: an identity is never cut as a slug is
_INITIAL = re.compile(r"[^\W\d_]\.?")


class Identity(NamedTuple):
    """What a spelling comes down to."""

    base: str
    initials: str = ""


@lru_cache(maxsize=200_000)
def identity_of(name: str) -> Identity:
    """The identity of a person's or an organisation's name."""
    bare = bare_name(name)
    words = bare.split()
    initials = ""
    if len(words) > 2 and not is_organisation(bare):
        middle = words[1:-1]
        initials = "".join(word[0] for word in middle if _is_initial(word)).casefold()
        if initials:
            words = [words[0], *(word for word in middle if not _is_initial(word)), words[-1]]
    return Identity(_base_of(" ".join(words)), initials)


def _is_initial(word: str) -> bool:
    return bool(_INITIAL.fullmatch(word)) and word[0].isupper()


def _base_of(name: str) -> str:
    """Letters that say all of a name in another script are compared in our own; others as they are."""
    if not _is_spelt(name):
        return fold_name(name)
    made = make_slug(name, _WHOLE)
    return fold_name(name) if made == "untitled" else made


def _is_spelt(name: str) -> bool:
    """Latin, Greek and Cyrillic only: a transliteration of other scripts makes namesakes."""
    return name.isascii() or all(ord(c) < 0x530 or 0x1E00 <= ord(c) < 0x2100 for c in name)
