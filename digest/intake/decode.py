"""Bytes of a document -> text without surprises: encodings, line ends, invisible characters.

What is no text, or no whole text, is refused with a DigestError that names the place.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NamedTuple

from digest.base.errors import DigestError, Place

MAX_BYTES = 32 * 1024 * 1024
MAX_TEXT = 400_000  # characters of one text; a long novel's chapter has a tenth of it
MAX_LINE = 100_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{3,40})""", re.IGNORECASE
)
_NEWLINES = re.compile(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")
_JOINERS = re.compile("(?<=[\u0000-\u024f])[\u200c\u200d]|[\u200c\u200d](?=[\u0000-\u024f])")
_SPACES = re.compile("[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_ESCAPE = re.compile("\x1b\\[[0-9;?]*[A-Za-z]")  # a terminal's colours
_MULTIBYTE = re.compile(
    rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_TROUBLE = re.compile(
    "[\u00ad\u0300-\u036f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f\t\u00a0\u2000-\u200a\u202f\u205f\u3000\u1100-\u11ff\u3099\u309a\ufffe\uffff]"
)


class Text(NamedTuple):
    """Decoded words, and what was done to them that an editor should know."""

    text: str
    encoding: str
    notes: tuple[str, ...]


def decode(data: bytes, name: str) -> Text:
    """Read bytes as text, or refuse them: empty, blank, binary, broken or too long."""
    check_bytes(data, name)
    text, encoding = _decode(data, name)
    clean, removed = clean_text(text)
    if removed > max(20, len(text) // 200):
        raise refuse(name, "binary", "it is a binary file, not text", "export the article as text")
    if not clean.strip():
        raise refuse(name, "blank", "it is blank: empty but for spaces", "remove it, or fill it")
    notes = (f"{removed} control characters were left out",) if removed else ()
    return Text(clean, encoding, notes)


def check_bytes(data: bytes, name: str) -> None:
    """Refuse what is empty or too large before anything else looks at it."""
    if not data:
        raise refuse(
            name, "empty", "it is empty, there is nothing to import", "remove it, or fill it"
        )
    if len(data) > MAX_BYTES:
        raise refuse(
            name,
            "too-large",
            f"it is too large: {len(data):,} bytes",
            f"a source may have {MAX_BYTES:,} bytes",
        )


def check_length(text: str, name: str) -> None:
    """Refuse what is too long to be an article."""
    longest = max(map(len, text.split("\n")))
    if longest > MAX_LINE:
        line = next(n for n, words in enumerate(text.split("\n"), 1) if len(words) == longest)
        raise refuse(
            name,
            "too-long",
            f"too long: a single line of {longest:,} characters is no article",
            f"a line may have {MAX_LINE:,} characters",
            line,
        )
    if len(text) > MAX_TEXT:
        raise refuse(
            name,
            "too-long",
            f"too long and too many words for an article: {len(text):,} characters",
            f"split it; an article may have {MAX_TEXT:,} characters",
        )


def clean_text(text: str) -> tuple[str, int]:
    """NFC, plain line ends and spaces, nothing invisible; and how many control characters went."""
    if not _TROUBLE.search(text):
        return text, 0
    text = _NEWLINES.sub("\n", _ESCAPE.sub("", text))
    text, removed = _CONTROL.subn("", text)
    text = _JOINERS.sub("", _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text)), removed


def refuse(name: str, code: str, message: str, hint: str, line: int = 0) -> DigestError:
    """The one line that an editor gets for a source that cannot be imported."""
    return DigestError(message, at=Place(name, line), code=f"source-{code}", hint=hint)


def refuse_entities(text: str, name: str) -> None:
    """XML whose document type declares entities is not read: a few lines of them fill all memory."""
    if re.search(r"<!ENTITY", text[:20_000], re.IGNORECASE):
        message = "it declares XML entities, which is how bombs are built"
        raise refuse(name, "entities", message, "remove the DOCTYPE")


def _decode(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise _broken(data, name, encoding, error.start + len(mark)) from None
    if wide := _wide_encoding(data):
        try:
            return data.decode(wide), wide
        except UnicodeDecodeError as error:
            raise _broken(data, name, wide, error.start) from None
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _decode_legacy(data, name, error.start)


def _wide_encoding(data: bytes) -> str:
    """UTF-16 without a mark: nearly every second byte is nought."""
    head = data[:4000]
    if len(head) < 4 or b"\x00" not in head:
        return ""
    even, odd = head[0::2].count(0) / len(head), head[1::2].count(0) / len(head)
    if odd > 0.35 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.35 and odd < 0.05 else ""


def _decode_legacy(data: bytes, name: str, at: int) -> tuple[str, str]:
    if data.count(0) + len(re.findall(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]", data[:20_000])) > 8:
        raise refuse(name, "binary", "it is a binary file, not text", "export the article as text")
    declared = _DECLARED.search(data[:2000])
    if declared and (found := _try(data, declared[1].decode("ascii"))):
        return found
    # Sequences that only UTF-8 has beside bytes that it cannot have: a file cut or pasted badly.
    if _MULTIBYTE.search(data):
        raise _broken(data, name, "UTF-8", at)
    western = _try(data, "cp1252")
    if western and _looks_western(western[0]):
        return western
    return _guess(data, name, at)


def _try(data: bytes, encoding: str) -> tuple[str, str] | None:
    try:
        info = codecs.lookup(encoding)
        if not getattr(info, "_is_text_encoding", True):
            return None
        name = "cp1252" if info.name in {"iso8859-1", "ascii"} else info.name
        return data.decode(name), name
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _looks_western(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    high = sum(1 for char in text if "À" <= char <= "ÿ")
    return high <= 0.2 * letters


def _guess(data: bytes, name: str, at: int) -> tuple[str, str]:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to load, and rarely needed

    best = from_bytes(data).best()
    if best is None:
        raise _broken(data, name, "UTF-8", at)
    return str(best), best.encoding


def _broken(data: bytes, name: str, encoding: str, at: int) -> DigestError:
    line = data.count(b"\n", 0, at) + 1
    return refuse(
        name,
        "encoding",
        f"invalid {encoding.upper()}: byte {at} cannot be decoded as text in this encoding",
        "save it again as UTF-8",
        line,
    )
