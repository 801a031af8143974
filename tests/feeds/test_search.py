"""The search index: made when something can be found anew, small for small changes, pruned with the rest."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digest.build import search
from digest.build.report import Report
from tests.feeds.site import QUIET, STRIKE, build, write_site
from tests.theme.conftest import serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser

needs_pagefind = pytest.mark.skipif(
    search.find_pagefind() is None, reason="Pagefind is not installed"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_site(tmp_path)
    toml = tmp_path / "digest.toml"
    toml.write_text(
        toml.read_text().replace("enabled = false", "enabled = true").replace("/sub/", "/news/")
    )
    for n in range(70):
        (tmp_path / f"content/articles/filler-{n}.md").write_text(
            QUIET.replace("A quiet day", f"Quiet day {n}")
        )
    return tmp_path


def told(folder: Path) -> dict[str, list[str]]:
    state: dict[str, list[str]] = json.loads((folder / "output/pagefind/state.json").read_text())
    return state


def texts_of(folder: Path) -> str:
    """The texts that searches show, as they lie below a folder of the output."""
    found = sorted(folder.rglob("*.pf_fragment"))
    return "".join(gzip.decompress(path.read_bytes()).decode() for path in found)


def retitle(folder: Path, title: str) -> Report:
    text = STRIKE.replace('Port strike & "second" week <b>', title)
    (folder / "content/articles/strike.md").write_text(text, "utf-8")
    return build(folder)


@needs_pagefind
def test_an_index_is_made_after_the_pages_and_its_time_stands_apart(folder: Path) -> None:
    report = build(folder)

    assert "search" in report.stages
    assert told(folder) == {"bundles": ["all"], "gone": []}
    assert (folder / "output/pagefind/all/pagefind.js").is_file()
    assert "pagefind/all/pagefind.js" in (folder / "output/.digest-manifest").read_text()


@needs_pagefind
def test_an_edit_makes_a_small_index_and_removes_the_old_text(folder: Path) -> None:
    build(folder)
    large = {
        path: path.read_bytes()
        for path in (folder / "output/pagefind/all").rglob("*")
        if path.is_file()
    }
    retitle(folder, "Xylophone strike")
    state = told(folder)

    assert state["bundles"] == ["all", "new"]
    [gone] = state["gone"]
    old = folder / f"output/pagefind/all/fragment/{gone}.pf_fragment"
    assert not old.exists()
    del large[old]
    assert large == {path: path.read_bytes() for path in large}

    (folder / "content/articles/strike.md").write_text(STRIKE, "utf-8")  # taken back
    build(folder)
    assert told(folder) == state
    assert "Port strike" in texts_of(folder / "output/pagefind/new")
    assert "Xylophone" not in texts_of(folder / "output")


@needs_pagefind
def test_a_template_s_edit_that_no_search_can_see_hides_nothing(folder: Path) -> None:
    build(folder)
    template = folder / "templates/article.html"
    template.parent.mkdir()
    template.write_text('{% extends "@default/article.html" %}{# another #}')
    build(folder)

    assert told(folder) == {"bundles": ["all"], "gone": []}
    retitle(folder, "Xylophone strike")
    assert len(told(folder)["gone"]) == 1


@needs_pagefind
@pytest.mark.parametrize("end", ["deleted", "draft: true", "expire: 2020-01-01"])
def test_nothing_of_an_article_that_left_stays_in_the_index(folder: Path, end: str) -> None:
    path = folder / "content/articles/kürbis.md"
    text = QUIET.replace("A quiet day", "Pumpkinseed")
    path.write_text(text, "utf-8")
    build(folder)
    assert "Pumpkinseed" in texts_of(folder / "output/pagefind/all")
    retitle(folder, "Xylophone strike")
    assert told(folder)["bundles"] == ["all", "new"]

    if end == "deleted":
        path.unlink()
    else:
        path.write_text(text.replace("title:", f"{end}\ntitle:", 1), "utf-8")
    build(folder)

    assert "Pumpkinseed" not in texts_of(folder / "output/pagefind")
    assert told(folder) == {"bundles": ["all"], "gone": []}


@needs_pagefind
def test_an_index_that_somebody_removed_is_made_again(folder: Path) -> None:
    build(folder)
    (folder / "output/pagefind/all/pagefind-entry.json").unlink()
    build(folder)

    assert (folder / "output/pagefind/all/pagefind-entry.json").is_file()


@needs_pagefind
def test_switching_search_off_removes_the_index(folder: Path) -> None:
    build(folder)
    toml = folder / "digest.toml"
    toml.write_text(toml.read_text().replace("enabled = true", "enabled = false"))
    build(folder)

    assert not (folder / "output/pagefind").exists()


def test_a_site_without_articles_has_no_index_and_no_warning(tmp_path: Path) -> None:
    (tmp_path / "digest.toml").write_text("")
    report = build(tmp_path)

    assert not report.problems
    assert not (tmp_path / "output/pagefind").exists()


def test_without_pagefind_one_warning_says_what_to_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "find_pagefind", lambda: None)
    report = build(folder)

    assert [(p.code, p.severity) for p in report.problems] == [("search", "warning")]
    assert "pip install" in report.problems[0].hint
    assert (folder / "output/index.html").is_file()


@needs_pagefind
@pytest.mark.browser
def test_a_quotation_found_by_its_words_opens_at_its_anchor(folder: Path, browser: Browser) -> None:
    build(folder)
    retitle(folder, "Xylophone strike")
    with serve(folder / "output") as site:
        page = browser.new_page()
        page.goto(f"{site.address}/search/?q=both+of+us+mean+it")
        link = page.locator(".found a").first
        link.wait_for()

        assert link.text_content() == "Xylophone strike"
        assert (link.get_attribute("href") or "").endswith("/news/articles/strike/#comment-2")
        assert page.locator(".found li").count() == 1
        assert "Mara Lindqvist" in page.locator("select[name=speaker]").inner_text()
        page.close()
