"""Theme folders -> a theme: the site's own files over the chosen theme over what it extends."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

import jinja2
from jinja2 import meta

from digest.base.errors import DigestError, Place
from digest.base.files import find_files, read_bytes
from digest.base.fingerprint import number_of, of_bytes
from digest.model.theme import Asset, Template, Theme



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


def load_theme(layers: tuple[Layer, ...], language: str, env: jinja2.Environment) -> Theme:
    """Read every template and asset; what a template names is part of its fingerprint."""
    found: dict[str, tuple[str, str]] = {}
    assets: dict[str, Asset] = {}
    catalogue = b""
    for layer in layers:
        folder = layer.folder / "templates"
        for name, _ in find_files(folder):
            path = folder / name
            source = _decode(read_bytes(path), path)
            found.setdefault(name, (path.as_posix(), source))
            found[f"@{layer.name}/{name}"] = (path.as_posix(), source)
        if layer.name != "site":
            found.update(
                (f"@theme/{name}", found[f"@{layer.name}/{name}"])
                for name in [n for n in found if f"@{layer.name}/{n}" in found]
                if f"@theme/{name}" not in found
            )
        for name, _ in find_files(layer.folder / "assets"):
            if name not in assets:
                assets[name] = _hash_asset(name, layer.folder / "assets" / name)
        mo = layer.folder / "locale" / language.replace("-", "_") / "LC_MESSAGES" / "messages.mo"
        if not mo.is_file():
            mo = layer.folder / "locale" / language.split("-")[0] / "LC_MESSAGES" / "messages.mo"
        if not catalogue and layer.name != "site" and mo.is_file():
            catalogue = read_bytes(mo)
    return Theme(_close_templates(found, env), assets, catalogue)


def _close_templates(
    found: dict[str, tuple[str, str]], env: jinja2.Environment
) -> dict[str, Template]:
    named: dict[str, frozenset[str]] = {}
    for name, (path, source) in found.items():
        try:
            tree = env.parse(source, name, path)
        except jinja2.TemplateSyntaxError as error:
            raise DigestError(
                f"template fault: {error.message}", at=Place(path, error.lineno), code="template"
            ) from None
        named[name] = frozenset(ref for ref in meta.find_referenced_templates(tree) if ref)
    templates = {}
    for name, (path, source) in found.items():
        closure, todo = {name}, [name]
        while todo:
            for ref in named.get(todo.pop(), ()):
                if ref not in closure:
                    closure.add(ref)
                    todo.append(ref)
        prints = "".join(f"{n}={number_of(found[n][1].encode())};" if n in found else f"{n}=;" for n in sorted(closure))
        templates[name] = Template(name, path, source, number_of(prints.encode()))
    return templates


def _find_theme(site: Path, name: str, packaged: Path) -> Path:
    for folder in (site / "themes" / name, packaged / name):
        if (folder / "templates").is_dir() or (folder / "theme.toml").is_file():
            return folder
    known = sorted({p.name for base in (site / "themes", packaged) if base.is_dir() for p in base.iterdir() if p.is_dir()})
    raise DigestError(
        f"there is no theme {name!r}",
        at=Place("digest.toml"),
        code="theme",
        hint=f"known themes: {', '.join(known)}",
    )


def _extends(folder: Path) -> str:
    path = folder / "theme.toml"
    if not path.is_file():
        return ""
    try:
        table = tomllib.loads(_decode(read_bytes(path), path))
    except tomllib.TOMLDecodeError as error:
        raise DigestError(f"this is not TOML: {error}", at=Place(path.as_posix())) from None
    return str(table.get("extends", ""))


def _hash_asset(name: str, path: Path) -> Asset:
    stem, dot, ending = name.rpartition(".")
    mark = of_bytes(read_bytes(path)).hex()[:10]
    url = f"/assets/{stem}.{mark}.{ending}" if dot and stem else f"/assets/{name}.{mark}"
    return Asset(name, path.as_posix(), url)


def _decode(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DigestError("this line is not UTF-8", at=Place(path.as_posix(), line)) from None
