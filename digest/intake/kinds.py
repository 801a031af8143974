"""What kind of document some bytes are: decided by their content, never by the file's name."""

from __future__ import annotations

import re
from typing import Literal

MAX_MARKS = 1_500
Kind = Literal["text", "markdown", "html", "feed", "mail", "zip", "binary"]

_MAGIC = (
    b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"BZh",
    b"7z\xbc\xaf", b"\x7fELF", b"MZ", b"OggS", b"ID3", b"SQLite format", b"Rar!", b"\xfd7zXZ",
    b"II*\x00", b"MM\x00*", b"wOF", b"\x00\x00\x01\x00",
)  # fmt: skip
_HEADER = re.compile(
    r"(?:From [^\n]+\n)?(?:[A-Za-z][A-Za-z0-9-]{1,60}:[ \t][^\n]*\n(?:[ \t]+[^\n]*\n)*){2,}"
)
_MAIL_FIELD = re.compile(
    r"^(?:From|To|Subject|Date|Message-ID|MIME-Version|Content-Type|Received|Return-Path"
    r"|Delivered-To|List-Unsubscribe|Reply-To|DKIM-Signature):",
    re.IGNORECASE | re.MULTILINE,
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|section|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF|channel)\b", re.IGNORECASE)
_FRONT = re.compile(r"---[ \t]*\n(?:[ \t]*\n|#[^\n]*\n)*[A-Za-z_][\w-]*[ \t]*:(?:[ \t]|\n)")
_SIGNS = (  # what a text must have, before it is searched for the pattern
    (("#",), re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE), 2),
    (("](",), re.compile(r"!?\[[^\[\]\n]{1,300}\]\([^)\s]{1,500}(?:\s+\"[^\"\n]*\")?\)"), 2),
    (("**", "__"), re.compile(r"(?<![\w*])(\*\*|__)(?=\S)[^*_\n]+(?<=\S)\1(?![\w*])"), 2),
    (("*",), re.compile(r"^\*[^*\n]+\*[ \t]*$", re.MULTILINE), 2),
    ((">",), re.compile(r"^>[ \t]?\S", re.MULTILINE), 2),
    (("===", "---"), re.compile(r"^[^\n]+\n(?:={3,}|-{3,})[ \t]*\n", re.MULTILINE), 1),
)


def sniff_bytes(data: bytes) -> Literal["zip", "binary", "unknown"]:
    """What can be told before decoding."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if data.startswith(_MAGIC) or data[4:12] in {
        b"ftypisom",
        b"ftypmp42",
        b"ftypavif",
        b"ftypheic",
    }:
        return "binary"
    if data.startswith(b"RIFF") and data[8:12] in {b"WEBP", b"WAVE", b"AVI "}:
        return "binary"
    return "unknown"


def find_kind(text: str) -> Kind:
    """Tell what a decoded document is."""
    head = text[:6000].lstrip()
    if head.startswith("<"):
        if _FEED.search(head) and not re.match(r"<(?:!doctype\s+html|html)", head, re.IGNORECASE):
            return "feed"
        if _HTML.match(head):
            return "html"
    if _is_mail(head):
        return "mail"
    return "markdown" if is_markdown(text) else "text"


def is_markdown(text: str) -> bool:
    """Front matter, or marks that plain text does not have by chance."""
    if has_front_matter(text.lstrip()):
        return True
    if is_overloaded(text):
        return False
    found = (
        weight
        for needed, sign, weight in _SIGNS
        if any(map(text.__contains__, needed)) and sign.search(text)
    )
    return sum(found) >= 2


def is_overloaded(text: str) -> bool:
    """A line with more marks than any author sets: Markdown's time would grow with their square."""
    return len(text) > MAX_MARKS and any(
        len(line) > MAX_MARKS and sum(map(line.count, "*_[]()<`!")) > MAX_MARKS
        for line in text.split("\n")
    )


def _is_mail(head: str) -> bool:
    block = _HEADER.match(head + "\n")
    return bool(block) and len(_MAIL_FIELD.findall(block[0] if block else "")) >= 2


def has_front_matter(text: str) -> bool:
    """Tell whether a text opens with front matter that has at least one key."""
    return bool(_FRONT.match(text))
