"""Telling the world after a deploy: WebSub hubs (W3C) of feeds that changed, IndexNow of pages.

What changed is seen by the manifest of the last ping.
"""

from __future__ import annotations

import os
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import msgspec

from digest import __version__
from digest.deploy.host import hide_secrets
from digest.model.site import Config

MOST = 10_000  # addresses of one IndexNow request
WAIT = 20  # seconds for an answer
FEEDS = ("feed.xml", "atom.xml", "feed.json")


class Call(NamedTuple):
    """A request to be made: to whom, with what, about how many addresses."""

    to: str
    type: str
    body: bytes
    about: tuple[str, ...]


class Answer(NamedTuple):
    """What came of a call; ``fault`` is "" when all is well."""

    call: Call
    fault: str


def plan_calls(config: Config, here: Mapping[str, bytes], known: Mapping[str, bytes]) -> list[Call]:
    """Whom to tell what: all that is new or different since ``known``, and pages that are gone."""
    changed = [file for file, digest in here.items() if known.get(file) != digest]
    root = config.site.url
    feeds = tuple(
        root + quote(file) for file in sorted(changed) if file.rpartition("/")[2] in FEEDS
    )
    calls = [_call_hub(hub, feeds) for hub in config.ping.hubs if feeds]
    if config.ping.indexnow_key:
        gone = [file for file in known if file not in here]
        pages = sorted(_address(root, file) for file in (*changed, *gone) if _is_page(file))
        parts = [tuple(pages[at : at + MOST]) for at in range(0, len(pages), MOST)]
        calls += [_call_indexnow(config, part) for part in parts]
    return calls


def _call_hub(hub: str, feeds: tuple[str, ...]) -> Call:
    fields = [("hub.mode", "publish"), *(("hub.url", feed) for feed in feeds)]
    body = urllib.parse.urlencode(fields).encode()
    return Call(hub, "application/x-www-form-urlencoded", body, feeds)


def _call_indexnow(config: Config, pages: tuple[str, ...]) -> Call:
    key = config.ping.indexnow_key
    told = {
        "host": urlsplit(config.site.url).netloc,
        "key": key,
        "keyLocation": f"{config.site.url}{key}.txt",
        "urlList": pages,
    }
    kind = "application/json; charset=utf-8"
    return Call(config.ping.indexnow_url, kind, msgspec.json.encode(told), pages)


def _is_page(file: str) -> bool:
    return (file == "index.html" or file.endswith("/index.html")) and not file.startswith("search/")


def _address(root: str, file: str) -> str:
    return root + quote(file.removesuffix("index.html"))


def make_call(call: Call) -> Answer:
    """Ask; a hub or an engine that does not take it is told, and is no reason to stop."""
    headers = {"Content-Type": call.type, "User-Agent": f"digest/{__version__}"}
    request = urllib.request.Request(call.to, call.body, headers)  # noqa: S310 - http(s), by the settings
    try:
        with urllib.request.urlopen(request, timeout=WAIT):  # noqa: S310
            return Answer(call, "")
    except urllib.error.HTTPError as error:
        with error:
            return Answer(call, f"it answers {error.code} {error.reason}")
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        return Answer(call, hide_secrets(f"it does not answer ({reason})", os.environ))
