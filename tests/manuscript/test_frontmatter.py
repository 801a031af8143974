"""Front matter: what an editor may write, and what each slip is answered with."""

from __future__ import annotations

import datetime as dt

import pytest

from digest.base.errors import Problem
from digest.content.article import Rules, parse_article
from digest.manuscript.manuscript import Front, parse_front


def front(text: str) -> Front:
    read = parse_front(f"---\n{text}---\nBody.\n", "a.md")
    assert isinstance(read, Front), read
    return read


def problems(text: str) -> list[Problem]:
    read = parse_front(text, "a.md")
    assert isinstance(read, list)
    return read


def test_words_that_yaml_takes_for_something_else_stay_words() -> None:
    read = front("title: NO\ndate: 2026-03-04\nsummary: 1e10\n").front

    assert (read.title, read.summary) == ("NO", "1e10")


def test_a_date_may_have_a_time_and_a_zone() -> None:
    assert front("title: A\ndate: 2026-03-04\n").front.date == dt.date(2026, 3, 4)
    assert front("title: A\ndate: 2026-03-04 18:05\n").front.date == dt.datetime(2026, 3, 4, 18, 5)
    assert front("title: A\ndate: 2026-03-04T18:05:00+01:00\n").front.date == dt.datetime(
        2026, 3, 4, 18, 5, tzinfo=dt.timezone(dt.timedelta(hours=1))
    )


def test_a_single_topic_needs_no_list() -> None:
    assert front("title: A\ndate: 2026-03-04\ntopics: Shipping\n").front.topics == ("Shipping",)


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        (
            "---\ntitle: A\ntitle: B\ndate: 2026-03-04\n---\n",
            3,
            "the key 'title' stands twice, first in line 2",
            "keep one of them",
        ),
        (
            "---\ntitle: A\ndate: 2026-03-04\n",
            1,
            "the front matter is never closed",
            "three hyphens",
        ),
        (
            "---\ntitle: A\ndate: 2026-13-04\n---\n",
            3,
            "'2026-13-04' is not a date (month must be in 1..12)",
            "",
        ),
        (
            "---\ntitle: A\ndate: 2026-03-04\ntopic: B\n---\n",
            4,
            "unknown key 'topic'",
            "did you mean 'topics'?",
        ),
        (
            "---\ntitle: A\ndate: 2026-03-04\nphoto:\n  captoin: B\n---\n",
            5,
            "unknown key 'photo.captoin'",
            "did you mean 'caption'?",
        ),
        (
            "---\ntitle: A\ndate: 2026-03-04\ndraft: perhaps\n---\n",
            4,
            "draft: must be true or false",
            "",
        ),
        ("---\ndate: 2026-03-04\n---\n", 1, "title is missing", "add a line: title: …"),
        (
            "---\ntitle: a: b\ndate: 2026-03-04\n---\n",
            2,
            "mapping values are not allowed",
            "quotation marks",
        ),
        (
            "---\ntitle: A\ntopics: [Tides\ndate: 2026-03-04\n---\n",
            3,
            "a list begins here that is never closed",
            "] at its end",
        ),
        (
            "---\ntitle: 'A\ntopics: [Tides]\ndate: 2026-03-04\n---\n",
            2,
            "a quotation mark opens here that is never closed",
            "close it",
        ),
        (
            "---\ntitle: &a A\nsummary: *a\ndate: 2026-03-04\n---\n",
            2,
            "aliases (*) are not allowed",
            "write the value out",
        ),
        ("---\ntitle: !!python/object:os.system A\n---\n", 2, "tags", "write the value out"),
        ("No front matter.\n", 1, "there is no front matter", "begin the file with ---"),
        ("---\n" + "- " * 30000 + "\n---\n", 1, "too large or deep", ""),
        ("---\ntitle: " + "[" * 5000 + "\n---\n", 1, "too large or deep", ""),
    ],
)
def test_every_slip_is_answered_with_its_line_and_remedy(
    text: str, line: int, message: str, hint: str
) -> None:
    found = problems(text)[0]

    assert (found.place.path, found.place.line) == ("a.md", line)
    assert message in found.message
    assert hint in found.hint


def test_all_slips_of_a_file_come_together() -> None:
    found = problems("---\ntitel: A\ndate: 4 March\ndraft: x\n---\n")

    assert len(found) == 4


@pytest.mark.parametrize(
    ("lines", "line", "said"),
    [
        ("date: 0026-11-27", 3, "lies too far back"),
        ("author: Mara Lind", 3, "known keys: "),
        ("corrections: text", 3, "such as [{date: 2026-03-04, text: What was wrong.}]"),
        ("title: #1 ferry", 3, 'begins with "#"'),
        ("slug: a b", 3, "use letters, digits and hyphens"),
    ],
)
def test_a_slip_is_told_with_its_line_and_the_right_form(lines: str, line: int, said: str) -> None:
    text = f"---\n# a comment\n{lines}\n"
    text += "" if lines.startswith("title") else "title: Tide\n"
    text += "" if lines.startswith("date") else "date: 2026-03-04\n"
    _, problems = parse_article(
        f"{text}---\n".encode(), "content/articles/a.md", Rules("UTC", "en")
    )

    assert any(p.place.line == line and said in f"{p.message} {p.hint}" for p in problems)
