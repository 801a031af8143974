"""A fresh machine: what `make` does where something is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="make and bash are for other systems")


def make_environment(python: Path, folder: Path, path: Path) -> subprocess.CompletedProcess[str]:
    """Run scripts/environment where only the programs of ``path`` are to be found."""
    command = [
        shutil.which("bash") or "bash",
        str(ROOT / "scripts/environment"),
        str(python),
        str(folder),
    ]
    env = {"PATH": str(path)}
    return subprocess.run(command, capture_output=True, text=True, env=env, check=False)


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder of the few programs that every system has."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in ("env", "bash", "rm"):
        (folder / name).symlink_to(shutil.which(name) or name)
    (folder / "id").write_text("#!/bin/sh\necho 1000\n")
    (folder / "id").chmod(0o755)
    return folder


def fake_python(folder: Path, body: str) -> Path:
    path = folder / "python3"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def test_no_python_is_said(programs: Path, tmp_path: Path) -> None:
    done = make_environment(tmp_path / "none", tmp_path / "venv", programs)

    assert done.returncode == 1
    assert "install Python 3.11 or later" in done.stderr


def test_an_old_python_is_said(programs: Path, tmp_path: Path) -> None:
    old = fake_python(tmp_path, '[ "$1" = --version ] && echo Python 3.9.2 && exit 0\nexit 1')
    done = make_environment(old, tmp_path / "venv", programs)

    assert done.returncode == 1
    assert "Python 3.9.2 is too old" in done.stderr


def test_a_python_without_venv_is_told_how_to_get_it(programs: Path, tmp_path: Path) -> None:
    bare = fake_python(tmp_path, 'case "$2" in *ensurepip*) exit 1;; esac\nexit 0')
    done = make_environment(bare, tmp_path / "venv", programs)

    assert done.returncode == 1
    assert "apt-get install python3-venv" in done.stderr


def test_nothing_half_made_is_left(programs: Path, tmp_path: Path) -> None:
    (tmp_path / "venv/bin").mkdir(parents=True)
    broken = fake_python(tmp_path, f'[ "$1" = -c ] && exec {sys.executable} "$@"\nexit 1')
    done = make_environment(broken, tmp_path / "venv", programs)

    assert done.returncode == 1
    assert not (tmp_path / "venv").exists()
