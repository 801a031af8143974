"""Links, anchors and pictures in what editors wrote: bodies, comments, plain pages, people and topics."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from rapidfuzz import process

from digest.base.errors import Place
from digest.check.desk import Desk
from digest.check.findings import Edit, Finding, make_finding
from digest.check.prose import Prose, body_start, find_destinations, find_prose, spellings
from digest.model.site import Config

_TARGET = re.compile(r"<(a|img)\s((?:[^>]*?\s)?)(?:href|src)=\"([^\"]*)\"([^>]*)>")
_ALT = re.compile(r'\balt="([^"]*)"')
_ID = re.compile(r'<[^>]*\sid="([^"]*)"')
_TAIL = re.compile(r"[?#].*", re.DOTALL)
_PLAIN = re.compile(r"[^\s()<>\[\]\"'\\`*|&?]+")  # means itself wherever a link may lead
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class Where(NamedTuple):
    """A link taken apart: a path of this site with an anchor, or an address elsewhere."""

    path: str  # "" for a link that leads elsewhere
    anchor: str
    outside: str  # the http(s) address, "" for one of ours


def follow(target: str, page: str, config: Config) -> Where:
    """Where a link on a page leads; mailto and the like lead nowhere that can be checked."""
    if target.startswith(config.root + "/"):
        own = target[len(config.root) :]
        if (own + "/").startswith(config.base + "/"):
            target = own[len(config.base) :] or "/"
    elif target.startswith("//"):
        return Where("", "", f"https:{target}")
    elif _SCHEME.match(target):
        outside = target if target.lower().startswith(("http://", "https://")) else ""
        return Where("", "", outside)
    try:
        parts = urlsplit(urljoin(page, target))
    except ValueError:
        return Where(target, "", "")
    path = unquote(parts.path).removesuffix("index.html") or "/"
    return Where(path, unquote(parts.fragment), "")


class Map:
    """The addresses of the site, and what stands at each."""

    def __init__(self, desk: Desk) -> None:
        """Take them from the plan and the copied files."""
        self.desk = desk
        self.known = desk.pages.keys() | desk.statics | {story.url for story in desk.broken}

    @cached_property
    def hidden(self) -> dict[str, str]:
        """Articles that are not shown now: their address and their file."""
        return {s.url: s.path for s in self.desk.stories if s.url not in self.desk.pages}

    @cached_property
    def by_file(self) -> dict[str, str]:
        """The address of each article and plain page by its file."""
        articles = {story.path: story.url for story in self.desk.stories}
        return articles | {page.path: f"/{page.slug}/" for page in self.desk.plain}

    @cached_property
    def folded(self) -> dict[str, str]:
        """The addresses by themselves in small letters."""
        return {known.casefold(): known for known in sorted(self.known)}

    @cached_property
    def anchors(self) -> dict[str, frozenset[str]]:
        """The ids in what editors wrote, by page; comments have theirs by number."""
        numbers = {story.url: story.comments for story in self.desk.bodies}
        found: dict[str, frozenset[str]] = {}
        for prose in find_prose(self.desk):
            ids = {
                html.unescape(each)
                for text in prose.html
                if " id=" in text
                for each in _ID.findall(text)
            }
            ids |= {f"comment-{comment.number}" for comment in numbers.get(prose.url, ())}
            found[prose.url] = frozenset(ids)
        return found


def check_links(desk: Desk, frame_ids: Callable[[str], frozenset[str] | None]) -> Iterator[Finding]:
    """Broken links, anchors and pictures. ``frame_ids`` tells a page's ids in the built site, if known."""
    places = Map(desk)
    for prose in find_prose(desk):
        for tag, raw, rest in _targets(prose.html):
            target = html.unescape(raw)
            where = follow(target, prose.url, desk.config)
            if tag == "img":
                yield from _check_image(prose, target, where, rest, places)
            elif where.path:
                yield from _check_link(prose, target, where, places, frame_ids)


def find_outside(desk: Desk) -> dict[str, list[tuple[str, str]]]:
    """Links that lead elsewhere: address -> (file, as written there)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for prose in find_prose(desk):
        for _, raw, _ in _targets(prose.html):
            target = html.unescape(raw)
            outside = follow(target, prose.url, desk.config).outside
            if outside:
                found.setdefault(outside.split("#")[0], []).append((prose.path, target))
    for story in desk.stories:
        if story.text.source and story.text.source.url:
            found.setdefault(story.text.source.url, []).append((story.path, story.text.source.url))
    return found


def _targets(pieces: Iterable[str]) -> list[tuple[str, str, str]]:
    found: dict[tuple[str, str, str], None] = {}
    for text in pieces:
        if "href=" in text or "src=" in text:
            for tag, before, raw, rest in _TARGET.findall(text):
                found[tag, raw, f" {before}{rest}"] = None
    return list(found)


def _check_link(
    prose: Prose,
    target: str,
    where: Where,
    places: Map,
    frame_ids: Callable[[str], frozenset[str] | None],
) -> Iterator[Finding]:
    desk = places.desk
    if where.path not in places.known and where.path != prose.url:
        yield from _explain_dead(prose, target, where, places)
        return
    if where.path in desk.redirects:
        new = desk.redirects[where.path]
        yield from _mendable(
            prose,
            target,
            desk,
            "link-moved",
            f"the link {target} leads to an old address of {new}",
            new,
        )
        return
    if not where.anchor or where.anchor == "top":
        return
    known = places.anchors.get(where.path, frozenset())
    if where.anchor in known or ":~:text=" in where.anchor:
        return
    ids = frame_ids(where.path)
    if (ids is not None and where.anchor not in ids) or (
        ids is None and where.path in places.anchors
    ):
        near = process.extractOne(
            where.anchor, sorted(known | (ids or frozenset())), score_cutoff=60
        )
        hint = (
            f"did you mean #{near[0]}?"
            if near
            else "link to the page, or to one of its headings or comments"
        )
        message = f"the page {where.path} has no place named #{where.anchor}"
        yield make_finding(locate(desk, prose.path, target), "anchor", message, hint)


def _explain_dead(prose: Prose, target: str, where: Where, places: Map) -> Iterator[Finding]:
    desk = places.desk
    if (named := _page_of_file(prose, target, places)) in places.known:
        message = f"the link {target} names a file of the content; readers have its page"
        yield from _mendable(prose, target, desk, "link", message, named)
        return
    right = where.path + "/"
    if right in places.known and right not in desk.redirects:
        message = f"the link {target} lacks the slash at its end, and leads nowhere on a plain host"
        yield from _mendable(prose, target, desk, "link", message, right)
        return
    if where.path in places.hidden:
        message = f"the link {target} leads to {places.hidden[where.path]}, which is not shown now"
        yield make_finding(
            locate(desk, prose.path, target),
            "link",
            message,
            "take the link out, or publish that article",
        )
        return
    forms = (where.path.casefold(), right.casefold())
    spelt = next((places.folded[form] for form in forms if form in places.folded), "")
    if spelt:
        message = f"the link {target} is written in another case than its page"
        yield from _mendable(prose, target, desk, "link", message, spelt)
        return
    near = process.extractOne(where.path, places.known, score_cutoff=75)
    hint = (
        f"did you mean {near[0]}?"
        if near
        else "the site has no such page and no such file in content/static"
    )
    yield make_finding(
        locate(desk, prose.path, target), "link", f"the link {target} leads nowhere", hint
    )


def _page_of_file(prose: Prose, target: str, places: Map) -> str:
    """The address of the article or plain page whose file a link names, as other generators want it."""
    file = unquote(target).partition("#")[0].lstrip("/")
    if not file.endswith((".md", ".markdown")):
        return ""
    beside = posixpath.normpath(f"{prose.path.rpartition('/')[0]}/{file}")
    wanted = {file, f"content/{file}", beside}
    return next((places.by_file[path] for path in sorted(wanted) if path in places.by_file), "")


def _mendable(
    prose: Prose, target: str, desk: Desk, rule: str, message: str, new: str
) -> Iterator[Finding]:
    """A link that should lead to ``new``, at each place where the file has it; query and anchor stay."""
    at = _TAIL.search(target)
    head, tail = (target[: at.start()], at[0]) if at else (target, "")
    tails = {a + b: b for a, b in zip(spellings(head), spellings(tail), strict=True)}
    hint = f"write {new}{tail}"
    found = find_destinations(desk, prose, target) if _PLAIN.fullmatch(new) else []
    for place, written in found:
        if written in tails:
            edit = Edit(place, written, new + tails[written])
            yield make_finding(place, rule, message, hint, edit=edit)
    if not found:
        yield make_finding(locate(desk, prose.path, target), rule, message, hint)


def _check_image(
    prose: Prose, target: str, where: Where, rest: str, places: Map
) -> Iterator[Finding]:
    desk = places.desk
    alt = _ALT.search(rest)
    if alt is None or not alt[1].strip():
        message = f"the picture {target} has no alternative text"
        hint = "write what it shows: ![A crane above the quay](…)"
        yield make_finding(locate(desk, prose.path, target), "alt-text", message, hint)
    if where.path and where.path not in places.known:
        beside = prose.path.rpartition("/")[0] + "/" + target
        if desk.has_file(beside):
            return
        near = process.extractOne(where.path, desk.statics, score_cutoff=60)
        hint = f"did you mean {near[0]}?" if near else "put the file below content/static/"
        yield make_finding(
            locate(desk, prose.path, target), "image", f"the picture {target} is not there", hint
        )


def locate(desk: Desk, path: str, target: str) -> Place:
    """Where a file has a link, however its target is escaped there; its body goes before front matter."""
    text = desk.read(path)
    written = next((form for form in spellings(target) if form in text), "")
    body = body_start(text)

    def is_whole(text: str, at: int) -> bool:
        after = text[at + len(written) : at + len(written) + 1]
        return not after or after in ")>\"'] \t\n"

    place = desk.find(path, written, lambda text, at: at > body and is_whole(text, at))
    return place if place.line > 1 or not body else desk.find(path, written, is_whole)
