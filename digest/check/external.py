"""Links to other sites: does each address answer? Only asked for with --external."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, urlsplit

from digest import __version__
from digest.base.errors import DigestError
from digest.base.telling import Tick
from digest.check.desk import Desk
from digest.check.findings import Finding, make_finding
from digest.check.links import locate
from digest.intake.fetch import check_address

TIMEOUT = 12.0  # seconds
HANDS = 8
# The server is there and does not talk to programs, or not now: that is no dead link.
ALIVE = frozenset({401, 403, 405, 406, 429, 451, 999})
AGENT = f"Mozilla/5.0 (compatible; digest/{__version__}; link check)"


def check_external(
    desk: Desk,
    links: Mapping[str, Sequence[tuple[str, str]]],
    tick: Tick,
    ask: Callable[[str], str] | None = None,
) -> Iterator[Finding]:
    """Ask every address once; ``links`` leads from an address to the files that have it."""
    addresses = sorted(links)
    with ThreadPoolExecutor(HANDS) as pool:
        for done, (address, fault) in enumerate(
            zip(addresses, pool.map(ask or ask_address, addresses), strict=True), 1
        ):
            tick("links", done, len(addresses))
            if not fault:
                continue
            for path, written in dict.fromkeys(links[address]):
                message = f"the link {address} does not answer: {fault}"
                place = locate(desk, path, written)
                yield make_finding(place, "external-link", message, "look whether it has moved")


def ask_address(address: str) -> str:
    """What is the matter with an address; "" when it answers."""
    try:
        check_address(address)
        status = _ask(address, "HEAD")
        if status >= 400 and status not in ALIVE - {405}:
            status = _ask(address, "GET")  # some servers know no HEAD
    except DigestError as error:
        return error.message
    except (OSError, http.client.HTTPException, ValueError) as error:
        return str(getattr(error, "reason", error)) or type(error).__name__
    return "" if status < 400 or status in ALIVE else f"HTTP status {status}"


def _ask(address: str, method: str) -> int:
    parts = urlsplit(address)
    target = parts._replace(path=quote(parts.path, safe="/%:@!$&'()*+,;=~-._")).geturl()
    head = {"User-Agent": AGENT, "Accept": "*/*"}
    request = urllib.request.Request(target, method=method, headers=head)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code
