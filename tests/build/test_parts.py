"""A part of the plan made by another process: the plan is the same to the last byte."""

from __future__ import annotations

import os
from contextlib import nullcontext

import pytest

from digest.build.catalogue import Catalogue, Row
from digest.build.job import Crew
from digest.build.parts import MANY, choose_apart, plan_aside
from digest.build.picture import Drawn, draw, encode_fact
from digest.model.library import Outline, Spoke
from digest.model.plan import Apart, Moment, Part
from digest.model.site import Config
from digest.model.snapshot import store_at

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked here")


def row(number: int) -> Row:
    day = f"2025-03-{number:02}"
    spoke = (Spoke("Ada Quill", "", "harbour master", 1), Spoke(f"Person {number % 5}", "", "", 2))
    outline = Outline(
        f"content/articles/a{number:02}.md", f"a{number:02}", number * 86_400, day, False, None, None, day,
        ("Harbour", "Tides"), spoke, (), (),
    )  # fmt: skip
    return Row(1, outline.slug, store_at("p", 0, (1, 1, 1), (1, 2, 3)), encode_fact(outline))


ROWS = {f"content/articles/a{n:02}.md": row(n) for n in range(1, 29)}


def plan(apart: Apart) -> Drawn:
    moment = Moment(10_000_000_000)
    drawn, problems, _ = draw(Drawn(), Catalogue({}, ROWS), Config(), moment, frozenset(), apart)
    assert not problems
    return drawn


@forks
def test_who_plans_a_part_cannot_be_told_from_the_plan() -> None:
    here, aside = plan(nullcontext), plan(plan_aside)

    assert list(aside.pages.items()) == list(here.pages.items())
    assert list(aside.facts.items()) == list(here.facts.items())
    assert (aside.page_prints, aside.prints) == (here.page_prints, here.prints)
    assert any(name.startswith("stances:") for name in here.facts)


@forks
def test_a_process_that_fails_leaves_the_part_to_this_one() -> None:
    calls: list[int] = []

    def work() -> Part:
        calls.append(1)
        if here:
            return [], {"a": 1}
        raise MemoryError

    here = False
    with plan_aside(work) as make:
        here = True
        assert make() == ([], {"a": 1})
    assert calls == [1]


@pytest.mark.parametrize(
    ("hands", "inherits", "articles"), [(1, True, MANY), (2, False, MANY), (2, True, MANY - 1)]
)
def test_one_process_and_few_articles_are_planned_here(
    hands: int, articles: int, *, inherits: bool
) -> None:
    crew = Crew(lambda: None, hands, inherits)  # type: ignore[arg-type, return-value]
    assert choose_apart(crew, articles) is not plan_aside
    assert choose_apart(Crew(crew.open, 2, inherits=True), MANY) is plan_aside
