"""``digest speakers``: who is quoted, who may be one person, and joining two without losing an address."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from digest.app.site import build_site, open_site
from digest.cli.main import main

ARTICLE = """---
title: {slug}
date: {day}
topics: [{topic}]
source: {{name: The Buoy}}
---

Text.

## Key comments

{comments}
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "digest.toml").write_text("")
    write(
        tmp_path,
        "one",
        "2026-03-01",
        "Ships",
        ("Vassily Nebenov", "envoy to the ports"),
        ("Ana Ruiz", "judge"),
    )
    write(
        tmp_path,
        "two",
        "2026-03-02",
        "Ships",
        ("Vassily Nebenov", "envoy to the ports"),
        ("anonymous", "a docker"),
    )
    write(tmp_path, "three", "2026-04-03", "Law", ("Vasily Nebenow", "envoy"))
    return tmp_path


def write(site: Path, slug: str, day: str, topic: str, *said: tuple[str, str]) -> None:
    comments = "\n\n".join(f"> “Words.”\n>\n> — {name}, {role}" for name, role in said)
    path = site / f"content/articles/{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(ARTICLE.format(slug=slug, day=day, topic=topic, comments=comments), "utf-8")


def ask(site: Path, capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main(["speakers", "--site", str(site), "--json", *words]) == 0
    return json.loads(capsys.readouterr().out)


def merge(site: Path, capsys: pytest.CaptureFixture[str], one: str, other: str) -> tuple[int, str]:
    status = main(["speakers", "merge", one, other, "--site", str(site)])
    shown = capsys.readouterr()
    return status, shown.out + shown.err


def test_people_are_listed_with_counts_days_and_roles(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = ask(site, capsys)["speakers"][0]
    assert first == {
        "slug": "vassily-nebenov", "name": "Vassily Nebenov", "comments": 2, "articles": 2, "first": "2026-03-01",
        "last": "2026-03-02", "roles": ["envoy to the ports"], "spellings": ["Vassily Nebenov"], "file": "",
    }  # fmt: skip


def test_probable_doubles_are_proposed_with_the_reason_and_the_command(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [double] = ask(site, capsys)["doubles"]
    assert (double["one"], double["other"]) == ("vassily-nebenov", "vasily-nebenow")
    assert "sound alike" in double["reason"]
    main(["speakers", "--site", str(site)])
    assert "digest speakers merge vasily-nebenow vassily-nebenov" in capsys.readouterr().out


def test_merging_makes_one_page_and_the_old_address_leads_to_it(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build_site(open_site(site))
    assert (site / "output/speakers/vasily-nebenow/index.html").exists()
    assert merge(site, capsys, "Vasily Nebenow", "vassily-nebenov")[0] == 0
    assert (site / "content/speakers/vassily-nebenov.md").read_text("utf-8").splitlines()[1:3] == [
        "name: Vassily Nebenov", "aliases:",
    ]  # fmt: skip
    found = ask(site, capsys)
    assert found["doubles"] == []
    assert found["speakers"][0]["comments"] == 3
    report = build_site(open_site(site))
    assert report.problems == []
    old = (site / "output/speakers/vasily-nebenow/index.html").read_text("utf-8")
    assert "/speakers/vassily-nebenov/" in old
    assert 'http-equiv="refresh"' in old
    assert (
        site / "output/speakers/vasily-nebenow/feed.xml"
    ).exists()  # subscribers keep their feed


EDITED = """---
# Known from the treaty talks.
name: Vassily Nebenov   # as he writes it himself
role: envoy
aliases:
  - "V. Nebenov"
links:
  - label: Page
    url: https://example.org/
---

A *biography*.
"""


def test_what_an_editor_wrote_about_a_speaker_stays(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = site / "content/speakers/vassily-nebenov.md"
    path.parent.mkdir(parents=True)
    path.write_text(EDITED, "utf-8")
    assert merge(site, capsys, "vasily-nebenow", "vassily-nebenov")[0] == 0
    assert path.read_text("utf-8") == EDITED.replace(
        '  - "V. Nebenov"\n', '  - "V. Nebenov"\n  - Vasily Nebenow\n'
    )


def test_the_file_of_the_one_who_goes_becomes_that_of_the_one_who_stays(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = site / "content/speakers/vasily-nebenow.md"
    old.parent.mkdir(parents=True)
    old.write_text("---\nname: Vasily Nebenow\n---\n\nA biography.\n", "utf-8")
    assert merge(site, capsys, "vasily-nebenow", "vassily-nebenov")[0] == 0
    assert not old.exists()
    new = (site / "content/speakers/vassily-nebenov.md").read_text("utf-8")
    assert new == "---\nname: Vassily Nebenov\naliases: [Vasily Nebenow]\n---\n\nA biography.\n"


def test_two_files_are_never_joined_behind_the_editors_back(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for slug, name in (
        ("vasily-nebenow", "Vasily Nebenow"),
        ("vassily-nebenov", "Vassily Nebenov"),
    ):
        path = site / f"content/speakers/{slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\nname: {name}\n---\n", "utf-8")
    status, said = merge(site, capsys, "vasily-nebenow", "vassily-nebenov")
    assert status == 1
    assert "both have a file" in said


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [("Anna Ruis", "ana-ruiz", "did you mean 'Ana Ruiz'"), ("Ana Ruiz", "ana-ruiz", "already")],
)
def test_a_merge_that_makes_no_sense_is_refused(
    site: Path, capsys: pytest.CaptureFixture[str], one: str, other: str, said: str
) -> None:
    status, told = merge(site, capsys, one, other)
    assert status == 2
    assert said in told
    assert not (site / "content/speakers").exists()


def test_people_known_to_be_two_are_proposed_no_more(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = site / "content/speakers/vassily-nebenov.md"
    path.parent.mkdir(parents=True)
    path.write_text("---\nname: Vassily Nebenov\nunlike: [Vasily Nebenow]\n---\n", "utf-8")
    assert ask(site, capsys)["doubles"] == []


def test_statistics_tell_who_is_quoted_on_what_where_and_when(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stats = ask(site, capsys, "--stats")
    assert (stats["comments"], stats["speakers"]) == (5, 3)
    assert stats["topics"] == {
        "Ships": {"Vassily Nebenov": 2, "Ana Ruiz": 1},
        "Law": {"Vasily Nebenow": 1},
    }
    assert stats["sources"] == {
        "The Buoy": {"Vassily Nebenov": 2, "Ana Ruiz": 1, "Vasily Nebenow": 1}
    }
    assert list(stats["months"]) == ["2026-03", "2026-04"]
    assert stats["single_source"] == ["content/articles/three.md"]
    assert stats["unattributed"] == ["content/articles/two.md#comment-2"]


def test_a_family_name_of_several_people_is_one_question(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = [(f"{name} Solberg", role) for name, role in (("Inger", "judge"), ("Per", "pilot"))]
    write(site, "four", "2026-04-04", "Law", *said, ("Solberg", ""))
    assert main(["speakers", "--site", str(site), "--doubles"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if "Solberg (" in line]
    assert main(["check", "--site", str(site)]) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if "Solberg may be" in line]

    [line] = lines
    assert "may be one of 2: Inger Solberg (inger-solberg), Per Solberg (per-solberg)" in line
    assert len(told) == 1


def test_a_merged_family_name_holds_for_the_whole_site_and_merging_again_says_so(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site, "four", "2026-04-04", "Law", ("Inger Solberg", "judge"), ("Solberg", "judge"))
    merge = ["speakers", "--site", str(site), "merge", "Solberg", "Inger Solberg"]
    assert main(merge) == 0
    assert "Solberg is Inger Solberg in every article" in capsys.readouterr().err
    assert main(merge) == 2
    assert "'Solberg' is a name of Inger Solberg already" in capsys.readouterr().err


def test_the_names_of_one_topic_are_counted_as_one(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    topic = site / "content/topics/port.md"
    topic.parent.mkdir(parents=True)
    topic.write_text("---\nname: Port\naliases: [Ships, Law]\n---\n", "utf-8")
    assert list(ask(site, capsys, "--stats")["topics"]) == ["Port"]
    assert sum(ask(site, capsys, "--stats")["topics"]["Port"].values()) == 4


class Terminal(io.StringIO):
    """What somebody types."""

    def isatty(self) -> bool:
        return True


def test_two_with_nothing_in_common_are_joined_only_when_it_is_meant(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(site, "four", "2026-04-04", "Law", ("Paolo Bresk", "clerk"), ("Oona Tretiak", "usher"))
    file = site / "content/speakers/oona-tretiak.md"
    monkeypatch.setattr("sys.stdin", io.StringIO())
    status, told = merge(site, capsys, "Paolo Bresk", "Oona Tretiak")
    assert (status, file.exists()) == (2, False)
    assert "nothing in common" in told
    assert "--yes" in told

    monkeypatch.setattr("sys.stdin", Terminal("\n"))
    status, told = merge(site, capsys, "Paolo Bresk", "Oona Tretiak")
    assert (status, file.exists()) == (1, False)
    assert "is Paolo Bresk to be Oona Tretiak" in told

    monkeypatch.setattr("sys.stdin", Terminal("y\n"))
    status, told = merge(site, capsys, "Paolo Bresk", "Oona Tretiak")
    assert (status, file.exists()) == (0, True)
    assert "to undo it: remove content/speakers/oona-tretiak.md" in told


def test_a_merge_tells_how_to_take_it_back(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = site / "content/speakers/vassily-nebenov.md"
    path.parent.mkdir(parents=True)
    path.write_text(EDITED, "utf-8")
    _, told = merge(site, capsys, "vasily-nebenow", "vassily-nebenov")
    assert "to undo it: take Vasily Nebenow out of content/speakers/vassily-nebenov.md" in told
