"""How a comment's opening mark and its speaker look: by classes that templates give."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.theme.conftest import build_site, serve
from tests.theme.sample import write_sample

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ARTICLE = "---\ntitle: Tide\ndate: 2026-03-04\n---\n\n## Key comments\n\n> {}\n>\n> — anonymous, a pilot\n"


# Boxes without a height stand on the baseline: one in the mark, one in the line beside it.
BASELINES = """() => {
  const mark = document.querySelector(".mark"), feet = [];
  for (const put of ["append", "after"]) {
    const foot = document.createElement("span");
    foot.style.display = "inline-block";
    mark[put](foot);
    feet.push(foot);
  }
  return feet.map((foot) => foot.getBoundingClientRect().bottom);
}"""


def _build(folder: Path, said: str) -> Path:
    write_sample(folder, search=False)
    (folder / "content/articles/tide.md").write_text(ARTICLE.format(said), encoding="utf-8")
    return build_site(folder)


@pytest.mark.parametrize(
    ("said", "kind"),
    [("“Yes.”", ""), ("„Ja.“", " low"), ("«Oui.»", " angle"), ("»Ja.«", " angle"), ("‹Oui.›", " angle")],
)  # fmt: skip
def test_an_opening_mark_hangs_as_its_shape_asks(tmp_path: Path, said: str, kind: str) -> None:
    page = (_build(tmp_path, said) / "articles/tide/index.html").read_text("utf-8")

    assert f'<span class="mark{kind}">{said[0]}</span>{said[1:]}</p>' in page
    assert '<span class="unnamed">a pilot</span>' in page


@pytest.mark.parametrize("space", ["\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"])
def test_the_space_after_a_french_mark_hangs_with_it(tmp_path: Path, space: str) -> None:
    page = (_build(tmp_path, f"«{space}Oui.{space}»") / "articles/tide/index.html").read_text(
        "utf-8"
    )

    assert f'<span class="mark angle">«{space}</span>Oui.{space}»</p>' in page


@pytest.mark.browser
@pytest.mark.parametrize(("said", "at_foot"), [("„Ja.“", True), ("‚Ja.‘", True), ("“Yes.”", False)])
def test_a_low_mark_stands_at_the_foot_of_the_first_line(
    browser: Browser, tmp_path: Path, said: str, at_foot: bool
) -> None:
    with serve(_build(tmp_path, said)) as site, browser.new_page() as page:
        page.goto(f"{site.address}/articles/tide/")
        mark, line = page.evaluate(BASELINES)

    assert (abs(mark - line) <= 4) == at_foot
