"""Key comments in an article file: what is one, and what only looks like one."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from digest.manuscript.keycomments import Section, parse_parts
from digest.manuscript.keyheadings import default_heading
from digest.model.article import Attribution, Comment

LOCALE = Path(__file__).parents[2] / "themes/default/locale"
QUOTE = "> “We did not choose this week.”\n>\n> — Mara Lindqvist, head of the union (told radio)\n"


def section(text: str) -> Section:
    found = parse_parts(text).section
    assert found is not None
    return found


def comments(text: str) -> list[Comment]:
    return [piece for piece in section(text).pieces if isinstance(piece, Comment)]


def test_a_text_without_the_heading_has_no_key_comments() -> None:
    assert parse_parts(f"Words.\n\n{QUOTE}").section is None
    assert parse_parts(f"```\n## Key comments\n```\n\n{QUOTE}").section is None


@pytest.mark.parametrize(
    "heading",
    [
        "## Key comments",
        "### KEY COMMENTS:",
        "## What they’re saying",
        "Key comments:",
        "**Key quotes:**",
    ],
)
def test_the_heading_may_be_written_in_many_ways(heading: str) -> None:
    [comment] = comments(f"Words.\n\n{heading}\n\n{QUOTE}")

    assert comment.paragraphs == ("“We did not choose this week.”",)
    assert comment.speakers == (Attribution("Mara Lindqvist", "head of the union"),)
    assert comment.context == "told radio"


def test_the_heading_may_run_into_the_first_quotation() -> None:
    assert len(comments(f"Words.\n\nKey comments:\n{QUOTE}")) == 1


@pytest.mark.parametrize(
    ("line", "speakers", "context"),
    [
        ("— Mara Lindqvist", [("Mara Lindqvist", "")], ""),
        ("-- Mara Lindqvist, head of the union", [("Mara Lindqvist", "head of the union")], ""),
        ("— anonymous, a senior official", [(None, "a senior official")], ""),
        (
            "— A. Berg, clerk; C. Dahl, judge (in a joint letter)",
            [("A. Berg", "clerk"), ("C. Dahl", "judge")],
            "in a joint letter",
        ),
        ("— Ed King, Jr., mayor", [("Ed King, Jr.", "mayor")], ""),
        (
            "— A. Berg, head of a 1,000-strong union, Halden",
            [("A. Berg", "head of a 1,000-strong union, Halden")],
            "",
        ),
        ("— A. Berg, clerk \\(acting\\)", [("A. Berg", "clerk (acting)")], ""),
        (
            "— A. Berg, clerk (of the court) (in Halden)",
            [("A. Berg", "clerk (of the court)")],
            "in Halden",
        ),
    ],
)
def test_attribution_lines(line: str, speakers: list[tuple[str | None, str]], context: str) -> None:
    [comment] = comments(f"## Key comments\n\n> “A.”\n>\n> {line}\n")

    assert [(s.name, s.role) for s in comment.speakers] == speakers
    assert comment.context == context


def test_namesakes_are_told_apart_by_a_slug() -> None:
    [comment] = comments("## Key comments\n\n> “A.”\n>\n> — John Berg {john-berg-oslo}, clerk\n")

    assert comment.speakers == (Attribution("John Berg", "clerk", "john-berg-oslo"),)


def test_a_quotation_that_names_nobody_is_told_with_its_line() -> None:
    assert section("## Key comments\n\n> “A.”\n").stray == (3,)


def test_markdown_may_stand_between_and_behind_key_comments() -> None:
    parts = parse_parts(
        f"Before.\n\n## Key comments\n\n{QUOTE}\nBetween.\n\n{QUOTE}\n## After\n\nMore.\n"
    )

    assert parts.section is not None
    assert [isinstance(piece, Comment) for piece in parts.section.pieces] == [True, False, True]
    assert parts.after is not None
    assert parts.after.text.startswith("## After")


@pytest.mark.parametrize(
    "heading",
    [
        "## Zitate",
        "## Kernzitate",
        "### O-Töne",
        "Wichtigste Aussagen:",
        "## Citations",
        "## Reactions",
    ],
)
def test_what_the_importer_knows_opens_the_section_where_a_comment_follows(heading: str) -> None:
    assert parse_parts(f"Words.\n\n{heading}\n\n{QUOTE}").section is not None
    assert parse_parts(f"Words.\n\n{heading}\n\nOnly words.").section is None


def test_a_heading_that_says_so_goes_before_one_that_may_mean_it() -> None:
    found = parse_parts(f"## Reactions\n\n{QUOTE}\n\n## Key comments\n\n{QUOTE}").section
    assert found is not None
    assert found.heading == "Key comments"


def test_the_heading_of_a_language_is_the_one_that_the_theme_writes() -> None:
    for code in ("de", "es", "fr"):
        words = gettext.translation("messages", LOCALE, [code])
        assert default_heading(code) == words.gettext("Key comments")
    assert default_heading("ga") == "Key comments"
