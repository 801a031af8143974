"""Fetching from the web, against a server on loopback."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from digest.base.errors import DigestError
from digest.intake import fetch

PAGE = b"<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1><p>It left on Friday.</p></article></body></html>"

PLACES = {
    "/moved": "/page",
    "/circle": "/circle",
    "/spaced": "/a b c",
    "/bracket": "http://[::1/x",
}
PACKED = {"/packed": PAGE, "/bomb": b"a" * 40_000_000}
RAW = {
    "/garbage": (b"\0\1 nothing known\r\n\r\n", b""),
    "/headers": (b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 200 + b"\r\n" + PAGE, b""),
    "/cut": (b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + PAGE, b""),
    "/chunk": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<html", b""),
    "/announced": (b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n" + PAGE, b""),
    "/drip": (b"HTTP/1.1 200 OK\r\n\r\n", b"a"),
    "/drip-head": (b"HTTP/1.1 200 OK\r\nX: ", b"a"),
}


class Handler(BaseHTTPRequestHandler):
    seen: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self) -> None:
        self.seen.append((self.path, self.headers.get("If-None-Match", "")))
        match self.path:
            case path if path in RAW:
                self._send_raw(*RAW[path])
            case "/robots.txt":
                self._answer(200, b"User-agent: *\nDisallow: /private/\n")
            case "/large":
                self._answer(200, b"x" * 2_000)
            case path if path in PLACES:
                self._answer(302, b"", {"Location": PLACES[path]})
            case path if path in PACKED:
                self._answer(200, gzip.compress(PACKED[path]), {"Content-Encoding": "gzip"})
            case "/a%20b%20c" | "/%C3%A9":
                self._answer(200, PAGE)
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

    def _send_raw(self, head: bytes, drop: bytes) -> None:
        """Any bytes, and then one drop after another as long as anybody listens."""
        self.close_connection = True
        self.wfile.write(head)
        try:
            while drop:
                self.wfile.write(drop)
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            return

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
        ("/garbage", "the server's answer is no HTTP"),
        ("/headers", "the server's answer is no HTTP"),
        ("/bracket", r"/bracket: it leads to http://\[::1/x: it is no web address"),
        ("/cut", "it was cut off on its way"),
        ("/chunk", "it was cut off on its way"),
        ("/announced", "more than 33,554,432 bytes"),
        ("/bomb", "more than 33,554,432 bytes"),
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


@pytest.mark.parametrize("path", ["/spaced", "/é", "/a b c", "/packed"])
def test_what_browsers_put_right_is_fetched(server: str, path: str) -> None:
    assert fetch.fetch_source(server + path).data == PAGE


@pytest.mark.parametrize("path", ["/drip", "/drip-head"])
def test_a_server_that_drips_is_given_up_when_time_is_over(
    server: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "DEADLINE", 0.5)
    begun = time.monotonic()

    with pytest.raises(DigestError, match="took too long"):
        fetch.fetch_source(server + path)
    assert time.monotonic() - begun < 5


def test_a_robots_txt_that_is_none_forbids_nothing(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RAW, "/robots.txt", RAW["/garbage"])

    assert fetch.fetch_source(f"{server}/page").data == PAGE


def test_nobody_else_leads_to_this_machine(server: str) -> None:
    assert fetch.check_address(server)
    with pytest.raises(DigestError, match="machine of the local network"):
        fetch.check_address(server, at_home=False)


@pytest.mark.parametrize("url", ["http://[::1/x", "http://[::ffff:10.0.0.1]/", "http://.é/"])
def test_an_address_that_is_none_is_told_in_a_line(url: str) -> None:
    with pytest.raises(DigestError, match=r"local network|no web address|no such server"):
        fetch.fetch_source(url)
