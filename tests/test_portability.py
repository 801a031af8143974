"""Other systems, as far as they can be simulated here: consoles, locks, open files, names, workers."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from digest.app.new import NewSite, write_new_site
from digest.base import files
from digest.base.errors import DigestError, Place, Problem
from digest.base.slugs import make_slug
from digest.build import lock
from digest.build.output import publish_one
from digest.check.findings import Finding
from digest.check.formats import format_sarif
from digest.cli.console import Console
from digest.plan.site import check_slugs
from tests.plugins.conftest import a_site  # noqa: F401 - a fixture

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
@pytest.mark.parametrize("words", [["--help"], ["speakers"]])
def test_every_console_can_show_what_the_program_says(
    encoding: str,
    words: list[str],
    a_site: Path,  # noqa: F811
) -> None:
    path = a_site / "content/articles/ferry-1.md"
    path.write_text(path.read_text("utf-8").replace("Mara Lindqvist", "Łucja Żółć"), "utf-8")
    env = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-m", "digest", *words, *(["--site", str(a_site)] if words[0][0] != "-" else [])],
        env=env, cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    done.stdout.decode(encoding)


def test_the_bar_is_made_of_what_the_console_has(monkeypatch: pytest.MonkeyPatch) -> None:
    for encoding, mark in (("cp1252", "#"), ("utf-8", "━")):
        err = io.TextIOWrapper(io.BytesIO(), encoding)
        monkeypatch.setattr(err, "isatty", lambda: True, raising=False)
        Console(io.StringIO(), err).tick("rendering", 5, 10)
        err.flush()
        assert mark in err.buffer.getvalue().decode(encoding)  # type: ignore[attr-defined]


def test_a_file_that_somebody_has_open_is_replaced_a_moment_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusals = [PermissionError(13, "in use"), PermissionError(13, "in use")]
    real = os.replace

    def replace(source: str, target: str) -> None:
        if refusals:
            raise refusals.pop()
        real(source, target)

    monkeypatch.setattr(files, "LOCKS_OPEN_FILES", True)
    monkeypatch.setattr(files, "PAUSES", (0, 0))
    monkeypatch.setattr(os, "replace", replace)
    files.replace_bytes(str(tmp_path / "page"), b"new")

    assert (tmp_path / "page").read_bytes() == b"new"
    refusals += [PermissionError(13, "in use")] * 9
    with pytest.raises(DigestError, match="cannot write this file"):
        files.replace_bytes(str(tmp_path / "page"), b"newer")
    assert [path.name for path in tmp_path.iterdir()] == ["page"]


def test_a_folder_in_the_way_of_a_page_is_told_as_windows_tells_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "staged").write_bytes(b"page")
    (tmp_path / "place").mkdir()
    real = os.replace

    def replace(source: str, target: str) -> None:
        if Path(target).is_dir():
            raise PermissionError(13, "Access is denied")
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    publish_one(str(tmp_path / "staged"), str(tmp_path / "place"))

    assert (tmp_path / "place").read_bytes() == b"page"


def test_a_cache_file_that_is_still_mapped_waits_for_a_later_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlink(path: str) -> None:
        raise PermissionError(13, "mapped")

    monkeypatch.setattr(os, "unlink", unlink)
    files.discard(tmp_path / "pages-1")


def test_builds_wait_for_each_other_by_windows_means_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: set[int] = set()

    def locking(descriptor: int, mode: int, length: int) -> None:
        assert (mode, length, os.lseek(descriptor, 0, os.SEEK_CUR)) == (2, 1, lock.FAR)
        if taken and descriptor not in taken:
            raise PermissionError(13, "locked")
        taken.add(descriptor)

    monkeypatch.setattr(lock, "fcntl", None)
    monkeypatch.setattr(lock, "msvcrt", SimpleNamespace(LK_NBLCK=2, locking=locking))
    monkeypatch.setattr(lock, "STEP", 0.001)
    told: list[str] = []
    with ThreadPoolExecutor(1) as other:
        with lock.hold_lock(tmp_path, told.append):
            waiting = other.submit(lambda: lock.hold_lock(tmp_path, told.append).__enter__())
            while not told:
                assert not waiting.done()
            taken.clear()
        waiting.result(5)

    assert told == [
        f"another build is at work in this site (process {os.getpid()}); waiting for it"
    ]


@pytest.mark.parametrize("name", ["Con", "AUX", "nul", "COM1", "lpt9", "Prn."])
def test_no_page_has_a_name_that_windows_keeps_for_itself(name: str) -> None:
    assert make_slug(name) not in {"con", "aux", "nul", "com1", "lpt9", "prn"}
    assert make_slug(name) == make_slug(name.lower())


def test_names_that_differ_only_in_case_are_one_name() -> None:
    from digest.model.library import Outline

    blank = (0, "2026-03-04", False, None, None, "", (), (), (), ())
    outlines = [Outline(f"content/articles/{s}.md", s, *blank) for s in ("Ferry", "ferry")]

    assert [problem.code for problem in check_slugs(outlines)] == ["double-slug"]


def test_a_file_on_another_drive_is_an_address_in_sarif() -> None:
    problem = Problem(Place("C:/site/themes/a b.html", 3), "template", "no")

    assert b'"uri": "file:///C:/site/themes/a%20b.html"' in format_sarif([Finding(problem)])


def test_windows_newlines_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    import datetime as dt

    from digest import build_site, open_site

    pages = []
    for name in ("unix", "windows"):
        folder = tmp_path / name
        write_new_site(folder, NewSite(title="News"), dt.date(2026, 3, 1))
        if name == "windows":
            for path in [*folder.glob("content/**/*.md"), folder / "digest.toml"]:
                path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
        report = build_site(open_site(folder))
        assert not report.problems
        output = folder / "output"
        pages.append({p.relative_to(output): p.read_bytes() for p in output.rglob("*.html")})

    assert pages[0] == pages[1]


def test_no_text_file_is_opened_in_the_encoding_of_the_machine() -> None:
    """Python itself tells where an encoding is left to the locale (PEP 597)."""
    program = (
        "import sys; sys.argv[0] = 'digest'\n"
        "from digest.cli.main import main\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    for words in (
        ["next"],
        ["import", "--dry-run", "--json", "seeds"],
    ):
        told = subprocess.run(
            [sys.executable, "-X", "warn_default_encoding", "-W", "always::EncodingWarning", "-c", program, *words],
            cwd=ROOT, capture_output=True, check=False,
        ).stderr.decode()  # fmt: skip
        assert f"{ROOT / 'digest'}" not in told, told
