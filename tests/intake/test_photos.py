"""Captions and credits as agencies write them."""

from __future__ import annotations

import pytest

from digest.intake.photos import parse_caption, parse_credit_line

CAPTION = "Cranes stand idle in Halden, March 4, 2024."


@pytest.mark.parametrize(
    ("line", "credit", "file_photo"),
    [
        (f"FILE PHOTO: {CAPTION} REUTERS/A. Person", "REUTERS/A. Person", True),
        (
            f"FILE PHOTO: {CAPTION} REUTERS/A. Person/File Photo",
            "REUTERS/A. Person/File Photo",
            True,
        ),
        (f"FILE - {CAPTION} (AP Photo/A. Person, File)", "AP Photo/A. Person, File", True),
        (f"{CAPTION} (AP Photo/A. Person)", "AP Photo/A. Person", False),
        (f"{CAPTION} (Photo by A. Person/Getty Images)", "A. Person/Getty Images", False),
        (f"Photo: {CAPTION} Handout via REUTERS", "Handout via REUTERS", False),
        (f"Photo: {CAPTION} Getty Images", "Getty Images", False),
        (f"Image: {CAPTION} Illustration: Dana Person/Riverwire", "Dana Person/Riverwire", False),
        (f"Photo illustration: {CAPTION} Image: Dana Person/Isle", "Dana Person/Isle", False),
        (f"Picture: {CAPTION} Dana Person/Isle Images", "Dana Person/Isle Images", False),
        (f"{CAPTION} Photograph: Dana Person/Isle Images", "Dana Person/Isle Images", False),
        (f"{CAPTION} Photo by Dana Person", "Dana Person", False),
        (f"{CAPTION} © Dana Person / Belga", "Dana Person / Belga", False),
        (
            f"PHOTO D’ARCHIVES : {CAPTION} REUTERS/Aminata Sarr-Diagne",
            "REUTERS/Aminata Sarr-Diagne",
            True,
        ),
        (f"FOTO DE ARCHIVO: {CAPTION} EFE/Lucía Arrondo", "EFE/Lucía Arrondo", True),
        (f"Archivbild: {CAPTION} Foto: Uwe Person/dpa", "Uwe Person/dpa", True),
        (f"Photo : {CAPTION} Crédit photo : Alain Person/Keystone", "Alain Person/Keystone", False),
        (f"Photo: {CAPTION} Dana Person", "Dana Person", False),
        (f"FOTO: {CAPTION} / Dana Person, Nordfoto Sur", "Dana Person, Nordfoto Sur", False),
    ],
)
def test_a_caption_is_parted_from_its_label_and_credit(
    line: str, credit: str, file_photo: bool
) -> None:
    found = parse_caption(line)

    assert found is not None
    assert found.photo.caption == CAPTION
    assert found.photo.credit == credit
    assert found.photo.file_photo is file_photo


def test_a_caption_without_a_credit_keeps_all_its_words() -> None:
    found = parse_caption(f"Photo: {CAPTION}")

    assert found is not None
    assert (found.photo.caption, found.photo.credit) == (CAPTION, "")


@pytest.mark.parametrize(
    "line",
    [
        "The dockers of Halden walked out at six on Monday, and nobody knows when they will be back.",
        "“We did not choose this week,” said Mara Lindqvist, who heads the dockers’ union in Halden.",
        "The deal covers 4/5 of the fleet.",
    ],
)
def test_a_paragraph_is_no_caption(line: str) -> None:
    assert parse_caption(line) is None


@pytest.mark.parametrize(
    "label",
    ["Photo:", "Pic:", "Picture:", "Image by", "Illustration:", "Graphics:", "Infographic:", "Credit:", "Crédit:", "Foto:", "Bild:",
     "Bildquelle:", "Quelle:", "Source:", "Imagen:", "Créditos:", "Cortesía:", "©"],
)  # fmt: skip
def test_a_credit_after_the_caption_is_known_by_any_label(label: str) -> None:
    found = parse_caption(f"The ferry lies at its pier. {label} Ada Holm")
    assert found
    assert (found.photo.credit, found.sure) == ("Ada Holm", True)


def test_a_credit_may_stand_on_its_own_line() -> None:
    assert parse_credit_line("REUTERS/A. Person") == "REUTERS/A. Person"
    assert parse_credit_line("Photo credit: A. Person/Isle Images") == "A. Person/Isle Images"
    assert parse_credit_line("The cranes were idle.") == ""


def test_a_labelled_line_fills_a_credit_that_is_lacking() -> None:
    assert parse_credit_line("Image: Board of Quays", lacking=True) == "Board of Quays"
    assert parse_credit_line("Image: Board of Quays") == ""


def test_a_long_tail_of_capitals_takes_no_time() -> None:
    assert parse_caption("Photo: " + "A Bb Cc. " * 5_000) is None
