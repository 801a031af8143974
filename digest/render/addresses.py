"""The addresses in a piece of HTML, moved: under the site's path, to the whole web, or relative to a page.

Only attributes are looked at: words that look like one are words.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from urllib.parse import quote

_SIGNS = "%:/?#[]@!$&'()*+,;=~"  # have a meaning in addresses, or stand there as they are
_TAG = re.compile(r'<[A-Za-z][^<>"]*(?:"[^"]*"[^<>"]*)+>')
_ADDRESS = re.compile(r'(\s)(href|src|poster|action|srcset|data-index|data-base)="([^"]*)"')
_REFRESH = re.compile(r'(http-equiv="refresh" content="0; url=)([^"]*)"')
_WHOLE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")

_LOCAL = ('="/', '="#', '="./', '="../', ", /")  # where an address that is not whole begins

Move = Callable[[str, str], str]  # the attribute's name, the address


def move_addresses(html: str, move: Move) -> str:
    """Every address of every tag, as ``move`` wants it."""

    def attribute(found: re.Match[str]) -> str:
        space, name, value = found.groups()
        if name == "srcset":
            value = ", ".join(_move_candidate(each, move) for each in value.split(", "))
        else:
            value = move(name, value)
        return f'{space}{name}="{value}"'

    def tag(found: re.Match[str]) -> str:
        return _ADDRESS.sub(attribute, found[0])

    return _TAG.sub(tag, html)


def _move_candidate(candidate: str, move: Move) -> str:
    address, space, width = candidate.partition(" ")
    return f"{move('srcset', address)}{space}{width}"


def encode(address: str) -> str:
    """An address as it travels (RFC 3986): what is no ASCII in it as percents, what is encoded as it is."""
    return address if address.isascii() and " " not in address else quote(address, safe=_SIGNS)


def place_under(html: str, base: str) -> str:
    """Links to places on the site, put under the path at which it is hosted."""
    return move_addresses(html, lambda _, to: base + to if _is_local(to) else to)


def make_absolute(html: str, root: str, url: str) -> str:
    """Every address made whole, for readers who see the piece elsewhere; ``url`` is its page's."""

    def whole(_: str, to: str) -> str:
        if _is_local(to):
            return root + to
        return f"{root}{url}{to}" if to.startswith(("#", "./", "../")) else to

    return move_addresses(html, whole) if any(mark in html for mark in _LOCAL) else html


def make_relative(html: str, base: str, url: str) -> str:
    """A page whose links work from any folder, under any path, and without a server."""

    def near(name: str, to: str) -> str:
        if not _is_local(to) or not to.startswith(base + "/"):
            return to
        return relative_to(url, to[len(base) :], folder=name.startswith("data-"))

    moved = move_addresses(html, near)
    return _REFRESH.sub(lambda found: f'{found[1]}{near("content", found[2])}"', moved, count=1)


def relative_to(here: str, to: str, *, folder: bool = False) -> str:
    """The way from one place of the site to another; a page is named by its file, unless a folder is wanted."""
    path = re.split(r"[?#]", to, maxsplit=1)[0]
    tail = to[len(path) :]
    if path.endswith("/") and not folder:
        path += "index.html"
    way = posixpath.relpath(path, posixpath.dirname(here))
    return f"{way}/{tail}" if folder else way + tail


def _is_local(to: str) -> bool:
    return to.startswith("/") and not _WHOLE.match(to)
