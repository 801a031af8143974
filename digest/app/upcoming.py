"""When the site changes by itself: articles that appear, go or are news no longer, photos that expire."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from digest.base.dates import EPOCH
from digest.base.errors import DigestError, Place
from digest.model import urls
from digest.model.library import Outline
from digest.plan.sitemaps import end_of_news

MARK = "# digest next"
MOST = 12  # moments that a workflow gets lines for
_CRON = re.compile(
    rf"^(?P<head>\s*-\s*cron:\s*)(?P<quote>[\"']?)[^\"'#]*(?P=quote)(?P<tail>\s*{MARK}.*)$"
)


class Change(NamedTuple):
    """What happens to an article, and when (seconds since 1970)."""

    at: int
    what: str  # "appears", "goes", "loses its photo" or "leaves the news sitemap"
    url: str
    path: str


def find_changes(outlines: Iterable[Outline], now: int, timezone: str) -> tuple[Change, ...]:
    """All that will happen after ``now`` if nobody touches anything, soonest first."""
    changes = []
    for outline in outlines:
        if outline.draft:
            continue
        url = urls.of_article(outline.slug)
        start = outline.publish if outline.publish is not None else outline.stamp
        if outline.expire is not None and outline.expire <= max(start, now):
            continue  # over, or over before it begins
        if start > now:
            changes.append(Change(start, "appears", url, outline.path))
        if outline.expire is not None:
            changes.append(Change(outline.expire, "goes", url, outline.path))
        photo = outline.photo
        if photo is not None and photo.expires is not None and photo.expires > now:
            changes.append(Change(photo.expires, "loses its photo", url, outline.path))
        old = end_of_news(outline.day, timezone)
        if max(start, outline.stamp, now) < old and (
            outline.expire is None or old < outline.expire
        ):
            changes.append(Change(old, "leaves the news sitemap", url, outline.path))
    return tuple(sorted(changes))


def cron_of(moment: int) -> str:
    """The five fields of a cron line in UTC, as CI services want it, at or just after a moment."""
    at = EPOCH + dt.timedelta(seconds=moment + -moment % 60)
    return f"{at.minute} {at.hour} {at.day} {at.month} *"


def moments_of(changes: Iterable[Change]) -> list[int]:
    """When the site has to be built, soonest first: a line for each, so that none hangs on the one before."""
    return sorted({change.at for change in changes})


def set_cron(text: str, moments: Sequence[int], path: str) -> str:
    """A workflow whose lines ``- cron: "…"  # digest next`` name these moments; all else is kept."""
    lines = text.split("\n")
    found = {
        at: match for at, line in enumerate(lines) if (match := _CRON.match(line.rstrip("\r")))
    }
    if not found:
        raise DigestError(
            "this workflow has no line for the next change",
            at=Place(path),
            code="workflow",
            hint=f'add one below "schedule:", such as:  - cron: "0 4 * * *"  {MARK}',
        )
    made = []
    for at, line in enumerate(lines):
        if at not in found:
            made.append(line)
        elif at == min(found):
            ending = "\r" if line.endswith("\r") else ""
            head, tail = found[at]["head"], found[at]["tail"]
            made += [f'{head}"{cron_of(moment)}"{tail}{ending}' for moment in moments]
    return "\n".join(made)


def tell_span(seconds: int) -> str:
    """How long until then, in words."""
    for size, word in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            count = seconds // size
            return f"in {count:,} {word}{'' if count == 1 else 's'}"
    return "in less than a minute"
