"""Files beside the pages, by address: static ones, photos, a theme's assets, the search index."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from digest.base.errors import Place, Problem
from digest.base.files import read_bytes
from digest.build.images import Pictures
from digest.build.metadata import free_of_metadata
from digest.model.theme import Asset, Theme

STATIC = "content/static/"
BUILT = (
    "/pagefind/"  # the search index, which only a build can make: served as the last one left it
)


class Beside:
    """What a preview serves beside its pages; only what is listed has an address."""

    def __init__(self, site: Path) -> None:
        """Nothing is known yet."""
        self._site = site
        self.statics: dict[str, str] = {}
        self._pictures: dict[str, Path] = {}
        self._withheld: frozenset[str] = frozenset()
        self._freed: frozenset[str] = frozenset()
        self._assets: dict[str, Asset] = {}

    def take_names(self, names: Iterable[str]) -> None:
        """Take in the inputs that there are now."""
        static = [name for name in names if name.startswith(STATIC)]
        self.statics = {address_of(n): n for n in static if n not in self._withheld}

    def take_pictures(self, pictures: Pictures) -> None:
        """Take in photos; older ones stay, for pages that still show them."""
        self._pictures |= {"/" + file: path for file, path in pictures.files.items()}
        self._withheld, self._freed = pictures.withheld, pictures.freed
        self.statics = {u: n for u, n in self.statics.items() if n not in self._withheld}

    def take_theme(self, theme: Theme) -> None:
        """Take in a theme's assets; older ones stay, for pages that still show them."""
        self._assets |= {asset.url: asset for asset in theme.assets.values()}

    def file(self, url: str) -> Path | bytes | None:
        """What lies at an address."""
        if name := self.statics.get(url):
            path = _inside(self._site / STATIC, self._site / name)
            return free_of_metadata(read_bytes(path)) if path and name in self._freed else path
        if url in self._pictures:
            return self._pictures[url]
        if url.startswith(BUILT):
            path = _inside(self._site / "output", self._site / "output" / url.lstrip("/"))
            return path if path is not None and path.is_file() else None
        asset = self._assets.get(url)
        if asset is None:
            return None
        return asset.data if asset.data is not None else Path(asset.path)

    def check_places(self, pages: Collection[str]) -> list[Problem]:
        """Static files that want the place of a page."""
        message = "this file wants the place of the page {}"
        return [
            Problem(Place(name), "double-url", message.format(url), "rename it")
            for url, name in self.statics.items()
            if url in pages or url.removesuffix("index.html") in pages
        ]


def address_of(name: str) -> str:
    """The address of a static file, by its name as an input."""
    return "/" + name.removeprefix(STATIC)


def _inside(folder: Path, path: Path) -> Path | None:
    """The path, unless a link leads out of the folder by now."""
    return path if path.resolve().is_relative_to(folder.resolve()) else None
