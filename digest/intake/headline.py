"""Which block of a story is its headline, and which only repeat it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.base.slugs import fold_name
from digest.intake.dates import date_line_rest
from digest.intake.lines import is_bare_name, is_byline, is_date_line, is_junk, is_section
from digest.intake.photos import parse_caption
from digest.intake.records import Block, Story
from digest.manuscript.keyheadings import is_key_heading

MAX_TITLE = 300  # characters
_MARKS = " .,;:!?…“”\"'’»)*_-"
_HOUSE = re.compile(  # who publishes
    r"\b(?:(?:the |daily |evening |morning |weekly |sunday )?(?:mail|post|times|herald|gazette|courier|tribune|chronicle|journal|observer"
    r"|monitor|bulletin|examiner|messenger|argus|advertiser|gleaner|guardian|telegraph|sentinel|dispatch|wire|news|press|newsletter)"
    r"|(?:news|press) (?:agency|service|office)|(?:(?:national|general) )?(?:assembly|parliament|senate|court) of .+|(?:ministry|department|office|embassy|commission|authority|council|agency) (?:of|for) .+)$",
    re.IGNORECASE,
)
_LONGEST_HOUSE = 7  # words
_LONG_NAME = 3  # words
_PREAMBLE = 5  # blocks that may stand before a headline which is repeated


def find_title(story: Story, language: str) -> int:
    """The block that is the headline: the mail's subject, the first heading, the first line."""
    blocks = story.blocks[:25]
    if story.subject and (at := _find_subject(blocks, story)) >= 0:
        return at
    for at, block in enumerate(blocks):
        if block.kind == "heading" and block.level == 1:
            return at
    if len(blocks) > 1 and _is_dashes(blocks[0], blocks[1]):
        return 0
    twice = (at for at in range(min(_PREAMBLE, len(blocks))) if _is_plainly_repeated(blocks, at))
    if (at := next(twice, -1)) >= 0:
        return at
    for at, block in enumerate(blocks):
        if block.kind == "rule" and not _is_repeated(blocks, at):
            continue
        if block.kind in {"caption", "credit", "date", "byline", "dek"}:
            continue
        repeated = at == len(blocks) - 1 or _is_repeated(blocks, at)
        if not repeated and (
            is_no_title(block, language)
            or _is_kicker(block, blocks[at + 1])
            or _is_masthead(blocks[at:], language)
        ):
            continue
        return 0 if at == 1 and _is_dated_headline(blocks[0], block, language) else at
    return 0 if blocks else -1


def _is_dated_headline(block: Block, after: Block, language: str) -> bool:
    """A line that names more than a place, with a day, right above a sentence: "Committee on Rivers, 12 May 2026"."""
    read = date_line_rest(block.text, language) if block.kind == "text" else None
    above = block.text[: read[0][-1].start].rstrip(" ,(–—-|") if read and read[1] else ""
    named = len(above.split()) >= _LONG_NAME and "," not in above and not is_byline(block.text)
    return named and len(after.text.split()) >= _LONG_NAME and after.text.endswith(".")


def _find_subject(blocks: Sequence[Block], story: Story) -> int:
    """The longest line that stands in the mail's subject and is not the newsletter's name."""
    subject, sender = fold_name(story.subject), fold_name(story.publisher)
    fitting = [
        (len(block.text), -at)
        for at, block in enumerate(blocks)
        if len(block.text) > 5 and (words := fold_name(block.text)) in subject and words != sender
    ]
    return -max(fitting)[1] if fitting else -1


def _is_plainly_repeated(blocks: Sequence[Block], at: int) -> bool:
    text = blocks[at].text
    return blocks[at].kind == "text" and len(text.split()) > 2 and _is_repeated(blocks, at)


def _is_repeated(blocks: Sequence[Block], at: int) -> bool:
    return any(b.text == blocks[at].text for b in blocks[at + 1 : at + 3])


def is_no_title(block: Block, language: str) -> bool:
    """Whether a block is something that stands above or below headlines: a date, a byline, a caption, junk."""
    text = block.text
    caption = parse_caption(text)
    return (
        is_date_line(text, language)
        or is_byline(text)
        or is_junk(text)
        or bool(caption and caption.sure)
        or is_key_heading(text)
    )


def _is_dashes(block: Block, after: Block) -> bool:
    """A headline that is nothing but "---": what follows it is a paragraph, and no headline."""
    sentence = (
        after.kind == "text" and len(after.text.split()) >= 8 and after.text[-1:] in {".", "!", "?"}
    )
    return block.kind == "rule" and len(block.text) <= 5 and sentence


def _is_kicker(block: Block, after: Block) -> bool:
    """A section's name or a word in capitals above the headline."""
    words = block.text.split()
    if len(words) > 3 or not (
        is_section(block.text) or block.text.isupper() or block.text.endswith(":")
    ):
        return False
    return (
        after.kind in {"text", "heading"}
        and 3 < len(after.text.split()) <= 25
        and not after.text.endswith(".")
    )


def _is_masthead(blocks: Sequence[Block], language: str) -> bool:
    """A paper or an office above its headline, with the day between them: "PORT MAIL", "Ministry of Fish"."""
    head, *rest = blocks[:5]
    if not rest or not _HOUSE.search(head.text) or len(head.text.split()) > _LONGEST_HOUSE:
        return False
    told = (b for b in rest if b.kind != "rule" and not is_junk(b.text))
    below = next((b for b in told if not _is_issue(b, language)), None)
    return below is not None and rest[0] is not below and _may_be_title(below, blocks)


def _is_issue(block: Block, language: str) -> bool:
    """When an issue came out: "Friday 14 June 2024", "News - 28.3.2025"."""
    return is_date_line(block.text, language) and not is_byline(block.text)


def _may_be_title(block: Block, blocks: Sequence[Block]) -> bool:
    """A line that could be a headline: neither a name nor a sentence, and a paragraph comes soon."""
    words = len(block.text.split())
    after = blocks[blocks.index(block) + 1 :]
    told = (
        3 < words <= 25
        and block.text[-1:] not in {".", ":", "”", '"'}
        and not is_bare_name(block.text)
    )
    return told and not is_byline(block.text) and any(len(b.text.split()) > words for b in after)


def same_words(text: str, title: str) -> bool:
    """Whether a text is the headline, whatever marks either has."""
    return bool(text) and plain_words(text) == plain_words(title)


def repeats(text: str, title: str, whole: str) -> bool:
    """The headline once more, perhaps without the label before it: "Analysis: …"."""
    if len(text) > 300 + 2 * len(title) or _ends_otherwise(text, title):  # nearly all
        return False
    plain = plain_words(text)
    return plain == whole or (
        len(plain.split()) >= 4 and whole.endswith(" " + plain) and ":" in title
    )


def _ends_otherwise(text: str, title: str) -> bool:
    """Whether two texts end in different letters, past the plainest marks."""
    last, other = text.rstrip(_MARKS)[-1:], title.rstrip(_MARKS)[-1:]
    return last.isalnum() and other.isalnum() and fold_name(last) != fold_name(other)


def plain_words(text: str) -> str:
    """Words alone: a repeated headline may have other marks."""
    return " ".join(re.findall(r"\w+", fold_name(text))) or text


def shorten(title: str) -> tuple[str, str]:
    """A headline of at most ``MAX_TITLE`` characters, cut between words, and what was cut off."""
    title = " ".join(title.split())
    if len(title) <= MAX_TITLE:
        return title, ""
    head = title[:MAX_TITLE]
    head = head.rsplit(" ", 1)[0] if " " in head else head
    return f"{head}…", title[len(head) :].strip()
