"""Where an article ends and what follows it begins: "About Tidewell", "ENDS", notes in italics or brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.intake.lines import has_quotation
from digest.intake.records import Block

_ABOUT = re.compile(
    r"(?:about|à propos (?:de |du |d['’])|acerca de|sobre|über|chi è)\s*(?:the |la |el |l['’]|die |den )?(?P<name>[A-ZÀ-Þ][^.!?“”\"]{1,60}?):?$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\W*(?:(?-i:ENDS?)|-\s?(?:ends?|fin|ende|30)\s?-|#{3}|notes? (?:to|for) (?:the )?editors?"
    r"|our (?:mailing|postal) address is|want to change how you (?:get|receive) these e-?mails)\W*",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\W*(?:(?:media|press|further|more) )?(?:contacts?|enquiries|inquiries)(?: details| information)?\W*"
    r"|\W*(?:(?:presse)?kontakt|rückfragen|contact(?:s)? presse|contacto(?:s)?(?: de prensa)?|contatti)\W*",
    re.IGNORECASE,
)
_REACHED = re.compile(r"@\w|\d[\d\s()/.-]{6,}")
_SIGNED = re.compile(r"[—–-]{1,2}\s*(?:[A-ZÀ-Þ][\w'’.-]*,?\s?){2,6}")
_AUTHOR = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’.-]*\s){2,4}is (?:an?|the|our)\b[^.“”\"]*\b(?:reporter|correspondent|columnist|contributor|staff writer|freelance\w*"
    r"|journalist (?:who|based|in|at|for)|editor (?:at|of|for))\b"
)
_MOST_BLOCKS = 5  # of a sender's words about itself
_MOST_NOTES = 15  # blocks below "ENDS"
_LONGEST = 7  # words of its heading
_LONGEST_CONTACT = 12
_LONGEST_NOTE = 45


def find_boilerplate(blocks: Sequence[Block]) -> int:
    """The block with which it begins; the number of blocks where there is none."""
    end = next((at for at in range(1, len(blocks)) if _ends(blocks, at)), len(blocks))
    for at in range(max(1, end - _MOST_BLOCKS), end - 1):
        words = blocks[at].text.strip("*_# ")
        found = _ABOUT.match(words) if len(words.split()) <= _LONGEST else None
        if found and found["name"].split()[0].rstrip(",:") in blocks[at + 1].text[:120]:
            return at
    while end > 2 and (
        blocks[end - 1].kind == "rule" or _is_note(blocks[end - 1], blocks[end - 2])
    ):
        end -= 1
    return end


def _ends(blocks: Sequence[Block], at: int) -> bool:
    """A press release says where it ends; what follows are notes."""
    if len(blocks) - at <= _MOST_BLOCKS and _CONTACT.fullmatch(blocks[at].text):
        below = blocks[at + 1 :]
        short = all(len(b.text.split()) <= _LONGEST_CONTACT for b in below)
        return short and any(_REACHED.search(b.text) for b in below)
    if len(blocks) - at > _MOST_NOTES or not _ENDS.fullmatch(blocks[at].text):
        return False
    return blocks[at].kind != "rule" or not any(has_quotation(b.text) for b in blocks[at:])


def _is_note(block: Block, before: Block) -> bool:
    """A last paragraph about who wrote, edited or paid for it: in italics or in brackets as a whole, or a signature."""
    text, marked = block.text.strip(), block.markdown.strip()
    if (
        block.kind not in {"text", "quote"}
        or len(text.split()) > _LONGEST_NOTE
        or has_quotation(text)
    ):
        return False
    if _AUTHOR.match(text) or (_SIGNED.fullmatch(text) and not has_quotation(before.text)):
        return True
    slanted = any(re.fullmatch(rf"{mark}(?=[^\s*_]).+{mark}", marked) for mark in (r"\*", "_"))
    return (slanted and not marked.startswith("**")) or bool(
        re.fullmatch(r"\([^()]+\)|\[[^\[\]]+\]", text)
    )
