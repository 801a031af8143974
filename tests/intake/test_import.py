"""``digest import`` on a site: what it writes, and how it keeps the editor's work safe."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from digest.cli.main import main
from digest.content.article import Rules, parse_article

STORY = """The night ferry is back

The night ferry is back
FILE PHOTO: The ferry leaves Brannhavn, Sundmark, April 3, 2026. SUNDFOTO/Maud Ekeren
April 7, 2026

For the first time since 2009, you can fall asleep in one country and wake up in another. The ferry left on Friday.

It passes within a mile of the lighthouse, and the captain greets it in both languages.

Key comments:

“I went round it," said Captain Odile de la Haye.

“We sell sleep," Jean-Marc Tessier, director of the line, told reporters. “We were sold out."
"""


def write(site: Path, text: str = STORY, name: str = "ferry.txt") -> Path:
    path = site / "seeds" / name
    path.write_text(text, "utf-8")
    return path


def article(site: Path) -> Path:
    return site / "content" / "articles" / "the-night-ferry-is-back.md"


def report(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, int]:
    main(["import", "--json", *words])
    counts: dict[str, int] = json.loads(capsys.readouterr().out)["counts"]
    return {action: number for action, number in counts.items() if number}


def test_a_source_becomes_an_article_file(site: Path) -> None:
    write(site)

    assert main(["import"]) == 0
    text = article(site).read_text("utf-8")
    assert text.startswith("---\ntitle: The night ferry is back\ndate: 2026-04-07\n")
    assert "  file: seeds/ferry.txt\n" in text
    assert (
        "> “We sell sleep.”\n>\n> “We were sold out.”\n>\n> — Jean-Marc Tessier, director of the line (told reporters)"
        in text
    )


def test_a_dry_run_writes_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(site)

    assert main(["import", "--dry-run", "--json"]) == 0
    (record,) = json.loads(capsys.readouterr().out)
    assert record["file"] == "seeds/ferry.txt"
    assert record["photo"] == {
        "caption": "The ferry leaves Brannhavn, Sundmark, April 3, 2026.",
        "credit": "SUNDFOTO/Maud Ekeren",
        "file_photo": True,
    }
    assert not (site / "content").exists()


def test_a_dry_run_needs_no_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ferry.txt").write_text(STORY, "utf-8")

    assert main(["import", "--dry-run", "--json", "ferry.txt"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["title"] == "The night ferry is back"


def test_an_unchanged_source_is_skipped_and_an_edit_stays(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site)
    main(["import"])
    edited = article(site).read_text("utf-8").replace("in both languages", "in no language")
    article(site).write_text(edited, "utf-8")
    capsys.readouterr()

    assert report(capsys) == {"skipped": 1}
    assert article(site).read_text("utf-8") == edited


def test_a_changed_source_updates_an_untouched_article(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site)
    main(["import"])
    write(site, STORY.replace("since 2009", "since 2010"))
    capsys.readouterr()

    assert report(capsys) == {"updated": 1}
    assert "since 2010" in article(site).read_text("utf-8")


def test_a_changed_source_is_merged_with_edits(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site)
    main(["import"])
    edited = article(site).read_text("utf-8").replace("in both languages", "in no language")
    article(site).write_text(edited, "utf-8")
    write(site, STORY.replace("since 2009", "since 2010"))
    capsys.readouterr()

    assert report(capsys) == {"merged": 1}
    text = article(site).read_text("utf-8")
    assert "since 2010" in text
    assert "in no language" in text


def clash(site: Path) -> str:
    write(site)
    main(["import"])
    edited = article(site).read_text("utf-8").replace("since 2009", "since 1909")
    article(site).write_text(edited, "utf-8")
    write(site, STORY.replace("since 2009", "since 2010"))
    return edited


def test_a_clash_is_shown_and_nothing_is_written(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited = clash(site)
    capsys.readouterr()

    assert main(["import"]) == 1
    assert article(site).read_text("utf-8") == edited
    shown = capsys.readouterr().out
    assert "- For the first time since 1909" in shown
    assert "+ For the first time since 2010" in shown


def test_a_clash_is_written_when_asked(site: Path) -> None:
    clash(site)

    main(["import", "--merge"])
    text = article(site).read_text("utf-8")
    assert (
        text.index("<<<<<<<")
        < text.index("since 1909")
        < text.index("since 2010")
        < text.index(">>>>>>>")
    )


def test_the_sources_words_are_taken_when_asked(site: Path) -> None:
    clash(site)

    assert main(["import", "--force", "seeds/ferry.txt"]) == 0
    assert "since 2010" in article(site).read_text("utf-8")


def test_a_renamed_article_is_known_by_its_source(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site)
    main(["import"])
    article(site).rename(article(site).with_name("ferry.md"))
    capsys.readouterr()

    assert report(capsys) == {"skipped": 1}
    assert not article(site).exists()


def test_an_article_that_nobody_imported_is_never_overwritten(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site)
    article(site).parent.mkdir(parents=True)
    article(site).write_text("---\ntitle: Mine\ndate: 2026-01-01\n---\n\nMine.\n", "utf-8")

    assert report(capsys) == {"imported": 1}
    assert "Mine." in article(site).read_text("utf-8")
    assert article(site).with_name("the-night-ferry-is-back-2.md").exists()


def test_two_sources_of_one_story_are_noticed(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site)
    write(
        site,
        STORY.replace("The night ferry is back", "A ferry at night").replace(
            "on Friday", "on Friday night"
        ),
        "other.txt",
    )

    main(["import"])
    assert (
        "looks like the same story as content/articles/the-night-ferry-is-back.md"
        in capsys.readouterr().out
    )


def test_the_same_headline_twice_gives_two_articles_and_the_same_ones_again(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site)
    write(site, STORY.replace("since 2009", "since 1999"), "second.txt")

    assert report(capsys) == {"imported": 2}
    assert report(capsys) == {"skipped": 2}
    assert sorted(path.name for path in article(site).parent.iterdir()) == [
        "the-night-ferry-is-back-2.md",
        "the-night-ferry-is-back.md",
    ]


def test_a_date_comes_from_the_option_when_nothing_else_gives_one(site: Path) -> None:
    write(site, STORY.replace("April 7, 2026\n", ""))

    main(["import", "--date", "2026-04-08"])
    assert "\ndate: 2026-04-08\n" in article(site).read_text("utf-8")


def test_a_date_from_the_files_time_is_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(site, STORY.replace("April 7, 2026\n", ""))
    os.utime(path, (1_775_600_000, 1_775_600_000))

    main(["import"])
    assert "\ndate: 2026-04-07\n" in article(site).read_text("utf-8")
    assert "the file's time was taken" in capsys.readouterr().out


def test_an_archive_and_standard_input_leave_a_copy_of_their_sources(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(site / "pack.zip", "w") as archive:
        archive.writestr("one/ferry.txt", STORY)
        archive.writestr("../../evil.txt", STORY)

    assert main(["import", "pack.zip"]) == 1
    assert (site / "seeds" / "pack" / "one" / "ferry.txt").read_text("utf-8") == STORY

    stdin = io.TextIOWrapper(io.BytesIO(STORY.replace("ferry", "train").encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert main(["import", "-"]) == 0
    assert (article(site).parent / "the-night-train-is-back.md").exists()


def test_standard_input_without_a_date_has_the_day_on_which_it_came(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Heron lands on bus stop\n\nA heron landed.\n\n“It waited like us,” said Lou Faber.\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert main(["import", "-"]) == 0
    assert "no date in the source" in capsys.readouterr().out
    assert (article(site).parent / "heron-lands-on-bus-stop.md").exists()


BAD: dict[str, bytes] = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "binary.txt": bytes(range(256)) * 20,
    "line.txt": b"word " * 1_000_000,
    "many.txt": b"Title\n\nBody of the text.\n\n" + "“Yes,” said Ann Lee.\n\n".encode() * 200_000,
    "utf8.txt": "Title’s\n\nBody ".encode() + b"\xff\xc3(\n",
    "bomb.md": b"---\na: &a [x]\nb: [*a, *a]\ntitle: T\n---\n\nBody.\n",
    "tag.md": b'---\ntitle: !!python/object/apply:os.system ["true"]\n---\n\nBody.\n',
    "feed.xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><rss><channel/></rss>',
    "title.txt": b"Only a headline",
    "noughts.txt": b"Title\n\n" + b"\x00" * 4_000,
    "paragraphs.html": b"<html><body>" + b"<p>" * 100_000,
    "nested.html": b"<html><body>" + b"<div>" * 20_000 + b"Words.",
    "parts.eml": b"Subject: x\nMIME-Version: 1.0\n"
    + b"Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 5_000,
    "open.md": b"---\ntitle: Never closed\n\nBody.\n",
    "story.rtf": b"{\\rtf1\\ansi The ferry left.\\par It left on Friday.\\par}\n",
    "table.csv": b"a;b;c\n1;2;3\n4;5;6\n",
    "prices.csv": b'town,price\nHalden,"1,20"\nCorve,2\n',
    "noise.zip": b"PK\x03\x04" + bytes(range(256)) * 8,
}

ODD: dict[str, str] = {
    "marks.txt": "Marks that nobody closes\n\n" + '“Words «of ‘the "sea \n\n' * 300,
    "long.txt": "word " * 1_000 + "\n\nThe ferry left.\n",
    "control.txt": "A \x00bell \x07rings\n\nThe \x1b[31mferry\x1b[0m left.\n",
    "injected.txt": "---\n\n---\ntitle: x\ndraft: true\n---\n\nThe ferry left.\n",
    "old.txt": "A line opens\n\nJuly 4, 1869\n\nThe ferry left.\n",
    "late.txt": "A line closes\n\nDecember 31, 9999\n\nThe ferry left.\n",
    "scripts.txt": "Names of many scripts\n\nThe ferry left.\n\nKey comments:\n\n“We waited,” said 王小明.\n\n“We left,” said Наталья Ким.\n",
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gets_one_line_and_the_others_go_on(
    site: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site)
    (site / "seeds" / name).write_bytes(BAD[name])

    assert main(["import"]) == 1
    shown = capsys.readouterr()
    lines = [line for line in shown.out.splitlines() if name in line]
    assert len(lines) == 1
    assert "Traceback" not in shown.out + shown.err
    assert [path.name for path in article(site).parent.iterdir()] == [article(site).name]


@pytest.mark.parametrize("name", ODD)
def test_odd_input_becomes_one_article_that_reads_back(site: Path, name: str) -> None:
    write(site, ODD[name], name)

    assert main(["import"]) == 0
    (path,) = (site / "content" / "articles").iterdir()
    data = path.read_bytes()
    parsed, problems = parse_article(data, path.name, Rules("UTC", "en"))
    assert parsed is not None
    assert not parsed.card.draft
    assert not problems
    assert not any(byte < 32 and byte != 10 for byte in data)


def test_entries_with_one_headline_become_an_article_each(site: Path) -> None:
    entry = "<item><title>Tide</title><link>https://example.org/{0}</link><description>{1}</description></item>"
    texts = ("The harbour flooded before dawn.", "Nobody drowned, and two boats sank.")
    items = "".join(entry.format(number, text) for number, text in enumerate(texts))
    write(site, f'<rss version="2.0"><channel><title>F</title>{items}</channel></rss>', "feed.xml")

    assert main(["import"]) == 0
    names = sorted(path.name for path in (site / "content" / "articles").iterdir())
    assert names == ["tide-2.md", "tide.md"]


@pytest.mark.parametrize(
    "title",
    ["../../etc/passwd", "---", "{{ x }}", "<script>alert(1)</script>", "東京", "A: b # 'c' \"d\""],
)
def test_odd_headlines_are_only_words(
    site: Path, title: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site, STORY.replace("The night ferry is back", title))

    assert main(["import"]) == 0
    (path,) = article(site).parent.iterdir()
    assert path.parent == article(site).parent
    capsys.readouterr()
    main(["import", "--dry-run", "--json"])
    assert json.loads(capsys.readouterr().out)[0]["title"] == title


def test_a_link_that_leaves_the_folder_is_not_followed(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = site.parent / "outside.txt"
    outside.write_text(STORY, "utf-8")
    (site / "seeds" / "link.txt").symlink_to(outside)

    assert main(["import"]) == 1
    assert "link.txt: it is a symbolic link that leaves its folder" in capsys.readouterr().out


def test_a_named_link_to_another_folder_is_not_followed(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = site.parent / "elsewhere"
    outside.mkdir()
    (outside / "private.txt").write_text(STORY, "utf-8")
    (site / "seeds" / "folder").symlink_to(outside, target_is_directory=True)

    assert main(["import", "seeds/folder"]) == 1
    assert "folder: it is a symbolic link that leaves its folder" in capsys.readouterr().out
    assert not (site / "content" / "articles").exists()


def test_a_source_that_changes_while_it_is_read_is_refused(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(site)

    def read_and_change(one: Path) -> bytes:
        data = one.read_bytes()
        one.write_bytes(data + b"More words came.\n")
        return data

    monkeypatch.setattr("digest.intake.sources.read_bytes", read_and_change)

    assert main(["import"]) == 1
    assert "it changed while it was read; import it again" in capsys.readouterr().out
    assert path.exists()
    assert not (site / "content" / "articles").exists()


NUMBERED = "anchors: [haye-i-went-round-it, tessier-we-sell-sleep-sold-out"


def test_comments_keep_their_numbers_when_the_source_brings_another(site: Path) -> None:
    source = write(site)
    main(["import"])
    assert f"\n{NUMBERED}]\n---\n" in article(site).read_text("utf-8")
    first = "“No berths left,” said Anna Moen, the purser.\n\n“I went"
    source.write_text(STORY.replace("“I went", first), "utf-8")
    main(["import"])
    text = article(site).read_text("utf-8")
    assert text.index("Anna Moen") < text.index("Odile")
    assert f"\n{NUMBERED}, moen-no-berths-left]\n---\n" in text


def test_numbers_outlast_an_edit_a_merge_and_a_deletion(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write(site)
    main(["import"])
    path = article(site)
    text = path.read_text("utf-8").replace(
        "The night ferry is back\n", "The night ferry returns\n", 1
    )
    start = text.index("> “I went")
    path.write_text(text[:start] + text[text.index("> “We sell") :], "utf-8")
    source.write_text(STORY + "\n“It rocks,” said Bo Ek.\n", "utf-8")
    capsys.readouterr()

    assert report(capsys) == {"merged": 1}
    text = path.read_text("utf-8")
    assert "title: The night ferry returns" in text
    assert "Odile" not in text.partition("\n---\n")[2]
    assert f"\n{NUMBERED}, ek-it-rocks]\n---\n" in text
    path.unlink()
    assert report(capsys, "seeds/ferry.txt") == {"imported": 1}


BRIDGE = """The bridge is open again

{line}

The footbridge over the Corve opened again on Monday, and the whole town walked across it before breakfast.

“We waited for nine months,” said Ida Holt, who runs the bakery.
"""


def understood(site: Path, capsys: pytest.CaptureFixture[str], name: str) -> dict[str, Any]:
    capsys.readouterr()
    main(["import", "--dry-run", "--json", "--date", "2026-11-27", f"seeds/{name}"])
    record: dict[str, Any] = json.loads(capsys.readouterr().out)[0]
    return record


@pytest.mark.parametrize(
    "line",
    [
        "posted by admin 25/11/2026 SHARE TWEET",
        "Posted by newsdesk_2 on 25 November 2026 at 10:15 am | 3 comments",
        "publié par admin le 25/11/2026",
        "25/11/2026 share tweet print",
        "Wednesday, November 25",
    ],
)
def test_what_a_sites_machinery_writes_under_a_headline_is_no_paragraph(
    site: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    write(site, BRIDGE.format(line=line), "bridge.txt")
    record = understood(site, capsys, "bridge.txt")
    assert record["body_paragraphs"][0].startswith("The footbridge")
    assert line in [left["text"] for left in record["left_out"]]
    assert record["date"] == "2026-11-25"


def test_a_dateline_without_a_year_dates_its_article_with_a_warning(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = BRIDGE.replace("{line}\n\n", "CORVALE, Nov 25 (NORDFOTO) - ")
    write(site, text, "bridge.txt")
    record = understood(site, capsys, "bridge.txt")
    assert (record["date"], record["date_from"]) == ("2026-11-25", "dateline")
    assert "CORVALE, Nov 25" in record["notes"][0]


def test_a_year_that_only_the_files_time_tells_is_assumed(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = BRIDGE.replace("{line}\n\n", "CORVALE, Nov 25 (NORDFOTO) - ")
    write(site, text, "bridge.txt")
    capsys.readouterr()
    main(["import", "--dry-run", "--json", "seeds/bridge.txt"])
    record = json.loads(capsys.readouterr().out)[0]
    assert record["date"] is None
    assert record["date_assumed"].endswith("-11-25")


def test_a_pull_quote_is_not_proposed_as_anybodys_comment(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (
        "<h1>The bridge is open again</h1><p>The footbridge opened on Monday, said the mayor, Jon Arden,"
        " and the whole town walked across it before breakfast.</p><blockquote>“We waited for nine"
        " months”</blockquote><p>“There is money for one more winter,” said Ida Holt, a baker.</p>"
        "<p>Jon Arden said:</p><blockquote>“It stays open until the spring.”</blockquote>"
    )
    write(site, f"<html><body><article>{page}</article></body></html>", "bridge.html")
    main(["import"])
    text = (site / "content/articles/the-bridge-is-open-again.md").read_text("utf-8")
    key = text.partition("## Key comments")[2]
    assert "nine months" not in key
    assert "one more winter" in key
    assert "until the spring" in key


MARKED = """---
title: The ferry sleeps
date: 2026-04-07T18:05:00+02:00
draft: true
slug: ferry-sleeps
author: Maud Ekeren
description: A night at sea.
categories: [Shipping]
tags: [night trains, Harbours]
image: ferry.jpg
weight: 3
---

The ferry left on Friday.
"""


def test_a_markdown_source_keeps_the_front_matter_that_an_article_knows(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site, MARKED, "ferry.md")

    assert main(["import", "--left-out"]) == 0
    told = capsys.readouterr().out
    (path,) = (site / "content" / "articles").glob("*.md")
    front = path.read_text("utf-8").partition("\n---\n")[0].splitlines()
    assert {
        "draft: true",
        "slug: ferry-sleeps",
        "summary: A night at sea.",
        "topics: [Shipping, night trains, Harbours]",
    } <= set(front)
    assert "18:05" in front[2]
    for words in ("byline: Maud Ekeren", "image: ferry.jpg", "weight: 3"):
        assert words in told


@pytest.mark.parametrize("line", ["draft: yes", "published: false", "Status: draft", "draft: soon"])
def test_a_draft_in_anybodys_words_stays_one(site: Path, line: str) -> None:
    write(site, MARKED.replace("draft: true", line), "ferry.md")

    main(["import"])
    (path,) = (site / "content" / "articles").glob("*.md")
    assert "\ndraft: true\n" in path.read_text("utf-8")


def test_marks_of_a_merge_are_an_error_until_they_are_settled(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clash(site)
    main(["import", "--merge"])
    line = article(site).read_text("utf-8").splitlines().index("<<<<<<< the edited article") + 1
    capsys.readouterr()

    for command in ("check", "build"):
        assert main([command]) == 1
        told = capsys.readouterr()
        assert f"the-night-ferry-is-back.md:{line}:1" in told.out + told.err
        assert "unresolved merge marks" in told.out + told.err


def test_marks_of_a_merge_in_the_front_matter_are_named_as_such() -> None:
    text = "---\n<<<<<<< the edited article\ntitle: A\n=======\ntitle: B\n>>>>>>> the changed source\n---\n"
    _, (problem, *_) = parse_article(text.encode(), "a.md", Rules("UTC", "en"))

    assert problem.code == "merge-marks"
    assert problem.place.line == 2
    assert "keep the lines that are right" in problem.hint


PLAIN = (
    STORY.partition("\nKey comments:")[0]
    + "\n“We sell sleep and little else,” said Jean-Marc Tessier, the director.\n"
)


def test_comments_that_were_read_do_not_clash_with_the_record_of_their_source(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site, PLAIN)
    main(["import"])
    assert "remove proposed: true" in capsys.readouterr().out
    text = article(site).read_text("utf-8")
    assert "\nproposed: true\n" in text
    article(site).write_text(text.replace("proposed: true\n", ""), "utf-8")
    write(site, PLAIN.replace("since 2009", "since 2010"))

    assert main(["import"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("merged")
    assert "proposed" not in told
    assert "proposed" not in article(site).read_text("utf-8")


def test_what_replaces_an_edited_article_puts_it_aside(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site)
    write(site, STORY.replace("night ferry", "day ferry"), "day.txt")
    main(["import"])
    edited = article(site).read_text("utf-8").replace("since 2009", "since 1909")
    article(site).write_text(edited, "utf-8")
    capsys.readouterr()

    assert main(["import", "--force", "seeds/"]) == 0
    told = capsys.readouterr().out
    assert "replaced by the source's words (--force): 1" in told
    assert "skipped: 1" in told
    (aside,) = (site / "content" / ".imports").glob("*.edited-*")
    assert aside.read_text("utf-8") == edited
    assert aside.name in told


@pytest.mark.parametrize("words", [[], ["--dry-run"], ["seeds/ferry.txt"]])
def test_what_was_left_out_is_told_after_the_import_too(
    site: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    write(site, STORY.replace("For the first", "By Maud Ekeren\n\nFor the first"))
    main(["import"])
    before = article(site).read_bytes()
    capsys.readouterr()

    assert main(["import", "--left-out", *words]) == 0
    assert "  byline: By Maud Ekeren" in capsys.readouterr().out
    assert article(site).read_bytes() == before


@pytest.mark.parametrize(
    ("inner", "told"),
    [
        ({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}, "a Word file"),
        ({"mimetype": "application/x", "content.xml": "<c/>"}, "an OpenDocument file"),
    ],
)
def test_an_office_document_is_told_by_its_content(
    site: Path, capsys: pytest.CaptureFixture[str], inner: dict[str, str], told: str
) -> None:
    with zipfile.ZipFile(site / "seeds" / "story.bin", "w") as archive:
        for name, text in inner.items():
            archive.writestr(name, text)

    assert main(["import"]) == 1
    shown = capsys.readouterr().out
    assert shown.splitlines() == [
        "failed: 1",
        f"  seeds/story.bin: this is {told}; save the article as text or HTML",
    ]


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("They called it “the old one” for years.", "no comments found"),
        ("“Never again,” said Ida Holt.", "no quotation is long and sure enough"),
        ("Nobody said a word.", ""),
    ],
)
def test_a_story_without_comments_is_told(
    site: Path, capsys: pytest.CaptureFixture[str], words: str, note: str
) -> None:
    write(site, f"The bridge is open\n\nMarch 4, 2026\n\nIt opened on Monday. {words}\n")

    main(["import"])
    told = capsys.readouterr().out
    assert "without key comments: 1" in told
    assert ("to be looked at" in told) == bool(note)
    assert note in told


TOML = """+++
title = "The ferry sleeps"
date = 2026-04-07T18:05:00+02:00
draft = true
tags = ["Harbours"]
weight = 3
+++

The ferry left on Friday.
"""
FIELDS = """Title: The ferry sleeps
Date: 2026-04-07 18:05
Category: Harbours
Status: draft
Weight: 3

The ferry left on Friday.
"""


@pytest.mark.parametrize("text", [TOML, FIELDS], ids=["Hugo", "Pelican"])
def test_front_matter_of_others_is_read_as_ours(
    site: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    write(site, text, "ferry.md")

    assert main(["import", "--left-out"]) == 0
    told = capsys.readouterr().out
    (path,) = (site / "content" / "articles").glob("*.md")
    front, _, body = path.read_text("utf-8").partition("\n---\n")
    assert path.name == "the-ferry-sleeps.md"
    assert {"draft: true", "topics: [Harbours]"} <= set(front.splitlines())
    assert "18:05" in front
    assert body.strip() == "The ferry left on Friday."
    assert "front matter: weight: 3" in told


def test_broken_toml_is_told_in_one_line(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(site, TOML.replace('"The', "The"), "ferry.md")

    assert main(["import"]) == 1
    assert "seeds/ferry.md:1: the front matter is not TOML" in capsys.readouterr().out


def test_a_quotation_that_two_agencies_have_is_told_within_days(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "“The sea has signed no contract,” {} of the harbour."
    for number, (title, day, rest) in enumerate(
        (
            ("Pilots wait for the tide", "April 7", "said Ove Lindqvist, oldest pilot"),
            ("No ships in Brannhavn", "April 8", "a man told reporters at the gate"),
            ("A life on the bridge", "May 8", "Lindqvist used to shout across the mouth"),
        )
    ):
        write(site, f"{title}\n\n{day}, 2026\n\n{words.format(rest)}\n", f"{number}.txt")

    main(["import"])
    told = capsys.readouterr().out
    assert told.count("has a quotation that content/articles/") == 1
    assert "that content/articles/pilots-wait-for-the-tide.md has too: perhaps one story" in told


def test_the_names_in_an_archive_may_be_utf_8_without_saying_so(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Rückblick Müller.txt", STORY)
    data = packed.getvalue()
    for head, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # take back the flag that says so
        place = data.index(head) + at
        data = data[:place] + b"\x00\x00" + data[place + 2 :]
    (site / "pack.zip").write_bytes(data)

    assert main(["import", "pack.zip"]) == 0
    assert "pack.zip/Rückblick Müller.txt" in capsys.readouterr().out
    assert (site / "seeds" / "pack" / "ruckblick-muller.txt").exists()


def test_a_pull_quote_an_alt_text_and_a_picture_are_passed_over_aloud(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (
        "<html><body><article><h1>The fog horn is silent</h1><p>7 April 2026</p>"
        '<figure><img src="a.jpg" alt="A tower in mist">'
        "<figcaption>The tower, silent since Monday.</figcaption></figure>"
        "<p>The horn of Grey Maiden sounded for the last time on Monday, and nobody came to hear it.</p>"
        "<blockquote><p>“A very loud clock”</p></blockquote>"
        "<p>To the pilot Ove Lindqvist the horn had been “a very loud clock” for thirty years at sea.</p>"
        "</article></body></html>"
    )
    write(site, page, "fog.html")
    (site / "seeds" / "fog.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(200))

    assert main(["import", "--left-out"]) == 0
    told = capsys.readouterr()
    assert "  pull quote: “A very loud clock”" in told.out
    assert "  alt text: A tower in mist" in told.out
    assert "seeds/fog.jpg: a picture is no source" in told.err


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_a_name_that_is_not_utf_8_and_a_link_in_a_circle_stop_no_other_source(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site)
    write(site, name=os.fsdecode(b"bad\xff.txt"))
    (site / "seeds" / "loop").symlink_to("loop")

    assert main(["import"]) == 1
    told = capsys.readouterr().out
    assert "bad\\xff.txt: the name of this file is not UTF-8; rename it" in told
    assert "loop" not in told
    assert article(site).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is no signal to a group there")
def test_an_interrupted_import_says_so_and_nothing_else(site: Path) -> None:
    for number in range(40):
        write(site, STORY * 40, f"story-{number}.txt")
    words = [sys.executable, "-m", "digest", "import", "--jobs", "2"]
    with subprocess.Popen(words, cwd=site, stderr=subprocess.PIPE, start_new_session=True) as run:
        time.sleep(1.5)
        os.killpg(run.pid, signal.SIGINT)
        _, told = run.communicate(timeout=60)

    assert run.returncode in {0, 130}, told
    assert told in {b"", b"interrupted\n"}


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is no signal to a group there")
def test_an_import_ends_though_it_is_interrupted_while_workers_are_handed_long_sources(
    site: Path,
) -> None:
    for number in range(60):
        write(site, STORY.replace("Friday.", "Friday. " * 4_000), f"story-{number}.txt")
    words = [sys.executable, "-m", "digest", "import", "--jobs", "2"]
    with subprocess.Popen(words, cwd=site, stderr=subprocess.PIPE, start_new_session=True) as run:
        time.sleep(2.5)
        os.killpg(run.pid, signal.SIGINT)
        _, told = run.communicate(timeout=60)

    assert told in {b"", b"interrupted\n"}
