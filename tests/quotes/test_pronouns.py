"""Whom “he said" and “she said" mean where several people stand before it."""

from __future__ import annotations

import pytest

from digest.quotes.engine import find_quotations

LIND = "Juana Lind, a nurse, went to the police in Halden. “It is time,” she said."
SPEECH = (
    "Erik Lind spoke to the growers of Halden on Monday. At times, he brought them to their feet."
)
STORM = "In dark words, Erik Lind called the storm a warning. Maja Holm noted it. Maja Holm is his spokeswoman. Maja Holm smiled."

CASES = [
    ("she of the paragraphs between", f"{LIND}\n\nShe met the skipper at the quay in 1978. She has come forward because Ole Holm takes part in the race of his wife, Maja Holm, for mayor of the town.\n\nOn Sunday, she told for the first time that Ole Holm had called again.\n\n“He called me,” she said.", "Juana Lind"),
    ("he who attacks another’s deal", f"{SPEECH}\n\nHe attacked the ferry deal that was struck by Mayor Jonas Holm, who he noted was “in his final year at sea.”", "Erik Lind"),
    ("no woman, however often named", f"{STORM} He offered “my thoughts and my boat.”", "Erik Lind"),
    ("he whose wife is named behind him", "There were Gov. Jack Dahl, his wife, Betsy, and the skipper Rosa Holm. “We row,” Dahl said.\n\n“At dawn,” he said.", "Jack Dahl"),
    ("he behind a woman of a list", "Jon Berg came, with businesswoman Rosa Holm, mayor Jack Dahl and Nils Vik. “We row,” said Jack Dahl.\n\n“At dawn,” he said.", "Jack Dahl"),
    ("she who is a spokesman", "Jack Dahl had asked. Harbour spokesman Hope Berg confirmed it. “The group is alone in this,” she said.", "Hope Berg"),
    ("he beside his wife", "Jon Berg rowed. Beside his wife, Jon Berg, 70, is no sailor.\n\n“We row,” he said.", "Jon Berg"),
    ("he who speaks of another", "Jon Berg met Ole Dahl at the quay. Ole Dahl smiled.\n\n“Nobody rows like him,” he said of Dahl.", "Jon Berg"),
    ("no town", "Jon Berg called the storm in Dallas “a blow to Dallas and all of us.” Dallas was under water. He offered “my thoughts for all of them.”", "Jon Berg"),
    ("no agency", "Jon Berg told Xinhua of the tide. Xinhua asked for more. “There is no more,” he said.", "Jon Berg"),
    ("no team", "Team Berg wants more. Rosa Holm rowed. “We want the peace of mind,” she said.", "Rosa Holm"),
    ("he who is said to speak otherwise", "Orane Lind and Tajay Holm lost the baton. “I said ‘stick’,” said Holm. “He heard it.”\n\nLind was more expansive. “It is never the change, it is always the noise,” he said.", "Orane Lind"),
    ("he of the paragraph, by family name", "Jon Berg picked the red boat in a talk on Sunday.\n\nLind openly admitted that his boat was slow. “It is an old boat,” he said.", "Lind"),
    ("he of the paragraph, who did something", "Jon Berg picked the red boat in a talk on Sunday.\n\nHolm shook off the question. “I will wait for the tide,” he said.", "Holm"),
    ("he who is reported with the verb first", "“It is dark,” Jon Berg said. “It is cold,” Berg said.\n\nThe tide alone does not sink a boat, noted the pilot Jack Dahl.\n\n“It takes a rock,” he said.", "Jack Dahl"),
    ("he who is reported behind whom it is about", "Jon Berg is the best rower of the town, Jack Dahl argues.\n\n“Nobody rows so far,” he says.", "Jack Dahl"),
    ("she who does something at the end of a paragraph", "“It is dark,” said Maja Lind. “It is cold, and it is wet,” Lind said.\n\nMayor Rosa Holm also expressed concern.\n\n“We will light the quay,” she said.", "Rosa Holm"),
    ("he behind a long lead", "“It is dark,” Jon Berg said. “It is cold.”\n\nUnlike at the regatta in Vik, where Mr. Berg rowed for his own boat, this time Jack Dahl spoke of his friendship with Mr. Berg. It is time to row, he said, “and not alone.”", "Jack Dahl"),
    ("he whom the sentence turns to", "Jon Berg rowed home. “It was dark,” Berg said.\n\nAs for Jack Dahl, he said he was not afraid. “I see well,” he said.", "Jack Dahl"),
    ("he of a town with an abbreviation behind it", "Jack Dahl, a driver from Vik, Mo., who is a friend of Mr. Berg, said that he had waited for two hours. “I have no boat,” he said.", "Jack Dahl"),
    ("he who is told by his rank", "Admiral Jack Dahl serves the harbour and Captain Jon Berg. Berg rowed.\n\nDahl has two bosses, and Captain Berg is one. The admiral keeps bees. In his note he wrote, “We must row.”", "Jack Dahl"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_pronoun_means_whom_the_story_is_about(text: str, speaker: str) -> None:
    assert find_quotations(text).quotations[-1].speaker == speaker
