"""The look at the output by another process: it sees what this one would, and is never missed."""

from __future__ import annotations

import os
import signal
from array import array
from pathlib import Path

import msgspec
import pytest

from digest.base.columns import make_column
from digest.base.files import mark_of, signature_of
from digest.build import scout
from digest.build.store import write_store

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked here")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output of 2,000 pages, of which the last build's cache tells."""
    urls = [f"/articles/{n}/" for n in range(2000)]
    folder = tmp_path / "output"
    for url in urls:
        (folder / url[1:]).mkdir(parents=True)
        (folder / url[1:] / "index.html").write_text(url)
    files = [f"{url[1:]}index.html" for url in urls]
    write_store(tmp_path / ".digest", {f"files:{folder}": msgspec.msgpack.encode(files)})
    return folder


def marks(output: Path) -> bytes:
    files = [output / f"articles/{n}/index.html" for n in range(2000)]
    return array("Q", [mark_of(signature_of(file)) for file in files]).tobytes()


@forks
@pytest.mark.parametrize("apart", [True, False])
def test_a_scout_sees_what_is_there(output: Path, apart: bool) -> None:
    (output / "articles/7/index.html").unlink()
    with scout.send_scout(output.parent / ".digest", output, apart=apart) as sent:
        assert sent.seen() == marks(output)
        assert array("Q", sent.seen())[7] == 0


@forks
def test_a_scout_that_is_killed_is_not_missed(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, look = os.getpid(), scout.look_at

    def die_elsewhere(*given: object) -> array[int]:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return look(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(scout, "look_at", die_elsewhere)
    with scout.send_scout(output.parent / ".digest", output, apart=True) as sent:
        assert sent.seen() == marks(output)


@forks
def test_a_scout_that_nobody_asks_leaves_nothing_behind(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fork, children = os.fork, []

    def note() -> int:
        child = fork()
        children.append(child)
        return child

    monkeypatch.setattr(os, "fork", note)
    with (
        pytest.raises(ZeroDivisionError),
        scout.send_scout(output.parent / ".digest", output, apart=True),
    ):
        raise ZeroDivisionError
    with pytest.raises(ChildProcessError):
        os.waitpid(children[0], os.WNOHANG)


def test_pages_that_the_last_build_did_not_know_are_looked_at(output: Path) -> None:
    known = make_column(dict.fromkeys((f"/articles/{n}/" for n in range(2000)), 1))
    pages = make_column({"/articles/3/": 1, "/new/": 1, "/articles/1999/": 1})
    with scout.send_scout(output.parent / ".digest", output, apart=False) as sent:
        all_marks = array("Q", marks(output))
        assert sent.look_at(pages, known) == array("Q", [all_marks[3], 0, all_marks[1999]])
        assert sent.look_at(known, known) == all_marks
