"""WebSub and IndexNow against a server on loopback: only what changed, once; off by default."""

from __future__ import annotations

import http.server
import json
import threading
import urllib.parse
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from digest.cli.main import main
from tests.deploy.conftest import rebuild


class World:
    """Everything that was posted, and how it is answered."""

    def __init__(self) -> None:
        self.posts: list[tuple[str, str, bytes]] = []
        self.status = 202
        self.address = ""


@pytest.fixture
def world() -> Iterator[World]:
    told = World()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.posts.append((self.path, self.headers["Content-Type"], body))
            self.send_response(told.status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    told.address = f"http://127.0.0.1:{server.server_port}"
    yield told
    server.shutdown()
    server.server_close()


def switch_on(site: Path, world: World) -> None:
    with (site / "digest.toml").open("a", encoding="utf-8") as file:
        file.write(
            f'[ping]\nhubs = ["{world.address}/hub"]\nindexnow_key = "0123456789abcdef"\n'
            f'indexnow_url = "{world.address}/indexnow"\n'
        )
    rebuild(site)


def test_nobody_is_told_anything_by_default(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ping", "--site", str(site)]) == 2
    assert "there is nobody to tell" in capsys.readouterr().err
    assert b"hub" not in (site / "output/feed.xml").read_bytes()


def test_feeds_name_their_hub_in_all_three_formats(site: Path, world: World) -> None:
    switch_on(site, world)
    output, hub = site / "output", f"{world.address}/hub"

    assert f'<atom:link href="{hub}" rel="hub"/>' in (output / "feed.xml").read_text("utf-8")
    assert f'<link rel="hub" href="{hub}"/>' in (output / "topics/shipping/atom.xml").read_text(
        "utf-8"
    )
    assert json.loads((output / "feed.json").read_bytes())["hubs"] == [
        {"type": "WebSub", "url": hub}
    ]
    assert (output / "0123456789abcdef.txt").read_text() == "0123456789abcdef\n"


def test_what_changed_is_told_once(site: Path, world: World, change: Callable[[], None]) -> None:
    switch_on(site, world)
    assert main(["ping", "--site", str(site), "--dry-run"]) == 0
    assert world.posts == []
    assert main(["ping", "--site", str(site)]) == 0
    world.posts.clear()
    assert main(["ping", "--site", str(site)]) == 0
    assert world.posts == []

    change()
    assert main(["ping", "--site", str(site)]) == 0

    (hub, kind, body), (engine, engine_kind, told) = world.posts
    assert (hub, kind) == ("/hub", "application/x-www-form-urlencoded")
    fields = urllib.parse.parse_qs(body.decode())
    assert fields["hub.mode"] == ["publish"]
    assert "https://landing.example.org/feed.xml" in fields["hub.url"]
    assert engine == "/indexnow"
    assert engine_kind.startswith("application/json")
    message = json.loads(told)
    assert message["host"] == "landing.example.org"
    assert message["keyLocation"] == "https://landing.example.org/0123456789abcdef.txt"
    pages = message["urlList"]
    assert "https://landing.example.org/articles/berth-4/" in pages  # new
    assert "https://landing.example.org/articles/berth-1/" in pages  # gone
    assert "https://landing.example.org/about/" not in pages


def test_what_was_not_taken_is_told_again(
    site: Path, world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    switch_on(site, world)
    world.status = 503

    assert main(["ping", "--site", str(site)]) == 1
    assert "it answers 503" in capsys.readouterr().err

    world.status = 202
    world.posts.clear()
    assert main(["ping", "--site", str(site)]) == 0
    assert len(world.posts) == 2


def test_a_deploy_pings_when_it_is_asked_to(site: Path, world: World, tmp_path: Path) -> None:
    switch_on(site, world)
    words = ["deploy", "--site", str(site), "--target", "folder", "--to", str(tmp_path / "www")]

    assert main(words) == 0
    assert world.posts == []
    assert main([*words, "--ping"]) == 0
    assert len(world.posts) == 2
