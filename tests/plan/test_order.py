"""The order in which pages are made."""

from __future__ import annotations

from digest.model.library import Outline
from digest.model.plan import Moment
from digest.model.site import Config
from digest.plan.site import plan_site
from digest.plan.stand import Content


def outline(number: int, topic: str) -> Outline:
    day = f"2025-03-{number:02}"
    return Outline(
        f"content/articles/a{number:02}.md", f"a{number:02}", number * 86_400, day, False, None, None, day,
        (topic,), (), (), (),
    )  # fmt: skip


def test_articles_and_the_lists_of_them_are_made_by_time_behind_all_else() -> None:
    outlines = tuple(outline(n, "Harbour" if n % 2 else "Schools") for n in range(1, 29))
    plan, problems = plan_site(Content(outlines, (), (), ()), Config(), Moment(10_000_000_000))
    timed = {"article", "home", "topic", "edition", "month"}
    kinds = [page.kind in timed for page in plan.pages]
    newest = [
        page.items[0] if page.items else page.key for page in plan.pages if page.kind in timed
    ]

    assert not problems
    assert kinds == sorted(kinds)
    assert newest == sorted(newest, reverse=True)
    assert len(plan.pages) == len({page.url for page in plan.pages})
