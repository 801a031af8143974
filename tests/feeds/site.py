"""A small site with everything that feeds and data must bear; all people and places are invented."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from digest.app.site import BuildOptions, build_site, open_site
from digest.build.report import Report

SETTINGS = """[site]
title = "Bell & Anchor <News>"
url = "https://news.example.org/sub/"
language = "en"
timezone = "Europe/Oslo"
description = "Harbours & hills"

[search]
enabled = false
"""

STRIKE = """---
title: Port strike & "second" week <b>
date: 2026-03-04T08:30:00
updated: 2026-03-05T10:00:00
topics: [Shipping, Labour & Work]
source:
  name: The Morning Post
  url: https://example.org/strike
corrections:
  - date: 2026-03-06
    text: The number of berths is four, not <five>.
---

The walkout has closed [four berths](/about/) and [more](#comment-1).

## Key comments

> “We did not choose this week & we said so.”
>
> — Mara Lindqvist, head of the dockers’ union (told reporters)

> “Both of us mean it.”
>
> — Mara Lindqvist, dockers’ leader; Port Authority of Halden

> =SUM(1) is no quotation
>
> — anonymous, @clerk
"""

QUIET = """---
title: A quiet day
date: 2026-03-03
topics: [Shipping]
lang: nb
---

Nothing happened.
"""

NOW = int(datetime(2026, 3, 4, 12, tzinfo=UTC).timestamp())


def write_site(folder: Path) -> Path:
    """Write settings and two articles below a folder."""
    for name, text in {
        "digest.toml": SETTINGS,
        "content/articles/strike.md": STRIKE,
        "content/articles/quiet.md": QUIET,
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def build(folder: Path, now: int = NOW) -> Report:
    """Build it in this process."""
    return build_site(open_site(folder), BuildOptions(now=now, jobs=1))
