"""The scene of an article: everything that ranking and resolving read, made once."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from digest.quotes.features import Here, Read, Worth
from digest.quotes.links import Links
from digest.quotes.marks import Stretch
from digest.quotes.mention import Mention
from digest.quotes.narration import Row
from digest.quotes.tables import Tables


class Standing(msgspec.Struct, gc=False):
    """What the ranker knows of a mention whatever the quotation."""

    index: int
    first: int
    last: int
    paragraph: int
    sentence: int
    quotes: int  # quotations before it
    kind: str
    link: str  # its pattern
    heres: Callable[[str], Here]  # and the features of that
    cut: Read
    verb: int
    lemma: str
    strong: bool
    strength: str  # of its verb
    apart: bool  # one of the two that follow
    owner: str  # its kind if it is one
    behind: bool  # a preposition or a verb
    inside: bool
    person: int
    worth: Worth  # of the features that no quotation changes


class Scene(msgspec.Struct):
    """The row, its stretches, its mentions in order, and how they stand to verbs of saying."""

    row: Row
    stretches: tuple[Stretch, ...]
    mentions: list[Mention]
    links: Links
    firsts: list[int]  # mention.first, for bisection
    able: dict[int, bool]  # whether mentions may speak, once asked for
    tables: Tables
    spoke: dict[int, int]  # mention -> person, of quotations resolved so far
    clear: dict[int, int]  # stretch -> the mention whose attribution touches its marks
    standing: dict[int, Standing]  # of mentions, once asked for
    subjects: dict[int, bool]  # whether mentions are subjects, once asked for
    descriptors: dict[str, list[int]]  # word -> name mentions it describes, once asked for
    before: dict[int, str | None]  # mention -> the role before it, once asked for
    behind: dict[int, tuple[str | None, int]]  # and the one behind it, with its end
    settled: int  # before this mention it is known whom pronouns mean
