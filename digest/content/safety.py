"""HTML that content makes, with nothing left in it that could run, load from elsewhere, or disguise itself."""

from __future__ import annotations

import html
import re

_TARGET = re.compile(r'(?:href|src)="([^"]*)"')
_SAFE_TARGET = re.compile(
    r"(?:https?://(?![^/?#]*@)|mailto:|/(?!/)|#|\.{1,2}/|[\w.-]+(?:[/#?]|$)|$)[^\\\s\x00-\x1f]*",
    re.IGNORECASE,
)
_IMAGE = re.compile(r'<img\b[^<>"]*(?:"[^"]*"[^<>"]*)*>')
_ATTRIBUTE = re.compile(r'\s(src|alt)="([^"]*)"')
_ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
# Names that the themes' own elements have: permalinks of comments, the skip link's target, forms.
_TAKEN = re.compile(
    r"(?:comments?|corrections?)(?:-.*)?|main|related|filter|find|search.*|q", re.IGNORECASE
)
_LANG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_PASSED_OVER = re.compile(r"[\x00-\x1f\x7f]")
_SECRET = re.compile(r"https?://[^/?#]*@", re.IGNORECASE)  # a name and a password
_OUT = re.compile(r'<a (?=(?:[^<>"]|"[^"]*")*?href="https?://)', re.IGNORECASE)
REL = "noopener noreferrer"
_TAGS = {
    "a", "abbr", "aside", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details",
    "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i",
    "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub",
    "summary", "sup", "table", "tbody", "td", "th", "thead", "time", "tr", "u", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ol": {"start"},
    "time": {"datetime"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}


def make_safe(made: str, *, marked_up: bool) -> str:
    """Cleaned where the author may have written HTML, or a target leads where none should."""
    if marked_up or not _targets_are_safe(made):
        made = _clean(made)
    if "<img" in made:
        made = _IMAGE.sub(_keep_image, made)
    return set_rel(_TARGET.sub(lambda found: found[0].replace(" ", "%20"), made))


def set_rel(made: str) -> str:
    """Links to other sites say that they hand nothing over."""
    return _OUT.sub(f'<a rel="{REL}" ', made) if "<a " in made else made


def _clean(made: str) -> str:
    import nh3  # noqa: PLC0415 - most builds clean nothing

    cleaned: str = nh3.clean(
        made,
        tags=_TAGS,
        clean_content_tags={"script", "style", "template", "noscript"},
        attributes=_ATTRIBUTES,
        attribute_filter=_keep_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        strip_comments=True,
    )
    return cleaned.strip()


def _keep_attribute(_tag: str, name: str, value: str) -> str | None:
    if name == "id" and _TAKEN.fullmatch(value):
        return None
    if name == "lang" and not _LANG.fullmatch(value):
        return None
    if name in {"href", "src"}:
        # Browsers read a backslash as a slash, and pass over line ends and tabs.
        value = _PASSED_OVER.sub("", value).replace("\\", "/").strip()
        value = f"https:{value}" if value.startswith("//") else value
        return None if _SECRET.match(value) else value
    return value


def _keep_image(found: re.Match[str]) -> str:
    """A picture of another site becomes its words: a reader's browser is not sent there unasked."""
    told: dict[str, str] = dict(_ATTRIBUTE.findall(found[0]))
    source, alt = told.get("src", ""), told.get("alt", "")
    if not _ELSEWHERE.match(source):
        return found[0] if "loading=" in found[0] else f'<img loading="lazy"{found[0][4:]}'
    before = found.string[: found.start()]
    if before.count("<a ") > before.count("</a>"):
        return alt or source
    return f'<a href="{source}">{alt or source}</a>'


def _targets_are_safe(made: str) -> bool:
    return all(_SAFE_TARGET.fullmatch(html.unescape(target)) for target in _TARGET.findall(made))
