"""How a comment's opening mark and its speaker look: by classes that templates give."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.theme.conftest import build_site
from tests.theme.sample import write_sample

ARTICLE = "---\ntitle: Tide\ndate: 2026-03-04\n---\n\n## Key comments\n\n> {}\n>\n> — anonymous, a pilot\n"


@pytest.mark.parametrize(
    ("said", "kind"),
    [("“Yes.”", ""), ("„Ja.“", " low"), ("«Oui.»", " angle"), ("»Ja.«", " angle"), ("‹Oui.›", " angle")],
)  # fmt: skip
def test_an_opening_mark_hangs_as_its_shape_asks(tmp_path: Path, said: str, kind: str) -> None:
    write_sample(tmp_path, search=False)
    (tmp_path / "content/articles/tide.md").write_text(ARTICLE.format(said), encoding="utf-8")
    page = (build_site(tmp_path) / "articles/tide/index.html").read_text(encoding="utf-8")

    assert f'<span class="mark{kind}">{said[0]}</span>{said[1:]}</p>' in page
    assert '<span class="unnamed">a pilot</span>' in page
