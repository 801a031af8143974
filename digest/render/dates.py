"""Dates and numbers as readers of a language write them (CLDR, through Babel)."""

from __future__ import annotations

import datetime as dt
import os
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

# Babel asks for the machine's zone when it is loaded, and looks at 600 files to find it. No date here
# is in that zone.
_ZONE = os.environ.get("TZ")
os.environ["TZ"] = "UTC"
try:
    from babel.dates import format_date, format_interval, format_skeleton, format_time
finally:
    del os.environ["TZ"]
    if _ZONE is not None:
        os.environ["TZ"] = _ZONE


@lru_cache(maxsize=16)
def locale_of(language: str) -> Locale:
    """The locale of a language tag, English when nobody knows it."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en", "GB")


@lru_cache(maxsize=50_000)
def write_date(moment: str, style: str, language: str) -> str:
    """A day, a moment or days (FIRST/LAST) in ISO 8601 as words; styles: long, full, short, month, time, year, exact.

    ``exact`` says as much as is given: a year, a month or a day.
    """
    locale = locale_of("en-GB" if language == "en" else language)
    if "/" in moment:
        first, last = map(dt.date.fromisoformat, moment.split("/"))
        return str(format_interval(first, last, "yMMMMd", locale=locale))
    if style == "time":
        return str(format_time(dt.datetime.fromisoformat(moment).time(), "short", locale=locale))
    day = dt.date.fromisoformat(f"{moment}-01-01"[:10] if len(moment) < 10 else moment[:10])
    if style == "exact":
        style = {4: "year", 7: "month"}.get(len(moment), "long")
    match style:
        case "full":
            return str(format_date(day, "full", locale=locale))
        case "short":
            return str(format_skeleton("MMMd", day, locale=locale))
        case "month":
            return str(format_skeleton("yMMMM", day, locale=locale))
        case "year":
            return str(day.year)
        case _:
            return str(format_date(day, "long", locale=locale))


def span_of(first: str, last: str) -> str:
    """The days from one to another as ``write_date`` takes them."""
    return first if first == last else f"{first}/{last}"


@lru_cache(maxsize=10_000)
def write_number(number: int, language: str) -> str:
    """A number with its thousands separated as the language does."""
    return str(format_decimal(number, locale=locale_of(language)))


@lru_cache(maxsize=50_000)
def write_rfc822(moment: str) -> str:
    """A moment as RSS wants it (RFC 822, with the numeric zone)."""
    when = dt.datetime.fromisoformat(moment)
    if when.tzinfo is None:
        when = when.replace(tzinfo=dt.UTC)
    zone = when.isoformat(timespec="seconds")[19:25].replace(":", "")
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    clock = f"{when.hour:02}:{when.minute:02}:{when.second:02}"
    return f"{names[when.weekday()]}, {when.day:02} {months[when.month - 1]} {when.year:04} {clock} {zone}"
