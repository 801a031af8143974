"""The order of a deploy, whatever the host: assets, new pages, changed pages, feeds, removals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from digest.base.errors import DigestError
from digest.build.output import MANIFEST, read_manifest
from digest.deploy.delivery import PAUSES, deliver, plan_delivery, read_there
from digest.deploy.host import Undelivered, hide_secrets


class Shelf:
    """A host in memory that tells what it was asked, and fails as often as it is told."""

    name = "a shelf"

    def __init__(self, failures: int = 0, *, again: bool = True) -> None:
        self.files: dict[str, bytes] = {}
        self.log: list[str] = []
        self.failures, self.again = failures, again
        self.stop_at = ""

    def read(self, file: str) -> bytes | None:
        return self.files.get(file)

    def put(self, folder: Path, files: Sequence[str]) -> None:
        if self.failures:
            self.failures -= 1
            raise Undelivered("the line is bad", again=self.again)
        for file in files:
            if file == self.stop_at:
                raise KeyboardInterrupt
            self.files[file] = (folder / file).read_bytes()
            self.log.append(f"put {file}")

    def remove(self, files: Sequence[str]) -> None:
        for file in files:
            self.files.pop(file, None)
            self.log.append(f"remove {file}")

    def finish(self, folder: Path, files: Sequence[str]) -> None:
        self.log.append("finish")


def send(shelf: Shelf, output: Path) -> None:
    deliver(shelf, output, read_manifest(output), read_there(shelf), sleep=lambda _seconds: None)


def built(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site / "output").as_posix(): path.read_bytes()
        for path in (site / "output").rglob("*")
        if path.is_file()
    }


def test_the_host_holds_what_was_built(site: Path, change: Callable[[], None]) -> None:
    shelf = Shelf()
    send(shelf, site / "output")
    assert shelf.files == built(site)

    change()
    send(shelf, site / "output")

    assert shelf.files == built(site)


def test_only_what_changed_is_sent(site: Path) -> None:
    shelf = Shelf()
    send(shelf, site / "output")
    shelf.log.clear()

    send(shelf, site / "output")

    assert shelf.log == []


def test_assets_come_before_pages_new_pages_before_those_that_link_to_them_and_removals_last() -> (
    None
):
    here = {
        "index.html": b"2", "assets/site.0123456789.css": b"1", "articles/new/index.html": b"1",
        "feed.xml": b"2", "about/index.html": b"1",
    }  # fmt: skip
    there = {
        "index.html": b"1",
        "feed.xml": b"1",
        "articles/old/index.html": b"1",
        "about/index.html": b"1",
    }

    delivery = plan_delivery(here, there)

    assert delivery.puts == (
        ("assets/site.0123456789.css",),
        ("articles/new/index.html",),
        ("index.html",),
        ("feed.xml",),
    )
    assert delivery.removals == ("articles/old/index.html",)
    assert delivery.same == 1


def test_a_page_never_links_to_what_is_not_there(site: Path, change: Callable[[], None]) -> None:
    shelf = Shelf()
    send(shelf, site / "output")
    change()
    shelf.log.clear()

    send(shelf, site / "output")

    log = [line for line in shelf.log if MANIFEST not in line]
    assert log.index("put articles/berth-4/index.html") < log.index("put index.html")
    removals = [at for at, line in enumerate(log) if line.startswith("remove")]
    assert removals
    assert min(removals) > max(at for at, line in enumerate(log) if line.startswith("put"))
    assert log[-1] == "finish"


def test_a_deploy_that_was_cut_short_is_completed_even_when_the_content_went_back(
    site: Path, first: Path, change: Callable[[], None]
) -> None:
    shelf = Shelf()
    send(shelf, site / "output")
    before = dict(shelf.files)
    change()
    shelf.stop_at = "index.html"
    with pytest.raises(KeyboardInterrupt):
        send(shelf, site / "output")
    assert shelf.files != before

    shelf.stop_at = ""
    send(shelf, first / "output")

    assert shelf.files == before


def test_a_bad_line_is_tried_again_with_longer_pauses(site: Path) -> None:
    shelf, pauses = Shelf(failures=3), list[float]()
    output = site / "output"

    deliver(shelf, output, read_manifest(output), {}, sleep=pauses.append)

    assert pauses == [1.0, 2.0, 4.0]
    assert shelf.files == built(site)


def test_a_line_that_stays_bad_is_given_up_with_one_clear_sentence(site: Path) -> None:
    shelf, pauses = Shelf(failures=99), list[float]()
    output = site / "output"

    with pytest.raises(Undelivered, match="the line is bad"):
        deliver(shelf, output, read_manifest(output), {}, sleep=pauses.append)

    assert pauses == list(PAUSES)


def test_what_another_try_cannot_help_is_not_tried_again(site: Path) -> None:
    shelf = Shelf(failures=1, again=False)
    output = site / "output"

    with pytest.raises(Undelivered):
        deliver(shelf, output, read_manifest(output), {}, sleep=lambda _: pytest.fail("slept"))


def test_a_file_that_is_not_as_it_was_built_stops_the_deploy_before_it_begins(site: Path) -> None:
    (site / "output/index.html").write_text("edited by hand", encoding="utf-8")
    shelf = Shelf()

    with pytest.raises(DigestError, match="not as the build left it"):
        send(shelf, site / "output")

    assert shelf.files == {}


def test_whatever_a_host_raises_is_told_without_its_secrets(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STORE_TOKEN", "hunter2-hunter2")

    class Broken(Shelf):
        def put(self, folder: Path, files: Sequence[str]) -> None:
            raise ValueError("401 for https://me:geheim@example.org with hunter2-hunter2")

    with pytest.raises(Undelivered) as caught:
        send(Broken(), site / "output")

    assert "geheim" not in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_secrets_are_taken_out_of_addresses_and_variables() -> None:
    told = hide_secrets(
        "push to https://x-access-token:ghs_abcdef@github.com/a/b failed, key AKIA12345678",
        {"AWS_ACCESS_KEY_ID": "AKIA12345678", "HOME": "/root"},
    )

    assert told == "push to https://…@github.com/a/b failed, key …"
