"""A new site: a folder with settings, a first article with its source, and a page to begin with."""

from __future__ import annotations

import datetime as dt
import json
import re
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from digest.base.errors import DigestError, Place, UsageError
from digest.base.files import replace_bytes
from digest.model.site import CONFIG_NAME
from digest.model.sitefile import parse_config

_SOURCE = "seeds/footbridge-reopens.txt"
_BLANK = re.compile(r"\{(\w+)\}")
_NAMES = {"gitignore": ".gitignore"}  # a dotted name would be lost in some packages
_EMPTY_ENOUGH = frozenset({".git", ".gitignore", ".DS_Store", "LICENSE"})


class NewSite(msgspec.Struct, frozen=True, kw_only=True):
    """What the settings of a new site say."""

    title: str = ""
    url: str = "https://news.example.org/"
    language: str = "en"
    timezone: str = "UTC"


def write_new_site(folder: Path, wanted: NewSite, today: dt.date) -> tuple[str, ...]:
    """Write a site that builds at once; returns its files. A folder that holds anything is refused."""
    _refuse_used(folder)
    title = wanted.title or _title_from(folder)
    values = {
        "title": _toml(title),
        "heading": title,
        "url": _toml(wanted.url),
        "language": _toml(wanted.language),
        "timezone": _toml(wanted.timezone),
        "date": today.isoformat(),
        "lang": "" if wanted.language[:2] == "en" else "lang: en\n",  # the sample is in English
    }
    files = dict(_find_starter())
    values["sha256"] = sha256(files[_SOURCE].encode()).hexdigest()
    filled = {
        name: text if name == _SOURCE else _fill(text, values) for name, text in files.items()
    }
    _check_settings(filled[CONFIG_NAME])
    for name, text in filled.items():
        if name != ".gitignore" or not (folder / name).exists():
            replace_bytes(str(folder / name), text.encode())
    return tuple(sorted(filled))


def _check_settings(text: str) -> None:
    """Refuse a bad address or time zone before anything is written: no file is at fault, but an option."""
    try:
        parse_config(text)
    except DigestError as error:
        raise UsageError(error.message.replace("site.", "--", 1), hint=error.hint) from None


def _refuse_used(folder: Path) -> None:
    at = Place(folder.as_posix())
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageError("there is a file of this name", at=at, hint="name a new folder")
    try:
        found = sorted(entry.name for entry in folder.iterdir() if entry.name not in _EMPTY_ENOUGH)
    except OSError as error:
        raise DigestError(f"cannot look into this folder: {error.strerror}", at=at) from None
    if found:
        raise UsageError(
            f"this folder is not empty: it holds {found[0]!r}",
            at=at,
            hint="name a new or empty folder",
        )


def _find_starter() -> list[tuple[str, str]]:
    """The files of the starter site that comes with the package: (name, text)."""
    return sorted(_walk(resources.files("digest.app") / "starter", ""))


def _walk(folder: Traversable, prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for entry in folder.iterdir():
        name = prefix + _NAMES.get(entry.name, entry.name)
        if entry.is_dir():
            found += _walk(entry, f"{name}/")
        elif not entry.name.startswith("."):
            found.append((name, entry.read_text(encoding="utf-8").replace("\r\n", "\n")))
    return found


def _fill(text: str, values: dict[str, str]) -> str:
    return _BLANK.sub(lambda blank: values.get(blank[1], blank[0]), text)


def _title_from(folder: Path) -> str:
    words = folder.resolve().name.replace("-", " ").replace("_", " ").split()
    title = " ".join(word[:1].upper() + word[1:] for word in words)
    return "".join(char for char in title if char.isprintable()) or "Daily Digest"


def _toml(text: str) -> str:
    """A TOML basic string: JSON's escapes are a subset of its own (TOML 1.0, section String)."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
