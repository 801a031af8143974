"""A small site that shows every page kind and every edge that the theme must bear."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

SETTINGS = """[site]
title = "The Sample"
url = "https://sample.example.org/news/"
language = "{language}"
timezone = "Europe/Oslo"
description = "Invented people, invented words."

[search]
enabled = {search}

[theme]
name = "{theme}"
"""

LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle"

PLAIN = """---
title: Berth {n} reopens after repairs
date: 2026-0{month}-{day:02}
topics: [Shipping]
---

The berth was closed for a week. It is open again, and the gulls have noticed.

## Key comments

> “Berth {n} is the best of them.”
>
> — Mara Lind, harbour master
"""

RICH = """---
title: The harbour board votes after eleven hours to keep the old crane, the new crane and neither of the two harbour masters
date: 2026-05-12
updated: 2026-05-13
topics: [Shipping, Labour, Harbour Board, Elections, Climate, Culture, Health]
photo:
  caption: "FILE PHOTO: Cranes stand idle at the container port on a morning without wind."
  credit: NORDFOTO/A. Person
source:
  name: The Morning Post
  url: https://example.org/source
corrections:
  - date: 2026-05-13
    text: An earlier version gave the number of cranes as three. There are two.
---

The board sat until dawn, and [its record](https://example.org/record) runs to 400 pages.

## What was decided

1. The old crane stays.
2. The new crane stays.

| Crane | Votes |
| --- | --- |
| Old | 7 |
| New | 6 |

## Key comments

> “We kept both.”
>
> “One never knows.”
>
> — Mara Lind, harbour master (told reporters on Tuesday)

> “It shows how little” the board knows of cranes and “how much of lunch.”
>
> — Edmund Corvin, chairman of Corvin Lines; Élodie Œuvrard, rapporteur; Maximiliane von Hohenstaufen-Wartenberg, observer

The ministry was asked twice.

> “We do not comment on cranes.”
>
> — anonymous, a spokesman for the ministry

"""

PICTURED = """---
title: The lighthouse, pictured
date: 2026-05-25
topics: [Culture]
photo:
  file: lighthouse.png
  alt: A white tower above a dark sea
  caption: The lighthouse at dusk.
  credit: A. Person/Isle Images
---

It is white again.

## Key comments

> “White is a colour.”
>
> — Mara Lind, harbour master
"""

ARABIC = """---
title: إضراب الميناء يدخل أسبوعه الثاني
date: 2026-05-11
lang: ar
topics: [Labour]
---

أعلنت نقابة عمال الموانئ أن الإضراب دخل أسبوعه الثاني، وأغلق أربعة من ستة أرصفة.

## Key comments

> “لم نختر هذا الأسبوع.”
>
> — سميرة الحداد, وزيرة الخارجية (في مؤتمر صحفي)
"""

BARE = """---
title: A day without a word
date: 2026-05-10
---

Nobody was asked, and nobody answered.
"""

DRAFT = """---
title: Not yet
date: 2026-05-12
draft: true
topics: [Labour]
---

This is a draft.
"""

TWELVE = "\n".join(f"> “The twelfth part of what I mean is number {n}.”\n>\n> — Ana {name}, {LONG_WORD}\n" for n, name in enumerate(["Abel", "Borg", "Cato", "Dunn", "Egede", "Falk", "Gram", "Holm", "Ito", "Juhl", "Krag", "Lund"], 1))  # fmt: skip

LABOUR = """---
name: Labour
parent: Society
---

Work, pay and the disputes about both.
"""

FRENCH = """---
title: Le port vote la grève
date: 2026-05-20
lang: fr
topics: [Shipping, Labour]
---

Le port a voté.

## Key comments

> « Nous n’avons pas choisi cette semaine. »
>
> — Mara Lind, capitaine du port
"""

SPEAKER = """---
name: Mara Lind
role: harbour master
portrait:
  file: lighthouse.png
  credit: A. Person/Isle Images
roles:
  - {role: pilot, from: 2009, to: 2018-05}
  - {role: harbour master, from: 2018-05}
same_as: [https://www.wikidata.org/wiki/Q0]
links:
  - label: The harbour
    url: https://example.org/harbour
---

Mara Lind has kept the harbour since 2018. An invented person.
"""

PAGE = """---
title: About this sample
---

All of it is **invented**.

- One
- Two
"""


def write_sample(
    folder: Path, *, search: bool = True, theme: str = "default", language: str = "en"
) -> None:
    """Write the site's settings and content below ``folder``."""
    texts = {
        "digest.toml": SETTINGS.format(search=str(search).lower(), theme=theme, language=language),
        "content/articles/rich.md": RICH + TWELVE,
        "content/articles/pictured.md": PICTURED,
        "content/articles/arabic.md": ARABIC,
        "content/articles/bare.md": BARE,
        "content/articles/french.md": FRENCH,
        "content/articles/draft.md": DRAFT,
        "content/topics/labour.md": LABOUR,
        "content/topics/society.md": "---\nname: Society\n---\n",
        "content/topics/silence.md": "---\nname: Silence\n---\n",
        "content/speakers/mara-lind.md": SPEAKER,
        "content/pages/about.md": PAGE,
    }
    for n in range(1, 25):
        text = PLAIN.format(n=n, month=3 + n // 10, day=n)
        texts[f"content/articles/berth-{n}.md"] = text
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    picture = folder / "content/static/lighthouse.png"
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_bytes(make_png(900, 600))


def make_png(width: int, height: int) -> bytes:
    """A grey picture with a lighter tower in it (PNG, RFC 2083)."""
    row = bytes(220 if width // 2 <= x < width // 2 + 30 else 70 for x in range(width))
    pixels = zlib.compress((b"\0" + row) * height, 9)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", pixels), (b"IEND", b"")]
    parts = [
        struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
