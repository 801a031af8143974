"""An article's file <-> its records: typed front matter, Markdown, key comments.

``parse_manuscript`` and ``format_manuscript`` are each other's inverse on what the editor means;
on the text itself they need not be, since an editor may write in any style.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import msgspec

from digest.base.errors import Place, Problem
from digest.manuscript.addresses import read_addresses, read_language
from digest.manuscript.attribution import format_attribution
from digest.manuscript.frontmatter import (
    Field,
    find_merge_marks,
    format_front_matter,
    parse_tree,
    read_day,
    read_each,
    read_flag,
    read_moment,
    read_table,
    read_text,
    read_texts,
    split_front_matter,
    type_fields,
)
from digest.manuscript.keycomments import Parts, Prose, Section, parse_parts
from digest.manuscript.keyheadings import DEFAULT_HEADING
from digest.manuscript.plainfront import Flow
from digest.model.article import Comment, Correction, FrontMatter, Photo, SourceRef


class Manuscript(msgspec.Struct, frozen=True, kw_only=True):
    """An article as its file has it: ``parts.before``, the key comments and what follows them."""

    front: FrontMatter
    parts: Parts

    @property
    def comments(self) -> tuple[Comment, ...]:
        """The key comments in reading order."""
        section = self.parts.section
        return tuple(p for p in section.pieces if isinstance(p, Comment)) if section else ()


@cache
def front_matter_fields() -> Mapping[str, Field]:
    """How each key of an article's front matter is read."""
    source = {name: Field(read_text) for name in SourceRef.__struct_fields__}
    correction = {"date": Field(read_day, required=True), "text": Field(read_text, required=True)}
    corrections = read_each(
        read_table(correction, "corrections"), "[{date: 2026-03-04, text: What was wrong.}]"
    )
    return {
        "title": Field(read_text, required=True),
        "date": Field(read_moment, required=True),
        "slug": Field(read_text),
        "updated": Field(read_moment),
        "publish": Field(read_moment),
        "expire": Field(read_moment),
        "topics": Field(read_texts),
        "summary": Field(read_text),
        "draft": Field(read_flag),
        "lang": Field(read_language),
        "aliases": Field(read_addresses),
        "photo": Field(read_table(photo_fields(), "photo")),
        "source": Field(read_table(source, "source")),
        "corrections": Field(corrections),
        "proposed": Field(read_flag),
        "check_off": Field(read_texts),
        "anchors": Field(read_each(read_text)),
    }


def photo_fields() -> dict[str, Field]:
    """How the keys of a photo are read."""
    photo = {name: Field(read_text) for name in Photo.__struct_fields__}
    return photo | {"file_photo": Field(read_flag), "expires": Field(read_day)}


class Front(NamedTuple):
    """An article's front matter, and the Markdown that follows with its first line."""

    front: FrontMatter
    body: str
    body_line: int


def parse_front(text: str, path: str) -> Front | list[Problem]:
    """Read only the front matter; all that is wrong with it comes back instead when it is unusable."""
    if marks := find_merge_marks(text, path):
        return [marks]
    split = split_front_matter(text, path)
    if isinstance(split, Problem):
        return [split]
    if split.yaml is None:
        return [
            Problem(
                Place(path, 1, 1),
                "front-matter-missing",
                "there is no front matter",
                "begin the file with ---, title: …, date: …, ---",
            )
        ]
    tree = parse_tree(split.yaml, path)
    if isinstance(tree, Problem):
        return [tree]
    values, problems = type_fields(tree, front_matter_fields(), path)
    return problems or Front(_front_matter(values), split.body, split.body_line)


def salvage_front(text: str, path: str) -> Front | None:
    """What can be read where ``parse_front`` refuses, with stand-ins: enough to check the rest by."""
    split = split_front_matter(text, path)
    if isinstance(split, Problem):
        return None
    tree = parse_tree(split.yaml or "", path)
    fields = {} if isinstance(tree, Problem) else type_fields(tree, front_matter_fields(), path)[0]
    stand_ins = {"title": "untitled", "date": dt.datetime(2000, 1, 1)}  # noqa: DTZ001 - in no zone
    return Front(_front_matter(stand_ins | fields), split.body, split.body_line)


def parse_manuscript(text: str, path: str) -> tuple[Manuscript | None, list[Problem]]:
    """Read an article's file; None when its front matter cannot be used."""
    front = parse_front(text, path)
    if isinstance(front, list):
        return None, front
    parts = parse_parts(front.body, front.body_line)
    manuscript = Manuscript(front=front.front, parts=parts)
    return manuscript, check_section(parts.section, path)


def salvage_manuscript(text: str, path: str) -> Manuscript | None:
    """An article's comments where its front matter is broken, as long as that still names a source."""
    front = salvage_front(text, path)
    if front is None or front.front.source is None:
        return None
    return Manuscript(front=front.front, parts=parse_parts(front.body, front.body_line))


def format_manuscript(manuscript: Manuscript) -> str:
    """Write an article's file."""
    parts = manuscript.parts
    blocks = [parts.before.text.strip("\n")]
    if parts.section:
        blocks.append(f"## {parts.section.heading or DEFAULT_HEADING}")
        blocks.extend(_format_piece(piece) for piece in parts.section.pieces)
    if parts.after:
        blocks.append(parts.after.text.strip("\n"))
    body = "\n\n".join(block for block in blocks if block.strip())
    return f"{format_front_matter(_front_values(manuscript.front))}\n{body}\n"


def _format_piece(piece: Prose | Comment) -> str:
    if isinstance(piece, Prose):
        return piece.text.strip("\n")
    lines: list[str] = []
    for paragraph in piece.paragraphs:
        lines.extend(f"> {line}".rstrip() for line in paragraph.split("\n"))
        lines.append(">")
    lines.append(f"> {format_attribution(piece.speakers, piece.context)}")
    return "\n".join(lines)


def _front_matter(values: dict[str, Any]) -> FrontMatter:
    if "photo" in values:
        values["photo"] = Photo(**values["photo"])
    if "source" in values:
        values["source"] = SourceRef(**values["source"])
    if "corrections" in values:
        values["corrections"] = tuple(Correction(**each) for each in values["corrections"])
    return FrontMatter(**values)


def _front_values(front: FrontMatter) -> dict[str, object]:
    values: dict[str, object] = {}
    for name, default in zip(
        front.__struct_fields__[-len(front.__struct_defaults__) :],
        front.__struct_defaults__,
        strict=True,
    ):
        if (value := getattr(front, name)) != default:
            values[name] = _plain(value, flow=name in {"topics", "anchors", "check_off"})
    return {"title": front.title, "date": front.date, **values}


def _plain(value: object, *, flow: bool = False) -> object:
    if isinstance(value, msgspec.Struct):
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        return {
            name: _plain(field) for name, field in fields.items() if field not in ("", False, None)
        }
    if isinstance(value, tuple):
        return Flow(value) if flow else tuple(_plain(item) for item in value)
    return value


def check_section(section: Section | None, path: str) -> list[Problem]:
    """Blockquotes among the key comments that name nobody."""
    return [
        Problem(
            Place(path, line),
            "attribution",
            "the comment has no speaker: its last paragraph is no attribution line",
            'end it with a line "> — Name, role (context)", or "> — anonymous, role"',
            "warning",
        )
        for line in (section.stray if section else ())
    ]
