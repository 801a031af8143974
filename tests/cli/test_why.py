"""``digest why``: the name of the fact that moved, or that nothing did."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from digest.app.library import load_library
from digest.app.site import build_site, open_site
from digest.app.why import tell_fact
from digest.cli.main import main

ARTICLE = "---\ntitle: {title}\ndate: 2026-03-04\ntopics: [Ships]\n---\n\n{body}\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/static").mkdir(parents=True)
    (tmp_path / "content/static/map.svg").write_text("<svg/>")
    (tmp_path / "content/static/a map of halden.txt").write_text("Here.")
    (tmp_path / "digest.toml").write_text("")
    for slug in ("one", "two"):
        write(tmp_path, slug)
    assert not build_site(open_site(tmp_path)).failed
    return tmp_path


def write(site: Path, slug: str, title: str = "A title", body: str = "Text.") -> None:
    (site / f"content/articles/{slug}.md").write_text(
        ARTICLE.format(title=title, body=body), "utf-8"
    )


def ask(
    site: Path, capsys: pytest.CaptureFixture[str], *words: str
) -> tuple[int, list[dict[str, str]]]:
    status = main(["why", "--site", str(site), "--json", *words])
    return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_after_a_build_every_page_is_fresh_and_says_what_it_read(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(site, capsys) == (0, [])
    _, [answer] = ask(site, capsys, "/articles/one/")
    assert answer["state"] == "fresh"
    assert {"text:one", "card:one", "template:article.html"} <= set(answer["reads"])


def test_an_edited_body_makes_only_its_own_page_stale(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site, "one", body="Text.\n\nAnd a second paragraph.")
    _, stale = ask(site, capsys)
    pages = {answer["url"]: answer["reason"] for answer in stale}
    assert pages["/articles/one/"] == "text:one"
    assert "/articles/two/" not in pages


def test_a_new_title_is_why_the_front_page_is_stale(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site, "one", title="Another title")
    _, [answer] = ask(site, capsys, "/")
    assert (answer["state"], answer["reason"]) == ("stale", "card:one")


@pytest.mark.parametrize(
    "name", ["/articles/one/", "articles/one", "articles/one/index.html", "output/articles/one/index.html",
             "https://news.example.org/articles/one/#comment-1", "content/articles/one.md", "./content/articles/one.md"],
)  # fmt: skip
def test_a_page_may_be_named_by_address_path_or_file(
    site: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert ask(site, capsys, name)[1][0]["url"] == "/articles/one/"


def test_what_is_no_page_is_told_apart(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "output/mine.txt").write_text("mine")
    (site / "content/articles/two.md").unlink()
    states = {
        name: ask(site, capsys, name)[1][0]["state"]
        for name in ("/map.svg", "/mine.txt", "/articles/two/")
    }
    assert states == {"/map.svg": "copied", "/mine.txt": "foreign", "/articles/two/": "gone"}


def test_an_unknown_page_is_a_fault_and_the_nearest_ones_are_named(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, [answer] = ask(site, capsys, "/articles/oen/")
    assert (status, answer["state"]) == (1, "unknown")
    assert "/articles/one/" in answer["near"]


def test_a_look_is_not_a_build(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(site, "one", title="Another title")
    first = ask(site, capsys)
    assert ask(site, capsys) == first
    assert build_site(open_site(site)).rendered == len(first[1])


def test_after_a_build_of_a_few_edited_pages_every_page_is_fresh(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for n in range(30):  # so many that the search index takes one edited page apart
        write(site, f"more-{n}")
    build_site(open_site(site))
    write(site, "one", body="Other words.")
    build_site(open_site(site))

    assert ask(site, capsys) == (0, [])


def test_people_are_told_in_words_each_cause_once(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site, "one", title="Another title")
    main(["why", "--site", str(site)])
    told = capsys.readouterr().out.splitlines()
    main(["why", "--site", str(site), "/"])
    home = capsys.readouterr().out

    causes = [line for line in told if not line.startswith("  ")]
    assert len(causes) == len(set(causes))
    assert (
        "what lists show of the article 'one' (title, date, summary, topics or photo) changed:"
        in causes
    )
    assert "card:" not in "".join(told) + home
    assert "made from the list of editions" in home


def test_every_fact_that_pages_read_has_words(site: Path) -> None:
    ledger = load_library(open_site(site)).ledger

    assert [name for name in ledger.names if tell_fact(name) == name] == []


def test_a_copied_file_is_told_by_its_whole_name(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, [answer] = ask(site, capsys, "/a map of halden.txt")
    assert answer["state"] == "copied"
    assert answer["story"] == "it is a copy of content/static/a map of halden.txt"
    file = next((site / "output/assets").rglob("*.css")).relative_to(site / "output")
    _, [answer] = ask(site, capsys, f"/{file.as_posix()}")
    assert answer["story"].startswith("it is a copy of ")
    assert answer["story"].endswith(".css")
