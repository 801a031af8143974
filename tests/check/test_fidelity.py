"""Words are never altered: every quoted stretch stands in its source, in order, in one place."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.base.errors import DigestError
from digest.check.fidelity import Shelf, find_miss, find_unnamed
from digest.check.quoted import find_stretches, read_words
from digest.check.sources import find_texts

SOURCE = """The walkout has closed four berths.

“We did not choose this week,” Mara Lind, head of the dockers’ union, told reporters. “The calendar chose it.”

"How desperate" the port has become, said Ole Brun, was "an indication of its debts – 1,5 million".

“Where,” asked Grane, “was the minister when the chairs ran out?”
"""

PROVEN = [
    ["“We did not choose this week.”", "“The calendar chose it.”"],
    ["“We did not choose this week.”"],
    ["«We did not choose this week»"],
    ["“We  did\nnot choose this\u00a0week.”"],
    ["“We did not choose this we\u00adek.”"],
    ["“How desperate” the port has become “an indication of its debts — 1,5 million”"],
    ["“Where was the minister when the chairs ran out?”"],
    ["“The calendar … chose it.”"],
    ["“The calendar [of the union] chose it.”"],
    ["“… chose it.”"],
    ["“We *did not* choose this week.”"],
]


@pytest.mark.parametrize("paragraphs", PROVEN)
def test_marks_spaces_and_commas_do_not_count(paragraphs: list[str]) -> None:
    assert find_miss(paragraphs, Shelf([SOURCE])) is None


ALTERED = [
    (["“We did not pick this week.”"], "quotation", "“pick” for “choose”"),
    (["“We did choose this week.”"], "quotation", "“not” is missing"),
    (["“We did not ever choose this week.”"], "quotation", "“ever” is not in the source"),
    (["“we did not choose this week.”"], "quotation", "“we” for “We”"),
    (["“an indication of its debts – 1.5 million”"], "quotation", "“1.5” for “1,5”"),
    (["“Nobody ever said anything of the kind at all.”"], "quotation", "nowhere in the source"),
    (
        ["“The calendar chose it.”", "“We did not choose this week.”"],
        "quotation-scattered",
        "not in this order",
    ),
    (["“The walkout has closed four berths.”"], "quotation-unmarked", "outside quotation marks"),
]


@pytest.mark.parametrize(("paragraphs", "rule", "words"), ALTERED)
def test_every_other_difference_is_told(paragraphs: list[str], rule: str, words: str) -> None:
    miss = find_miss(paragraphs, Shelf([SOURCE]))
    assert miss is not None
    assert miss.kind == rule
    assert words in miss.message


def test_both_readings_are_set_side_by_side() -> None:
    miss = find_miss(["“The calendar picked it.”"], Shelf([SOURCE]))
    assert miss is not None
    assert (miss.article, miss.source) == ("The calendar {picked} it", "The calendar {chose} it")


def test_stretches_far_apart_are_not_one_utterance() -> None:
    source = f"“We knew,” she said. {'Much else happened. ' * 80} “All along,” he said."
    miss = find_miss(["“We knew.”", "“All along.”"], Shelf([source]))
    assert miss is not None
    assert miss.kind == "quotation-scattered"


def test_two_speakers_sentences_are_not_spliced_into_one() -> None:
    source = "“We knew,” she said.\n\n“nothing at all,” he said."
    assert find_miss(["“We knew nothing at all.”"], Shelf([source])) is not None


def test_a_comment_without_any_marks_is_held_to_be_quoted_whole() -> None:
    assert find_miss(["The calendar chose it."], Shelf([SOURCE])) is None
    assert find_miss(["The calendar took it."], Shelf([SOURCE])) is not None


def test_decomposed_letters_and_curly_apostrophes_are_the_same_words() -> None:
    assert (
        find_miss(["“It’s Ångström’s café”"], Shelf(["\"It's A\u030angstro\u0308m's cafe\u0301\""]))
        is None
    )


FORMS = [
    ("text", SOURCE.encode()),
    ("windows-1252", "“The calendar chose it,” he said – café.".encode("cp1252")),
    ("utf-16", "“The calendar chose it,” he said.".encode("utf-16")),
    ("html", b"<!doctype html><html><body><script>x</script><p>\xe2\x80\x9cThe <em>cal</em>endar\nchose&nbsp;it,\xe2\x80\x9d he said.</p></body></html>"),
    ("markdown", "# T\n\n“The *calendar* [chose](https://example.org/a_b) it,” he said.\n".encode()),
    ("feed", b"<?xml version='1.0'?><rss version='2.0'><channel><title>T</title><item><title>A</title><description>&lt;p&gt;&amp;ldquo;The calendar &lt;b&gt;chose&lt;/b&gt; it&amp;rdquo;&lt;/p&gt;</description></item></channel></rss>"),
    ("cdata", b"<?xml version='1.0'?><rss version='2.0'><channel><item><description><![CDATA[<p>&ldquo;The calendar chose it&rdquo;</p>]]></description></item></channel></rss>"),
    ("mail", b"From: a@example.org\nTo: b@example.org\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n=E2=80=9CThe calen=\ndar chose it=E2=80=9D\n"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data"), FORMS, ids=[name for name, _ in FORMS])
def test_a_source_of_any_kind_is_read(name: str, data: bytes) -> None:
    assert find_miss(["“The calendar chose it.”"], Shelf(find_texts(data, name))) is None


def test_quoted_stretches_leave_the_woven_narration_out() -> None:
    paragraph = "“… how desperate” the port has become and “an indication”"
    assert find_stretches([paragraph]) == ["“… how desperate”", "“an indication”"]


WORDS = st.lists(
    st.sampled_from(
        ["we", "knew", "nothing", "of", "it", "all", "along", "the", "quay", "did", "not"]
    ),
    min_size=1,
    max_size=30,
)


@given(WORDS, WORDS, WORDS)
def test_whatever_a_source_quotes_is_proven_by_it(
    before: list[str], said: list[str], after: list[str]
) -> None:
    source = f"{' '.join(before)} “{' '.join(said)}” {' '.join(after)}"
    assert find_miss([f"“{' '.join(said)}”"], Shelf([source])) is None


@given(WORDS, st.integers(min_value=0))
def test_no_word_of_a_quotation_can_change_unseen(said: list[str], which: int) -> None:
    altered = [*said]
    altered[which % len(said)] = "otherwise"
    assert find_miss([f"“{' '.join(altered)}”"], Shelf([f"“{' '.join(said)}”"])) is not None


@given(st.text())
def test_no_word_of_any_text_has_a_space(text: str) -> None:
    assert all(word and " " not in word for word in read_words(text).words)


@given(st.binary(max_size=300))
def test_any_bytes_are_texts_or_refused(data: bytes) -> None:
    with suppress(DigestError):
        assert all(isinstance(text, str) for text in find_texts(data, "x"))


@pytest.mark.parametrize(
    ("name", "missing"),
    [("Mara Lind", ""), ("MARA LÎND", ""), ("M. Lind", ""), ("Ole J. Brun", ""), ("Grane", ""),
     ("Jon Lind", "“Jon”"), ("Vera Pust", "“Vera”")],
)  # fmt: skip
def test_a_speaker_is_somebody_whom_the_source_names(name: str, missing: str) -> None:
    assert find_unnamed(name, Shelf([SOURCE])) == missing


def test_speech_between_dashes_is_quoted_where_a_language_writes_so() -> None:
    source = (
        "El puerto de Torrebruma no se vende, dijo “nadie” en la sala que lo oyó.\n\n"
        "—El faro también vuelve —respondió Obregal—. Y la niebla con él.\n\n"
        "—El muelle no vuelve para nadie que lo espere en la orilla.\n"
    )
    told = find_miss(["«la sala que lo oyó»"], Shelf([source]))

    assert find_miss(["«El faro también vuelve. Y la niebla con él.»"], Shelf([source])) is None
    assert told is not None
    assert told.kind == "quotation-unmarked"
