"""Everything that a build depends on, as files with signatures: what changed since the last one."""

from __future__ import annotations

import time
from pathlib import Path
from typing import NamedTuple

from digest.base.files import (
    NO_SIGNATURE,
    Signature,
    find_files,
    is_passed_over,
    is_utf8,
    refuse_name,
    signature_of,
)
from digest.model.site import CONFIG_NAME
from digest.render.layers import Layer

# A file written within this time before it was read may change again with the same signature.
RACY = 2_000_000_000  # nanoseconds; FAT has the coarsest clock that is still met
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".tif", ".tiff", ".svg")
REPLACEABLE = ("robots.txt", ".nojekyll", "CNAME", "_headers", "_redirects", "_nginx.conf")
KINDS = ("articles", "topics", "speakers", "pages", "static")


class Listing(NamedTuple):
    """All input files: name -> signature, sorted by name. Names tell the kind by their folder."""

    files: dict[str, Signature]
    taken: int  # nanoseconds since 1970 at which the listing began

    def replacing(self) -> frozenset[str]:
        """The files of content/static that stand for a page which the plan makes otherwise."""
        return frozenset(name for name in REPLACEABLE if f"content/static/{name}" in self.files)


def list_inputs(site: Path, layers: tuple[Layer, ...]) -> Listing:
    """List content, templates, assets, catalogues and settings, without opening any."""
    taken = time.time_ns()
    files: dict[str, Signature] = {}
    config = signature_of(site / CONFIG_NAME)
    if config:
        files[CONFIG_NAME] = config
    wanted = (".md", ".markdown", *PICTURES)
    for kind, endings in [*((kind, wanted) for kind in KINDS), *_other_folders(site / "content")]:
        for name, signature in find_files(site / "content" / kind):
            if kind == "static" or name.lower().endswith(endings):
                files[f"content/{kind}/{name}"] = signature
    for layer in layers:
        theme = signature_of(layer.folder / "theme.toml")
        if theme:
            files[f"@{layer.name}/theme.toml"] = theme
        for part in ("templates", "assets", "locale"):
            for name, signature in find_files(layer.folder / part):
                files[f"@{layer.name}/{part}/{name}"] = signature
    return Listing(files, taken)


def _other_folders(content: Path) -> list[tuple[str, tuple[str, ...]]]:
    """The folders of content/ that hold only photos."""
    try:
        names = sorted(path.name for path in content.iterdir() if path.is_dir())
    except OSError:
        return []
    others = [name for name in names if name not in KINDS and not is_passed_over(name)]
    for name in others:
        if not is_utf8(name):
            raise refuse_name(f"{content.as_posix()}/{name}")
    return [(name, PICTURES) for name in others]


def settle(listing: Listing) -> dict[str, Signature]:
    """Signatures that can be trusted later: one as young as the listing itself cannot."""
    young = listing.taken - RACY
    return {
        name: NO_SIGNATURE if max(s.modified, s.changed) > young else s
        for name, s in listing.files.items()
    }
