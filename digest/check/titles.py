"""Addresses, titles and topics over the whole site: what collides, what is dead, what is misspelt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from digest.base.errors import Place
from digest.base.slugs import fold_name
from digest.check.desk import Desk
from digest.check.findings import Finding, make_finding
from digest.model import urls

ALIKE = 86  # per cent of likeness from which a rare topic counts as a misspelt one
RARE = 2  # articles
BLOCK = 300  # topics that are compared with each other at most


def check_titles(desk: Desk) -> Iterator[Finding]:
    """Two articles of one title."""
    seen: dict[str, str] = {}
    for story in sorted(desk.stories, key=lambda story: (story.outline.stamp, story.path)):
        title = " ".join(story.card.title.casefold().split())
        first = seen.setdefault(title, story.path)
        if first != story.path:
            place = desk.find(story.path, "title:")
            yield make_finding(
                place,
                "double-title",
                f"the title is that of {first} too",
                "readers cannot tell them apart in a list: change one",
            )


def check_aliases(desk: Desk) -> Iterator[Finding]:
    """Old addresses that cannot redirect: a page stands there, or another article claims them."""
    claimed: dict[str, str] = {}
    stand = {url for url, page in desk.pages.items() if page.kind != "redirect"} | desk.statics
    taken = {url.casefold() for url in stand}
    for story in desk.stories:
        for alias in story.outline.aliases:
            old = urls.of_alias(alias).casefold()
            first = claimed.setdefault(old, story.path)
            if alias.startswith(("http://", "https://")):
                why = "is an address of another site: write a path, such as /old/place/"
            elif old in taken:
                why = "is the address of a page that there is: it never redirects"
            elif below := next((up for up in urls.above(old) if up in taken or up in claimed), ""):
                why = f"lies below the file {below}: it never redirects"
            elif first != story.path:
                why = f"is claimed by {first} too, which gets it"
            else:
                continue
            yield make_finding(
                desk.find(story.path, alias),
                "dead-alias",
                f"the alias {alias} {why}",
                "take it out",
            )


def check_reserved(desk: Desk) -> Iterator[Finding]:
    """Plain pages and copied files in places that the site keeps for itself."""
    for text in desk.plain:
        if text.slug in urls.RESERVED:
            yield make_finding(
                Place(text.path, 1),
                "reserved-slug",
                f"/{text.slug}/ is a place of the site’s own",
                "rename the file",
            )
    pages = {urls.file_of(url) for url in desk.pages}
    for url in sorted(desk.statics):
        if url.lstrip("/") in pages:
            place = Place(f"content/static{url}")
            yield make_finding(
                place, "double-url", f"this file wants the place of the page {url}", "rename it"
            )


def check_times(desk: Desk) -> Iterator[Finding]:
    """Articles that are not shown yet, and those that never will be."""
    for story in desk.stories:
        outline = story.outline
        start = outline.publish if outline.publish is not None else outline.stamp
        if outline.expire is not None and outline.expire <= start:
            place = desk.find(story.path, "expire:")
            yield make_finding(
                place,
                "never-shown",
                "the article expires before it is published",
                "put the dates right",
            )
        elif start > desk.moment.now and not outline.draft:
            key = "publish:" if outline.publish is not None else "date:"
            message = f"the article is of the future ({outline.day}) and not shown yet"
            yield make_finding(
                desk.find(story.path, key),
                "future-date",
                message,
                "digest next tells when it appears",
            )


def check_topics(desk: Desk) -> Iterator[Finding]:
    """Rare topics that are nearly the name of a common one, and parents that do not exist."""
    counts: Counter[str] = Counter()
    spelt: dict[str, str] = {}
    user: dict[str, str] = {}
    for story in desk.stories:
        for topic in story.outline.topics:
            folded = fold_name(topic)
            counts[folded] += 1
            spelt.setdefault(folded, topic)
            user.setdefault(folded, story.path)
    known: dict[str, str] = {}
    for page in desk.topics:
        known |= {fold_name(name): page.name for name in (page.name, *page.aliases)}
    ordered = sorted({*counts, *known}, key=lambda name: (name not in known, -counts[name], name))
    blocks = _block(ordered)
    for topic in sorted(counts):
        if counts[topic] > RARE or topic in known:
            continue
        rivals = {
            other
            for key in _keys(topic)
            for other in blocks[key]
            if other != topic and (other in known or counts[other] >= max(3, 3 * counts[topic]))
        }
        near = process.extractOne(topic, sorted(rivals), scorer=fuzz.ratio, score_cutoff=ALIKE)
        if near:
            meant = known.get(near[0]) or spelt[near[0]]
            place = desk.find(user[topic], spelt[topic])
            message = f"the topic {spelt[topic]!r} is probably {meant!r}"
            yield make_finding(
                place, "near-topic", message, f"write {meant}, or give it a file in content/topics/"
            )
    yield from _check_parents(desk, known, counts)


def _check_parents(desk: Desk, known: dict[str, str], counts: Counter[str]) -> Iterator[Finding]:
    slugs = {page.slug for page in desk.topics}
    for page in desk.topics:
        parent = page.parent
        if (
            parent
            and parent not in slugs
            and fold_name(parent) not in known
            and fold_name(parent) not in counts
        ):
            place = desk.find(page.path, "parent:")
            yield make_finding(
                place,
                "topic-parent",
                f"there is no topic {parent!r}",
                "write a topic’s name or slug",
            )


def _block(names: list[str]) -> dict[str, list[str]]:
    """Names under keys that misspelt ones share, so that not every pair need be compared."""
    blocks: dict[str, list[str]] = {}
    for name in names:
        for key in _keys(name):
            blocks.setdefault(key, []).append(name)
    return {key: block[:BLOCK] for key, block in blocks.items()}


def _keys(name: str) -> tuple[str, str]:
    return f"{name[:3]}<", f">{name[-3:]}"
