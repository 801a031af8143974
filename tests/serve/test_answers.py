"""The preview answers as a static host would."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.build.preview import Preview
from digest.serve.answers import content_type, find_answer
from digest.serve.faults import describe_faults
from digest.serve.hosts import is_ours, same_origin
from digest.serve.replies import inject, make_reply
from digest.serve.watch import kind_in_mounts
from tests.serve.sample import make_preview, write_site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_site(tmp_path_factory.mktemp("answers") / "site")
    (folder / "content/static/deep").mkdir()
    (folder / "content/static/deep/index.html").write_text("<p>deep</p>")
    (folder / "content/static/ten.bin").write_bytes(b"0123456789")
    return folder


@pytest.fixture(scope="module")
def preview(site: Path) -> Preview:
    return make_preview(site)


@pytest.mark.parametrize(
    ("path", "status", "type_"),
    [
        ("/", 200, "text/html; charset=utf-8"),
        ("/articles/ferry/", 200, "text/html; charset=utf-8"),
        ("/articles/ferry/index.html", 200, "text/html; charset=utf-8"),
        ("/feed.xml", 200, "application/xml; charset=utf-8"),
        ("/hello.txt", 200, "text/plain; charset=utf-8"),
        ("/deep/", 200, "text/html; charset=utf-8"),
        ("/articles/ferry", 301, "text/plain; charset=utf-8"),
        ("/deep", 301, "text/plain; charset=utf-8"),
        ("/nothing/", 404, "text/html; charset=utf-8"),
        ("/nothing", 404, "text/html; charset=utf-8"),
        ("/../digest.toml", 404, "text/html; charset=utf-8"),
        ("//evil.example/", 404, "text/html; charset=utf-8"),
        ("/articles/secret/", 404, "text/html; charset=utf-8"),
    ],
)
def test_addresses_and_their_answers(preview: Preview, path: str, status: int, type_: str) -> None:
    answer = find_answer(preview, path)
    assert (answer.status, answer.type) == (status, type_)


def test_an_unknown_address_gets_the_sites_own_404_page(preview: Preview) -> None:
    assert find_answer(preview, "/nothing/").body == preview.page("/404.html").body


def test_the_slash_is_added_under_the_base_path(site: Path) -> None:
    based = make_preview(site, "https://org.example/a/b/")
    assert find_answer(based, "/a/b/topics").location == "/a/b/topics/"
    assert find_answer(based, "/a/b").location == "/a/b/"
    assert find_answer(based, "/a/b/topics/").status == 200
    assert find_answer(based, "/topics/").status == 404
    assert b"/a/b/" in find_answer(based, "/").body


@pytest.mark.parametrize(
    ("url", "type_"),
    [
        ("/a.css", "text/css; charset=utf-8"),
        ("/a.js", "text/javascript; charset=utf-8"),
        ("/a.svg", "image/svg+xml; charset=utf-8"),
        ("/a.webp", "image/webp"),
        ("/a.woff2", "font/woff2"),
        ("/a.webmanifest", "application/manifest+json; charset=utf-8"),
        ("/data.JSON", "application/json; charset=utf-8"),
        ("/CNAME", "application/octet-stream"),
    ],
)
def test_media_types(url: str, type_: str) -> None:
    assert content_type(url) == type_


def test_the_client_is_added_to_html_alone_and_before_the_end_of_the_head(preview: Preview) -> None:
    page = inject(find_answer(preview, "/"))
    assert page.index(b"/__digest/client.js") < page.index(b"</head>")
    assert make_reply(find_answer(preview, "/feed.xml"), {}).body == preview.page("/feed.xml").body


def test_nothing_is_cached_but_validators_work(preview: Preview) -> None:
    answer = find_answer(preview, "/hello.txt")
    reply = make_reply(answer, {})
    assert reply.headers["Cache-Control"] == "no-store"
    tag = reply.headers["ETag"]
    assert make_reply(answer, {"if-none-match": tag}).status == 304
    assert make_reply(answer, {"if-none-match": f'"x", W/{tag}'}).status == 304
    assert make_reply(answer, {"if-none-match": '"x"'}).status == 200


@pytest.mark.parametrize(
    ("header", "status", "span"),
    [
        ("bytes=2-4", 206, "bytes 2-4/10"),
        ("bytes=7-", 206, "bytes 7-9/10"),
        ("bytes=-3", 206, "bytes 7-9/10"),
        ("bytes=0-99", 206, "bytes 0-9/10"),
        ("bytes=10-", 416, "bytes */10"),
        ("bytes=4-2", 416, "bytes */10"),
        ("bytes=-0", 416, "bytes */10"),
        ("bytes=0-1,3-4", 200, None),
        ("lines=1-2", 200, None),
    ],
)
def test_ranges(preview: Preview, header: str, status: int, span: str | None) -> None:
    reply = make_reply(find_answer(preview, "/ten.bin"), {"range": header})
    assert (reply.status, reply.headers.get("Content-Range")) == (status, span)


def test_a_range_of_another_version_gets_the_whole(preview: Preview) -> None:
    headers = {"range": "bytes=0-1", "if-range": '"other"'}
    assert make_reply(find_answer(preview, "/ten.bin"), headers).status == 200


@pytest.mark.parametrize(
    ("header", "bound", "ours"),
    [
        ("127.0.0.1:8000", "127.0.0.1", True),
        ("localhost:8000", "127.0.0.1", True),
        ("LOCALHOST", "127.0.0.1", True),
        ("[::1]:8000", "::1", True),
        ("news.localhost:8000", "127.0.0.1", True),
        ("192.168.1.7:8000", "0.0.0.0", True),
        ("desk.lan", "desk.lan", True),
        ("evil.example:8000", "127.0.0.1", False),
        ("evil.example", "0.0.0.0", False),
        ("127.0.0.1.evil.example", "127.0.0.1", False),
        ("localhost.evil.example", "127.0.0.1", False),
        ("user@127.0.0.1", "127.0.0.1", False),
        ("127.0.0.1:port", "127.0.0.1", False),
        ("", "127.0.0.1", False),
    ],
)
def test_only_names_of_this_machine_are_answered(header: str, bound: str, ours: bool) -> None:
    assert is_ours(header, bound) is ours


def test_a_page_of_another_site_gets_no_line(preview: Preview) -> None:
    assert same_origin("http://localhost:8000", "localhost:8000")
    assert not same_origin("http://evil.example", "localhost:8000")
    assert not same_origin("null", "localhost:8000")


def test_faults_come_with_the_lines_around(site: Path) -> None:
    from digest.base.errors import Place, Problem

    problem = Problem(Place("content/articles/ferry.md", 3), "x", "this is wrong", "do that")
    (fault,) = describe_faults([problem], site)
    assert (fault["file"], fault["line"], fault["hint"]) == (
        "content/articles/ferry.md",
        3,
        "do that",
    )
    assert fault["lines"][0] == (1, "---")
    assert fault["lines"][2] == (3, "date: 2026-03-04")


MOUNTS = [
    "22 1 259:1 / / rw,relatime - ext4 /dev/root rw",
    "36 22 0:31 / /home/me rw shared:1 - nfs4 server:/home rw",
    "37 36 0:32 / /home/me/local rw - tmpfs tmpfs rw",
    "38 22 0:33 / /mnt/my\\040share rw - fuse.sshfs host: rw",
]


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/site", ""),
        ("/home/me/site", "nfs4"),
        ("/home/me/local/site", ""),
        ("/home/mean", ""),
        ("/mnt/my share/site", "fuse.sshfs"),
    ],
)
def test_network_mounts_are_recognised(folder: str, kind: str) -> None:
    assert kind_in_mounts(MOUNTS, folder) == kind
