"""The themes' words in other languages: every one of them translated, and compiled as it is written."""

from __future__ import annotations

from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

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
