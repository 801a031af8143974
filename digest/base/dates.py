"""Dates and moments in the site's own time zone; the machine's is never looked at."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = 86_400  # seconds


@lru_cache(maxsize=16)
def zone_of(name: str) -> dt.tzinfo:
    """The time zone of a tz database name."""
    return dt.UTC if name == "UTC" else ZoneInfo(name)


def place_in_zone(moment: dt.datetime | dt.date, zone: dt.tzinfo) -> dt.datetime:
    """A moment with a zone: a bare date is its midnight there, a bare time is local there."""
    if not isinstance(moment, dt.datetime):
        return dt.datetime(moment.year, moment.month, moment.day, tzinfo=zone)
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else _move(moment, zone)


def _move(moment: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment.replace(tzinfo=zone)  # the first and the last day that a calendar has


EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_FIRST = int((dt.datetime(1, 1, 3, tzinfo=dt.UTC) - EPOCH).total_seconds())
_LAST = int((dt.datetime(9999, 12, 29, tzinfo=dt.UTC) - EPOCH).total_seconds())


def seconds_of(moment: dt.datetime) -> int:
    """Seconds since 1970, for any year from 1 to 9999."""
    return keep_in_calendar(int((moment - EPOCH).total_seconds()))


def keep_in_calendar(seconds: int) -> int:
    """The nearest moment that has a date in every zone, and a day before and after it."""
    return min(max(seconds, _FIRST), _LAST)


@lru_cache(maxsize=4096)
def months_between(first: str, last: str) -> tuple[str, ...]:
    """Every month YYYY-MM from the first to the last, both included; at most a hundred years."""
    year, month = int(first[:4]), int(first[5:7])
    months: list[str] = []
    while (current := f"{year:04}-{month:02}") <= last[:7] and len(months) < 1200 and year < 10_000:
        months.append(current)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return tuple(months)


def week_of(day: str) -> str:
    """The Monday of a day's week, YYYY-MM-DD (ISO 8601)."""
    date = dt.date.fromisoformat(day)
    return date.fromordinal(max(1, date.toordinal() - date.weekday())).isoformat()


def days_later(day: str, days: int) -> str:
    """A day some days later."""
    ordinal = dt.date.fromisoformat(day).toordinal() + days
    return dt.date.fromordinal(min(max(1, ordinal), dt.date.max.toordinal())).isoformat()
