"""The demo's sources come out as their gold says: the reviewed reading of every form that they have."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from digest.intake.answers import answer
from digest.intake.readers import read_source
from digest.intake.records import Settings
from digest.intake.sources import make_source

ROOT = Path(__file__).parents[2]
GOLD = json.loads((Path(__file__).parent / "demo_gold.json").read_text("utf-8"))
NAMES = [(gold["file"], gold["title"]) for gold in GOLD]


def understood() -> dict[tuple[str, str], dict[str, object]]:
    records = {}
    for file in sorted({gold["file"] for gold in GOLD}):
        source = make_source(file, (ROOT / "seeds" / file).read_bytes())
        for draft in read_source(source, Settings()).drafts:
            records[file, draft.title] = answer(draft)
    return records


RECORDS = understood()


@pytest.mark.parametrize("gold", GOLD, ids=[f"{file}: {title[:30]}" for file, title in NAMES])
def test_headline_date_photo_and_body_are_exactly_the_golds(gold: dict[str, object]) -> None:
    record = RECORDS[gold["file"], gold["title"]]

    assert record["date"] == gold["date"]
    assert record["source_language"] == gold["source_language"]
    photo = record["photo"] and {key: record["photo"][key] for key in ("caption", "credit")}
    assert photo == gold["photo"]
    assert record["body_paragraphs"] == gold["body_paragraphs"]


@pytest.mark.parametrize("gold", GOLD, ids=[f"{file}: {title[:30]}" for file, title in NAMES])
def test_every_comment_has_the_golds_words_and_place(gold: dict[str, object]) -> None:
    record = RECORDS[gold["file"], gold["title"]]
    optional = [c["parts"] for c in gold["comments"] if c.get("optional")]
    wanted = [(c["parts"], c["in_key_comments"]) for c in gold["comments"] if not c.get("optional")]

    found = [
        (c["parts"], c["in_key_comments"]) for c in record["comments"] if c["parts"] not in optional
    ]
    if not any(c.get("parts_accept") or c.get("split_ok") for c in gold["comments"]):
        assert found == wanted


def test_nearly_every_speaker_is_the_golds() -> None:
    right = total = 0
    for gold in GOLD:
        said = {tuple(c["parts"]): c for c in RECORDS[gold["file"], gold["title"]]["comments"]}
        for comment in gold["comments"]:
            found = said.get(tuple(comment["parts"]))
            names = {comment["speaker"], *comment.get("speaker_accept", [])}
            joint = comment.get("speakers")
            total += 1
            right += bool(found) and (found["speaker"] in names or found["speakers"] == joint)

    assert right >= 0.95 * total


def test_no_word_of_the_junk_gets_through() -> None:
    for gold in GOLD:
        record = RECORDS[gold["file"], gold["title"]]
        shown = " ".join(
            [*record["body_paragraphs"], *(p for c in record["comments"] for p in c["parts"])]
        )
        assert not [words for words in gold.get("junk", []) if words in shown]
