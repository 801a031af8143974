"""Story -> draft: the arrangement with its comments, topics, date and doubts."""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from digest.base.dates import place_in_zone
from digest.intake.arrange import arrange
from digest.intake.comments import (
    MAX_QUOTATIONS,
    Note,
    choose_proposed,
    find_comments,
    read_comment,
)
from digest.intake.dates import date_in_name, date_without_year, find_no_day
from digest.intake.days import date_in_headline
from digest.intake.decode import check_length, refuse
from digest.intake.embargo import Embargo, lift_embargo
from digest.intake.records import (
    HELD,
    PROPOSED,
    SILENT,
    WEAK,
    Arrangement,
    Block,
    DateOrigin,
    Draft,
    DraftComment,
    LeftOut,
    Settings,
    Source,
    Story,
)
from digest.intake.topics import find_topics

MAX_BLOCKS = 5_000
DAY = dt.timedelta(days=1)  # which has begun elsewhere
AHEAD = dt.timedelta(days=366)  # and later than the source's own day by more than this
FAR = (dt.date(1900, 1, 1), dt.date(2100, 1, 1))  # beyond these a date is worth a look
NEWLINE = b"\n"
_QUOTED = re.compile(r"[“„«»\"]")


def make_draft(story: Story, source: Source, settings: Settings, number: int = 1) -> Draft:
    """Understand one story; a DigestError when there is no article in it."""
    _check_size(story, source)
    story = _place_day(story, settings.zone)
    embargo, story = lift_embargo(story, settings.language or story.language or "en")
    arranged = arrange(story, settings.language, settings.site_language)
    if not arranged.title:
        raise refuse(
            source.name, "no-title", "it has no headline", "begin it with a line for the title"
        )
    if not any(b.kind != "heading" for b in (*arranged.body, *arranged.key)):
        raise refuse(
            source.name,
            "no-text",
            "there is no text under the headline",
            "give it at least a paragraph",
        )
    caption = arranged.photo.caption if arranged.photo else ""
    said = find_comments(arranged.body, arranged.key, arranged.language, settings.people, caption)
    told = tuple(read_comment(comment) for comment in story.said)
    publish = _end_embargo(embargo, settings.zone)
    date, origin = _find_date(arranged, source, settings, publish)
    words = " ".join(block.text for block in (*arranged.body, *arranged.key))
    key, proposed = _choose_key(arranged, said.found, len(told))
    hold = proposed and settings.hold_proposed
    topics, strange = _choose_topics(story, arranged, words, settings)
    return Draft(
        source=source,
        number=number,
        title=arranged.title,
        date=date,
        date_origin=origin,
        language=arranged.language,
        url=story.url or source.url,
        publisher=story.publisher,
        photo=arranged.photo,
        byline=arranged.byline,
        body=arranged.body,
        key=key,
        key_heading=arranged.key_heading or story.key_heading,
        comments=said.found + told,
        topics=topics,
        left_out=(*arranged.left_out, *said.left_out, *strange),
        notes=tuple(_notes(arranged, date, origin, source.modified))
        + ((HELD if hold else PROPOSED,) if proposed else ())
        + (() if key else _miss_comments(said.found, words))
        + tuple(_place(note, source) for note in said.notes)
        + ((embargo.note,) if embargo else ()),
        proposed=proposed,
        publish=publish,
        held=hold or (embargo is not None and publish is None),
        stated={key: value for key, value in story.stated.items() if key != "topics"},
    )


def _choose_topics(
    story: Story, arranged: Arrangement, words: str, settings: Settings
) -> tuple[tuple[str, ...], tuple[LeftOut, ...]]:
    """A story's topics, and those that the site does not have where it wants no others."""
    topics = find_topics(
        arranged.title,
        words,
        arranged.language,
        settings.topics,
        story.tags,
        story.stated.get("topics", ()),
        arranged.photo.caption if arranged.photo else "",
    )
    if not settings.only_topics:
        return topics, ()
    own = {name for name, _ in settings.topics}
    strange = (topic for topic in topics if topic not in own)
    left_out = tuple(LeftOut("topic that the site does not have", topic) for topic in strange)
    return tuple(topic for topic in topics if topic in own), left_out


def _place_day(story: Story, zone: dt.tzinfo | None) -> Story:
    """A story with the day that its moment has where the site is."""
    if story.moment is None or story.moment.tzinfo is None or zone is None:
        return story
    return msgspec.structs.replace(story, date=place_in_zone(story.moment, zone).date())


def _place(note: Note, source: Source) -> str:
    """A note with the file and the line of the source that it is about."""
    at = source.data.find(note.words.encode()) if note.words else -1
    if at < 0:
        at = source.data.find(" ".join(note.words.split()[:3]).encode()) if note.words else -1
    place = source.file or source.name
    if at >= 0:
        place += f":{source.data[:at].count(NEWLINE) + 1}"
    return f"{place}: {note.message}"


def _choose_key(
    arranged: Arrangement, found: tuple[DraftComment, ...], told: int
) -> tuple[tuple[Block | int, ...], bool]:
    """The key comments: the source's own, else those proposed from the body."""
    if told:
        return tuple(range(len(found), len(found) + told)), False
    if arranged.key:
        return _order_key(arranged, found), False
    chosen = choose_proposed(found, arranged.body)
    return chosen, bool(chosen)


def _miss_comments(found: tuple[DraftComment, ...], words: str) -> tuple[str, ...]:
    """Why a story that quotes somebody has no key comments."""
    if any(comment.speaker or comment.speakers or comment.role for comment in found):
        return (WEAK,)
    return (SILENT,) if _QUOTED.search(words) else ()


def _check_size(story: Story, source: Source) -> None:
    text = "\n".join(block.text for block in story.blocks)
    check_length(text or " ", source.name)
    if len(story.blocks) > MAX_BLOCKS:
        raise refuse(
            source.name,
            "too-long",
            f"too many paragraphs for an article: {len(story.blocks):,}",
            f"split it; an article may have {MAX_BLOCKS:,}",
        )
    marks = sum(map(text.count, '“«„"'))
    if marks > MAX_QUOTATIONS:
        raise refuse(
            source.name,
            "too-many-quotations",
            f"too many quotations for an article: about {marks:,}",
            f"split it; an article may have {MAX_QUOTATIONS:,}",
        )


def _end_embargo(embargo: Embargo | None, zone: dt.tzinfo | None) -> dt.datetime | None:
    """When an embargo ends; where its line names another zone than the site's, in the site's."""
    moment = embargo.moment if embargo else None
    return place_in_zone(moment, zone) if moment and moment.tzinfo and zone else moment


def _find_date(
    arranged: Arrangement, source: Source, settings: Settings, publish: dt.datetime | None
) -> tuple[dt.date | None, DateOrigin]:
    """The day of publication, which is that on which an embargo ends."""
    if publish:
        return publish.date(), "source"
    if arranged.date:
        return arranged.date, "source"
    told = date_in_headline(arranged.title, arranged.language)
    if told and not (source.modified and told > source.modified + DAY):  # of what is to come
        return told, "headline"
    if named := date_in_name(source.name.rpartition("/")[2]):
        return named, "name"
    near = settings.date or source.modified
    if near and (date := date_without_year(arranged.dateline, near)):
        return date, "dateline" if settings.date else "dateline and time"
    if settings.date:
        return settings.date, "option"
    return source.modified, "time" if source.modified else ""


def _order_key(
    arranged: Arrangement, comments: tuple[DraftComment, ...]
) -> tuple[Block | int, ...]:
    """The key comments section in order: numbers of comments, and paragraphs that are none."""
    by_block: dict[int, list[int]] = {}
    for number, comment in enumerate(comments):
        by_block.setdefault(comment.block, []).append(number)
    pieces: list[Block | int] = []
    shown = ""
    for at, block in enumerate(arranged.key, len(arranged.body)):
        numbers = by_block.get(at, [])
        pieces.extend(numbers)
        shown += " ".join(words for n in numbers for words in comments[n].parts)
        if not numbers and not _continues(block, shown):
            pieces.append(block)
    return tuple(pieces)


def _continues(block: Block, shown: str) -> bool:
    """A further paragraph of a quotation that has been shown already."""
    words = " ".join(block.text.strip("“”„«»\"'‘’ ").split())
    return bool(words) and words[:60] in shown


def _notes(
    arranged: Arrangement,
    date: dt.date | None,
    origin: DateOrigin,
    near: dt.date | None,
) -> list[str]:
    notes = list(arranged.notes)
    if arranged.body and (told := find_no_day(arranged.body[0].text)):
        notes.append(f"“{told}” is no day, and was taken for text")
    if origin == "time":
        notes.append(
            f"no date in the source, its name or --date can be read: the file's time was taken, {date}"
        )
    elif origin == "headline":
        notes.append(f"the date was read in the headline: {date}")
    elif origin in {"dateline", "dateline and time"}:
        notes.append(
            f"“{arranged.dateline}” has no year: {date} was taken, the nearest before --date or the file's time"
        )
    elif date and (not FAR[0] <= date <= FAR[1] or (near and date - near > AHEAD)):
        notes.append(f"the date is far away: {date}")
    return notes
