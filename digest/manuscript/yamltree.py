"""YAML as a tree of strings that know their lines, through python-frontmatter and libyaml; and back.

Imported when a file needs it: simple front matter is read and most builds are done without.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from digest.base.errors import Place, Problem
from digest.manuscript.plainfront import Flow, Found, Value

try:
    from yaml import CBaseLoader as _Loader
    from yaml import CSafeDumper as _Dumper
except ImportError:  # PyYAML without libyaml reads the same, only slower
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]
    from yaml import SafeDumper as _Dumper  # type: ignore[assignment]

_DEEP = re.compile(r"[\[{][\s\[{]{40}|(?:-[ \t]+){20}|(?:^\s*\?[ \t]){5}", re.MULTILINE)
_OPEN = {
    "while parsing a flow sequence": (
        "a list begins here that is never closed, or lacks a comma",
        "put commas between its items, and ] at its end",
    ),
    "while parsing a flow mapping": (
        "a table begins here that is never closed, or lacks a comma",
        "put commas between its keys, and } at its end",
    ),
    "while scanning a quoted scalar": (
        "a quotation mark opens here that is never closed",
        "close it; a mark inside is written twice ('') or after a backslash (\\\")",
    ),
}


class _Strings(YAMLHandler):
    """python-frontmatter's YAML, read as a tree of strings with marks instead of guessed types."""

    def load(self, fm: str, **_options: object) -> dict[str, Any]:
        return {"tree": yaml.compose(fm, Loader=_Loader)}

    def export(self, metadata: dict[str, object], **_options: object) -> str:
        text = yaml.dump(
            metadata, Dumper=_FlowDumper, allow_unicode=True, sort_keys=False, width=2**20
        )
        return str(text).strip()


class _FlowDumper(_Dumper):
    pass


def _represent_flow(dumper: Any, data: Flow) -> yaml.Node:
    node: yaml.Node = dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)
    return node


_FlowDumper.add_representer(Flow, _represent_flow)
_FlowDumper.add_representer(tuple, lambda dumper, data: dumper.represent_list(list(data)))
_HANDLER = _Strings()


def parse_yaml(source: str, path: str) -> Mapping[str, Value] | Problem:
    """Read YAML front matter into strings, tuples and mappings that know their lines."""
    if _DEEP.search(source):
        return Problem(Place(path, 1), "front-matter-size", "the front matter is too large or deep")
    try:
        node = _HANDLER.load(source)["tree"]
        value = _read(node, set(), path) if node is not None else None
    except yaml.MarkedYAMLError as error:
        return _yaml_problem(error, path)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return Problem(
            Place(path, 2), "front-matter-yaml", f"the front matter is not YAML: {error}"
        )
    except Found as found:
        return found.problem
    if value is None:
        return {}
    if not isinstance(value.value, Mapping):
        return Problem(
            Place(path, 2), "front-matter-yaml", "the front matter has no keys", "write key: value"
        )
    return value.value


def write_yaml(values: Mapping[str, object]) -> str:
    """Write values as YAML, without a newline at the end."""
    return _HANDLER.export(dict(values))


def _yaml_problem(error: yaml.MarkedYAMLError, path: str) -> Problem:
    opened = _OPEN.get(error.context or "")
    if opened and error.context_mark and error.problem_mark:
        begun, ended = error.context_mark, error.problem_mark
        if ended.line > begun.line:
            place = Place(path, begun.line + 2, begun.column + 1)
            return Problem(place, "front-matter-yaml", *opened)
    mark = error.problem_mark or error.context_mark
    place = Place(path, mark.line + 2, mark.column + 1) if mark else Place(path, 2)
    said = error.problem or error.context or "it cannot be read"
    return Problem(
        place,
        "front-matter-yaml",
        f"the front matter is not YAML: {said}",
        'put text that has ": " or "#" in it, or starts with a mark, between quotation marks',
    )


def _read(node: Any, seen: set[int], path: str) -> Value:
    line, column = node.start_mark.line + 2, node.start_mark.column + 1
    if id(node) in seen or (node.tag or "").startswith("!") or "python/" in (node.tag or ""):
        what = "aliases (*)" if id(node) in seen else f"tags ({node.tag})"
        raise Found(
            Problem(
                Place(path, line, column),
                "front-matter-yaml",
                f"{what} are not allowed in front matter",
                "write the value out",
            )
        )
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return Value(node.value, line, column)
    if isinstance(node, yaml.SequenceNode):
        return Value(tuple(_read(child, seen, path) for child in node.value), line, column)
    table: dict[str, Value] = {}
    for key_node, child in node.value:
        key = str(key_node.value)
        key_line = key_node.start_mark.line + 2
        if key in table:
            raise Found(
                Problem(
                    Place(path, key_line, key_node.start_mark.column + 1),
                    "duplicate-key",
                    f"the key {key!r} stands twice, first in line {table[key].line}",
                    "keep one of them",
                )
            )
        table[key] = _read(child, seen, path)
    return Value(table, line, column)
