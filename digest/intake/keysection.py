"""Where a story's key comments begin and end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.intake.lines import has_mark, has_quotation, is_junk
from digest.intake.records import Block
from digest.intake.shouting import calm_line
from digest.manuscript.keyheadings import is_key_heading, is_strong_key_heading

_BARE = re.compile(r"[“„«»\"‘'][^\n]*[”“\"«»’'][.]?")  # quoted from end to end
_LONGEST_SPEAKER = 20  # words of a line that tells who speaks
_LONGEST_NAME = 8  # words of it up to the first comma


def find_key_section(blocks: Sequence[Block]) -> tuple[int, int]:
    """Where the key comments begin (their heading) and end; (-1, -1) when there are none."""
    at = next((i for i, b in enumerate(blocks) if _is_heading_of_key(blocks, i, b)), -1)
    if at < 0:
        at = _find_unnamed_section(blocks)
    if at < 0:
        return -1, -1
    level = blocks[at].level if blocks[at].kind == "heading" else 0
    for end in range(at + 1, len(blocks)):
        block = blocks[end]
        if block.kind == "heading" and (level == 0 or block.level <= level) and end > at + 1:
            return at, end
    return at, _end_of_list(blocks, at + 1)


def _end_of_list(blocks: Sequence[Block], first: int) -> int:
    """Where a list of comments ends that is followed by paragraphs: those are the article's again."""
    end = first
    while end < len(blocks) and blocks[end].kind == "item" and has_quotation(blocks[end].text):
        end += 1
    ends = end - first >= 2 and end < len(blocks) and blocks[end].kind == "text"
    return end if ends and not find_signature(blocks[end], blocks[end - 1]) else len(blocks)


def _is_heading_of_key(blocks: Sequence[Block], at: int, block: Block) -> bool:
    if (
        block.kind not in {"heading", "text", "item"}
        or len(block.text) > 60
        or not is_key_heading(block.text)
    ):
        return False
    following = blocks[at + 1 : at + 4]
    return any(has_quotation(b.text) for b in following) or (
        is_strong_key_heading(block.text) and any(b.kind == "quote" for b in following)
    )


def _find_unnamed_section(blocks: Sequence[Block]) -> int:
    """A short line under which only quotations follow, in whatever language it is written.

    Looked for from the end, so that what follows a line is known when it is reached.
    """
    first_text = next((at for at, b in enumerate(blocks) if b.kind == "text"), len(blocks))
    rest = opening = quoted = 0  # of the paragraphs behind ``at``
    for at in range(len(blocks) - 1, first_text, -1):
        block = blocks[at]
        marked = has_quotation(block.text)
        if (
            rest >= 2
            and (opening >= 0.8 * rest or (quoted == rest and opening >= 0.6 * quoted))
            and not marked
            and len(block.text.split()) <= 7
            and (block.kind == "heading" or block.text.rstrip("*_ ").endswith(":"))
        ):
            return at
        if block.kind in {"text", "item", "quote"} and not is_junk(block.text):
            rest += 1
            opening += block.kind == "quote" or block.text[:1] in '“„«"‘'
            quoted += block.kind == "quote" or marked
    return -1


def sign_below(blocks: Sequence[Block], text: str, language: str) -> list[Block]:
    """The comments of a section whose speakers stand above them, each with its speaker behind it.

    Either all of them do so or none: NAME, ROLE / “…” / NAME, ROLE / “…”.
    """
    signed: list[Block] = []
    above, heard = "", True  # whose words have followed
    for block in blocks:
        bare = has_quotation(block.text) and bool(_BARE.fullmatch(block.text))
        if block.kind == "rule":
            signed.append(block)
        elif bare and above:
            signed.append(block._replace(text=f"{block.text} — {above}", markdown=""))
            heard = True
        elif not bare and heard and _names_speaker(block):
            above = calm_line(block.text.strip("*_ "), text, language)
            heard = False
        else:
            return list(blocks)
    return signed if heard else list(blocks)


def _names_speaker(block: Block) -> bool:
    """A short line that begins with a name or a title, and is no sentence: "Ada Holm, mate of the ferry"."""
    line = block.text.strip("*_ ")
    head = re.split(r",|\s[(–—-]", line, maxsplit=1)[0].split()
    return (
        block.kind in {"text", "heading", "item"}
        and not has_mark(line.replace("’", "").replace("'", ""))
        and len(line.split()) <= _LONGEST_SPEAKER
        and 1 < len(head) <= _LONGEST_NAME
        and line[-1:] not in {".", "!", "?", ":", ";"}
        and head[0][0].isupper()
        and head[-1][0].isupper()
    )


def find_signature(block: Block, before: Block) -> str:
    """Who said the quotation of the paragraph before, on a line of its own after a dash."""
    if len(block.text.split()) > 25 or not re.search(r"[”\"»“’]$", before.text):
        return ""
    dashed = re.match(r"(?:—|–|―|--|-)\s*(?=\S)", block.text)
    if dashed:
        return block.text[dashed.end() :]
    return block.text if block.kind == "item" and before.kind != "item" else ""
