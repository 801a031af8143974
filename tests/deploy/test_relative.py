"""--relative: the folder opens from a stick, and works under any path; feeds stay whole."""

from __future__ import annotations

import functools
import http.server
import re
import threading
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

from digest.app.site import BuildOptions, build_site, open_site
from digest.render.addresses import make_relative, move_addresses, relative_to
from tests.theme.sample import write_sample

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Request

ATTRIBUTE = re.compile(r'<[a-z][^<>]*?\s(?:href|src|action|poster)="([^"]*)"')
SRCSET = re.compile(r'\ssrcset="([^"]*)"')


@pytest.fixture(scope="session")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stick")
    write_sample(folder)
    old = folder / "content/articles/bare.md"
    old.write_text(
        old.read_text("utf-8").replace("title:", "aliases: [/old/place/]\ntitle:"), encoding="utf-8"
    )
    report = build_site(
        open_site(folder, relative=True), BuildOptions(now=1_780_300_000, drafts=True)
    )
    assert not report.failed, report.problems
    return folder / "output"


@pytest.mark.parametrize(
    ("here", "to", "way"),
    [
        ("/", "/", "index.html"),
        ("/", "/topics/", "topics/index.html"),
        ("/articles/a/", "/", "../../index.html"),
        ("/articles/a/", "/articles/b/#comment-2", "../b/index.html#comment-2"),
        ("/articles/a/", "/assets/site.css", "../../assets/site.css"),
        ("/404.html", "/search/?q=a/b", "search/index.html?q=a/b"),
        ("/page/2/", "/page/3/", "../3/index.html"),
    ],
)
def test_the_way_from_a_page_to_another(here: str, to: str, way: str) -> None:
    assert relative_to(here, to) == way


def test_only_attributes_are_addresses() -> None:
    page = '<p title="&lt;a href=/x&gt;">say href="/x" and <a class="y" href="/x/">go</a></p>'

    assert make_relative(page, "", "/a/") == page.replace('href="/x/"', 'href="../x/index.html"')
    assert move_addresses('no tags, href="/x"', lambda _n, _to: "moved") == 'no tags, href="/x"'


def test_every_link_leads_to_a_file(stick: Path) -> None:
    seen = 0
    for path in stick.rglob("*.html"):
        text = path.read_text("utf-8")
        found = ATTRIBUTE.findall(text)
        found += [
            each.split(" ")[0] for sources in SRCSET.findall(text) for each in sources.split(", ")
        ]
        for to in found:
            if urlsplit(to).scheme or to.startswith("#"):
                continue
            assert not to.startswith("/"), (path, to)
            target = path.parent / unquote(urlsplit(to).path)
            assert target.is_file(), (path.relative_to(stick), to)
            seen += 1
    assert seen > 500


def test_what_readers_elsewhere_get_stays_whole(stick: Path) -> None:
    page = (stick / "articles/pictured/index.html").read_text("utf-8")
    assert (
        '<link rel="canonical" href="https://sample.example.org/news/articles/pictured/">' in page
    )
    assert 'property="og:url" content="https://sample.example.org/news/articles/pictured/"' in page
    for item in ET.fromstring((stick / "feed.xml").read_bytes()).iter("item"):
        assert (item.findtext("link") or "").startswith("https://sample.example.org/news/articles/")
        html = item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") or ""
        assert not re.search(r'(?:href|src)="[^h#m]', html)
    assert (stick / "sitemap.xml").read_text("utf-8").count(
        "<loc>https://sample.example.org/news/"
    ) > 50


def test_an_old_address_leads_on(stick: Path) -> None:
    text = (stick / "old/place/index.html").read_text("utf-8")
    assert 'content="0; url=../../articles/bare/index.html"' in text
    assert 'rel="canonical" href="https://sample.example.org/news/articles/bare/"' in text


def tell_failure(request: Request) -> list[str]:
    """A request that found nothing; one that the page did not wait for, as it led on, is no failure."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"failed {request.url}"]


@pytest.mark.browser
def test_the_folder_opens_without_a_server(browser: Browser, stick: Path) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.extend(tell_failure(request)))
    page.goto(f"file://{stick}/index.html")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 249, 244)"
    page.click('.sections a:has-text("Speakers")')
    page.click('.az a:has-text("Mara Lind")')
    assert page.url == f"file://{stick}/speakers/mara-lind/index.html"
    page.click(".said .where >> nth=0")
    assert "/articles/" in page.url
    assert page.locator("#comment-1").count() == 1
    page.goto(f"file://{stick}/articles/pictured/index.html")
    assert page.evaluate("document.querySelector('.photo img').naturalWidth") > 0
    page.click('.sections a:has-text("Search")')
    assert page.locator("#search .ways a").count() == 4  # no server, no index: the lists stay
    page.goto(f"file://{stick}/old/place/index.html")
    page.wait_for_url("**/articles/bare/index.html")
    page.close()

    assert said == []


@pytest.mark.browser
def test_the_folder_works_under_any_path_of_a_server(browser: Browser, stick: Path) -> None:
    class Handler(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            return super().translate_path(path.removeprefix("/any/where"))

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Handler, directory=str(stick))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}/any/where/search/index.html?q=berth")
    page.click(".found a >> nth=0")
    page.wait_for_url("**/any/where/articles/**")
    assert page.locator("#comment-1").count() == 1
    page.close()
    server.shutdown()
    server.server_close()
