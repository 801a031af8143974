"""What the output says of an article: the headline, and who said which words, as readers have seen them.

The output is the manifest: each article's page tells it as JSON-LD. Beside it only the names of those
articles are kept that a deploy has shown: what was built and never deployed, no reader has seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from digest.base.errors import DigestError
from digest.base.files import read_bytes, write_atomic
from digest.model import urls

_DEPLOYED = "deployed"
_BEGIN, _END = b'<script type="application/ld+json">', b"</script>"


class Published(msgspec.Struct, frozen=True):
    """An article as it was last published; ``words`` and the ``speakers``' names by the number of the comment."""

    headline: str
    words: dict[int, str]
    corrections: tuple[str, ...]
    speakers: dict[int, tuple[str, ...]]


class _Who(msgspec.Struct):
    name: str


class _Text(msgspec.Struct):
    text: str
    id: str = msgspec.field(name="@id", default="")
    creator: _Who | list[_Who] = msgspec.field(default_factory=list)


class _Article(msgspec.Struct):
    headline: str
    parts: list[_Text] = msgspec.field(name="hasPart", default_factory=list)
    corrections: list[_Text] = msgspec.field(name="correction", default_factory=list)


def slugs_among(files: Iterable[str]) -> set[str]:
    """The slugs of the articles whose pages, present or former, are among these files of an output."""
    head, tail = urls.file_of(urls.of_article("*")).split("*")
    ours = (file for file in files if file.startswith(head) and file.endswith(tail))
    slugs = (file[len(head) : -len(tail)] for file in ours)
    return {slug for slug in slugs if "/" not in slug}


def keep_deployed(memory: Path, files: Iterable[str]) -> None:
    """Remember in the site's memory which articles a deploy has shown to readers."""
    write_atomic(memory / _DEPLOYED, "\n".join(sorted(slugs_among(files))).encode())


def read_deployed(memory: Path) -> set[str] | None:
    """The slugs that the last deploy from here has shown; None when nothing was deployed from here."""
    try:
        return set(read_bytes(memory / _DEPLOYED).decode("utf-8", "replace").split("\n"))
    except DigestError:
        return None


def read_published(output: Path, slug: str) -> Published | None:
    """The article in the output; None when it is not there, or its theme does not tell."""
    try:
        page = read_bytes(output / urls.file_of(urls.of_article(slug)))
        told = page.split(_BEGIN, 1)[1].split(_END, 1)[0]
        article = msgspec.json.decode(told, type=_Article)
    except (DigestError, IndexError, msgspec.MsgspecError):
        return None
    comments = {
        int(number): part
        for part in article.parts
        if (number := part.id.rpartition("#comment-")[2]).isdigit()
    }
    return Published(
        article.headline,
        {number: part.text for number, part in comments.items()},
        tuple(one.text for one in article.corrections),
        {number: _name_all(part.creator) for number, part in comments.items()},
    )


def _name_all(people: _Who | list[_Who]) -> tuple[str, ...]:
    return tuple(one.name for one in (people if isinstance(people, list) else [people]))
