"""Draft -> article file: front matter, body and key comments as Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from digest.intake.records import Block, Draft, DraftComment
from digest.manuscript.anchors import name_comments
from digest.manuscript.keycomments import Parts, Prose, Section
from digest.manuscript.keyheadings import keep_heading
from digest.manuscript.manuscript import Manuscript, format_manuscript
from digest.manuscript.markdown import escape_markdown
from digest.model.article import Attribution, Comment, FrontMatter, SourceRef

_HALF_CURLY = re.compile(r"“([^“”\"\n]*[^\s“”\"\d])\"(?!\w)")


def compose(draft: Draft, site_language: str = "en") -> str:
    """Write a draft as the text of its article file; the draft must have a date."""
    return format_manuscript(make_manuscript(draft, site_language))


def make_manuscript(draft: Draft, site_language: str = "en") -> Manuscript:
    """A draft as the records of an article file."""
    pieces = tuple(_piece(draft, each) for each in draft.key)
    section = (
        Section(keep_heading(draft.key_heading, draft.language), 1, pieces, ()) if pieces else None
    )
    before = Prose(format_blocks(draft.body), 1)
    comments = [piece for piece in pieces if isinstance(piece, Comment)]
    anchors = name_comments(comments)
    front = msgspec.structs.replace(_front(draft, site_language), anchors=anchors, **draft.stated)
    return Manuscript(front=front, parts=Parts(before, section, None))


def format_blocks(blocks: Sequence[Block]) -> str:
    """Body blocks as Markdown."""
    lines: list[str] = []
    previous = ""
    for block in blocks:
        if lines and not (block.kind == "item" and previous == "item"):
            lines.append("")
        lines.append(_format_block(block))
        previous = block.kind
    return "\n".join(lines)


def _format_block(block: Block) -> str:
    words = close_marks(block.markdown or escape_markdown(block.text))
    match block.kind:
        case "heading":
            return f"## {words}" if block.level <= 2 else f"{'#' * min(block.level, 6)} {words}"
        case "item":
            return f"- {words}"
        case "quote":
            return f"> {words}"
        case _:
            return words


def close_marks(words: str) -> str:
    """Give a curly mark that a straight one closes its own kind of closing mark."""
    return _HALF_CURLY.sub(r"“\1”", words) if '"' in words else words


def _piece(draft: Draft, each: Block | int) -> Prose | Comment:
    if isinstance(each, int):
        return make_comment(draft.comments[each])
    return Prose(_format_block(each), 1)


def make_comment(comment: DraftComment) -> Comment:
    """A draft's comment as the record of the article file."""
    return Comment(
        paragraphs=tuple(escape_markdown(words) for words in comment.paragraphs),
        speakers=_attributions(comment),
        context=comment.context or "",
    )


def _attributions(comment: DraftComment) -> tuple[Attribution, ...]:
    if len(comment.speakers) > 1:
        roles = [*comment.roles, *[None] * len(comment.speakers)]
        return tuple(
            Attribution(name, role or "")
            for name, role in zip(comment.speakers, roles, strict=False)
        )
    if comment.speaker is None:
        return (Attribution(None, comment.role or ""),)
    name = comment.speaker
    if comment.kind == "organisation":
        name = name[:1].upper() + name[1:]
    return (Attribution(name, comment.role or ""),)


def _front(draft: Draft, site_language: str) -> FrontMatter:
    if draft.date is None:
        raise ValueError("a draft without a date cannot be written")
    language = draft.language if draft.language[:2] != site_language[:2] else ""
    return FrontMatter(
        title=draft.title,
        date=draft.date,
        topics=draft.topics,
        lang=language,
        photo=draft.photo,
        source=SourceRef(
            file=draft.source.file,
            sha256=draft.source.sha256,
            name=draft.publisher,
            url=draft.url,
        ),
        proposed=draft.proposed,
        publish=draft.publish,
        draft=draft.held,
    )
