"""Deploy by rsync, over ssh or to an rsync server: batches of named files, removals by name too."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from digest.base.errors import UsageError
from digest.base.files import read_bytes
from digest.deploy.commands import run
from digest.deploy.host import Goal, hide_secrets

# Only named files, whatever their times say; rsync writes each beside its place and renames it.
SEND = (
    "rsync",
    "--times",
    "--omit-dir-times",
    "--compress",
    "--ignore-times",
    "--chmod=D755,F644",
    "--from0",
    "--files-from=-",
)


class Rsync:
    """A folder on another machine: ``user@host:path``."""

    def __init__(self, to: str, work: Path) -> None:
        """``work`` is an empty folder of ours."""
        self._to, self._work = to.rstrip("/") + "/", work
        self._removed: set[str] = set()
        self.name = hide_secrets(to, {})

    def read(self, file: str) -> bytes | None:
        """A file as it is there; rsync's 23 says that there is none."""
        place = self._work / "read"
        place.mkdir(exist_ok=True)
        command = ["rsync", "--ignore-times", "--", f"{self._to}{file}", f"{place.as_posix()}/"]
        ran = run(command, self._work, fine=(0, 23))
        return read_bytes(place / file) if ran.returncode == 0 else None

    def put(self, folder: Path, files: Sequence[str]) -> None:
        """Send files; folders are made as needed."""
        command = [*SEND, "--mkpath", "--", f"{folder.as_posix()}/", self._to]
        run(command, self._work, data=_listed(files))

    def remove(self, files: Sequence[str]) -> None:
        """Remove files by name."""
        self._remove(files)
        self._removed.update(files)

    def finish(self, folder: Path, files: Sequence[str]) -> None:  # noqa: ARG002 - as every host
        """Remove the folders that removals left empty, deepest first; what is foreign keeps its own."""
        kept = {parent for file in files for parent in _above(file)}
        gone = {parent for file in self._removed for parent in _above(file)} - kept
        for depth in sorted({name.count("/") for name in gone}, reverse=True):
            self._remove(
                [name for name in gone if name.count("/") == depth], "--dirs", fine=(0, 23)
            )

    def _remove(self, names: Sequence[str], *more: str, fine: tuple[int, ...] = (0,)) -> None:
        """Name what a folder of ours lacks, and let rsync remove what is missing."""
        with tempfile.TemporaryDirectory(dir=self._work) as hollow:
            for name in names:
                Path(hollow, name).parent.mkdir(parents=True, exist_ok=True)
            command = [*SEND, *more, "--delete-missing-args", "--", f"{hollow}/", self._to]
            run(command, self._work, data=_listed(names), fine=fine)


@contextmanager
def open_host(goal: Goal) -> Iterator[Rsync]:
    """The place that ``to`` names; ssh finds keys, ports and users in its own places."""
    if not goal.to or goal.to.startswith("-"):
        raise UsageError("deploy.to: where to?", hint='write to = "me@example.org:/srv/www/news"')
    with tempfile.TemporaryDirectory(prefix="digest-rsync-") as work:
        yield Rsync(goal.to, Path(work))


def _listed(files: Sequence[str]) -> bytes:
    return b"\0".join(file.encode() for file in files)


def _above(file: str) -> list[str]:
    parts = file.split("/")[:-1]
    return ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
