"""The headings of a newsletter -> its stories: sections of one level that stand for themselves.

Subheads of one article look much the same, so a mail is parted only where something says that its
sections are stories; where that is not sure it stays one article, with a warning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from digest.base.slugs import fold_name
from digest.intake.lines import cut_dateline, has_quotation, is_byline, is_junk, is_section
from digest.intake.photos import parse_caption, parse_headed
from digest.intake.records import Block
from digest.manuscript.keyheadings import is_key_heading

MIN_PARAGRAPH = 12  # words
MIN_BRIEF = 6  # words of a line of a brief story
MIN_STORY = 20  # words under a heading
LONG_LEAD = 40  # words before the first heading: more is an article's beginning, not a greeting
SUBHEAD = 4  # words; headlines have as many or more
_GREETING = re.compile(
    r"(?:good (?:morning|afternoon|evening|day)|hello|hi\b|dear\b|welcome|here (?:is|are)|here['’]s|in this|this (?:week|morning)"
    r"|bonjour|bonsoir|chers|buenos|buenas|hola|guten|hallo|liebe|bom dia|buongiorno|goedemorgen)",
    re.IGNORECASE,
)
_TEXT = {"text", "quote", "item"}


class Cut(NamedTuple):
    """The stories of a mail, from a heading's place to their end; ``sure`` false where they may be one."""

    spans: tuple[tuple[int, int], ...] = ()
    sure: bool = False
    titles: tuple[str, ...] = ()


def find_cut(blocks: Sequence[Block], subject: str, sender: str) -> Cut:
    """The headings of one level under each of which there is a story."""
    for level in range(1, 7):
        heads = [at for at, b in enumerate(blocks) if b.level == level and _may_head(b)]
        spans = [(at, _end_of(blocks, at)) for at in heads]
        told = tuple(s for s in spans if _has_text(blocks[s[0] + 1 : s[1]]))
        if len(told) >= 2:
            titles = tuple(blocks[start].text for start, _ in told)
            doubtful = _may_be_stories(blocks, told)
            return Cut(told, _is_sure(blocks, told, subject, sender), titles) if doubtful else Cut()
    return Cut()


def _end_of(blocks: Sequence[Block], at: int) -> int:
    """The end of a section: the next heading as high, or a rule; its key comments are part of it."""
    level = blocks[at].level
    end = next(
        (
            n
            for n in range(at + 1, len(blocks))
            if 0 < blocks[n].level <= level and not is_key_heading(blocks[n].text)
        ),
        len(blocks),
    )
    keys = (n for n in range(at + 1, end) if _is_key(blocks[n]))
    last = max(keys, default=at)
    return next((n for n in range(last + 1, end) if blocks[n].kind == "rule"), end)


def _may_head(block: Block) -> bool:
    """Whether a heading may be a story's; those of key comments would run on over all others."""
    text = block.text
    return block.kind == "heading" and not (
        is_key_heading(text) or is_junk(text) or is_section(text)
    )


def _has_text(section: Sequence[Block]) -> bool:
    words = sum(len(b.text.split()) for b in section if b.kind in _TEXT and not is_junk(b.text))
    return any(map(_is_paragraph, section)) and words >= MIN_STORY


def _is_paragraph(block: Block) -> bool:
    words = len(block.text.split())
    return block.kind in _TEXT and words >= MIN_PARAGRAPH and not is_junk(block.text)


def _count(blocks: Sequence[Block]) -> int:
    return sum(len(b.text.split()) for b in blocks if _is_paragraph(b))


def _may_be_stories(blocks: Sequence[Block], spans: Sequence[tuple[int, int]]) -> bool:
    """Short subheads below the long beginning of an article are no headlines."""
    sections = [blocks[start + 1 : end] for start, end in spans]
    if all(map(_is_framed, sections)) or _count(blocks[: spans[0][0]]) < LONG_LEAD:
        return True
    return all(len(blocks[start].text.split()) >= SUBHEAD for start, _ in spans)


def _is_sure(
    blocks: Sequence[Block], spans: Sequence[tuple[int, int]], subject: str, sender: str
) -> bool:
    """Each section has a frame of its own, or none of them is what the mail says that it is about."""
    sections = [blocks[start + 1 : end] for start, end in spans]
    titles = [blocks[start].text for start, _ in spans]
    before = blocks[: spans[0][0]]
    named = sum(_agrees(title, subject) for title in titles)
    if all(map(_is_framed, sections)) or named > 1:
        return True
    if named or _count(before) >= LONG_LEAD or _has_headline(before, subject, sender):
        return False
    headlines = all(len(title.split()) >= SUBHEAD for title in titles)
    return headlines or (all(map(_is_voiced, sections)) and not _count(before))


def _has_headline(before: Sequence[Block], subject: str, sender: str) -> bool:
    """Whether an article's headline stands above: a heading that is no newsletter's name."""
    if not any(_is_paragraph(b) and not _GREETING.match(b.text) for b in before):
        return False
    same = fold_name(subject)
    above = [b.text for b in before if b.kind == "heading" and not _agrees(b.text, sender)]
    return any(fold_name(text) == same or not _agrees(text, subject) for text in above)


def _agrees(words: str, name: str) -> bool:
    one, other = fold_name(words), fold_name(name)
    return min(len(one), len(other)) > 4 and (one in other or other in one)


def _is_framed(section: Sequence[Block]) -> bool:
    """A story has its own caption, byline, dateline, key comments, or a line that leads to the rest."""
    return any(_is_frame(block) for block in section)


def _is_frame(block: Block) -> bool:
    if block.kind in {"caption", "credit", "byline", "date"} or cut_dateline(block.text)[1]:
        return True
    if _is_key(block):
        return True
    caption = parse_caption(block.text)
    leads_on = len(block.text.split()) <= 12 and "](" in block.markdown
    return leads_on or is_byline(block.text) or bool(caption and caption.sure)


def _is_voiced(section: Sequence[Block]) -> bool:
    """A quotation or a link of its own."""
    return any(has_quotation(block.text) or "](" in block.markdown for block in section)


def _is_key(block: Block) -> bool:
    return len(block.text) < 60 and is_key_heading(block.text)


def is_brief(stretch: Sequence[Block]) -> bool:
    """A story of two or three lines: a headline, what happened, and what somebody said of it."""
    if len(stretch) < 3 or not _heads(stretch[0]):
        return False
    rest = [b for b in stretch[1:] if not is_junk(b.text)]
    told = [b for b in rest if len(b.text.split()) >= MIN_BRIEF and b.text[-1:] in '.!?”"»']
    return len(told) > 1 and any(has_quotation(b.text) for b in told)


def split_at_capitals(blocks: list[Block]) -> list[list[Block]]:
    """The stories under headlines in capitals, where each has a quotation and no article leads to them."""
    heads = [at for at, b in enumerate(blocks) if _heads(b) and _is_shouted(b.text)]
    if len(heads) < 2 or _count(blocks[: heads[0]]) >= LONG_LEAD:
        return [blocks]
    parts = [blocks[a:b] for a, b in pairwise([*heads, len(blocks)])]
    if sum(map(is_brief, parts)) < 2:
        return [blocks]
    return [blocks[: heads[0]], *parts] if heads[0] else parts


def find_plain_heads(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Lines that may be headlines of brief stories, where nothing but their words says so."""
    heads = [at for at, b in enumerate(blocks) if _heads(b)]
    if (
        any(b.kind == "heading" for b in blocks)
        or _count(blocks[: min(heads, default=0)]) >= LONG_LEAD
    ):
        return ()
    parts = [blocks[a:b] for a, b in pairwise([*heads, len(blocks)])]
    found = tuple(part[0].text for part in parts if is_brief(part))
    return found if len(found) > 1 else ()


def is_headline(block: Block) -> bool:
    """A heading, or a short line that is no sentence, caption, byline or advertisement."""
    text = block.text
    if block.kind == "heading":
        return True
    if block.kind not in {"text", "item"} or text[-1:] in '.”"»:,;':
        return False
    if not 2 <= len(text.split()) <= 18 or is_junk(text) or is_byline(text):
        return False
    caption = parse_caption(text)
    return not parse_headed(text) and not (caption and caption.sure)


def _heads(block: Block) -> bool:
    """The headline of a brief story: no list's item, no name of a section, no word or two."""
    text, words = block.text, len(block.text.split())
    if block.kind == "item" or is_junk(text) or is_section(text) or is_key_heading(text):
        return False
    return (2 if block.kind == "heading" else 3) <= words <= 18 and is_headline(block)


def _is_shouted(text: str) -> bool:
    return len(text.split()) > 2 and text.upper() == text != text.lower()
