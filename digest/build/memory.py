"""What a site remembers between builds, as sections of its cache file."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from digest.base.files import Signature, mark_of
from digest.build.catalogue import Catalogue, Row
from digest.build.freshness import Head
from digest.build.ledger import Ledger
from digest.build.picture import Drawn, Kept, drop_other_plans, open_plan
from digest.build.store import Store, engine_mark, write_store
from digest.content.article import Rules
from digest.model.theme import References
from digest.model.urls import file_of

_encode = msgspec.msgpack.Encoder().encode
OUTPUTS = {"head", "files", "outputs", "ledger"}  # kinds of sections that tell of one output
UNWATCHED = ".pf_fragment"  # as many as articles and never edited: the quick look passes them over


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
        if name.partition(":")[0] in OUTPUTS and name.partition(":")[2] != output
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
        ledger=_load_ledger(store, output),
        references=_decode(store, "references", References) or {},
        others=others,
    )


def save_memory(folder: Path, memory: Memory, output: str, head: Callable[[bytes], Head]) -> None:
    """Write all but the plan, whose files are there, in one file.

    ``head`` makes what the quick look needs, of the encoded signatures of all inputs.
    """
    drop_other_plans(str(folder), memory.drawn.kept)
    ledger, signatures = memory.ledger, _encode(memory.catalogue.signatures)
    copies = {f: r for f, r in ledger.copies.items() if not f.endswith(UNWATCHED)}
    placed = array("Q", [mark_of(row.signature) for row in copies.values()])
    write_store(
        folder,
        {
            f"head:{output}": _encode(head(signatures)),
            f"files:{output}": ledger.files or _encode([*map(file_of, ledger.pages), *copies]),
            f"outputs:{output}": ledger.marks + placed.tobytes(),
            "engine": engine_mark().encode(),
            "rules": _encode(memory.rules),
            "signatures": signatures,
            "rows": _encode(memory.catalogue.rows),
            "plan": _encode(memory.drawn.kept),
            "references": _encode(memory.references),
            f"ledger:{output}": _encode(msgspec.structs.replace(ledger, marks=b"", files=b"")),
            **memory.others,
        },
    )


def _load_ledger(store: Store, output: str) -> Ledger:
    ledger: Ledger | None = _decode(store, f"ledger:{output}", Ledger)
    marks = store.read(f"outputs:{output}")
    if ledger is None or marks is None:
        return Ledger()
    ledger.marks = marks[: 8 * len(ledger.pages)]
    ledger.files = store.read(f"files:{output}") or b""
    return ledger


def _decode(store: Store, name: str, kind: Any) -> Any:
    data = store.read(name)
    if data is None:
        return None
    try:
        return msgspec.msgpack.decode(data, type=kind)
    except msgspec.MsgspecError:
        return None


def _packs_are_there(folder: Path, rows: dict[str, Row]) -> bool:
    """Every pack that a row points into is there; whether it is whole is seen when it is read."""
    wanted = {row.stored.pack for row in rows.values() if row.stored}
    return all((folder / "packs" / name).is_file() for name in wanted)
