"""Fetching from the web, against a server on loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from digest.base.errors import DigestError
from digest.intake import fetch

PAGE = b"<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1><p>It left on Friday.</p></article></body></html>"


class Handler(BaseHTTPRequestHandler):
    seen: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self) -> None:
        self.seen.append((self.path, self.headers.get("If-None-Match", "")))
        match self.path:
            case "/robots.txt":
                self._answer(200, b"User-agent: *\nDisallow: /private/\n")
            case "/moved":
                self._answer(302, b"", {"Location": "/page"})
            case "/circle":
                self._answer(302, b"", {"Location": "/circle"})
            case "/large":
                self._answer(200, b"x" * 2_000)
            case "/page" if self.headers.get("If-None-Match") == '"1"':
                self._answer(304, b"")
            case "/page":
                self._answer(200, PAGE, {"ETag": '"1"'})
            case _:
                self._answer(404, b"")

    def _answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    Handler.seen.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        thread = threading.Thread(target=httpd.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_address[1]}"
        httpd.shutdown()
        thread.join()


def test_a_page_is_fetched_with_its_address(server: str) -> None:
    source = fetch.fetch_source(f"{server}/page")

    assert source.data == PAGE
    assert source.url == f"{server}/page"


def test_a_redirect_is_followed_to_the_end(server: str) -> None:
    assert fetch.fetch_source(f"{server}/moved").url == f"{server}/page"


def test_an_unchanged_page_comes_from_the_cache(server: str, tmp_path: Path) -> None:
    first = fetch.fetch_source(f"{server}/page", tmp_path)
    again = fetch.fetch_source(f"{server}/page", tmp_path)

    assert again.data == first.data
    assert ("/page", '"1"') in Handler.seen


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/private/page", "robots.txt does not allow"),
        ("/missing", "status 404"),
        ("/circle", "leads in circles"),
    ],
)
def test_what_cannot_be_had_is_told_in_a_line(server: str, path: str, reason: str) -> None:
    with pytest.raises(DigestError, match=reason):
        fetch.fetch_source(server + path)


def test_a_page_that_is_too_large_is_given_up(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "MAX_BYTES", 1_000)

    with pytest.raises(DigestError, match="more than 1,000 bytes"):
        fetch.fetch_source(f"{server}/large")


@pytest.mark.parametrize(
    "url",
    ["ftp://127.0.0.1/x", "http://10.0.0.1/x", "http://192.168.1.1/", "http:///x", "file:///x"],
)
def test_addresses_that_are_not_the_webs_are_refused(url: str) -> None:
    with pytest.raises(DigestError):
        fetch.check_address(url)
