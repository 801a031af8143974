"""The site's folder as the importer knows it: articles, notes on their import, and writing both."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from digest.base.files import find_files, read_bytes, write_atomic
from digest.intake.records import Source
from digest.intake.shelf import Shelf, Step

ARTICLES = "content/articles"
NOTES = "content/.imports"
README = """What `digest import` wrote, article by article, before anybody edited it.

Keep this folder with the site: it lets a changed source be merged with your edits.
A file SLUG.edited-… is an article as it was before `digest import --force` replaced it.
"""


def load_shelf(site: Path) -> Shelf:
    """Read the articles of a site and the notes on their import."""
    return Shelf(_load_texts(site / ARTICLES), _load_texts(site / NOTES))


def write_step(site: Path, step: Step, source: Source) -> bool:
    """Write an article and its note; the article first, so that a kill between them loses no edit."""
    wrote = False
    if source.keep and (step.text is not None or step.note is not None):
        write_atomic(site / source.file, source.data)
    if step.aside:
        write_atomic(site / aside_path(step), step.aside.encode("utf-8"))
    if step.text is not None:
        wrote = write_atomic(article_path(site, step.slug), step.text.encode("utf-8"))
    if step.note is not None:
        write_atomic(site / NOTES / f"{step.slug}.md", step.note.encode("utf-8"))
        write_atomic(site / NOTES / "README", README.encode("utf-8"))
        if step.former:
            (site / NOTES / f"{step.former}.md").unlink(missing_ok=True)
    return wrote


def aside_path(step: Step) -> str:
    """Where an edited article is kept that its source replaces; no two of them are one file."""
    return f"{NOTES}/{step.slug}.edited-{sha256(step.aside.encode()).hexdigest()[:8]}"


def article_path(site: Path, slug: str) -> Path:
    """Where an article's file lives."""
    return site / ARTICLES / f"{slug}.md"


def _load_texts(folder: Path) -> dict[str, str]:
    texts = {}
    for name, _ in find_files(folder):
        if name.endswith(".md"):
            texts[name.removesuffix(".md")] = read_bytes(folder / name).decode("utf-8", "replace")
    return texts
