"""What kind of document some bytes are: decided by their content, never by the file's name."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from itertools import islice
from typing import Literal

import msgspec

from digest.intake.heads import has_head

MAX_MARKS = 1_500
MAX_ROWS = 50  # of a table: after so many it is one
Kind = Literal["text", "markdown", "html", "feed", "wire", "xml", "json", "mail"]

_MAGIC = (
    b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"BZh",
    b"7z\xbc\xaf", b"\x7fELF", b"MZ", b"OggS", b"ID3", b"SQLite format", b"Rar!", b"\xfd7zXZ",
    b"II*\x00", b"MM\x00*", b"wOF", b"\x00\x00\x01\x00",
)  # fmt: skip
_FORMATS = (
    (b"{\\rtf", "RTF"),
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "a file of an old Word or other office program"),
)
_OFFICES = {"word": "a Word file", "xl": "an Excel file", "ppt": "a PowerPoint file"}
_HEADER = re.compile(
    r"(?:From [^\n]+\n)?(?:[A-Za-z][A-Za-z0-9-]{1,60}:(?:[ \t][^\n]*\n|\n(?=[ \t]+\S))(?:[ \t]+[^\n]*\n)*){2,}"
)
_MAIL_FIELD = re.compile(
    r"^(?:From|To|Subject|Date|Message-ID|MIME-Version|Content-Type|Received|Return-Path"
    r"|Delivered-To|List-Unsubscribe|Reply-To|DKIM-Signature):",
    re.IGNORECASE | re.MULTILINE,
)
_OPENING = r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
_HTML = re.compile(
    _OPENING + r"<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|section|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_WIRE = re.compile(
    _OPENING
    + r"(?:<!DOCTYPE\s+nitf[^>\[]*(?:\[.*?\]\s*)?>\s*)?<(?:\w+:)?(?:nitf|newsItem|newsMessage)\b",
    re.DOTALL,
)
_XML = re.compile(r"<\?xml\b|<!DOCTYPE\s+(?!html)", re.IGNORECASE)
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


def name_format(data: bytes) -> str:
    """What an editor calls a document that is neither text nor an archive of texts; "" for all others."""
    if sniff_bytes(data) == "zip":
        return _name_office(data)
    return next((name for start, name in _FORMATS if data.startswith(start)), "")


def _name_office(data: bytes) -> str:
    """Documents of today's offices are archives with a table of contents in a place of its own."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return ""
    if "[Content_Types].xml" in names:
        tops = {name.partition("/")[0] for name in names}
        return next((name for top, name in _OFFICES.items() if top in tops), "an Office file")
    if "META-INF/container.xml" in names:
        return "an e-book (EPUB)"
    return "an OpenDocument file" if {"mimetype", "content.xml"} <= names else ""


def is_table(text: str) -> bool:
    """Rows that all have the same cells: a spreadsheet's export, and no running text."""
    return any(_has_cells(text, mark) for mark in ";,\t")


def _has_cells(text: str, mark: str) -> bool:
    if mark not in text[:MAX_MARKS]:
        return False
    width = rows = 0
    try:
        for cells in islice(csv.reader(io.StringIO(text), delimiter=mark), MAX_ROWS):
            if not cells:
                continue
            width, rows = width or len(cells), rows + 1
            if len(cells) != width or width < 2 or any(cell[:1] == " " for cell in cells):
                return False
    except csv.Error:
        return False
    return rows >= 2 and rows + width >= 5


def find_kind(text: str) -> Kind:
    """Tell what a decoded document is."""
    head = text[:6000].lstrip()
    if head.startswith("<"):
        if _WIRE.match(head):
            return "wire"
        if _FEED.search(head) and not re.match(r"<(?:!doctype\s+html|html)", head, re.IGNORECASE):
            return "feed"
        if _HTML.match(head):
            return "html"
        if _XML.match(head):
            return "xml"
    if head.startswith(("{", "[")) and _is_json(text):
        return "json"
    if _is_mail(head):
        return "mail"
    return "markdown" if is_markdown(text) else "text"


def _is_json(text: str) -> bool:
    try:
        msgspec.json.decode(text.encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def is_markdown(text: str) -> bool:
    """Front matter, or marks that plain text does not have by chance."""
    start = text.lstrip()
    if has_front_matter(start) or has_head(start):
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
    """Tell whether a text opens with YAML front matter that has at least one key."""
    return bool(_FRONT.match(text))
