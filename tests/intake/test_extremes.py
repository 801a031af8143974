"""Documents that no newsroom makes: their import ends soon, and those that are no articles are refused."""

from __future__ import annotations

import pytest

from digest.base.errors import DigestError
from digest.intake.extremes import MAX_ATTRIBUTES, MAX_ELEMENTS, MAX_NESTING, check_page
from digest.intake.keysection import find_key_section
from digest.intake.newsletter import find_cut
from digest.intake.readers import Reading, read_source
from digest.intake.records import Block, Settings
from digest.intake.sources import make_source
from digest.intake.webpage import parse_fragment, parse_page

TEXT = "The quay at Ostrevik is open again, and the ferries go as they did before the winter storm."
QUOTED = 'a{}="> <q "'


def read(name: str, text: str) -> Reading:
    return read_source(make_source(name, text.encode()), Settings())


def refused(html: str) -> str:
    with pytest.raises(DigestError) as told:
        check_page(html)
    return told.value.message


def attributes(form: str, count: int = MAX_ATTRIBUTES + 1) -> str:
    return " ".join(form.format(number) for number in range(count))


@pytest.mark.parametrize(
    "tag",
    [
        f"<p {attributes('a{}=1')}>",
        f"<script {attributes('a{}')}></script>",
        f"<p {attributes(QUOTED)}>",
        f"<p\n{attributes('a{} = x')}",
        f"<p {attributes('a{}=1 = /')}>",
    ],
)
def test_a_tag_of_very_many_attributes_is_refused(tag: str) -> None:
    assert refused(f"<p>Words.</p>{tag}") == "one of its tags has too many attributes"
    reading = read("a.html", f"<html><h1>Port</h1><p>{TEXT}</p>{tag}</html>")
    assert "too many attributes" in reading.refusals[0].message


@pytest.mark.parametrize(
    "html",
    [
        f"<p {attributes('a{}=1', MAX_ATTRIBUTES)}>",
        f"<p title='{attributes('a{}=1')}'>",
        f"<!-- <p {attributes('a{}=1')} -->",
        f"<script>if (a <b && {attributes('a{}')}</script>",
        f"<p>{attributes('a{}=1')}</p>",
        "<p class=a>" * MAX_ELEMENTS,
    ],
)
def test_much_of_anything_else_is_a_page(html: str) -> None:
    check_page(html)


@pytest.mark.parametrize("html", ["<br>" * (MAX_ELEMENTS + 1), "<div>" * (MAX_NESTING + 1)])
def test_too_many_elements_are_refused(html: str) -> None:
    assert refused(html) == "it has too many elements, or they are nested too deeply"


def test_the_key_comments_are_found_behind_thousands_of_headings() -> None:
    heads = [Block("text", f"Berth {number}:") for number in range(20_000)]
    said = [Block("text", f"“Berth {number} is open.”") for number in range(3)]
    blocks = [Block("text", TEXT), *heads, *said]

    assert find_key_section(blocks) == (len(heads), len(blocks))
    assert find_key_section(blocks[:-3]) == (-1, -1)


def test_thousands_of_short_lines_are_arranged() -> None:
    lines = "\n\n".join(f"Berth number {number}" for number in range(4_900))

    [draft] = read("a.txt", f"The port is open\n\n{lines}").drafts

    assert len(draft.body) + len(draft.left_out) >= 4_890


def test_headings_of_key_comments_are_no_stories_of_a_newsletter() -> None:
    keys = [Block("heading", "Reactions", level=2)] * 20_000
    stories = [Block("heading", "The port is open", level=2), Block("text", f"{TEXT} {TEXT}")] * 2

    assert find_cut([*stories, *keys], "Port", "Quay Post").spans == ((0, 2), (2, 20_004))


def test_of_thousands_of_quotations_the_first_hundreds_may_be_pull_quotes() -> None:
    pulled = "<blockquote>“It is open again at last”</blockquote>"
    said = "".join(f"<blockquote>“Berth {n} is open today”</blockquote>" for n in range(9_000))

    blocks, left_out = parse_fragment(f"{pulled}<p>“It is open again at last,” she said.</p>{said}")

    assert [left.reason for left in left_out] == ["pull quote"]
    assert len(blocks) == 9_001


def test_articles_within_articles_within_articles_are_one() -> None:
    paragraphs = f"<p>{TEXT}</p>" * 4_000
    html = f"<h1>Port</h1>{'<article>' * 150}{paragraphs}{'</article>' * 150}"

    assert len(parse_page(f"<html><body>{html}</body></html>", "a.html").blocks) == 4_000
