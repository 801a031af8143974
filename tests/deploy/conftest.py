"""What the deploy tests share: a small site, built once, and copies of it to deploy."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from digest.app.site import BuildOptions, build_site, open_site

SETTINGS = """[site]
title = "The Landing"
url = "https://landing.example.org/"
timezone = "Europe/Oslo"
[search]
enabled = false
"""
ARTICLE = """---
title: Berth {n} reopens
date: 2026-03-{n:02}
topics: [Shipping]
---

It is open again.

## Key comments

> “Berth {n} is the best of them.”
>
> — Mara Lind, harbour master
"""


def write_site(folder: Path) -> Path:
    articles = folder / "content/articles"
    articles.mkdir(parents=True)
    (folder / "digest.toml").write_text(SETTINGS, encoding="utf-8")
    for n in (1, 2, 3):
        (articles / f"berth-{n}.md").write_text(ARTICLE.format(n=n), encoding="utf-8")
    return folder


def rebuild(folder: Path) -> None:
    report = build_site(open_site(folder), BuildOptions(jobs=1, now=1_780_000_000))
    assert not report.failed, report.problems


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it is first built."""
    folder = write_site(tmp_path_factory.mktemp("landing"))
    rebuild(folder)
    return folder


@pytest.fixture
def site(first: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    folder = tmp_path / "site"
    shutil.copytree(first, folder)
    return folder


@pytest.fixture
def change(site: Path) -> Callable[[], None]:
    """Change the site: one article goes, one comes, one gets another title."""

    def make() -> None:
        articles = site / "content/articles"
        (articles / "berth-1.md").unlink()
        edited = (articles / "berth-2.md").read_text(encoding="utf-8")
        (articles / "berth-2.md").write_text(edited.replace("reopens", "is shut"), encoding="utf-8")
        (articles / "berth-4.md").write_text(ARTICLE.format(n=4), encoding="utf-8")
        rebuild(site)

    return make
