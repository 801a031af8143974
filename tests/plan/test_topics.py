"""Topics within topics: a page has the articles of those below it, each once."""

from __future__ import annotations

import re
from pathlib import Path

from tests.feeds.site import build, write_site

TOPICS = {"sea": "name: Sea", "shipping": "name: Shipping\nparent: Sea", "labour-work": "name: Labour & Work\nparent: Shipping"}  # fmt: skip


def test_a_topic_has_the_articles_of_those_within_it_once(tmp_path: Path) -> None:
    write_site(tmp_path)
    (tmp_path / "content/topics").mkdir()
    for slug, told in TOPICS.items():
        (tmp_path / f"content/topics/{slug}.md").write_text(f"---\n{told}\n---\n")
    build(tmp_path)
    page = (tmp_path / "output/topics/sea/index.html").read_text("utf-8")
    feed = (tmp_path / "output/topics/sea/feed.xml").read_text("utf-8")
    index = (tmp_path / "output/topics/index.html").read_text("utf-8")

    assert re.findall(r'<h2[^>]*><a href="/sub/articles/(\w+)/">', page) == ["strike", "quiet"]
    assert feed.count("<item>") == 2
    assert '<a href="/sub/topics/shipping/">Shipping</a> <span class="n">2</span>' in page
    assert '<a class="entry" href="/sub/topics/sea/">Sea</a> <span class="n">2</span>' in index
    assert '<a href="/sub/topics/shipping/">Shipping</a> <span class="n">2</span>' in index
