"""The worker's half of a build: pages of a snapshot -> staged files and what each page read."""

from __future__ import annotations

from array import array
from hashlib import sha256
from typing import NamedTuple

import msgspec

from digest.base.errors import Problem
from digest.base.files import read_bytes, replace_bytes
from digest.base.fingerprint import of_bytes
from digest.build.output import Put, stage_bytes
from digest.model import urls
from digest.model.plan import Page
from digest.model.snapshot import Snapshot
from digest.render.renderer import Failed, Renderer

_encode = msgspec.msgpack.Encoder().encode


class Made(msgspec.Struct, frozen=True, array_like=True):
    """A page that is ready: where its bytes are, and the positions of the names that it read."""

    url: str
    put: Put
    reads: bytes
    others: tuple[str, ...]  # names that have no position yet


class Result(msgspec.Struct, array_like=True):
    """What a worker says of a batch."""

    made: list[Made]
    failed: list[tuple[str, Problem]]


class Bench(NamedTuple):
    """A renderer with the positions by which reads are counted; set up once for all batches."""

    render: Renderer
    position: dict[str, int]


_benches: dict[str, Bench] = {}  # at most one: the snapshot that this process works on


class RenderBatch:
    """The worker's task: encoded pages -> encoded result. Picklable; the snapshot is in a file."""

    def __init__(self, snapshot: str, output: str) -> None:
        """``snapshot`` is the path of a file that names the snapshot by its fingerprint."""
        self._snapshot, self._output = snapshot, output

    def __call__(self, batch: tuple[tuple[bytes, bool], ...]) -> bytes:
        """Make the pages and put their bytes on the stage; each comes with whether its place is empty."""
        bench = open_bench(self._snapshot)
        decode = msgspec.msgpack.Decoder(Page).decode
        result = Result([], [])
        for one, absent_yet in batch:
            page = decode(one)
            outcome = bench.render(page)
            if isinstance(outcome, Failed):
                result.failed.append((outcome.url, outcome.problem))
                continue
            digest = sha256(outcome.body).digest()
            file = urls.file_of(page.url)
            put = stage_bytes(self._output, file, outcome.body, digest, absent=absent_yet)
            result.made.append(Made(page.url, put, *_place(outcome.reads, bench.position)))
        return _encode(result)


def _place(names: dict[str, None], position: dict[str, int]) -> tuple[bytes, tuple[str, ...]]:
    """The positions of what was read, and the names that have none."""
    places = list(map(position.get, names))
    others = tuple([name for name in names if name not in position]) if None in places else ()
    return array("I", [place for place in places if place is not None]).tobytes(), others


def open_bench(path: str) -> Bench:
    """The bench for a snapshot; loaded from its file when this process has another one or none."""
    bench = _benches.get(path)
    if bench is None:
        snapshot, position = msgspec.msgpack.decode(
            read_bytes(path), type=tuple[Snapshot, dict[str, int]]
        )
        bench = keep_bench(path, Bench(Renderer(snapshot), position))
    return bench


def keep_bench(path: str, bench: Bench) -> Bench:
    """Make a bench the one of this process; workers forked from here inherit it."""
    _benches.clear()
    _benches[path] = bench
    return bench


def write_snapshot(folder: str, snapshot: Snapshot, position: dict[str, int]) -> str:
    """Write a snapshot for workers that are not forked from this process; its path names its content.

    A worker of a cluster outlives a build: another snapshot must be another path.
    """
    whole = msgspec.structs.replace(snapshot, facts=dict(snapshot.facts))
    encoded = _encode((whole, position))
    path = f"{folder}/snapshot-{of_bytes(encoded).hex()}"
    replace_bytes(path, encoded)
    return path
