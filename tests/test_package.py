"""The package as users get it: a wheel in an empty environment, a new site, and a command that answers."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def run(*command: str | Path, folder: Path | None = None) -> str:
    """What a command prints; its complaints when it fails."""
    env = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(
        [str(c) for c in command], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty environment with the wheel in it; its folder of programs."""
    top = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", top, ROOT)
    [wheel] = top.glob("*.whl")
    venv.create(top / "venv", with_pip=True)
    programs = top / "venv" / ("Scripts" if os.name == "nt" else "bin")
    run(
        programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel
    )
    return programs


def test_a_new_site_builds_at_once_from_an_installed_wheel(
    environment: Path, tmp_path: Path
) -> None:
    run(environment / "digest", "new", "mysite", folder=tmp_path)
    told = run(environment / "digest", "build", folder=tmp_path / "mysite")

    assert "written" in told
    page = (tmp_path / "mysite/output/index.html").read_text(encoding="utf-8")
    assert 'rel="stylesheet"' in page
    assert "wire" in run(
        environment / "python",
        "-c",
        "from digest.app.site import find_packaged_themes as f; print(*[p.name for p in f().iterdir()])",
    )


def test_a_source_becomes_an_article_there(environment: Path, tmp_path: Path) -> None:
    run(environment / "digest", "new", "mysite", folder=tmp_path)
    seed = ROOT / "seeds/2022-09-07-russia-north-korea-weapons.txt"
    (tmp_path / "mysite/seeds").mkdir(exist_ok=True)
    (tmp_path / "mysite/seeds" / seed.name).write_bytes(seed.read_bytes())
    told = run(environment / "digest", "import", folder=tmp_path / "mysite")

    assert "the-us-says-russia-is-trying-to-buy-weapons-from-north-korea" in told
    run(environment / "digest", "build", folder=tmp_path / "mysite")
    assert (tmp_path / "mysite/output/speakers/john-kirby/index.html").exists()


def test_help_lists_every_command(environment: Path) -> None:
    told = run(environment / "digest", "--help")

    for command in (
        "new",
        "import",
        "quotes",
        "build",
        "serve",
        "check",
        "speakers",
        "why",
        "next",
    ):
        assert f"\n    {command}" in told
    assert run(environment / "python", "-m", "digest", "--version").startswith("digest ")


def test_help_imports_nothing_heavy() -> None:
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "digest", "--help"],
        capture_output=True,
        text=True,
        check=True,
    ).stderr

    for heavy in ("jinja2", "markdown", "yaml", "starlette", "trafilatura", "babel", "watchdog"):
        assert f" {heavy}\n" not in told
