"""Deploy to a folder of this machine, or one that is mounted: each file is renamed into its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from digest.base.errors import UsageError
from digest.base.files import read_bytes, write_atomic
from digest.build.output import check_place, prune
from digest.deploy.host import Goal


class Folder:
    """A folder that a web server shows."""

    def __init__(self, path: Path) -> None:
        """Nothing is made before the first file comes."""
        self._path, self.name = path, path.as_posix()

    def read(self, file: str) -> bytes | None:
        """A file as it is there."""
        path = self._path / file
        return read_bytes(path) if path.is_file() else None

    def put(self, folder: Path, files: Sequence[str]) -> None:
        """Write beside the place and rename."""
        for file in files:
            write_atomic(self._path / file, read_bytes(folder / file))

    def remove(self, files: Sequence[str]) -> None:
        """Remove files, and the folders that they leave empty."""
        prune(self._path, set(files))

    def finish(self, folder: Path, files: Sequence[str]) -> None:
        """Nothing is left to do."""


@contextmanager
def open_host(goal: Goal) -> Iterator[Folder]:
    """The folder that ``to`` names; a relative one is below the site's."""
    if not goal.to:
        raise UsageError("deploy.to: which folder?", hint='write to = "/srv/www/news"')
    yield Folder(check_place(goal.site / Path(goal.to).expanduser(), goal.site, "deploy.to"))
