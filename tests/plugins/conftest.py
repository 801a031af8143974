"""An environment of its own, into which plugins are installed by pip as their users do."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import site
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from digest.app.new import NewSite, write_new_site

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "docs/examples"


class Environment:
    """A virtual environment that sees this one's packages, and has its own plugins."""

    def __init__(self, folder: Path) -> None:
        venv.create(folder, with_pip=False)
        self.python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        [self.packages] = (
            p
            for p in folder.rglob("site-packages")
            if not p.is_symlink() and p.parent.name != "lib64"
        )
        seen = [str(ROOT), *site.getsitepackages()]
        (self.packages / "host.pth").write_text("\n".join(seen), encoding="utf-8")

    def pip(self, *words: str | Path) -> None:
        told = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
        run([*told, "--python", self.python, *words])

    def install(self, *sources: Path) -> None:
        self.pip("install", "--no-deps", "--no-build-isolation", *sources)

    def digest(self, *words: str | Path, folder: Path, status: int = 0) -> str:
        return run([self.python, "-m", "digest", *words], folder, status)


def run(words: list[str | Path], folder: Path | None = None, status: int = 0) -> str:
    """All that a command says; a failure of the test when its status is another one."""
    env = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "FORCE_COLOR"}}
    done = subprocess.run(
        [str(word) for word in words],
        cwd=folder,
        env={**env, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """All examples of the documentation, built and installed."""
    top = tmp_path_factory.mktemp("examples")
    shutil.copytree(EXAMPLES, top / "sources")
    made = Environment(top / "venv")
    made.install(*sorted(p.parent for p in (top / "sources").glob("*/pyproject.toml")))
    return made


@pytest.fixture
def a_site(tmp_path: Path) -> Path:
    """A small site, with enough pages for worker processes."""
    folder = tmp_path / "news"
    write_new_site(folder, NewSite(title="News"), dt.date(2026, 3, 1))
    with (folder / "digest.toml").open("a", encoding="utf-8") as file:
        file.write("[search]\nenabled = false\n")
    for number in range(4):
        (folder / f"content/articles/ferry-{number}.md").write_text(
            f"---\ntitle: Ferry {number} is late\ndate: 2026-03-0{number + 1}\ntopics: [Ferries]\n---\n\n"
            f"The ==evening== ferry of day {number} came in the morning.\n\n## Key comments\n\n"
            f"> “We ==waited== {number} hours.”\n>\n> — Mara Lindqvist, passenger\n",
            encoding="utf-8",
        )
    return folder
