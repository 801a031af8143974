"""Small changes to front matter that leave all else as its editor wrote it: comments, order, style."""

from __future__ import annotations

import re
from collections.abc import Mapping

from digest.base.errors import DigestError, Place, Problem
from digest.manuscript.frontmatter import parse_tree, split_front_matter
from digest.manuscript.plainfront import GUESSED, Value

_PLAIN = re.compile(r"[^\W\d_][\w .’'()/-]*[\w.)]")


def add_to_list(text: str, key: str, values: tuple[str, ...]) -> str:
    """The file's text with values added to a list of its front matter, made where there is none."""
    known = _read_list(text, key)
    fresh = [value for value in dict.fromkeys(values) if value not in known]
    if not fresh:
        return text
    lines = text.split("\n")
    ending = "\r" if lines[0].endswith("\r") else ""
    tree = _tree(text)
    if key not in tree or not known:
        lines = [line for n, line in enumerate(lines, 1) if key not in tree or n != tree[key].line]
        made = [f"{key}: [{', '.join(map(_scalar, fresh))}]{ending}"]
        at = _line_after(_tree("\n".join(lines)), "name")
        return _checked("\n".join([*lines[:at], *made, *lines[at:]]), key, (*known, *fresh))
    value = tree[key]
    last = value.value[-1].line if isinstance(value.value, tuple) else value.line
    item = lines[last - 1]
    if isinstance(value.value, tuple) and re.match(r"\s*- ", item) and last > value.line - 1:
        indent = item[: item.index("-")]
        lines[last:last] = [f"{indent}- {_scalar(each)}{ending}" for each in fresh]
        return _checked("\n".join(lines), key, (*known, *fresh))
    first = next(n for n, line in enumerate(lines) if re.match(rf"{re.escape(key)}\s*:", line))
    end = _line_after(tree, key)
    lines[first:end] = [f"{key}: [{', '.join(map(_scalar, (*known, *fresh)))}]{ending}"]
    return _checked("\n".join(lines), key, (*known, *fresh))


def set_text(text: str, key: str, value: str) -> str:
    """The file's text with one text of its front matter replaced."""
    tree = _tree(text)
    if key in tree and tree[key].value == value:
        return text
    lines = text.split("\n")
    ending = "\r" if lines[0].endswith("\r") else ""
    made = f"{key}: {_scalar(value)}{ending}"
    if key not in tree:
        return "\n".join([lines[0], made, *lines[1:]])
    first = next(n for n, line in enumerate(lines) if re.match(rf"{re.escape(key)}\s*:", line))
    lines[first : _line_after(tree, key)] = [made]
    return "\n".join(lines)


def set_list(text: str, key: str, values: tuple[str, ...]) -> str:
    """The file's text with a list of its front matter replaced, or put at its end."""
    line, old, new = list_edit(text, key, values)
    lines = text.split("\n")
    lines[line - 1 : line + old.count("\n")] = [new]
    return "\n".join(lines)


def list_edit(text: str, key: str, values: tuple[str, ...]) -> tuple[int, str, str]:
    """The same as an edit: in which line what becomes what."""
    lines = text.split("\n")
    made = f"{key}: [{', '.join(map(_scalar, values))}]"
    tree = _tree(text)
    if key in tree:
        first = next(n for n, line in enumerate(lines) if re.match(rf"{re.escape(key)}\s*:", line))
        last = _end_of_value(lines, first)
        return first + 1, "\n".join(lines[first:last]), made
    close = next(n for n, line in enumerate(lines) if n and line.rstrip() in ("---", "..."))
    return close + 1, lines[close].rstrip(), f"{made}\n{lines[close].rstrip()}"


def drop_key(text: str, key: str) -> str:
    """The file's text without a key of its front matter."""
    lines = text.split("\n")
    for first, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            break
        if line.startswith(f"{key}:"):
            del lines[first : _end_of_value(lines, first)]
            return "\n".join(lines)
    return text


def _end_of_value(lines: list[str], first: int) -> int:
    """Behind the last line of a value that begins in a line: what is indented, or an item, belongs to it."""
    last = first + 1
    while last < len(lines) and re.match(r"[ \t]+\S|- |\]", lines[last]):
        last += 1
    return last


def _tree(text: str) -> Mapping[str, Value]:
    split = split_front_matter(text.replace("\r\n", "\n"), "")
    tree = split if isinstance(split, Problem) else parse_tree(split.yaml or "", "")
    if isinstance(tree, Problem):
        raise DigestError(tree.message, at=tree.place, code=tree.code, hint=tree.hint)
    return tree


def _read_list(text: str, key: str) -> tuple[str, ...]:
    value = _tree(text).get(key)
    if value is None or value.value == "":
        return ()
    if isinstance(value.value, str):
        return (value.value,)
    return tuple(str(item.value) for item in value.value) if isinstance(value.value, tuple) else ()


def _line_after(tree: Mapping[str, Value], key: str) -> int:
    """How many lines of the file stand before the end of a key's value."""
    if key not in tree:
        return 1
    return _last_line(tree[key])


def _last_line(value: Value) -> int:
    inner = value.value
    if isinstance(inner, tuple) and inner:
        return max(value.line, _last_line(inner[-1]))
    if isinstance(inner, Mapping) and inner:
        return max(value.line, *(map(_last_line, inner.values())))
    return value.line


def _scalar(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.casefold() not in GUESSED:
        return text
    import yaml  # noqa: PLC0415 - takes long, and few texts need it

    return str(yaml.safe_dump(text, default_style='"', allow_unicode=True, width=2**20)).strip()


def _checked(text: str, key: str, wanted: tuple[str, ...]) -> str:
    """What was written must read back; if not, nothing is written at all."""
    if _read_list(text, key) != wanted:
        raise DigestError(
            f"cannot add to {key!r} in this front matter",
            at=Place("", 1),
            code="rewrite",
            hint=f"write it yourself: {key}: [{', '.join(map(_scalar, wanted))}]",
        )
    return text
