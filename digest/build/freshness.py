"""The quick look: has anything at all changed since the last build? Nothing heavy is imported here."""

from __future__ import annotations

from pathlib import Path

import msgspec

from digest.base.files import Signature, signature_of
from digest.build.report import Report
from digest.build.store import STAGE, Store, engine_mark

_encode = msgspec.msgpack.Encoder().encode


class Head(msgspec.Struct, frozen=True):
    """Enough to see that nothing changed, without loading anything else."""

    engine: str
    options: str
    inputs: bytes  # encoded: name -> signature
    files: list[str]  # of the output
    outputs: bytes  # encoded: their signatures, in order
    planned_at: int
    next_change: int | None
    report: bytes


def is_fresh(
    folder: Path, output: Path, options: str, now: int, inputs: dict[str, Signature]
) -> Report | None:
    """The last build's report, when the same build would do nothing; else None."""
    head = load_head(folder, str(output))
    if head is None or head.options != options or head.engine != engine_mark():
        return None
    if now < head.planned_at or (head.next_change is not None and now >= head.next_change):
        return None
    if head.inputs != _encode(inputs) or (output / STAGE).exists():
        return None
    if head.outputs != _encode([signature_of(f"{output}/{file}") for file in head.files]):
        return None
    return msgspec.msgpack.decode(head.report, type=Report)


def load_head(folder: Path, output: str) -> Head | None:
    """What the last build into this output left for the quick look."""
    data = Store(folder).read(f"head:{output}")
    if data is None:
        return None
    try:
        return msgspec.msgpack.decode(data, type=Head)
    except msgspec.MsgspecError:
        return None


def make_head(
    options: str,
    inputs: dict[str, Signature],
    outputs: dict[str, Signature],
    planned_at: int,
    next_change: int | None,
    report: Report,
) -> Head:
    files, signatures = list(outputs), list(outputs.values())
    return Head(
        engine_mark(), options, _encode(inputs), files, _encode(signatures), planned_at, next_change,
        _encode(report),
    )  # fmt: skip
