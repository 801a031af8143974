"""The command line's first word, and how numbers are told."""

from __future__ import annotations

import sys
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from digest.cli.console import count_of
from digest.cli.main import main


def test_a_misspelt_command_is_told_with_the_nearest_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["bild"]) == 2
    assert "did you mean: digest build?" in capsys.readouterr().err


def test_one_is_no_plural() -> None:
    assert [count_of(n, "page") for n in (0, 1, 1200)] == ["0 pages", "1 page", "1,200 pages"]


@pytest.mark.skipif(sys.platform == "win32", reason="folders in use cannot be deleted there")
def test_a_folder_that_was_deleted_under_ones_feet_is_told_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()

    assert main(["build"]) == 2
    assert "the folder that you are in has been deleted" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "check", "import"])
def test_fewer_processes_than_none_are_refused_by_every_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    (tmp_path / "digest.toml").write_text("")
    assert main([command, "--site", str(tmp_path), "--jobs", "-1"]) == 2
    assert "--jobs: must be 1 or more" in capsys.readouterr().err


def test_a_worker_that_the_system_ended_is_told_in_a_line_and_ctrl_c_goes_before_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def lose(*_given: object) -> int:
        raise BrokenProcessPool("terminated abruptly")

    def interrupt(_seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("digest.cli.build_command.run", lose)
    monkeypatch.setattr("digest.cli.main.time.sleep", lambda _seconds: None)
    assert main(["build"]) == 1
    assert "the system ended a process" in capsys.readouterr().err

    monkeypatch.setattr("digest.cli.main.time.sleep", interrupt)
    with pytest.raises(KeyboardInterrupt):
        main(["build"])
