"""One block, one part, one token: a site changes what it wants and copies nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.theme.conftest import build_site
from tests.theme.sample import write_sample

ROOT = Path(__file__).resolve().parents[2]


def build(folder: Path, files: dict[str, str], **settings: str) -> Path:
    """Build the sample site with more files in it."""
    write_sample(folder, search=False, **settings)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return build_site(folder)


def test_a_site_fills_one_block_of_the_frame(tmp_path: Path) -> None:
    block = '{% extends "@default/frame.html" %}{% block head_extra %}<link rel="me" href="https://example.org/me">{% endblock %}'
    output = build(tmp_path, {"templates/frame.html": block})

    for path in ("index.html", "articles/rich/index.html", "404.html"):
        page = (output / path).read_text()
        assert '<link rel="me" href="https://example.org/me">' in page
        assert 'class="masthead"' in page


def test_a_site_replaces_one_part(tmp_path: Path) -> None:
    output = build(tmp_path, {"templates/parts/footer.html": "<p>{{ site.title }}, since 1851</p>"})
    page = (output / "articles/rich/index.html").read_text()

    assert "<p>The Sample, since 1851</p>" in page
    assert 'class="sections"' in page


def test_a_site_changes_one_token_with_a_sheet_that_comes_last(tmp_path: Path) -> None:
    output = build(tmp_path, {"assets/custom.css": ":root { --accent: navy }\n"})
    page = (output / "index.html").read_text()

    assert page.index("/assets/site.") < page.index("/assets/custom.")
    assert list((output / "assets").glob("custom.*.css"))


def test_the_wire_is_another_paper_made_of_few_files(tmp_path: Path) -> None:
    output = build(tmp_path, {}, theme="wire")
    front = (output / "index.html").read_text()
    templates = sorted(p.name for p in (ROOT / "themes/wire/templates").rglob("*.html"))

    assert 'class="daybreak"' in front
    assert 'class="columns"' not in front
    assert "/assets/wire." in front
    assert templates == ["card.html", "frame.html", "home.html"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", ("Zum Inhalt springen", "Ausgaben", "12. Mai 2026")),
        ("es", ("Saltar al contenido", "Ediciones", "12 de mayo de 2026")),
        ("fr", ("Aller au contenu", "Éditions", "12 mai 2026")),
    ],
)
def test_a_site_speaks_its_language(tmp_path: Path, language: str, words: tuple[str, ...]) -> None:
    output = build(tmp_path, {}, language=language)
    page = (output / "articles/rich/index.html").read_text()

    assert f'<html lang="{language}"' in page
    assert [word for word in words if word not in page] == []


@pytest.mark.parametrize(
    "path", ["", "topics/", "speakers/", "editions/", "archive/", "corrections/"]
)
def test_an_index_without_anything_says_so_in_one_sentence(empty: Path, path: str) -> None:
    page = (empty / path / "index.html").read_text()
    sentence = page.partition('<div class="empty">')[2].partition("</div>")[0]

    assert sentence.strip().startswith("<p>")
    assert sentence.strip().endswith(".</p>")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty")
    (folder / "digest.toml").write_text('[site]\ntitle = "Empty"\n[search]\nenabled = false\n')
    return build_site(folder)
