"""An edition as an e-mail that any mailing service can send: HTML with inlined styles, and plain text."""

from __future__ import annotations

import datetime as dt
import email.policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formataddr, getaddresses
from typing import NamedTuple
from urllib.parse import urlsplit

import css_inline

from digest.app.library import Library
from digest.base.errors import DigestError, Place, UsageError
from digest.build.picture import compose, decode_page
from digest.model import urls
from digest.model.plan import Page
from digest.plan.site import edition_key
from digest.render.engine import make_environment
from digest.render.feeditems import date_of_edition
from digest.render.reading import Reading
from digest.render.renderer import Failed, Renderer
from digest.render.themes import load_theme


class Mail(NamedTuple):
    """Both parts of a mail, and what its head needs."""

    key: str
    subject: str
    html: str
    text: str
    date: str  # ISO 8601: that of its last article


def check_day(day: str) -> str:
    """A day as the command line names it; raises UsageError when it is none."""
    if day != "latest":
        try:
            dt.date.fromisoformat(day)
        except ValueError:
            hint = "write the day as YYYY-MM-DD, or: latest"
            raise UsageError(f"{day!r} is no day", hint=hint) from None
    return day


def render_mail(library: Library, day: str) -> Mail:
    """The mail of the edition to which a day belongs; "latest" is the newest one.

    Raises DigestError when there is no such edition, or when the content is at fault.
    """
    for problem in library.problems:
        if problem.severity == "error":
            raise DigestError(
                problem.message, at=problem.place, code=problem.code, hint=problem.hint
            )
    site = library.site
    page = _find_edition(library, day)
    theme = load_theme(site.layers, site.config.site.language, make_environment())
    snapshot, _ = compose(library.drawn, library.catalogue, site.config, theme, library.packs, "")
    render = Renderer(snapshot)
    made = [render(Page(page.url, kind, page.key, page.items)) for kind in ("mail", "mailtext")]
    parts = []
    for one in made:
        if isinstance(one, Failed):
            raise DigestError(
                one.problem.message,
                at=one.problem.place,
                code=one.problem.code,
                hint=one.problem.hint,
            )
        parts.append(one.body.decode())
    read = Reading(snapshot)
    date = date_of_edition([read.card(slug) for slug in page.items])
    inline = css_inline.CSSInliner(load_remote_stylesheets=False)
    return Mail(page.key, parts[1].partition("\n")[0], inline.inline(parts[0]), parts[1], date)


def write_message(library: Library, mail: Mail, sender: str = "", to: str = "") -> bytes:
    """The mail as an .eml file (RFC 5322); the same edition gives the same bytes.

    Raises DigestError when ``sender`` or ``to`` is no address.
    """
    config = library.site.config
    host = urlsplit(config.site.url).hostname or "localhost"
    message = EmailMessage(policy=email.policy.SMTP)
    message["Subject"] = mail.subject
    message["From"] = _address(sender) if sender else Address(config.site.title, "news", host)
    if to:
        people = [formataddr(pair) for pair in getaddresses([to])]
        message["To"] = tuple(_address(one) for one in people or [to])
    message["Date"] = dt.datetime.fromisoformat(mail.date)
    message["Message-ID"] = f"<edition-{mail.key}@{host}>"
    message["X-Unsent"] = "1"  # mail programs open it as a draft
    message.set_content(mail.text, cte="quoted-printable")
    message.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_digest-{mail.key}")
    return message.as_bytes()


def _find_edition(library: Library, day: str) -> Page:
    pages = library.drawn.pages
    known = [
        url.split("/")[2] for url in pages if url.startswith("/editions/") and url[10:14].isdigit()
    ]
    if day == "latest" and known:
        key = max(known)
    else:
        if check_day(day) == "latest":
            raise DigestError("there is no published article yet", code="edition")
        key = edition_key(
            dt.date.fromisoformat(day).isoformat(), library.site.config.editions.every
        )
    encoded = pages.get(urls.of_edition(key))
    if encoded is None:
        near = sorted(known, key=lambda other: abs(_days(other) - _days(key)))[:1] if known else []
        hint = f"the nearest one is {near[0]}" if near else "there is no published article yet"
        raise DigestError(
            f"there is no edition of {key}", at=Place("content/articles"), code="edition", hint=hint
        )
    return decode_page(encoded)


def _days(key: str) -> int:
    return dt.date.fromisoformat(key).toordinal()


def _address(text: str) -> Address:
    name, _, spec = text.rpartition("<")
    try:
        return Address(name.strip().strip('"'), addr_spec=spec.rstrip("> ").strip())
    except (ValueError, IndexError):
        hint = 'write it as "Name <name@example.org>"; commas part several'
        raise DigestError(f"{text!r} is no address", code="edition", hint=hint) from None
