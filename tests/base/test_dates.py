"""Moments at the ends of the calendar are moments like others."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from digest.base.dates import EPOCH, days_later, months_between, seconds_of
from digest.cli.main import main

ENDS = ("0001-01-01", "9999-12-31", "9999-12-31T23:59:59-14:00")


def test_nothing_is_before_the_first_day_or_after_the_last() -> None:
    assert days_later("0001-01-01", -1) == "0001-01-01"
    assert days_later("9999-12-31", 1) == "9999-12-31"
    assert months_between("9999-11-01", "9999-12-31") == ("9999-11", "9999-12")


@pytest.mark.parametrize("moment", [EPOCH.replace(1, 1, 1), EPOCH.replace(9999, 12, 31)])
def test_a_moment_has_a_date_in_every_zone(moment: dt.datetime) -> None:
    at = seconds_of(moment)
    for hours in (-14, 14):
        dt.datetime.fromtimestamp(at, dt.timezone(dt.timedelta(hours=hours)))


@pytest.mark.parametrize("now", ENDS)
@pytest.mark.parametrize("command", ["build", "next", "check"])
def test_no_command_fails_at_the_ends_of_time(tmp_path: Path, command: str, now: str) -> None:
    (tmp_path / "digest.toml").write_text('[site]\ntimezone = "Pacific/Pago_Pago"\n')
    articles = tmp_path / "content/articles"
    articles.mkdir(parents=True)
    fronts = (
        "date: 9999-12-31",
        f"date: 2026-03-04\npublish: {ENDS[2]}",
        "date: 2026-03-04\nexpire: 9999-12-31T23:59:59Z",
    )
    for number, front in enumerate(fronts):
        comment = "## Key comments\n\n> “The tide waits.”\n>\n> — Mara Lind"
        text = f"---\ntitle: Story {number}\n{front}\ntopics: [Harbour]\n---\n\nIt turned.\n\n{comment}\n"
        (articles / f"{number}.md").write_text(text, "utf-8")
    assert main([command, "--site", str(tmp_path), "--now", now]) == 0
    if command == "build":
        assert main(["build", "--site", str(tmp_path), "--future"]) == 0
