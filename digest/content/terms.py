"""Topics' and speakers' own files, and plain pages: bytes -> records."""

from __future__ import annotations

from typing import Any

from digest.base.errors import Place, Problem
from digest.content.article import decode_text, summarise
from digest.content.markdown import convert
from digest.manuscript.frontmatter import (
    Field,
    parse_tree,
    read_each,
    read_table,
    read_text,
    read_texts,
    split_front_matter,
    type_fields,
)
from digest.model.library import PageText, TermPage
from digest.model.views import Link


def parse_term_page(data: bytes, path: str) -> tuple[TermPage | None, list[Problem]]:
    """Read content/topics/SLUG.md or content/speakers/SLUG.md."""
    link = {"label": Field(read_text, required=True), "url": Field(read_text, required=True)}
    fields = {
        "name": Field(read_text, required=True),
        "aliases": Field(read_texts),
        "role": Field(read_text),
        "links": Field(read_each(read_table(link, path, "links"))),
        "parent": Field(read_text),
        "sort": Field(read_text),
        "kind": Field(read_text),
        "former": Field(read_texts),
        "unlike": Field(read_texts),
    }
    read = _read_file(data, path, fields)
    if isinstance(read, list):
        return None, read
    values, body = read
    links = tuple(Link(each["label"], each["url"]) for each in values.pop("links", ()))
    unsafe = [
        link.url
        for link in links
        if not link.url.lower().startswith(("https://", "http://", "mailto:", "/"))
    ]
    if unsafe:
        hint = "links begin with https://, http:// or mailto:"
        return None, [Problem(Place(path, 1), "link", f"{unsafe[0]!r} is no web address", hint)]
    return TermPage(path, _stem(path), links=links, body=convert(body), **values), []


def parse_page_text(data: bytes, path: str) -> tuple[PageText | None, list[Problem]]:
    """Read content/pages/SLUG.md."""
    fields = {
        "title": Field(read_text, required=True),
        "summary": Field(read_text),
        "order": Field(read_text),
    }
    read = _read_file(data, path, fields)
    if isinstance(read, list):
        return None, read
    values, body = read
    order = values.get("order", "0")
    if not order.lstrip("-").isdigit():
        return None, [Problem(Place(path, 1), "front-matter-type", "order: must be a number")]
    html = convert(body)
    summary = values.get("summary") or summarise(html)
    return PageText(path, _stem(path), values["title"], html, summary, int(order)), []


def _read_file(
    data: bytes, path: str, fields: dict[str, Field]
) -> tuple[dict[str, Any], str] | list[Problem]:
    text = decode_text(data, path)
    if isinstance(text, Problem):
        return [text]
    split = split_front_matter(text, path)
    if isinstance(split, Problem):
        return [split]
    tree = parse_tree(split.yaml or "", path)
    if isinstance(tree, Problem):
        return [tree]
    values, problems = type_fields(tree, {**fields, "check_off": Field(read_texts)}, path)
    values.pop("check_off", None)  # digest check reads it for itself
    return problems or (values, split.body)


def _stem(path: str) -> str:
    return path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
