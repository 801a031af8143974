"""Permalinks of comments that are public and that the article's file does not keep.

What is public is read from the built site's ``data/comments.json``. --fix writes the article's list of
``anchors``, so that ``#comment-N`` goes on leading to the words that it led to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache, partial
from pathlib import Path

import msgspec

from digest.base.errors import DigestError, Place
from digest.base.files import NO_SIGNATURE, read_bytes, signature_of
from digest.base.fingerprint import number_of
from digest.check.desk import Desk, Story
from digest.check.findings import Edit, Finding, make_finding
from digest.check.memory import Memory
from digest.content.article import rules_of
from digest.manuscript.anchors import name_comment, number_comments, renew_anchors
from digest.manuscript.manuscript import parse_front
from digest.manuscript.rewrite import list_edit
from digest.model.article import Attribution
from digest.model.library import CommentCore

FILE = "data/comments.json"
Read = Callable[[], dict[str, list[msgspec.Raw]]]  # the comments that the built site has of a slug


class _Who(msgspec.Struct):
    name: str | None = None


class _Comment(msgspec.Struct):
    """A comment of the built site."""

    id: str  # SLUG#N
    words: str = ""
    speakers: list[_Who] = []


class _Name(msgspec.Struct):
    id: str


class _Data(msgspec.Struct):
    comments: list[msgspec.Raw] = []


_name_of = msgspec.json.Decoder(_Name).decode
_comment_of = msgspec.json.Decoder(_Comment).decode


def check_permalinks(
    desk: Desk, output: Path, memory: Memory, trusted_before: int
) -> Iterator[Finding]:
    """Articles of the built site whose file does not say which comment is which.

    A file written after ``trusted_before`` (nanoseconds) may change again unseen.
    """
    open_stories = [story for story in desk.stories if story.comments and not story.text.kept]
    if not open_stories:
        return
    read = cache(partial(_read_public, output))
    rules = msgspec.msgpack.encode(rules_of(desk.config))
    _print_public(output, read, memory, trusted_before)
    for story in open_stories:
        if seen := memory.public.get(story.outline.slug):
            facts = f"permalinks {story.path} {story.content} {seen} ".encode() + rules
            yield from memory.recall(facts, partial(_judge, desk, story, read))


def _print_public(output: Path, read: Read, memory: Memory, trusted_before: int) -> None:
    """Have in the memory a print of what the built site has of each article."""
    signature = signature_of(output / FILE) or NO_SIGNATURE
    if signature == NO_SIGNATURE or signature != memory.public_at:
        young = max(signature.modified, signature.changed) > trusted_before
        memory.public_at = NO_SIGNATURE if young else signature
        memory.public = {slug: number_of(b"".join(rows)) for slug, rows in read().items()}


def _judge(desk: Desk, story: Story, read: Read) -> Iterator[Finding]:
    public = _name_public(read().get(story.outline.slug, []))
    if not public:
        return
    text = desk.read(story.path)
    front = parse_front(text, story.path)
    own = () if isinstance(front, list) else front.front.anchors
    before = (*own, *(public.get(n, "") for n in range(len(own) + 1, max(public) + 1)))
    names = [_name(comment.words, comment.speakers) for comment in story.comments]
    line, old, new = list_edit(text, "anchors", renew_anchors(names, before))
    edit = Edit(Place(story.path, line, 1), old, new)
    wanted = number_comments(names, before)
    for comment, number in zip(story.comments, wanted, strict=True):
        if comment.number != number and number in public:
            place = desk.find_comment(story, comment.number, _opening(comment))
            message = (
                f"the published permalink #comment-{number} would lead to another comment:"
                f" this one is #comment-{comment.number} now"
            )
            hint = "digest check --fix writes anchors, which keep it where it is"
            yield make_finding(place, "permalink-moves", message, hint, edit=edit)
            return
    place, message = _tell_loose(desk, story, list(zip(wanted, names, strict=True)), own)
    hint = "digest check --fix writes it down anew" if own else "digest check --fix writes it down"
    yield make_finding(place, "permalink-loose", message, hint, edit=edit)


def _tell_loose(
    desk: Desk, story: Story, numbered: list[tuple[int, str]], own: Sequence[str]
) -> tuple[Place, str]:
    """Which comment it is whose permalink the file does not keep, and why."""
    for comment, (number, name) in zip(story.comments, numbered, strict=True):
        if not own or (number <= len(own) and own[number - 1] == name):
            continue
        place = desk.find_comment(story, comment.number, _opening(comment))
        if number <= len(own) and own[number - 1]:
            return place, f"comment {number} was changed since its permalink was written down"
        return place, f"the permalink of comment {number} is not written down in the file yet"
    first = story.comments[0]
    place = desk.find_comment(story, first.number, _opening(first))
    return (
        place,
        "nothing in the file keeps #comment-N with its comment: one put above moves the rest",
    )


def _opening(comment: CommentCore) -> str:
    """The first words, as they stand in the file."""
    return comment.words.strip("“„«‹\"' ")[:24]


def _read_public(output: Path) -> dict[str, list[msgspec.Raw]]:
    """Slug -> the comments that the built site has of it; empty where it cannot be told."""
    found: dict[str, list[msgspec.Raw]] = {}
    try:
        for row in msgspec.json.decode(read_bytes(output / FILE), type=_Data).comments:
            slug = _name_of(row).id.rpartition("#")[0]
            found.setdefault(slug, []).append(row)
    except (DigestError, msgspec.MsgspecError):
        return {}
    return found


def _name_public(rows: list[msgspec.Raw]) -> dict[int, str]:
    """Number -> name; empty where it cannot be told."""
    named = {}
    try:
        for comment in map(_comment_of, rows):
            number = comment.id.rpartition("#")[2]
            if number.isdigit():
                who = [Attribution(each.name) for each in comment.speakers]
                named[int(number)] = _name(comment.words, who)
    except msgspec.MsgspecError:
        return {}
    return named


def _name(words: str, speakers: Sequence[Attribution]) -> str:
    return _name_once(words, speakers[0].name if speakers else None)


@lru_cache(maxsize=1 << 17)
def _name_once(words: str, speaker: str | None) -> str:
    """Most comments are asked for twice: as they were published, and as they are."""
    return name_comment(words, (Attribution(speaker),))
