"""What the tests of the running preview share: a server on a free port, and one browser."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.serve.sample import wait_until, write_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


class Server:
    """A running `digest serve`, its address, and the lines that it said."""

    def __init__(self, site: Path, *words: str) -> None:
        command = [
            sys.executable,
            "-m",
            "digest",
            "serve",
            "--site",
            str(site),
            "--port",
            "0",
            *words,
        ]
        self.site = site
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        wait_until(lambda: self.address is not None or self.process.poll() is not None, 30)
        assert self.process.poll() is None, self.lines

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip())

    @property
    def address(self) -> str | None:
        """Where it serves, without the slash at the end."""
        found = re.search(r"(http://\S+)/  \(", "\n".join(self.lines))
        return found[1] if found else None

    @property
    def rebuilds(self) -> list[str]:
        """The lines that tell of a rebuild."""
        return [line for line in self.lines if re.search(r" pages? in \d+ ms$", line)]

    def write(self, name: str, text: str) -> None:
        """Write a file of the site in place, as simple editors do."""
        path = self.site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def stop(self) -> int:
        """End it as Ctrl-C does; its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        status = self.process.wait(60)
        self._reader.join(10)
        if self.process.stdout is not None:
            self.process.stdout.close()
        return status


Serve = Callable[..., Server]
OpenTab = Callable[[str], "Page"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site")


@pytest.fixture
def serve(site: Path) -> Iterator[Serve]:
    """Start the server on the sample site."""
    servers: list[Server] = []

    def start(*words: str) -> Server:
        servers.append(Server(site, *words))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def tab(browser: Browser) -> Iterator[OpenTab]:
    """Open a page in a tab of its own and wait until the preview's line stands."""
    context = browser.new_context()
    context.add_init_script("window.loads = performance.timeOrigin; window.since = Math.random();")

    def open_page(url: str) -> Page:
        page = context.new_page()
        page.goto(url)
        page.wait_for_selector("digest-preview[data-ready]", state="attached")
        return page

    yield open_page
    context.close()
