"""Who may ask: a check of the Host header, which stops pages of other sites (DNS rebinding); and ports."""

from __future__ import annotations

import errno
import ipaddress
import socket
from urllib.parse import urlsplit

from digest.base.errors import UsageError

TRIES = 100


def is_ours(header: str, bound: str) -> bool:
    """Whether a Host header names this machine: its loopback names, its address, or what --host said."""
    name = _name_of(header)
    if name is None:
        return False
    if name == "localhost" or name.endswith(".localhost") or name == bound.lower():
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        own = socket.gethostname().lower()
        return not is_loopback(bound) and name in {own, f"{own}.local", own.partition(".")[0]}
    return True  # a name server cannot be made to answer for a bare address


def same_origin(origin: str, host: str) -> bool:
    """Whether a WebSocket was opened by a page of ours (RFC 6455, 10.2)."""
    return not origin or urlsplit(origin).netloc.lower() == host.lower()


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach it."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def bind(host: str, port: int) -> socket.socket:
    """A listening socket at the port, or at the next free one above it."""
    try:
        family, *_, address = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0]
    except OSError:
        raise UsageError(f"--host: {host!r} is no address of this machine") from None
    for number in range(port, min(port + TRIES, 65536)) if port else (0,):
        sock = socket.socket(family, socket.SOCK_STREAM)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((address[0], number, *address[2:]))
            sock.listen(1024)
        except OSError as error:
            sock.close()
            if error.errno == errno.EADDRINUSE:
                continue
            raise UsageError(
                f"cannot listen at {host}:{number}: {(error.strerror or '').lower()}"
            ) from None
        sock.setblocking(False)
        return sock
    raise UsageError(f"no free port from {port} on", hint="name another one with --port")


def _name_of(header: str) -> str | None:
    try:
        parts = urlsplit(f"//{header}")
        _ = parts.port  # raises when it is no number
    except ValueError:
        return None
    if not header or "@" in header or "/" in header or parts.hostname is None:
        return None
    return parts.hostname.lower().rstrip(".")
