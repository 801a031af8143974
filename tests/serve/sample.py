"""A small site of invented news, and ways to hurt it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from digest.app.site import open_site
from digest.build.catalogue import Catalogue
from digest.build.follow import Source
from digest.build.ledger import Ledger
from digest.build.picture import Drawn
from digest.build.preview import Preview
from digest.model.plan import Moment

NOW = 1_800_000_000
ARTICLE = """---
title: {title}
date: 2026-03-{day:02}
topics: [{topic}]
---

{body}

## Key comments

> “{quote}”
>
> — {speaker}, harbour master (told reporters)
"""


def article(
    title: str = "Ferry returns", day: int = 4, topic: str = "Shipping",
    body: str = "The ferry is back.", quote: str = "We waited for this day.", speaker: str = "Mara Lindqvist",
) -> str:  # fmt: skip
    """An article file's text."""
    return ARTICLE.format(
        title=title, day=day, topic=topic, body=body, quote=quote, speaker=speaker
    )


def write_site(folder: Path) -> Path:
    """A site of three articles, one page, one draft and a static file."""
    articles = folder / "content/articles"
    articles.mkdir(parents=True)
    (folder / "digest.toml").write_text(
        '[site]\ntitle = "Halden Post"\n[search]\nenabled = false\n'
    )
    (articles / "ferry.md").write_text(article())
    (articles / "strike.md").write_text(
        article("Strike ends", 5, "Labour", "Work resumes.", speaker="Bo Ek")
    )
    (articles / "tide.md").write_text(article("Tide turns", 6, "Shipping", "Water rises."))
    secret = article("Secret plan", 7, body="Nobody knows.").replace(
        "---\n", "---\ndraft: true\n", 1
    )
    (articles / "secret.md").write_text(secret)
    (folder / "content/pages").mkdir()
    (folder / "content/pages/about.md").write_text("---\ntitle: About\n---\n\nInvented news.\n")
    (folder / "content/static").mkdir()
    (folder / "content/static/hello.txt").write_text("hello, harbour\n")
    return folder


def make_preview(
    folder: Path, base_url: str = "", now: int = NOW, *, drafts: bool = False
) -> Preview:
    """A preview that has looked once."""

    def settings():  # noqa: ANN202
        site = open_site(folder, base_url)
        return site.config, site.layers

    source = Source(folder, settings, lambda: Moment(now, drafts))
    preview = Preview(source, Catalogue(), Drawn(), Ledger())
    preview.look()
    return preview


def save_aside(path: Path, text: str) -> None:
    """Save as careful editors do: write another file and rename it."""
    aside = path.with_name(f".{path.name}.swp")
    aside.write_text(text)
    aside.replace(path)


def wait_until(true: Callable[[], object], seconds: float = 30) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.02)
