"""The themes' words in the site's language: gettext catalogues, the site's own before its theme's."""

from __future__ import annotations

import gettext
import io
from collections.abc import Iterator
from pathlib import Path

from digest.base.errors import DigestError, Place, Problem
from digest.base.files import read_bytes
from digest.render.layers import Layer

FILE = "LC_MESSAGES/messages.mo"


def load_catalogues(layers: tuple[Layer, ...], language: str) -> tuple[bytes, ...]:
    """What each layer has for a language, strongest first; raises DigestError for what is no catalogue."""
    found = []
    for layer in layers:
        if path := _find_catalogue(layer, language):
            data = read_bytes(path)
            try:
                gettext.GNUTranslations(io.BytesIO(data))
            except Exception:  # noqa: BLE001 - the parser has no errors of its own
                hint = "compile it from messages.po: pybabel compile -d locale"
                at = Place(path.as_posix())
                raise DigestError("this is no compiled catalogue", at=at, hint=hint) from None
            found.append(data)
    return tuple(found)


def open_words(catalogues: tuple[bytes, ...]) -> gettext.NullTranslations:
    """Translations in which a word that one catalogue lacks is looked up in the next."""
    words = gettext.NullTranslations()
    for data in reversed(catalogues):
        stronger = gettext.GNUTranslations(io.BytesIO(data))
        stronger.add_fallback(words)
        words = stronger
    return words


def check_words(layers: tuple[Layer, ...], language: str) -> Iterator[Problem]:
    """A language in which no layer has words: pages would mix its dates with English words."""
    if _names_of(language)[-1] == "en" or any(_find_catalogue(one, language) for one in layers):
        return
    known = sorted({"en", *(name.replace("_", "-") for one in layers for name in _list(one))})
    own = f"locale/{_names_of(language)[0]}/{FILE}"
    hint = f"there are words in {', '.join(known)}; put others into {own} (docs/theming.md, Words)"
    message = f"there are no words in the language {language!r}: its pages say theirs in English"
    yield Problem(Place("digest.toml"), "language", message, hint, "warning")


def _names_of(language: str) -> tuple[str, ...]:
    """A language's folders: pt_BR, else pt."""
    return language.replace("-", "_"), language.partition("-")[0]


def _find_catalogue(layer: Layer, language: str) -> Path | None:
    paths = [layer.folder / "locale" / name / FILE for name in _names_of(language)]
    return next((path for path in paths if path.is_file()), None)


def _list(layer: Layer) -> list[str]:
    return [path.parent.parent.name for path in (layer.folder / "locale").glob(f"*/{FILE}")]
