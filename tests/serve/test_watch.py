"""Events become one wake-up call a burst; where there are none, the files are looked at."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from digest.serve import watch
from digest.serve.wakes import Wakes
from digest.serve.watch import Root, Watcher
from tests.serve.sample import wait_until

Happen = Callable[[Wakes], Awaitable[None]]


class Jumping(asyncio.SelectorEventLoop):
    """Waiting takes no time: the clock jumps to what is due next, however slow the machine is."""

    now = 0.0

    def time(self) -> float:
        return self.now

    def _run_once(self) -> None:
        if not self._ready and self._scheduled:
            self.now = max(self.now, self._scheduled[0].when()) + 1e-6
        super()._run_once()


def gather(happen: Happen) -> list[frozenset[Path] | None]:
    """The batches that follow from what ``happen`` notes."""

    async def run() -> list[frozenset[Path] | None]:
        wakes = Wakes()
        wakes.listen()
        batches = []
        task = asyncio.ensure_future(happen(wakes))
        while await wakes.wait(0.3):
            batches.append(await wakes.batch())
        await task
        return batches

    with ThreadPoolExecutor(1) as hands:  # the browser's tests leave a loop in this thread
        return hands.submit(_run_jumping, run).result()


def _run_jumping(
    run: Callable[[], Coroutine[None, None, list[frozenset[Path] | None]]],
) -> list[frozenset[Path] | None]:
    with asyncio.Runner(loop_factory=Jumping) as runner:
        return runner.run(run())


def test_a_burst_is_one_batch() -> None:
    async def happen(wakes: Wakes) -> None:
        for number in range(500):
            wakes.note(Path(f"{number}.md"))
            if number % 50 == 49:
                await asyncio.sleep(0.02)

    assert [len(batch) for batch in gather(happen)] == [500]


def test_two_saves_far_apart_are_two_batches() -> None:
    async def happen(wakes: Wakes) -> None:
        wakes.note(Path("a.md"))
        await asyncio.sleep(0.1)
        wakes.note(Path("b.md"))

    assert gather(happen) == [frozenset({Path("a.md")}), frozenset({Path("b.md")})]


def test_a_file_still_being_written_is_waited_for() -> None:
    async def happen(wakes: Wakes) -> None:
        wakes.note(Path("a.md"), unfinished=True)
        await asyncio.sleep(0.04)
        wakes.note(Path("a.md"), unfinished=True)
        wakes.note(Path("a.md"))

    assert len(gather(happen)) == 1


def test_a_call_for_everything_wins() -> None:
    async def happen(wakes: Wakes) -> None:
        wakes.note(Path("a.md"))
        wakes.note(None)

    assert gather(happen) == [None]


@pytest.fixture
def noted() -> list[Path | None]:
    return []


def start(folder: Path, noted: list[Path | None], **words: bool) -> tuple[Watcher, list[str]]:
    told: list[str] = []
    watcher = Watcher(lambda path, **_: noted.append(path), told.append, **words)
    watcher.watch([Root(folder, deep=True)])
    return watcher, told


def test_every_change_below_a_folder_is_noted(tmp_path: Path, noted: list[Path | None]) -> None:
    watcher, told = start(tmp_path, noted)
    (tmp_path / "deep/er").mkdir(parents=True)
    wait_until(lambda: tmp_path / "deep" in noted)
    (tmp_path / "deep/er/a.md").write_text("x")
    wait_until(lambda: tmp_path / "deep/er/a.md" in noted)
    watcher.stop()
    assert told == []


def test_reading_is_not_a_change(tmp_path: Path, noted: list[Path | None]) -> None:
    (tmp_path / "a.md").write_text("x")
    watcher, _ = start(tmp_path, noted)
    (tmp_path / "a.md").read_text()
    (tmp_path / "b.md").write_text("x")
    wait_until(lambda: tmp_path / "b.md" in noted)
    watcher.stop()
    assert tmp_path / "a.md" not in noted


def test_a_folder_behind_a_link_is_named_by_the_link(
    tmp_path: Path, noted: list[Path | None]
) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    watcher, _ = start(tmp_path / "link", noted)
    (tmp_path / "real/a.md").write_text("x")
    wait_until(lambda: tmp_path / "link/a.md" in noted)
    watcher.stop()


def test_a_folder_removed_and_made_again_is_watched_again(
    tmp_path: Path, noted: list[Path | None]
) -> None:
    folder = tmp_path / "content"
    folder.mkdir()
    watcher, _ = start(folder, noted)
    folder.rename(tmp_path / "away")
    folder.mkdir()
    watcher.watch([Root(folder, deep=True)])
    (folder / "a.md").write_text("x")
    wait_until(lambda: folder / "a.md" in noted)
    watcher.stop()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EMFILE])
def test_at_the_systems_limit_it_polls_and_says_so(
    tmp_path: Path, noted: list[Path | None], monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    class Full:
        def start(self) -> None: ...
        def stop(self) -> None: ...
        def schedule(self, *_: object, **__: object) -> None:
            raise OSError(number, "inotify watch limit reached")

    monkeypatch.setattr(watch, "Observer", Full)
    monkeypatch.setattr(watch, "POLL", 0.01)
    watcher, told = start(tmp_path, noted)
    wait_until(lambda: None in noted)
    watcher.stop()
    assert watcher.polls
    assert "limit" in told[0]
    assert "every second" in told[0]


def test_on_a_network_mount_it_polls_and_says_so(
    tmp_path: Path, noted: list[Path | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "remote_kind", lambda _folder: "nfs4")
    watcher, told = start(tmp_path, noted)
    watcher.stop()
    assert watcher.polls
    assert "nfs4" in told[0]
