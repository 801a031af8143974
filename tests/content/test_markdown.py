"""Markdown as this program reads it: safe, and without Markdown's old surprises."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from digest.content.article import summarise
from digest.content.comments import find_woven
from digest.content.converter import DigestExtension, make_converter
from digest.content.markdown import convert, convert_article
from digest.content.simple import render_simple
from digest.model.article import Comment


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("2022. The year began.", "<p>2022. The year began.</p>"),
        ("1. One\n2. Two", "<ol>\n<li>One</li>\n<li>Two</li>\n</ol>"),
        ("<script>alert(1)</script>Hi", "<p>Hi</p>"),
        ("[x](javascript:alert(1))", "<p><a>x</a></p>"),
        ("[x](</Plan 2027 (alt).pdf>)", '<p><a href="/Plan%202027%20(alt).pdf">x</a></p>'),
        ("[x](/Plan%202027.pdf)", '<p><a href="/Plan%202027.pdf">x</a></p>'),
        ("![A quay](/the quay.png)", '<p><img loading="lazy" alt="A quay" src="/the%20quay.png"></p>'),
        ("[x](JaVaScRiPt&#58;alert(1))", "<p><a>x</a></p>"),
        ("[x](https://a.example/?b=c&d=e)", '<p><a rel="noopener noreferrer" href="https://a.example/?b=c&amp;d=e">x</a></p>'),
        (r"[x](/\evil.example/)", '<p><a rel="noopener noreferrer" href="https://evil.example/">x</a></p>'),
        ('<a href="/\\evil.example/">x</a>', '<p><a rel="noopener noreferrer" href="https://evil.example/">x</a></p>'),
        ("[x](https://me:secret@a.example/)", "<p><a>x</a></p>"),
        ('<p lang="x">a</p>', "<p>a</p>"),
        ('<b onclick="x()">b</b>', "<p><b>b</b></p>"),
        ("![a](data:text/html,x)", '<p><img loading="lazy" alt="a"></p>'),
        ("# Title", '<h2 id="title">Title</h2>'),
    ],
)  # fmt: skip
def test_what_becomes_of_markdown(text: str, html: str) -> None:
    assert convert(text).replace("\n<li>", "\n<li>") == html


FRAGMENTS = st.sampled_from(
    ["word", "A", "*", "**", "[", "]", "(", ")", "](https://a.b/c)", "[x](https://e.org/1)", "*em*", "**st**",
     " ", "  ", "\n", "\n\n", "1.", "2022. ", "٣. ", "- ", "# ", "&", ";", "&amp;", ">", "!", "'", '"', "“q”", "_",
     "é", "—", ":", "+", "`", "\\", "|", "=", "==", "--", "<b>", "~", "^", "{", "}", "a*b", "\u00a0", "\t",
     "\x0c", "\u2028", "%", "http://x.y", "[^1]", "*[A]: b"]
)  # fmt: skip
PLAIN = make_converter(DigestExtension(), (), rich=False)


@settings(max_examples=300, deadline=None)
@given(st.lists(FRAGMENTS, max_size=14).map("".join))
def test_the_short_way_gives_the_bytes_of_the_engine(text: str) -> None:
    short = render_simple(text)

    if short is not None:
        PLAIN.reset()
        assert short == PLAIN.convert(text)


def test_key_comments_are_lifted_out_by_an_extension_of_python_markdown() -> None:
    converter = Markdown(extensions=[DigestExtension()])
    converter.convert("Words.\n\n## Key comments\n\n> “A.”\n>\n> — X, poet\n")

    assert [c.speakers[0].name for c in converter.section.pieces] == ["X"]


def test_an_article_with_anything_around_its_comments_keeps_the_order() -> None:
    made = convert_article(
        "One `code`.\n\n## Key comments\n\n> “A.”\n>\n> — X\n\nThen:\n\n> “B.”\n>\n> — Y\n\n## End\n\nLast."
    )

    assert made.before == "<p>One <code>code</code>.</p>"
    assert [p if isinstance(p, str) else p.speakers[0].name for p in made.flow] == [
        "X",
        "<p>Then:</p>",
        "Y",
    ]
    assert made.after == '<h2 id="end">End</h2>\n<p>Last.</p>'
    assert all(isinstance(p, str | Comment) for p in made.flow)


@pytest.mark.parametrize(
    ("text", "woven"),
    [
        ("»Wir fahren.«", []),
        ("›Wir fahren.‹", []),
        ("»Wir« und »ihr.«", [" und "]),
        ("«Wir» und «ihr.»", [" und "]),
        ("»Vi kör.»", []),
    ],
)
def test_marks_point_inwards_or_outwards(text: str, woven: list[str]) -> None:
    assert [text[start:end] for start, end in find_woven([text])[0]] == woven


@pytest.mark.parametrize(
    ("paragraphs", "woven"),
    [
        (["„Erster.", "Zweiter“, sagte sie, „ohne Ende.“"], ["", ", sagte sie, "]),
        (["„Erster.", "„Zweiter“, sagte sie."], ["", ", sagte sie."]),
        (["»Erster.", "Zweiter«, sagte sie, »ohne.«"], ["", ", sagte sie, "]),
        (["« Premier.", "Second », dit-elle, « sans fin. »"], ["", ", dit-elle, "]),
        (["“First.", "Second.", "Third,” she said, “and last.”"], ["", "", " she said, "]),
        (["“First.", "She called it “an end”."], ["", "She called it "]),
        (['"First.', 'Second," she said, "and last."'], ["", " she said, "]),
        (['"First.', 'She called it "an end".'], ["", "She called it "]),
    ],
)
def test_a_quotation_goes_on_in_the_next_paragraph_unless_that_opens_one(
    paragraphs: list[str], woven: list[str]
) -> None:
    found = find_woven(paragraphs)
    told = zip(paragraphs, found, strict=True)
    assert ["".join(text[a:b] for a, b in each if b - a > 1) for text, each in told] == woven


def test_a_footnote_is_of_no_language_and_its_number_no_part_of_a_summary() -> None:
    html = convert("Das Haus[^1] brennt.\n\n[^1]: Das rote.\n")

    assert 'title="↑ 1"' in html
    assert "Jump back" not in html
    assert summarise(html) == "Das Haus brennt."
