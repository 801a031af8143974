"""A source document's bytes -> every text in it that a quotation may have been taken from.

Nothing is left out here: an article's own words, captions and small print all count as the source.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from email import message_from_bytes, policy
from email.message import EmailMessage

from digest.base.errors import DigestError
from digest.intake.decode import decode
from digest.intake.kinds import find_kind, sniff_bytes
from digest.intake.printed import join_pages
from digest.manuscript.markdown import plain_text

MAX_MEMBERS = 200
MAX_MEMBER = 8 * 1024 * 1024  # bytes
_DROPPED = re.compile(
    r"<(script|style|noscript|template)\b.*?</\1\s*>|<!--.*?-->|<!\[endif\]",
    re.IGNORECASE | re.DOTALL,
)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|time|u|var|wbr)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[A-Za-z!?][^<>]*>")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_Q = re.compile(r"<(/?)q(?:\s[^<>]*)?>", re.IGNORECASE)


def find_texts(data: bytes, name: str) -> list[str]:
    """The texts of a document; raises DigestError for one that has none."""
    if sniff_bytes(data) == "zip":
        return _find_zipped(data, name)
    decoded = decode(data, name).text
    kind = find_kind(decoded)
    if kind == "mail":
        return _find_mailed(data, decoded)
    if kind == "feed":
        inner = _CDATA.sub(lambda found: html.escape(found[1], quote=False), decoded)
        return [strip_tags(strip_tags(inner))]
    if kind == "html":
        return [strip_tags(decoded)]
    if kind == "markdown":
        plain = "\n\n".join(plain_text(block) for block in decoded.split("\n\n"))
        return [plain, decoded, strip_tags(plain)]
    return [decoded, join_pages(decoded)]


def strip_tags(markup: str) -> str:
    """The words of HTML; a block's tag parts words, an inline one does not."""
    text = _DROPPED.sub(" ", markup)
    text = _INLINE.sub("", _Q.sub('"', " ".join(text.split())))
    return html.unescape(_TAG.sub("\n\n", text))


def _find_mailed(data: bytes, decoded: str) -> list[str]:
    message = message_from_bytes(data, policy=policy.default)
    texts = [decoded]
    for part in message.walk():
        if part.get_content_maintype() != "text" or not isinstance(part, EmailMessage):
            continue
        try:
            content = part.get_content()
        except (LookupError, UnicodeError, ValueError, KeyError):
            continue
        html_part = part.get_content_subtype() == "html"
        texts += [strip_tags(content)] if html_part else [content, join_pages(content)]
    return texts


def _find_zipped(data: bytes, name: str) -> list[str]:
    texts: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist()[:MAX_MEMBERS]:
                if not member.is_dir() and member.file_size <= MAX_MEMBER:
                    texts += _find_member(archive.read(member), f"{name}/{member.filename}")
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise DigestError(
            f"this archive cannot be read: {error}", code="source-unreadable"
        ) from None
    return texts


def _find_member(data: bytes, name: str) -> list[str]:
    try:
        return [] if sniff_bytes(data) != "unknown" else find_texts(data, name)
    except DigestError:
        return []
