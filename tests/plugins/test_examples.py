"""The examples of the documentation, each installed as a package and seen to work."""

from __future__ import annotations

import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.plugins.conftest import EXAMPLES, ROOT, Environment

MODULES = sorted(EXAMPLES.glob("*/*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.parent.name)
def test_an_example_is_short_and_the_page_shows_it(path: Path) -> None:
    code = path.read_text(encoding="utf-8")
    page = ROOT / "docs/extending.md"

    assert len(code.splitlines()) < 40
    assert f"```python\n{code}```" in page.read_text(encoding="utf-8")


def test_a_reader_makes_an_article_of_its_own_kind_of_source(
    examples: Environment, a_site: Path
) -> None:
    (a_site / "seeds/council.txt").write_text(
        "MINUTES of 2026-03-04: Council buys a second ferry\n\n"
        "The vote was unanimous.\n"
        "Rosa Nilsen (mayor): It was high time.\n",
        encoding="utf-8",
    )
    examples.digest("import", "seeds/council.txt", folder=a_site)
    made = (a_site / "content/articles/council-buys-a-second-ferry.md").read_text(encoding="utf-8")

    assert "date: 2026-03-04" in made
    assert "> “It was high time.”\n>\n> — Rosa Nilsen, mayor" in made
    assert "council" not in examples.digest("check", folder=a_site)


def test_a_markdown_extension_marks_up_prose_and_leaves_quotations_alone(
    examples: Environment, a_site: Path
) -> None:
    examples.digest("build", folder=a_site)
    page = (a_site / "output/articles/ferry-1/index.html").read_text(encoding="utf-8")

    assert "The <mark>evening</mark> ferry" in page
    assert "We ==waited== 1 hours." in page


def test_a_filter_works_in_templates_and_is_known_to_the_check(
    examples: Environment, a_site: Path
) -> None:
    (a_site / "templates").mkdir()
    (a_site / "templates/speaker.html").write_text(
        '{% extends "@theme/speaker.html" %}{% block title %}{{ page.title|initials }}{% endblock %}',
        encoding="utf-8",
    )
    examples.digest("build", folder=a_site)

    page = (a_site / "output/speakers/mara-lindqvist/index.html").read_text(encoding="utf-8")
    assert "<title>M. L." in page
    assert "initials" not in examples.digest("check", folder=a_site)


def test_a_page_kind_has_its_page_its_menu_and_its_place_in_the_sitemap(
    examples: Environment, a_site: Path
) -> None:
    examples.digest("build", folder=a_site)
    page = (a_site / "output/voices/index.html").read_text(encoding="utf-8")

    assert re.search(r'<a href="/speakers/mara-lindqvist/">Mara Lindqvist</a> \(4\)', page)
    assert 'href="/voices/"' in (a_site / "output/index.html").read_text(encoding="utf-8")
    assert "/voices/</loc>" in (a_site / "output/sitemap.xml").read_text(encoding="utf-8")
    assert examples.digest("build", folder=a_site).startswith("0 written")

    (a_site / "content/articles/ferry-2.md").unlink()
    examples.digest("build", folder=a_site)
    assert "(3)" in (a_site / "output/voices/index.html").read_text(encoding="utf-8")


def test_a_rule_finds_and_can_be_switched_off(examples: Environment, a_site: Path) -> None:
    path = a_site / "content/articles/ferry-1.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Ferry 1 is late", "Ferry 1 is " + "very " * 20 + "late"))
    found = json.loads(examples.digest("check", "--format", "json", folder=a_site))

    [told] = [one for one in found if one["rule"] == "long-headline"]
    assert (told["file"], told["line"], told["severity"]) == (
        "content/articles/ferry-1.md", 2, "warning",
    )  # fmt: skip
    assert "long-headline" in examples.digest("check", "--rules", folder=a_site)
    with (a_site / "digest.toml").open("a", encoding="utf-8") as file:
        file.write('[check]\noff = ["long-headline"]\n')
    assert "long-headline" not in examples.digest("check", folder=a_site)


def test_a_target_takes_the_site(examples: Environment, a_site: Path) -> None:
    with (a_site / "digest.toml").open("a", encoding="utf-8") as file:
        file.write('[deploy]\ntarget = "zipped"\nto = "news.zip"\n')
    examples.digest("build", folder=a_site)
    examples.digest("deploy", "--dry-run", folder=a_site)
    assert not (a_site / "news.zip").exists()
    examples.digest("deploy", folder=a_site)

    with ZipFile(a_site / "news.zip") as archive:
        page = (a_site / "output/articles/ferry-1/index.html").read_bytes()
        assert archive.read("articles/ferry-1/index.html") == page
