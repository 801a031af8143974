"""The quick look: has anything at all changed since the last build? Nothing heavy is imported here."""

from __future__ import annotations

from pathlib import Path

import msgspec

from digest.base.files import Signature
from digest.base.fingerprint import number_of
from digest.build.report import Report
from digest.build.scout import Scout
from digest.build.store import STAGE, Store, engine_mark

_encode = msgspec.msgpack.Encoder().encode


class Head(msgspec.Struct, frozen=True):
    """Enough to see that nothing changed, without loading anything else."""

    engine: str
    options: str
    inputs: int  # fingerprint of all their signatures
    planned_at: int
    next_change: int | None
    report: bytes


def is_fresh(
    folder: Path,
    output: Path,
    options: str,
    now: int,
    inputs: dict[str, Signature],
    scout: Scout,
) -> Report | None:
    """The last build's report, when the same build would do nothing; else None."""
    store = Store(folder)
    head = load_head(store, str(output))
    if head is None or head.options != options or head.engine != engine_mark():
        return None
    if now < head.planned_at or (head.next_change is not None and now >= head.next_change):
        return None
    if head.inputs != number_of(_encode(inputs)) or (output / STAGE).exists():
        return None
    if store.read(f"outputs:{output}") != scout.seen():
        return None
    return msgspec.msgpack.decode(head.report, type=Report)


def load_head(store: Store, output: str) -> Head | None:
    """What the last build into this output left for the quick look."""
    data = store.read(f"head:{output}")
    if data is None:
        return None
    try:
        return msgspec.msgpack.decode(data, type=Head)
    except msgspec.MsgspecError:
        return None


def make_head(
    options: str, inputs: bytes, planned_at: int, next_change: int | None, report: Report
) -> Head:
    """``inputs`` are the encoded signatures of all files that the build depends on."""
    return Head(engine_mark(), options, number_of(inputs), planned_at, next_change, _encode(report))
