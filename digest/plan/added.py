"""Kinds of page that plugins add: their pages, facts and links of the menu."""

from __future__ import annotations

from digest.base.errors import DigestError, Place
from digest.model.plan import Page
from digest.model.plugin import Plugin
from digest.model.site import Config
from digest.model.toolbox import PageKind, Planned, Toolbox
from digest.model.views import Link
from digest.plan.stand import Stand
from digest.plugins.faults import shield
from digest.plugins.opening import open_toolbox


def plan_added(
    stand: Stand, config: Config, pages: list[Page], facts: dict[str, object]
) -> frozenset[str]:
    """Plan the pages of plugins; returns the kinds that search engines may list."""
    kit = open_toolbox(config.kit)
    listed = set[str]()
    for name, kind in kit.page_kinds.items():
        planned = _plan_kind(stand, config.kit, name, kind, kit)
        pages += planned.pages
        facts.update(planned.facts)
        menu: tuple[Link, ...] = facts["menu"]  # type: ignore[assignment]
        facts["menu"] = (*menu, *planned.menu)
        if any(page.url.endswith("/") for page in planned.pages):
            listed.add(name)
    return frozenset(listed)


def _plan_kind(
    stand: Stand, plugins: tuple[Plugin, ...], name: str, kind: PageKind, kit: Toolbox
) -> Planned:
    with shield(plugins, f"it was planning its pages of the kind {name!r}"):
        planned = kind.plan(stand)
    owner = kit.owner("page_kinds", name)
    if not isinstance(planned, Planned):
        raise _refuse(owner, name, f"gives {type(planned).__name__}, and no Planned")
    for page in planned.pages:
        if not isinstance(page, Page) or page.kind != name:
            raise _refuse(owner, name, f"gives a page of another kind: {page!r}"[:200])
        if not page.url.startswith("/") or ".." in page.url.split("/"):
            raise _refuse(owner, name, f"gives a page at {page.url!r}: an address begins with /")
    for fact in planned.facts:
        if fact.partition(":")[0] != name:
            raise _refuse(owner, name, f"names a fact {fact!r}: call it {name}:{fact}")
    return planned


def _refuse(owner: Plugin, name: str, message: str) -> DigestError:
    return DigestError(
        f"{owner} {message}", at=Place(owner.folder), code="plugin", hint=f"page kind {name!r}"
    )
