"""A plugin installed, upgraded, edited, removed: the incremental build is byte for byte the clean one."""

from __future__ import annotations

import shutil
import textwrap
from pathlib import Path

from tests.plugins.conftest import Environment, run

PLUGIN = """
from digest import Page, PageKind, Planned, hookimpl
from markdown import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor

class Marker(Extension):
    def extendMarkdown(self, md):
        pattern = SimpleTagInlineProcessor(r"()==(.+?)==", TAG)
        md.inlinePatterns.register(pattern, "marker", 70)

@hookimpl
def digest_markdown():
    return {"marker": Marker}

@hookimpl
def digest_filters():
    return {"shout": lambda text: f"{text.upper()} {WORD}"}

@hookimpl
def digest_page_kinds():
    plan = lambda stand: Planned((Page(f"/{WORD}.txt", "count"),), {"count": len(stand.outlines)})
    return {"count": PageKind(plan, lambda desk, page: f"{desk.read.fact('count')}".encode())}
"""
# Spawned workers, as on macOS and Windows: a second thread forbids forking.
SPAWNING = """
import sys, threading
from digest.__main__ import run

if __name__ == "__main__":
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    run()
"""


def write_plugin(folder: Path, version: str, tag: str, word: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "pyproject.toml").write_text(
        textwrap.dedent(f"""\
            [build-system]
            requires = ["hatchling"]
            build-backend = "hatchling.build"
            [project]
            name = "digest-trial"
            version = "{version}"
            [project.entry-points."digest.plugins"]
            trial = "digest_trial"
            [tool.hatch.build.targets.wheel]
            only-include = ["digest_trial"]
        """),
        encoding="utf-8",
    )
    package = folder / "digest_trial"
    package.mkdir(exist_ok=True)
    (package / "__init__.py").write_text(f"TAG, WORD = {tag!r}, {word!r}\n{PLUGIN}", "utf-8")
    (package / "words.txt").write_text(word, "utf-8")
    return folder


def bytes_of(output: Path) -> dict[str, bytes]:
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file()
    }


def test_incremental_builds_stay_true_to_plugins(a_site: Path, tmp_path: Path) -> None:
    here = Environment(tmp_path / "venv")
    (tmp_path / "spawning.py").write_text(SPAWNING, encoding="utf-8")
    forked, spawned, clean = a_site, tmp_path / "spawned", tmp_path / "clean"
    shutil.copytree(a_site, spawned)
    seen: set[bytes] = set()

    def build(state: str, spawning: bool = False) -> dict[str, bytes]:
        shutil.rmtree(clean, ignore_errors=True)
        shutil.copytree(a_site, clean, ignore=shutil.ignore_patterns("output", ".digest"))
        run([here.python, "-m", "digest", "build", "--jobs", "1"], clean)
        run([here.python, "-m", "digest", "build", "--jobs", "2"], forked)
        made = bytes_of(clean / "output")
        assert bytes_of(forked / "output") == made, f"{state}, by forked workers"
        if spawning:
            run([here.python, tmp_path / "spawning.py", "build", "--jobs", "2"], spawned)
            assert bytes_of(spawned / "output") == made, f"{state}, by spawned workers"
        seen.add(made["articles/ferry-1/index.html"])
        return made

    build("without")
    here.install(write_plugin(tmp_path / "trial", "1.0", "mark", "one"))
    made = build("installed", spawning=True)
    assert b"<mark>evening</mark>" in made["articles/ferry-1/index.html"]
    assert made["one.txt"] == b"5"
    here.install(write_plugin(tmp_path / "trial", "1.1", "ins", "two"))
    made = build("upgraded")
    assert "one.txt" not in made
    assert made["two.txt"] == b"5"
    module = here.packages / "digest_trial/__init__.py"
    module.write_text(module.read_text("utf-8").replace("'ins'", "'small'"), "utf-8")
    build("edited in place", spawning=True)
    assert run([here.python, "-m", "digest", "build"], a_site).startswith("0 written")
    module.with_name("words.txt").write_text("other data", "utf-8")
    assert "plugins" in run([here.python, "-m", "digest", "why", "/"], a_site, status=0)
    here.pip("uninstall", "--yes", "digest-trial")
    build("removed")

    assert len(seen) == 4
