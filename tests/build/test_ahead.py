"""Templates compiled by another process at the first build: nobody can tell from what comes out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.build.worlds import article, build, make_site, tree, write


def run(site: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "digest", "build", "--jobs", "2", "--now", "2026-09-21"]
    return subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)


def test_the_first_build_is_that_of_one_process(tmp_path: Path) -> None:
    one = make_site(tmp_path / "one", a=article(), b=article(title="Another"))
    two = make_site(tmp_path / "two", a=article(), b=article(title="Another"))
    build(one)

    assert run(two).returncode == 0
    assert tree(two / "output") == tree(one / "output")
    assert list((two / ".digest/templates").rglob("*"))
    assert run(two).stdout.startswith("0 written")


def test_a_fault_in_a_template_is_told_once(tmp_path: Path) -> None:
    site = make_site(tmp_path, a=article())
    write(site, "templates/article.html", "{{ page.title }}\n{% if %}\n")
    ended = run(site)

    assert ended.returncode == 1
    assert ended.stderr.count("template fault") == 1
    assert "templates/article.html:2" in ended.stderr
    assert "Traceback" not in ended.stderr
