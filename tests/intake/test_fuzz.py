"""Whatever bytes a source has, the readers answer with drafts or with our own error."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.base.errors import DigestError
from digest.intake.compose import compose
from digest.intake.draft import make_draft
from digest.intake.readers import read_stories
from digest.intake.records import Settings, Source
from digest.intake.sources import make_source
from digest.manuscript.manuscript import parse_manuscript

PIECES = st.sampled_from(
    ["“", "”", '"', "«", "»", "—", "\n\n", "\n", " said ", "Ann Lee", ", ", ". ", "Key comments:", "- ", "# ", "---\n",
     "title: x\n", "FILE PHOTO: ", " REUTERS/A. B", "March 3, 2024", "By Ann Lee", "<p>", "</p>", "<h1>", "</h1>", "&amp;",
     "<script>", "[a](http://x)", "**", "From: a@b\nSubject: c\n\n", "<rss><channel><item><title>", "\u200b", "\u202e", "é",
     "{{ x }}", "<!DOCTYPE html>", "==== ", "Share this", "The dog crossed the road in Oslo on Monday and came back. "]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join)
LONG = Settings()


def read(source: Source) -> None:
    try:
        stories = read_stories(source)
    except DigestError:
        return
    for number, story in enumerate(stories, 1):
        try:
            draft = make_draft(story, source, LONG, number)
        except DigestError:
            continue
        if draft.date is not None:
            manuscript, problems = parse_manuscript(compose(draft), "x.md")
            assert manuscript is not None, problems
            assert manuscript.front.title == draft.title


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_text_is_read_or_refused_and_what_is_written_reads_back(text: str) -> None:
    read(
        make_source("x.txt", text.encode(), file="seeds/x.txt", modified=1_700_000_000_000_000_000)
    )


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    read(make_source("x", data))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(
        [
            "<html><body><article>",
            "<rss><channel><item>",
            "Subject: a\nFrom: b\n\n",
            "---\ntitle: x\n---\n",
            "<nitf><body><body.content>",
        ]
    ),
    TEXTS,
)
def test_any_document_of_a_kind_is_read_or_refused(head: str, text: str) -> None:
    read(make_source("x", (head + text).encode(), modified=1_700_000_000_000_000_000))


VALUES = st.recursive(
    st.none() | st.integers() | st.booleans() | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["value", "contenttype", "type", "byline"]), inner)
    ),
    max_leaves=6,
)
FIELDS = st.sampled_from(
    ["headline", "headlines", "bodies", "body_xhtml", "body_text", "byline", "keywords", "associations", "language",
     "versioncreated", "ednote", "copyrightholder", "uri"]
)  # fmt: skip


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(FIELDS, VALUES), TEXTS)
def test_any_json_is_read_or_refused(fields: dict[str, object], text: str) -> None:
    item = {"headline": "A dog crossed", "body_html": text, **fields}
    read(make_source("x", json.dumps(item).encode(), modified=1_700_000_000_000_000_000))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, TEXTS)
def test_any_wire_is_read_or_refused(title: str, text: str) -> None:
    escaped = [each.replace("&", "&amp;").replace("<", "&lt;") for each in (title, text)]
    wire = f"<nitf><hl1>{escaped[0]}</hl1><body.content><p>{escaped[1]}</p></body.content></nitf>"
    read(make_source("x", wire.encode(), modified=1_700_000_000_000_000_000))
