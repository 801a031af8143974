"""An article's file -> its outline, card, comments and text; a pure function of bytes and rules."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

import msgspec

from digest.base.dates import place_in_zone, seconds_of, zone_of
from digest.base.errors import DigestError, Place, Problem
from digest.base.scripts import direction_of
from digest.base.slugs import MOST_BYTES, is_too_long
from digest.content.comments import render_paragraphs
from digest.content.markdown import Made, convert_article, extensions_of
from digest.manuscript.anchors import name_comment, number_comments, renew_anchors, words_of
from digest.manuscript.keycomments import parse_parts
from digest.manuscript.manuscript import Front, check_section, parse_front, salvage_front
from digest.manuscript.markdown import MAX_CELLS, find_wide_table
from digest.model import library
from digest.model.article import Comment, FrontMatter
from digest.model.plugin import Plugin
from digest.model.site import Config
from digest.model.views import Correction, PhotoView, SourceView

_TAG = re.compile(r"<[^>]*>")
_NOTE = re.compile(r'<sup id="fnref.*?</sup>')  # a footnote's number
# The ampersand last: what it makes is no entity.
_ENTITY = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&"}
_SENTENCE_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][”’\"')]))\s+(?=[“‘\"(]?[^\W\d_])")
_SLUG = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_CONTROL = bytes([*range(9), 0x0B, *range(0x0E, 0x20), 0x7F])  # never part of a longer character
_NO_CHARACTERS = re.compile("[\u202d\u202e\ufffe\uffff]")  # overrides of direction, and none
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
SUMMARY_LENGTH = 240
TEASER_LENGTH = 220


class Rules(msgspec.Struct, frozen=True):
    """The settings that reading an article depends on."""

    timezone: str
    language: str
    plugins: tuple[Plugin, ...] = ()


def rules_of(config: Config) -> Rules:
    """What a site's settings say of reading."""
    return Rules(config.site.timezone, config.site.language, config.kit)


class Parsed(NamedTuple):
    """One article in the pieces that change for different reasons."""

    outline: library.Outline
    card: library.CardCore
    speech: library.Speech
    text: library.Text


def decode_text(data: bytes, path: str) -> str | Problem:
    """The text of a file of ours: UTF-8, any newlines, no endless table; control characters go."""
    data = data.translate(None, _CONTROL)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].removeprefix(b"\xef\xbb\xbf").decode()
        place = Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        hint = "save the file as UTF-8"
        return Problem(place, "encoding", "this line is not UTF-8", hint)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if line := find_wide_table(text):
        message = f"tables with more than {MAX_CELLS:,} cells, empty ones counted"
        return Problem(Place(path, line), "table-size", message, "split the page, or the table")
    odd = b"\xef\xbf" in data or b"\xe2\x80\xad" in data or b"\xe2\x80\xae" in data
    return _NO_CHARACTERS.sub("", text) if odd else text


def parse_article(data: bytes, path: str, rules: Rules) -> tuple[Parsed | None, list[Problem]]:
    """Read an article; None when it cannot be used. ``path`` is relative to the site's folder."""
    text = decode_text(data, path)
    if isinstance(text, Problem):
        return None, [text]
    front = parse_front(text, path)
    if isinstance(front, list):
        return None, front + _check_rest(text, path)
    slug = front.front.slug or slug_at(path)
    if not _SLUG.fullmatch(slug) or is_too_long(slug):
        return None, [_bad_slug(slug, path, text)]
    try:
        made = convert_article(front.body, front.body_line, extensions_of(rules.plugins))
    except DigestError as error:  # a plugin's
        return None, [error.problem._replace(hint=f"it was reading {path}")]
    problems = check_section(made.section, path) + _check_source(front.front, path)
    return _assemble(front, made, slug, path, rules), problems


def salvage_article(text: str, path: str, rules: Rules) -> Parsed | None:
    """The body and comments of an article whose front matter is broken, for the rules that read them."""
    front = salvage_front(text, path)
    if front is None:
        return None
    try:
        made = convert_article(front.body, front.body_line, extensions_of(rules.plugins))
    except DigestError:  # a plugin's, told when the front matter is whole
        return None
    return _assemble(front, made, slug_at(path), path, rules)


def slug_at(path: str) -> str:
    """The slug of a file that names none: its own name."""
    return path.rsplit("/", 1)[-1].removesuffix(".md").removesuffix(".markdown")


def _check_rest(text: str, path: str) -> list[Problem]:
    """What is wrong with the comments of an article whose front matter is broken."""
    front = salvage_front(text, path)
    if front is None:
        return []
    return check_section(parse_parts(front.body, front.body_line).section, path)


def _assemble(front: Front, made: Made, slug: str, path: str, rules: Rules) -> Parsed:
    meta = front.front
    zone = zone_of(rules.timezone)
    moment = place_in_zone(meta.date, zone)
    comments = [piece for piece in made.flow if isinstance(piece, Comment)]
    words = [words_of(comment) for comment in comments]
    numbers, kept = _number(comments, words, meta.anchors)
    photo = _photo(meta)
    corrections = _read_corrections(meta)
    lang = meta.lang or rules.language
    changes = [meta.updated, *[correction.date for correction in meta.corrections]]
    placed = [place_in_zone(change, zone) for change in changes if change]
    updated = max([moment, *placed]).isoformat() if placed else ""
    outline = library.Outline(
        path=path,
        slug=slug,
        stamp=seconds_of(moment),
        day=moment.date().isoformat(),
        draft=meta.draft,
        publish=seconds_of(place_in_zone(meta.publish, zone)) if meta.publish else None,
        expire=seconds_of(place_in_zone(meta.expire, zone)) if meta.expire else None,
        lastmod=updated or moment.isoformat(),
        topics=meta.topics,
        spoke=tuple(
            library.Spoke(speaker.name, speaker.slug, speaker.role, number)
            for comment, number in zip(comments, numbers, strict=True)
            for speaker in comment.speakers
        ),
        aliases=meta.aliases,
        corrections=corrections,
        lang=lang,
        photo=library.rights_of(meta.photo, zone),
    )
    teaser = _strongest(comments, words)
    card = library.CardCore(
        title=meta.title,
        date=moment.isoformat(),
        day=outline.day,
        summary=meta.summary or summarise(made.before),
        lang=lang,
        comments=len(comments),
        teaser="" if teaser is None else _teaser(words[teaser]),
        teaser_number=0 if teaser is None else numbers[teaser],
        teaser_voices=() if teaser is None else _voices_at(comments, teaser),
        photo=photo,
        draft=meta.draft,
    )
    text = library.Text(
        body=made.before,
        after=made.after,
        updated=updated,
        source=_source(meta),
        corrections=corrections,
        minutes=max(1, round((made.before.count(" ") + sum(w.count(" ") for w in words)) / 220)),
        dir=direction_of(lang),
        proposed=meta.proposed,
        kept=kept,
        check_off=meta.check_off,
    )
    return Parsed(outline, card, _speech(made, words, numbers), text)


def _read_corrections(meta: FrontMatter) -> tuple[Correction, ...]:
    """Each with an anchor that stays when others are written above or below it: its day."""
    days: Counter[str] = Counter()
    made = []
    for correction in meta.corrections:
        day = correction.date.isoformat()
        days[day] += 1
        again = f"-{days[day]}" if days[day] > 1 else ""
        made.append(Correction(day, correction.text, f"correction-{day}{again}"))
    return tuple(made)


def _number(
    comments: list[Comment], words: list[str], anchors: tuple[str, ...]
) -> tuple[list[int], bool]:
    """The N of each comment, and whether the anchors say where every one of them stands."""
    if not anchors:
        return list(range(1, len(comments) + 1)), not comments
    names = tuple(name_comment(w, c.speakers) for w, c in zip(words, comments, strict=True))
    kept = anchors[: len(names)] == names or renew_anchors(names, anchors) == anchors
    return number_comments(names, anchors), kept


def _speech(made: Made, words: list[str], numbers: list[int]) -> library.Speech:
    flow: list[library.CommentCore | library.Between] = []
    order: list[int] = []
    numbered = iter(zip(words, numbers, strict=True))
    at = 0
    for piece in made.flow:
        if isinstance(piece, str):
            flow.append(library.Between(piece))
            order.append(0)
            continue
        said, number = next(numbered)
        paragraphs = render_paragraphs(piece.paragraphs)
        flow.append(
            library.CommentCore(number, paragraphs, said, piece.speakers, piece.context, at)
        )
        order.append(number)
        at += len(piece.speakers)
    heading = made.section.heading if made.section else ""
    return library.Speech(heading, tuple(order), tuple(flow))


def _voices_at(comments: list[Comment], chosen: int) -> tuple[tuple[int, str], ...]:
    before = sum(len(comment.speakers) for comment in comments[:chosen])
    speakers = comments[chosen].speakers
    return tuple((before + at, speaker.role) for at, speaker in enumerate(speakers))


def _source(meta: FrontMatter) -> SourceView | None:
    source = meta.source
    if source is None:
        return None
    return SourceView(source.name, source.url if _WEB.match(source.url) else "")


def _check_source(meta: FrontMatter, path: str) -> list[Problem]:
    if meta.source is None or not meta.source.url or _WEB.match(meta.source.url):
        return []
    message = f"source.url: {meta.source.url[:60]!r} is no web address, and is not linked to"
    return [Problem(Place(path, 1), "link", message, "begin it with https://", "warning")]


def _photo(meta: FrontMatter) -> PhotoView | None:
    photo = meta.photo
    if photo is None or not (photo.caption or photo.credit or photo.file):
        return None
    return PhotoView(photo.caption, photo.credit, photo.alt, photo.file, photo.file_photo)


def _strongest(comments: list[Comment], words: list[str]) -> int | None:
    """The comment for a list: by somebody named, of a length that reads at a glance, early."""
    if not comments:
        return None

    def weigh(at: int) -> tuple[bool, int, int]:
        named = any(speaker.name for speaker in comments[at].speakers)
        length = len(words[at])
        misfit = max(0, 60 - length) + max(0, length - TEASER_LENGTH)
        return (not named, misfit, at)

    return min(range(len(comments)), key=weigh)


def summarise(html: str) -> str:
    """The first sentences of the first paragraph, as plain text."""
    start = html.find("<p>")
    if start < 0:
        return ""
    text = plain_html(html[start + 3 : html.find("</p>", start)])
    if len(text) <= SUMMARY_LENGTH:
        return text
    ends = [found.start() for found in _SENTENCE_END.finditer(text, 0, SUMMARY_LENGTH)]
    if ends and ends[-1] > SUMMARY_LENGTH // 4:
        return text[: ends[-1]].rstrip()
    return _cut(text, SUMMARY_LENGTH)


def plain_html(html: str) -> str:
    """The text of simple HTML that we made ourselves."""
    text = _TAG.sub("", _NOTE.sub("", html)) if "<" in html else html
    if "&" in text:
        for code, char in _ENTITY.items():
            text = text.replace(code, char)
    return " ".join(text.split())


def _teaser(words: str) -> str:
    return words if len(words) <= TEASER_LENGTH + 40 else _cut(words, TEASER_LENGTH)


def _cut(text: str, length: int) -> str:
    cut = text[:length].rsplit(" ", 1)[0].rstrip(" ,;:–—-")
    closing = {"“": "”", "„": "“", "«": "»", '"': '"'}.get(text[:1], "")
    inside = closing and closing not in cut[1:]
    return f"{cut} …{closing if inside else ''}"


def _bad_slug(slug: str, path: str, text: str) -> Problem:
    shown = slug if len(slug) < 60 else slug[:60] + "…"
    message = f"{shown!r} cannot be part of a web address"
    if is_too_long(slug):
        message = f"{shown!r} is too long for a web address: at most {MOST_BYTES} bytes"
    if own := re.search("^slug:", text, re.MULTILINE):
        at = Place(path, text.count("\n", 0, own.start()) + 1, 1)
        return Problem(at, "slug", message, "use letters, digits and hyphens")
    hint = "use letters, digits and hyphens in the file's name, or give a slug in the front matter"
    return Problem(Place(path, 1), "slug", message, hint)
