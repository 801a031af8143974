"""The themes' words in other languages: every one of them translated, and compiled as it is written."""

from __future__ import annotations

from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from digest.app.site import BuildOptions, build_site, open_site
from digest.base.errors import DigestError
from digest.build.report import Report

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "themes/default/locale"
LANGUAGES = ("de", "es", "fr")


def words_of_the_themes() -> set[str]:
    found = extract_from_dir(ROOT / "themes", [("**/templates/**.html", "jinja2")])
    return {words if isinstance(words, str) else words[0] for _, _, words, _, _ in found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_themes_is_translated(language: str) -> None:
    with (FOLDER / language / "LC_MESSAGES/messages.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    known = {
        m.id if isinstance(m.id, str) else m.id[0] for m in catalogue if m.id and all(m.string)
    }

    assert words_of_the_themes() - known == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_places_of_its_original(language: str) -> None:
    with (FOLDER / language / "LC_MESSAGES/messages.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    broken = [m.id for m in catalogue if m.id and list(m.check())]

    assert broken == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_says_what_the_written_one_says(language: str) -> None:
    folder = FOLDER / language / "LC_MESSAGES"
    with (folder / "messages.po").open("rb") as file:
        written = [(m.id, m.string) for m in read_po(file, locale=language) if m.id]
    with (folder / "messages.mo").open("rb") as file:
        compiled = GNUTranslations(file)

    for words, said in written:
        if isinstance(words, str):
            assert compiled.gettext(words) == said
        else:
            assert (compiled.ngettext(*words, 1), compiled.ngettext(*words, 2)) == tuple(said)


def test_the_list_of_words_for_translators_is_complete() -> None:
    with (FOLDER / "messages.pot").open("rb") as file:
        listed = {m.id if isinstance(m.id, str) else m.id[0] for m in read_po(file) if m.id}

    assert words_of_the_themes() - listed == set()


def compile_words(site: Path, language: str, words: dict[str, str]) -> None:
    catalogue = Catalog(locale=language)
    for said, meant in words.items():
        catalogue.add(said, meant)
    path = site / f"locale/{language}/LC_MESSAGES/messages.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)


def build_in(site: Path, language: str) -> tuple[Report, str]:
    (site / "digest.toml").write_text(f'[site]\nlanguage = "{language}"\n', "utf-8")
    report = build_site(open_site(site), BuildOptions(jobs=1))
    return report, (site / "output/topics/index.html").read_text("utf-8")


def test_a_language_without_words_is_told_with_those_that_have_some(tmp_path: Path) -> None:
    [problem] = build_in(tmp_path, "pt-BR")[0].problems

    assert (problem.severity, problem.code) == ("warning", "language")
    assert "'pt-BR'" in problem.message
    assert "de, en, es, fr" in problem.hint
    assert "locale/pt_BR/LC_MESSAGES/messages.mo" in problem.hint
    assert build_in(tmp_path, "en-GB")[0].problems == []


def test_a_site_has_words_of_its_own_before_its_themes(tmp_path: Path) -> None:
    compile_words(tmp_path, "it", {"Topics": "Argomenti"})
    compile_words(tmp_path, "de", {"Topics": "Sachgebiete"})

    report, italian = build_in(tmp_path, "it")
    german = build_in(tmp_path, "de")[1]

    assert report.problems == []
    assert ">Argomenti<" in italian
    assert ">Sachgebiete<" in german
    assert ">Stimmen<" in german


def test_what_is_no_catalogue_is_told_with_its_file(tmp_path: Path) -> None:
    compile_words(tmp_path, "it", {})
    path = tmp_path / "locale/it/LC_MESSAGES/messages.mo"
    path.write_text("Topics = Argomenti")

    with pytest.raises(DigestError, match="no compiled catalogue") as caught:
        build_in(tmp_path, "it")

    assert caught.value.problem.place.path == path.as_posix()


def test_a_weekly_edition_is_named_by_its_week_wherever_it_is_named(tmp_path: Path) -> None:
    articles = tmp_path / "content/articles"
    articles.mkdir(parents=True)
    for slug, day in (("tide", "2026-02-26"), ("fog", "2026-03-06")):
        said = "## Key comments\n\n> “It turns.”\n>\n> — Mara Lind\n"
        articles.joinpath(f"{slug}.md").write_text(
            f"---\ntitle: {slug}\ndate: {day}\n---\n\nIt turned.\n\n{said}", "utf-8"
        )
    for theme in ("default", "wire"):
        (tmp_path / "digest.toml").write_text(
            f'[editions]\nevery = "week"\n[theme]\nname = "{theme}"\n', "utf-8"
        )
        build_site(open_site(tmp_path), BuildOptions(jobs=1, now=1_800_000_000))
        files = ("index.html", "editions/index.html", "editions/feed.xml")
        front, whole, feed = (
            (tmp_path / "output" / file).read_text("utf-8").replace("\u2009", " ") for file in files
        )

        assert "2 – 8 Mar 2026</time>" in front
        assert "Voices of the week" in front
        assert "Voices today" not in front
        assert "23 Feb – 1 Mar 2026</time>" in whole
        assert "<title>2 – 8 Mar 2026</title>" in feed
