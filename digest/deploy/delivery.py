"""The order of a deploy: new files before the pages that need them, removals last, never half a site.

What is there is known by the manifest that the last deploy left there. Before the first change it is
replaced by one in which all that will change has no hash: a deploy that is cut short is known to the
next one, whatever it then finds in ``output/``.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, TypeVar

from digest.base.errors import DigestError, Place
from digest.base.files import read_bytes, write_atomic
from digest.base.telling import Tick, unseen
from digest.build.output import MANIFEST, format_manifest, parse_manifest
from digest.deploy.host import Host, Undelivered, hide_secrets

T = TypeVar("T")
PAUSES = (1.0, 2.0, 4.0, 8.0)  # seconds before another try
BATCH = 400  # files that are handed to a host at once
UNKNOWN = bytes(32)  # stands for the hash of a file that is being changed
Sleep = Callable[[float], None]


class Delivery(NamedTuple):
    """What is to be done, in order: groups of files to put there, then files to take away."""

    puts: tuple[tuple[str, ...], ...]
    removals: tuple[str, ...]
    same: int

    @property
    def changes(self) -> int:
        """How many files change."""
        return sum(map(len, self.puts)) + len(self.removals)


def plan_delivery(here: Mapping[str, bytes], there: Mapping[str, bytes]) -> Delivery:
    """Compare two manifests: what to send, in which order, and what to take away."""
    changed = [file for file, digest in here.items() if there.get(file) != digest]
    groups: list[list[str]] = [[], [], [], []]
    for file in sorted(changed):
        groups[_rank(file, new=file not in there)].append(file)
    removals = sorted(file for file in there if file not in here)
    return Delivery(
        tuple(tuple(group) for group in groups if group),
        tuple(removals),
        len(here) - len(changed),
    )


def _rank(file: str, *, new: bool) -> int:
    """When a file is sent: what pages load, new pages, pages that may link to them, feeds and lists."""
    if file.endswith(".html"):
        return 1 if new else 2
    ending = file.rpartition(".")[2]
    if file.endswith(("pagefind-entry.json", "pagefind/state.json")):
        return 2
    told = ending in {"xml", "opml", "txt"} or file.endswith("feed.json") or file.startswith("_")
    return 3 if told else 0


def read_there(host: Host, sleep: Sleep = time.sleep) -> dict[str, bytes]:
    """The manifest of what is there; empty when nobody has deployed to it."""
    data = _insist(lambda: host.read(MANIFEST), sleep)
    return parse_manifest(data) if data is not None else {}


def deliver(
    host: Host,
    output: Path,
    here: Mapping[str, bytes],
    there: Mapping[str, bytes],
    *,
    tick: Tick = unseen,
    sleep: Sleep = time.sleep,
) -> Delivery:
    """Make the host's files those of the output; the last good site stays readable throughout."""
    delivery = plan_delivery(here, there)
    if not delivery.changes:
        return delivery
    check_files(output, here, [file for group in delivery.puts for file in group])
    _put_manifest(host, _pending(here, there, delivery), sleep)
    done, total = 0, delivery.changes
    tick("sending", 0, total)
    for group in delivery.puts:
        for batch in _batches(group):
            _insist(partial(host.put, output, batch), sleep)
            done += len(batch)
            tick("sending", done, total)
    for batch in _batches(delivery.removals):
        _insist(partial(host.remove, batch), sleep)
        done += len(batch)
        tick("sending", done, total)
    _put_manifest(host, here, sleep)
    _insist(lambda: host.finish(output, (*sorted(here), MANIFEST)), sleep)
    return delivery


def check_files(output: Path, here: Mapping[str, bytes], files: Sequence[str]) -> None:
    """Refuse to send what is not as the build left it."""
    for file in files:
        if sha256(read_bytes(output / file)).digest() != here[file]:
            raise DigestError(
                "this file is not as the build left it",
                at=Place((output / file).as_posix()),
                code="deploy",
                hint="build again with: digest build",
            )


def _pending(
    here: Mapping[str, bytes], there: Mapping[str, bytes], delivery: Delivery
) -> dict[str, bytes]:
    """A manifest that tells of a deploy under way: what it touches has no hash."""
    touched = {file for group in delivery.puts for file in group} | set(delivery.removals)
    return {file: UNKNOWN if file in touched else there[file] for file in sorted({*here, *there})}


def _put_manifest(host: Host, digests: Mapping[str, bytes], sleep: Sleep) -> None:
    with tempfile.TemporaryDirectory(prefix="digest-deploy-") as folder:
        write_atomic(Path(folder, MANIFEST), format_manifest(digests))
        _insist(lambda: host.put(Path(folder), (MANIFEST,)), sleep)


def _batches(files: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for at in range(0, len(files), BATCH):
        yield files[at : at + BATCH]


def _insist(action: Callable[[], T], sleep: Sleep) -> T:
    """Do it, and again after a pause when it failed for a reason that may pass."""
    for pause in PAUSES:
        try:
            return _guard(action)
        except Undelivered as error:
            if not error.again:
                raise
            sleep(pause)
    return _guard(action)


def _guard(action: Callable[[], T]) -> T:
    """Whatever a host raises, told without secrets and without a traceback."""
    try:
        return action()
    except Undelivered as error:
        error.message = hide_secrets(error.message, os.environ)
        raise
    except DigestError:
        raise
    except Exception as error:
        text = hide_secrets(f"{type(error).__name__}: {error}", os.environ)
        raise Undelivered(f"the target failed: {text}", again=isinstance(error, OSError)) from error
