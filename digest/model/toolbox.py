"""What plugins add to this program: a frozen record of callables; each process opens its own."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from digest.base.errors import DigestError, Place, Severity
from digest.model.plan import Page
from digest.model.plugin import Plugin
from digest.model.views import Link

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Reader(NamedTuple):
    """A kind of source: ``claims`` knows it by its bytes and name, ``read`` makes its stories."""

    claims: Callable[[bytes, str], bool]
    read: Callable[[Any], Iterable[Any]]  # Source -> Stories


class Planned(NamedTuple):
    """Pages of one kind; facts that they may read, named KIND or KIND:…; links for the site's menu."""

    pages: tuple[Page, ...]
    facts: Mapping[str, object] = _NOTHING
    menu: tuple[Link, ...] = ()


class PageKind(NamedTuple):
    """A kind of page: which there are, and what each hands to its template, or its bytes."""

    plan: Callable[[Any], Planned]  # Stand -> pages
    make: Callable[[Any, Page], Any]  # Desk, page -> Scene or bytes


class Flaw(NamedTuple):
    """Something that a rule found: where, what, and what to do."""

    place: Place
    message: str
    hint: str = ""


class CheckRule(NamedTuple):
    """A rule of ``digest check``: how grave, what it looks for, and what finds it."""

    severity: Severity
    summary: str
    find: Callable[[Any], Iterable[Flaw]]  # Desk -> flaws


class Toolbox(NamedTuple):
    """Everything that plugins add, by name; empty where none is installed."""

    readers: Mapping[str, Reader] = _NOTHING
    markdown: Mapping[str, Callable[[], Any]] = _NOTHING  # makes a Python-Markdown extension
    filters: Mapping[str, Callable[..., Any]] = _NOTHING
    page_kinds: Mapping[str, PageKind] = _NOTHING
    rules: Mapping[str, CheckRule] = _NOTHING
    targets: Mapping[str, Any] = _NOTHING
    owners: Mapping[str, Plugin] = _NOTHING  # "filters NAME" -> who added it

    def owner(self, hook: str, name: str) -> Plugin:
        """The plugin that added something."""
        return self.owners[f"{hook} {name}"]

    def refuse_taken(self, hook: str, own: Container[str]) -> None:
        """Names of ours are not for plugins."""
        for name in getattr(self, hook):
            if name in own:
                plugin = self.owner(hook, name)
                raise DigestError(
                    f"{plugin} adds {name!r} to the {hook.replace('_', ' ')}, a name of Digest's own",
                    at=Place(plugin.folder or plugin.entry),
                    code="plugin",
                    hint="give it another name",
                )
