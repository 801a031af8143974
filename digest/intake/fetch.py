"""Web addresses -> sources: robots.txt, time and size limits, conditional requests with a cache.

Machines of one's own network are refused unless they are the one that this runs on: an address in a
newsletter must not be a way to read a printer's or a router's pages.
"""

from __future__ import annotations

import ipaddress
import socket
import time
import urllib.error
import urllib.request
import urllib.robotparser
from email.message import Message
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import msgspec

from digest import __version__
from digest.base.errors import DigestError
from digest.base.files import read_bytes, write_atomic
from digest.intake.decode import MAX_BYTES, refuse
from digest.intake.records import Source
from digest.intake.sources import make_source

AGENT = f"digest/{__version__} (news digest importer)"
TIMEOUT = 15.0  # seconds for each step of a request
DEADLINE = 60.0  # seconds for all of it
MAX_REDIRECTS = 5
_ROBOT = "digest"
_REDIRECTS = {301, 302, 303, 307, 308}


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """What the cache remembers of an address."""

    url: str
    etag: str = ""
    modified: str = ""


class Answer(NamedTuple):
    """A server's answer: status, headers and body."""

    status: int
    headers: Message
    body: bytes


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object, **_options: object) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirects)


def fetch_source(url: str, cache: Path | None = None) -> Source:
    """Fetch an article or a feed, from the cache when the server says that it has not changed."""
    deadline = time.monotonic() + DEADLINE
    stored, kept = _load(cache, url)
    address = url
    for _ in range(MAX_REDIRECTS + 1):
        check_address(address)
        if not is_allowed(address):
            raise refuse(
                url,
                "robots",
                "its robots.txt does not allow programs to read it",
                "save the page by hand",
            )
        answer = _request(url, address, stored if kept is not None else None, deadline)
        if answer.status == 304 and kept is not None:
            return make_source(url, kept, url=address, modified=time.time_ns())
        if answer.status in _REDIRECTS and (place := answer.headers.get("Location")):
            address = urljoin(address, place)
            continue
        if answer.status != 200:
            raise refuse(
                url,
                "http",
                f"the server answered with status {answer.status}",
                "look at it in a browser",
            )
        _store(cache, url, answer)
        return make_source(url, answer.body, url=address, modified=time.time_ns())
    raise refuse(
        url, "redirects", "the address leads in circles", "use the address that a browser ends at"
    )


def check_address(url: str) -> None:
    """Refuse what is no web address, and machines of the local network."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise refuse(url, "address", "it is no web address", "begin it with https://")
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, ValueError, UnicodeError):
        raise refuse(url, "address", "there is no such server", "look at the address") from None
    for entry in found:
        address = ipaddress.ip_address(str(entry[4][0]).partition("%")[0])
        if address.is_private and not address.is_loopback:
            raise refuse(
                url,
                "address",
                "it is a machine of the local network",
                "save the page, and import the file",
            )


def is_allowed(url: str) -> bool:
    """Ask the server's robots.txt (RFC 9309): missing allows, a failing server does not."""
    parts = urlsplit(url)
    try:
        answer = _open(
            f"{parts.scheme}://{parts.netloc}/robots.txt",
            {},
            512 * 1024,
            time.monotonic() + TIMEOUT,
        )
    except (OSError, ValueError):
        return True
    if answer.status >= 500:
        return False
    if answer.status != 200:
        return True
    rules = urllib.robotparser.RobotFileParser()
    rules.parse(answer.body.decode("utf-8", "replace").splitlines())
    return rules.can_fetch(_ROBOT, url)


def _request(name: str, url: str, stored: Stored | None, deadline: float) -> Answer:
    headers = {}
    if stored and stored.etag:
        headers["If-None-Match"] = stored.etag
    if stored and stored.modified:
        headers["If-Modified-Since"] = stored.modified
    try:
        return _open(url, headers, MAX_BYTES, deadline)
    except TimeoutError:
        raise refuse(name, "timeout", "the server took too long", "try again later") from None
    except urllib.error.URLError as error:
        reason = (
            "the server took too long"
            if isinstance(error.reason, TimeoutError)
            else f"it cannot be reached: {error.reason}"
        )
        raise refuse(name, "http", reason, "try again later") from None
    except (OSError, ValueError) as error:
        raise refuse(name, "http", f"it cannot be read: {error}", "try again later") from None


def _open(url: str, headers: dict[str, str], limit: int, deadline: float) -> Answer:
    request = urllib.request.Request(  # noqa: S310 - the scheme was checked
        url,
        headers={"User-Agent": AGENT, "Accept": "text/html, application/xml, */*;q=0.5", **headers},
    )
    try:
        with _OPENER.open(request, timeout=TIMEOUT) as response:
            return Answer(response.status, response.headers, _read(response, url, limit, deadline))
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers, b"")


def _read(response: object, url: str, limit: int, deadline: float) -> bytes:
    """Read a body in pieces, so that a slow or endless one is given up."""
    pieces: list[bytes] = []
    size = 0
    while piece := response.read(64 * 1024):  # type: ignore[attr-defined]
        size += len(piece)
        if size > limit:
            raise refuse(
                url,
                "too-large",
                f"it has more than {limit:,} bytes",
                "save the page, and import the file",
            )
        if time.monotonic() > deadline:
            raise TimeoutError
        pieces.append(piece)
    return b"".join(pieces)


def _load(cache: Path | None, url: str) -> tuple[Stored | None, bytes | None]:
    if cache is None:
        return None, None
    try:
        stored = msgspec.json.decode(read_bytes(cache / f"{_name(url)}.json"), type=Stored)
        return stored, read_bytes(cache / f"{_name(url)}.body")
    except (DigestError, msgspec.DecodeError):
        return None, None


def _store(cache: Path | None, url: str, answer: Answer) -> None:
    if cache is None:
        return
    etag, modified = answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", "")
    if etag or modified:
        write_atomic(cache / f"{_name(url)}.body", answer.body)
        stored = Stored(url=url, etag=etag, modified=modified)
        write_atomic(cache / f"{_name(url)}.json", msgspec.json.encode(stored))


def _name(url: str) -> str:
    return sha256(url.encode("utf-8")).hexdigest()[:32]
