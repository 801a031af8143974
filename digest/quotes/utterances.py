"""Stretches by one speaker that belong together -> one utterance."""

from __future__ import annotations

import msgspec

from digest.quotes.antecedents import Reference
from digest.quotes.scene import Scene


class Choice(msgspec.Struct):
    """What the ranker chose for one stretch: a mention, or nobody (-1)."""

    number: int
    mention: int
    confidence: float
    person: int = -1
    reference: Reference | None = None


def group_choices(scene: Scene, choices: list[Choice]) -> list[list[Choice]]:
    """Runs of stretches of one paragraph, or running over paragraphs without a closing mark."""
    groups: list[list[Choice]] = []
    for choice in choices:
        if groups and _continues(scene, groups[-1][-1], choice):
            groups[-1].append(choice)
        else:
            groups.append([choice])
    return groups


def _continues(scene: Scene, last: Choice, choice: Choice) -> bool:
    if (last.mention < 0) != (choice.mention < 0):
        return False
    before, here = scene.stretches[last.number], scene.stretches[choice.number]
    same = last.mention == choice.mention or (last.person >= 0 and last.person == choice.person)
    if not same or last.mention < 0:
        return False
    if here.paragraph == before.paragraph:
        return last.mention == choice.mention or _one_sentence(scene, last.number, choice.number)
    return here.paragraph == before.paragraph + 1 and not before.closed


def _one_sentence(scene: Scene, first: int, second: int) -> bool:
    row = scene.row
    return row.sentences[row.places[first]] == row.sentences[row.places[second]]
