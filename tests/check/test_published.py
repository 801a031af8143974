"""What readers have seen does not change in silence: the output is the record of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from digest.app.site import build_site, open_site
from digest.check.published import bare
from digest.cli.main import main
from tests.check.world import GOOD, article, check, write

ARTICLE = "content/articles/tide.md"
SAID = "> “The tide waits.”\n>\n> — Mara Lind\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = write(tmp_path, GOOD)
    assert not build_site(open_site(folder)).failed
    return folder


def told(site: Path, capsys: pytest.CaptureFixture[str], text: str) -> list[tuple[str, str]]:
    (site / ARTICLE).write_text(text, encoding="utf-8")
    found = check(site, capsys)[1]
    return [(p.place, p.message) for p in found if p.rule == "uncorrected"]


def test_a_changed_headline_is_told_with_the_published_one(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [(where, message)] = told(site, capsys, article(title="The tide sleeps"))

    assert where == f"{ARTICLE}:2:1"
    assert "was published as “" in message


def test_what_no_deploy_has_shown_may_change_in_silence(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = ("--site", str(site), "--target", "folder", "--to", str(tmp_path / "www"))
    kept = (site / ARTICLE).read_text("utf-8")
    (site / ARTICLE).unlink()
    assert not build_site(open_site(site)).failed
    assert main(["deploy", *there]) == 0
    (site / ARTICLE).write_text(kept, encoding="utf-8")
    assert not build_site(open_site(site)).failed
    assert main(["deploy", *there, "--dry-run"]) == 0
    capsys.readouterr()
    assert told(site, capsys, article(title="The tide sleeps")) == []

    assert not build_site(open_site(site)).failed
    assert main(["deploy", *there]) == 0
    capsys.readouterr()
    assert len(told(site, capsys, article(title="The tide dreams"))) == 1


def test_a_headline_may_lose_its_capitals_in_silence(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(site, capsys, article(title="TIDE TURNS")) == []


def test_a_new_entry_among_the_corrections_is_all_that_it_takes(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corrected = article(
        title="The tide sleeps", corrections="[{date: 2026-03-05, text: It slept.}]"
    )

    assert told(site, capsys, corrected) == []


def test_changed_and_lost_quotations_are_told_with_their_words(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [(_, changed)] = told(site, capsys, article(comments=SAID.replace("waits", "sleeps")))
    [(_, gone)] = told(site, capsys, article(comments=""))

    assert "“The tide waits.”" in changed
    assert "gone" in gone


def test_marks_may_be_mended_and_a_text_edited_in_silence(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(site, capsys, article("Another body.")) == []
    assert bare("“It’s  so,” he said") == bare('"It\'s so," he said')


def test_the_output_tells_without_the_memory_of_the_build(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(site / ".digest")

    assert told(site, capsys, article()) == []
    assert len(told(site, capsys, article(title="The tide sleeps"))) == 1


def test_a_changed_speaker_is_told_with_the_published_one(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "> “The tide waits.”\n>\n> “We do not.”\n>\n> — {}\n"
    [(where, message)] = told(site, capsys, article(comments=said.format("Jon Lind, pilot")))
    [(_, unnamed)] = told(site, capsys, article(comments=said.format("anonymous, a pilot")))

    assert where.startswith(f"{ARTICLE}:")
    assert not where.endswith(":1:1")
    assert "said by Mara Lind" in message
    assert "said by Mara Lind" in unnamed
    assert told(site, capsys, article(comments=said.format("Mara Lind, pilot"))) == []


def test_another_name_of_the_same_speaker_is_no_change(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(
        site,
        {
            "content/speakers/lind.md": "---\nname: Mara E. Lind\naliases: [M. Lind, Mara Lind]\n---\n"
        },
    )
    said = "> “The tide waits.”\n>\n> “We do not.”\n>\n> — M. Lind, harbour master\n"

    assert told(site, capsys, article(comments=said)) == []


def test_a_changed_comment_is_told_where_it_stands_and_not_where_its_words_stand_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body = "Mara Lind, harbour master, said “The tide waits” and “So do we”."
    said = SAID + "\n> “So do we.”\n>\n> — Mara Lind\n"
    site = write(tmp_path, {**GOOD, ARTICLE: article(body, said)})
    assert not build_site(open_site(site)).failed

    words = said.replace("“So do we.”", "“The tide waits for us.”")
    by_both = f"{said.rstrip()}, pilot; Jon Lind\n"

    assert [where for where, _ in told(site, capsys, article(body, words))] == [f"{ARTICLE}:16:4"]
    assert [where for where, _ in told(site, capsys, article(body, by_both))] == [f"{ARTICLE}:18:5"]


def test_a_quotation_that_got_a_sentence_above_it_and_another_speaker_is_not_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = "\n> “We counted the gulls.”\n>\n> — Jon Lind\n"
    site = write(tmp_path, {**GOOD, ARTICLE: article(comments=other + "\n" + SAID)})
    assert not build_site(open_site(site)).failed
    longer = SAID.replace("> “The", "> “Gulls know.”\n>\n> “The").replace("Mara", "Ivo")

    [(where, message)] = told(site, capsys, article(comments=other + "\n" + longer))

    assert where == f"{ARTICLE}:17:4"
    assert "comment 2 was published as “The tide waits.”" in message


def gone(site: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str]]:
    found = check(site, capsys)[1]
    return [(p.place, p.message) for p in found if p.rule == "address-gone"]


@pytest.mark.parametrize(
    "text",
    [
        article(anchors="[lind-the-tide-waits-do-not]"),
        article(title="The tide sleeps"),
        article(comments=""),
    ],
    ids=["as it was", "another headline", "without its quotation"],
)
def test_the_address_of_a_renamed_article_is_gone_unless_an_alias_keeps_it(
    site: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    (site / ARTICLE).unlink()
    new = site / "content/articles/ebb.md"
    new.write_text(text, "utf-8")
    [(where, message)] = gone(site, capsys)

    assert where == "content/articles/ebb.md:1:1"
    assert "/articles/tide/" in message
    new.write_text(text.replace("---\n", "---\naliases: [/articles/tide/]\n", 1), "utf-8")
    assert gone(site, capsys) == []


def test_the_address_of_a_deleted_article_is_told_until_a_build_takes_it_away(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / ARTICLE).unlink()
    (site / "content/pages/about.md").unlink()
    [(where, _)] = gone(site, capsys)
    assert where == "output/articles/tide/index.html:1:1"

    assert main(["build", "--site", str(site)]) == 0
    told = capsys.readouterr().err
    assert "/articles/tide/ is gone: " in told
    assert "aliases: [/articles/tide/]" in told
    assert gone(site, capsys) == []
    assert main(["build", "--site", str(site)]) == 0
    assert "is gone" not in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_not_gone(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / ARTICLE).write_text("---\ntitle: Never closed\n", "utf-8")

    assert gone(site, capsys) == []


@pytest.mark.parametrize("front", [{"draft": "true"}, {"expire": "2026-03-05"}, {"slug": "ebb"}])
def test_a_draft_an_expired_article_and_a_slug_of_its_own_keep_the_address(
    site: Path, capsys: pytest.CaptureFixture[str], front: dict[str, str]
) -> None:
    (site / ARTICLE).write_text(article(**front), "utf-8")

    assert gone(site, capsys) == []
