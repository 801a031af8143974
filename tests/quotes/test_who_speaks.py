"""Who speaks where several might: signed words, relayed words, namesakes, kin, bodies and what stands for them."""

from __future__ import annotations

import pytest

from digest.quotes.engine import find_quotations

CASES = [
    ("not who signs a sentence of another", "Maja Lind said that her party was “still the first of the county.”--Kim Berg.", "Maja Lind"),
    ("not the brother by whom somebody is introduced", "Skipper Clint Holm admits his choice is “not the fastest boat.”\n\nHolm, the younger brother of Halden legend Ron Holm, backed the yard.\n\n“They will see an old boat,” Holm said.", "Clint Holm"),
    ("the man of a couple", "The parents, Isidro and Sahala Holm, rowed.\n\n“We wait,” Mr. Holm said.", "Isidro Holm"),
    ("the woman of a couple", "The parents, Isidro and Sahala Holm, rowed. “We wait,” Mr. Holm said.\n\n“I do not,” Ms. Holm wrote.", "Sahala Holm"),
    ("not the paper that reports it", "Jon Berg said: “There will always be exceptions,” the Tide Times reported.", "Jon Berg"),
    ("not the senator of elsewhere", "Rosa Vik, the senator from Iowa, rowed. Hugo Berg, third in the race, stressed trade beside Sen. Ada Holm, R-Ohio.\n\nThe Florida senator told reporters that “we will see what it becomes.”", "Hugo Berg"),
    ("the senator by the title of the house", "“We wait,” said Sen. Ole Dahl (D-Nev.).\n\nOf his career as a lawyer, the Senate leader, Sen. Ole Dahl (D-Nev.), spoke. “We row,” the Democratic senator said.", "Ole Dahl"),
    ("the latter of two", "Ada Lind and Jon Berg met in Vik. “The boat is slow,” the latter said.", "Jon Berg"),
    ("the former of two", "Ada Lind and Jon Berg met in Vik. “The boat is slow,” the former said.", "Ada Lind"),
    ("they of two who wrote", "Ada Lind and Jon Berg sent a letter on Monday. “The boat has become slow,” they wrote.", "Ada Lind and Jon Berg"),
    ("they of two who spoke", "“The boat is slow,” Ada Lind and Jon Berg said.\n\n“We want a new one for the race,” they said.", "Ada Lind and Jon Berg"),
    ("they of nobody by name", "Ada Lind met the growers. “The boat is slow,” they said.", None),
    ("somebody unnamed behind a dash", "“The sea is no menu.” – Dr Ada Lind, chair\n\n“Ask me after lunch.” – a senior Anglo-Dutch diplomat, speaking on condition of anonymity", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_the_last_words_are_said_by(text: str, speaker: str | None) -> None:
    last = find_quotations(text).quotations[-1]
    assert (last.speaker if last.named else None) == speaker
