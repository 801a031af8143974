"""Topics' and speakers' own files, and plain pages: bytes -> records."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from digest.base.errors import DigestError, Place, Problem
from digest.content.article import decode_text, summarise
from digest.content.markdown import Plugins, convert, extensions_of
from digest.manuscript.addresses import SLUG, read_slugs
from digest.manuscript.frontmatter import (
    Field,
    Refused,
    find_merge_marks,
    parse_tree,
    read_each,
    read_table,
    read_text,
    read_texts,
    split_front_matter,
    type_fields,
)
from digest.manuscript.manuscript import photo_fields
from digest.manuscript.plainfront import Value
from digest.model.article import Photo
from digest.model.library import Held, PageText, TermPage
from digest.model.views import Link

_ORDER = re.compile("[+-]?[0-9]{1,9}")


def term_fields() -> dict[str, Field]:
    """How each key of a topic's or a speaker's file is read."""
    link = {"label": Field(read_text, required=True), "url": Field(read_text, required=True)}
    return {
        "name": Field(read_text, required=True),
        "aliases": Field(read_texts),
        "role": Field(read_text),
        "links": Field(read_each(read_table(link, "links"))),
        "parent": Field(read_text),
        "sort": Field(read_text),
        "kind": Field(read_text),
        "former": Field(read_slugs),
        "unlike": Field(read_texts),
        "same_as": Field(read_texts),
        "portrait": Field(_read_portrait),
        "roles": Field(read_each(read_table(_HELD, "roles"))),
    }


def parse_term_page(
    data: bytes, path: str, plugins: Plugins = ()
) -> tuple[TermPage | None, list[Problem]]:
    """Read content/topics/SLUG.md or content/speakers/SLUG.md."""
    read = _read_file(data, path, term_fields())
    if isinstance(read, list):
        return None, read
    values, body = read
    values["links"] = tuple(Link(each["label"], each["url"]) for each in values.get("links", ()))
    held = tuple(
        Held(r["role"], r.get("from", ""), r.get("to", "")) for r in values.pop("roles", ())
    )
    if problem := _find_unsafe(values, path) or _find_backward(held, path):
        return None, [problem]
    html = _convert(body, path, plugins)
    if isinstance(html, Problem):
        return None, [html]
    return TermPage(path, _stem(path), body=html, held=held, **values), []


def _read_portrait(value: Value) -> Photo:
    """A portrait is a file's name, or a table like an article's photo."""
    if isinstance(value.value, str):
        return Photo(file=read_text(value))
    return Photo(**read_table(photo_fields(), "portrait")(value))


def _read_part_of_date(value: Value) -> str:
    """A year, a month or a day."""
    text = read_text(value)
    try:
        dt.date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        raise Refused(f"{text[:40]!r} is not a date; write 2026, 2026-03 or 2026-03-04") from None
    return text


_HELD = {
    "role": Field(read_text, required=True),
    "from": Field(_read_part_of_date),
    "to": Field(_read_part_of_date),
}


def _find_unsafe(values: dict[str, Any], path: str) -> Problem | None:
    """A link that leads to no web page."""
    allowed = ("https://", "http://", "mailto:", "/")
    unsafe = [link.url for link in values["links"] if not link.url.lower().startswith(allowed)]
    unsafe += [url for url in values.get("same_as", ()) if not url.lower().startswith(allowed[:2])]
    if not unsafe:
        return None
    hint = "links begin with https://, http:// or mailto:"
    return Problem(Place(path, 1), "link", f"{unsafe[0]!r} is no web address", hint)


def _find_backward(held: tuple[Held, ...], path: str) -> Problem | None:
    """A role that ends before it begins."""
    for role in held:
        if role.until and role.since[: len(role.until)] > role.until:
            message = f"roles: {role.role!r} ends ({role.until}) before it begins ({role.since})"
            return Problem(Place(path, 1), "front-matter-type", message, "put the years right")
    return None


def page_fields() -> dict[str, Field]:
    """How each key of a plain page is read."""
    return {
        "title": Field(read_text, required=True),
        "summary": Field(read_text),
        "order": Field(_read_order),
    }


def _read_order(value: Value) -> int:
    """A place among the pages of the menu."""
    text = read_text(value)
    if not _ORDER.fullmatch(text):
        raise Refused("must be a number of at most nine digits")
    return int(text)


def parse_page_text(
    data: bytes, path: str, plugins: Plugins = ()
) -> tuple[PageText | None, list[Problem]]:
    """Read content/pages/SLUG.md."""
    read = _read_file(data, path, page_fields())
    if isinstance(read, list):
        return None, read
    values, body = read
    html = _convert(body, path, plugins)
    if isinstance(html, Problem):
        return None, [html]
    summary = values.get("summary") or summarise(html)
    return PageText(path, _stem(path), values["title"], html, summary, values.get("order", 0)), []


def _read_file(
    data: bytes, path: str, fields: dict[str, Field]
) -> tuple[dict[str, Any], str] | list[Problem]:
    if not SLUG.fullmatch(_stem(path)):
        message = f"{_stem(path)[:60]!r} cannot be part of a web address"
        return [Problem(Place(path, 1), "slug", message, "rename it: letters, digits and hyphens")]
    text = decode_text(data, path)
    if isinstance(text, Problem):
        return [text]
    if marks := find_merge_marks(text, path):
        return [marks]
    split = split_front_matter(text, path)
    if isinstance(split, Problem):
        return [split]
    tree = parse_tree(split.yaml or "", path)
    if isinstance(tree, Problem):
        return [tree]
    values, problems = type_fields(tree, {**fields, "check_off": Field(read_texts)}, path)
    values.pop("check_off", None)  # digest check reads it for itself
    return problems or (values, split.body)


def _convert(body: str, path: str, plugins: Plugins) -> str | Problem:
    try:
        return convert(body, extensions_of(plugins))
    except DigestError as error:  # a plugin's
        return error.problem._replace(hint=f"it was reading {path}")


def _stem(path: str) -> str:
    return path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
