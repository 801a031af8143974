"""The targets by name: ours, loaded when they are asked for, and those of plugins."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from difflib import get_close_matches

from digest.base.errors import UsageError
from digest.deploy.host import OpenHost

TARGETS = {
    "folder": "digest.deploy.folder",
    "rsync": "digest.deploy.rsync",
    "github-pages": "digest.deploy.github",
    "s3": "digest.deploy.s3",
}


def find_target(name: str, more: Mapping[str, OpenHost] | None = None) -> OpenHost:
    """The function that opens a host; ``more`` are the targets of plugins."""
    more = more or {}
    if name in more:
        return more[name]
    if name in TARGETS:
        made: OpenHost = importlib.import_module(TARGETS[name]).open_host
        return made
    known = [*TARGETS, *more]
    if not name:
        hint = f'write target = "…" under [deploy] in digest.toml; known: {", ".join(known)}'
        raise UsageError("where to? no deploy target is set", hint=hint)
    near = get_close_matches(name, known, 1)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
    raise UsageError(f"there is no deploy target {name!r}", hint=hint)
