"""All that rendering may ask: a frozen picture of the site, the same in every process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from struct import Struct

import msgspec

from digest.model.site import Config
from digest.model.theme import Theme

_NUMBERS = Struct("<7Q")  # start and lengths of an article's three pieces, then their fingerprints


class Stored(msgspec.Struct, frozen=True, array_like=True):
    """Where an article's pieces lie in a pack, one behind the other, and their fingerprints."""

    pack: str
    numbers: bytes

    @property
    def card(self) -> tuple[int, int]:
        """Start and length of the card."""
        start, length, *_ = _NUMBERS.unpack(self.numbers)
        return start, length

    @property
    def speech(self) -> tuple[int, int]:
        """Start and length of the key comments."""
        start, before, length, *_ = _NUMBERS.unpack(self.numbers)
        return start + before, length

    @property
    def text(self) -> tuple[int, int]:
        """Start and length of the article's own words."""
        start, card, speech, length, *_ = _NUMBERS.unpack(self.numbers)
        return start + card + speech, length

    def moved_to(self, pack: str, start: int) -> Stored:
        """The same pieces at another place."""
        return Stored(pack, start.to_bytes(8, "little") + self.numbers[8:])

    @property
    def prints(self) -> bytes:
        """The fingerprints of card, comments and text as they stand in a column."""
        return self.numbers[32:]

    @property
    def card_print(self) -> int:
        """The card's fingerprint."""
        return int(_NUMBERS.unpack(self.numbers)[4])

    @property
    def speech_print(self) -> int:
        """The fingerprint of the key comments."""
        return int(_NUMBERS.unpack(self.numbers)[5])

    @property
    def text_print(self) -> int:
        """The text's fingerprint."""
        return int(_NUMBERS.unpack(self.numbers)[6])


def store_at(pack: str, start: int, lengths: Sequence[int], prints: Sequence[int]) -> Stored:
    """An article whose pieces lie one behind the other from a byte of a pack."""
    return Stored(pack, _NUMBERS.pack(start, *lengths, *prints))


class Snapshot(msgspec.Struct, frozen=True):
    """What templates can be told: settings, theme, articles in packs, facts of the plan (encoded)."""

    config: Config
    theme: Theme
    packs: str  # folder
    bytecode: str  # folder for compiled templates, "" for none
    articles: dict[str, Stored]
    facts: Mapping[str, bytes]  # of the plan
    own: dict[str, bytes]  # "site", and other facts that are not the plan's

    def fact(self, name: str) -> bytes | None:
        """A fact's encoded value; None when nobody knows it."""
        return self.own.get(name) or self.facts.get(name)
