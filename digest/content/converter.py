"""Python-Markdown as this program speaks it: key comments lifted out, years left in sentences.

Imported when a text needs it: simple Markdown is converted without.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from digest.content.safety import make_safe
from digest.manuscript.keycomments import Prose, Section, parse_parts
from digest.model.plugin import Plugin
from digest.plugins.faults import shield
from digest.plugins.opening import open_toolbox

Plugins = tuple[Plugin, ...]

_YEAR = re.compile(r"^( {0,3}\d{3,})\.(?=[ \t])")
START, END = "start", "end"  # tokens around the key comments
TOKEN = re.compile("<p>\ue000(\\w+)\ue001</p>")
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
        kept = [*parts.before.text.split("\n"), "", _token(START), ""]
        for number, piece in enumerate(section.pieces):
            inner = piece.text.split("\n") if isinstance(piece, Prose) else [_token(f"C{number}")]
            kept.extend(["", *inner, ""])
        if parts.after:
            kept.extend(["", _token(END), "", *parts.after.text.split("\n")])
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


def convert_around(
    text: str, first_line: int, plugins: Plugins, *, rich: bool
) -> tuple[str, Section | None]:
    """The safe HTML of an article with tokens for its key comments, and the comments."""
    converter = _converter(plugins, rich=rich)
    converter.first_line = first_line  # type: ignore[attr-defined]
    made = _convert(converter, text, plugins)
    section: Section | None = converter.section  # type: ignore[attr-defined]
    return made, section


def convert_plain(text: str, plugins: Plugins, *, rich: bool) -> str:
    """The safe HTML of a text that has no key comments."""
    return _convert(_plain_converter(plugins, rich=rich), text, plugins)


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


@lru_cache(maxsize=2)
def _converter(plugins: Plugins, *, rich: bool) -> Markdown:
    return make_converter(DigestExtension(), plugins, rich=rich)


@lru_cache(maxsize=2)
def _plain_converter(plugins: Plugins, *, rich: bool) -> Markdown:
    return make_converter(_Years(), plugins, rich=rich)


def make_converter(ours: Extension, plugins: Plugins, *, rich: bool) -> Markdown:
    """A converter with our extension and those of plugins; ``rich`` adds tables, footnotes and the like."""
    names = ["sane_lists"]
    if rich:
        names += ["tables", "fenced_code", "footnotes", "abbr", "def_list", "toc"]
    with shield(plugins):
        theirs = [make() for make in open_toolbox(plugins).markdown.values()]
        return Markdown(
            extensions=[ours, *names, *theirs],
            extension_configs={"footnotes": {"BACKLINK_TITLE": "↑ {}"}},  # in no language
            output_format="html",
        )


class _Years(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.preprocessors.register(YearPreprocessor(md), "years", 35)
