"""The day of a story, from what its lines tell one after another: when it was published, or changed."""

from __future__ import annotations

import datetime as dt

from digest.intake.dates import (
    Found,
    ask_dateparser,
    date_of_origin,
    find_date,
    find_dates,
    tell_order,
)


class Days:
    """What was told so far; ``doubts`` are notes on dates that can be read in two ways."""

    def __init__(self, stated: dt.date | None, language: str) -> None:
        """``stated`` is the day that the source has for the whole story."""
        self._published = stated
        self._changed: dt.date | None = None
        self._language = language
        self.doubts: list[str] = []

    @property
    def found(self) -> dt.date | None:
        """The day of publication; where only a change has one, that of the change."""
        return self._published or self._changed

    def read_line(self, text: str) -> None:
        """A line of dates, some of which may be those of changes."""
        found = find_dates(text, self._language) or ask_dateparser(text, self._language)
        plain = [each for each in found if not each.updated]
        if plain and self._published is None:
            self._published = plain[0].date
            self._doubt(text, plain[0])
        elif found and self._changed is None:
            self._changed = found[0].date

    def read_beside(self, text: str) -> None:
        """A dateline or a byline, which may have a date as well."""
        if self._published is None:
            for each in find_dates(text, self._language)[:1]:
                self._doubt(text, each)
            self._published = find_date(text, self._language)

    def read_rest(self, text: str) -> None:
        """What is no part of the article, and may say where and when it first appeared."""
        if self._published is None:
            self._published = date_of_origin(text, self._language)

    def _doubt(self, text: str, found: Found) -> None:
        self.doubts += filter(None, [tell_order(text, found)])
