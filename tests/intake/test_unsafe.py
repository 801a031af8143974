"""Sources that state what no site can have, and documents that are made to do harm: told, never written."""

from __future__ import annotations

import warnings
import zipfile
from pathlib import Path

import pytest

from digest.cli.main import main
from digest.intake import feeds
from digest.manuscript.markdown import find_wide_table

TOLD = "---\ntitle: {title}\ndate: 2026-03-04\n{more}\n---\n\nThe quay at Ostrevik is open again.\n"


def state(site: Path, name: str, title: str, more: str) -> None:
    (site / "seeds" / name).write_text(TOLD.format(title=title, more=more), "utf-8")


def written(site: Path, name: str) -> str:
    return (site / "content" / "articles" / f"{name}.md").read_text("utf-8")


def test_no_two_articles_get_one_address(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state(site, "a.md", "Alpha", "slug: port")
    (site / "seeds" / "b.txt").write_text(
        "Port\n\n2026-03-05\n\nThe cranes stand still.\n", "utf-8"
    )
    state(site, "c.md", "Gamma", "slug: Port")
    assert main(["import"]) == 0
    out = capsys.readouterr().out
    assert "gamma.md\n    its slug 'Port' is that of alpha.md" in out
    assert "slug: port" in written(site, "alpha")
    assert "slug:" not in written(site, "gamma") + written(site, "port-2")
    for name, words in (("a.md", "alpha: 1"), ("c.md", "gamma: 1")):
        with (site / "seeds" / name).open("a", encoding="utf-8") as file:
            file.write(f"\nA line more, {words}.\n")
    assert main(["import"]) == 0
    assert "slug: port" in written(site, "alpha")
    assert "slug:" not in written(site, "gamma")
    assert main(["check"]) == 0


def test_what_no_page_can_have_is_left_out(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state(site, "lang.md", "Lang", 'lang: "\\"><script>"')
    state(site, "us.md", "Us", "lang: de_AT")
    state(site, "long.md", "Long", f"slug: {'x' * 300}\naliases: [/o/{'y' * 300}, /old/]")
    assert main(["import", "--left-out"]) == 0
    out = capsys.readouterr().out
    assert 'front matter: lang: "><script>' in out
    assert "front matter: aliases: /o/yyy" in out
    assert "\nlang:" not in written(site, "lang")
    assert "lang: de\n" in written(site, "us")
    assert f"slug: {'x' * 60}\n" in written(site, "long")
    assert "aliases:" in written(site, "long")
    assert "/old/" in written(site, "long")
    assert "yyy" not in written(site, "long")
    assert main(["check"]) == 0


def test_a_table_that_would_never_end_is_told_before_it_is_made(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = "\n".join(["|a" * 2000, "|-" * 2000, *["|b"] * 2000])
    state(site, "a.md", "Wide", f"---\n\nWords.\n\n{table}\n\nMore.\n")
    assert main(["import"]) == 1
    assert "seeds/a.md:8: tables with more than 40,000 cells" in capsys.readouterr().out
    (site / "content" / "articles").mkdir(parents=True)
    (site / "content" / "pages").mkdir()
    for kind in ("articles", "pages"):
        text = (
            f"---\ntitle: T\n{'date: 2026-03-04' if kind == 'articles' else 'summary: S'}\n---\n\n"
        )
        (site / "content" / kind / "wide.md").write_text(text + f"> {table}\n", "utf-8")
    assert main(["check"]) == 1
    told = capsys.readouterr().out
    assert "content/articles/wide.md:6: error: tables with more than 40,000 cells" in told
    assert "content/pages/wide.md:6" in told
    assert main(["build"]) == 1


def test_many_lines_and_a_few_marks_are_no_table() -> None:
    plain = "a | b\n" * 30_000
    assert find_wide_table(plain) == 0
    honest = "|a|b|c|\n|-|:-:|-|\n" + "|1|2|3|\n" * 9_000
    assert find_wide_table(honest) == 0
    assert find_wide_table(f"{honest}\n{honest}") == 9_004
    assert find_wide_table("|-" * 300 + "\n" + ("|-" * 300 + "\n") * 300) == 1


ENTRY = """<item><title>{title}</title><guid>{guid}</guid><link>https://e.example/{guid}</link>
<pubDate>{date}</pubDate><description>The quay at Ostrevik is open again, {title}.</description></item>"""
DAY = "Wed, 04 Mar 2026 10:00:00 GMT"


def write_feed(site: Path, *entries: str) -> None:
    head = '<?xml version="1.0"?><rss version="2.0"><channel><title>C</title><language>"&gt;</language>'
    text = f"{head}{''.join(entries)}</channel></rss>"
    (site / "seeds" / "feed.xml").write_text(text, "utf-8")


def test_entries_beyond_the_limit_are_told(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "MAX_ENTRIES", 2)
    write_feed(site, *(ENTRY.format(title=f"Berth {n}", guid=n, date=DAY) for n in range(4)))
    assert main(["import", "--left-out"]) == 0
    out = capsys.readouterr().out
    assert "2 of 4 entries; part the feed" in out
    assert "behind entry 2: Berth 2\n  behind entry 2: Berth 3" in out
    assert main(["check"]) == 0


def test_an_entry_that_comes_twice_is_one_article(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = ENTRY.format(title="Berth", guid="a", date=DAY)
    write_feed(site, entry, entry)
    assert main(["import", "--left-out"]) == 0
    assert "the same entry again: Berth" in capsys.readouterr().out
    assert len(list((site / "content" / "articles").iterdir())) == 1


def test_members_of_one_name_are_kept_as_a_file_each(
    site: Path, capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("outside") / "dup.zip"
    with zipfile.ZipFile(path, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for number, name in enumerate(("a.txt", "a.txt", "A.TXT")):
            archive.writestr(name, f"Port {number}\n\n2026-03-04\n\nBerth {number} is closed.\n")
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert main(["import", str(path)]) == 1
    assert "dup.zip/link.txt: it is a symbolic link" in capsys.readouterr().out
    kept = sorted((site / "seeds" / "dup").iterdir())
    assert [each.name for each in kept] == ["a-2.txt", "a-3.txt", "a.txt"]
    assert len({each.read_text("utf-8") for each in kept}) == 3
    main(["import", str(path)])
    assert "skipped: 3" in capsys.readouterr().out


def test_an_empty_path_names_no_source(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "seeds" / "b.txt").write_text(
        "Port\n\n2026-03-05\n\nThe cranes stand still.\n", "utf-8"
    )
    assert main(["import", ""]) == 1
    assert "an empty path names no source" in capsys.readouterr().out
    assert not (site / "content").exists()


@pytest.mark.parametrize("told", ["30 February 2026", "0000-01-01", "99999-01-01"])
def test_a_date_that_is_none_is_told(
    site: Path, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = TOLD.format(title="Port", more="").replace("2026-03-04", told)
    (site / "seeds" / "a.md").write_text(text, "utf-8")
    assert main(["import"]) == 0
    assert f"seeds/a.md:3: date: “{told}” is no date" in capsys.readouterr().out


def test_the_zone_of_an_entry_is_no_year(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_feed(site, ENTRY.format(title="B", guid="a", date="Wed, 04 Mar 0000 10:00:00 +9999"))
    assert main(["import"]) == 0
    assert "the file's time was taken" in capsys.readouterr().out
    assert "9999" not in written(site, "b")


def test_mails_within_mails_have_an_end(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = (
        "From: A <a@b.example>\nSubject: Port\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
    )
    (site / "seeds" / "a.eml").write_text(head * 3000 + "Words.\n", "utf-8")
    assert main(["import"]) == 1
    assert "the mail has more parts than any newsletter" in capsys.readouterr().out


@pytest.mark.parametrize("gap", ["\n", " ", "\n\n"])
@pytest.mark.parametrize(
    ("told", "written_as"),
    [
        ("Ada Holm, mate of the ferry (told reporters on Tuesday)", ""),
        ("Ada Holm (at the quay)", ""),
        ("Ada Holm (mayor of Osk)", "Ada Holm, mayor of Osk"),
        ("Ada Holm, mate of the ferry (UGT)", r"Ada Holm, mate of the ferry \(UGT\)"),
    ],
)
def test_the_context_of_a_signature_is_one_in_plain_text_too(
    site: Path, gap: str, told: str, written_as: str
) -> None:
    words = (
        "Port\n\n2026-03-05\n\nThe cranes stand still today.\n\nKey comments\n\n“We saw them stop.”"
    )
    (site / "seeds" / "b.txt").write_text(f"{words}{gap}— {told}\n", "utf-8")
    assert main(["import"]) == 0
    assert f"— {written_as or told}\n" in written(site, "port")
