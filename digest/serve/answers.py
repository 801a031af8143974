"""Address -> answer, the way a static host would give it; pure but for what the preview makes."""

from __future__ import annotations

import html
from pathlib import Path
from typing import NamedTuple, Protocol
from urllib.parse import quote

from digest.model.media import content_type


class Site(Protocol):
    """What can be shown: pages and files by their address."""

    @property
    def base(self) -> str: ...
    def page(self, url: str) -> Shown | None: ...
    def file(self, url: str) -> Path | bytes | None: ...
    def has(self, url: str) -> bool: ...


class Shown(Protocol):
    """A page's bytes, and a short name of them."""

    @property
    def body(self) -> bytes: ...
    @property
    def digest(self) -> str: ...


class Answer(NamedTuple):
    """What lies at an address. ``page`` is the address within the site where a client may live."""

    status: int
    body: bytes | Path
    type: str
    digest: str = ""
    location: str = ""
    page: str = ""


NOT_READY = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Not ready</title></head>
<body><p>{}</p></body></html>
"""


def find_answer(site: Site, path: str) -> Answer:
    """The answer for a path as the browser sent it, its escapes undone."""
    base = site.base
    if base and path == base:
        return _redirect(base + "/")
    if base and not path.startswith(base + "/"):
        text = f'This site is served under <a href="{html.escape(base)}/">{html.escape(base)}/</a>, as it will be hosted.'
        return Answer(404, NOT_READY.format(text).encode(), "text/html; charset=utf-8")
    return find_page(site, path[len(base) :])


def find_page(site: Site, url: str) -> Answer:
    """The answer for an address within the site."""
    shown = site.page(url)
    if shown is None and url.endswith("/index.html"):
        shown = site.page(url.removesuffix("index.html"))
    if shown is not None:
        return _page(200, url, shown)
    file = site.file(url) or (site.file(url + "index.html") if url.endswith("/") else None)
    if file is not None:
        return Answer(200, file, content_type(url))
    if not url.endswith("/") and (site.has(url + "/") or site.has(url + "/index.html")):
        return _redirect(site.base + url + "/")
    if site.has(url) or not site.has("/404.html"):
        text = "This page has a fault and was never good. It appears here as soon as it is mended."
        return Answer(500, NOT_READY.format(text).encode(), content_type(""), "none", page=url)
    missing = site.page("/404.html")
    if missing is None:
        return Answer(
            404,
            NOT_READY.format("There is no such page.").encode(),
            content_type(""),
            "none",
            page=url,
        )
    return _page(404, url, missing)


def _page(status: int, url: str, shown: Shown) -> Answer:
    kind = content_type(url) if status == 200 else "text/html; charset=utf-8"
    if kind == "application/octet-stream" and b"<html" in shown.body[:400]:
        kind = "text/html; charset=utf-8"
    page = url if kind.startswith("text/html") else ""
    return Answer(status, shown.body, kind, shown.digest, page=page)


def _redirect(path: str) -> Answer:
    return Answer(301, b"", "text/plain; charset=utf-8", location=quote(path))
