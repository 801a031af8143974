"""What a page says of its own elements by their names and classes: caption, byline, date, standfirst."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from digest.intake.records import Block, BlockKind

_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:cap|caption|captions|wp-caption-text|legend|photo-caption|image-caption|media-caption)(?:$|[\s_-]|__text)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"credit|copyright|photographer|attribution|photo-by|image-source|photo-source|rights",
    re.IGNORECASE,
)
_CREDIT_ALONE = re.compile(
    r"(?:^|[\s_-])(?:(?:photo|image|picture|img|media|foto)[_-]?)?credit(?:$|[\s_-])", re.IGNORECASE
)
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:byline|by-line|author|authors|author-name|autor|autoren|autorin|autora|autore|auteur|auteure|verfasser|reporter|writer|contributor|correspondent)(?:$|[\s_-])",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:^|[\s_-])(?:date|dates|datetime|datum|fecha|published|pubdate|pub-date|publish-date|timestamp|time|posted|posted-on|updated|dateline-date|published-date|article-date|last-updated)(?:$|[\s_-])",
    re.IGNORECASE,
)
_DEK = re.compile(
    r"(?:^|[\s_-])(?:dek|deck|standfirst|subtitle|sub-title|subheading|sub-headline|subheadline|subhead|kicker|strapline|eyebrow|overline|summary|abstract|chapeau|chapo|entradilla|sumario|subtitulo|unterzeile|dachzeile|bajada|antetitulo|vorspann|teaser-text|tagline|reading-time|read-time|section-label|category)(?:$|[\s_-])",
    re.IGNORECASE,
)

_FACTS = re.compile(  # of a page about itself, in a list of terms
    r"(?:from|published|last updated|updated|first published|published by|issued by|author|delivered on|location)\s*:?$",
    re.IGNORECASE,
)


def label_of(element: HtmlElement) -> str:
    """Class and id, in which pages say what an element is for."""
    return f"{element.get('class', '')} {element.get('id', '')}".strip()


def is_caption_label(element: HtmlElement) -> bool:
    """Tell whether an element is labelled as a picture's caption."""
    return bool(_CAPTION.search(label_of(element)))


def is_credit(element: HtmlElement) -> bool:
    """Tell whether an element within a figure holds the picture's credit."""
    if element.tag in {"figure", "figcaption"}:
        return False
    return bool(_CREDIT.search(label_of(element))) or element.tag in {"small", "cite"}


def kind_of(element: HtmlElement) -> BlockKind | None:
    """What a page says of an element by its class, when it is no part of the running text."""
    if element.tag == "time":
        return "date" if element.getparent() is None or element.getparent().tag != "p" else None
    if element.tag == "figcaption":
        return "caption"
    if element.tag in {
        "article",
        "main",
        "body",
        "section",
        "header",
        "a",
        "li",
        "ul",
        "ol",
        "td",
        "table",
    }:
        return None
    if element.get("itemprop") in {"author", "datePublished"}:
        return "byline" if element.get("itemprop") == "author" else "date"
    label = label_of(element)
    if not label:
        return None
    kinds: tuple[tuple[re.Pattern[str], BlockKind], ...] = (
        (_CAPTION, "caption"), (_CREDIT_ALONE, "credit"), (_BYLINE, "byline"), (_DATE, "date"), (_DEK, "dek"),
    )  # fmt: skip
    found = next((kind for pattern, kind in kinds if pattern.search(label)), None)
    if found == "caption" and _leads_to_heading(element):
        return None
    if (
        found
        and element.tag == "span"
        and element.getparent() is not None
        and _is_mid_sentence(element)
    ):
        return None
    return found


def is_alone(element: HtmlElement) -> bool:
    """Tell whether an inline element has no words beside it: then it may be a line of its own."""
    parent = element.getparent()
    if parent is None:
        return True
    loose = [parent.text, *(child.tail for child in parent)]
    return not any(re.search(r"\w", words or "") for words in loose)


def tells_facts(terms: HtmlElement) -> bool:
    """A list of terms that says when and by whom a page was published, and no glossary."""
    found = [" ".join(each.text_content().split()) for each in terms.xpath("./dt|./div/dt")]
    return bool(found) and all(map(_FACTS.match, found))


def list_facts(terms: HtmlElement) -> Iterator[Block]:
    """The day of publication is a date; whose it is and when it changed stand outside the text."""
    term = ""
    for each in terms.xpath(".//dt|.//dd"):
        words = " ".join(each.text_content().split())
        if each.tag == "dt":
            term = words.rstrip(" :")
        elif term.casefold() in {"published", "first published"}:
            yield Block("date", words)
        elif words:
            yield Block("byline", f"{term}: {words}")


def _leads_to_heading(element: HtmlElement) -> bool:
    """Right above the headline stands what kind of text it is, whatever its class: "Press release"."""
    below = element.getnext()
    return below is not None and below.tag == "h1" and not (element.tail or "").strip()


def _is_mid_sentence(element: HtmlElement) -> bool:
    parent = element.getparent()
    words = (parent.text or "") + "".join(child.tail or "" for child in parent)
    return len(words.split()) > 6
