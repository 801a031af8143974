"""The day of a story, from what its lines tell one after another: when it was published, or changed."""

from __future__ import annotations

import datetime as dt
import re

from digest.intake.dates import (
    Found,
    ask_dateparser,
    date_of_origin,
    find_date,
    find_dates,
    tell_order,
)
from digest.intake.language import SMALL_WORDS

_PAPER = re.compile(  # what has a day of its own: minutes of …
    r"\b(?:notes?|minutes|meeting|session|sitting|hearing|report|bulletin|newsletter|digest|statement|briefing|conference"
    r"|séance|réunion|procès-verbal|compte rendu|sitzung|protokoll|bericht|sesión|reunión|acta|informe|seduta|verbale)\b",
    re.IGNORECASE,
)
_OF = re.compile(r"\b(?:of|du|vom|del|di)$", re.IGNORECASE)
_SINCE = frozenset(
    ("until", "till", "since", "before", "after", "bis", "seit", "desde", "hasta", "fino", "tot")
)
_LEADS = re.compile(r"(?<!\d)\s*[,:(\[|·–—-]$")
_ENDS = re.compile(r"[)\].]?(?:\s*\([^()]{1,30}\))?")


def date_in_headline(title: str, language: str) -> dt.date | None:
    """The day with which a headline ends as a paper's own: "Council notes of 12 November 2026"; of no event to come."""
    found = find_dates(title, language)
    if len(found) != 1 or not _ENDS.fullmatch(title[found[0].end :]):
        return None
    before = title[: found[0].start].rstrip()
    last = before.rpartition(" ")[2].casefold()
    small = last in SMALL_WORDS.get(language[:2], ()) or last in _SINCE or not last.isalpha()
    own = _LEADS.search(before) or (_OF.search(before) and _PAPER.search(before))
    return found[0].date if before and (own or not small) else None


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
