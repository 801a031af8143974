"""Jinja as this program sets it up: autoescaped, strict, compiled once, every template noted."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import jinja2
from jinja2 import BytecodeCache, StrictUndefined, nodes
from jinja2.bccache import Bucket

from digest.base.files import read_bytes, replace_bytes
from digest.base.fingerprint import of_value
from digest.model.plugin import Plugin
from digest.model.theme import Theme
from digest.render import compiler
from digest.render.compiler import (
    ROWS,
    VIEWS,
    Generator,
    Specialise,
    count_words,
    plain_escape,
    show_other,
    show_safe,
)
from digest.render.words import open_words


class Environment(jinja2.Environment):
    """A Jinja environment that tells ``note`` which templates a page was made from."""

    note: Callable[[str], None] = staticmethod(lambda _name: None)
    words: Callable[[str], str] = staticmethod(str)  # gettext of the site's language

    code_generator_class = Generator
    loaded: dict[str, jinja2.Template]
    trees: dict[str, nodes.Template]  # sources that were parsed already, and not yet compiled
    place: Callable[[str], str] = staticmethod(str)  # puts the site's path in front of an address

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        Specialise(self.words, self.place).visit(source)
        # On the first line, so that Jinja's map from code to template lines stays right.
        ours = "_plain, _other, _safe, _views, _rows = environment.ways"
        return f"{ours}; {super()._generate(source, name, filename, defer_init)}"

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return self.trees.pop(source, None) or super()._parse(source, name, filename)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """A view has fields and no items: filters that name a field need not find that out each time."""
        known = obj.__class__ in VIEWS and argument.__class__ is str
        return super().getattr(obj, argument) if known else super().getitem(obj, argument)

    def make_globals(self, d: Any) -> dict[str, Any]:
        """One plain mapping: Jinja copies it for each template, and its chain of two is slow to copy."""
        return {**self.globals, **(d or {})}

    ways = (plain_escape, show_other, show_safe, VIEWS, ROWS)  # the generated code's own names

    def get_template(
        self,
        name: Any,
        parent: str | None = None,
        globals: Any = None,  # noqa: A002 - Jinja's name
    ) -> jinja2.Template:
        """All pages include the same few templates: Jinja need not look each of them up again."""
        known = self.loaded.get(name) if globals is None else None
        if known is None:
            return super().get_template(name, parent, globals)
        self.note(f"template:{name}")
        return known

    def _load_template(self, name: str, globals: Any) -> jinja2.Template:  # noqa: A002
        self.note(f"template:{name}")
        known = self.loaded[name] = super()._load_template(name, globals)
        return known


class CompiledTemplates(BytecodeCache):
    """Compiled templates in the cache folder; Jinja checks the source's hash itself."""

    def __init__(self, folder: str) -> None:
        """Keep them below ``folder``."""
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is there; anything else than fitting bytecode leaves the bucket empty."""
        try:
            bucket.load_bytecode(io.BytesIO(read_bytes(f"{self._folder}/{bucket.key}")))
        except Exception:  # noqa: BLE001 - a damaged cache costs time and nothing else
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write it whole."""
        replace_bytes(f"{self._folder}/{bucket.key}", bucket.bytecode_to_string())


def make_environment(
    theme: Theme | None = None,
    bytecode: str = "",
    base: str = "",
    kit: tuple[Plugin, ...] = (),
    trees: dict[str, nodes.Template] | None = None,
) -> Environment:
    """An environment over a theme; without one it only parses. ``trees`` are what another one parsed."""
    env = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        bytecode_cache=CompiledTemplates(_compiled_for(bytecode, base, theme, kit))
        if bytecode
        else None,
    )
    env.loaded, env.trees = {}, trees or {}
    env.place = lambda path: base + path if path.startswith("/") else path
    translations = open_words(theme.catalogues if theme else ())
    if theme is not None:
        env.loader = jinja2.FunctionLoader(lambda name: _find_source(theme, name))
    env.words = translations.gettext
    env.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    env.globals["ngettext"] = count_words(translations.ngettext)
    return env


def _compiled_for(folder: str, base: str, theme: Theme | None, kit: tuple[Plugin, ...]) -> str:
    """Compiled templates hold the site's path, language and filters: a folder for each."""
    key = (base, theme.catalogues if theme else (), read_bytes(compiler.__file__), kit)
    return f"{folder}/{of_value(key).hex()[:12]}"


def _find_source(theme: Theme, name: str) -> tuple[str, str, Callable[[], bool]] | None:
    template = theme.templates.get(name)
    return (template.source, template.path, lambda: True) if template else None
