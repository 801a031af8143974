"""Old addresses lead on only where nothing else stands."""

from __future__ import annotations

import pytest

from digest.model.library import Outline
from digest.model.plan import Moment
from digest.model.site import Config
from digest.plan.site import plan_site
from digest.plan.stand import Content


def outline(slug: str, *aliases: str) -> Outline:
    return Outline(
        f"content/articles/{slug}.md", slug, 86_400, "1970-01-02", False, None, None, "1970-01-02",
        ("Harbour",), (), aliases, (),
    )  # fmt: skip


def redirects(*outlines: Outline) -> dict[str, str]:
    plan, problems = plan_site(Content(outlines, (), (), ()), Config(), Moment(10_000_000_000))
    assert not problems
    return {page.url: page.key for page in plan.pages if page.kind == "redirect"}


@pytest.mark.parametrize("alias", ["/index.html", "archive/index.html", "/Topics/Harbour/"])
def test_an_alias_never_takes_the_place_of_a_page(alias: str) -> None:
    assert redirects(outline("tide", alias)) == {}


def test_the_file_of_a_folder_is_the_folder() -> None:
    assert redirects(outline("tide", "/old/index.html", "/a.html")) == {
        "/old/": "/articles/tide/",
        "/a.html": "/articles/tide/",
    }


@pytest.mark.parametrize("order", [1, -1])
def test_no_alias_lies_below_a_file(order: int) -> None:
    made = redirects(outline("tide", *["/a.html", "/a.html/b/"][::order], "/feed.xml/c/"))
    assert made == {["/a.html", "/a.html/b/"][::order][0]: "/articles/tide/"}


def test_of_aliases_that_differ_in_case_the_first_wins() -> None:
    assert redirects(outline("a", "/old"), outline("b", "/Old/")) == {"/old/": "/articles/a/"}
