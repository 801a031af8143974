"""What an editor sees in the browser while the files change."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import wait_in
from tests.serve.conftest import OpenTab, Serve
from tests.serve.sample import article, save_aside, wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

FERRY = "content/articles/ferry.md"
LONG = "\n\n".join(
    f"Paragraph {number} tells of the harbour at some length." for number in range(80)
)


def shows(page: Page, text: str, seconds: float = 10) -> bool:
    """Wait until the page's text, as its reader sees it, has these words."""
    page.wait_for_function(
        "text => document.body.innerText.includes(text)", arg=text, timeout=seconds * 1000
    )
    return True


def faults(page: Page) -> str:
    """The overlay's text; empty when it is not there."""
    return page.evaluate(
        "() => { const over = document.querySelector('digest-preview')?.shadowRoot.querySelector('.faults');"
        " return !over || over.hidden ? '' : over.innerText; }"
    )


def mark(page: Page) -> float:
    """A number that a reload would change."""
    return page.evaluate("window.since")


def test_an_edited_article_is_replaced_in_place(serve: Serve, tab: OpenTab) -> None:
    server = serve()
    server.write(FERRY, article(body=LONG))
    page = tab(f"{server.address}/articles/ferry/")
    shows(page, "Paragraph 79")
    page.evaluate("window.scrollTo(0, 900)")
    before = mark(page)
    server.write(FERRY, article(body=LONG.replace("Paragraph 70 tells", "Paragraph 70 sings")))
    assert shows(page, "Paragraph 70 sings")
    assert page.evaluate("window.scrollY") == 900
    assert mark(page) == before


def test_open_details_and_typed_text_stay(serve: Serve, tab: OpenTab) -> None:
    server = serve()
    more = '<details id="more"><summary>More</summary><p>Inside</p></details>\n\n<input id="find" value="">\n\n'
    own = (
        '{% extends "frame.html" %}{% block main %}'
        + more
        + "{{ article.body|safe }}{% endblock %}"
    )
    server.write("templates/article.html", own)
    page = tab(f"{server.address}/articles/ferry/")
    shows(page, "The ferry is back.")
    page.click("summary")
    page.fill("#find", "harbour")
    page.focus("#find")
    server.write(FERRY, article(body="The ferry is late."))
    assert shows(page, "The ferry is late.")
    assert page.evaluate("document.querySelector('#more').open")
    assert page.input_value("#find") == "harbour"
    assert page.evaluate("document.activeElement.id") == "find"


def test_what_the_pages_scripts_made_stays(serve: Serve, tab: OpenTab) -> None:
    server = serve()
    page = tab(f"{server.address}/speakers/")
    page.fill("#find", "mara")
    wait_in(page, "document.querySelector('.filter output').textContent === '1'")
    server.write("content/articles/tide.md", article("Tide turns", 6, speaker="Ada Ferro"))
    wait_in(page, "document.body.textContent.includes('Ada Ferro')")
    assert page.input_value("#find") == "mara"


def test_a_stylesheet_is_swapped_without_a_reload(serve: Serve, tab: OpenTab) -> None:
    server = serve()
    server.write("assets/custom.css", "h1 { color: rgb(1, 2, 3) }")
    page = tab(f"{server.address}/articles/ferry/")
    colour = "() => getComputedStyle(document.querySelector('h1')).color"
    wait_in(page, f"({colour})() === 'rgb(1, 2, 3)'")
    before = mark(page)
    server.write("assets/custom.css", "h1 { color: rgb(4, 5, 6) }")
    wait_in(page, f"({colour})() === 'rgb(4, 5, 6)'")
    assert mark(page) == before
    wait_in(page, "document.querySelectorAll('link[rel=stylesheet][href*=custom]').length === 1")


def test_a_static_stylesheet_is_swapped_too(serve: Serve, tab: OpenTab) -> None:
    server = serve()
    server.write("content/static/own.css", "h1 { color: rgb(1, 2, 3) }")
    server.write(
        "templates/article.html",
        '{% extends "@theme/article.html" %}{% block head_extra %}<link rel="stylesheet" href="/own.css">{% endblock %}',
    )
    page = tab(f"{server.address}/articles/ferry/")
    colour = "() => getComputedStyle(document.querySelector('h1')).color"
    wait_in(page, f"({colour})() === 'rgb(1, 2, 3)'")
    before = mark(page)
    server.write("content/static/own.css", "h1 { color: rgb(4, 5, 6) }")
    wait_in(page, f"({colour})() === 'rgb(4, 5, 6)'")
    assert mark(page) == before


def test_a_tab_on_another_page_is_left_alone(serve: Serve, tab: OpenTab) -> None:
    server = serve()
    here, there = tab(f"{server.address}/articles/ferry/"), tab(f"{server.address}/about/")
    there.evaluate(
        "new MutationObserver(() => { window.touched = true; })"
        ".observe(document, { subtree: true, childList: true, attributes: true, characterData: true })"
    )
    server.write(FERRY, article(body="The ferry is late."))
    shows(here, "The ferry is late.")
    there.wait_for_timeout(300)
    assert there.evaluate("window.touched") is None


def test_ten_tabs_at_once_all_load(serve: Serve, tab: OpenTab) -> None:
    server = serve()
    pages = [tab(f"{server.address}/articles/ferry/") for _ in range(10)]
    server.write(FERRY, article(body="The ferry is late."))
    assert all(shows(page, "The ferry is late.") for page in pages)


def test_a_fault_lies_over_the_last_good_page_until_it_is_mended(
    serve: Serve, tab: OpenTab
) -> None:
    server = serve()
    page = tab(f"{server.address}/articles/ferry/")
    server.write(FERRY, article().replace("topics:", "topic:"))
    wait_until(lambda: faults(page))
    told = faults(page)
    assert f"{FERRY}:4" in told
    assert "did you mean 'topics'?" in told
    assert "title: Ferry returns" in told  # the lines around
    assert "The ferry is back." in page.inner_text("main")
    server.write(FERRY, article(body="The ferry is mended."))
    shows(page, "The ferry is mended.")
    wait_until(lambda: not faults(page))


def test_a_fault_that_was_there_first_shows_and_then_the_page(
    serve: Serve, site: Path, tab: OpenTab
) -> None:
    config = (site / "digest.toml").read_text()
    (site / "templates").mkdir()
    (site / "templates/article.html").write_text("{{ nothing }}")
    server = serve()
    page = tab(f"{server.address}/articles/ferry/")
    wait_until(lambda: "templates/article.html:1" in faults(page))
    (site / "templates/article.html").unlink()
    assert shows(page, "The ferry is back.")
    server.write("digest.toml", config.replace("title", "titel"))
    wait_until(lambda: "digest.toml:2" in faults(page))


def test_a_fault_elsewhere_shows_too(serve: Serve, tab: OpenTab) -> None:
    server = serve()
    page = tab(f"{server.address}/about/")
    server.write("templates/speakers.html", "{% for %}")
    wait_until(lambda: "speakers.html:1" in faults(page))


def test_a_stopped_server_greys_the_page_and_comes_back(
    serve: Serve, tab: OpenTab, site: Path
) -> None:
    server = serve()
    page = tab(f"{server.address}/articles/ferry/")
    port = re.search(r":(\d+)", server.address)[1]
    veil = "!document.querySelector('digest-preview').shadowRoot.querySelector('.veil').hidden"
    assert server.stop() == 0
    wait_in(page, veil)
    before = mark(page)
    server.write(FERRY, article(body="Written while it slept."))
    serve("--port", port)
    assert shows(page, "Written while it slept.")
    assert not page.evaluate(veil)
    assert mark(page) == before


def test_a_deleted_article_shows_the_hosts_404_and_comes_back(
    serve: Serve, tab: OpenTab, site: Path
) -> None:
    server = serve()
    page = tab(f"{server.address}/articles/ferry/")
    (site / FERRY).unlink()
    assert shows(page, "This page is not here")
    server.write(FERRY, article(body="Restored."))
    assert shows(page, "Restored.")


def test_a_new_article_opens_only_with_follow(serve: Serve, tab: OpenTab) -> None:
    for words in ((), ("--follow",)):
        server = serve(*words)
        page = tab(f"{server.address}/about/")
        server.write(f"content/articles/new{len(words)}.md", article("Brand new", 9))
        wait_until(lambda server=server: server.rebuilds)
        if words:
            page.wait_for_url("**/articles/new1/")
        else:
            page.wait_for_timeout(300)
            assert page.url.endswith("/about/")
        server.stop()


@pytest.mark.parametrize("way", ["in place", "aside", "backup", "delete first", "sed"])
def test_every_way_of_saving(serve: Serve, tab: OpenTab, site: Path, way: str) -> None:
    server = serve()
    page = tab(f"{server.address}/articles/ferry/")
    path = site / FERRY
    for number in range(3):
        text = article(body=f"Version {number}.")
        if way == "in place":
            path.write_text(text)
        elif way == "aside":
            save_aside(path, text)
        elif way == "backup":  # as Vim does with backupcopy=no
            (path.parent / "4913").touch()
            (path.parent / "4913").unlink()
            path.rename(f"{path}~")
            path.write_text(text)
            Path(f"{path}~").unlink()
        elif way == "delete first":
            path.unlink()
            path.write_text(text)
        else:
            old = f"Version {number - 1}." if number else "The ferry is back."
            subprocess.run(["sed", "-i", f"s/{old}/Version {number}./", path], check=True)
        assert shows(page, f"Version {number}.")
    assert not faults(page)


def test_changes_of_theme_settings_and_content_need_no_restart(
    serve: Serve, tab: OpenTab, site: Path
) -> None:
    server = serve()
    page = tab(f"{server.address}/")
    server.write("digest.toml", '[site]\ntitle = "Halden Star"\n[search]\nenabled = false\n')
    wait_in(page, "document.title.includes('Halden Star')")
    server.write("content/pages/contact.md", "---\ntitle: Contact us\n---\n\nRing the bell.\n")
    shows(page, "Contact us")
    server.write("templates/parts/footer.html", "<p>A new footer</p>")
    shows(page, "A new footer")
    server.write(
        "themes/bare/templates/home.html", "<!doctype html><title>Bare</title><p>bare walls"
    )
    server.write("digest.toml", '[site]\ntitle = "Halden Star"\n[theme]\nname = "bare"\n')
    shows(page, "bare walls")
    server.write(
        "themes/bare/templates/home.html", "<!doctype html><title>Bare</title><p>barer walls"
    )
    shows(page, "barer walls")


def test_under_a_path_links_and_updates_work(serve: Serve, tab: OpenTab) -> None:
    server = serve("--base-url", "https://org.example/news/")
    assert server.address.endswith("/news")
    page = tab(f"{server.address}/")
    page.click("text=Ferry returns")
    page.wait_for_url("**/news/articles/ferry/")
    server.write(FERRY, article(body="The ferry is late."))
    assert shows(page, "The ferry is late.")
