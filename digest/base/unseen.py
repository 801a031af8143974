"""Characters that nobody sees and that change what others show: controls, overrides of direction."""

from __future__ import annotations

import re

# Controls but tab and newline; embeddings, overrides and isolates of direction; half characters; non-characters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def without_unseen(text: str) -> str:
    """A name, a title or a line of small print as it can stand beside others without turning them round."""
    return text if text.isascii() and text.isprintable() else _UNSEEN.sub("", text)
