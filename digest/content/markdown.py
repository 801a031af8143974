"""Markdown -> safe HTML, through Python-Markdown where it takes an engine.

Text that shows none of an extension's characters is converted without it; raw HTML is cleaned to a
short list of elements, and links lead to http(s), mailto or places on the site only.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from digest.content.safety import set_rel
from digest.content.simple import render_simple
from digest.manuscript.keycomments import Parts, Prose, Section, parse_parts
from digest.manuscript.keyheadings import is_opening
from digest.model.article import Comment
from digest.model.plugin import Plugin
from digest.plugins.opening import open_toolbox

Plugins = tuple[Plugin, ...]

_RICH = re.compile(
    r"\||```|~~~|\[\^|^ {0,3}#.*$|^(?:=+|-+)[ \t]*$|^\*\[|^ {0,3}\S.*\n {0,3}:[ \t]", re.MULTILINE
)
_MARKUP = re.compile(r"[\\`*_\[\]<>&\n]")


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
    from digest.content import converter  # noqa: PLC0415 - most builds need no Markdown engine

    made, section = converter.convert_around(text, first_line, plugins, rich=_is_rich(text))
    if section is None:
        return Made(made, None, (), "")
    flow: list[str | Comment] = []
    after = ""
    pieces = converter.TOKEN.split(made)
    for token, html_after in zip(pieces[1::2], pieces[2::2], strict=True):
        if token == converter.END:
            after = html_after.strip()
            break
        if token != converter.START:
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
    from digest.content.converter import convert_plain  # noqa: PLC0415

    return convert_plain(text, plugins, rich=_is_rich(text))


def convert_inline(text: str) -> str:
    """The safe HTML of one paragraph's Markdown, without the paragraph's own tags."""
    if not _MARKUP.search(text):
        return text
    made = convert(text)
    if made.startswith("<p>") and made.endswith("</p>") and made.count("<p>") == 1:
        return made[3:-4]
    return html.escape(text, quote=False)


def _is_rich(text: str) -> bool:
    return any(not is_opening(found[0].strip(" #")) for found in _RICH.finditer(text))
