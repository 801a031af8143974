"""``digest.toml``: its text -> the site's settings, checked; what is wrong is told with its line and a remedy."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any, Literal, get_args, get_origin, get_type_hints
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from digest.base.errors import DigestError, Place
from digest.base.slugs import is_too_long
from digest.model.policy import DIRECTIVES
from digest.model.site import CONFIG_NAME, Config
from digest.model.tomltext import line_of, read_table

_SOURCE = re.compile(r"[^\s;,\"<>&]+")
_KEY = re.compile(r"[A-Za-z0-9-]{8,128}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def parse_config(text: str, path: str = CONFIG_NAME) -> Config:
    """Read the settings; an unknown key is refused with its nearest neighbour."""
    table = read_table(text, path)
    _refuse_unknown(table, Config, text, path, "")
    try:
        config = msgspec.convert(table, Config)
    except msgspec.ValidationError as error:
        message, _, where = str(error).partition(" - at ")
        name = where.strip("`").removeprefix("$.").partition("[")[0]
        at = Place(path, line_of(text, name))
        hint = _name_choices(name)
        raise DigestError(f"{name}: {_plain(message)}", at=at, code="settings", hint=hint) from None
    return check_config(config, path, text)


def check_config(config: Config, path: str, text: str = "") -> Config:
    """Refuse what no site can be built with: a URL that is none, a zone that nobody knows."""
    if not _is_address(config.site.url) or "?" in config.site.url or "#" in config.site.url:
        raise DigestError(
            f"site.url: {config.site.url!r} is no web address",
            at=Place(path, line_of(text, "site.url")),
            code="settings",
            hint='write the whole address, such as "https://news.example.org/"',
        )
    try:
        ZoneInfo(config.site.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise DigestError(
            f"site.timezone: {config.site.timezone!r} is no time zone",
            at=Place(path, line_of(text, "site.timezone")),
            code="settings",
            hint='write a name from the tz database, such as "Europe/Oslo"',
        ) from None
    _check_words(config, path, text)
    _check_policy(config, path, text)
    _check_ping(config, path, text)
    url = _spell_host(config.site.url, path, text)
    url = url if url.endswith("/") else url + "/"
    if url != config.site.url:
        site = msgspec.structs.replace(config.site, url=url)
        return msgspec.structs.replace(config, site=site)
    return config


def _is_address(url: str) -> bool:
    """Whether this is the whole address of something on the web."""
    try:
        parts = urlsplit(url)
        port = parts.port  # read, as only then it is looked at
    except ValueError:
        return False
    whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and port != 0
    return whole and url.isprintable() and " " not in url


def _leads_out(file: str) -> bool:
    """Whether a path names something that is not in the site's folder."""
    parts = re.split(r"[/\\]", file)
    return file.startswith(("/", "\\")) or ":" in file or ".." in parts or is_too_long(*parts)


def _check_words(config: Config, path: str, text: str) -> None:
    """A title, a language, widths, a font and a licence that a page can be made with."""
    faults = (
        ("site.title", not config.site.title.strip(), "must not be empty", 'write title = "…"'),
        (
            "site.language",
            not _LANGUAGE.fullmatch(config.site.language),
            f"{config.site.language!r} is no language code",
            'write "en", "nb" or "pt-BR"',
        ),
        (
            "images.widths",
            any(width < 1 for width in config.images.widths),
            "a width is 1 pixel or more",
            "write widths = [480, 960, 1600]",
        ),
        (
            "cards.font",
            _leads_out(config.cards.font),
            "the font must be a file of the site's own folder",
            'copy it there, and write font = "fonts/mine.ttf"',
        ),
        (
            "data.licence",
            bool(config.data.licence) and not _is_address(config.data.licence),
            f"{config.data.licence!r} is no web address",
            'write the licence\'s own, such as "https://creativecommons.org/licenses/by/4.0/"',
        ),
    )
    for name, wrong, message, hint in faults:
        if wrong:
            at = Place(path, line_of(text, name))
            raise DigestError(f"{name}: {message}", at=at, code="settings", hint=hint)


def _spell_host(url: str, path: str, text: str) -> str:
    """The address with its host as the name system and feed readers know it (IDNA)."""
    host = urlsplit(url).hostname or ""
    if host.isascii():
        return url
    try:
        return url.replace(host, host.encode("idna").decode("ascii"), 1)
    except UnicodeError:
        at = Place(path, line_of(text, "site.url"))
        raise DigestError(f"site.url: {host!r} is no host", at=at, code="settings") from None


def _check_policy(config: Config, path: str, text: str) -> None:
    for directive, sources in config.security.allow.items():
        own = line_of(text, f"security.allow.{directive}")
        at = Place(path, own or line_of(text, "security.allow"))
        if directive not in DIRECTIVES:
            near = get_close_matches(directive, DIRECTIVES, 1)
            hint = (
                f"did you mean {near[0]!r}?" if near else f"known: {', '.join(sorted(DIRECTIVES))}"
            )
            message = f"security.allow: unknown directive {directive!r}"
            raise DigestError(message, at=at, code="settings", hint=hint)
        for source in sources:
            if not _SOURCE.fullmatch(source):
                raise DigestError(
                    f"security.allow.{directive}: {source!r} is no source",
                    at=at,
                    code="settings",
                    hint='write an origin, such as "https://stats.example.org"',
                )


def _check_ping(config: Config, path: str, text: str) -> None:
    ping = config.ping
    if ping.indexnow_key and not _KEY.fullmatch(ping.indexnow_key):
        raise DigestError(
            "ping.indexnow_key: must be 8 to 128 letters, digits and hyphens",
            at=Place(path, line_of(text, "ping.indexnow_key")),
            code="settings",
        )
    for name, addresses in (("hubs", ping.hubs), ("indexnow_url", (ping.indexnow_url,))):
        for address in addresses:
            if not _is_address(address):
                raise DigestError(
                    f"ping.{name}: {address!r} is no web address",
                    at=Place(path, line_of(text, f"ping.{name}")),
                    code="settings",
                    hint='write the whole address, such as "https://hub.example.org/"',
                )


def _refuse_unknown(
    table: dict[str, Any], record: type[msgspec.Struct], text: str, path: str, prefix: str
) -> None:
    known = {field.encode_name: field.type for field in msgspec.structs.fields(record)}
    known.pop("kit", None)
    for key, value in table.items():
        if key not in known:
            near = get_close_matches(key, known, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(sorted(known))}"
            at = Place(path, line_of(text, prefix + key))
            raise DigestError(
                f"unknown setting {prefix + key!r}", at=at, code="settings", hint=hint
            )
        inner = known[key]
        if (
            isinstance(inner, type)
            and issubclass(inner, msgspec.Struct)
            and isinstance(value, dict)
        ):
            _refuse_unknown(value, inner, text, path, f"{prefix}{key}.")


def _name_choices(name: str) -> str:
    """The values that a setting may have, where they are a few words; else nothing."""
    kind: Any = Config
    for part in name.split("."):
        field = {"import": "imports"}.get(part, part)
        kind = get_type_hints(kind).get(field) if isinstance(kind, type) else None
    while kind is not None and get_origin(kind) is tuple:
        kind = get_args(kind)[0]
    words = get_args(kind) if get_origin(kind) is Literal else ()
    return f"choose from: {', '.join(words)}" if words else ""


def _plain(message: str) -> str:
    words = {
        "`str`": "text",
        "`bool`": "true or false",
        "`int`": "a number",
        "`object`": "a table",
        "`array`": 'a list, such as ["…"]',
        "Invalid enum value": "unknown value",
    }
    for code, word in words.items():
        message = message.replace(code, word)
    return message.replace("Expected", "must be").replace(", got", ", not")
