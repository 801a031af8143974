"""HTML -> blocks: what a page's elements say, with links and emphasis as Markdown.

Imported HTML is never trusted: nh3 keeps a short list of elements and attributes, and what comes out
of here is words and Markdown only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import NamedTuple
from urllib.parse import urljoin

import lxml.html
import nh3
from lxml.html import HtmlElement

from digest.intake.elements import (
    is_alone,
    is_caption_label,
    is_credit,
    kind_of,
    list_facts,
    tells_facts,
)
from digest.intake.extremes import check_page
from digest.intake.records import Block, BlockKind
from digest.manuscript.markdown import escape_markdown

_STRUCTURE = {
    "article", "aside", "blockquote", "body", "br", "button", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "address",
    "video", "audio", "label", "menu", "caption",
}  # fmt: skip
_INLINE = {
    "a",
    "abbr",
    "b",
    "cite",
    "em",
    "font",
    "i",
    "img",
    "mark",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
    "u",
}
_ATTRIBUTES = {
    "*": {"class", "id", "style", "hidden", "role", "itemprop", "aria-hidden", "data-testid"},
    "a": {"href"},
    "img": {"src", "alt"},
    "time": {"datetime"},
}
_GONE = {
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "svg",
    "math",
    "select",
    "textarea",
    "head",
    "title",
    "canvas",
}
_NEW_LINE = re.compile(r"\n(?![^\S\n]*[*_“„«\"]*[a-zß-ÿ])")
_BLOCKS = _STRUCTURE - {"br"}
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|max-height\s*:\s*0|font-size\s*:\s*0|mso-hide\s*:\s*all",
    re.IGNORECASE,
)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SAFE_URL = re.compile(r"(?:https?://|mailto:)[^\s()<>]+$", re.IGNORECASE)
MAX_DEPTH = 200
LONGEST_CREDIT = 8  # words of a picture's frame that are no caption
LONGEST_CELL = 12  # words in a cell of a table of figures
_SOURCE = re.compile(r"^image (?:source|credit|copyright)\s*[,:]?\s*", re.IGNORECASE)


class Words(NamedTuple):
    """Inline content: plain, and as Markdown."""

    text: str
    markdown: str


def parse_clean(html: str) -> HtmlElement:
    """A tree of the short list of elements, under one ``div``; a DigestError for what no article has."""
    html = html.replace("\x00", "")
    check_page(html)
    cleaned = nh3.clean(
        html,
        tags=_STRUCTURE | _INLINE,
        clean_content_tags=_GONE,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        strip_comments=True,
    )
    return lxml.html.fragment_fromstring(cleaned or " ", create_parent="div")


def is_hidden(element: HtmlElement) -> bool:
    """Tell whether a reader would not see an element."""
    return (
        "hidden" in element.attrib
        or bool(_HIDDEN.search(element.get("style", "")))
        or (element.get("aria-hidden") == "true" and element.tag != "img")
    )


def find_markup_blocks(root: HtmlElement, base: str = "") -> Iterator[Block]:
    """The blocks under an element, in reading order."""
    yield from _walk(root, base, "text", 0)


def inline_words(element: HtmlElement, base: str = "") -> Words:
    """An element's words, without those of hidden children."""
    plain: list[str] = []
    marked: list[str] = []
    _collect(element, base, plain, marked, 0)
    text = _tidy("".join(plain))
    markdown = _tidy("".join(marked))
    return Words(text, "" if markdown == escape_markdown(text) or not text else markdown)


def _walk(element: HtmlElement, base: str, kind: BlockKind, depth: int) -> Iterator[Block]:
    tag = element.tag
    if not isinstance(tag, str) or is_hidden(element) or depth > MAX_DEPTH:
        return
    told = kind_of(element)
    if tag == "hr":
        yield Block("rule", "---")
    elif tag == "figure":
        yield from _walk_figure(element, base)
    elif tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
        words = inline_words(element, base)
        heading: BlockKind = "dek" if told == "dek" and tag != "h1" else "heading"
        yield Block(heading, words.text.replace("\n", " "), 0, "", int(tag[1]))
    elif told and not _has_blocks(element):
        yield from _lines(inline_words(element, base), told)
    elif told in {"byline", "date", "dek", "caption"} and len(element.text_content()) < 400:
        yield from _lines(Words(_tidy(spaced_text(element)), ""), told)
    elif tag == "table" and _is_data(element):
        yield from _walk_rows(element)
    elif tag == "dl" and tells_facts(element):
        yield from list_facts(element)
    elif tag == "blockquote":
        yield from _walk_quote(element, base, depth)
    else:
        inner: BlockKind = "item" if tag == "li" else kind
        yield from _walk_children(element, base, inner, depth)


def _walk_children(element: HtmlElement, base: str, kind: BlockKind, depth: int) -> Iterator[Block]:
    """Runs of inline content between block children are paragraphs of their own."""
    run = lxml.html.Element("span")
    run.text = element.text
    for child in element:
        if isinstance(child.tag, str) and (
            child.tag in _BLOCKS or (kind_of(child) and is_alone(child)) or _has_blocks(child)
        ):
            yield from _lines(inline_words(run, base), kind)
            yield from _walk(child, base, kind, depth + 1)
            run = lxml.html.Element("span")
            run.text = child.tail
        else:
            run.append(deepcopy(child))
    yield from _lines(inline_words(run, base), kind)


def _is_data(table: HtmlElement) -> bool:
    """A table of figures and short words, and no frame that a page or a mail is laid out with."""
    rows = table.xpath(".//tr[count(td|th) > 1]")
    cells = table.xpath(".//td|.//th")
    return len(rows) > 1 and not any(
        len(cell.text_content().split()) > LONGEST_CELL or _has_blocks(cell) for cell in cells
    )


def _walk_rows(table: HtmlElement) -> Iterator[Block]:
    for row in table.xpath(".//tr"):
        cells = [" ".join(spaced_text(cell).split()) for cell in row.xpath("./td|./th")]
        if any(cells):
            yield Block("item", " · ".join(cells))


def _walk_figure(element: HtmlElement, base: str) -> Iterator[Block]:
    captions = element.xpath(".//figcaption") or [
        e for e in element.iter() if isinstance(e.tag, str) and is_caption_label(e)
    ]
    if not captions:
        if element.xpath(".//blockquote|.//p"):
            yield from _walk_children(element, base, "text", 0)
        return
    caption = captions[0]
    told = [e for e in element.iter() if isinstance(e.tag, str) and is_credit(e)]
    credit = _tidy(told[0].text_content()) if told else ""
    for each in told:
        each.drop_tree()
    words = _tidy(spaced_text(caption)).replace("\n", " ")
    if not credit:
        rest = _SOURCE.sub(
            "", " ".join(spaced_text(element).replace(spaced_text(caption), " ").split())
        )
        credit = rest if len(rest.split()) <= LONGEST_CREDIT else ""
    if words:
        yield Block("caption", words)
    if credit:
        yield Block("credit", credit)


def _walk_quote(element: HtmlElement, base: str, depth: int) -> Iterator[Block]:
    """A blockquote is one paragraph with its attribution, or several paragraphs."""
    sources = element.xpath(".//cite|.//footer")
    source = _tidy(sources[0].text_content()).replace("\n", " ") if sources else ""
    for each in sources:
        each.drop_tree()
    blocks = [b._replace(kind="quote") for b in _walk_children(element, base, "quote", depth)]
    if source and blocks:
        last = blocks[-1]
        words = source.lstrip("—–- ")
        text = last.text if re.search(r"[”\"»“]$", last.text) else f"“{last.text.strip('“”')}”"
        blocks[-1] = Block("quote", f"{text} — {words}")
    signed: list[Block] = []  # those that wait for their signature
    for block in blocks:
        signed.append(block)
        if len(signed) > 1 and re.match(r"(?:—|–|―|--)\s*\S", block.text):
            yield Block("quote", " ".join(b.text for b in signed))
            signed = []
    yield from signed


def _has_blocks(element: HtmlElement) -> bool:
    return any(isinstance(e.tag, str) and e.tag in _BLOCKS for e in element.iterdescendants())


def _lines(words: Words, kind: BlockKind) -> Iterator[Block]:
    """A paragraph, or several where lines are broken with ``<br>``."""
    if not words.text:
        return
    if "\n" not in words.text:
        yield Block(kind, words.text, 0, words.markdown)
        return
    texts, marked = _paragraphs(words.text), _paragraphs(words.markdown)
    same = len(texts) == len(marked)
    for at, text in enumerate(texts):
        yield Block(kind, text, 0, marked[at] if same else "")


def _paragraphs(words: str) -> list[str]:
    """Lines, but for one that goes on in the middle of a sentence."""
    lines = (" ".join(each.split()) for each in _NEW_LINE.split(words))
    return [each for each in lines if each]


def _collect(
    element: HtmlElement, base: str, plain: list[str], marked: list[str], depth: int
) -> None:
    _put(element.text, plain, marked)
    for child in element:
        if isinstance(child.tag, str) and not is_hidden(child) and depth < MAX_DEPTH:
            _collect_child(child, base, plain, marked, depth)
        _put(child.tail, plain, marked)


def _collect_child(
    child: HtmlElement, base: str, plain: list[str], marked: list[str], depth: int
) -> None:
    if child.tag == "br":
        plain.append("\v")
        marked.append("\v")
        return
    if child.tag in {"img", "button", "label", "video", "audio"}:
        return
    inner_plain: list[str] = []
    inner_marked: list[str] = []
    _collect(child, base, inner_plain, inner_marked, depth + 1)
    words, markdown = "".join(inner_plain), "".join(inner_marked)
    if child.tag == "q":
        words, markdown = f"“{words}”", f"“{markdown}”"
    plain.append(words)
    marked.append(_mark_up(child, markdown, base) if words.strip() else markdown)


def _mark_up(element: HtmlElement, markdown: str, base: str) -> str:
    lead = " " if markdown[:1].isspace() else ""
    tail = " " if markdown[-1:].isspace() else ""
    core = markdown.strip()
    if "\v" in core:
        return markdown
    match element.tag:
        case "em" | "i":
            core = f"*{core}*" if "*" not in core else core
        case "strong" | "b":
            core = f"**{core}**" if "*" not in core else core
        case "a":
            url = urljoin(base, element.get("href", "")) if base else element.get("href", "")
            core = f"[{core}]({url})" if _SAFE_URL.match(url) else core
        case _:
            pass
    return f"{lead}{core}{tail}"


def _put(words: str | None, plain: list[str], marked: list[str]) -> None:
    if words:
        words = _SPACE.sub(" ", words)
        plain.append(words)
        marked.append(escape_markdown(words))


def _tidy(words: str) -> str:
    words = _SPACE.sub(" ", words)
    return "\n".join(line.strip() for line in words.split("\v")).strip()


def spaced_text(element: HtmlElement) -> str:
    """Text of an element whose block children do not run into each other."""
    words = element.text or ""
    for child in element:
        gap = " " if child.tag in _BLOCKS or child.tag == "br" else ""
        inner = spaced_text(child) if isinstance(child.tag, str) and not is_hidden(child) else ""
        words += f"{gap}{inner}{gap}{child.tail or ''}"
    return words
