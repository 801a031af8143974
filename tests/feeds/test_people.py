"""A speaker's page: the face, the roles with their years, what was said first and last on a topic."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from PIL import Image

from digest.base.alike import are_alike, print_words
from digest.model.collation import collation_key, letter_of
from digest.model.library import Held
from digest.plan.people import label_of, trace_roles
from tests.feeds.site import build, write_site

LINE = """---
title: Story {n}
date: 2025-{month:02}-10
topics: [{topic}]
---

Text.

## Key comments

> {words}
>
> — Ana Ruiz, {role}
"""
SAID = [
    (1, "Water", "“The river belongs to nobody at all.”", "engineer"),
    (2, "Water", "“The river belongs to nobody at all!”", "an engineer"),
    (3, "Water", "“We could talk about a fee.”", "deputy minister"),
    (4, "Water", "“Whoever drinks from the river should pay for it.”", "the minister"),
    (5, "Bread", "“Bread first.”", "minister"),
    (6, "Bread", "“Bread first.”", "minister"),
    (7, "Salt", "“Salt, if you must.”", "minister"),
]
FILE = """---
name: Ana Ruiz
portrait:
  file: ana.jpg
  credit: NORDFOTO/B. Person
  {rights}
same_as: [https://www.wikidata.org/wiki/Q1, https://ana.example.org/]
roles:
  - {{role: engineer, from: 2001, to: 2025-02}}
  - {{role: minister of rivers, from: 2025-04-01}}
---

An invented person.
"""


def lay_out(folder: Path, rights: str = "alt: A woman by a river") -> Path:
    write_site(folder)
    for n, (month, topic, words, role) in enumerate(SAID):
        text = LINE.format(n=n, month=month, topic=topic, words=words, role=role)
        (folder / f"content/articles/ana-{n}.md").write_text(text, "utf-8")
    place = folder / "content/speakers/ana-ruiz.md"
    place.parent.mkdir()
    place.write_text(FILE.format(rights=rights), "utf-8")
    Image.linear_gradient("L").resize((300, 400)).convert("RGB").save(place.parent / "ana.jpg")
    return folder


def page_of(folder: Path) -> str:
    return (folder / "output/speakers/ana-ruiz/index.html").read_text("utf-8")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = lay_out(tmp_path_factory.mktemp("people"))
    report = build(folder)
    assert not report.problems
    return page_of(folder)


def stance(page: str, topic: str) -> str:
    found = re.search(
        rf'<article class="stance">\s*<h3><a [^>]*>{topic}.*?</article>', page, re.DOTALL
    )
    assert found
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0]))


def test_first_and_latest_words_on_a_topic_stand_side_by_side(page: str) -> None:
    told = stance(page, "Water")

    assert "4 comments Then 10 January 2025 repeated 2×" in told
    assert "Now 10 April 2025 “Whoever drinks" in told
    assert "1 other statement in between" in told
    assert "fee" not in told


def test_who_says_the_same_as_ever_is_quoted_once(page: str) -> None:
    told = stance(page, "Bread")

    assert told.count("“Bread first.”") == 1
    assert "repeated 2×, last on 10 June 2025" in told
    assert "Now" not in told


def test_a_topic_spoken_on_once_has_no_then_and_now(page: str) -> None:
    assert page.count('<article class="stance">') == 2


def test_roles_come_from_the_file_and_from_what_was_said(page: str) -> None:
    roles = re.sub(r"<[^>]+>", "", page.partition('<ol class="roles">')[2].partition("</ol>")[0])

    assert roles.split("\n")[1:-1] == [
        "minister of rivers since 1 April 2025",
        "deputy minister March 2025",
        "engineer 2001 – February 2025",
    ]
    assert '<p class="role">minister of rivers</p>' in page


def test_the_portrait_has_copies_and_its_credit_and_is_told_to_machines(page: str) -> None:
    told = json.loads(re.search(r'ld\+json">(.*?)</script>', page)[1])  # type: ignore[index]

    assert re.search(
        r'<picture class="disc">\s*<source type="image/avif" srcset="[^"]+ 300w"', page
    )
    assert 'alt="A woman by a river" width="300" height="400"' in page
    assert "NORDFOTO/B. Person" in page
    assert told["image"]["creditText"] == "NORDFOTO/B. Person"
    assert told["sameAs"] == ["https://www.wikidata.org/wiki/Q1", "https://ana.example.org/"]
    assert '<a href="https://www.wikidata.org/wiki/Q1">Wikidata</a>' in page


def test_an_expired_portrait_gives_way_to_initials(tmp_path: Path) -> None:
    folder = lay_out(tmp_path, rights="expires: 2026-01-01")
    report = build(folder)

    assert [(p.code, p.place.path) for p in report.problems] == [
        ("photo-expired", "content/speakers/ana-ruiz.md")
    ]
    assert '<span class="disc" aria-hidden="true">AR</span>' in page_of(folder)
    assert not (folder / "output/photos").exists()


@pytest.mark.parametrize(
    ("slip", "words"),
    [
        ("roles: [{role: clerk, from: 2020, to: 2019}]", "before it begins"),
        ("roles: [{role: clerk, from: soon}]", "'soon' is not a date; write 2026"),
        ("same_as: [javascript:alert(1)]", "no web address"),
        ("portrait: {fil: a.jpg}", "did you mean 'file'"),
    ],
)
def test_a_slip_in_a_speakers_file_is_one_clear_line(tmp_path: Path, slip: str, words: str) -> None:
    folder = write_site(tmp_path)
    (folder / "content/speakers").mkdir()
    (folder / "content/speakers/a.md").write_text(f"---\nname: A\n{slip}\n---\n", "utf-8")
    [problem] = build(folder).problems

    assert problem.place.path == "content/speakers/a.md"
    assert words in f"{problem.message} {problem.hint}"


def test_a_role_is_one_whatever_its_article_and_the_file_knows_its_days() -> None:
    held = (Held("head of the union", "2018"), Held("clerk", "2010", "2017"))
    said = [
        ("the clerk", "2016-05-01"),
        ("Head of the Union", "2019-01-01"),
        ("guest", "2020-01-01"),
    ]
    roles = trace_roles(held, said)

    assert [(r.role, r.count) for r in roles] == [
        ("clerk", 1),
        ("guest", 1),
        ("head of the union", 1),
    ]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("“We will never pay.”", "We will never pay!", True),
        ("We will never, never pay for the old bridge again", "We will never pay for the old bridge again", True),
        ("The ferry runs at six every morning of the week", "So I told them: the ferry runs at six every morning of the week, rain or shine, and there it is", True),
        ("We will never pay.", "We will pay.", False),
        ("No.", "No.", True),
        ("No.", "Yes.", False),
        ("我们永远不会放弃这条河", "我们永远不会放弃这条河！", True),
        ("我们永远不会放弃这条河", "今天的天气非常好，我们去吃饭", False),
        ("", "", False),
    ],
)  # fmt: skip
def test_texts_that_say_nearly_the_same_are_alike(one: str, other: str, alike: bool) -> None:
    assert are_alike(print_words(one), print_words(other)) is alike


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("en", ["Élan", "Eva", "Ñu", "Ødegård", "Ost", "Zoé"]),
        ("es", ["Nada", "Nuez", "Ñandú", "Oca"]),
        ("nb", ["Aas", "Zorn", "Ærø", "Øre", "Ås"]),
        ("sv", ["Orm", "Zorn", "Ås", "Ärla", "Öst"]),
        ("de", ["Ärger", "Azur", "Öl", "Ost", "Straße", "Strauß"]),
        ("pl", ["Lis", "Łoś", "Mak"]),
    ],
)
def test_names_stand_where_readers_of_the_language_look_for_them(
    language: str, ordered: list[str]
) -> None:
    assert sorted(ordered, key=lambda name: collation_key(name, language)) == ordered


def test_an_index_has_a_language_s_own_letters() -> None:
    letters = [
        letter_of("Ñandú", "es"),
        letter_of("Ñandú", "en"),
        letter_of("Østby", "nb"),
        letter_of("42 Street"),
    ]

    assert letters == ["Ñ", "N", "Ø", "#"]


def test_a_link_is_called_by_its_place() -> None:
    assert [
        label_of(url) for url in ("https://nb.wikipedia.org/wiki/A", "https://www.a.example/b")
    ] == [
        "Wikipedia",
        "a.example",
    ]
