"""A listing put right at a few named files: the short way when somebody says which ones moved.

It answers only where it is sure; anything but a known file with other bytes takes a whole listing.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from digest.base.files import Signature, is_passed_over, signature_of
from digest.build.inputs import Listing
from digest.model.site import CONFIG_NAME
from digest.render.layers import Layer

PARTS = ("templates", "assets", "locale")


def names_of(path: Path, site: Path, layers: tuple[Layer, ...]) -> Iterator[str]:
    """The names under which an input file at this path is listed; a theme may be two layers' folder."""
    inside = _below(path, site)
    if inside == CONFIG_NAME or inside.startswith("content/"):
        yield inside
    for layer in layers:
        below = _below(path, layer.folder)
        if below == "theme.toml" or below.split("/", 1)[0] in PARTS:
            yield f"@{layer.name}/{below}"


def path_of(name: str, site: Path, layers: tuple[Layer, ...]) -> Path:
    """Where a listed file lies."""
    if not name.startswith("@"):
        return site / name
    layer, _, below = name[1:].partition("/")
    return next(one.folder for one in layers if one.name == layer) / below


def relist(
    files: dict[str, Signature], site: Path, layers: tuple[Layer, ...], paths: Iterable[Path]
) -> tuple[Listing, frozenset[str]] | None:
    """The listing with the named files looked at anew, and their names; None when that is not enough."""
    taken = time.time_ns()
    seen: dict[str, Signature] = {}
    for path in paths:
        for name in names_of(path, site, layers):
            if name in files:
                signature = None if path.is_symlink() else signature_of(path)
                if signature is None:
                    return None
                seen[name] = signature
            elif _matters(name) and (os.path.lexists(path) or _was_folder(name, files)):
                return None
    return Listing({**files, **seen}, taken), frozenset(seen)


def _below(path: Path, folder: Path) -> str:
    try:
        return path.relative_to(folder).as_posix()
    except ValueError:
        return ""


def _matters(name: str) -> bool:
    """Whether a file, or a folder, of this name could be listed."""
    return not any(is_passed_over(part) for part in name.split("/")[1:])


def _was_folder(name: str, files: dict[str, Signature]) -> bool:
    prefix = name + "/"
    return any(known.startswith(prefix) for known in files)
