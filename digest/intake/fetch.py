"""Web addresses -> sources: robots.txt, time and size limits, conditional requests with a cache.

Machines of one's own network are refused unless they are the one that this runs on: an address in a
newsletter must not be a way to read a printer's or a router's pages.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import time
import urllib.error
import urllib.request
import urllib.robotparser
import zlib
from collections.abc import Callable
from concurrent.futures import Future
from email.message import Message
from hashlib import sha256
from pathlib import Path
from threading import Thread
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

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
_WRITTEN = "%/:@!$&'()*+,;=~-._"  # what an address's path may hold beside letters and digits
_PIECE = 64 * 1024
_GZIP = 16 + zlib.MAX_WBITS  # what zlib calls gzip's frame


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
    def http_error_302(self, *_args: object, **_options: object) -> None:
        return None

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


_OPENER = urllib.request.build_opener(_NoRedirects)


def fetch_source(url: str, cache: Path | None = None) -> Source:
    """Fetch an article or a feed, from the cache when the server says that it has not changed."""
    deadline = time.monotonic() + DEADLINE
    stored, kept = _load(cache, url)
    address = encode_address(url)
    at_home = check_address(url)
    for _ in range(MAX_REDIRECTS + 1):
        if not is_allowed(address, deadline):
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
            address = _follow(url, address, place, at_home=at_home)
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


def encode_address(url: str) -> str:
    """An address as servers want it: letters beyond ASCII and spaces encoded, no fragment."""
    try:
        parts = urlsplit(url.strip())
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    except ValueError:
        raise refuse(url, "address", "it is no web address", "look at the address") from None
    path, query = quote(parts.path, _WRITTEN), quote(parts.query, f"{_WRITTEN}?")
    return parts._replace(netloc=host, path=path, query=query, fragment="").geturl()


def check_address(url: str, *, at_home: bool = True) -> bool:
    """Refuse what is no web address, and machines of the local network; tell whether it is this one.

    Where this machine is not ``at_home``, it is one of the local network itself.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        raise refuse(url, "address", "it is no web address", "look at the address") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise refuse(url, "address", "it is no web address", "begin it with https://")
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, ValueError, UnicodeError):
        raise refuse(url, "address", "there is no such server", "look at the address") from None
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    addresses = [getattr(address, "ipv4_mapped", None) or address for address in addresses]
    if any(address.is_private and not (at_home and address.is_loopback) for address in addresses):
        raise refuse(
            url,
            "address",
            "it is a machine of the local network",
            "save the page, and import the file",
        )
    return any(address.is_loopback for address in addresses)


def _follow(url: str, address: str, place: str, *, at_home: bool) -> str:
    """Where a redirect leads: not to this machine, unless one has asked it oneself."""
    try:
        # What is no ASCII in a header was UTF-8, or should have been; http.client tells it as Latin-1.
        told = quote(place.encode("latin-1", "replace"), f"{_WRITTEN}?#[]")
        target = encode_address(urljoin(address, told))
        check_address(target, at_home=at_home)
    except (DigestError, ValueError) as error:
        reason = error.message if isinstance(error, DigestError) else "it is no web address"
        message = f"it leads to {place}: {reason}"
        raise refuse(url, "address", message, "use the address that a browser ends at") from None
    return target


def is_allowed(url: str, deadline: float) -> bool:
    """Ask the server's robots.txt (RFC 9309): missing allows, a failing server does not."""
    parts = urlsplit(url)
    soon = min(deadline, time.monotonic() + TIMEOUT)
    try:
        answer = _open(f"{parts.scheme}://{parts.netloc}/robots.txt", {}, 512 * 1024, soon)
    except (OSError, ValueError, http.client.HTTPException):
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
    except http.client.IncompleteRead:
        raise refuse(name, "http", "it was cut off on its way", "try again later") from None
    except (OSError, ValueError, zlib.error) as error:
        raise refuse(name, "http", f"it cannot be read: {error}", "try again later") from None
    except http.client.HTTPException as error:
        reason = f"the server's answer is no HTTP ({type(error).__name__})"
        raise refuse(name, "http", reason, "save the page by hand") from None


def _open(url: str, headers: dict[str, str], limit: int, deadline: float) -> Answer:
    request = urllib.request.Request(  # noqa: S310 - the scheme was checked
        url,
        headers={"User-Agent": AGENT, "Accept": "text/html, application/xml, */*;q=0.5", **headers},
    )
    return _within(deadline, lambda: _ask(request, url, limit, deadline))


def _within(deadline: float, ask: Callable[[], Answer]) -> Answer:
    """Ask in a thread that is left to itself when time is over: servers may send a byte a second."""
    answer: Future[Answer] = Future()

    def work() -> None:
        try:
            answer.set_result(ask())
        except Exception as error:  # noqa: BLE001 - raised where it is waited for
            answer.set_exception(error)

    Thread(target=work, daemon=True).start()
    return answer.result(max(0.0, deadline - time.monotonic()))


def _ask(request: urllib.request.Request, url: str, limit: int, deadline: float) -> Answer:
    try:
        with _OPENER.open(request, timeout=TIMEOUT) as response:
            body = _read(response, url, limit, deadline)
            packing = response.headers.get("Content-Encoding", "").strip().lower()
            return Answer(response.status, response.headers, _unpack(body, packing, url, limit))
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers, b"")


def _read(response: http.client.HTTPResponse, url: str, limit: int, deadline: float) -> bytes:
    """Read a body in pieces, so that a slow, endless or cut one is given up."""
    promised = response.length or 0
    pieces: list[bytes] = []
    size = 0
    while promised <= limit and (piece := response.read1(_PIECE)):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            break
        if time.monotonic() > deadline:
            raise TimeoutError
    if max(promised, size) > limit:
        raise _too_large(url, limit)
    if size < promised:
        raise http.client.IncompleteRead(b"", promised - size)
    return b"".join(pieces)


def _unpack(body: bytes, packing: str, url: str, limit: int) -> bytes:
    """A body as it was before a server packed it, though nobody had asked for that."""
    if packing in {"", "identity"}:
        return body
    if packing not in {"gzip", "x-gzip"}:
        reason = f"it comes packed as {packing!r}, which was not asked for"
        raise refuse(url, "http", reason, "save the page by hand")
    unpacker = zlib.decompressobj(_GZIP)
    plain = unpacker.decompress(body, limit + 1)
    if len(plain) > limit:
        raise _too_large(url, limit)
    if not unpacker.eof:
        raise http.client.IncompleteRead(b"")
    return plain


def _too_large(url: str, limit: int) -> DigestError:
    reason = f"it has more than {limit:,} bytes"
    return refuse(url, "too-large", reason, "save the page, and import the file")


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
