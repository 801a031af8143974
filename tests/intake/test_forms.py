"""Invented sources in the forms that sources come in, with what was understood of each, reviewed by hand.

``forms/expected.json`` is the review. After a change that is meant, write it anew with
``python tests/intake/test_forms.py`` and read the difference before committing it.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from digest.intake.answers import answer
from digest.intake.readers import read_source
from digest.intake.records import Settings
from digest.intake.sources import make_source

FORMS = Path(__file__).parent / "forms"
EXPECTED = FORMS / "expected.json"
FILES = sorted(path.name for path in FORMS.iterdir() if path.suffix != ".json")


def understood(name: str) -> list[dict[str, object]]:
    reading = read_source(make_source(name, (FORMS / name).read_bytes()), Settings())
    assert not reading.refusals
    return [review(answer(draft)) for draft in reading.drafts]


def review(record: dict[str, object]) -> dict[str, object]:
    photo = record["photo"]
    return {
        "title": record["title"],
        "date": record["date"],
        "language": record["source_language"],
        "photo": photo
        and f"{photo['caption']} | {photo['credit']}{' | file' if photo['file_photo'] else ''}",
        "body": record["body_paragraphs"],
        "key": [c["parts"] for c in record["comments"] if c["in_key_comments"]],
        "left_out": [left["text"] for left in record["left_out"]],
    }


@pytest.mark.parametrize("name", FILES)
def test_a_source_is_understood_as_its_review_says(name: str) -> None:
    assert understood(name) == json.loads(EXPECTED.read_text("utf-8"))[name]


if __name__ == "__main__":
    reviewed = {name: understood(name) for name in FILES}
    EXPECTED.write_text(json.dumps(reviewed, ensure_ascii=False, indent=1) + "\n", "utf-8")
