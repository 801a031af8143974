"""Sources that state what no site can have, and documents that are made to do harm: told, never written."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.cli.main import main
from digest.manuscript.markdown import find_wide_table

TOLD = "---\ntitle: {title}\ndate: 2026-03-04\n{more}\n---\n\nThe quay at Ostrevik is open again.\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "digest.toml").write_text('[site]\ntitle = "T"\n', "utf-8")
    (tmp_path / "seeds").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


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
