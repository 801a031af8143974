"""Pages that no article has: parsers of HTML take the square of what these have too much of."""

from __future__ import annotations

import re

from digest.base.errors import DigestError

MAX_ELEMENTS = 40_000  # tags; a long live page has a quarter of it
MAX_NESTING = 1_000  # elements within elements
MAX_ATTRIBUTES = 1_000  # of one tag; each is compared with those before it
_NESTED = re.compile(
    r"<(/?)(?:div|span|section|article|table|blockquote|ul|ol|font|b|i|u|em|strong|a|center|small)\b",
    re.IGNORECASE,
)
_VALUE = r"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>]*+)"""
_ATTRIBUTE = rf"[\s/]*+(?:=[^\s/>=]*+|[^\s/>=]++)(?:\s*+=\s*+{_VALUE})?+"
_TAG = re.compile(  # comments and scripts are passed over: what looks like a tag in them is none
    r"<!--.*?(?:-->|\Z)"
    rf"|<(?:(?P<raw>script|style)\b|[a-z][^\s/>]*+)(?P<attributes>(?:{_ATTRIBUTE})*+)"
    r"(?(raw).*?(?:</(?P=raw)|\Z))",
    re.IGNORECASE | re.DOTALL,
)
_ONE = re.compile(_ATTRIBUTE)


def check_page(html: str) -> None:
    """Raise a DigestError for such a page; the time that it takes grows with the page's size alone."""
    if html.count("<") > MAX_ELEMENTS or _is_deep(html):
        message = "it has too many elements, or they are nested too deeply"
    elif any(_has_many_attributes(tag["attributes"] or "") for tag in _TAG.finditer(html)):
        message = "one of its tags has too many attributes"
    else:
        return
    raise DigestError(message, code="source-html", hint="save the page again")


def _is_deep(html: str) -> bool:
    depth = 0
    for tag in _NESTED.finditer(html):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > MAX_NESTING:
            return True
    return False


def _has_many_attributes(text: str) -> bool:
    return len(text) > 2 * MAX_ATTRIBUTES and sum(1 for _ in _ONE.finditer(text)) > MAX_ATTRIBUTES
