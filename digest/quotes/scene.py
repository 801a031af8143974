"""The scene of an article: everything that ranking and resolving read, made once."""

from __future__ import annotations

import msgspec

from digest.quotes.links import Link
from digest.quotes.marks import Stretch
from digest.quotes.mention import Mention
from digest.quotes.narration import Row
from digest.quotes.tables import Tables


class Scene(msgspec.Struct):
    """The row, its stretches, its mentions in order, and how they stand to verbs of saying."""

    row: Row
    stretches: tuple[Stretch, ...]
    mentions: list[Mention]
    links: list[Link]
    firsts: list[int]  # mention.first, for bisection
    able: list[int]  # the mentions that may speak
    able_firsts: list[int]
    tables: Tables
    spoke: dict[int, int]  # mention -> person, of quotations resolved so far
    clear: dict[int, int]  # stretch -> the mention whose attribution touches its marks
    standing: dict[
        int, tuple[str, str, list[str]]
    ]  # mention -> its kind, verb's strength, features
    descriptors: dict[str, list[int]]  # word -> name mentions it describes, once asked for
