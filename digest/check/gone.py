"""Addresses of articles that readers have, and that the next build would take away."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from digest.base.errors import Place
from digest.build.published import Published, read_published, slugs_among
from digest.check.desk import Desk, Story
from digest.check.findings import Finding, make_finding
from digest.check.published import bare
from digest.model import urls


def check_gone(desk: Desk, output: Path, shown: str, files: Collection[str]) -> Iterator[Finding]:
    """``files`` are those of the output; a draft keeps its address, and so does what has expired."""
    if not desk.pages:
        return
    public = slugs_among(files)
    kept = {story.outline.slug for story in desk.bodies}
    fresh = [story for story in desk.stories if story.outline.slug not in public]
    for slug in sorted(public - kept):
        url = urls.of_article(slug)
        if url in desk.pages or desk.has_file(f"content/articles/{slug}.md"):
            continue  # a file that cannot be read is told elsewhere
        told = f"the published address {url} is gone: readers’ links to it lead nowhere"
        if heir := _find_heir(fresh, read_published(output, slug)):
            place, hint = Place(heir.path, 1, 1), f"write aliases: [{url}] in its front matter"
        else:
            place = Place(f"{shown}/{urls.file_of(url)}", 1, 1)
            hint = f"the article that takes its place wants aliases: [{url}]; if none does, build"
        yield make_finding(place, "address-gone", told, hint)


def _find_heir(fresh: list[Story], seen: Published | None) -> Story | None:
    """The one article of a new address that has the published headline, or a quotation."""
    if seen is None:
        return None
    said = {bare(words) for words in seen.words.values()}
    heirs = [
        story
        for story in fresh
        if bare(story.card.title) == bare(seen.headline)
        or any(bare(comment.words) in said for comment in story.comments)
    ]
    return heirs[0] if len(heirs) == 1 else None
