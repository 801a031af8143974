"""The demo: the real article and the invented ones, from source to page, as reviewed snapshots."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from digest.cli.main import main

ROOT = Path(__file__).resolve().parents[1]
SEED = "2022-09-07-russia-north-korea-weapons.txt"
PAGES = (
    "articles/the-us-says-russia-is-trying-to-buy-weapons-from-north-korea/index.html",
    "speakers/ingrid-solve/index.html",
    "speakers/index.html",
    "topics/river-merrow/index.html",
    "editions/2026-05-06/index.html",
    "archive/2026/05/index.html",
    "about/index.html",
    "speakers/john-kirby/feed.xml",
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own site, imported and built from its seeds in a folder of its own."""
    site = tmp_path_factory.mktemp("demo")
    for name in ("seeds", "content", "digest.toml"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(
                source, site / name, ignore=shutil.ignore_patterns("articles", ".imports")
            )
        else:
            shutil.copy(source, site / name)
    with (site / "digest.toml").open("a", encoding="utf-8") as file:
        file.write("[search]\nenabled = false\n")
    assert main(["import", "--site", str(site)]) == 0
    assert main(["build", "--site", str(site), "--now", "2026-06-01"]) == 0
    return site


def test_the_real_article_is_understood(
    tmp_path: Path, reviewed: Callable[[str, str], None]
) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "digest.toml").write_text("", encoding="utf-8")
    shutil.copy(ROOT / "seeds" / SEED, tmp_path / "seeds" / "seed.txt")

    assert (
        main(["import", "--site", str(tmp_path), "--date", "2022-09-07", str(tmp_path / "seeds")])
        == 0
    )

    [article] = (tmp_path / "content/articles").glob("*.md")
    reviewed("seed.md", article.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES)
def test_pages_of_the_demo_are_as_reviewed(
    page: str, demo: Path, reviewed: Callable[[str, str], None]
) -> None:
    text = (demo / "output" / page).read_text(encoding="utf-8")
    text = re.sub(
        r"(/assets/[\w-]+)\.[0-9a-f]{10}\.", r"\1.HASH.", text
    )  # a style's edit is no page's
    reviewed(page.replace("/", "_"), text)


def test_every_article_has_what_readers_come_for(demo: Path) -> None:
    pages = sorted((demo / "output/articles").glob("*/index.html"))

    assert len(pages) >= 25
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "<h1>" in text
        assert 'id="comment-1"' in text, page
        assert "/speakers/" in text, page


def test_the_demo_has_speakers_topics_and_editions_enough(demo: Path) -> None:
    output = demo / "output"

    assert len(list((output / "speakers").glob("*/index.html"))) >= 30
    assert len(list((output / "topics").glob("*/index.html"))) >= 12
    assert len(list((output / "editions").glob("*/index.html"))) >= 15
