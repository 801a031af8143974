"""``digest new``: a folder that is a working site at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.app.new import NewSite
from digest.app.site import build_site, open_site
from digest.cli.main import main
from digest.model.sitefile import parse_config


def test_a_new_site_builds_at_once_without_a_warning(tmp_path: Path) -> None:
    folder = tmp_path / "harbour-news"
    assert main(["new", str(folder)]) == 0
    report = build_site(open_site(folder))
    assert report.problems == []
    assert report.articles == 1
    assert "Ines Varga" in (folder / "output/articles/footbridge-reopens/index.html").read_text(
        "utf-8"
    )


def test_the_title_comes_from_the_folder_or_from_the_editor(tmp_path: Path) -> None:
    main(["new", str(tmp_path / "harbour-news")])
    main(["new", str(tmp_path / "b"), "--title", 'The "Quay"\n{date} \\ é'])
    assert (
        parse_config((tmp_path / "harbour-news/digest.toml").read_text("utf-8")).site.title
        == "Harbour News"
    )
    assert (
        parse_config((tmp_path / "b/digest.toml").read_text("utf-8")).site.title
        == 'The "Quay"\n{date} \\ é'
    )


def test_a_folder_that_holds_anything_is_refused_and_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    assert main(["new", str(tmp_path)]) == 2
    assert "not empty" in capsys.readouterr().err
    assert [entry.name for entry in tmp_path.iterdir()] == ["notes.txt"]


def test_a_fresh_repository_counts_as_empty_and_its_own_gitignore_stays(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("mine\n")
    assert main(["new", str(tmp_path)]) == 0
    assert (tmp_path / ".gitignore").read_text() == "mine\n"


def test_the_next_step_can_be_pasted_into_a_shell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "Tidning å" / "b"
    assert main(["new", str(folder)]) == 0
    assert f"next: cd '{folder.as_posix()}' && digest serve" in capsys.readouterr().err


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file")
    assert main(["new", str(tmp_path / "site")]) == 2


@pytest.mark.parametrize("wrong", [["--url", "nowhere"], ["--timezone", "Atlantis/Port"]])
def test_settings_that_no_site_can_have_write_nothing(
    tmp_path: Path, wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path / "site"), *wrong]) == 2
    told = capsys.readouterr().err
    assert f"{wrong[0]}: {wrong[1]!r} is no" in told
    assert "digest.toml" not in told
    assert not (tmp_path / "site").exists()


def test_the_defaults_of_a_new_site_are_those_of_the_settings() -> None:
    assert NewSite().url == parse_config("").site.url


def test_a_new_site_has_nothing_to_be_told_of_once_it_is_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "bote"
    assert main(["new", str(folder), "--language", "de"]) == 0
    assert not build_site(open_site(folder)).failed
    capsys.readouterr()
    assert main(["check", "--site", str(folder)]) == 0
    assert "permalink" not in capsys.readouterr().out


def test_the_english_sample_says_that_it_is_english(tmp_path: Path) -> None:
    for language, marked in (("de", True), ("en", False), ("en-GB", False)):
        main(["new", str(tmp_path / language), "--language", language])
        text = (tmp_path / language / "content/articles/footbridge-reopens.md").read_text("utf-8")
        assert ("\nlang: en\n" in text) == marked


def test_a_language_without_words_is_told_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path / "a"), "--language", "xx-foo"]) == 0
    assert "no words in the language 'xx-foo'" in capsys.readouterr().err


def test_a_name_that_no_folder_can_have_is_told_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (["new"], ["build", "--site"]):
        assert main([*words, str(tmp_path / ("x" * 300))]) == 2
        assert "error: this name is too long: " in capsys.readouterr().err
