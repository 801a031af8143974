"""A deploy target: the whole site as one ZIP file, named in [deploy] to."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from digest import Goal, hookimpl


class Archive:
    """A ZIP file; it is written whole when all is sent, so that nobody gets half of it."""

    def __init__(self, path: Path) -> None:
        self.name, self._path = path.name, path

    def read(self, file: str) -> None:
        """Nothing is there that could be kept: each deploy writes all of it."""

    put = remove = lambda self, *_files: None

    def finish(self, folder: Path, files: Sequence[str]) -> None:
        """Write it beside its place, then put it there."""
        beside = self._path.with_suffix(".part")
        with ZipFile(beside, "w", ZIP_DEFLATED) as archive:
            for file in files:
                archive.write(folder / file, file)
        beside.replace(self._path)


@contextmanager
def open_host(goal: Goal) -> Iterator[Archive]:
    yield Archive(goal.site / (goal.to or "site.zip"))


@hookimpl
def digest_targets() -> dict[str, object]:
    """What Digest calls."""
    return {"zipped": open_host}
