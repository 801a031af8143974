"""What holds for every text: no error, parts in order and inside the text, words left as they are."""

from __future__ import annotations

import gc
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.quotes.engine import find_quotations
from digest.quotes.export import records_of
from digest.quotes.ranking import read_weights
from digest.quotes.tables import tables_of

PIECES = [
    "“", "”", "„", "«", "»", "‘", "’", '"', "'", "''", " ", "\n", "\n\n", ",", ".", ":", "—", "(", ")", "said ",
    "told ", "according to ", "she ", "he ", "the minister ", "Maja Lind ", "Lind ", "Mr. ", "Dr", "and ", "who ",
    "that ", "Ministry of ", "in ", "’s ", "von ", "J. ", "é", "🚢", "\u200b", "\x00", "3", "it ", "X",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
)


@given(TEXTS, st.sampled_from(["en", "es", "fr", "de", "nb-NO", ""]))
@settings(max_examples=300, deadline=None)
@example("“”", "en")
@example("\r\n\r“\r”", "en")
@example("hE sAID“0“A000 A000 0“0", "en")
def test_any_text_gives_parts_in_order_within_it(text: str, lang: str) -> None:
    findings = find_quotations(text, lang=lang)

    begun = -1
    for quotation in findings.quotations:
        assert len(quotation.parts) == len(quotation.marked) > 0
        assert begun < quotation.marked[0].start  # a name in marks may stand between two parts
        begun = position = quotation.marked[0].start
        for part, marked in zip(quotation.parts, quotation.marked, strict=True):
            assert position <= marked.start <= part.start < part.end <= marked.end <= len(text)
            position = marked.end
        for clause in quotation.clauses:
            assert 0 <= clause.start < clause.end <= len(text)
        assert 0 <= quotation.confidence <= 1
        assert bool(quotation.speakers) == (quotation.kind == "joint")
    assert all(0 <= doubt.at < len(text) for doubt in findings.doubts)
    list(records_of("any", findings))


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_the_same_text_gives_the_same_findings(text: str) -> None:
    assert find_quotations(text) == find_quotations(text)


def test_it_leaves_nothing_for_the_collector() -> None:
    text = "“We sail at dawn,” said Maja Lind, a pilot. She added: “If it clears.”\n\n" * 5
    find_quotations(text)
    gc.collect()
    find_quotations(text)

    assert gc.collect() == 0


@pytest.mark.parametrize(
    "unit",
    [
        "“We sail at dawn,” said Maja Lind. ",
        "“We sail at dawn,” the minister said.\n\n",
        "“",
        '" ',
        "Maja Lind ",
        ", said a ",
        "’s ",
        "word ",
        " ",
        "\n",
    ],
)
def test_long_texts_are_read_to_the_end(unit: str) -> None:
    text = unit * (60_000 // len(unit)) + "\n\n“The end is near,” said Ole Berg."

    assert find_quotations(text).quotations[-1].speaker == "Ole Berg"


def test_the_ranker_remembers_words_of_the_tables_only() -> None:
    tables = tables_of("en")
    known = set(tables.verbs) | set(tables.verbs.values()) | set(tables.pronouns)
    known |= tables.function_words | tables.auxiliary | tables.works | {"according", "say"}

    lexical = {
        feature: word
        for feature in read_weights()
        for word in re.findall(r"(?:^v=|^pp=|\|[ab]=|^vp=[^|]*\|)(\w+)", feature)
    }

    assert {feature: word for feature, word in lexical.items() if word not in known} == {}
