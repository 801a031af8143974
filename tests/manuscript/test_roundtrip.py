"""Writing and reading an article file are each other's inverse."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.base.unseen import without_unseen
from digest.manuscript.attribution import format_attribution, parse_attribution
from digest.manuscript.keycomments import Parts, Prose, Section
from digest.manuscript.manuscript import Manuscript, format_manuscript, parse_manuscript
from digest.manuscript.markdown import escape_markdown
from digest.model.article import Attribution, Comment, Correction, FrontMatter, Photo, SourceRef

WORDS = (
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]),
        min_size=1,
        max_size=40,
    )
    .map(lambda text: " ".join(without_unseen(text).split()))  # no title keeps those
    .filter(bool)
)
MAYBE = WORDS | st.just("")
DATES = st.dates(dt.date(1900, 1, 1), dt.date(9999, 1, 1))
NAMES = WORDS.filter(
    lambda name: name.casefold() != "anonymous" and "{" not in name and "}" not in name
)
SLUGS = st.from_regex(r"[a-z]+(-[a-z0-9]+)?", fullmatch=True)
SPEAKERS = st.lists(
    st.builds(Attribution, st.none() | NAMES, MAYBE, st.just("") | SLUGS), min_size=1, max_size=3
).map(tuple)


@given(SPEAKERS, MAYBE)
def test_an_attribution_line_reads_back_as_it_was(
    speakers: tuple[Attribution, ...], context: str
) -> None:
    line = format_attribution(speakers, context)
    read = parse_attribution(line)

    assert read is not None
    assert [(s.name, s.slug) for s in read.speakers] == [(s.name, s.slug) for s in speakers]
    assert format_attribution(read.speakers, read.context) == line


COMMENTS = st.builds(
    Comment,
    paragraphs=st.lists(WORDS.map(lambda w: f"“{escape_markdown(w)}”"), min_size=1, max_size=3).map(
        tuple
    ),
    speakers=st.tuples(
        st.builds(Attribution, NAMES.filter(lambda n: "," not in n and ";" not in n))
    ),
    context=st.sampled_from(["", "told reporters on Tuesday"]),
)
FRONTS = st.builds(
    FrontMatter,
    title=WORDS,
    date=DATES
    | st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(9000, 1, 1)).map(
        lambda m: m.replace(microsecond=0, tzinfo=dt.UTC)
    ),
    topics=st.lists(WORDS, max_size=3, unique=True).map(tuple),
    summary=MAYBE,
    draft=st.booleans(),
    photo=st.none() | st.builds(Photo, caption=WORDS, credit=MAYBE, file_photo=st.booleans()),
    source=st.none() | st.builds(SourceRef, file=WORDS, sha256=MAYBE),
    corrections=st.lists(st.builds(Correction, DATES, WORDS), max_size=2).map(tuple),
    aliases=st.lists(SLUGS, max_size=2, unique=True).map(tuple),
)


def simplified(manuscript: Manuscript) -> Manuscript:
    """Without line numbers and blank lines around the text, which an editor's file may have."""
    section = manuscript.parts.section
    pieces = tuple(
        Comment(paragraphs=p.paragraphs, speakers=p.speakers, context=p.context)
        for p in (section.pieces if section else ())
        if isinstance(p, Comment)
    )
    return Manuscript(
        front=manuscript.front,
        parts=Parts(
            Prose(manuscript.parts.before.text.strip("\n"), 0),
            Section("Key comments", 0, pieces, ()) if section else None,
            None,
        ),
    )


@settings(deadline=None, max_examples=150)
@given(FRONTS, st.lists(WORDS, max_size=3), st.lists(COMMENTS, max_size=3))
def test_an_article_file_reads_back_as_it_was_written(
    front: FrontMatter, body: list[str], comments: list[Comment]
) -> None:
    text = "\n\n".join(f"The {escape_markdown(words)}" for words in body)
    section = Section("Key comments", 0, tuple(comments), ()) if comments else None
    written = Manuscript(front=front, parts=Parts(Prose(text, 0), section, None))

    read, problems = parse_manuscript(format_manuscript(written), "a.md")

    assert problems == []
    assert read is not None
    assert simplified(read) == simplified(written)
