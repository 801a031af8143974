"""``digest next``: when the site changes by itself, told by the site's clock and in UTC for cron."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from digest.app.upcoming import cron_of, set_cron, tell_span
from digest.base.errors import DigestError
from digest.cli.main import main


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "digest.toml").write_text('[site]\ntimezone = "Europe/Oslo"\n')
    return tmp_path


def write(site: Path, slug: str, **front: str) -> None:
    lines = "".join(f"{key}: {value}\n" for key, value in front.items())
    (site / f"content/articles/{slug}.md").write_text(
        f"---\ntitle: {slug}\n{lines}---\n\nText.\n", "utf-8"
    )


def next_of(site: Path, capsys: pytest.CaptureFixture[str], now: str, *words: str) -> str:
    assert main(["next", "--site", str(site), "--now", now, *words]) == 0
    return capsys.readouterr().out


def test_an_article_of_tomorrow_appears_at_midnight_of_the_sites_zone(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site, "later", date="2026-03-05")
    out = next_of(site, capsys, "2026-03-04T21:30")
    assert out.splitlines() == [
        "2026-03-05 00:00+01:00 (in 2 hours): /articles/later/ appears (content/articles/later.md)",
        '- cron: "0 23 4 3 *"  # digest next (UTC)',
    ]


def test_publish_counts_more_than_date_and_expire_takes_away(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site, "embargo", date="2026-03-01", publish="2026-03-06 08:00")
    write(site, "notice", date="2026-03-01", expire="2026-03-05 12:00")
    write(site, "draft", date="2026-03-05", draft="true")
    write(site, "past", date="2026-03-01", expire="2026-03-02")
    found = json.loads(next_of(site, capsys, "2026-03-04T09:00", "--json"))
    assert found["next"] == "2026-03-05 12:00+01:00"
    assert [(c["what"], c["url"]) for c in found["changes"]] == [
        ("goes", "/articles/notice/"),
        ("appears", "/articles/embargo/"),
    ]


def test_nothing_to_come_is_said_so(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(site, "old", date="2026-03-01")
    assert next_of(site, capsys, "2026-03-04").startswith("nothing")
    assert json.loads(next_of(site, capsys, "2026-03-04", "--json"))["next"] is None


def test_yesterdays_news_leaves_its_sitemap_when_the_build_says_so(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site, "fresh", date="2026-03-03")
    write(site, "short", date="2026-03-03", expire="2026-03-04 18:00")
    now = "2026-03-04T21:00"
    found = json.loads(next_of(site, capsys, now, "--json"))
    assert [(c["what"], c["url"], c["moment"]) for c in found["changes"]] == [
        ("leaves the news sitemap", "/articles/fresh/", "2026-03-05 00:00+01:00")
    ]

    assert main(["build", "--site", str(site), "--now", now, "--json"]) == 0
    built = json.loads(capsys.readouterr().out)["next_change"]
    assert built == found["changes"][0]["at"]


def test_a_workflow_gets_a_line_for_each_moment_and_nothing_else_changes(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site, "later", date="2026-03-05")
    write(site, "notice", date="2026-03-05", publish="2026-03-05 06:00")
    workflow = site / "site.yml"
    rest = "on:\n  schedule:\n    - cron: '0 4 * * *'\n{}  push: # x\n"
    line = '    - cron: "{}"  # digest next\n'
    workflow.write_text(rest.format(line.format("1 2 3 4 *") + line.format("7 * * * *")))
    next_of(site, capsys, "2026-03-04", "--write", str(workflow))
    moments = ["0 23 4 3 *", "0 5 5 3 *", "0 23 6 3 *"]  # both appear, and both are news no longer
    assert workflow.read_text() == rest.format("".join(map(line.format, moments)))


def test_moments_beyond_the_lines_are_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for day in range(10, 25):
        write(site, f"story-{day}", date="2026-03-01", publish=f"2026-03-{day}")
    workflow = site / "site.yml"
    workflow.write_text('    - cron: "7 * * * *"  # digest next\n')
    assert main(["next", "--site", str(site), "--now", "2026-03-04", "--write", str(workflow)]) == 0
    assert workflow.read_text().count("# digest next") == 12
    assert "3 moments after 2026-03-21 00:00+01:00 have no line" in capsys.readouterr().err


def test_a_workflow_without_the_line_is_refused_with_the_line_to_add() -> None:
    with pytest.raises(DigestError) as refused:
        set_cron("on: push\n", [0], "site.yml")
    assert "# digest next" in refused.value.hint


@pytest.mark.parametrize(
    ("moment", "line"),
    [(0, "0 0 1 1 *"), (1, "1 0 1 1 *"), (59, "1 0 1 1 *"), (3_599, "0 1 1 1 *")],
)
def test_cron_never_comes_before_the_moment(moment: int, line: str) -> None:
    assert cron_of(moment) == line


def test_spans_are_told_in_the_largest_unit() -> None:
    assert [tell_span(n) for n in (30, 60, 7_300, 86_400, 9_999_999)] == [
        "in less than a minute", "in 1 minute", "in 2 hours", "in 1 day", "in 115 days",
    ]  # fmt: skip
