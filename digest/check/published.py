"""Changes of what readers have seen: a published headline, quotation or speaker that no correction owns up to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from digest.base.errors import Place
from digest.base.slugs import fold_name
from digest.build.published import Published
from digest.check.desk import Desk, Story
from digest.check.findings import Finding, make_finding
from digest.check.people import find_voices
from digest.model.article import Attribution
from digest.model.library import CommentCore
from digest.model.registry import Registry
from digest.plan.registry import name_key

_MARKS = re.compile(r"[\s\u00a0\u2009\u202f“”„‟«»‹›‘’‚\"'`]+")
HINT = (
    "add an entry to corrections in its front matter: a date, and a text that says what was wrong"
)


def check_published(desk: Desk, find: Callable[[Story], Published | None]) -> Iterator[Finding]:
    """``find`` gives an article as the output shows it, or None where there is nothing to compare."""
    everybody = cache(lambda: find_voices(desk, everything=True).registry)  # few are asked for
    for story in desk.stories:
        if story.outline.draft or (seen := find(story)) is None:
            continue
        if {c.text for c in story.text.corrections} <= set(seen.corrections):
            yield from _compare(story, seen, desk, everybody)


def _compare(
    story: Story, seen: Published, desk: Desk, everybody: Callable[[], Registry]
) -> Iterator[Finding]:
    if bare(story.card.title).casefold() != bare(seen.headline).casefold():  # capitals say nothing
        place = desk.find(story.path, "title:")
        yield _tell(place, f"the headline was published as {_quote(seen.headline)}")
    published = {bare(words) for words in seen.words.values()}
    now = [comment for comment in story.comments if bare(comment.words) not in published]
    standing: dict[str, list[CommentCore]] = {}
    for comment in story.comments:
        standing.setdefault(bare(comment.words), []).append(comment)
    for number, words in sorted(seen.words.items()):
        if same := standing.get(bare(words)):
            names = seen.speakers[number]
            if not _are_by(same, names, everybody):
                yield _tell_speakers(story, same[0], names, desk)
            continue
        if changed := _find_changed(now, number, bare(words)):
            opening = changed.words.split("”")[0].lstrip("“„«")[:24]
            place = desk.find_comment(story, changed.number, opening)
            yield _tell(place, f"comment {number} was published as {_quote(words)}")
        else:
            yield _tell(Place(story.path, 1), f"a published quotation is gone: {_quote(words)}")


def _find_changed(now: list[CommentCore], number: int, words: str) -> CommentCore | None:
    """The comment that a published quotation has become: the one with its number, or with its words and more."""
    same = next((comment for comment in now if comment.number == number), None)
    return same or next((comment for comment in now if words in bare(comment.words)), None)


def _are_by(
    same: list[CommentCore], names: tuple[str, ...], everybody: Callable[[], Registry]
) -> bool:
    """Whether one of the comments that have the published words is by those who were published with them."""
    published = sorted(map(fold_name, names))
    if any(published == sorted(map(fold_name, _names(c.speakers))) for c in same):
        return True
    return any(_are_those(comment.speakers, names, everybody()) for comment in same)


def _tell_speakers(
    story: Story, comment: CommentCore, names: tuple[str, ...], desk: Desk
) -> Finding:
    now = _names(comment.speakers)
    who = " and ".join(names) or "somebody unnamed"
    opening = now[0] if now else comment.words.strip("“„«")[:24]
    place = desk.find_comment(story, comment.number, opening)
    return _tell(place, f"comment {comment.number} was published as said by {who}")


def _names(speakers: Sequence[Attribution]) -> list[str]:
    return [speaker.name for speaker in speakers if speaker.name]


def _are_those(speakers: Sequence[Attribution], names: tuple[str, ...], registry: Registry) -> bool:
    """Whether each of the names is one that the site knows a speaker by: merging people changes no words."""
    named = [speaker for speaker in speakers if speaker.name]
    if len(named) != len(names):
        return False
    known: set[str] = set()
    for speaker in named:
        term = registry.terms[registry.by_name[name_key(speaker.name or "", speaker.slug)]]
        aliases = term.page.aliases if term.page else ()
        known |= {fold_name(name) for name in (term.ref.name, *term.spellings, *aliases)}
    return known.issuperset(map(fold_name, names))


def _tell(place: Place, message: str) -> Finding:
    return make_finding(place, "uncorrected", f"{message}, and no correction says so", HINT)


def bare(text: str) -> str:
    """A text without its marks and spaces, which may be mended in silence."""
    return _MARKS.sub("", text)


def _quote(text: str) -> str:
    shown = text if len(text) <= 80 else f"{text[:80].rsplit(' ', 1)[0]} …"
    return shown if shown.startswith(("“", "„", "«", '"')) else f"“{shown}”"
