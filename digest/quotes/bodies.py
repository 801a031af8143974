"""Phrases without a name that stand for a body or a document: "the harbour board", "a letter"."""

from __future__ import annotations

from digest.quotes.mention import Mention
from digest.quotes.scene import Scene


def is_body(scene: Scene, mention: Mention) -> bool:
    """Whether a phrase without a name stands for a body or a document, and not for people."""
    head, tables = mention.head, scene.tables
    if mention.name or mention.kind not in ("definite", "indefinite", "bare"):
        return False
    singular = head[:-3] + "y" if head.endswith("ies") else head.removesuffix("s")
    if head == "guard" and scene.row.lower[mention.last - 2] in ("coast", "national", "border"):
        return True
    if head in tables.roles or head in tables.crowds:
        return False
    if scene.row.lower[mention.last].partition("’")[0] == "who":
        return False  # a grid operator who’d …
    if mention.kind == "indefinite" and head in ("policía", "polícia"):
        return False  # one policeman
    known = tables.impersonal
    if head in known or singular in known:
        return True
    return tables.lang == "de" and any(
        len(word) > 4 and head.endswith(word) for word in known - tables.crowds
    )
