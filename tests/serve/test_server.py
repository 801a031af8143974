"""The running program: its address, its answers over the wire, its end, and how much it bears."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from digest.cli.serve_command import Interruption
from tests.serve.conftest import Serve
from tests.serve.sample import article, wait_until

FERRY = "content/articles/ferry.md"


def get(url: str, **headers: str) -> tuple[int, dict[str, str], str]:
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as reply:
            return reply.status, dict(reply.headers), reply.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read().decode()


def talk(address: str, text: str) -> str:
    """What the server says to a request as it is written here."""
    host, _, port = address.removeprefix("http://").partition("/")[0].rpartition(":")
    with socket.create_connection((host, int(port)), timeout=10) as line:
        line.sendall(text.replace("\n", "\r\n").encode())
        said = b""
        while piece := line.recv(65536):
            said += piece
    return said.decode("utf-8", "replace")


def ask(address: str, path: str, method: str = "GET", host: str = "127.0.0.1") -> str:
    return talk(address, f"{method} {path} HTTP/1.1\nHost: {host}\nConnection: close\n\n")


OUTSIDE = [
    "/../digest.toml", "/%2e%2e/digest.toml", "/..%2fdigest.toml", "/hello.txt/../../digest.toml",
    "/%2e%2e%2f%2e%2e%2fetc/passwd", "/..%5cdigest.toml", "/%00", "/content/articles/ferry.md",
    "/out.txt", "/.digest/cache", "//etc/passwd", "/link/passwd",
]  # fmt: skip


def test_no_path_leaves_the_site(serve: Serve, site: Path) -> None:
    (site / "content/static/out.txt").symlink_to("/etc/hostname")
    (site / "content/static/link").symlink_to("/etc")
    server = serve()
    answers = {path: ask(server.address, path).partition("\r\n")[0] for path in OUTSIDE}
    assert set(answers.values()) == {"HTTP/1.1 404 Not Found"}, answers


def test_a_file_that_becomes_a_link_out_is_no_longer_served(serve: Serve, site: Path) -> None:
    server = serve()
    (site / "content/static/hello.txt").unlink()
    (site / "content/static/hello.txt").symlink_to("/etc/hostname")
    assert ask(server.address, "/hello.txt").startswith("HTTP/1.1 404")


def test_strange_hosts_are_turned_away(serve: Serve) -> None:
    server = serve()
    assert ask(server.address, "/", host="evil.example").startswith("HTTP/1.1 403")
    assert ask(server.address, "/__digest/client.js", host="evil.example").startswith(
        "HTTP/1.1 403"
    )
    assert ask(server.address, "/", host="localhost:1").startswith("HTTP/1.1 200")


def test_a_head_is_a_get_without_its_body(serve: Serve) -> None:
    server = serve()
    whole = ask(server.address, "/articles/ferry/")
    head = ask(server.address, "/articles/ferry/", "HEAD")
    assert head.endswith("\r\n\r\n")
    length = re.search(r"(?i)content-length: (\d+)", head)[1]
    assert int(length) == len(whole.partition("\r\n\r\n")[2].encode())
    assert ask(server.address, "/", "POST").startswith("HTTP/1.1 405")


def test_redirects_keep_the_query(serve: Serve) -> None:
    head = ask(serve().address, "/topics?x=1", "HEAD")
    assert head.startswith("HTTP/1.1 301")
    assert "location: /topics/?x=1\r\n" in head.lower()


def test_saving_changes_what_is_served_and_writes_no_output(serve: Serve, site: Path) -> None:
    server = serve()
    server.write(FERRY, article(body="The ferry is late."))
    wait_until(lambda: "The ferry is late." in get(f"{server.address}/articles/ferry/")[2])
    assert not (site / "output").exists()


def test_a_port_in_use_leads_to_the_next_free_one_aloud(site: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "digest", "serve", "--site", site, "--port", str(port)]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        try:
            line = process.stdout.readline()
            process.send_signal(signal.SIGTERM)
            _, told = process.communicate(timeout=60)
        finally:
            process.kill()
    assert f":{port}/" not in line
    assert f"port {port} is in use" in told
    assert process.returncode == 0


def test_a_signal_whose_exception_was_dropped_still_ends_it() -> None:
    interruption = Interruption()
    assert not interruption.happened()
    with contextlib.suppress(KeyboardInterrupt):
        interruption(signal.SIGTERM, None)
    assert interruption.happened()


def test_ctrl_c_ends_it_at_once_and_well_with_lines_open(serve: Serve) -> None:
    server = serve()
    port = int(re.search(r":(\d+)", server.address)[1])
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(b"GET /__digest/events?page=/ HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                     b"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")  # fmt: skip
        assert line.recv(100).startswith(b"HTTP/1.1 101")
        assert server.stop() == 0
    assert server.lines[-1] == "stopped"
    assert not any("Traceback" in line for line in server.lines)


def test_keys_on_a_terminal(site: Path) -> None:
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "digest", "serve", "--site", site, "--port", "0"]
    process = subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower, start_new_session=True,
                               preexec_fn=lambda: _own(follower))  # fmt: skip  # noqa: PLW1509
    os.close(follower)
    said = b""

    def told(words: bytes) -> bool:
        nonlocal said
        said += os.read(leader, 4096)
        return words in said

    wait_until(lambda: told(b"q to quit"))
    os.write(leader, b"r")
    wait_until(lambda: told(b"nothing changed"))
    os.write(leader, b"q")
    assert process.wait(60) == 0
    os.close(leader)


def _own(terminal: int) -> None:
    import fcntl
    import termios

    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)


def test_it_bears_many_lines_at_once(serve: Serve) -> None:
    server = serve()
    port = int(re.search(r":(\d+)", server.address)[1])
    lines = []
    try:
        for number in range(500):
            line = socket.create_connection(("127.0.0.1", port), timeout=10)
            lines.append(line)
            if number % 3 == 1:
                line.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")  # never ends its request
            elif number % 3 == 2:
                line.sendall(
                    b"GET /sitemap.xml HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 20
                )  # never reads
        assert get(f"{server.address}/")[0] == 200
        server.write(FERRY, article(body="The ferry is late."))
        wait_until(lambda: "The ferry is late." in get(f"{server.address}/articles/ferry/")[2])
    finally:
        for line in lines:
            line.close()
    assert get(f"{server.address}/")[0] == 200


def test_new_sources_are_imported_when_wanted(serve: Serve, site: Path) -> None:
    (site / "seeds").mkdir()
    server = serve("--import")
    seed = "Bridge opens after nine years\n\nHALDEN, March 9, 2026 - The bridge over the sound opened on Monday.\n\n“It is done,” Mara Lindqvist, the mayor of Halden, said on Monday.\n"
    server.write("seeds/bridge-opens.txt", seed)
    wait_until(lambda: "Bridge opens" in get(f"{server.address}/")[2], 30)


def test_storm(serve: Serve, site: Path) -> None:
    """Hundreds of files at once, twice, with all that editors leave behind: few rebuilds, no stale page."""
    server = serve()
    wait_until(lambda: get(f"{server.address}/articles/ferry/")[0] == 200)
    articles = site / "content/articles"
    branch = site.parent / "branch"
    branch.mkdir()
    for number in range(300):
        (branch / f"story-{number:03}.md").write_text(
            article(f"Story {number}", 1 + number % 28, body="One.")
        )
    for word in ("One", "Two"):
        before = len(server.rebuilds)
        for path in branch.iterdir():
            (articles / path.name).write_text(path.read_text().replace("One.", f"{word}."))
            (articles / f".{path.name}.swp").touch()
            (articles / f"{path.name}~").touch()
        wait_until(
            lambda word=word: f"<p>{word}.</p>" in get(f"{server.address}/articles/story-299/")[2],
            30,
        )
        wait_until(lambda before=before: len(server.rebuilds) > before, 30)
        time.sleep(2)  # a loop would show in this time
        assert (
            len(server.rebuilds) - before <= 10
        )  # of 300 files; a slow machine needs more than one
    shutil.rmtree(articles)
    articles.mkdir()
    (articles / "ferry.md").write_text(article(body="After the storm."))
    wait_until(lambda: "After the storm." in get(f"{server.address}/articles/ferry/")[2])
    wait_until(lambda: get(f"{server.address}/articles/story-001/")[0] == 404)
    (articles / "ferry.md").write_text(article(body="Calm."))
    wait_until(lambda: "Calm." in get(f"{server.address}/articles/ferry/")[2])
    assert not any("error" in line for line in server.lines)


def test_a_fault_of_many_pages_is_told_once(serve: Serve) -> None:
    server = serve()
    server.write("templates/article.html", "{{ artcle }}")
    wait_until(lambda: any("'artcle' is undefined" in line for line in server.lines))
    for slug in ("ferry", "strike", "tide"):
        get(f"{server.address}/articles/{slug}/")
        time.sleep(0.3)
    time.sleep(2)  # while the rest is made at idle
    assert sum("'artcle' is undefined" in line for line in server.lines) == 1
