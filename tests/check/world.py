"""A little site to spoil: files by name -> a folder, and what ``digest check`` says of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from digest.cli.main import main

SOURCE = "“The tide waits,” said Mara Lind, harbour master. “We do not.”\n"
NOW = "2026-06-01"


def article(
    body: str = "The tide turned.",
    comments: str = "> “The tide waits.”\n>\n> “We do not.”\n>\n> — Mara Lind, harbour master\n",
    **front: str,
) -> str:
    """The text of an article file; ``front`` adds keys or replaces them."""
    keys = {
        "title": "Tide turns",
        "date": "2026-03-04",
        "topics": "[Harbour]",
        "source": f"{{file: seeds/tide.txt, sha256: {sha256(SOURCE.encode()).hexdigest()}}}",
    } | front
    head = "".join(f"{key}: {value}\n" for key, value in keys.items() if value)
    section = f"\n## Key comments\n\n{comments}" if comments else ""
    return f"---\n{head}---\n\n{body}\n{section}"


GOOD = {
    "digest.toml": "",
    "seeds/tide.txt": SOURCE,
    "content/articles/tide.md": article(anchors="[lind-the-tide-waits-do-not]"),
    "content/pages/about.md": "---\ntitle: About\n---\n\nSee [the tide](/articles/tide/#comment-1).\n",
}


class Told(NamedTuple):
    """A problem in a few words."""

    rule: str
    place: str
    message: str


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def check(site: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[Told]]:
    status = main(
        ["check", "--site", str(site), "--now", NOW, "--jobs", "1", "--format", "json", *words]
    )
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return status, [
        Told(p["rule"], f"{p['file']}:{p['line']}:{p['column']}", p["message"]) for p in found
    ]
