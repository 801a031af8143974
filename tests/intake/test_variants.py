"""Sources put together by chance from the forms that parts of sources take: all are understood."""

from __future__ import annotations

import pytest

from digest.intake.answers import answer
from digest.intake.readers import read_source
from digest.intake.records import Settings
from digest.intake.sources import make_source
from tests.intake.variants import make_variant


@pytest.mark.parametrize("seed", range(120))
def test_a_source_of_any_form_is_understood(seed: int) -> None:
    variant = make_variant(seed)

    reading = read_source(make_source("variant.txt", variant.data), Settings())

    assert reading.refusals == ()
    record = answer(reading.drafts[0])
    photo = record["photo"]
    photo = photo if isinstance(photo, dict) else {}
    assert variant == variant._replace(
        title=str(record["title"]),
        date=reading.drafts[0].date,
        caption=photo.get("caption"),
        credit=photo.get("credit"),
        body=tuple(str(words) for words in _list(record["body_paragraphs"])),
        parts=tuple(tuple(c["parts"]) for c in _list(record["comments"]) if c["in_key_comments"]),
    )
    left_out = " ".join(" ".join(left.text.split()) for left in reading.drafts[0].left_out)
    assert [line for line in variant.junk if " ".join(line.split()) not in left_out] == []


def _list(value: object) -> list[dict[str, list[str]]]:
    return value if isinstance(value, list) else []
