"""A Markdown source -> story: its front matter is data, its text becomes HTML and is read as such."""

from __future__ import annotations

import re

import markdown
import msgspec

from digest.base.errors import DigestError, Problem
from digest.intake.dates import MONTHS, fold
from digest.intake.decode import refuse
from digest.intake.heads import split_head
from digest.intake.kinds import has_front_matter, is_overloaded
from digest.intake.photos import parse_caption, parse_credit_line
from digest.intake.plaintext import find_width
from digest.intake.records import LeftOut, Story
from digest.intake.stated import BYLINES, TITLES, Stated
from digest.intake.webpage import parse_fragment
from digest.manuscript.frontmatter import parse_tree, split_front_matter
from digest.manuscript.keycomments import parse_parts
from digest.manuscript.keyheadings import is_key_heading
from digest.manuscript.markdown import MAX_CELLS, find_wide_table, plain_text
from digest.manuscript.plainfront import Value
from digest.model.article import Comment, Photo

_YEAR_START = re.compile(r"^([ \t]*)(\d{1,4})([.)])(?=[ \t]([^\W\d_]*))", re.MULTILINE)
_LEAST_ALT = 5  # words of an alt text that is a caption
_IMAGE = re.compile(
    r"!\[([^\]\n]{0,500})\]\([ ]?\S{1,500}?(?:\s{1,9}(?:\"([^\"]*)\"|'([^']*)'))?\s{0,9}\)"
)


def parse_marked(text: str, name: str, base: str = "") -> Story:
    """Read a Markdown text, with or without front matter, as one story."""
    fields, body = _split(text, name)
    if is_overloaded(body):
        raise refuse(name, "marks", "a line has too many Markdown marks", "write it as plain text")
    if line := find_wide_table(text):
        message = f"tables with more than {MAX_CELLS:,} cells are no article"
        raise refuse(name, "table", message, "leave the table out, or split it", line)
    body, said, heading = _take_comments(body)
    body, photo = _take_image(body)
    html = markdown.markdown(_prepare(body), extensions=["tables"], output_format="html")
    blocks, left_out = parse_fragment(html, base)
    stated = Stated(fields)
    day, moment = stated.date()
    byline = stated.words(*BYLINES)
    story = Story(
        blocks=tuple(b for b in blocks if b.text.strip() or b.kind == "rule"),
        title=stated.words(*TITLES),
        date=day,
        language=stated.language(),
        url=stated.url(),
        publisher=stated.words("publisher", "publication", "site"),
        byline=byline,
        photo=stated.photo() or photo,
        stated=moment | stated.front(),
        said=said,
        key_heading=heading,
        notes=tuple(f"{name}:{told}" for told in stated.no_dates()),
    )
    told = (LeftOut("byline", byline),) if byline else ()
    return msgspec.structs.replace(story, left_out=(*left_out, *told, *stated.left_out()))


def _take_comments(body: str) -> tuple[str, tuple[Comment, ...], str]:
    """Key comments that are written as ours are, with an attribution line each, and their heading."""
    parts = parse_parts(body)
    pieces = parts.section.pieces if parts.section else ()
    said = tuple(piece for piece in pieces if isinstance(piece, Comment))
    if not said or (parts.section and parts.section.stray):
        return body, (), ""
    loose = [piece.text for piece in pieces if not isinstance(piece, Comment)]
    texts = [parts.before.text, *loose, parts.after.text if parts.after else ""]
    return "\n\n".join(texts), said, parts.section.heading if parts.section else ""


def _split(text: str, name: str) -> tuple[dict[str, Value], str]:
    text = text.lstrip("\n ")
    if not has_front_matter(text):
        return split_head(text, name) or ({}, text)
    split = split_front_matter(text, name)
    if isinstance(split, Problem):
        raise _refuse(split, name)
    tree = parse_tree(split.yaml or "", name)
    if isinstance(tree, Problem):
        raise _refuse(tree, name)
    return dict(tree), split.body


def _refuse(problem: Problem, name: str) -> DigestError:
    return refuse(
        name,
        problem.code,
        problem.message,
        problem.hint or "mend its front matter",
        problem.place.line,
    )


def _tame(line: str) -> str:
    """Cut nesting that no article has, and on which a Markdown parser would choke."""
    line = re.sub(r"^[ \t]{24,}", " " * 24, line)
    line = re.sub(r"^(?:[ ]{0,3}>[ ]?){6,}", "> ", line)
    return line.replace("[", "\\[") if line.count("[") - line.count("]") > 20 else line


def _prepare(body: str) -> str:
    """Keep Markdown from making lists of years, and from joining lines that are whole."""
    wrapped = find_width(body.split("\n")) > 0
    lines: list[str] = []
    for raw in _YEAR_START.sub(
        lambda m: f"{m[1]}{m[2]}\\{m[3]}" if len(m[2]) > 2 or fold(m[4]) in MONTHS else m[0], body
    ).split("\n"):
        line = _tame(raw)
        if lines and lines[-1].strip() and is_key_heading(lines[-1].strip("*_# ")):
            lines.append("")
        if is_key_heading(line.strip("*_# ")) and lines and lines[-1].strip():
            lines.append("")
        if (
            line.lstrip()[:2] in {"- ", "* ", "+ "}
            and lines
            and lines[-1].strip()
            and not _is_item(lines[-1])
        ):
            lines.append("")
        if not wrapped and lines and _is_plain(lines[-1]) and _is_plain(line):
            lines.append("")
        lines.append(line)
    return "\n".join(lines)


def _is_plain(line: str) -> bool:
    """A line of running text: no list, quotation, table, heading's underline or indented line."""
    return (
        bool(line.strip())
        and line[:1] not in " \t>|#=-+"
        and not _is_item(line)
        and not line[:1].isdigit()
    )


def _is_item(line: str) -> bool:
    return line.lstrip()[:2] in {"- ", "* ", "+ "} or line.startswith((" ", "\t"))


def _take_image(body: str) -> tuple[str, Photo | None]:
    """A picture's own caption is its title, ``![alt](file "caption")``, or its alt text where that is a sentence."""
    photo: Photo | None = None
    for image in _IMAGE.finditer(body):
        words = image[2] or image[3] or _alt_caption(image, body)
        caption = parse_caption(words, known=True) if words else None
        if caption:
            photo = caption.photo
            break
    return _IMAGE.sub("", body), photo


def _alt_caption(image: re.Match[str], body: str) -> str:
    """An alt text that reads like a caption, unless the line below the picture is one."""
    below = plain_text(body[image.end() :].lstrip("\n ").partition("\n")[0])
    told = parse_caption(below) if below else None
    captioned = told is not None and told.sure and not parse_credit_line(below)
    return "" if captioned or len(image[1].split()) < _LEAST_ALT else image[1]
