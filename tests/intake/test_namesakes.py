"""What an import makes of names: two sources of one name, articles renamed, articles deleted."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from digest.cli.main import main
from tests.intake.test_import import STORY, article, clash, report, write

OTHER = """Harbour board votes on sand

April 9, 2026

The board of Brannhavn met on Tuesday and bought two barges of sand for the beach.

“Sand is only patient stone,” said Ove Lindqvist, who chairs the board.
"""
BEHIND = "content/articles/harbour-board-votes-on-sand.md"


def outside(site: Path, text: str, folder: str = "downloads") -> str:
    """A file that lies beside the site; all of them have one name."""
    path = site.parent / f"{site.name}-{folder}" / "story.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return str(path)


def test_another_story_of_one_name_is_kept_under_a_new_one(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import", outside(site, STORY)])
    first = article(site).read_bytes()
    capsys.readouterr()

    assert main(["import", outside(site, OTHER, "tuesday")]) == 0
    told = capsys.readouterr().out
    assert "seeds/story.txt is the source of another story: this one is kept as" in told
    assert article(site).read_bytes() == first
    assert (site / "seeds" / "story.txt").read_text("utf-8") == STORY
    assert (site / "seeds" / "story-2.txt").read_text("utf-8") == OTHER
    assert "\n  file: seeds/story-2.txt\n" in (site / BEHIND).read_text("utf-8")
    for text in (STORY, OTHER):
        assert report(capsys, outside(site, text)) == {"skipped": 1}


@pytest.mark.parametrize(
    "changed",
    [
        STORY.replace("The night ferry is back", "Awake at sea").replace("2009", "2010"),
        OTHER.replace("Harbour board votes on sand", "The night ferry is back, at last"),
    ],
    ids=["another headline", "another text"],
)
def test_a_story_that_changed_stays_one(
    site: Path, capsys: pytest.CaptureFixture[str], changed: str
) -> None:
    main(["import", outside(site, STORY)])
    capsys.readouterr()

    assert report(capsys, outside(site, changed)) == {"updated": 1}
    assert [path.name for path in (site / "seeds").iterdir()] == ["story.txt"]


def test_the_second_of_a_name_has_versions_too(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import", outside(site, STORY)])
    main(["import", outside(site, OTHER)])
    capsys.readouterr()

    assert report(capsys, outside(site, OTHER.replace("Tuesday", "Monday"))) == {"updated": 1}
    assert "Monday" in (site / "seeds" / "story-2.txt").read_text("utf-8")


def test_a_file_that_nobody_imported_yet_is_not_written_over(site: Path) -> None:
    write(site, OTHER, "story.txt")

    main(["import", outside(site, STORY)])
    assert (site / "seeds" / "story.txt").read_text("utf-8") == OTHER
    assert "\n  file: seeds/story-2.txt\n" in article(site).read_text("utf-8")


def test_archives_of_one_name_do_not_take_turns(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for day, text in (("monday", STORY), ("tuesday", OTHER)):
        (site / "seeds" / day).mkdir()
        with zipfile.ZipFile(site / "seeds" / day / "pack.zip", "w") as archive:
            archive.writestr("story.txt", text)

    assert report(capsys) == {"imported": 2}
    assert report(capsys) == {"skipped": 4}
    assert {path.name for path in (site / "seeds" / "pack").iterdir()} == {
        "story.txt",
        "story-2.txt",
    }


def test_another_story_in_the_file_of_one_leaves_its_article(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site)
    main(["import"])
    first = article(site).read_bytes()
    write(site, OTHER)
    capsys.readouterr()

    assert main(["import"]) == 0
    assert "the source held another story before: the-night-ferry-is-back" in (
        capsys.readouterr().out
    )
    assert article(site).read_bytes() == first
    assert (site / BEHIND).exists()
    assert report(capsys) == {"skipped": 1}


def rename(site: Path) -> Path:
    return article(site).rename(article(site).with_name("ferry.md"))


def test_a_renamed_article_takes_its_record_along(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site)
    main(["import"])
    renamed = rename(site)
    write(site, STORY.replace("since 2009", "since 2010"))
    capsys.readouterr()

    assert report(capsys) == {"updated": 1}
    assert [path.name for path in (site / "content" / ".imports").glob("*.md")] == ["ferry.md"]
    assert "since 2010" in renamed.read_text("utf-8")
    assert report(capsys, "seeds/ferry.txt") == {"skipped": 1}


@pytest.mark.parametrize("seed", ["0", "1", "2", "5"])
def test_of_two_records_of_one_source_the_living_article_has_the_word(
    site: Path, seed: str
) -> None:
    write(site)
    main(["import"])
    record = site / "content" / ".imports" / article(site).name
    record.with_name("ferry.md").write_bytes(record.read_bytes())
    edited = rename(site).read_text("utf-8").replace("in both languages", "in no language")
    article(site).with_name("ferry.md").write_text(edited, "utf-8")
    write(site, STORY.replace("since 2009", "since 2010"))

    words = [sys.executable, "-m", "digest", "import", "seeds/ferry.txt"]
    root = Path(__file__).parents[2]
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
    done = subprocess.run(words, cwd=site, env=env, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("merged")
    assert not article(site).exists()


def test_a_deleted_article_stays_away_until_its_source_is_named(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site)
    main(["import"])
    article(site).unlink()
    capsys.readouterr()

    for text in (STORY, STORY.replace("since 2009", "since 2010")):
        write(site, text)
        assert main(["import"]) == 0
        told = capsys.readouterr().out
        assert "deleted here" in told
        assert "seeds/ferry.txt -> content/articles/the-night-ferry-is-back.md" in told
        assert not article(site).exists()
    assert main(["import", "seeds/ferry.txt"]) == 0
    assert "again: its article had been deleted" in capsys.readouterr().out
    assert article(site).exists()


def test_a_clash_says_how_its_own_source_has_the_word(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited = clash(site)

    main(["import"])
    assert "digest import --force seeds/ferry.txt\n" in capsys.readouterr().out
    assert main(["import", "--force"]) == 2
    assert "--force wants the sources" in capsys.readouterr().err
    assert article(site).read_text("utf-8") == edited
