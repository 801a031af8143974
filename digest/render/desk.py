"""What every kind of page works with, and what it hands back: a scene for a template, or bytes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from digest.model.plan import Page
from digest.model.views import Link, PageView
from digest.render.addresses import place_under, relative_to
from digest.render.reading import Reading


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
    relative: bool = False  # links are to work from a folder
    hubs: tuple[str, ...] = ()  # WebSub
    timezone: str = "UTC"
    whole: bool = True  # items of feeds have their text

    def place(self, html: str) -> str:
        """The author's own HTML with its links to places on the site put under the site's path."""
        return place_under(html, self.base) if self.base and '="/' in html else html

    def way(self, here: str, to: str) -> str:
        """How a page names another place of the site, where no template does it."""
        return relative_to(here, to) if self.relative else self.base + to


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
