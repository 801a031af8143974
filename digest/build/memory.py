"""What a site remembers between builds, as sections of its cache file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from digest.base.files import Signature
from digest.build.catalogue import Catalogue, Row
from digest.build.freshness import Head
from digest.build.ledger import Ledger
from digest.build.picture import Drawn, Kept, keep_plan, open_plan
from digest.build.store import Store, engine_mark, write_store
from digest.content.article import Rules
from digest.model.theme import References

_encode = msgspec.msgpack.Encoder().encode


@dataclass
class Memory:
    """The last build's knowledge; an empty one makes a clean build."""

    catalogue: Catalogue = field(default_factory=Catalogue)
    rules: Rules | None = None
    drawn: Drawn = field(default_factory=Drawn)
    ledger: Ledger = field(default_factory=Ledger)
    references: References = field(
        default_factory=dict
    )  # what templates name, by the print of their source
    others: dict[str, bytes] = field(
        default_factory=dict
    )  # sections about other outputs, passed on as they are


def load_memory(folder: Path, output: str) -> Memory:
    """Read what is remembered; anything damaged, or made by another engine, is forgotten."""
    store = Store(folder)
    if store.read("engine") != engine_mark().encode():
        return Memory()
    others = {
        name: data
        for name in store.names()
        if name.partition(":")[0] in {"head", "ledger"} and name.partition(":")[2] != output
        if (data := store.read(name)) is not None
    }
    rows = _decode(store, "rows", dict[str, Row])
    signatures = _decode(store, "signatures", dict[str, Signature])
    rules = _decode(store, "rules", Rules)
    if rows is None or signatures is None or rules is None or not _packs_are_there(folder, rows):
        return Memory(others=others)
    kept = _decode(store, "plan", Kept)
    return Memory(
        catalogue=Catalogue(signatures, rows),
        rules=rules,
        drawn=open_plan(str(folder), kept) if kept else Drawn(),
        ledger=_decode(store, f"ledger:{output}", Ledger) or Ledger(),
        references=_decode(store, "references", References) or {},
        others=others,
    )


def save_memory(folder: Path, memory: Memory, output: str, head: Head) -> None:
    """Write the plan if it is a new one, then all else in one file."""
    keep_plan(str(folder), memory.drawn)
    write_store(
        folder,
        {
            f"head:{output}": _encode(head),
            "engine": engine_mark().encode(),
            "rules": _encode(memory.rules),
            "signatures": _encode(memory.catalogue.signatures),
            "rows": _encode(memory.catalogue.rows),
            "plan": _encode(memory.drawn.kept),
            "references": _encode(memory.references),
            f"ledger:{output}": _encode(memory.ledger),
            **memory.others,
        },
    )


def _decode(store: Store, name: str, kind: Any) -> Any:
    data = store.read(name)
    if data is None:
        return None
    try:
        return msgspec.msgpack.decode(data, type=kind)
    except msgspec.MsgspecError:
        return None


def _packs_are_there(folder: Path, rows: dict[str, Row]) -> bool:
    """Every pack that a row points into is there, and long enough."""
    ends: dict[str, int] = {}
    for row in rows.values():
        if (stored := row.stored) is not None:
            end = sum(stored.text)
            if ends.get(stored.pack, -1) < end:
                ends[stored.pack] = end
    try:
        return all((folder / "packs" / name).stat().st_size >= end for name, end in ends.items())
    except OSError:
        return False
