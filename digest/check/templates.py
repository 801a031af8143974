"""Templates: whether they parse, name each other rightly, and make a page of every kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

import jinja2
from jinja2 import nodes

from digest.base.errors import DigestError, Place, Problem
from digest.base.files import find_files, read_bytes
from digest.check.findings import Finding, make_finding
from digest.model.plan import Page
from digest.model.snapshot import Snapshot
from digest.render.engine import make_environment
from digest.render.layers import Layer
from digest.render.renderer import Failed, Renderer
from digest.render.sitemaps import SITEMAP_KINDS

_IDS = re.compile(rb'\sid="([^"]*)"')
# Kinds that are written without a template, the site's data among them: nothing of a theme to fail.
_WRITTEN = frozenset({"commentsjson", "commentscsv", "speakersjson", *SITEMAP_KINDS})


def check_sources(layers: tuple[Layer, ...], filters: Iterable[str] = ()) -> Iterator[Finding]:
    """Parse every template of every layer; ``filters`` are those of plugins."""
    env = make_environment()
    env.filters.update(dict.fromkeys(("html", *filters), str))
    sources: dict[str, tuple[str, str]] = {}
    known: set[str] = set()
    for layer in layers:
        for name, _ in find_files(layer.folder / "templates"):
            path = (layer.folder / "templates" / name).as_posix()
            known |= {name, f"@{layer.name}/{name}", f"@theme/{name}"}
            try:
                sources[f"@{layer.name}/{name}"] = (path, read_bytes(path).decode("utf-8-sig"))
            except UnicodeDecodeError:
                place = Place(path, 1)
                yield make_finding(
                    place, "template", "the template is not UTF-8", "save it as UTF-8"
                )
            except DigestError as error:
                yield Finding(error.problem)
    trees: dict[str, nodes.Template] = {}
    for name, (path, source) in sources.items():
        try:
            tree = trees[name] = env.parse(source, name, path)
        except jinja2.TemplateSyntaxError as error:
            place = Place(path, error.lineno, 1)
            yield make_finding(place, "template", f"the template does not parse: {error.message}")
            continue
        yield from _check_names(tree, path, known)
        yield from _check_calls(tree, path, env)
    for name in trees:
        yield from _check_blocks(name, sources[name][0], trees)


def _check_blocks(name: str, path: str, trees: Mapping[str, nodes.Template]) -> Iterator[Finding]:
    """A block at the top of a child is shown only where a parent has one of its name."""
    known = _blocks_above(name, trees)
    for node in trees[name].body if known is not None else ():
        if isinstance(node, nodes.Block) and known is not None and node.name not in known:
            near = get_close_matches(node.name, known, 1)
            message = f"no parent of this template has a block {node.name!r}: it is never shown"
            hint = f"did you mean {near[0]!r}?" if near else "look at its spelling"
            yield make_finding(Place(path, node.lineno, 1), "template-block", message, hint)


def _blocks_above(name: str, trees: Mapping[str, nodes.Template]) -> set[str] | None:
    """The blocks of all that a template extends, in whichever layer; None when it extends nothing known."""
    blocks: set[str] | None = None
    met, todo = {name}, [name]
    while todo:
        for extends in trees[todo.pop()].find_all(nodes.Extends):
            wanted = _constant_names(extends.template)
            if wanted is None:
                return None
            file = wanted[0].partition("/")[2] if wanted[0].startswith("@") else wanted[0]
            for other in trees.keys() - met:
                if other.partition("/")[2] == file:
                    blocks = (blocks or set()) | {
                        b.name for b in trees[other].find_all(nodes.Block)
                    }
                    met.add(other)
                    todo.append(other)
    return blocks


def _check_names(tree: nodes.Template, path: str, known: set[str]) -> Iterator[Finding]:
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        assert isinstance(node, nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport)
        place = Place(path, node.lineno, 1)
        names = _constant_names(node.template)
        imports = isinstance(node, nodes.Import | nodes.FromImport)
        if names is None:
            if imports:
                message = "this template is imported under a name that is worked out as it runs"
                hint = "write the name out: what it depends on cannot be known otherwise"
                yield make_finding(place, "template-dynamic", message, hint)
            continue
        if isinstance(node, nodes.Include) and node.ignore_missing:
            continue
        if not any(name in known for name in names):
            yield make_finding(
                place, "template-name", f"there is no template {names[0]!r}", "look at its spelling"
            )


def _constant_names(node: nodes.Expr) -> tuple[str, ...] | None:
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return (node.value,)
    if isinstance(node, nodes.List | nodes.Tuple):
        found = [_constant_names(item) for item in node.items]
        return (
            None
            if None in found or not found
            else tuple(name for names in found if names for name in names)
        )
    return None


def _check_calls(tree: nodes.Template, path: str, env: jinja2.Environment) -> Iterator[Finding]:
    """Filters and tests that do not exist fail only where they run; find them all."""
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        assert isinstance(node, nodes.Filter | nodes.Test)
        kind, table = (
            ("filter", env.filters) if isinstance(node, nodes.Filter) else ("test", env.tests)
        )
        if node.name not in table:
            place = Place(path, node.lineno, 1)
            yield make_finding(place, "template", f"there is no {kind} {node.name!r}")


class Probe:
    """Renders one page of each kind: what fails there fails everywhere; and the ids of a page's frame."""

    def __init__(self, snapshot: Snapshot, pages: Mapping[str, Page]) -> None:
        """Choose the first and the last page of each kind."""
        self._render = Renderer(snapshot)
        chosen: dict[str, list[Page]] = {}
        for page in pages.values():
            if page.kind in _WRITTEN:
                continue
            chosen.setdefault(page.kind, [page])[1:] = [page]
        self._chosen = {kind: tuple(dict.fromkeys(some)) for kind, some in chosen.items()}

    def problems(self) -> list[Problem]:
        """All that failed, each fault once."""
        found: dict[tuple[Place, str], Problem] = {}
        for page in self._pages():
            made = self._render(page)
            if isinstance(made, Failed):
                found.setdefault((made.problem.place, made.problem.message), made.problem)
        return list(found.values())

    def ids_of(self, page: Page) -> frozenset[str] | None:
        """The ids of a page as it would be made now; None when it cannot be."""
        made = self._render(page)
        if isinstance(made, Failed):
            return None
        return frozenset(each.decode("utf-8", "replace") for each in _IDS.findall(made.body))

    def _pages(self) -> Iterable[Page]:
        for some in self._chosen.values():
            yield from some
