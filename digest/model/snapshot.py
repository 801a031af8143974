"""All that rendering may ask: a frozen picture of the site, the same in every process."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from digest.model.site import Config
from digest.model.theme import Theme


class Stored(msgspec.Struct, frozen=True, array_like=True):
    """Where an article's pieces lie in the packs (start, length), and their fingerprints."""

    pack: str
    card: tuple[int, int]
    speech: tuple[int, int]
    text: tuple[int, int]
    card_print: int
    speech_print: int
    text_print: int


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
