"""Theme folders -> a theme: the site's own files over the chosen theme over what it extends."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from pathlib import Path

import jinja2
from jinja2 import meta

from digest.base.errors import DigestError, Place
from digest.base.files import find_files, read_bytes
from digest.base.fingerprint import number_of, of_bytes
from digest.model.theme import Asset, References, Template, Theme
from digest.render.engine import Environment
from digest.render.layers import Layer
from digest.render.words import load_catalogues

_URL = re.compile(r"""url\(\s*(["']?)([^"')#?:]+)\1\s*\)""")


def load_theme(
    layers: tuple[Layer, ...],
    language: str,
    env: Environment,
    references: References | None = None,
) -> Theme:
    """Read every template and asset; what a template names is part of its fingerprint.

    ``references`` holds what is known of sources parsed before, and takes up what is found; ``env``
    keeps what it parsed.
    """
    found: dict[str, tuple[str, str]] = {}
    assets: dict[str, Path] = {}
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
            assets.setdefault(name, layer.folder / "assets" / name)
    return Theme(
        _close_templates(found, env, {} if references is None else references),
        _hash_assets(assets),
        load_catalogues(layers, language),
    )


def _close_templates(
    found: dict[str, tuple[str, str]], env: Environment, references: References
) -> dict[str, Template]:
    prints = {source: number_of(source.encode()) for _, source in found.values()}
    named: dict[str, tuple[str, ...]] = {}
    for name, (path, source) in found.items():
        known = references.get(prints[source])
        if known is None:
            known = references[prints[source]] = _parse_references(source, name, path, env)
        named[name] = known
    templates = {}
    for name, (path, source) in found.items():
        closure, todo = {name}, [name]
        while todo:
            for ref in named.get(todo.pop(), ()):
                if ref not in closure:
                    closure.add(ref)
                    todo.append(ref)
        told = "".join(f"{n}={prints[found[n][1]] if n in found else ''};" for n in sorted(closure))
        templates[name] = Template(name, path, source, number_of(told.encode()))
    return templates


def _parse_references(source: str, name: str, path: str, env: Environment) -> tuple[str, ...]:
    try:
        tree = env.trees[source] = env.parse(source, name, path)
    except jinja2.TemplateSyntaxError as error:
        raise DigestError(
            f"template fault: {error.message}", at=Place(path, error.lineno), code="template"
        ) from None
    return tuple(sorted({ref for ref in meta.find_referenced_templates(tree) if ref}))


def _hash_assets(found: dict[str, Path]) -> dict[str, Asset]:
    """Assets by name; a stylesheet's own references follow the hashed names."""
    assets: dict[str, Asset] = {}

    def make(name: str, above: tuple[str, ...]) -> Asset:
        if name not in assets:
            path, data = found[name], None
            content = read_bytes(path)
            if name.endswith(".css"):
                content = data = _point_at_hashed(content, name, above, make)
            assets[name] = Asset(name, path.as_posix(), _hashed_url(name, content), data)
        return assets[name]

    def _point_at_hashed(
        content: bytes, name: str, above: tuple[str, ...], make: Callable[..., Asset]
    ) -> bytes:
        def point(match: re.Match[str]) -> str:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), match[2]))
            if target not in found or target == name or target in above:
                return match[0]
            url = make(target, (*above, name)).url.removeprefix("/assets/")
            here = posixpath.relpath(url, posixpath.dirname(name) or ".")
            return f'url("{here}")'

        return _URL.sub(point, content.decode("utf-8", "surrogateescape")).encode(
            "utf-8", "surrogateescape"
        )

    for name in sorted(found):
        make(name, ())
    return assets


def _hashed_url(name: str, content: bytes) -> str:
    stem, dot, ending = name.rpartition(".")
    mark = of_bytes(content).hex()[:10]
    return f"/assets/{stem}.{mark}.{ending}" if dot and stem else f"/assets/{name}.{mark}"


def _decode(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DigestError("this line is not UTF-8", at=Place(path.as_posix(), line)) from None
