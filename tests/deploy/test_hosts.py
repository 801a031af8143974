"""The same output on real servers: at a domain's root and under a path, with and without a slash."""

from __future__ import annotations

import functools
import http.client
import http.server
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from digest.app.site import BuildOptions, build_site, open_site
from digest.base.errors import DigestError
from digest.model.sitefile import parse_config
from tests.deploy.conftest import SETTINGS, files_of, write_site
from tests.deploy.test_targets import free_port, wait_for

HOSTS = """[deploy]
hosts = ["github-pages", "netlify", "cloudflare-pages", "nginx"]
"""
ELSEWHERE = """---
title: It has moved
slug: new-place
date: 2026-03-04
aliases: [/2019/old-place.html, /old/place/, /alt/straße/]
---

Here it is.

## Key comments

> “We moved.”
>
> — Dr. Mara Lind, harbour master
"""


class Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


def ask(port: int, path: str) -> Reply:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return Reply(answer.status, {k.lower(): v for k, v in answer.getheaders()}, body)


def build(folder: Path, base_url: str, output: Path, hosts: str = HOSTS) -> None:
    text = SETTINGS.replace("enabled = false", "enabled = true") + hosts
    (folder / "digest.toml").write_text(text, encoding="utf-8")
    options = BuildOptions(jobs=1, now=1_780_000_000, output=output)
    report = build_site(open_site(folder, base_url), options)
    assert not report.failed, report.problems


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site's sources, with old addresses of every kind."""
    folder = write_site(tmp_path_factory.mktemp("moved"))
    (folder / "content/articles/first-name.md").write_text(ELSEWHERE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module", params=["", "/news"], ids=["root", "path"])
def served(request: pytest.FixtureRequest, moved: Path) -> tuple[str, Path]:
    """A base path, and a folder that a server may take as its root."""
    base: str = request.param
    root = moved / f"www{base.replace('/', '-')}"
    build(moved, f"https://landing.example.org{base}/", root / base.lstrip("/"))
    return base, root


# ---- nginx


@contextmanager
def run_nginx(root: Path, base: str, work: Path) -> Iterator[int]:
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    if not Path(program).exists():
        pytest.skip("nginx is not installed (apt-get install nginx-light)")
    work.mkdir(parents=True, exist_ok=True)
    port = free_port()
    types = "include /etc/nginx/mime.types;" if Path("/etc/nginx/mime.types").exists() else ""
    user = "user root;" if os.getuid() == 0 else ""
    (work / "nginx.conf").write_text(
        f"daemon off; {user} pid {work}/pid; error_log {work}/error.log; events {{}}\n"
        f"http {{ {types} default_type application/octet-stream; access_log off;\n"
        f"client_body_temp_path {work}/b; proxy_temp_path {work}/p; fastcgi_temp_path {work}/f;\n"
        f"uwsgi_temp_path {work}/u; scgi_temp_path {work}/s;\n"
        f"server {{ listen 127.0.0.1:{port}; root {root};\n"
        f"include {root}{base}/_nginx.conf; }} }}\n",
        encoding="utf-8",
    )
    server = subprocess.Popen([program, "-c", str(work / "nginx.conf"), "-e", f"{work}/error.log"])
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(scope="module")
def nginx(
    served: tuple[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, int]]:
    base, root = served
    with run_nginx(root, base, tmp_path_factory.mktemp("nginx")) as port:
        yield base, port


def test_nginx_serves_every_file_of_the_output(
    nginx: tuple[str, int], served: tuple[str, Path]
) -> None:
    base, port = nginx
    output = served[1] / base.lstrip("/")
    for file, data in files_of(output).items():
        if file == "_nginx.conf" or b'http-equiv="refresh"' in data[:1000]:
            continue
        reply = ask(port, f"{base}/{file.removesuffix('index.html')}".replace("ß", "%C3%9F"))
        assert (reply.status, reply.body) == (200, data), file


def test_nginx_leads_from_a_folder_without_its_slash(nginx: tuple[str, int]) -> None:
    base, port = nginx
    for path in (*([base] if base else []), f"{base}/articles/berth-1", f"{base}/topics"):
        reply = ask(port, path)
        assert (reply.status, reply.headers["location"]) == (301, f"{path}/"), path


def test_nginx_leads_from_old_addresses_with_and_without_a_slash(nginx: tuple[str, int]) -> None:
    base, port = nginx
    for old in (
        "/2019/old-place.html",
        "/old/place/",
        "/old/place",
        "/alt/stra%C3%9Fe/",
        "/articles/first-name/",
    ):
        reply = ask(port, base + old)
        assert (reply.status, reply.headers["location"]) == (301, f"{base}/articles/new-place/"), (
            old
        )
    reply = ask(port, f"{base}/speakers/dr-mara-lind/")
    assert (reply.status, reply.headers["location"]) == (301, f"{base}/speakers/mara-lind/")


def test_nginx_shows_the_sites_own_page_for_what_is_not_there(nginx: tuple[str, int]) -> None:
    base, port = nginx
    for path in ("/nothing", "/articles/", "/articles/nobody/", "/_nginx.conf"):
        reply = ask(port, base + path)
        assert reply.status == 404, path
        if path != "/_nginx.conf":
            assert b"This page is not here" in reply.body, path


def test_nginx_tells_browsers_what_they_may_do_and_keep(nginx: tuple[str, int]) -> None:
    base, port = nginx
    page = ask(port, f"{base}/")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["cache-control"] == "public, max-age=0, must-revalidate"
    style = page.body.decode().split('rel="stylesheet" href="')[1].split('"')[0]
    asset = ask(port, style)
    assert asset.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "content-security-policy" in asset.headers
    assert ask(port, f"{base}/feed.xsl").headers["content-type"].startswith("application/xslt+xml")
    assert "charset=utf-8" in ask(port, f"{base}/feed.xml").headers["content-type"]


# ---- python -m http.server, which knows nothing of us


def test_a_server_without_settings_serves_the_site_and_leads_by_pages(
    served: tuple[str, Path],
) -> None:
    base, root = served
    handler = functools.partial(Quiet, directory=str(root))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_port

    assert ask(port, f"{base}/").status == 200
    assert (
        ask(port, f"{base}/articles/berth-1").headers["Location".lower()]
        == f"{base}/articles/berth-1/"
    )
    led = ask(port, f"{base}/old/place/")
    assert f'content="0; url={base}/articles/new-place/"' in led.body.decode()
    assert (
        f'<link rel="canonical" href="https://landing.example.org{base}/articles/new-place/">'
        in led.body.decode()
    )
    server.shutdown()
    server.server_close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


# ---- what the hosts' files say


def test_each_host_gets_its_files(served: tuple[str, Path]) -> None:
    base, root = served
    output = root / base.lstrip("/")

    assert (output / ".nojekyll").read_bytes() == b""
    assert (output / "404.html").is_file()
    assert (output / "CNAME").exists() == (base == "")  # a domain has one site, at its root
    headers = (output / "_headers").read_text("utf-8")
    assert headers.startswith(f"{base}/*\n  Content-Security-Policy: default-src 'none'; ")
    assert f"{base}/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n" in headers
    assert all(len(line) < 2000 for line in headers.splitlines())  # as Cloudflare wants it
    redirects = (output / "_redirects").read_text("utf-8").splitlines()
    for old in ("/old/place/", "/old/place", "/alt/stra%C3%9Fe/", "/2019/old-place.html"):
        assert f"{base}{old} {base}/articles/new-place/ 301" in redirects
    assert f"{base}/speakers/dr-mara-lind/ {base}/speakers/mara-lind/ 301" in redirects


def test_netlify_is_told_to_lead_on_although_a_page_is_there(moved: Path, tmp_path: Path) -> None:
    build(moved, "", tmp_path / "out", '[deploy]\nhosts = ["netlify"]\n')

    lines = (tmp_path / "out/_redirects").read_text("utf-8").splitlines()

    assert "/old/place/ /articles/new-place/ 301!" in lines
    assert not (tmp_path / "out/.nojekyll").exists()


def test_a_site_that_names_no_host_gets_no_file_of_one(moved: Path, tmp_path: Path) -> None:
    build(moved, "", tmp_path / "out", "")

    assert not {".nojekyll", "CNAME", "_headers", "_redirects", "_nginx.conf"} & {
        path.name for path in (tmp_path / "out").iterdir()
    }


def test_an_owners_own_file_stands_for_ours(moved: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(moved / "content", site / "content")
    (site / "content/static").mkdir()
    (site / "content/static/_headers").write_text("/*\n  X-Mine: yes\n", encoding="utf-8")
    (site / "content/static/.well-known").mkdir()
    (site / "content/static/.well-known/security.txt").write_text("Contact: x\n", encoding="utf-8")
    (site / "content/static/.nojekyll").write_text("mine", encoding="utf-8")
    (site / "content/static/.env").write_text("SECRET=1", encoding="utf-8")
    build(site, "", tmp_path / "out")

    assert (tmp_path / "out/_headers").read_text("utf-8") == "/*\n  X-Mine: yes\n"
    assert (tmp_path / "out/.well-known/security.txt").read_text("utf-8") == "Contact: x\n"
    assert (tmp_path / "out/.nojekyll").read_text("utf-8") == "mine"
    assert not (tmp_path / "out/.env").exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[deploy]\nhosts = ["gitlab"]', "deploy.hosts"),
        ('[deploy]\ntaget = "s3"', "did you mean 'target'?"),
        (
            '[security]\nallow = {"script-scr" = ["https://a.example"]}',
            "did you mean 'script-src'?",
        ),
        ('[security]\nallow = {"script-src" = ["a; object-src *"]}', "is no source"),
        ('[ping]\nhubs = ["hub.example.org"]', "is no web address"),
        ('[ping]\nindexnow_key = "a/b"', "ping.indexnow_key"),
    ],
)
def test_a_setting_that_is_wrong_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(DigestError) as caught:
        parse_config(f"[site]\n{text}\n")

    assert told in str(caught.value)
    assert caught.value.at is not None
    assert caught.value.at.line


def test_sources_that_the_owner_trusts_are_added_to_the_policy(moved: Path, tmp_path: Path) -> None:
    more = '[security.allow]\nscript-src = ["https://stats.example.org"]\nframe-src = ["https://video.example.org"]\n'
    build(moved, "", tmp_path / "out", more)

    page = (tmp_path / "out/index.html").read_text("utf-8")

    assert "script-src 'self' https://stats.example.org;" in page
    assert "frame-src https://video.example.org;" in page


# ---- proofs


def test_a_deployed_copy_is_proven_and_a_changed_one_is_told(
    moved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from digest.cli.main import main

    build(moved, "", tmp_path / "out")
    copy = tmp_path / "copy"
    shutil.copytree(tmp_path / "out", copy)
    words = [
        "build",
        "--site",
        str(moved),
        "--output",
        str(tmp_path / "out"),
        "--now",
        "2026-05-28T20:26:40+00:00",
        "--verify",
        str(copy),
    ]

    assert main(words) == 0, capsys.readouterr()
    assert "byte for byte" in capsys.readouterr().out

    (copy / "index.html").write_text("taken over", encoding="utf-8")
    (copy / "feed.xml").unlink()
    (copy / "shell.php").write_text("<?php", encoding="utf-8")
    assert main(words) == 1
    told = capsys.readouterr().out
    assert "different: index.html" in told
    assert "missing: feed.xml" in told
    assert "not of this build: shell.php" in told


def test_the_manifest_is_one_that_sha256sum_checks(served: tuple[str, Path]) -> None:
    base, root = served
    if shutil.which("sha256sum") is None:
        pytest.skip("there is no sha256sum")
    command = ["sha256sum", "--check", "--quiet", ".digest-manifest"]
    done = subprocess.run(command, cwd=root / base.lstrip("/"), check=False, capture_output=True)
    assert done.returncode == 0, done.stdout
