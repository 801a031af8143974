"""The package as users get it: a wheel in an empty environment, a new site, and a command that answers."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml

from digest.app.upcoming import cron_of, set_cron

ROOT = Path(__file__).resolve().parents[1]


def run(*command: str | Path, folder: Path | None = None, **more: str) -> str:
    """What a command prints; its complaints when it fails. ``more`` is added to its environment."""
    env = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}} | more
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
    pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"]
    run(programs / "python", *pip, wheel)
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


def test_the_wheel_has_no_compiled_part_and_the_sdist_builds_the_same(
    environment: Path, tmp_path: Path
) -> None:
    [wheel] = environment.parents[1].glob("*.whl")
    run(sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", tmp_path, ROOT)
    [sdist] = tmp_path.glob("*.tar.gz")
    shutil.unpack_archive(sdist, tmp_path / "unpacked")
    [source] = (tmp_path / "unpacked").iterdir()
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, source)
    [again] = tmp_path.glob("*.whl")

    assert wheel.name == again.name
    assert wheel.name.endswith("-py3-none-any.whl")
    with ZipFile(wheel) as one, ZipFile(again) as other:
        assert sorted(one.namelist()) == sorted(other.namelist())
        assert {Path(name).suffix for name in one.namelist()}.isdisjoint({".so", ".pyd", ".dll"})
        assert {"digest/py.typed", "digest/themes/default/templates/frame.html"} <= set(
            one.namelist()
        )


WORKFLOWS = ROOT / "docs/workflows"
STEPS = {
    "github-actions.yml": lambda flow: [
        (step["run"], step.get("env", {})) for step in flow["jobs"]["build"]["steps"] if "run" in step
    ],
    "gitlab-ci.yml": lambda flow: [
        (line, {})
        for line in (
            *flow[".digest"]["before_script"], *flow["check"]["script"], *flow["pages"]["script"],
        )
    ],
}  # fmt: skip
OUTPUTS = {"github-actions.yml": "output", "gitlab-ci.yml": "public"}


@pytest.mark.parametrize("name", STEPS)
def test_the_steps_of_a_ready_workflow_publish_a_site(
    name: str, environment: Path, tmp_path: Path
) -> None:
    [wheel] = environment.parents[1].glob("*.whl")
    run(environment / "digest", "new", "mysite", folder=tmp_path)
    flow = yaml.safe_load((WORKFLOWS / name).read_text(encoding="utf-8"))
    for line, more in STEPS[name](flow):
        url = "https://example.github.io/mysite"
        env = {key: url if "base_url" in value else value for key, value in more.items()}
        path = f"{environment}{os.pathsep}{os.environ['PATH']}"
        env |= {"PATH": path, "DIGEST": str(wheel), "CI_PAGES_URL": url}
        run("bash", "-euo", "pipefail", "-c", line, folder=tmp_path / "mysite", **env)

    page = (tmp_path / "mysite" / OUTPUTS[name] / "index.html").read_text(encoding="utf-8")
    assert 'href="/mysite/speakers/"' in page


def test_the_ready_workflows_keep_to_the_hosts_schemas_and_to_our_clock(tmp_path: Path) -> None:
    for schema, name in (
        ("github-workflows", "github-actions.yml"),
        ("gitlab-ci", "gitlab-ci.yml"),
    ):
        check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
        more = ["--data-transform", "gitlab-ci"] if schema == "gitlab-ci" else []
        run(*check, *more, WORKFLOWS / name)
    flow = (WORKFLOWS / "github-actions.yml").read_text(encoding="utf-8")
    made = set_cron(flow, [1_780_000_000], "publish.yml")

    assert f'    - cron: "{cron_of(1_780_000_000)}"  # digest next\n' in made
    assert made.count("\n") == flow.count("\n")


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


def test_every_dependency_is_justified_and_no_other() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8").splitlines()
    extras = [line for lines in told["optional-dependencies"].values() for line in lines]
    page = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    sections = [
        re.findall(r"^\| ([\w-]+) \| .*\w", part, re.MULTILINE) for part in page.split("\n## ")
    ]

    for lines, listed in zip(
        (told["dependencies"], extras, [pin for pin in pins if "==" in pin]),
        sections[1:],
        strict=True,
    ):
        names = [re.match(r"[\w-]+", line)[0] for line in lines]
        assert sorted(names) == sorted(set(listed) - {"package"})


def test_an_interruption_while_the_program_loads_is_one_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from digest.__main__ import run

    def interrupt(_words: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("digest.cli.main.main", interrupt)
    with pytest.raises(SystemExit) as left:
        run()

    assert left.value.code == 130
    assert capsys.readouterr().err == "interrupted\n"
