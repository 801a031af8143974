"""How a quotation becomes the paragraphs of a key comment: what stays, what is lifted out."""

from __future__ import annotations

import pytest

from digest.intake.comments import find_comments
from digest.intake.compose import compose
from digest.intake.readers import read_source
from digest.intake.records import Block, Settings
from digest.intake.sources import make_source


def paragraphs(text: str, language: str = "en") -> list[tuple[str, ...]]:
    found = find_comments([], [Block("text", text)], language, ())
    return [comment.paragraphs for comment in found.found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (  # two sentences that the clause parted become two paragraphs, and its comma the full stop
            "“We did not choose this week,” said Mara Lindqvist. “The calendar chose it.”",
            ("“We did not choose this week.”", "“The calendar chose it.”"),
        ),
        (  # two halves of one sentence become one again
            "“The captain is a man of principle,” said Dag Torsvik, “and principle is not a plan.”",
            ("“The captain is a man of principle, and principle is not a plan.”",),
        ),
        (  # narration woven between two marks stays
            "“It shows how little” the board understands the harbour and “how much it would like it,” said Petra Winther.",
            (
                "“It shows how little” the board understands the harbour and “how much it would like it.”",
            ),
        ),
        (  # mixed marks come out as one matching pair
            '“I have slept better in a dryer," said Graham Pettifer. “It had rhythm."',
            ("“I have slept better in a dryer.”", "“It had rhythm.”"),
        ),
        (
            '"Was I nervous?" asked Trygve Lien-Aasen. "I sat in the dark."',
            ("“Was I nervous?”", "“I sat in the dark.”"),
        ),
        (  # what is said of others between two quotations is never lifted out with the clause
            '"No refunds," said ferry chief Oskar Dunn, who called passengers "cargo with opinions".',
            (
                "“No refunds,” said ferry chief Oskar Dunn, who called passengers “cargo with opinions”",
            ),
        ),
        (  # and a comma that was forgotten parts nothing
            "“The captain is a man of principle,” said Dag Torsvik “and principle is not a plan.”",
            ("“The captain is a man of principle, and principle is not a plan.”",),
        ),
        (  # narration that leads from the clause to the next part stays as well
            "“A hospital isn’t a sum,” Greta Nylund said on Monday, adding that “two thirds of a saving is a whole one.”",
            (
                "“A hospital isn’t a sum,” Greta Nylund said on Monday, adding that “two thirds of a saving is a whole one.”",
            ),
        ),
        (
            "The minister shrugged. “And we will read the bill,” said Zeina Mouawad.",
            ("“And we will read the bill.”",),
        ),
    ],
)
def test_a_comments_paragraphs(text: str, wanted: tuple[str, ...]) -> None:
    assert paragraphs(text) == [wanted]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "fr",
            "« On ramasse les miettes », soupire Modou Thiam.",
            ("«\u00a0On ramasse les miettes.\u00a0»",),
        ),
        (
            "es",
            "«Pagamos», afirmó la pasajera Lía Musgo, y definió a la empresa como «un cubo roto».",
            (
                "«Pagamos», afirmó la pasajera Lía Musgo, y definió a la empresa como «un cubo roto»",
            ),
        ),
        ("de", "„Das nennt man Handel“, sagte Renate Oehlke.", ("„Das nennt man Handel.“",)),
        ("es", "«Sin luz no hay puerto», dijo Remedios Otxoa.", ("«Sin luz no hay puerto.»",)),
    ],
)
def test_marks_are_those_of_the_articles_language(
    language: str, text: str, wanted: tuple[str, ...]
) -> None:
    assert paragraphs(text, language) == [wanted]


def test_two_speakers_of_one_paragraph_are_two_comments() -> None:
    text = "“We’re the plug,” said Abou Karam. “It is still a mafia,” replied Zeina Mouawad."

    assert paragraphs(text) == [("“We’re the plug.”",), ("“It is still a mafia.”",)]


def test_every_quoted_word_is_the_sources() -> None:
    text = "“It’s 5 o’clock—somewhere—and we’re late,” Ann Lee told reporters. “Aren’t we?”"

    for comment in find_comments([], [Block("text", text)], "en", ()).found:
        for part in comment.parts:
            assert part in text


def test_narration_that_no_comment_shows_is_listed() -> None:
    text = "Asked about his own house with its two pumps and a cat, Viggo Stræde was frank: “It says 22.”"

    left = find_comments([], [Block("text", text)], "en", ()).left_out

    assert any("two pumps" in each.text for each in left)


def test_an_article_file_of_ours_is_read_as_it_is_written() -> None:
    text = (
        "---\ntitle: The ferry\ndate: 2026-03-04\n---\n\nThe ferry left on Friday.\n\n## Key comments\n\n"
        "> “It left.”\n>\n> “It came back.”\n>\n> — Ann Lee, captain (told reporters)\n\n"
        "> “We sell sleep.”\n>\n> — Jo May; Al Roe, mate\n"
    )

    (draft,) = read_source(make_source("x.md", text.encode()), Settings()).drafts

    assert compose(draft).partition("\n---\n")[2] == text.partition("\n---\n")[2]


def test_paragraphs_behind_a_list_of_comments_are_the_article_s_again() -> None:
    text = (
        "The ferry left\n\nThe ferry left on Friday, and nobody knows why.\n\nWhat they’re saying:\n\n"
        "- “It left,” Ann Lee tells the Leader.\n- Jo May: “It will be back.”\n\n"
        "The other side: The owner has a third view. “It never came,” says Al Roe.\n"
    )

    (draft,) = read_source(make_source("x.txt", text.encode()), Settings()).drafts

    assert {c.speaker: c.in_key for c in draft.comments} == {
        "Ann Lee": True,
        "Jo May": True,
        "Al Roe": False,
    }
    assert draft.body[-1].text.startswith("The other side")
