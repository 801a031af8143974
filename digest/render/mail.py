"""An edition as a mail: the same stories, words and speakers as on its page, in HTML and in plain text."""

from __future__ import annotations

import html
import re
import textwrap

from digest.model import urls
from digest.model.plan import Page
from digest.model.views import Card, CommentView, PageView, Voice
from digest.render.addresses import make_absolute
from digest.render.dates import write_date
from digest.render.desk import Desk, Kind, Scene

WIDTH = 72  # characters of a line of plain text
_TAG = re.compile(r"<[^>]*>")


def make_mail(desk: Desk, page: Page) -> Scene:
    """The HTML part; its styles are still in a style element. ``page.key`` is the edition's."""
    stories = [(card, _comments(desk, card)) for card in _cards(desk, page)]
    view = PageView(urls.of_edition(page.key), "mail", title_of(desk, page.key), lang=desk.language)
    return Scene("mail.html", view, {"stories": stories, "key": page.key})


def make_mail_text(desk: Desk, page: Page) -> bytes:
    """The plain-text part."""
    address = desk.root + urls.of_edition(page.key)
    title = f"{desk.title} · {title_of(desk, page.key)}"
    blocks = [title, address]
    for card in _cards(desk, page):
        blocks.append("\n".join(["-" * WIDTH, *_wrap(card.title), desk.root + card.url]))
        if card.summary:
            blocks.append("\n".join(_wrap(card.summary)))
        blocks += [_tell(desk, comment) for comment in _comments(desk, card)]
    return ("\n\n".join(blocks) + "\n").encode("utf-8", "replace")


def title_of(desk: Desk, key: str) -> str:
    """What the edition is called: its day, or the days of its week."""
    last = desk.read.fact(f"edition:{key}")[0]
    day = write_date(key, "full", desk.language)
    return day if last == key else f"{day} – {write_date(last, 'full', desk.language)}"


def _cards(desk: Desk, page: Page) -> list[Card]:
    return [desk.read.card(slug) for slug in page.items]


def _comments(desk: Desk, card: Card) -> list[CommentView]:
    """The comments with whole addresses in their words."""
    flow = desk.read.flow(card.slug)
    return [
        CommentView(
            c.number, tuple(make_absolute(p, desk.root, card.url) for p in c.paragraphs), c.voices, c.context, c.words, c.url
        )
        for c in flow
        if isinstance(c, CommentView)
    ]  # fmt: skip


def _tell(desk: Desk, comment: CommentView) -> str:
    lines: list[str] = []
    for paragraph in comment.paragraphs:
        lines += [*_wrap(html.unescape(_TAG.sub("", paragraph)), "> "), ">"]
    told = "; ".join(_name(desk, voice) for voice in comment.voices)
    tail = f" ({comment.context})" if comment.context else ""
    return "\n".join([*lines, *_wrap(f"— {told}{tail}", "> ")])


def _name(desk: Desk, voice: Voice) -> str:
    words = [voice.ref.name if voice.ref else "", voice.role]
    return ", ".join(filter(None, words)) or desk.words("Unnamed")


def _wrap(text: str, before: str = "") -> list[str]:
    made = textwrap.wrap(
        text, WIDTH, initial_indent=before, subsequent_indent=before,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    return made or [before.rstrip()]


MAIL_KINDS: dict[str, Kind] = {"mail": make_mail, "mailtext": make_mail_text}
