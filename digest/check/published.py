"""Changes of what readers have seen: a published headline or quotation that no correction owns up to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from digest.base.errors import Place
from digest.build.published import Published
from digest.check.desk import Desk, Finding, Story
from digest.check.rules import make_problem

_MARKS = re.compile(r"[\s\u00a0\u2009\u202f“”„‟«»‹›‘’‚\"'`]+")
HINT = (
    "add an entry to corrections in its front matter: a date, and a text that says what was wrong"
)


def check_published(desk: Desk, find: Callable[[Story], Published | None]) -> Iterator[Finding]:
    """``find`` gives an article as the output shows it, or None where there is nothing to compare."""
    for story in desk.stories:
        if story.outline.draft or (seen := find(story)) is None:
            continue
        if {c.text for c in story.text.corrections} <= set(seen.corrections):
            yield from _compare(story, seen, desk)


def _compare(story: Story, seen: Published, desk: Desk) -> Iterator[Finding]:
    if bare(story.card.title) != bare(seen.headline):
        place = desk.find(story.path, "title:")
        yield _tell(place, f"the headline was published as {_quote(seen.headline)}")
    now = {comment.number: comment.words for comment in story.comments}
    standing = {bare(words) for words in now.values()}
    for number, words in sorted(seen.words.items()):
        if bare(words) in standing:
            continue
        reads = now.get(number)
        if reads is None or bare(reads) in {bare(other) for other in seen.words.values()}:
            yield _tell(Place(story.path, 1), f"a published quotation is gone: {_quote(words)}")
        else:
            place = desk.find(story.path, reads.split("”")[0].lstrip("“")[:40])
            yield _tell(place, f"comment {number} was published as {_quote(words)}")


def _tell(place: Place, message: str) -> Finding:
    return Finding(
        make_problem(place, "uncorrected", f"{message}, and no correction says so", HINT)
    )


def bare(text: str) -> str:
    """A text without its marks and spaces, which may be mended in silence."""
    return _MARKS.sub("", text)


def _quote(text: str) -> str:
    shown = text if len(text) <= 80 else f"{text[:80].rsplit(' ', 1)[0]} …"
    return shown if shown.startswith(("“", "„", "«", '"')) else f"“{shown}”"
