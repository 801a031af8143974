"""A newsletter as a mail -> its stories: plain or HTML alternative, several stories in one mail."""

from __future__ import annotations

import datetime as dt
import email.policy
import email.utils
import re
from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from email.parser import BytesParser
from itertools import pairwise

import msgspec

from digest.base.slugs import fold_name
from digest.intake.decode import check_length, clean_text, decode, refuse
from digest.intake.embargo import take_embargo
from digest.intake.forwarded import find_forwarded
from digest.intake.lines import is_junk
from digest.intake.newsletter import (
    Cut,
    find_cut,
    find_plain_heads,
    is_brief,
    is_headline,
    split_at_capitals,
)
from digest.intake.photos import parse_caption
from digest.intake.plaintext import find_blocks
from digest.intake.records import Block, LeftOut, Story
from digest.manuscript.keyheadings import is_key_heading

MAX_PARTS = 200  # parts within parts take the square of their number
NEWLINE = b"\n"
MIN_WORDS = 40  # a story of a mail has at least so many, or key comments
_BRACKETS = re.compile(r"\s*[<\[(]https?://[^\s>\])]+[>\])]")


def parse_mail(data: bytes, name: str) -> tuple[Story, ...]:
    """Read a mail; stories are parted by rules, or by headlines that have key comments of their own."""
    if data.count(b"boundary") + data.lower().count(b"message/rfc822") > MAX_PARTS:
        raise refuse(name, "parts", "the mail has more parts than any newsletter", "save its text")
    message = BytesParser(policy=email.policy.default).parsebytes(data)
    subject = _header(message, "subject")
    sender = email.utils.parseaddr(_header(message, "from"))[0]
    blocks, dropped, cut = _read_body(message, name, subject, sender)
    if not blocks:
        raise refuse(name, "no-text", "the mail has no text part", "save the mail with its text")
    moment = _moment(message)
    day = moment.date() if moment else None
    if not cut.sure and (first := find_forwarded(blocks, subject)):
        blocks, sender = first.blocks, first.sender or sender
        subject = first.subject or subject
        if first.date is not None and first.date != day:
            day, moment = first.date, None
        dropped += first.left_out
    held = None
    if not cut.sure:  # whose stories are known by their places
        held, blocks = take_embargo(blocks, "en")
        dropped += [LeftOut("embargo", held.words)] if held else []
    about = "" if cut.sure else _heading_of(message, name, subject, sender)
    parts = _cut_stories(blocks, cut) if cut.sure else _find_stories(blocks)
    heads = cut.titles or find_plain_heads(blocks)
    notes = _doubt(heads, data) if heads and len(parts) == 1 else ()
    stories = []
    for part, left_out in parts:
        if cut.sure or (len(parts) > 1 and is_brief(part)):
            before, rest, title = part[:0], part[1:], part[0].text
        else:
            before, rest, title = _find_headline(part, subject, sender, alone=len(parts) == 1)
            if about and len(parts) == 1 and title != about:
                before, title = [*before, *([Block("dek", title)] if title else [])], about
        left_out.extend(LeftOut("before the headline", b.text) for b in before)
        stories.append(
            Story(
                blocks=tuple(rest),
                title=title,
                date=day,
                moment=moment,
                publisher=sender,
                byline=sender,
                embargo=held.words if held else _clean_subject(subject, sender),
                left_out=tuple(left_out),
                notes=notes,
            )
        )
    last = stories[-1]
    apart = (*dropped, *_attachments(message))
    stories[-1] = msgspec.structs.replace(last, left_out=(*last.left_out, *apart))
    return tuple(stories)


def _find_headline(
    blocks: list[Block], subject: str, sender: str, *, alone: bool
) -> tuple[list[Block], list[Block], str]:
    """What stands before a story's headline, the rest, and the headline itself.

    It is the line that the subject has too, or the last short line before the first paragraph; a
    mail without one has its subject for a headline.
    """
    first = next((at for at, b in enumerate(blocks) if _is_paragraph(b)), len(blocks))
    found = [at for at in range(min(first, len(blocks))) if is_headline(blocks[at])]
    same = [at for at in found if alone and _in_subject(blocks[at].text, subject, sender)]
    top = [at for at in found if blocks[at].kind == "heading" and blocks[at].level == 1]
    at = next(iter(same or top[-1:] or found[-1:]), -1)
    if at < 0:
        return [], blocks, _clean_subject(subject, sender) if alone else ""
    return blocks[:at], blocks[at + 1 :], blocks[at].text


def _heading_of(message: EmailMessage, name: str, subject: str, sender: str) -> str:
    """The headline that the HTML of a mail marks as such, where the mail's subject is the same."""
    html = _blocks_of(message, "html", name)[0]
    heads = (b.text for b in html if b.kind == "heading" and b.level == 1)
    return next((text for text in heads if _in_subject(text, subject, sender)), "")


def _is_paragraph(block: Block) -> bool:
    caption = parse_caption(block.text)
    return (
        len(block.text.split()) >= 16 and not is_junk(block.text) and not (caption and caption.sure)
    )


def _in_subject(words: str, subject: str, sender: str) -> bool:
    folded = fold_name(words)
    return len(folded) > 5 and folded in fold_name(subject) and folded != fold_name(sender)


def _clean_subject(subject: str, sender: str) -> str:
    subject = re.sub(r"^(?:(?:re|fwd?|aw|wg|tr)\s*:\s*)+", "", subject, flags=re.IGNORECASE)
    head, colon, rest = subject.partition(":")
    return (
        rest.strip() if colon and rest.strip() and fold_name(head) == fold_name(sender) else subject
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        value = str(message.get(name, ""))
    except (ValueError, IndexError, KeyError, AttributeError, TypeError):
        value = ""
    return " ".join(clean_text(value)[0].split())


def _moment(message: EmailMessage) -> dt.datetime | None:
    try:
        return email.utils.parsedate_to_datetime(str(message.get("date", "")))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _read_body(
    message: EmailMessage, name: str, subject: str, sender: str
) -> tuple[list[Block], list[LeftOut], Cut]:
    """The plain alternative, unless it says much less than the HTML, or parts fewer stories."""
    plain, signature = _blocks_of(message, "plain", name)
    html, around = _blocks_of(message, "html", name)
    cut = find_cut(html, subject, sender)
    fewer = cut.sure and len(_find_stories(plain)) < len(cut.spans)
    if plain and not fewer and (not html or _count(plain) >= 0.6 * _count(html) > 0):
        return plain, signature, cut._replace(spans=(), sure=False)
    return html, around, cut


def _cut_stories(blocks: list[Block], cut: Cut) -> list[tuple[list[Block], list[LeftOut]]]:
    """The stories under the headings of a newsletter; what is around them is left out."""
    stories: list[tuple[list[Block], list[LeftOut]]] = []
    at = 0
    for start, end in cut.spans:
        stories.append((list(blocks[start:end]), _around(blocks[at:start])))
        at = end
    stories[-1][1].extend(_around(blocks[at:]))
    return stories


def _around(blocks: Sequence[Block]) -> list[LeftOut]:
    return [LeftOut("around the stories", b.text) for b in blocks if b.kind != "rule" and b.text]


def _doubt(titles: Sequence[str], data: bytes) -> tuple[str, ...]:
    """What to say of a mail whose sections may be stories: their headings, with their lines."""
    shown = []
    for title in titles:
        at = data.find(title.encode())
        line = f" (line {data[:at].count(NEWLINE) + 1})" if at >= 0 else ""
        shown.append(f"“{title}”{line}")
    return (f"this may be several stories: {', '.join(shown)}; part them into a file each",)


def _blocks_of(message: EmailMessage, subtype: str, name: str) -> tuple[list[Block], list[LeftOut]]:
    blocks: list[Block] = []
    dropped: list[LeftOut] = []
    for part in message.walk():
        if part.get_content_type() != f"text/{subtype}" or _is_attached(part):
            continue
        text = _part_text(part, name)
        if not text.strip():
            continue
        if subtype == "plain":
            check_length(text, name)
            words, signature = _unflow(text, part)
            blocks.extend(find_blocks(words.split("\n")))
            dropped.extend(
                LeftOut("signature", " ".join(s.split())) for s in [signature] if s.strip()
            )
        else:
            from digest.intake.webpage import parse_fragment  # noqa: PLC0415 - slow to load

            found, around = parse_fragment(text)
            blocks.extend(found)
            dropped.extend(around)
    return blocks, dropped


def _is_attached(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment"


def _attachments(message: EmailMessage) -> Iterator[LeftOut]:
    """Files that came with the mail: photos, PDFs and the like are no words of an article."""
    for part in message.walk():
        kind = part.get_content_type()
        if not part.is_multipart() and (_is_attached(part) or not kind.startswith("text/")):
            name = " ".join(clean_text(part.get_filename() or "")[0].split())
            yield LeftOut("attachment", f"{name} ({kind})" if name else kind)


def _part_text(part: EmailMessage, name: str) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = (part.get_content_charset() or "").lower()
    if charset in {"", "us-ascii", "utf-8", "utf8"} or not data:
        return decode(data, name).text if data.strip() else ""
    try:
        return clean_text(data.decode("cp1252" if charset == "iso-8859-1" else charset))[0]
    except (LookupError, UnicodeDecodeError):
        return decode(data, name).text


def _unflow(text: str, part: EmailMessage) -> tuple[str, str]:
    """Undo format=flowed (RFC 3676), drop bare link targets, and part the signature off."""
    text, _, signature = re.sub(r"\n--[ ]?\n", "\n-- \n", text, count=1).partition("\n-- \n")
    if str(part.get_param("format", "")).lower() == "flowed":
        text = re.sub(r"(?<=\S) \n(?=\S)", " ", text)
    return _BRACKETS.sub("", text), signature


def _count(blocks: Sequence[Block]) -> int:
    return sum(len(block.text.split()) for block in blocks)


def _find_stories(blocks: list[Block]) -> list[tuple[list[Block], list[LeftOut]]]:
    """The stretches of a mail that are stories; what lies between and around is left out."""
    stretches = [
        short
        for part in _split_at_rules(blocks)
        for long in _split_at_headlines(part)
        for short in split_at_capitals(long)
    ]
    several = sum(_is_story(s) or is_brief(s) for s in stretches) > 1
    stories: list[tuple[list[Block], list[LeftOut]]] = []
    waiting: list[LeftOut] = []
    for stretch in stretches:
        if _is_story(stretch) or (several and is_brief(stretch)):
            stories.append((stretch, waiting))
            waiting = []
        elif stories and _goes_on(stretch, stories[-1][0]):
            stories[-1][0].extend(stretch)
        else:
            waiting.extend(_around(stretch))
    if not stories:
        return [(blocks, [])]
    stories[-1][1].extend(waiting)
    return stories


def _split_at_rules(blocks: list[Block]) -> Iterator[list[Block]]:
    current: list[Block] = []
    for block in blocks:
        if block.kind == "rule":
            if current:
                yield current
            current = []
        else:
            current.append(block)
    if current:
        yield current


def _split_at_headlines(blocks: list[Block]) -> Iterator[list[Block]]:
    """Part a stretch that has several sections of key comments, each under its own headline."""
    keys = [at for at, b in enumerate(blocks) if len(b.text) < 60 and is_key_heading(b.text)]
    start = 0
    for before, key in pairwise(keys):
        cut = next((at for at in range(before + 1, key) if is_headline(blocks[at])), None)
        if cut is not None:
            yield blocks[start:cut]
            start = cut
    yield blocks[start:]


def _is_story(blocks: Sequence[Block]) -> bool:
    real = [b for b in blocks if not is_junk(b.text)]
    paragraphs = [b for b in real if b.kind != "heading" and len(b.text.split()) >= 12]
    keyed = any(len(b.text) < 60 and is_key_heading(b.text) for b in real)
    return len(real) >= 2 and bool(paragraphs) and (keyed or _count(paragraphs) >= MIN_WORDS)


def _goes_on(stretch: Sequence[Block], story: Sequence[Block]) -> bool:
    """The key comments of a story that a rule parts from its body."""
    has_key = any(is_key_heading(b.text) for b in story if len(b.text) < 60)
    return not has_key and any(len(b.text) < 60 and is_key_heading(b.text) for b in stretch)
