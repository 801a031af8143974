"""What a page says of itself: JSON-LD (schema.org), Open Graph, meta tags, ``<time>``, canonical URL."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import msgspec
from lxml.html import HtmlElement

from digest.base.slugs import fold_name
from digest.intake.dates import find_instant, make_date, parse_moment
from digest.intake.decode import clean_text
from digest.intake.markup import spaced_text
from digest.model.article import Photo

_ARTICLE = re.compile(r"(?:Article|BlogPosting|NewsArticle|Report|Posting)$")
_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date", "pubdate",
    "publishdate", "publish-date", "publish_date", "published_time", "article.published", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.issued", "dcterms.date", "parsely-pub-date", "sailthru.date", "article_date_original",
    "cxenseparse:recs:publishtime", "originalpublicationdate", "release_date", "rnews:datepublished", "date.created",
    "citation_publication_date", "citation_date", "last-published", "ptime", "pub_date",
)  # fmt: skip
_URL_DATE = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")
_TOP, _LONGEST = 3, 20  # lines that may hold the headline, and its words
_SUFFIX = re.compile(r"\s+(?:[|·•»«]|[-–—]{1,2}|::)\s+")


class Meta(msgspec.Struct, frozen=True, kw_only=True):
    """A page's own statements about its article."""

    title: str = ""
    date: dt.date | None = None
    moment: dt.datetime | None = None  # where its zone is told
    url: str = ""
    publisher: str = ""
    byline: str = ""
    language: str = ""
    photo: Photo | None = None
    body: str = ""  # the article's text, where a page is built by scripts


def read_meta(tree: HtmlElement) -> Meta:
    """Read a whole page's metadata."""
    linked = next(_find_articles(tree), {})
    metas = _read_metas(tree)
    url = _canonical(tree) or metas.get("og:url", "") or _text(linked.get("url"))
    publisher = (
        _name(linked.get("publisher"))
        or metas.get("og:site_name", "")
        or metas.get("application-name", "")
    )
    date, moment = _date(tree, linked, metas, url)
    return Meta(
        title=_title(tree, linked, metas, publisher),
        date=date,
        moment=moment,
        url=url if url.startswith(("http://", "https://")) else "",
        publisher=publisher,
        byline=" and ".join(_names(linked.get("author"))) or metas.get("author", ""),
        language=_language(tree, linked),
        photo=_photo(linked),
        body=_body(linked),
    )


def strip_site(title: str, publisher: str, heading: str = "") -> str:
    """A page's title without the site's name at its end or beginning."""
    pieces = _SUFFIX.split(title)
    if len(pieces) < 2:
        return title
    if heading and any(fold_name(piece) == fold_name(heading) for piece in pieces):
        return heading
    if publisher and fold_name(pieces[0]) == fold_name(publisher):
        return title[len(pieces[0]) :].lstrip(" |·•»«-–—:")
    last = pieces[-1]
    known = bool(publisher) and fold_name(last) == fold_name(publisher)
    if known or len(last.split()) <= 4:
        return title[: title.rindex(last)].rstrip(" |·•»«-–—:")
    return title


def _title(tree: HtmlElement, linked: dict[str, Any], metas: dict[str, str], publisher: str) -> str:
    headings = [_words(h) for h in tree.xpath("//h1") if not _leads_home(h)]
    headline = _text(linked.get("headline"))
    whole = next((_words(t) for t in tree.xpath("//head/title|//title")), "")
    told = headline or metas.get("og:title", "") or metas.get("twitter:title", "") or whole
    for heading in headings:  # the page's own heading, when its metadata know it too
        if heading and any(fold_name(heading) in fold_name(each) for each in (told, whole) if each):
            return heading
    if len(headings) == 1 and headings[0] and not _is_site_name(headings[0], publisher):
        return headings[0]
    lower = [_words(h) for h in tree.xpath("//h2")] if not headings else []
    if named := next((each for each in lower if each and _is_heading_of(each, told)), ""):
        return named
    return headline or _spelt_out(tree, told) or strip_site(told, publisher)


def _leads_home(heading: HtmlElement) -> bool:
    """A heading that is all one link to the front page: the site's name."""
    links = heading.xpath(".//a[@href]")
    if len(links) != 1 or _words(links[0]) != _words(heading):
        return False
    address = urlsplit(str(links[0].get("href")))
    return address.path in {"", "/"} and not address.query


def _spelt_out(tree: HtmlElement, title: str) -> str:
    """A first line that begins with a piece of the page's title, and says more: "Gulls win court case"."""
    lines = [_words(each) for each in tree.xpath("//body//*[self::p or self::b or self::center]")]
    for piece in _SUFFIX.split(title):
        for line in lines[:_TOP]:
            longer = len(piece.split()) < len(line.split()) <= _LONGEST and line[-1:].isalnum()
            if longer and len(piece.split()) > 1 and fold_name(line).startswith(fold_name(piece)):
                return line
    return ""


def _is_heading_of(heading: str, title: str) -> bool:
    """Whether a page's title is a heading of its own and the site's name, a sign between spaces before or behind."""
    before, found, behind = title.partition(heading)
    parted = re.compile(r"\s[^\w\s]{1,3}\s")
    return bool(found) and any(
        not other and bool(parted.match(beside))
        for other, beside in ((before, behind), (behind, before[::-1]))
    )


def _is_site_name(words: str, publisher: str) -> bool:
    return bool(publisher) and fold_name(words) == fold_name(publisher)


def _date(
    tree: HtmlElement, linked: dict[str, Any], metas: dict[str, str], url: str
) -> tuple[dt.date | None, dt.datetime | None]:
    told = [_text(linked.get("datePublished")), *(metas.get(name, "") for name in _DATE_NAMES)]
    told += tree.xpath(
        "//*[@itemprop='datePublished']/@datetime|//*[@itemprop='datePublished']/@content"
    )
    told += tree.xpath(
        "//time[@pubdate]/@datetime|//article//time/@datetime|//main//time/@datetime"
    )
    told += [_text(linked.get("dateCreated"))]
    told += tree.xpath("//time/@datetime")
    for text in told:
        if text and (date := parse_moment(str(text))):
            return date, find_instant(str(text))
    found = _URL_DATE.search(url)
    return (make_date(found[1], found[2], found[3]) if found else None), None


def _photo(linked: dict[str, Any]) -> Photo | None:
    image = linked.get("image")
    image = image[0] if isinstance(image, list) and image else image
    if not isinstance(image, dict):
        return None
    caption = _text(image.get("caption")) or _text(image.get("description"))
    credit = (
        _text(image.get("creditText")) or _name(image.get("creator")) or _name(image.get("author"))
    )
    return Photo(caption=caption, credit=credit) if caption else None


def _body(linked: dict[str, Any]) -> str:
    body = linked.get("articleBody")
    return clean_text(html.unescape(body))[0] if isinstance(body, str) else ""


def _find_articles(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->")
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _walk(data, 0)


def _walk(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(data, list):
        for each in data[:50]:
            yield from _walk(each, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in kinds):
            yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _walk(data.get(key), depth + 1)


def _read_metas(tree: HtmlElement) -> dict[str, str]:
    metas: dict[str, str] = {}
    for element in tree.xpath("//meta[@content]"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        metas.setdefault(name.casefold(), clean_text(element.get("content", ""))[0].strip())
    return metas


def _canonical(tree: HtmlElement) -> str:
    links = tree.xpath("//link[translate(@rel, 'CANONICAL', 'canonical')='canonical']/@href")
    return str(links[0]).strip() if links else ""


def _language(tree: HtmlElement, linked: dict[str, Any]) -> str:
    told = _text(linked.get("inLanguage")) or (tree.xpath("string(/html/@lang)") or "")
    return str(told)[:2].lower() if re.match(r"[A-Za-z]{2}(?:[-_]|$)", str(told)) else ""


def _words(element: HtmlElement) -> str:
    return " ".join(clean_text(spaced_text(element))[0].split())


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if not isinstance(value, str):
        return ""
    return " ".join(clean_text(html.unescape(value))[0].split())


def _name(value: Any) -> str:
    return next(iter(_names(value)), "")


def _names(value: Any) -> list[str]:
    if isinstance(value, list):
        return [name for each in value[:20] for name in _names(each)]
    if isinstance(value, dict):
        return [name] if (name := _text(value.get("name"))) else []
    return [_text(value)] if isinstance(value, str) and value.strip() else []
