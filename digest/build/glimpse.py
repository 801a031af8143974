"""Edited articles shown ahead of the plan: names resolved from the articles and term files alone.

Planning a large site takes a second; the page that its editor looks at need not wait for it. What
a glimpse shows is replaced by the planned page as soon as there is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from digest.build.catalogue import Row, outlines_of, terms_of
from digest.build.picture import decode_page
from digest.model.library import Outline
from digest.model.snapshot import Snapshot
from digest.plan.stand import Content, resolve
from digest.render.renderer import Rendered, Renderer

FEW = 8  # more articles than these are no editor's save

_encode = msgspec.msgpack.Encoder(order="deterministic").encode


def foresee(
    snapshot: Snapshot, was: dict[str, Row], now: dict[str, Row], names: set[str]
) -> Snapshot | None:
    """The snapshot as it will probably be for these articles; None where only a plan can tell."""
    rows = {name: row for name in sorted(names) if (row := now.get(name)) and row.stored}
    known = {name: row for name in rows if (row := was.get(name)) and row.stored}
    if not 0 < len(names) <= FEW or not len(known) == len(rows) == len(names):
        return None
    outlines = outlines_of(rows)
    before = outlines_of(known)
    if any(_standing(old) != _standing(new) for old, new in zip(before, outlines, strict=True)):
        return None
    content = Content(outlines, terms_of(now, "topics"), terms_of(now, "speakers"), ())
    stand, problems = resolve(outlines, content)
    if problems:
        return None
    refs = {
        f"refs:{outline.slug}": _encode(one)
        for outline, one in zip(stand.outlines, stand.refs, strict=True)
    }
    articles = {row.slug: row.stored for row in rows.values() if row.stored}
    return msgspec.structs.replace(
        snapshot,
        articles={**snapshot.articles, **articles},
        own={**snapshot.own, **refs},
    )


def render_ahead(snapshot: Snapshot, pages: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    """The pages' addresses and bytes; one that has a fault is left to the plan."""
    render = Renderer(snapshot)
    for encoded in pages:
        made = render(decode_page(encoded))
        if isinstance(made, Rendered):
            yield made.url, made.body


def _standing(outline: Outline) -> tuple[object, ...]:
    """What decides whether, and where, an article has a page."""
    return (outline.slug, outline.draft, outline.publish, outline.expire)
