"""A mail that somebody passed on: whose it was at first, when, and on what; the blocks below its head."""

from __future__ import annotations

import datetime as dt
import email.utils
import re
from collections.abc import Sequence
from typing import NamedTuple

from digest.intake.dates import find_date
from digest.intake.records import Block, LeftOut

MOST_ABOVE = 60  # words above a forwarded mail: more is an answer, and the article itself
_FIELD = re.compile(
    r"(?:(?P<sender>from|von|de|da|fra|från|van)|(?P<subject>subject|betreff|objet|asunto|assunto|oggetto|onderwerp|emne|ämne)"
    r"|(?P<date>date|sent|datum|gesendet|envoyé|fecha|enviado(?: el)?|data|inviato|verzonden|sendt|skickat)"
    r"|to|an|à|para|a|aan|til|till|cc|kopie|reply-to|antwort an)\s?:\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_PASSED_ON = re.compile(r"(?:fwd?|wg|tr|rv|i|vs)\s*:\s*", re.IGNORECASE)


class Forwarded(NamedTuple):
    """The mail that was passed on; fields that its head does not tell are empty."""

    blocks: list[Block]
    sender: str
    subject: str
    date: dt.date | None
    left_out: tuple[LeftOut, ...]


def find_forwarded(blocks: Sequence[Block], subject: str) -> Forwarded | None:
    """The innermost mail of those that were passed on; None where the mail is its sender's own."""
    head = _find_head(blocks)
    if head is None:
        return None
    start, end = head
    above = blocks[:start]
    if not _PASSED_ON.match(subject) and sum(len(b.text.split()) for b in above) > MOST_ABOVE:
        return None
    told: dict[str, str] = {}
    for block in blocks[start:end]:
        found = _FIELD.match(block.text)
        if found:
            told.setdefault(_name_of(found), found["value"].strip())
    sender = email.utils.parseaddr(told.get("sender", ""))[0] or told.get("sender", "")
    return Forwarded(
        list(blocks[end:]),
        sender.split("<")[0].strip(" \"'"),
        told.get("subject", ""),
        find_date(told.get("date", "")) if told.get("date") else None,
        tuple(LeftOut("above the forwarded mail", b.text) for b in blocks[:end] if b.text),
    )


def _find_head(blocks: Sequence[Block]) -> tuple[int, int] | None:
    """The last run of header lines that tells both a sender and a subject."""
    last = None
    at = 0
    while at < len(blocks):
        end = at
        while end < len(blocks) and _FIELD.match(blocks[end].text):
            end += 1
        names = {_name_of(found) for b in blocks[at:end] if (found := _FIELD.match(b.text))}
        if {"sender", "subject"} <= names:
            last = (at, end)
        at = max(end, at + 1)
    return last


def _name_of(found: re.Match[str]) -> str:
    return next((name for name in ("sender", "subject", "date") if found[name]), "other")
