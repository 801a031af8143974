"""Cards and themes whose settings name what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.app.site import build_site, open_site
from digest.base.errors import DigestError


def site(folder: Path, settings: str) -> Path:
    (folder / "content/articles").mkdir(parents=True)
    (folder / "content/articles/tide.md").write_text(
        "---\ntitle: Tide turns\ndate: 2026-03-04\n---\n\nIt turned.\n"
    )
    (folder / "digest.toml").write_text(settings)
    return folder


def test_a_font_that_is_none_is_told_and_the_site_has_no_cards(tmp_path: Path) -> None:
    folder = site(tmp_path, '[cards]\nenabled = true\nfont = "digest.toml"\n')
    report = build_site(open_site(folder))
    assert not report.failed
    assert [p.message for p in report.problems] == [
        "cards.font: digest.toml is no font that can be read"
    ]
    assert not (folder / "output/cards").exists()


def test_a_theme_of_an_impossible_name_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DigestError, match="there is no theme 'xxx"):
        open_site(site(tmp_path, f'[theme]\nname = "{"x" * 400}"\n'))


def test_an_address_of_the_command_line_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DigestError, match="is no web address"):
        open_site(site(tmp_path, ""), "https://[::1")
