"""Dates in sources: in many forms and languages -> ``datetime.date``, and which lines only bear one."""

from __future__ import annotations

import datetime as dt
import email.utils
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from digest.intake.language import find_language

# Months by their first letters, folded: English, French, Spanish, German, Portuguese, Italian,
# Dutch, the Scandinavian languages, Polish, Czech, Turkish, Finnish. Source: Unicode CLDR.
_MONTHS = {
    1: "january januar janvier enero janeiro gennaio januari janv jan ene gen stycznia ledna ocak tammikuuta jaenner janner ianuarie gener "
    "januarja januara jaanuar января янв січня януари ιανουαριου ιαν يناير",
    2: "february februar fevrier febrero fevereiro febbraio februari feb fev fevr febr lutego unora subat helmikuuta februarie febrer "
    "februarja februara veebruar февраля фев лютого февруари φεβρουαριου φεβ فبراير",
    3: "march mars marzo marco maart marts maerz marz mar mrz mrt marca brezna mart maaliskuuta martie marc marcius maret "
    "марта мар березня март μαρτιου μαρ مارس",
    4: "april avril abril aprile apr avr abr kwietnia dubna nisan huhtikuuta aprilie aprilis aprila aprill апреля апр квітня април απριλιου απρ أبريل",
    5: "may mai mayo maio maggio mei maj maja kvetna mayis toukokuuta mag maig majus мая травня май μαιου μαϊου مايو",
    6: "june juni juin junio junho giugno jun giu czerwca cervna haziran kesakuuta iunie juny junius junija juna juuni июня июн червня юни ιουνιου ιουν يونيو",
    7: "july juli juillet julio julho luglio jul juil lug lipca cervence temmuz heinakuuta iulie juliol julius julija jula juuli июля июл липня юли ιουλιου ιουλ يوليو",
    8: "august aout agosto augustus aug ago sierpnia srpna agustos elokuuta augusti agost augusztus agustus avgusta августа авг серпня август αυγουστου αυγ أغسطس",
    9: "september septembre septiembre setiembre setembro settembre sept sep set wrzesnia zari eylul syyskuuta septembrie "
    "szeptember septembra сентября сен сент вересня септември σεπτεμβριου σεπ سبتمبر",
    10: "october oktober octobre octubre outubro ottobre oct okt out ott pazdziernika rijna ekim lokakuuta octombrie oktobra oktoober "
    "октября окт жовтня октомври οκτωβριου οκτ أكتوبر",
    11: "november novembre noviembre novembro nov listopada listopadu kasim marraskuuta noiembrie novembra ноября ноя листопада ноември νοεμβριου νοε نوفمبر",
    12: "december dezember decembre diciembre dezembro dicembre dec dez dic des desember grudnia prosince aralik joulukuuta decembrie "
    "decembra detsember декабря дек грудня декември δεκεμβριου δεκ ديسمبر",
}

_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_DAY_FIRST = re.compile(
    r"(?<![\d.,])(\d{1,2})(?:st|nd|rd|th|er|re|º|ª|°|\.)?[ ]*(?:of |de |del |d['’]|den |\-|/)?[ ]*"
    r"([^\W\d_]{3,15})\.?,?[ \-/]*(?:de |del |of )?(\d{4})(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    r"(?<!\w)([^\W\d_]{3,15})\.?[ ]+(\d{1,2})(?:st|nd|rd|th)?(?:,[ ]*|[ ]+)(\d{4})(?!\d)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([./-])[ ]?(\d{1,2})\2[ ]?(\d{4}|\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[. ]+([^\W\d_]{3,15})\.?[ ]+(\d{1,2})(?![\d:])")
_VIETNAM = re.compile(r"(?:ngày )?(\d{1,2}) tháng (\d{1,2})[, ]+(?:năm )?(\d{4})", re.IGNORECASE)
_EAST = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_FORMS = (  # each with its groups of day, month and year
    (_ISO, (3, 2, 1)),
    (_DAY_FIRST, (1, 2, 3)),
    (_MONTH_FIRST, (2, 1, 3)),
    (_YEAR_FIRST, (3, 2, 1)),
    (_VIETNAM, (1, 2, 3)),
    (_EAST, (3, 2, 1)),
)
_YEARLESS = (  # each with its groups of day and month
    (re.compile(r"(?<![\d.,:])(\d{1,2})(?:st|nd|rd|th|er|\.)?[ ](?:of |de )?([^\W\d_]{3,12})\b"), (1, 2)),
    (re.compile(r"(?<!\w)([^\W\d_]{3,12})\.?[ ](\d{1,2})(?:st|nd|rd|th)?(?![:.]?\d)"), (2, 1)),
)  # fmt: skip
_DATE_LINE = 120  # characters at most
_YEAR = re.compile(r"\d(?:\d{3}|[./-]\d)")

_LABELS = (
    "published updated posted modified first last on at the date dated time publie publiee mis mise en ligne "
    "a jour le la les du de modifie modifiee heure heures publicado publicada actualizado "
    "actualizada fecha el las los hora horas hrs h veroffentlicht aktualisiert stand am um vom der "
    "uhr datum erstellt geandert zuletzt pubblicato aggiornato il alle ore atualizado em as dia "
    "gepubliceerd bijgewerkt op om publisert oppdatert publicerad uppdaterad kl klokken udgivet den i "
    "release released issued created edition print online "
    "gmt utc est edt cst cdt pst pdt cet cest bst ist eat wat cat sast jst aest am pm a.m p.m et pt ct"
)
_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs "
    "fri sat sun lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves "
    "viernes sabado domingo montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo "
    "di mi do fr sa so lunedi martedi mercoledi giovedi venerdi sabato domenica segunda terca quarta "
    "quinta sexta feira maandag dinsdag woensdag donderdag vrijdag zaterdag zondag mandag tirsdag "
    "onsdag torsdag fredag lordag sondag"
)
_OWN = frozenset({"en", "fr", "es", "de", "pt", "it", "nl", "nb", "no", "nn", "sv", "da", "pl", "cs", "tr", "fi", "zh", "ja", "ko"})  # fmt: skip
_DAYS = frozenset(_WEEKDAYS.split())
_ENGLISH_CALENDAR = frozenset(_WEEKDAYS.split()[:7]) | frozenset(
    names.split()[0] for names in _MONTHS.values()
)
FILLERS = frozenset((_LABELS + " " + _WEEKDAYS).split())
_UPDATED = re.compile(
    r"\b(?:updated?|modified|mis(?:e)? à jour|modifiée?|actualizad[oa]|aktualisiert|geändert|aggiornato"
    r"|atualizad[oa]|bijgewerkt|oppdatert|uppdaterad)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\b(?:first|originally) (?:published|appeared)|\bpubliée? (?:initialement|d['’]abord)|\bzuerst (?:erschienen|veröffentlicht)"
    r"|\bpublicad[oa] (?:originalmente|por primera vez)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<!\d)\d{1,2}\s?(?:[:.h]\s?\d{2}(?::\d{2})?(?:\.\d+)?|h\b|uhr\b)(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?|[+-]\d{2}:?\d{2}\b|(?<=[tc])[+-]\d{1,2}\b|\bT(?=\d\d:)|(?<=\d)Z\b"
    r"|\b(?:an?|\d+)\s(?:minute|hour|day|week|month|year)s?\sago\b|\b\d+[\s-]min(?:ute)?s?\s(?:read|listen)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*")


def is_calendar_word(word: str, language: str) -> bool:
    """Whether a word is a weekday or a month; in English Mars and a march are none."""
    plain = fold(word)
    if language[:2] == "en":
        return word[:1].isupper() and plain in _ENGLISH_CALENDAR
    return len(plain) > 3 and (plain in MONTHS or plain in _DAYS)


class Found(NamedTuple):
    """A date and where it stands in its text; ``updated`` when it says when the text was changed."""

    date: dt.date
    start: int
    end: int
    updated: bool = False


def fold(word: str) -> str:
    """Lower case, without accents."""
    plain = word.casefold()
    if plain.isascii():
        return plain
    plain = unicodedata.normalize("NFKD", plain.replace("ß", "ss"))
    return "".join(char for char in plain if not unicodedata.combining(char))


MONTHS = {fold(name): number for number, names in _MONTHS.items() for name in names.split()}


def find_dates(text: str, language: str = "en") -> list[Found]:
    """Every date of a text, in order; month-first readings of 3/4/2024 are for English alone."""
    if not _YEAR.search(text):
        return []
    found: list[Found] = []
    for date, start, end in _matches(text, language):
        if not any(start < other.end and other.start < end for other in found):
            found.append(Found(date, start, end))
    found.sort(key=lambda each: each.start)
    return [
        _mark_update(each, before, text)
        for each, before in zip(found, [None, *found], strict=False)
    ]


def find_no_day(text: str) -> str:
    """What a short line tells as a date though there is no such day: "31 November 2026"; or ""."""
    if len(text) > _DATE_LINE or find_dates(text):
        return ""
    for pattern, order in _FORMS:
        for match in pattern.finditer(text):
            day, month, year = (match[number] for number in order)
            number = int(month) if month.isdigit() else MONTHS.get(fold(month), 0)
            if 0 < number <= 12 and not make_date(year, number, day):
                return match[0].strip(" ,.-/")
    return ""


def ask_dateparser(text: str, language: str) -> list[Found]:
    """The date of a short line in a language whose months are not among ours."""
    if not (6 <= len(text) <= 80 and _YEAR.search(text)):
        return []
    language = find_language(text, language)  # a line may be in another script than its article
    if language[:2] in _OWN:
        return []
    import dateparser  # noqa: PLC0415 - slow to load, and rarely needed

    options = {"REQUIRE_PARTS": ["day", "month", "year"], "RETURN_AS_TIMEZONE_AWARE": False}
    try:
        moment = dateparser.parse(text, languages=[language[:2]], settings=options)
    except ValueError:
        return []
    return [Found(moment.date(), 0, len(text))] if moment else []


def find_date(text: str, language: str = "en") -> dt.date | None:
    """The date of publication that a line gives: the first that is no date of an update."""
    found = find_dates(text, language) or ask_dateparser(text, language)
    plain = [each for each in found if not each.updated]
    return (plain or found)[0].date if found else None


def date_of_origin(text: str, language: str) -> dt.date | None:
    """The day that a note at the end tells: "first published by Quay Post on 2 May 2025"."""
    return find_date(text, language) if _FIRST.search(text) else None


def date_line_rest(text: str, language: str = "en") -> tuple[list[Found], str] | None:
    """The dates of a line that has little else, and what is left of it; None for other lines."""
    if len(text) > _DATE_LINE:
        return None
    found = find_dates(text, language) or ask_dateparser(text, language)
    if not found:
        return None
    rest = text
    for each in reversed(found):
        rest = f"{rest[: each.start]}|{rest[each.end :]}"
    rest = _TIME.sub(" ", rest)
    rest = _WORD.sub(
        lambda m: "" if fold(m[0]).strip(".") in FILLERS and not _is_name(m, rest) else m[0], rest
    )
    return found, re.sub(r"[\s|,;:.()\[\]·•—–/*_-]+", " ", rest).strip()


def date_without_year(text: str, near: dt.date) -> dt.date | None:
    """The day and month that a dateline has, in the year that puts them nearest before a day."""
    latest = near + dt.timedelta(days=1)  # it may be tomorrow where the dateline was written
    for day, month, _ in _find_yearless(text):
        years = range(latest.year, latest.year - 9, -1)  # the 29th of February may be far
        dates = (make_date(year, month, day) for year in years)
        if found := next((each for each in dates if each and each <= latest), None):
            return found
    return None


def is_yearless_line(text: str) -> bool:
    """Tell whether a short line has a day and a month, and nothing else: "Wednesday, Nov 25"."""
    if len(text) > 60 or not (found := list(_find_yearless(text))):
        return False
    match = found[0][2]
    rest = _TIME.sub(" ", f"{text[: match.start()]}|{text[match.end() :]}")
    words = re.findall(r"\w+", rest)
    return all(fold(word) in FILLERS for word in words)


def _find_yearless(text: str) -> Iterator[tuple[int, int, re.Match[str]]]:
    for pattern, (day, month) in _YEARLESS:
        for match in pattern.finditer(text):
            if number := MONTHS.get(fold(match[month])):
                yield int(match[day]), number, match


def tell_order(text: str, found: Found) -> str:
    """What to say of a date such as 03/04/2026, whose day and month may be either; "" of others."""
    match = _NUMBERS.fullmatch(text[found.start : found.end])
    if not match or match[2] == "." or match[1] == match[3]:
        return ""
    if int(match[1]) > 12 or int(match[3]) > 12:
        return ""
    order = "month" if found.date.month == int(match[1]) else "day"
    return (
        f"“{match[0]}” was read with the {order} first, as {found.date}: see whether that is right"
    )


def date_in_name(name: str) -> dt.date | None:
    """The date that a file's name begins with or contains: 2026-03-04-x.txt, x_20260304.eml."""
    for pattern in (_ISO, _COMPACT):
        for match in pattern.finditer(name.replace("_", "-")):
            if date := make_date(match[1], match[2], match[3]):
                return date
    return None


def parse_moment(text: str) -> dt.date | None:
    """The day of a machine's time stamp (ISO 8601, RFC 5322), in the zone that it names."""
    text = text.strip()
    try:
        return dt.datetime.fromisoformat(text).date()
    except ValueError:
        return find_date(text)


def find_instant(text: str) -> dt.datetime | None:
    """The moment of a machine's time stamp that names its zone; midnight is a day, and no moment."""
    try:
        found = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        try:
            found = email.utils.parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return found if found.tzinfo and found.time() != dt.time() else None


def make_date(year: str | int, month: str | int, day: str | int) -> dt.date | None:
    """A date, or None when there is no such day."""
    try:
        return dt.date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        return None


def _is_name(match: re.Match[str], text: str) -> bool:
    """The "Di" of "Di Maria" is no weekday: a filler before another capitalised word that is none."""
    if len(match[0]) > 2 or not match[0][0].isupper():
        return False
    after = _WORD.search(text, match.end())
    return (
        bool(after)
        and after is not None
        and after[0][0].isupper()
        and fold(after[0]) not in FILLERS
    )


def _matches(text: str, language: str) -> Iterator[tuple[dt.date, int, int]]:
    for pattern, order in _FORMS:
        for match in pattern.finditer(text):
            day, month, year = (match[number] for number in order)
            number = month if month.isdigit() else MONTHS.get(fold(month))
            yield from _give(make_date(year, number or 0, day), match)
    for match in _NUMBERS.finditer(text):
        yield from _give(_numbers(match, language), match)


def _numbers(match: re.Match[str], language: str) -> dt.date | None:
    first, mark, second, year = match[1], match[2], match[3], match[4]
    if len(year) == 2:
        year = f"20{year}" if int(year) < 70 else f"19{year}"
    month_first = mark == "/" and language in {"en", ""} and int(first) <= 12
    if month_first:
        return make_date(year, first, second)
    return make_date(year, second, first) or make_date(year, first, second)


def _give(date: dt.date | None, match: re.Match[str]) -> Iterator[tuple[dt.date, int, int]]:
    if date:
        yield date, match.start(), match.end()


def _mark_update(found: Found, before: Found | None, text: str) -> Found:
    start = before.end if before else max(0, found.start - 60)
    return found._replace(updated=bool(_UPDATED.search(text, start, found.start)))
