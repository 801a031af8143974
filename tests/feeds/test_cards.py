"""Social cards: of the right size, legible, made once, and left out where the font has no letters."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from PIL import Image

from digest.build.cards import OWN_FACES, Spec, draw_card
from tests.feeds.site import QUIET, build, write_site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_site(tmp_path)
    with (tmp_path / "digest.toml").open("a") as toml:
        toml.write("\n[cards]\nenabled = true\n")
    return tmp_path


def test_articles_and_comments_have_cards_that_pages_name(folder: Path) -> None:
    report = build(folder)
    page = (folder / "output/articles/strike/index.html").read_text("utf-8")
    told = json.loads(re.search(r'ld\+json">(.*?)</script>', page)[1])  # type: ignore[index]
    shown = re.search(
        r'og:image" content="https://news\.example\.org/sub/(cards/strike-[0-9a-f]+\.png)"', page
    )

    assert not report.problems
    assert shown
    with Image.open(folder / "output" / shown[1]) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))
    for quotation in told["hasPart"]:
        assert (
            folder / "output" / quotation["image"].removeprefix("https://news.example.org/sub/")
        ).is_file()
    assert len(list((folder / "output/cards").iterdir())) == 5


def test_a_comment_has_an_address_for_sharing_that_shows_its_card_and_leads_to_it(
    folder: Path,
) -> None:
    build(folder)
    shared = (folder / "output/articles/strike/comment-2/index.html").read_text("utf-8")
    article = (folder / "output/articles/strike/index.html").read_text("utf-8")
    card = re.search(r'og:image" content="[^"]*/(cards/strike-2-[0-9a-f]+\.png)"', shared)

    assert card
    assert (folder / "output" / card[1]).is_file()
    assert 'og:title" content="Mara Lindqvist; Port Authority of Halden: Port strike' in shared
    assert 'content="0; url=/sub/articles/strike/#comment-2"' in shared
    assert 'data-share="/sub/articles/strike/comment-2/"' in article
    assert "comment-2/" not in (folder / "output/sitemap.xml").read_text("utf-8")


def test_cards_are_made_once(folder: Path) -> None:
    build(folder)
    before = {path: path.stat().st_mtime_ns for path in (folder / ".digest/cards").iterdir()}
    (folder / "content/articles/quiet.md").write_text(QUIET.replace("A quiet day", "A loud day"))
    build(folder)
    after = {path: path.stat().st_mtime_ns for path in (folder / ".digest/cards").iterdir()}

    assert before.items() <= after.items()
    assert len(after) == len(before) + 1
    assert len(list((folder / "output/cards").iterdir())) == 5


def test_a_drawing_is_no_picture_for_other_sites_but_a_card_is(folder: Path) -> None:
    (folder / "content/static").mkdir(exist_ok=True)
    (folder / "content/static/map.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    quiet = QUIET.replace("---\n", "---\nphoto: {file: map.svg, alt: A map}\n", 1)
    (folder / "content/articles/quiet.md").write_text(quiet)
    build(folder)
    with_cards = (folder / "output/articles/quiet/index.html").read_text("utf-8")
    settings = (folder / "digest.toml").read_text().replace("[cards]\nenabled = true", "")
    (folder / "digest.toml").write_text(settings)
    build(folder)
    without = (folder / "output/articles/quiet/index.html").read_text("utf-8")

    assert '<img src="/sub/map.svg"' in with_cards
    assert re.search(r'og:image" content="[^"]*/cards/quiet-[0-9a-f]+\.png"', with_cards)
    assert "og:image" not in without


def test_a_text_without_letters_in_the_font_has_no_card_and_says_so(folder: Path) -> None:
    (folder / "content/articles/quiet.md").write_text(
        QUIET.replace("A quiet day", "静かな一日"), "utf-8"
    )
    report = build(folder)

    assert [p.code for p in report.problems] == ["cards"]
    assert "og:image" not in (folder / "output/articles/quiet/index.html").read_text("utf-8")


def test_there_are_no_cards_unless_asked_for(tmp_path: Path) -> None:
    build(write_site(tmp_path))

    assert not (tmp_path / "output/cards").exists()


@pytest.mark.parametrize(
    "words",
    ["Short.", "“" + "No card is too small for a long quotation. " * 30 + "”", "Donaudampfschifffahrt" * 12, "Señor Łukasz Žižek — “¿qué?”", ""],
)  # fmt: skip
def test_words_stay_within_the_margins(words: str) -> None:
    card = Image.open(
        io.BytesIO(
            draw_card(
                Spec(words, "Mara Lindqvist " * 9, "head of the union " * 9, "The Sounding"),
                OWN_FACES[0],
            )
        )
    )
    levels = card.convert("L").point(lambda level: 255 if level < 200 else 0)

    assert levels.crop((1200 - 70, 0, 1200, 630)).getbbox() is None
    assert levels.crop((30, 0, 1200, 60)).getbbox() is None
    assert levels.crop((30, 600, 1200, 630)).getbbox() is None
