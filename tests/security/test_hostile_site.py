"""A site of hostile content: nothing runs, nothing breaks, nothing comes out that was not put in."""

from __future__ import annotations

import csv
import email
import functools
import http.server
import io
import json
import re
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from email import policy
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from digest.app.site import BuildOptions, build_site, open_site
from digest.cli.main import main
from tests.security.hostile import write_hostile

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NOW = 1_780_000_000
LOADING = {"src", "href", "srcset", "action", "formaction", "data", "poster", "background"}


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_hostile(tmp_path_factory.mktemp("hostile") / "site")

    def refuse(*_: object) -> None:
        raise AssertionError("the build asked the network")

    with mock.patch("socket.socket.connect", refuse), mock.patch("socket.getaddrinfo", refuse):
        report = build_site(open_site(folder), BuildOptions(jobs=1, now=NOW))
    assert not report.failed, [
        str(problem) for problem in report.problems if problem.severity == "error"
    ]
    return folder


@pytest.fixture(scope="session")
def output(hostile: Path) -> Path:
    return hostile / "output"


class Tags(HTMLParser):
    """Every element with its attributes, and whether scripts stand in the page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def tags_of(path: Path) -> list[tuple[str, dict[str, str]]]:
    parser = Tags()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser.found


def test_no_element_carries_what_could_run(output: Path) -> None:
    for path in output.rglob("*.html"):
        for tag, attributes in tags_of(path):
            where = f"{path.relative_to(output)}: <{tag} {attributes}>"
            assert tag not in {"iframe", "object", "embed", "base", "style", "math"}, where
            assert not any(name.startswith("on") or name == "style" for name in attributes), where
            if tag == "script":
                assert (
                    attributes.get("src", "").startswith("/assets/")
                    or attributes.get("type") == "application/ld+json"
                ), where
            for name in LOADING & attributes.keys():
                scheme = re.match(r"\s*([a-zA-Z][\w+.-]*):", attributes[name])
                assert not scheme or scheme[1].lower() in {"http", "https", "mailto"}, where
                if (
                    tag in {"img", "source", "script", "link"}
                    and attributes.get("rel") != "canonical"
                ):
                    assert not scheme, where
                    assert not attributes[name].startswith("//"), where


def test_links_to_other_sites_say_that_they_hand_nothing_over(output: Path) -> None:
    seen = 0
    for path in output.rglob("*.html"):
        for tag, attributes in tags_of(path):
            to = attributes.get("href", "")
            if (
                tag == "a"
                and re.match("https?://|//", to)
                and not to.startswith("https://hostile.example.org")
            ):
                assert "noopener" in attributes.get("rel", ""), (path, to)
                seen += 1
    assert seen > 20


def test_feeds_and_sitemaps_are_xml_and_hold_no_markup_of_content(output: Path) -> None:
    for path in [*output.rglob("*.xml"), *output.rglob("*.opml"), output / "feed.xsl"]:
        tree = ET.fromstring(path.read_bytes())
        assert not [
            e
            for e in tree.iter()
            if isinstance(e.tag, str) and e.tag.rpartition("}")[2] in {"script", "img", "svg"}
        ], path
    for item in ET.fromstring((output / "feed.xml").read_bytes()).iter("item"):
        parser = Tags()
        parser.feed(item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") or "")
        for tag, attributes in parser.found:
            assert tag != "script"
            assert not any(name.startswith("on") for name in attributes)
            assert (
                not attributes.get("href", "")
                .lower()
                .startswith(("javascript", "data", "vbscript"))
            )


def test_json_is_json_and_json_ld_stays_in_its_element(output: Path) -> None:
    for path in output.rglob("*.json"):
        json.loads(path.read_bytes())
    blocks = 0
    for path in output.rglob("*.html"):
        for block in re.findall(
            r'<script type="application/ld\+json">(.*?)</script>',
            path.read_text("utf-8"),
            re.DOTALL,
        ):
            json.loads(block)
            assert not {"<", ">", "&", "\u2028"} & set(block)
            blocks += 1
    assert blocks


def test_no_cell_is_a_formula(output: Path) -> None:
    rows = list(csv.reader(io.StringIO((output / "data/comments.csv").read_text("utf-8-sig"))))
    assert len(rows) > 20
    assert not [cell for row in rows[1:] for cell in row if cell.lstrip()[:1] in set("=+-@")]


def test_controls_and_overrides_of_direction_are_gone_from_names_and_titles(output: Path) -> None:
    for path in [*output.rglob("*.html"), *output.rglob("*.xml")]:
        text = path.read_text(encoding="utf-8")
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202d\u202e\ufffe]", text), path
    titles = re.findall(
        "<title>(.*?)</title>", (output / "articles/probe-11/index.html").read_text("utf-8")
    )
    assert titles[0].startswith("gnp.exe")


def test_nothing_is_written_or_read_outside(hostile: Path, output: Path) -> None:
    made = {path.name for path in hostile.parent.iterdir()}
    assert made == {"site", "secret.md"}
    for path in output.rglob("*"):
        assert not path.is_symlink()
        if path.is_file():
            data = path.read_bytes()
            assert b"TOP-SECRET" not in data, path
            assert b"root:x:0:0" not in data, path


def test_content_never_becomes_a_template(output: Path) -> None:
    page = (output / "articles/probe-4/index.html").read_text("utf-8")
    assert "{{ config }}{% include &#39;frame.html&#39; %}" in page
    assert "{{ 7*7 }}" in page


def test_words_that_look_like_links_are_words(hostile: Path, tmp_path: Path) -> None:
    options = BuildOptions(jobs=1, now=NOW, output=tmp_path / "out")
    build_site(open_site(hostile, "https://hostile.example.org/under/a/path/"), options)

    for name in (
        "articles/probe-4/index.html",
        "feed.xml",
        "hostile/index.html",
    ):
        text = (tmp_path / "out" / name).read_text("utf-8")
        assert "/under/a/path/not-a-link" not in text, name
        assert "/not-a-link" in text, name


def test_the_mail_of_an_edition_is_clean_too(hostile: Path, tmp_path: Path) -> None:
    for day in ("2026-03-02", "2026-03-05", "2026-03-16"):
        words = ["edition", day, "--email", "--site", str(hostile), "--now", "2026-06-01"]
        assert main([*words, "--output", str(tmp_path / "mail.eml")]) == 0
        mail = email.message_from_bytes((tmp_path / "mail.eml").read_bytes(), policy=policy.default)
        html = mail.get_body(("html",))
        assert html is not None
        parser = Tags()
        parser.feed(html.get_content())
        assert not {"script", "iframe", "svg", "img"} & {tag for tag, _ in parser.found}
        for _, attributes in parser.found:
            assert not any(name.startswith("on") for name in attributes)
            assert not attributes.get("href", "").lower().startswith(("javascript", "data", "//"))
        assert "Set-Cookie" not in mail


@pytest.mark.parametrize(
    ("name", "line", "told"),
    [
        ("articles/a.md", "aliases: [/../../../escape/]", "is no path on this site"),
        ("articles/a.md", "aliases: ['%2e%2e/%2e%2e/escape']", "is no path on this site"),
        (
            "articles/a.md",
            "aliases: ['/a\"; } location / { root /etc;']",
            "is no path on this site",
        ),
        ("articles/a.md", "aliases: [/.git/config]", "is no path on this site"),
        ("articles/a.md", "aliases: ['//evil.example/x']", "is no path on this site"),
        ("articles/a.md", "slug: ../../escape", "cannot be part of a web address"),
        ("articles/a.md", "lang: '\" onload=\"x'", "is no language tag"),
        ("speakers/a.md", "former: [../../escape]", "cannot be part of a web address"),
        ("speakers/a.md", "links: [{label: x, url: 'javascript:x'}]", "is no web address"),
        ("topics/<img src=x>.md", "role: x", "cannot be part of a web address"),
        ("pages/a b.md", "summary: x", "cannot be part of a web address"),
    ],
)
def test_what_would_leave_its_place_is_refused_with_file_and_line(
    tmp_path: Path, name: str, line: str, told: str
) -> None:
    path = tmp_path / "content" / name
    path.parent.mkdir(parents=True)
    (tmp_path / "digest.toml").write_text("", encoding="utf-8")
    head = "name: A" if "articles" not in name and "pages" not in name else "title: A"
    date = "date: 2026-03-04\n" if "articles" in name else ""
    path.write_text(f"---\n{head}\n{date}{line}\n---\n\nText.\n", encoding="utf-8")

    report = build_site(open_site(tmp_path), BuildOptions(jobs=1, now=NOW))

    assert report.failed
    assert told in report.problems[0].message
    assert report.problems[0].place.path == f"content/{name}"
    assert report.problems[0].place.line


# ---- in the browser


class Handler(http.server.SimpleHTTPRequestHandler):
    """A host that sends no header of ours: the pages' own policy must do."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def address(output: Path) -> Iterator[str]:
    handler = functools.partial(Handler, directory=str(output))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.browser
def test_nothing_runs_and_nothing_is_asked_of_other_sites(
    browser: Browser, output: Path, address: str
) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    page.on("dialog", lambda dialog: (said.append(f"{page.url}: a dialog"), dialog.dismiss()))
    page.on(
        "request",
        lambda r: (
            said.append(f"asked {r.url}") if not r.url.startswith((address, "data:")) else None
        ),
    )
    page.add_init_script(
        "addEventListener('securitypolicyviolation', e => console.log('violation', e.violatedDirective, e.blockedURI))"
    )
    kinds = [f"articles/probe-{number}/" for number in range(17)]
    kinds += [
        "", "topics/", "topics/hostile/", "speakers/", "speakers/hostile/", "editions/", "editions/2026-03-02/",
        "archive/", "archive/2026/03/", "hostile/", "corrections/", "data/", "404.html", "search/?q=script",
    ]  # fmt: skip
    for kind in kinds:
        answer = page.goto(f"{address}/{kind}")
        assert answer is not None
        assert answer.status == 200, kind
        assert page.evaluate("window.__owned") is None, kind
        assert page.evaluate("getComputedStyle(document.body).fontFamily") != "", kind
    page.wait_for_selector(".found li")
    page.close()

    missing = "Failed to load resource: the server responded with a status of 404"
    assert [line for line in said if missing not in line] == []  # pictures that are not there


@pytest.mark.browser
def test_feeds_open_in_the_browser_without_running_anything(browser: Browser, address: str) -> None:
    page = browser.new_page()
    for name in ("feed.xml", "atom.xml", "topics/hostile/feed.xml"):
        page.goto(f"{address}/{name}")
        assert page.evaluate("window.__owned") is None
    page.close()
