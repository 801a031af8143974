"""What the browser tests share: the tools from npm, one browser, and a built sample site on a port."""

from __future__ import annotations

import functools
import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from digest.model.policy import write_header
from tests.theme.sample import write_sample

ROOT = Path(__file__).resolve().parents[2]
BASE = "/news"
POLICY = write_header({}, search=True)


class Site(NamedTuple):
    """A built site and the address under which it is served."""

    output: Path
    address: str


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder under BASE, as a host does that puts a site below a path."""

    def translate_path(self, path: str) -> str:
        if not path.startswith(BASE + "/"):
            return str(Path(self.directory) / "absent")
        return super().translate_path(path.removeprefix(BASE))

    def end_headers(self) -> None:
        """Forbid whatever the pages do not need."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def tools(installed: str) -> Path:
    """The folder with axe-core and vnu-jar."""
    folder = ROOT / ".tools/node_modules"
    if not (folder / "axe-core/axe.min.js").is_file():
        pytest.skip(f"axe-core and vnu-jar are not installed: {installed}")
    return folder


def build_site(folder: Path, *more: str) -> Path:
    """Build the site in a folder by the command as users run it; its output."""
    command = [
        sys.executable,
        "-m",
        "digest",
        "build",
        "--site",
        str(folder),
        "--now",
        "2026-06-01",
        *more,
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "output"


@contextmanager
def serve(output: Path) -> Iterator[Site]:
    """A folder on a free port of this machine."""
    handler = functools.partial(_Handler, directory=str(output))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Site(output, f"http://127.0.0.1:{server.server_port}{BASE}")
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site in the default theme, drafts and all."""
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder)
    return build_site(folder, "--drafts")


@pytest.fixture(scope="session")
def site(built: Path) -> Iterator[Site]:
    """The sample site on a port."""
    with serve(built) as served:
        yield served


@pytest.fixture(scope="session")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same site in the other theme."""
    folder = tmp_path_factory.mktemp("wire")
    write_sample(folder, theme="wire")
    with serve(build_site(folder, "--drafts")) as served:
        yield served
