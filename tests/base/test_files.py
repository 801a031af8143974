"""Listing a folder: what lies about in it, and is no file that anybody can use."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from digest.base.errors import DigestError
from digest.base.files import find_files

linux = pytest.mark.skipif(sys.platform != "linux", reason="names are text there, or links rare")


@linux
def test_a_link_that_leads_in_a_circle_is_passed_over_like_a_dead_one(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("words", "utf-8")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "dead").symlink_to("nowhere")

    assert [name for name, _ in find_files(tmp_path)] == ["story.txt"]


@linux
def test_a_name_that_is_not_utf_8_is_one_error_and_the_others_go_on(tmp_path: Path) -> None:
    for name in (b"a.txt", b"bad\xff.txt", "é.txt".encode()):
        (tmp_path / os.fsdecode(name)).write_text("words", "utf-8")
    refused: list[DigestError] = []

    assert [name for name, _ in find_files(tmp_path, refused)] == ["a.txt", "é.txt"]
    assert str(refused[0]).endswith(
        "bad\\xff.txt: the name of this file is not UTF-8\n  hint: rename it"
    )
    with pytest.raises(DigestError, match="not UTF-8"):
        list(find_files(tmp_path))
