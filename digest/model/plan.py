"""The plan: which pages exist, what each is about, and what they may ask of the site."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager

import msgspec

from digest.model.views import Pager, Ref


class Moment(msgspec.Struct, frozen=True):
    """Which articles count as published: at what time, with drafts and future ones or without."""

    now: int  # seconds since 1970
    drafts: bool = False
    future: bool = False

    @property
    def early(self) -> list[str]:
        """The options that show what readers must not see yet."""
        shown = {"--drafts": self.drafts, "--future": self.future}
        return [option for option, given in shown.items() if given]


class Page(msgspec.Struct, frozen=True, array_like=True):
    """One file of the output. ``items`` are article slugs, or SLUG#N for a comment."""

    url: str
    kind: str
    key: str = ""
    items: tuple[str, ...] = ()
    pager: Pager | None = None


Part = tuple[list[Page], Mapping[str, object]]  # what one planner makes: pages, and facts by name
# Has a part made meanwhile: what comes gives it, when it is asked for.
Apart = Callable[[Callable[[], Part]], AbstractContextManager[Callable[[], Part]]]


class Refs(msgspec.Struct, frozen=True, array_like=True):
    """The names of an article, resolved: its topics, and who speaks (None for somebody unnamed)."""

    topics: tuple[Ref, ...]
    voices: tuple[Ref | None, ...]  # one for each Spoke of the outline, in order


class Around(msgspec.Struct, frozen=True, array_like=True):
    """An article's neighbours, by slug; "" where there is none."""

    previous: str
    next: str
    related: tuple[str, ...]
    edition: Ref
    month: Ref


class Picture(msgspec.Struct, frozen=True, array_like=True):
    """A photo as it is published: ``file`` is a path from the site's root."""

    file: str
    width: int
    height: int
    sources: tuple[tuple[str, str], ...] = ()  # (MIME type, srcset), best first


class Totals(msgspec.Struct, frozen=True, array_like=True):
    """How much there is."""

    articles: int
    comments: int
    speakers: int
    first: str  # day of the oldest article, ""
    last: str


class Redirect(msgspec.Struct, frozen=True, array_like=True):
    """An old address and where it leads."""

    url: str
    target: str


class Plan(msgspec.Struct, frozen=True):
    """Pages in the order in which they are best made, and the facts that come from planning.

    ``facts`` holds encodable values by name: ``refs:SLUG``, ``around:SLUG``, ``topic:SLUG``,
    ``speaker:SLUG``, ``edition:KEY``, ``index:speakers`` and so on.
    """

    pages: tuple[Page, ...]
    facts: dict[str, object]
    next_change: int | None  # seconds since 1970 at which the site changes by itself
