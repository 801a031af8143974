"""Which plugins are installed, and what their code is: found once, then known by signatures.

Asking Python for entry points costs more than a whole build in which nothing changed. So the answer
is kept, and holds while no folder on Python's path and no file of a plugin has moved.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import time
from pathlib import Path

import msgspec

from digest.base.errors import DigestError, Place
from digest.base.files import Signature, find_files, read_bytes, replace_bytes, signature_of
from digest.base.fingerprint import number_of
from digest.model.plugin import Plugin

GROUP = "digest.plugins"  # the group of entry points
_YOUNG = 2_000_000_000  # nanoseconds in which a folder may change again with the same time
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*")
_encode = msgspec.msgpack.Encoder(order="deterministic").encode


class Found(msgspec.Struct, frozen=True, array_like=True):
    """An answer: Python's path with the times of its folders, the plugins, their files."""

    python: str
    path: tuple[tuple[str, int], ...]
    plugins: tuple[Plugin, ...]
    files: tuple[dict[str, Signature], ...]  # of each plugin


def find_plugins(memo: Path | None, off: tuple[str, ...] = ()) -> tuple[Plugin, ...]:
    """The installed plugins by name, without those switched off; ``memo`` is where the answer is kept."""
    taken = time.time_ns()
    path = _look_at_path()
    known = _recall(memo) if memo else None
    if known is None or known.path != path or known.python != sys.version:
        plugins = _ask_python()
    elif not known.plugins:
        return ()
    else:
        plugins = known.plugins
    files = tuple(list_files(plugin.folder) for plugin in plugins)
    if known is None or known.plugins != plugins or known.files != files or known.path != path:
        plugins = tuple(
            msgspec.structs.replace(plugin, code=print_code(plugin.folder, listed))
            for plugin, listed in zip(plugins, files, strict=True)
        )
        if memo and memo.parent.parent.is_dir():
            _keep(memo, Found(sys.version, path, plugins, files), taken)
    return tuple(plugin for plugin in plugins if plugin.name not in off)


def list_files(folder: str) -> dict[str, Signature]:
    """All files of a plugin's module or package, with their signatures."""
    if not folder.endswith(".py"):
        return dict(find_files(folder)) if folder else {}
    signature = signature_of(folder)
    return {"": signature} if signature else {}


def print_code(folder: str, files: dict[str, Signature]) -> int:
    """The fingerprint of a plugin's files."""
    told = [(name, number_of(read_bytes(Path(folder, name)))) for name in sorted(files)]
    return number_of(_encode(told))


def locate(entry: str) -> str:
    """The file or folder of the top-level module of an entry point; "" when there is none."""
    from importlib.util import find_spec  # noqa: PLC0415 - not needed while the answer holds

    try:
        spec = find_spec(re.split(r"[.:]", entry, maxsplit=1)[0])
    except (ImportError, ValueError):
        return ""
    if spec is None:
        return ""
    folders = list(spec.submodule_search_locations or ())
    return folders[0] if folders else (spec.origin or "")


def _ask_python() -> tuple[Plugin, ...]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - it loads slowly

    found: dict[str, Plugin] = {}
    for point in entry_points(group=GROUP):
        dist = point.dist
        plugin = Plugin(
            point.name,
            point.value,
            dist.name if dist else "?",
            dist.version if dist else "?",
            _look_at_needs(dist.requires or () if dist else ()),
            0,
            locate(point.value),
        )
        other = found.setdefault(plugin.name, plugin)
        if other is not plugin:
            raise DigestError(
                f"two plugins are called {plugin.name!r}: {other.package} {other.version}"
                f" and {plugin.package} {plugin.version}",
                at=Place(plugin.folder or plugin.entry),
                code="plugin",
                hint="uninstall one of them, or rename its entry point",
            )
    return tuple(found[name] for name in sorted(found))


def _look_at_needs(requirements: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """The versions of what a plugin stands on; ours are in the engine's mark already."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    told = []
    for line in requirements:
        name = _NAME.match(line)
        if name and name[0].lower() != "digest":
            try:
                told.append(f"{name[0]} {version(name[0])}")
            except PackageNotFoundError:
                continue
    return tuple(sorted(set(told)))


def _look_at_path() -> tuple[tuple[str, int], ...]:
    found = []
    for folder in dict.fromkeys(sys.path):
        try:
            found.append((folder, os.stat(folder or ".").st_mtime_ns))  # noqa: PTH116
        except OSError:
            continue
    return tuple(found)


def _recall(memo: Path) -> Found | None:
    try:
        return msgspec.msgpack.decode(read_bytes(memo), type=Found)
    except (DigestError, msgspec.MsgspecError):
        return None


def _keep(memo: Path, found: Found, taken: int) -> None:
    """Write the answer down, unless a folder is so young that its time proves nothing."""
    times = [time for _, time in found.path]
    times += [s.changed for files in found.files for s in files.values()]
    if max(times, default=0) < taken - _YOUNG:
        with contextlib.suppress(
            DigestError
        ):  # a site that may not be written to is read all the same
            replace_bytes(str(memo), _encode(found))
