"""The built site as a browser meets it: every link of every page leads to a file, every anchor to an id.

What a page links to is kept by the hash of its bytes, so that only pages that changed are read.
"""

from __future__ import annotations

import html
import os
import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import msgspec

from digest.base.errors import DigestError, Place
from digest.base.files import read_bytes
from digest.build.batches import batches
from digest.check.desk import place_of
from digest.check.findings import Finding, make_finding
from digest.model import urls
from digest.model.site import Config

_LINK = re.compile(rb'<[a-z][^<>]*?\s(?:href|src)="([^"]*)"')
_ID = re.compile(rb' id="([^"]*)"')
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")

Run = Callable[[Any, list[Any], int], Iterator[Any]]


class Seen(msgspec.Struct, array_like=True):
    """What was seen in pages: strings, and for each page (by its hash) which of them it has."""

    strings: list[str] = []
    pages: dict[str, tuple[bytes, bytes]] = {}  # hash -> links, ids: arrays of 32-bit positions


class Dead(msgspec.Struct, frozen=True, array_like=True):
    """A link that leads nowhere, and the files that have it."""

    link: str
    rule: str
    files: tuple[str, ...]


def look(output: str, digests: Mapping[str, bytes], known: Seen, run: Run, jobs: int) -> Seen:
    """Read the pages whose bytes are not known yet; forget those that are gone."""
    wanted = {digest.hex(): file for file, digest in digests.items() if file.endswith(".html")}
    fresh = [(name, file) for name, file in wanted.items() if name not in known.pages]
    if not fresh and len(wanted) == len(known.pages):
        return known
    strings = list(known.strings)
    position = {text: at for at, text in enumerate(strings)}
    pages = {name: row for name, row in known.pages.items() if name in wanted}
    work = [tuple(part) for part in batches(fresh, jobs)]
    for answer in run(LookBatch(output), work, len(fresh)):
        for name, links, ids in msgspec.msgpack.decode(
            answer, type=list[tuple[str, list[str], list[str]]]
        ):
            rows = []
            for texts in (links, ids):
                for text in texts:
                    if text not in position:
                        position[text] = len(strings)
                        strings.append(text)
                rows.append(array("I", [position[text] for text in texts]).tobytes())
            pages[name] = (rows[0], rows[1])
    return Seen(strings, pages)


class LookBatch:
    """The worker's task: (hash, file) -> links and ids of each page, entities undone."""

    def __init__(self, output: str) -> None:
        """Where the pages are."""
        self._output = output

    def __call__(self, pages: tuple[tuple[str, str], ...]) -> bytes:
        """Read each page."""
        found = []
        for name, file in pages:
            try:
                data = read_bytes(f"{self._output}/{file}")
            except DigestError:
                continue
            found.append((name, _decode(_LINK, data), _decode(_ID, data)))
        return msgspec.msgpack.encode(found)


def _decode(pattern: re.Pattern[bytes], data: bytes) -> list[str]:
    return [
        html.unescape(each.decode("utf-8", "replace"))
        for each in dict.fromkeys(pattern.findall(data))
    ]


def find_dead(digests: Mapping[str, bytes], seen: Seen, config: Config) -> list[Dead]:
    """Every link of the built site that leads nowhere."""
    judge = _Judge(digests, seen, config)
    numbers = {text: at for at, text in enumerate(seen.strings)}
    files = {digest.hex(): file for file, digest in digests.items()}
    all_links: set[int] = set()
    for links, _ in seen.pages.values():
        all_links.update(memoryview(links).cast("I"))
    everywhere = {at: rule for at in all_links if (rule := judge.anywhere(seen.strings[at]))}
    local = {at for at, rule in everywhere.items() if rule == "local"}
    dead: dict[tuple[str, str], list[str]] = {}
    for name, (links, ids) in seen.pages.items():
        suspects = everywhere.keys() & memoryview(links).cast("I").tolist()
        own: set[int] | None = None
        for at in sorted(suspects):
            text, rule = seen.strings[at], everywhere[at]
            if at in local:
                if text.startswith("#"):
                    own = own if own is not None else set(memoryview(ids).cast("I"))
                    there = text in {"#", "#top"} or numbers.get(unquote(text[1:]), -1) in own
                    rule = "" if there or ":~:" in text else "rendered-anchor"
                else:
                    rule = judge.on_page(text, files[name])
            if rule:
                dead.setdefault((text, rule), []).append(files[name])
    return [Dead(link, rule, tuple(sorted(where))) for (link, rule), where in sorted(dead.items())]


class _Judge:
    """Tells whether links lead somewhere."""

    def __init__(self, digests: Mapping[str, bytes], seen: Seen, config: Config) -> None:
        self._digests, self._seen = digests, seen
        self._root, self._base = config.root, config.base
        self._numbers = {text: at for at, text in enumerate(seen.strings)}
        self._ids = lru_cache(maxsize=4096)(self._read_ids)
        self._places = {f"{config.base}/{file.removesuffix('index.html')}" for file in digests}

    def anywhere(self, link: str) -> str:
        """The rule that a link breaks on whichever page it stands; "local" when that depends on the page."""
        if link in self._places:
            return ""
        if link.startswith(self._root + "/") or link == self._root:
            link = link[len(self._root) :] or "/"
        elif link.startswith("//") or _SCHEME.match(link):
            return ""
        if not link.startswith("/"):
            return "local" if link else ""
        return self._absolute(link)

    def on_page(self, link: str, file: str) -> str:
        """The rule that a relative link breaks on this page."""
        return self._absolute(urljoin(f"{self._base}/{file}", link))

    def _absolute(self, link: str) -> str:
        try:
            parts = urlsplit(link)
        except ValueError:
            return "rendered-link"
        path = unquote(parts.path)
        if self._base:
            if path != self._base and not path.startswith(self._base + "/"):
                return "rendered-link"  # it lacks the path under which the site is hosted
            path = path[len(self._base) :] or "/"
        file = urls.file_of(path)
        if file not in self._digests:
            return "" if f"{file}/index.html" in self._digests else "rendered-link"
        if not parts.fragment or ":~:" in parts.fragment or not file.endswith(".html"):
            return ""
        known = self._ids(file)
        there = known is None or self._numbers.get(unquote(parts.fragment), -1) in known
        return "" if there else "rendered-anchor"

    def _read_ids(self, file: str) -> frozenset[int] | None:
        row = self._seen.pages.get(self._digests[file].hex())
        return frozenset(memoryview(row[1]).cast("I")) if row else None


def tell_dead(
    dead: Iterable[Dead], output: Path, shown: str, told: frozenset[str]
) -> Iterator[Finding]:
    """One finding for each dead link, at its first page; ``told`` are paths that the content's rules named."""
    for one in dead:
        if any(one.link.split("#")[0].endswith(path) for path in told if path) or one.link in told:
            continue
        place = _locate(output, one.files[0], one.link, shown)
        more = f" (and on {len(one.files) - 1:,} more pages)" if len(one.files) > 1 else ""
        what = (
            "leads nowhere"
            if one.rule == "rendered-link"
            else "names a place that its page does not have"
        )
        hint = "a template, or a file of the content, makes this link; build again if the output is old"
        yield make_finding(place, one.rule, f"the link {one.link} {what}{more}", hint)


def _locate(output: Path, file: str, link: str, shown: str) -> Place:
    path = f"{shown}/{file}"
    try:
        text = read_bytes(output / file).decode("utf-8", "replace")
    except DigestError:
        return Place(path, 1, 1)
    for form in (html.escape(link), link):
        at = text.find(f'"{form}"')
        if at >= 0:
            return place_of(path, text, at + 1)
    return Place(path, 1, 1)


def shown_path(output: Path, folder: Path) -> str:
    """How the output is named in reports: relative to the site's folder where it lies there."""
    return (
        os.path.relpath(output, folder).replace(os.sep, "/")
        if output.is_relative_to(folder)
        else output.as_posix()
    )
