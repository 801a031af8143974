"""Links to other sites are asked only with --external, each address once."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.check.world import GOOD, article, check, write

ASKED: list[str] = []


class Handler(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        ASKED.append(self.path)
        self.send_response({"/gone": 404, "/shy": 403, "/get-only": 405}.get(self.path, 200))
        self.end_headers()

    def do_GET(self) -> None:
        ASKED.append(self.path)
        self.send_response(404 if self.path == "/gone" else 200)
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        return


@pytest.fixture
def server() -> Iterator[str]:
    ASKED.clear()
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()
    thread.join()


def test_dead_addresses_are_told_where_they_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], server: str
) -> None:
    body = f"[a]({server}/fine) [b]({server}/gone) [c]({server}/shy) [d]({server}/get-only) [e]({server}/fine)"
    site = write(tmp_path, {**GOOD, "content/articles/tide.md": article(body)})
    assert check(site, capsys) == (0, [])
    assert ASKED == []
    _, [told] = check(site, capsys, "--external")
    assert told.rule == "external-link"
    assert told.place == f"content/articles/tide.md:8:{body.index(server + '/gone') + 1}"
    assert "404" in told.message
    assert ASKED.count("/fine") == 1


def test_a_server_that_is_not_there_is_told_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write(
        tmp_path, {**GOOD, "content/articles/tide.md": article("[a](http://127.0.0.1:9/x)")}
    )
    _, [told] = check(site, capsys, "--external")
    assert "refused" in told.message.lower()
