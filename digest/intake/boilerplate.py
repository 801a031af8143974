"""Where a press release ends and what its sender says of itself begins: "About Tidewell"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.intake.records import Block

_ABOUT = re.compile(
    r"(?:about|à propos (?:de |du |d['’])|acerca de|sobre|über|chi è)\s*(?:the |la |el |l['’]|die |den )?(?P<name>[A-ZÀ-Þ][^.!?“”\"]{1,60}?):?$",
    re.IGNORECASE,
)
_MOST_BLOCKS = 5  # of such a text
_LONGEST = 7  # words of its heading


def find_boilerplate(blocks: Sequence[Block]) -> int:
    """The block with which it begins; the number of blocks where there is none."""
    for at in range(max(1, len(blocks) - _MOST_BLOCKS), len(blocks) - 1):
        words = blocks[at].text.strip("*_# ")
        found = _ABOUT.match(words) if len(words.split()) <= _LONGEST else None
        if found and found["name"].split()[0].rstrip(",:") in blocks[at + 1].text[:120]:
            return at
    return len(blocks)
