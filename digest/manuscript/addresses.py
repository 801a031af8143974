"""Front matter that becomes part of an address: old addresses, former slugs, language tags."""

from __future__ import annotations

import re
from urllib.parse import unquote

from digest.base.slugs import MOST_BYTES, is_too_long
from digest.manuscript.frontmatter import Refused, read_text, read_texts
from digest.manuscript.plainfront import Value

SLUG = re.compile(r"[^\W_]+(?:[-_][^\W_]+)*")
_MOST_IN_ALL = 800
_SEGMENT = re.compile(r"(?![.])[\w.~@+,=!()-]+")
TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_OURS = frozenset({"_headers", "_redirects", "_nginx.conf", "cname"})


def read_addresses(value: Value) -> tuple[str, ...]:
    """Old addresses: paths from the site's root, which can lead nowhere else."""
    return tuple(_read_address(text) for text in read_texts(value))


def _read_address(text: str) -> str:
    path = unquote(text)
    parts = path.strip("/").split("/")
    if (
        "//" in path
        or not all(_SEGMENT.fullmatch(part) for part in parts)
        or parts[0].lower() in _OURS
    ):
        shown = text if len(text) < 60 else text[:60] + "…"
        raise Refused(f"{shown!r} is no path on this site; write it as /old/place/")
    if is_too_long(*parts) or len(path.encode()) > _MOST_IN_ALL:
        raise Refused(
            f"{text[:60]!r}… is too long: at most {_MOST_IN_ALL} bytes, {MOST_BYTES} between two slashes"
        )
    return path


def read_slugs(value: Value) -> tuple[str, ...]:
    """Former slugs."""
    slugs = read_texts(value)
    for slug in slugs:
        if not SLUG.fullmatch(slug):
            raise Refused(f"{slug[:60]!r} cannot be part of a web address")
        if is_too_long(slug):
            raise Refused(f"{slug[:60]!r}… is too long: at most {MOST_BYTES} bytes")
    return slugs


def read_language(value: Value) -> str:
    """A language tag (BCP 47)."""
    text = read_text(value)
    if not TAG.fullmatch(text):
        raise Refused(f"{text[:40]!r} is no language tag; write one such as en, de or pt-BR")
    return text
