"""Deploy to a branch that GitHub Pages shows: one commit by ghp-import, pushed to the remote.

Git sends only what it does not have there, and a push is whole or not at all.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from digest.base.errors import UsageError
from digest.deploy.commands import run
from digest.deploy.host import Goal, hide_secrets

MESSAGE = "Publish the site"


class Branch:
    """A branch of a remote repository; nothing of it moves before ``finish``."""

    def __init__(self, site: Path, remote: str, branch: str) -> None:
        """``site`` lies in the repository that knows the remote; ``remote`` may be an address too."""
        self._site, self._remote, self._branch = site, remote, branch
        self.name = f"{hide_secrets(remote, os.environ)} ({branch})"

    def _committer(self) -> dict[str, str]:
        """Who commits where git knows nobody, as on a machine of a CI service."""
        known = run(("git", "config", "user.email"), self._site, fine=(0, 1)).stdout.strip()
        return (
            {}
            if known
            else {"GIT_COMMITTER_NAME": "Digest", "GIT_COMMITTER_EMAIL": "digest@localhost"}
        )

    def _fetch(self) -> bool:
        """Bring the branch as it is there; False when it is not there yet."""
        place = f"refs/heads/{self._branch}"
        if not run(("git", "ls-remote", self._remote, place), self._site).stdout.strip():
            return False
        run(("git", "fetch", "--quiet", self._remote, f"+{place}:{self._mark}"), self._site)
        return True

    @property
    def _mark(self) -> str:
        return f"refs/digest/{self._branch}"

    def read(self, file: str) -> bytes | None:
        """A file of the branch."""
        if not self._fetch():
            return None
        ran = run(("git", "show", f"{self._mark}:{file}"), self._site, fine=(0, 128))
        return ran.stdout if ran.returncode == 0 else None

    def put(self, folder: Path, files: Sequence[str]) -> None:
        """All files go at once, at the end."""

    def remove(self, files: Sequence[str]) -> None:
        """What is not among the files at the end is gone."""

    def finish(self, folder: Path, files: Sequence[str]) -> None:
        """Commit the files on the branch and push it."""
        place = f"refs/heads/{self._branch}"
        if self._fetch():  # another try begins where the branch is now
            run(("git", "update-ref", place, self._mark), self._site)
        with tempfile.TemporaryDirectory(prefix="digest-pages-") as made:
            for file in files:
                target = Path(made, file)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(
                    folder / file, target
                )  # a link would change when the file was changed
            run(
                (sys.executable, "-m", "ghp_import", "--no-jekyll", "--remote", "digest-none",
                 "--branch", self._branch, "--message", MESSAGE, made),
                self._site,
                more=self._committer(),
            )  # fmt: skip
        run(("git", "push", "--quiet", self._remote, f"{place}:{place}"), self._site)


@contextmanager
def open_host(goal: Goal) -> Iterator[Branch]:
    """The branch ``deploy.branch`` of the remote that ``to`` names ("origin" when it names none)."""
    if importlib.util.find_spec("ghp_import") is None:
        raise UsageError("ghp-import is not installed", hint="pip install ghp-import")
    remote, branch = goal.to or "origin", goal.branch or "gh-pages"
    if remote.startswith("-") or branch.startswith("-"):
        raise UsageError("deploy.to and deploy.branch cannot begin with a hyphen")
    here = run(("git", "rev-parse", "--git-dir"), goal.site, fine=(0, 128))
    if b"not a git repository" in here.stderr:
        raise UsageError(
            "the site's folder is in no git repository, which GitHub Pages are pushed from",
            hint="git init, and git remote add origin ADDRESS; or choose another target",
        )
    head = run(("git", "symbolic-ref", "--quiet", "--short", "HEAD"), goal.site, fine=(0, 1))
    if head.stdout.decode().strip() == branch:
        raise UsageError(
            f"deploy.branch: {branch} is the branch that you work on",
            hint='name one of its own, such as branch = "gh-pages"',
        )
    yield Branch(goal.site, remote, branch)
