"""What holds for every text that --fix mends: only the links at fault change, and once is enough."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.app.check import CheckOptions, check_site, mend_site
from digest.app.site import open_site
from digest.base.errors import Place
from digest.check.findings import Edit
from digest.check.fixes import edit_text
from digest.cli.main import main
from tests.check.world import GOOD, NOW, article, check, write

ARTICLE = "content/articles/tide.md"
PAGE = "content/pages/about.md"
ALIKE = [  # none is a link to the address at fault, all have it in them
    "[x](/topics/harbour/)", "[x](/topics/harbour/#top)", "`/topics/harbour`", "`[y](/topics/harbour)`",
    "/topics/harbour", "(/topics/harbour)", "[x](https://other.example/topics/harbour)", '"/topics/harbour"',
    "<https://other.example/topics/harbour>", "![p](/topics/harbour)", "<!-- [y](/topics/harbour) -->",
    '[x](/topics/harbour/ "/topics/harbour")', "\\[y](/topics/harbour)", '<b title="/topics/harbour">b</b>',
    "[other](/topics/harbours)", "\n\n    [y](/topics/harbour)\n\n", "\n\n```\n[y](/topics/harbour)\n```\n\n",
    "[/topics/harbour]", "words", "“Quoted,” said Mara Lind.", "\n", "\n\n", "\n\n> ", " | ", "*", "[", "](", ")", "_", "<",
]  # fmt: skip
AT_FAULT = [
    ("[y](/topics/harbour)", "[y](/topics/harbour/)"),
    ('[y](/topics/harbour#top "/topics/harbour")', '[y](/topics/harbour/#top "/topics/harbour")'),
    ("[y](</topics/harbour>)", "[y](</topics/harbour/>)"),
    ("[y](/topics/harbour?a=1&b=2#top)", "[y](/topics/harbour/?a=1&b=2#top)"),
    ("[/topics/harbour](/Topics/Harbour)", "[/topics/harbour](/topics/harbour/)"),
    ('<a href="/topics/harbour">y</a>', '<a href="/topics/harbour/">y</a>'),
    ("[![p](/topics/harbour)](/topics/harbour)", "[![p](/topics/harbour)](/topics/harbour/)"),
    ("[y][r]\n\n[r]: /topics/harbour\n\n", "[y][r]\n\n[r]: /topics/harbour/\n\n"),
]
WHOLE = ALIKE[: ALIKE.index(" | ")]  # none changes what its neighbours mean


@pytest.mark.parametrize("path", [ARTICLE, PAGE])
def test_links_at_fault_are_mended_among_all_that_is_like_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], path: str
) -> None:
    def among(links: list[str]) -> str:
        body = " ".join(" ".join([*WHOLE, link]) for link in links)
        return article(body) if path == ARTICLE else f"---\ntitle: About\n---\n\n{body}\n"

    site = write(tmp_path, {**GOOD, path: among([wrong for wrong, _ in AT_FAULT])})
    check(site, capsys, "--fix")
    assert (site / path).read_text("utf-8") == among([right for _, right in AT_FAULT])


def test_a_link_in_a_speakers_front_matter_is_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "---\nname: Mara Lind\nrole: /topics/harbour\nlinks:\n  - {label: /topics/harbour, url: /topics/harbour}\n---\n"
    path = "content/speakers/mara-lind.md"
    site = write(tmp_path, GOOD | {path: text})
    check(site, capsys, "--fix")
    wanted = text.replace("url: /topics/harbour", "url: /topics/harbour/")
    assert (site / path).read_text("utf-8") == wanted


def test_every_link_at_fault_is_told_where_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body = "`/topics/harbour` [y](/topics/harbour)\nand [y](/topics/harbour)."
    site = write(tmp_path, {**GOOD, ARTICLE: article(body)})
    _, told = check(site, capsys)
    first = article(body)[: article(body).index(body)].count("\n") + 1
    assert [one.place for one in told] == [f"{ARTICLE}:{first}:23", f"{ARTICLE}:{first + 1}:9"]


PIECES = st.sampled_from([*ALIKE, *(wrong for wrong, _ in AT_FAULT)])


@pytest.fixture(scope="module")
def one_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("site"), GOOD)


@given(body=st.lists(PIECES, max_size=12).map(" ".join))
@settings(max_examples=40, deadline=None)
@example(
    body="[y](/topics/harbour) [ [y](/topics/harbour) ` [y](/topics/harbour) ` /topics/harbour"
)
def test_only_destinations_are_mended_and_once_is_enough(one_site: Path, body: str) -> None:
    site, options = open_site(write(one_site, {ARTICLE: article(body)})), CheckOptions()
    before = check_site(site, options)
    made = mend_site(site, before)
    mended = (one_site / ARTICLE).read_text("utf-8")
    assert not mend_site(site, check_site(site, options))

    assert {edit.place for edit in made} == {one.edit.place for one in before if one.edit}
    lines = article(body).split("\n")
    for edit in sorted(made, reverse=True):
        line, at = lines[edit.place.line - 1], edit.place.column - 1
        assert line[:at].endswith(("](", "](<", 'href="', "[r]: "))
        assert line[at + len(edit.old) :][:1] in ("", " ", ")", ">", '"')
        lines[edit.place.line - 1] = line[:at] + edit.new + line[at + len(edit.old) :]
    assert mended == "\n".join(lines)


def test_an_edit_is_made_at_its_place_or_not_at_all() -> None:
    here = Edit(Place("a", 1, 3), "b", "c")
    late = Edit(Place("a", 2, 2), "b", "x\ny")
    assert edit_text("b b\r\nbb\r\n", [late, here]) == ("b c\r\nbx\r\ny\r\n", [here, late])
    assert edit_text("bb\nb", [here, late, here._replace(place=Place("a", 9, 1))])[1] == []


def test_a_link_that_cannot_be_told_from_what_is_like_it_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = article("[y](&#47;topics&#47;harbour) and /topics/harbour")
    site = write(tmp_path, {**GOOD, ARTICLE: text})
    main(["check", "--site", str(site), "--now", NOW, "--fix"])
    assert "lacks the slash" in capsys.readouterr().out
    assert (site / ARTICLE).read_text("utf-8") == text
