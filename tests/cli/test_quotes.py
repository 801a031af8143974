"""``digest quotes``: JSON Lines whose offsets are code points of the file as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from digest.cli.main import main

STORY = "\ufeffRain.\r\n\r\n“We built it twice — naïvely,” said Pat Oslund, the harbour master.\r\n"


def run(
    capsys: pytest.CaptureFixture[str], *words: str
) -> tuple[int, list[dict[str, object]], str]:
    status = main(["quotes", *words])
    shown = capsys.readouterr()
    return status, [json.loads(line) for line in shown.out.splitlines()], shown.err


def test_offsets_count_code_points_of_the_file_with_its_mark_and_line_ends(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "2026-03-04.harbour.txt"
    path.write_bytes(STORY.encode())
    status, records, _ = run(capsys, str(path))
    assert status == 0
    assert [record["article"] for record in records] == ["2026-03-04.harbour"]
    text = path.read_bytes().decode()
    parts = records[0]["parts"]
    assert [text[part["start"] : part["end"]] for part in parts] == ["We built it twice — naïvely,"]  # type: ignore[attr-defined]
    assert records[0]["speaker"] == "Pat Oslund"
    assert set(records[0]) == {"article", "parts", "speaker", "role", "context"}


def test_a_text_without_quotations_gives_no_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Nobody spoke.\n", "utf-8")
    assert run(capsys, str(tmp_path / "a.txt")) == (0, [], "")


def test_a_file_that_is_not_utf8_is_told_with_its_line_and_the_others_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.txt").write_bytes(b"fine\n\xff\xfe\x00bad\n")
    (tmp_path / "good.txt").write_bytes(STORY.encode())
    status, records, err = run(capsys, str(tmp_path / "bad.txt"), str(tmp_path / "good.txt"))
    assert (status, len(records)) == (1, 1)
    assert "bad.txt:2" in err


def test_a_file_that_is_not_there_is_a_fault_of_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = run(capsys, str(tmp_path / "none.txt"))
    assert status == 2
    assert "no such file" in err
