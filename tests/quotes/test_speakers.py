"""Who speaks where several might: signed words, relayed words, namesakes, kin, bodies and what stands for them."""

from __future__ import annotations

import pytest

from digest.quotes.engine import find_quotations

CASES = [
    ("not who signs a sentence of another", "Maja Lind said that her party was “still the first of the county.”--Kim Berg.", "Maja Lind"),
    ("not the brother by whom somebody is introduced", "Skipper Clint Holm admits his choice is “not the fastest boat.”\n\nHolm, the younger brother of Halden legend Ron Holm, backed the yard.\n\n“They will see an old boat,” Holm said.", "Clint Holm"),
    ("the man of a couple", "The parents, Isidro and Sahala Holm, rowed.\n\n“We wait,” Mr. Holm said.", "Isidro Holm"),
    ("the woman of a couple", "The parents, Isidro and Sahala Holm, rowed. “We wait,” Mr. Holm said.\n\n“I do not,” Ms. Holm wrote.", "Sahala Holm"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_the_last_words_are_said_by(text: str, speaker: str | None) -> None:
    last = find_quotations(text).quotations[-1]
    assert (last.speaker if last.named else None) == speaker
