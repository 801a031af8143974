"""A page kind: /voices/ lists the speakers whose words stand on the site most often."""

from collections import Counter
from html import escape
from typing import Any

from digest import Link, Page, PageKind, PageView, PlainPage, Planned, Scene, hookimpl

TITLE = "Most quoted"


def plan(stand: Any) -> Planned:
    """One page, and the fact that it stands on: it is made again when the counts move."""
    counts = Counter(ref for refs in stand.refs for ref in refs.voices if ref is not None)
    rows = sorted(
        ((n, ref.name, ref.url) for ref, n in counts.items()), key=lambda r: (-r[0], r[1])
    )
    return Planned((Page("/voices/", "voices"),), {"voices": rows[:50]}, (Link(TITLE, "/voices/"),))


def make(desk: Any, page: Page) -> Scene:
    """The list as HTML, in the theme's template for plain pages."""
    items = "".join(
        f'<li><a href="{escape(url)}">{escape(name)}</a> ({number})</li>'
        for number, name, url in desk.read.fact("voices")
    )
    content = PlainPage("voices", page.url, TITLE, desk.place(f"<ol>{items}</ol>"), "")
    view = PageView(page.url, "voices", TITLE, lang=desk.language)
    return Scene("page.html", view, {"content": content})


@hookimpl
def digest_page_kinds() -> dict[str, PageKind]:
    """What Digest calls."""
    return {"voices": PageKind(plan, make)}
