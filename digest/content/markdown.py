"""Markdown -> safe HTML, through Python-Markdown.

Text that shows none of an extension's characters is converted without it; raw HTML is cleaned to a
short list of elements, and links lead to http(s), mailto or places on the site only.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import NamedTuple

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from digest.content.safety import make_safe, set_rel
from digest.content.simple import render_simple
from digest.manuscript.keycomments import Parts, Prose, Section, is_heading, parse_parts
from digest.model.article import Comment
from digest.model.plugin import Plugin
from digest.plugins.faults import shield
from digest.plugins.opening import open_toolbox

Plugins = tuple[Plugin, ...]

_RICH = re.compile(
    r"\||```|~~~|\[\^|^ {0,3}#.*$|^(?:=+|-+)[ \t]*$|^\*\[|^ {0,3}\S.*\n {0,3}:[ \t]", re.MULTILINE
)
_YEAR = re.compile(r"^( {0,3}\d{3,})\.(?=[ \t])")
_MARKUP = re.compile(r"[\\`*_\[\]<>&\n]")
FIRST = 10_000  # before any extension: what is quoted is nobody's to change


class YearPreprocessor(Preprocessor):
    """A year begins a sentence ("2022. The year"); Markdown would begin a list."""

    def run(self, lines: list[str]) -> list[str]:
        """Escape the full stop after a number of three digits or more."""
        return [_YEAR.sub(r"\1\\.", line) for line in lines]


class KeyCommentsPreprocessor(Preprocessor):
    """Take the key comments out before Markdown sees them, and keep them on the converter.

    Each leaves a paragraph of one private token in its place, so that what stands around it is
    ordinary Markdown still and the HTML can be cut there afterwards.
    """

    def run(self, lines: list[str]) -> list[str]:
        """Replace the section by tokens; ``md.section`` holds what was read."""
        parts = parse_parts("\n".join(lines), self.md.first_line)  # type: ignore[attr-defined]
        section = self.md.section = parts.section  # type: ignore[attr-defined]
        if section is None:
            return lines
        kept = [*parts.before.text.split("\n"), "", _token(_START), ""]
        for number, piece in enumerate(section.pieces):
            inner = piece.text.split("\n") if isinstance(piece, Prose) else [_token(f"C{number}")]
            kept.extend(["", *inner, ""])
        if parts.after:
            kept.extend(["", _token(_END), "", *parts.after.text.split("\n")])
        return kept


class DigestExtension(Extension):
    """Python-Markdown as this program speaks it: ``Markdown(extensions=[DigestExtension()])``.

    After ``convert`` the converter's ``section`` holds the key comments that were lifted out.
    """

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register both preprocessors ahead of Python-Markdown's own."""
        md.section, md.first_line = None, 1  # type: ignore[attr-defined]
        md.preprocessors.register(KeyCommentsPreprocessor(md), "key_comments", FIRST)
        md.preprocessors.register(YearPreprocessor(md), "years", 35)


class Made(NamedTuple):
    """An article's HTML around its key comments; ``flow`` has HTML and comments in order."""

    before: str
    section: Section | None
    flow: tuple[str | Comment, ...]
    after: str


def extensions_of(plugins: Plugins) -> Plugins:
    """The plugins that extend Markdown; mostly none."""
    if not plugins:
        return ()
    kit = open_toolbox(plugins)
    return plugins if kit.markdown else ()


def convert_article(text: str, first_line: int = 1, plugins: Plugins = ()) -> Made:
    """The HTML of an article's Markdown, with its key comments as records."""
    if not plugins:
        parts = parse_parts(text, first_line)
        simple = _convert_simple(parts)
        if simple is not None:
            return simple
    return _convert_any(text, first_line, plugins)


def _convert_simple(parts: Parts) -> Made | None:
    """All stretches without Python-Markdown; None when one of them needs it."""
    before = render_simple(parts.before.text)
    after = render_simple(parts.after.text) if parts.after else ""
    if before is None or after is None:
        return None
    flow: list[str | Comment] = []
    for piece in parts.section.pieces if parts.section else ():
        made = render_simple(piece.text) if isinstance(piece, Prose) else piece
        if made is None:
            return None
        flow.append(made)
    linked = tuple(set_rel(piece) if isinstance(piece, str) else piece for piece in flow)
    return Made(set_rel(before), parts.section, linked, set_rel(after))


def _convert_any(text: str, first_line: int, plugins: Plugins) -> Made:
    converter = _converter(plugins, rich=_is_rich(text))
    converter.first_line = first_line  # type: ignore[attr-defined]
    made = _convert(converter, text, plugins)
    section: Section | None = converter.section  # type: ignore[attr-defined]
    if section is None:
        return Made(made, None, (), "")
    flow: list[str | Comment] = []
    after = ""
    pieces = _TOKEN.split(made)
    for token, html_after in zip(pieces[1::2], pieces[2::2], strict=True):
        if token == _END:
            after = html_after.strip()
            break
        if token != _START:
            piece = section.pieces[int(token[1:])]
            assert isinstance(piece, Comment)
            flow.append(piece)
        if html_after.strip():
            flow.append(html_after.strip())
    return Made(pieces[0].strip(), section, tuple(flow), after)


def convert(text: str, plugins: Plugins = ()) -> str:
    """The safe HTML of a Markdown text."""
    if not text.strip():
        return ""
    simple = render_simple(text) if not plugins else None
    if simple is not None:
        return set_rel(simple)
    return _convert(_plain_converter(plugins, rich=_is_rich(text)), text, plugins)


def convert_inline(text: str) -> str:
    """The safe HTML of one paragraph's Markdown, without the paragraph's own tags."""
    if not _MARKUP.search(text):
        return text
    made = convert(text)
    if made.startswith("<p>") and made.endswith("</p>") and made.count("<p>") == 1:
        return made[3:-4]
    return html.escape(text, quote=False)


def _is_rich(text: str) -> bool:
    return any(not is_heading(found[0].strip(" #")) for found in _RICH.finditer(text))


def _convert(converter: Markdown, text: str, plugins: Plugins) -> str:
    if "\ue000" in text:
        text = text.replace("\ue000", "")  # nobody else may write our tokens
    with shield(plugins):
        converter.reset()
        made = converter.convert(text)
    if "<h1" in made:  # a page has one, its title
        made = made.replace("<h1", "<h2").replace("</h1>", "</h2>")
    return make_safe(made, marked_up=bool(plugins) or "<" in text or "&" in text)


def _token(name: str) -> str:
    return f"\ue000{name}\ue001"


_START, _END = "start", "end"
_TOKEN = re.compile("<p>\ue000(\\w+)\ue001</p>")


@lru_cache(maxsize=2)
def _converter(plugins: Plugins, *, rich: bool) -> Markdown:
    return _make_converter(DigestExtension(), plugins, rich=rich)


@lru_cache(maxsize=2)
def _plain_converter(plugins: Plugins, *, rich: bool) -> Markdown:
    return _make_converter(_Years(), plugins, rich=rich)


def _make_converter(ours: Extension, plugins: Plugins, *, rich: bool) -> Markdown:
    names = ["sane_lists"]
    if rich:
        names += ["tables", "fenced_code", "footnotes", "abbr", "def_list", "toc"]
    with shield(plugins):
        theirs = [make() for make in open_toolbox(plugins).markdown.values()]
        return Markdown(extensions=[ours, *names, *theirs], output_format="html")


class _Years(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.preprocessors.register(YearPreprocessor(md), "years", 35)
