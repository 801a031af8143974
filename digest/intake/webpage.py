"""A saved web page -> story: its metadata, and the blocks of its article without what stands around.

The article is chosen by the page's own marks (``<article>``, ``itemprop``), else by where its long
paragraphs stand; trafilatura steps in when that finds next to nothing, or no date.
"""

from __future__ import annotations

import re

import lxml.html
from lxml.etree import ParserError
from lxml.html import HtmlElement

from digest.intake.decode import refuse
from digest.intake.elements import kind_of, label_of
from digest.intake.extremes import check_page
from digest.intake.lines import is_date_line
from digest.intake.markup import find_markup_blocks, is_hidden, parse_clean
from digest.intake.plaintext import find_blocks
from digest.intake.records import Block, LeftOut, Story
from digest.intake.webmeta import Meta, read_meta
from digest.manuscript.keyheadings import is_key_heading

_JUNK_TAGS = {
    "nav",
    "aside",
    "footer",
    "form",
    "button",
    "dialog",
    "menu",
    "video",
    "audio",
    "label",
}
_JUNK = re.compile(
    r"(?:^|[\s_-])(?:ad|ads|adv|advert\w*|adslot|ad-?unit|dfp|mpu|leaderboard|banner|cookies?|consent|gdpr|newsletters?|promo\w*"
    r"|related\w*|recirc\w*|recommend\w*|share\w*|sharing|social\w*|sidebar|side-bar|comments?|kommentare?|commentaires?|comentarios|commentary-list|disqus|discussion"
    r"|tweets?|twitter(?:-(?:tweet|video))?|instagram-media|tiktok-embed|fb-post|bluesky-embed|breadcrumbs?|pull-?(?:quote|out)s?|subscri\w+|sign-?up|paywall|teasers?|outbrain|taboola|sponsor\w*|most-?read|popular"
    r"|trending|ticker|breaking|masthead|menu|nav|navbar|navigation|skip|skip-link|toolbar|tools|tags?|tag-list|author-card|author-bio"
    r"|author-box|about-author|bio|print|print-only|video|player|playlist|footer|site-footer|readmore|read-more|more-on|up-next|modal"
    r"|end-?notes?|popup|overlay|widget|rail|cta|donat\w+|membership|app-promo|login|search|screen-reader-text|sr-only|visually-hidden|reactions-bar"
    r"|poll|quiz|weather|partners?|inbox|feedback|rating|copyright-notice|legal|disclaimer|next-article|prev-article|pagination|hidden|stats)(?=$|[\s_-]|\d)",
    re.IGNORECASE,
)
_MOST_ECHOES = 300  # quotations that are looked for elsewhere: each is compared with the whole page
# Those within articles too, as comments and teasers are, but no deeper: each is read as a whole.
_ARTICLES = ".//article[not(ancestor::article[ancestor::article[ancestor::article]])]"
_KEPT = {"body", "html", "article", "main"}
_KEY_LABEL = re.compile(r"key[_-]?(?:comments?|quotes?)", re.IGNORECASE)


def parse_page(html: str, name: str, base: str = "") -> Story:
    """Read a whole saved page as one story."""
    check_page(html)
    try:
        tree = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", html))
    except (ParserError, ValueError) as error:
        raise refuse(
            name, "html", f"the page cannot be read: {error}", "save the page again"
        ) from None
    meta = read_meta(tree)
    body = parse_clean(html)
    left_out = prune(body)
    root = choose_root(body)
    left_out.extend(_words_outside(root, body))
    address = base or meta.url
    alts = _alts_of(root)
    blocks = _drop_echoes(list(find_markup_blocks(root, address)), left_out)
    left_out.extend(_unless_told("alt text", alts, blocks))
    if root is not body and not any(b.kind == "caption" for b in blocks):
        blocks = [*_captions_outside(body, address), *blocks]
    if root is not body and not any(b.kind == "date" for b in blocks):
        blocks = [*_dates_outside(body, address), *blocks]
    if sum(len(b.text.split()) for b in blocks if b.kind != "heading") < 40:
        told = list(find_blocks(meta.body.split("\n"))) if meta.body else []
        blocks = told or _fuller(_ask_trafilatura(html), blocks)
    return _story(meta, blocks, left_out, html)


def _fuller(asked: list[Block], own: list[Block]) -> list[Block]:
    """Another's reading where it has found clearly more words: it has no headings, dates and captions."""
    mine, theirs = (sum(len(b.text.split()) for b in each) for each in (own, asked))
    return asked if theirs > 1.3 * mine else own


def parse_fragment(html: str, base: str = "") -> tuple[tuple[Block, ...], tuple[LeftOut, ...]]:
    """Read the HTML of a feed's entry, a mail or a Markdown text as blocks."""
    body = parse_clean(html)
    left_out = prune(body)
    blocks = _drop_echoes(list(find_markup_blocks(body, base)), left_out)
    return tuple(blocks), tuple(left_out)


def prune(body: HtmlElement) -> list[LeftOut]:
    """Take away what is round an article; what was words is listed."""
    total = len(body.text_content()) or 1
    left_out: list[LeftOut] = []
    for element in list(body.iter()):
        if element is body or not isinstance(element.tag, str) or element.getparent() is None:
            continue
        reason = _reason_to_drop(element, total)
        if reason and _is_attached(element, body):
            words = " ".join(element.text_content().split())
            element.drop_tree()
            if words and reason != "hidden":
                left_out.append(LeftOut(reason, words[:400]))
    return left_out


def choose_root(body: HtmlElement) -> HtmlElement:
    """The element that holds the article: marked as such, or the one around the long paragraphs."""
    articles = [e for e in body.xpath(_ARTICLES) if len(_long_texts(e)) >= 1]
    if articles:
        root = max(articles, key=lambda e: sum(map(len, _long_texts(e))))
        return _widen(root, body)
    main = body.xpath(".//main|.//*[@role='main']|.//*[@itemprop='articleBody']")
    if main and _long_texts(main[0]):
        return _widen(main[0], body)
    holders = [e for e in body.iter("p", "blockquote", "h1", "li", "figure") if _is_landmark(e)]
    return _common_ancestor(holders, body) if holders else body


def _reason_to_drop(element: HtmlElement, total: int) -> str:
    if element.tag in _KEPT or (element.tag == "span" and not element.text_content().strip()):
        return ""
    if element.tag == "footer" and element.xpath("ancestor::blockquote"):
        return ""  # who said it
    if is_hidden(element):
        return "hidden"
    label = label_of(element)
    junk = element.tag in _JUNK_TAGS or bool(
        label and _JUNK.search(label) and not _KEY_LABEL.search(label)
    )
    if not junk or _holds_article(element, total):
        return ""
    return "pull quote" if "pull" in label else "around the article"


def _holds_article(element: HtmlElement, total: int) -> bool:
    """A label may lie: what holds the headline, the article or the key comments stays."""
    if element.tag in {"button", "label", "video", "audio"}:
        return False
    if element.xpath(".//article|.//main|self::*[.//h1]") and element.tag not in {
        "nav",
        "aside",
        "form",
    }:
        return True
    headings = element.xpath(".//h2|.//h3|.//h4|.//strong|.//b|.//p[position()=1]")
    if any(is_key_heading(h.text_content()) and "(" not in h.text_content() for h in headings[:6]):
        words = next(h.text_content() for h in headings[:6] if is_key_heading(h.text_content()))
        return not re.fullmatch(
            r"\W*comments?\W*|\W*kommentare?\W*|\W*commentaires?\W*|\W*comentarios?\W*",
            words,
            re.IGNORECASE,
        )
    return (
        element.tag not in {"nav", "footer", "form"} and len(element.text_content()) > 0.6 * total
    )


def _is_attached(element: HtmlElement, body: HtmlElement) -> bool:
    return body in element.iterancestors()


def _long_texts(element: HtmlElement) -> list[str]:
    texts = (e.text_content() for e in element.iter("p", "blockquote", "li"))
    found = [text for text in texts if len(text.split()) >= 15]
    return found or [
        t for t in [element.text_content()] if len(t.split()) >= 60 and element.tag != "div"
    ]


def _is_landmark(element: HtmlElement) -> bool:
    if element.tag in {"h1", "figure"}:
        return True
    words = len(element.text_content().split())
    links = sum(len(a.text_content().split()) for a in element.iter("a"))
    return words >= 12 and links < 0.5 * words


def _widen(root: HtmlElement, body: HtmlElement) -> HtmlElement:
    """Take in a headline and a key comments section that stand beside the article's element."""
    outside = [
        e
        for e in body.iter("h2", "h3", "h4", "p")
        if is_key_heading(e.text_content())
        and root not in e.iterancestors()
        and len(e.text_content()) < 60
    ]
    if any(
        is_key_heading(e.text_content()) for e in root.iter("h2", "h3", "h4", "p", "strong", "b")
    ):
        return root
    return _common_ancestor([root, outside[0]], body) if outside else root


def _common_ancestor(elements: list[HtmlElement], body: HtmlElement) -> HtmlElement:
    paths = [[*reversed(list(e.iterancestors())), e] for e in elements]
    common = body
    for level in zip(*paths, strict=False):
        if any(node is not level[0] for node in level):
            break
        common = level[0]
    if common.tag in {"p", "h1", "li", "figure", "blockquote"}:
        common = common.getparent() if common.getparent() is not None else common
    return common


def _words_outside(root: HtmlElement, body: HtmlElement) -> list[LeftOut]:
    """What a page says beside its article: the siblings along the way down to it."""
    left_out: list[LeftOut] = []
    node = root
    while node is not body and (parent := node.getparent()) is not None:
        for other in parent:
            words = " ".join(other.text_content().split()) if isinstance(other.tag, str) else ""
            if other is not node and words:
                left_out.append(LeftOut("beside the article", words[:400]))
        node = parent
    return left_out


def _captions_outside(body: HtmlElement, base: str) -> list[Block]:
    figures = [f for f in body.iter("figure") if f.xpath(".//figcaption")]
    return list(find_markup_blocks(figures[0], base)) if figures else []


def _dates_outside(body: HtmlElement, base: str) -> list[Block]:
    """The first date that a page labels as one beside its article."""
    for element in body.iter():
        if isinstance(element.tag, str) and kind_of(element) == "date":
            found = [b for b in find_markup_blocks(element, base) if is_date_line(b.text, "")]
            if found:
                return found[:1]
    return []


def _alts_of(root: HtmlElement) -> list[str]:
    return [" ".join((image.get("alt") or "").split()) for image in root.iter("img")]


def _unless_told(reason: str, texts: list[str], blocks: list[Block]) -> list[LeftOut]:
    """Words of the page that none of its paragraphs and captions has."""
    told = [block.text for block in blocks]
    fresh = [text for text in texts if text and not any(text in words for words in told)]
    return [LeftOut(reason, text) for text in dict.fromkeys(fresh)]


def _drop_echoes(blocks: list[Block], left_out: list[LeftOut]) -> list[Block]:
    """Leave out pull quotes, short quotations that only repeat words of a paragraph, and list them."""
    folded = [block.text.casefold() for block in blocks]
    kept = []
    looked_up = 0
    for at, block in enumerate(blocks):
        core = _find_core(block)
        looked_up += bool(core)
        if core and looked_up <= _MOST_ECHOES and _stands_elsewhere(core, at, folded):
            left_out.append(LeftOut("pull quote", block.text))
        else:
            kept.append(block)
    return kept


def _find_core(block: Block) -> str:
    """The words, in small letters, of what may be a pull quote; "" for any other block."""
    quoted = block.kind in {"quote", "heading"} or block.text[:1] in '“„«"‘'
    if not (block.kind == "quote" or (quoted and block.text[-1:] in '”"»“’.!?')):
        return ""
    core = block.text.strip(" “”„«»\"'‘’.,").casefold()
    return core if 2 < len(core.split()) < 40 else ""


def _stands_elsewhere(core: str, at: int, folded: list[str]) -> bool:
    longer = len(core) + 8
    return any(
        len(words) > longer and core in words for number, words in enumerate(folded) if number != at
    )


def _ask_trafilatura(html: str) -> list[Block]:
    from trafilatura import extract  # noqa: PLC0415 - loads slowly, and most pages do without

    text = extract(html, include_comments=False, include_tables=False, favor_recall=True) or ""
    return [Block("text", " ".join(line.split())) for line in text.split("\n") if line.strip()]


def _story(meta: Meta, blocks: list[Block], left_out: list[LeftOut], html: str) -> Story:
    date = meta.date
    title = meta.title
    if not title or (date is None and not any(b.kind == "date" for b in blocks[:12])):
        from trafilatura import extract_metadata  # noqa: PLC0415

        told = extract_metadata(html)
        title = title or (told.title if told is not None else "") or ""
    return Story(
        blocks=tuple(blocks),
        title=title,
        date=date,
        moment=meta.moment,
        language=meta.language,
        url=meta.url,
        publisher=meta.publisher,
        byline=meta.byline,
        photo=None if any(b.kind == "caption" for b in blocks) else meta.photo,
        left_out=tuple(left_out),
    )
