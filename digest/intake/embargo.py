"""The line that keeps a story back: "EMBARGOED UNTIL 0001 Thursday 3 December 2026" -> until when.

A moment counts where its day, year and hour are told, each once; midnight may be either end of a day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from digest.intake.dates import FILLERS, date_line_rest, find_dates, fold, tell_order
from digest.intake.records import Block, LeftOut, Story

_UNTIL = (
    r"(?:until|till?|for|before|to|jusqu['’]?(?:au|à|a|en)?|avant|hasta|antes|bis|vor|fino|prima|até|ate|tot|voor"
    r"|inntil|indtil|release)"
)
_SURE = (  # words that only ever hold a story back
    rf"(?:(?:strictly|strict|under) )*embargoed\b(?=\W*(?:{_UNTIL}\b|\d|$)|\s*[:|–—-])"
    rf"|(?:(?:strict|under|sous|bajo|sotto|sob) )+(?:(?:strict|estricto) )?embargo\b(?=\W*(?:{_UNTIL}\b|\d|$)|\s*:)"
    r"|(?:presse-?)?sperr?e?frist\b|embargad[oa]\b"
    rf"|(?:strictly )?not (?:to be published|for (?:publication|release|broadcast))(?: (?:or|and) \w+)? {_UNTIL}\b"
    r"|hold for release\b"
)
_OPENING = re.compile(rf"(?P<sure>{_SURE})|embargo\b(?=\W*(?:{_UNTIL}\b|\d|$)|\s*:)", re.IGNORECASE)
_EDGE = " \t*_#>[]()=|!~•·-–—"
_PART = re.compile(r"\s*[:|]\s+|\s+[–—-]\s+")
_MOST_WORDS = 30
_HEAD = 12  # blocks among which such a line stands
_OPEN = re.compile(rf"(?:\b{_UNTIL}|:|embargo(?:ed)?|sperrfrist)\W*$", re.IGNORECASE)
_CLOCK = re.compile(  # 6.30 pm, 00:01, 18h30, 0001 hrs, 9 Uhr
    r"(?<![\d.,/-])(?:(\d{1,2})(?:[:.](\d{2}))?\s?([ap])\.?\s?m\b\.?|(\d{1,2})(?:[:.]|\s?h\s?)(\d{2})(?!\d|[.,/-]\d)"
    r"|(\d{2})(\d{2})(?:\s?h(?:ou)?rs?)?\b|(\d{1,2})\s?(?:uhr|h|heures?|hours?|hrs|horas)\b)",
    re.IGNORECASE,
)
_NOON = re.compile(r"\b(?:12 )?(?:noon|midday|midi|mediodía|mezzogiorno)\b", re.IGNORECASE)
_UNSURE = re.compile(  # neither end of a day is meant for sure, nor whose hour
    r"\b(?:midnight|minuit|medianoche|mezzanotte|mitternacht)\b|\b(?!local\b)[^\W\d_]+ time\b",
    re.IGNORECASE,
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")
_ZONES = {  # hours east of Greenwich, of the zones whose short names mean one
    "GMT": 0, "UTC": 0, "WET": 0, "BST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2, "EEST": 3, "EST": -5, "EDT": -4,
    "CDT": -5, "MDT": -6, "PST": -8, "PDT": -7, "SAST": 2, "CAT": 2, "EAT": 3, "WAT": 1, "JST": 9, "KST": 9, "HKT": 8, "SGT": 8,
    "PKT": 5, "NZST": 12, "NZDT": 13, "AEST": 10, "AEDT": 11,
}  # fmt: skip
_ZONE = re.compile(r"\b(?:[A-Z]{3,4}|ET|CT|MT|PT)\b")
_DAY_NAMES = (
    "monday mon lundi lunes montag lunedi segunda maandag mandag",
    "tuesday tue tues mardi martes dienstag martedi terca dinsdag tirsdag",
    "wednesday wed mercredi miercoles mittwoch mercoledi quarta woensdag onsdag",
    "thursday thu thur thurs jeudi jueves donnerstag giovedi quinta donderdag torsdag",
    "friday fri vendredi viernes freitag venerdi sexta vrijdag fredag",
    "saturday samedi sabado samstag sonnabend sabato zaterdag lordag",
    "sunday dimanche domingo sonntag domenica zondag sondag",
)
_DAY_OF = {name: day for day, names in enumerate(_DAY_NAMES) for name in names.split()}
_WORD = re.compile(r"[^\W\d_]+")


class Embargo(NamedTuple):
    """What holds a story back: the words that say so, and the moment where they tell it wholly."""

    words: str
    moment: dt.datetime | None  # without a zone: in the site's
    headline: str = ""  # that stood on the same line

    @property
    def note(self) -> str:
        """What an editor is told."""
        if self.moment is None:
            return f"under embargo, and “{self.words}” does not tell a whole moment: it was written with draft: true"
        zone = "" if self.moment.tzinfo else ", in the site's time zone"
        return f"under embargo: “{self.words}” was read as publish: {self.moment}{zone}"


def read_embargo(text: str, language: str = "en") -> Embargo | None:
    """The embargo of a line; None for every other line, news of an embargo among them."""
    line = " ".join(text.split()).strip(_EDGE)
    opening = _OPENING.match(line)
    if not opening or len(line.split()) > _MOST_WORDS:
        return None
    words, headline = _part_headline(line, opening.end(), language)
    labelled = (
        opening["sure"]
        or words.strip(" :") == opening[0]
        or line[opening.end() :].lstrip()[:1] == ":"
    )
    if not (labelled or find_dates(words, language) or _names_day(words)):
        return None  # Embargo to 2030 hits the port
    told = words[opening.end() :]
    if not opening["sure"] and words != opening[0] and not _tells_time(told, language):
        return None
    return Embargo(words, _find_moment(words, language), headline)


def take_embargo(blocks: Sequence[Block], language: str) -> tuple[Embargo | None, list[Block]]:
    """The embargo that the head of some blocks tells, and the blocks without its line."""
    kept = list(blocks)
    for at, block in enumerate(kept[:_HEAD]):
        told = read_embargo(block.text, language)
        if told is None:
            continue
        below = kept[at + 1].text if at + 1 < len(kept) else ""
        if not told.headline and _OPEN.search(told.words) and _tells_time(below, language):
            words = f"{told.words} {below}"
            told = Embargo(words, _find_moment(words, language))
            del kept[at + 1]
        rest = [block._replace(text=told.headline, markdown="")] if told.headline else []
        return told, [*kept[:at], *rest, *kept[at + 1 :]]
    return None, kept


def lift_embargo(story: Story, language: str) -> tuple[Embargo | None, Story]:
    """The embargo of a story, wherever it is told first, and the story without its words."""
    told, blocks = take_embargo(story.blocks, language)
    above = read_embargo(story.title, language)
    framed = read_embargo(story.embargo, language)
    found = framed or told or above or read_embargo(story.subject, language)
    lines = tuple(LeftOut("embargo", each.words) for each in (above, told) if each)
    return found, replace(
        story,
        title=above.headline if above else story.title,
        blocks=tuple(blocks),
        left_out=(*story.left_out, *lines),
    )


def _part_headline(line: str, start: int, language: str) -> tuple[str, str]:
    """A line's embargo, and the headline behind it: "EMBARGOED to 6pm Friday: Buses on the brink"."""
    for gap in _PART.finditer(line, start):
        words, rest = line[: gap.start()], line[gap.end() :]
        told = find_dates(rest, language) and not find_dates(words, language)
        if len(rest.split()) > 2 and not told and not _tells_time(rest, language):
            return words, rest
    return line, ""


def _tells_time(words: str, language: str) -> bool:
    """Whether words tell a day or an hour, and next to nothing else."""
    if not _names_day(words) and not any(map(str.isdigit, words)):
        return False
    read = date_line_rest(words, language)
    rest = _WORD.findall(_CLOCK.sub(" ", read[1] if read else words))
    until = re.compile(_UNTIL, re.IGNORECASE)
    left = [
        w for w in rest if fold(w) not in FILLERS and w not in _ZONES and not until.fullmatch(w)
    ]
    return len(left) <= 3


def _names_day(words: str) -> bool:
    return any(fold(word) in _DAY_OF for word in _WORD.findall(words))


def _find_moment(words: str, language: str) -> dt.datetime | None:
    """The moment that a line tells wholly: one day with its year, one hour, and no zone but a known one."""
    if machine := _ISO.search(words):
        return dt.datetime.fromisoformat(machine[0])
    days = find_dates(words, language)
    if len(days) != 1 or _UNSURE.search(words) or not _fits_weekday(words, days[0].date):
        return None
    if tell_order(words, days[0]):  # 3/12/2026
        return None
    rest = f"{words[: days[0].start]} , {words[days[0].end :]}"
    clocks = {_read_clock(found) for found in _CLOCK.finditer(rest)}
    clocks |= {dt.timedelta(hours=12)} if _NOON.search(rest) else set()
    clock = clocks.pop() if len(clocks) == 1 else None
    zones = set(_ZONE.findall(rest)) & {*_ZONES, "ET", "CT", "MT", "PT", "IST", "CST", "MST"}
    if clock is None or len(zones) > 1 or zones - _ZONES.keys():
        return None
    moment = dt.datetime.combine(days[0].date, dt.time()) + clock
    return (
        moment.replace(tzinfo=dt.timezone(dt.timedelta(hours=_ZONES[zones.pop()])))
        if zones
        else moment
    )


def _read_clock(found: re.Match[str]) -> dt.timedelta | None:
    """The time since midnight; None for what no clock shows."""
    hour, minute = (int(next(filter(None, found.group(*places)), 0)) for places in ((1, 4, 6, 8), (2, 5, 7)))  # fmt: skip
    if half := found[3]:
        hour = hour % 12 + (12 if half.casefold() == "p" else 0)
    fits = minute < 60 and hour * 60 + minute <= 24 * 60
    return dt.timedelta(hours=hour, minutes=minute) if fits else None


def _fits_weekday(words: str, day: dt.date) -> bool:
    """Whether the weekday that a line names, if any, is that of its day."""
    named = {_DAY_OF[fold(word)] for word in _WORD.findall(words) if fold(word) in _DAY_OF}
    return not named or named == {day.weekday()}
