"""Which folders dress a site: its own files over the chosen theme over what that extends."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from digest.base.errors import DigestError, Place
from digest.base.files import read_bytes
from digest.base.slugs import is_too_long
from digest.model.tomltext import read_table


class Layer(NamedTuple):
    """A folder with templates/ and assets/; ``name`` is how "@name/frame.html" addresses it."""

    name: str
    folder: Path


def find_layers(site: Path, name: str, packaged: Path) -> tuple[Layer, ...]:
    """The layers of a site, strongest first: site, its theme, what that extends, the default."""
    layers = [Layer("site", site)]
    wanted, seen = name, set[str]()
    while wanted and wanted not in seen:
        seen.add(wanted)
        folder = _find_theme(site, wanted, packaged)
        layers.append(Layer(wanted, folder))
        wanted = _extends(folder)
    if "default" not in seen:
        layers.append(Layer("default", packaged / "default"))
    return tuple(layers)


def _find_theme(site: Path, name: str, packaged: Path) -> Path:
    for folder in () if is_too_long(name) else (site / "themes" / name, packaged / name):
        if (folder / "templates").is_dir() or (folder / "theme.toml").is_file():
            return folder
    known = sorted(
        {
            p.name
            for base in (site / "themes", packaged)
            if base.is_dir()
            for p in base.iterdir()
            if p.is_dir()
        }
    )
    raise DigestError(
        f"there is no theme {name[:60]!r}",
        at=Place("digest.toml"),
        code="theme",
        hint=f"known themes: {', '.join(known)}",
    )


def _extends(folder: Path) -> str:
    path = folder / "theme.toml"
    if not path.is_file():
        return ""
    try:
        table = read_table(read_bytes(path).decode(), path.as_posix())
    except UnicodeDecodeError as error:
        raise DigestError(f"this is not TOML: {error}", at=Place(path.as_posix())) from None
    return str(table.get("extends", ""))
