"""``[import]`` in digest.toml: what is held back, and which topics an article may have."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.base.errors import DigestError
from digest.cli.main import main
from digest.model.sitefile import parse_config

STORY = """Ferry strike ends in Corvale

7 April 2026

The ferry strike ended on Monday, and the ferry left with all of its cars.

“We are going back to our ships, and we are going back with our heads high,” said Petra Lindqvist, who leads the union.
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text(STORY, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def article(site: Path, settings: str) -> str:
    (site / "digest.toml").write_text(f'[site]\ntitle = "T"\n{settings}\n', "utf-8")
    assert main(["import"]) == 0
    (path,) = (site / "content" / "articles").glob("*.md")
    return path.read_text("utf-8")


def test_proposed_comments_are_published_where_nothing_is_set(site: Path) -> None:
    text = article(site, "")
    assert "proposed: true" in text
    assert "draft:" not in text


def test_proposed_comments_wait_for_an_editor_where_the_site_wants_it(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = article(site, '[import]\nproposed = "draft"')
    assert "proposed: true" in text
    assert "draft: true" in text
    assert "remove proposed: true and draft: true" in capsys.readouterr().out


def test_the_sources_own_key_comments_are_not_held(site: Path) -> None:
    own = STORY.replace("\n“", "\nKey comments\n\n“")
    (site / "seeds" / "a.txt").write_text(own, "utf-8")
    assert "draft:" not in article(site, '[import]\nproposed = "draft"')


def test_only_the_sites_topics_where_the_site_wants_it(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = article(site, '[import]\ntopics = "site"')
    assert "topics:" not in text
    main(["import", "--left-out"])
    assert "topic that the site does not have: " in capsys.readouterr().out


def test_a_topic_of_the_site_stays(site: Path) -> None:
    folder = site / "content" / "topics"
    folder.mkdir(parents=True)
    (folder / "shipping.md").write_text("---\nname: Shipping\naliases: [Ferry]\n---\n", "utf-8")
    assert "topics: [Shipping]" in article(site, '[import]\ntopics = "site"')


def test_an_unknown_value_is_told_with_what_may_stand_there() -> None:
    with pytest.raises(DigestError) as told:
        parse_config('[import]\nproposed = "never"\n')
    assert told.value.hint == "choose from: publish, draft"
    with pytest.raises(DigestError) as told:
        parse_config('[import]\npropose = "draft"\n')
    assert "proposed" in told.value.hint
