"""An agency's document -> stories: NITF and NewsML-G2 (XML) and ninjs (JSON), formats of the IPTC.

Source: the IPTC's specifications of NITF 3.6, NewsML-G2 2.3 and ninjs 1 and 2.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from lxml import etree

from digest.intake.dates import find_instant, parse_moment
from digest.intake.decode import refuse, refuse_entities
from digest.intake.embargo import read_embargo
from digest.intake.language import read_tag
from digest.intake.photos import parse_caption, tidy_credit
from digest.intake.records import Block, LeftOut, Story
from digest.intake.webpage import parse_fragment
from digest.model.article import Photo

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HTML_NAMES = {"hl2": "h2", "bq": "blockquote", "block": "div"}  # of NITF's elements
_BODIES = ("body_xhtml", "body_html", "body_text")
_MAX_TAGS = 20


def parse_wire(text: str, name: str) -> tuple[Story, ...]:
    """Read a NITF document, or the text items of a NewsML-G2 document or message."""
    refuse_entities(text, name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(_DECLARATION.sub("", text).encode(), parser)
    except etree.XMLSyntaxError as error:
        told = str(error.msg).split(", line")[0]
        raise refuse(
            name, "xml", f"its XML is broken: {told}", "ask for it again", error.lineno or 0
        ) from None
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
    if root.tag == "nitf":
        return (_read_nitf(root),)
    stories = tuple(story for item in root.iter("newsItem") if (story := _read_item(item)))
    if not stories:
        raise refuse(name, "wire", "no item of it has a text", "import the item with the article")
    return stories


def parse_ninjs(text: str, name: str) -> tuple[Story, ...]:
    """Read a ninjs item, or a list of them."""
    items = msgspec.json.decode(text.encode())
    stories = tuple(
        _read_ninjs(item)
        for item in (items if isinstance(items, list) else [items])
        if is_ninjs(item)
    )
    if not stories:
        raise refuse(name, "format", "this is JSON", "save the article as text or HTML")
    return stories


def is_ninjs(item: Any) -> bool:
    """Tell whether a JSON value is an article: a headline, and a text."""
    if not isinstance(item, dict):
        return False
    return bool(_headline(item)) and any(item.get(key) for key in ("bodies", *_BODIES))


def _read_nitf(root: etree._Element, item: etree._Element | None = None) -> Story:
    """A NITF document; ``item`` is the NewsML-G2 item around it, which may know what it does not say."""
    body = root.find(".//body.content")
    content = body if body is not None else etree.Element("div")
    photo, left_out = _take_media(content)
    for element in content.iter(etree.Element):
        element.tag = _HTML_NAMES.get(element.tag, element.tag)
    blocks, more = parse_fragment(_inner(content))
    left_out += [
        LeftOut(what, words)
        for what, path in (("dateline", ".//dateline"), ("tagline", ".//tagline"))
        if (words := _words(root.find(path)))
    ]
    stamp = next(
        (
            each.get("norm", "")
            for each in map(root.find, (".//date.issue", ".//date.release", ".//story.date"))
            if each is not None and each.get("norm")
        ),
        "",
    )
    holder = root.find(".//doc.copyright")
    story = _make_story(
        blocks,
        title=_words(root.find(".//hl1")) or _words(root.find("head/title")),
        stamp=stamp,
        language=content.get(_LANGUAGE) or root.get(_LANGUAGE) or "",
        publisher=_words(root.find(".//distributor"))
        or (holder.get("holder", "") if holder is not None else ""),
        byline=_words(root.find(".//byline")),
        photo=photo,
        tags=[each.get("key", "") for each in root.iter("keyword")],
        left_out=[*left_out, *more],
        told=[each.get("info", "") for each in root.iter("ed-msg")],
    )
    return story if item is None else _complete(story, item)


def _read_item(item: etree._Element) -> Story | None:
    """A NewsML-G2 item; None where it is a picture, or only points to its text."""
    nitf, page = item.find(".//inlineXML/nitf"), item.find(".//inlineXML/html")
    if nitf is not None:
        return _read_nitf(nitf, item)
    plain = item.find(".//inlineData")
    if page is not None:
        inner = page.find("body")
        blocks, left_out = parse_fragment(_inner(inner if inner is not None else page))
    elif plain is not None and plain.text:
        blocks, left_out = parse_fragment(_as_html(plain.text))
    else:
        return None
    return _complete(_make_story(blocks, left_out=left_out), item)


def _complete(story: Story, item: etree._Element) -> Story:
    """A story with what only the item around it tells."""
    tag = item.find("contentMeta/language")
    holders = ("rightsInfo/copyrightHolder/name", "itemMeta/provider/name")
    stamps = ("contentMeta/contentCreated", "itemMeta/firstCreated", "itemMeta/versionCreated")
    around = _make_story(
        story.blocks,
        title=_first(item, ("contentMeta/headline", "itemMeta/title")),
        stamp=_first(item, stamps),
        language=(tag.get("tag", "") if tag is not None else "") or item.get(_LANGUAGE) or "",
        publisher=_first(item, holders),
        byline=_first(item, ("contentMeta/by",)),
        tags=[_words(each) for each in item.iterfind("contentMeta/keyword")],
        left_out=[
            LeftOut("dateline", words)
            for words in [_first(item, ("contentMeta/dateline",))]
            if words
        ],
        told=[_words(each) for each in item.iterfind("itemMeta/edNote")],
        embargoed=_first(item, ("itemMeta/embargoed",)),
    )
    fields = ("title", "date", "moment", "language", "publisher", "byline", "embargo", "tags")
    known = {key: getattr(story, key) or getattr(around, key) for key in fields}
    return msgspec.structs.replace(
        story,
        **known,
        left_out=tuple(dict.fromkeys((*story.left_out, *around.left_out))),
        notes=tuple(dict.fromkeys((*story.notes, *around.notes))),
    )


def _read_ninjs(item: dict[str, Any]) -> Story:
    body = next((str(item[key]) for key in _BODIES if item.get(key)), "")
    plain = not item.get("body_xhtml") and not item.get("body_html")
    for each in _dicts(item.get("bodies")):
        if not body or (plain and "html" in str(each.get("contenttype", ""))):
            body, plain = str(each.get("value", "")), "html" not in str(each.get("contenttype", ""))
    blocks, left_out = parse_fragment(_as_html(body) if plain else body)
    pictures = item.get("associations")
    pictures = list(pictures.values()) if isinstance(pictures, dict) else pictures
    stamps = ("contentcreated", "firstcreated", "versioncreated")
    url = next((str(item[key]) for key in ("canonical", "link", "uri") if item.get(key)), "")
    return _make_story(
        blocks,
        title=_headline(item),
        stamp=next((str(item[key]) for key in stamps if item.get(key)), ""),
        language=str(item.get("language") or ""),
        publisher=str(item.get("copyrightholder") or ""),
        byline=str(item.get("byline") or ""),
        photo=next(filter(None, map(_ninjs_photo, _dicts(pictures))), None),
        tags=[each for each in _items(item.get("keywords")) if isinstance(each, str)],
        left_out=left_out,
        told=[str(item.get("ednote") or item.get("edNote") or "")],
        embargoed=str(item.get("embargoed") or ""),
        url=url if url.startswith(("http://", "https://")) else "",
    )


def _headline(item: dict[str, Any]) -> str:
    told = [item.get("headline"), *(each.get("value") for each in _dicts(item.get("headlines")))]
    return next((each.strip() for each in told if isinstance(each, str) and each.strip()), "")


def _ninjs_photo(picture: dict[str, Any]) -> Photo | None:
    if picture.get("type") != "picture":
        return None
    told = [picture.get("description_text"), *(d.get("value") for d in _dicts(picture.get("descriptions")))]  # fmt: skip
    caption = next((each for each in told if isinstance(each, str) and each), "")
    return _make_photo(caption, str(picture.get("byline") or picture.get("copyrightholder") or ""))


def _make_story(
    blocks: Iterable[Block],
    *,
    stamp: str = "",
    language: str = "",
    tags: Iterable[str] = (),
    left_out: Iterable[LeftOut] = (),
    told: Iterable[str] = (),
    embargoed: str = "",
    **fields: Any,
) -> Story:
    """A story; ``told`` are the agency's words to editors, ``embargoed`` is a moment."""
    told = [" ".join(words.split()) for words in told if words]
    return Story(
        blocks=tuple(blocks),
        date=parse_moment(stamp) if stamp else None,
        moment=find_instant(stamp) if stamp else None,
        language=read_tag(language),
        tags=tuple(" ".join(tag.split()) for tag in tags if tag.strip())[:_MAX_TAGS],
        left_out=tuple(left_out),
        embargo=f"Embargoed until {embargoed}"
        if embargoed
        else next(filter(read_embargo, told), ""),
        notes=tuple(f"the agency tells editors: {words}" for words in told),
        **fields,
    )


def _take_media(content: etree._Element) -> tuple[Photo | None, list[LeftOut]]:
    """The first picture of a NITF body; all of them leave it, and the others are told."""
    photo, left_out = None, []
    for media in list(content.iter("media")):
        caption = _words(media.find("media-caption"))
        if photo is None and media.get("media-type", "image") == "image":
            photo = _make_photo(caption, _words(media.find("media-producer")))
        elif caption:
            left_out.append(LeftOut("another picture", caption))
        parent = media.getparent()
        if parent is not None:
            parent.remove(media)  # whitespace alone stands behind it
    return photo, left_out


def _make_photo(caption: str, credit: str) -> Photo | None:
    read = parse_caption(caption, known=True) if caption.strip() else None
    if read is None:
        return None
    told = read.photo
    return Photo(
        caption=told.caption, credit=tidy_credit(credit) or told.credit, file_photo=told.file_photo
    )


def _inner(element: etree._Element) -> str:
    """What is inside an element, as HTML."""
    inside = (etree.tostring(each, encoding="unicode", method="html") for each in element)
    return html.escape(element.text or "") + "".join(inside)


def _as_html(text: str) -> str:
    paragraphs = re.split(r"\n\s*\n", html.escape(text.strip(), quote=False))
    return "".join(f"<p>{p.strip().replace(chr(10), '<br>')}</p>" for p in paragraphs)


def _words(element: etree._Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _first(item: etree._Element, paths: Iterable[str]) -> str:
    return next((words for path in paths if (words := _words(item.find(path)))), "")


def _dicts(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON array; none of anything else."""
    return (each for each in _items(value) if isinstance(each, dict))


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
