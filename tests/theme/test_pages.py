"""The default theme in a real browser: accessible, valid, silent, and without a foreign request."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from tests.conftest import wait_in
from tests.theme.conftest import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAGES = {
    "front page": "/",
    "older page": "/page/2/",
    "article": "/articles/rich/",
    "article with a photo": "/articles/pictured/",
    "Arabic article": "/articles/arabic/",
    "article without anything": "/articles/bare/",
    "draft": "/articles/draft/",
    "topics": "/topics/",
    "topic": "/topics/shipping/",
    "topic with a parent": "/topics/labour/",
    "topic above others": "/topics/society/",
    "topic without a story": "/topics/silence/",
    "speakers": "/speakers/",
    "speaker": "/speakers/mara-lind/",
    "speaker with one comment": "/speakers/ana-abel/",
    "editions": "/editions/",
    "edition": "/editions/2026-05-25/",
    "archive": "/archive/",
    "month": "/archive/2026/05/",
    "plain page": "/about/",
    "corrections": "/corrections/",
    "data": "/data/",
    "search": "/search/",
    "not found": "/404.html",
}
RUN = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"
Scheme = Literal["light", "dark"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = [
    "color-contrast",
    "target-size",
    "scrollable-region-focusable",
]  # what width and colours change


def open_page(browser: Browser, address: str, **options: Any) -> Page:
    page = browser.new_page(**options)
    page.goto(address)
    return page


def find_barriers(
    browser: Browser, site: Site, tools: Path, names: Iterable[str]
) -> list[tuple[str, str, str, str]]:
    """What axe-core has against the pages, wide and light, and against their looks, narrow and dark.

    Of each finding the page kind, the scheme, the rule and the first culprit.
    """
    axe = (tools / "axe-core/axe.min.js").read_text(encoding="utf-8")
    looks: list[tuple[Scheme, int, list[str]]] = [("light", 1280, RULES), ("dark", 360, LOOKS)]
    found = []
    for scheme, width, rules in looks:
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        for name in names:
            page.goto(site.address + PAGES[name])
            page.evaluate(axe)
            found += [
                (name, scheme, each["id"], each["nodes"][0]["html"][:120])
                for each in page.evaluate(RUN, rules)["violations"]
            ]
        page.close()
    return found


def test_axe_finds_nothing_on_any_page_kind(browser: Browser, site: Site, tools: Path) -> None:
    assert find_barriers(browser, site, tools, PAGES) == []


def test_axe_finds_nothing_in_the_wire_either(browser: Browser, wire: Site, tools: Path) -> None:
    kinds = [
        "front page",
        "older page",
        "article",
        "article with a photo",
        "Arabic article",
        "topic",
        "speaker",
        "edition",
        "month",
    ]

    assert find_barriers(browser, wire, tools, kinds) == []


def test_the_nu_checker_finds_no_error_on_any_page(built: Path, tools: Path) -> None:
    java = shutil.which("java")
    if java is None:
        pytest.skip("java is missing: the Nu HTML checker cannot run")
    jar = tools / "vnu-jar/build/dist/vnu.jar"
    command = [java, "-jar", jar, "--format", "json", "--errors-only", "--skip-non-html", built]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]

    assert [(m["url"].partition("/output/")[2], m["message"]) for m in messages] == []


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_no_page_asks_another_host_nor_says_anything_on_the_console(
    browser: Browser, site: Site, path: str
) -> None:
    page = browser.new_page()
    heard: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.address + path)
    page.close()

    assert [url for url in asked if not url.startswith(site.address)] == []
    assert heard == []


@pytest.mark.parametrize("served", ["site", "wire"])
def test_the_policy_is_broken_by_no_page_kind_of_either_theme(
    browser: Browser, served: str, request: pytest.FixtureRequest
) -> None:
    address = request.getfixturevalue(served).address
    page = browser.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(f"{page.url} {message.text}"))
    page.on("pageerror", lambda error: heard.append(f"{page.url} {error}"))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', e => console.log(e.violatedDirective, e.blockedURI))"
    )
    for path in PAGES.values():
        page.goto(address + path)
        assert page.locator('meta[http-equiv="Content-Security-Policy"]').count() == 1
    page.goto(address + "/search/?q=berth")
    page.wait_for_selector(".found li")
    page.close()

    assert heard == []


def test_no_page_scrolls_sideways(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    wide = []
    for name, path in PAGES.items():
        page.goto(site.address + path)
        for width in (320, 360, 768, 1280, 1920):
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append((name, width))
    page.close()

    assert wide == []


def test_every_page_reads_without_javascript(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.address + "/speakers/")

    assert page.locator(".letter li").count() > 10
    assert page.locator("#find").count() == 0

    page.goto(site.address + "/search/")

    assert page.locator("#search .ways a").count() == 4
    context.close()


def test_the_skip_link_comes_first_and_leads_to_the_content(browser: Browser, site: Site) -> None:
    page = open_page(browser, site.address + "/articles/rich/")
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.className")
    page.keyboard.press("Enter")
    here = page.evaluate("document.activeElement.id")
    page.close()

    assert (first, here) == ("skip", "main")


def test_every_stop_of_the_keyboard_is_visible_and_ringed(browser: Browser, site: Site) -> None:
    page = open_page(browser, site.address + "/articles/rich/", reduced_motion="reduce")
    dull = []
    for _ in range(25):
        page.keyboard.press("Tab")
        state = page.evaluate(
            """() => {
              const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect();
              return [e.outerHTML.slice(0, 80), s.outlineStyle, s.outlineWidth, Number(s.opacity), b.width * b.height > 0];
            }"""
        )
        if state[1:] != ["solid", "2px", 1, True]:
            dull.append(state)
    page.close()

    assert dull == []


def test_a_permalink_shows_when_its_comment_is_pointed_at(browser: Browser, site: Site) -> None:
    page = open_page(browser, site.address + "/articles/rich/", reduced_motion="reduce")
    link = page.locator("#comment-2 .permalink")
    before = link.evaluate("e => getComputedStyle(e).opacity")
    page.locator("#comment-2 blockquote").hover()
    after = link.evaluate("e => getComputedStyle(e).opacity")
    name = link.get_attribute("aria-label")
    page.close()

    assert (before, after, name) == ("0", "1", "Link to comment 2")


def test_the_filter_on_the_speakers_index_finds_names_without_their_accents(
    browser: Browser, site: Site
) -> None:
    page = open_page(browser, site.address + "/speakers/")
    page.fill("#find", "elodie")
    shown = page.locator(".letter li:visible a").all_inner_texts()
    page.fill("#find", "nobody at all")
    none = page.locator(".filter output").inner_text()
    page.close()

    assert (shown, none) == (["Élodie Œuvrard"], "Nobody of that name.")


def test_print_is_black_on_white_without_navigation_and_with_addresses(
    browser: Browser, site: Site
) -> None:
    page = browser.new_page(color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(site.address + "/articles/rich/")
    look = page.evaluate(
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )
    hidden = [
        page.locator(name).first.is_visible() for name in (".sections", ".beside", ".colophon")
    ]
    after = page.evaluate("getComputedStyle(document.querySelector('.text a'), '::after').content")
    kept = page.evaluate("getComputedStyle(document.querySelector('.comment')).breakInside")
    page.close()

    assert look == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert hidden == [False, False, False]
    assert "https://example.org/record" in after
    assert kept == "avoid"


def test_nothing_moves_while_the_front_page_loads(browser: Browser, site: Site) -> None:
    page = open_page(browser, site.address + "/", viewport={"width": 360, "height": 800})
    moved = page.evaluate(
        """() => new Promise(done => {
          let sum = 0;
          new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value })
            .observe({type: 'layout-shift', buffered: true});
          setTimeout(() => done(sum), 300);
        })"""
    )
    page.close()

    assert moved == 0


def test_the_front_page_with_its_files_weighs_little(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    sizes: list[int] = []
    page.on("response", lambda response: sizes.append(len(response.body())))
    page.goto(site.address + "/", wait_until="networkidle")
    page.close()

    assert sum(sizes) <= 60_000  # before compression


def test_a_quotation_found_by_its_words_opens_at_its_comment(browser: Browser, site: Site) -> None:
    if not (site.output / "pagefind/state.json").is_file():
        pytest.skip("there is no search index: Pagefind is not installed")
    page = open_page(browser, site.address + "/search/?q=lunch")
    page.wait_for_selector(".found a")
    links = page.locator(".found a").evaluate_all(
        "links => links.map(link => link.pathname + link.hash)"
    )
    page.select_option("select[name=speaker]", "Edmund Corvin")
    wait_in(page, "location.search.includes('Corvin')")
    asked = page.evaluate("location.search")
    page.locator(".found a").first.click()
    page.wait_for_load_state()
    shown = page.locator("#comment-2").bounding_box()
    page.close()

    assert links == ["/news/articles/rich/#comment-2"]
    assert asked == "?q=lunch&speaker=Edmund+Corvin"
    assert shown
    assert 0 <= shown["y"] < 400
