"""What every kind of page works with, and what it hands back: a scene for a template, or bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from digest.model.plan import Page
from digest.model.views import Link, PageView
from digest.render.reading import Reading

_LOCAL = re.compile(r'\b(href|src)="/(?!/)')


class Scene(NamedTuple):
    """A template, what it gets, and what the page is called."""

    template: str
    page: PageView
    context: dict[str, Any]


class Desk(NamedTuple):
    """What every kind works with: the reading, and how the site words and places things."""

    read: Reading
    root: str  # scheme, host and path, without a slash at the end
    title: str
    language: str
    words: Callable[[str], str]  # gettext
    description: str = ""
    generator: str = ""
    licence: str = ""  # of the data, a URL
    search: bool = False
    cards: bool = False  # there are social cards
    base: str = ""  # the path under which the site is hosted

    def place(self, html: str) -> str:
        """The author's own HTML with its links to places on the site put under the site's path."""
        if not self.base or '="/' not in html:
            return html
        return _LOCAL.sub(rf'\1="{self.base}/', html)


Kind = Callable[[Desk, Page], Scene | bytes]


def make_view(
    desk: Desk,
    page: Page,
    kind: str,
    title: str,
    description: str = "",
    feed: str = "",
    trail: Link | None = None,
    *,
    indexed: bool = True,
) -> PageView:
    """What a page that is neither article nor feed is called, with the trail that leads to it."""
    crumbs = (trail,) if trail else ()
    return PageView(
        page.url, kind, title, description, desk.language, feed=feed, indexed=indexed, crumbs=crumbs
    )
