"""Stretches by one speaker that belong together -> one utterance."""

from __future__ import annotations

import msgspec

from digest.quotes.antecedents import Reference
from digest.quotes.marks import Stretch
from digest.quotes.narration import BREAK
from digest.quotes.scene import Scene

_SHORTEST = 3  # words of a sentence, with its stop
_GOING_ON = frozenset(("add", "continue", "go"))
_LONGEST_NAME = 40  # signs


class Choice(msgspec.Struct):
    """What the ranker chose for one stretch: a mention, or nobody (-1)."""

    number: int
    mention: int
    confidence: float
    person: int = -1
    reference: Reference | None = None
    told: bool = False  # somebody said it, even where nobody is found


def join_paragraphs(scene: Scene, choices: list[Choice]) -> None:
    """A speech whose paragraphs each open a mark, and only the last closes one, has one speaker.

    The attribution that touches one of its marks counts for all that have none of their own.
    """
    first = 0
    for number in range(1, len(choices) + 1):
        if number < len(choices) and runs_on(scene, number - 1):
            continue
        if number - first > 1:
            before = choices[first - 1] if first else None
            _share_speaker(scene, choices[first:number], before)
        first = number


def runs_on(scene: Scene, number: int) -> bool:
    """Whether a mark is left open at the end of a paragraph and another opens the next one."""
    if number + 1 >= len(scene.stretches):
        return False
    before, here = scene.stretches[number], scene.stretches[number + 1]
    if before.closed or before.cut or here.paragraph != before.paragraph + 1:
        return False
    return scene.row.words[scene.row.places[number + 1] - 1] == BREAK


def _share_speaker(scene: Scene, speech: list[Choice], before: Choice | None) -> None:
    told = [c for c in speech if c.mention >= 0 and _touches(scene, c)]
    if before and speech[0] not in told and _follows(scene, before, speech[0]):
        told.insert(0, speech[0])
    known = told or [c for c in speech if c.mention >= 0][:1]
    for choice in speech if known else ():
        if choice not in known:
            lead = min(known, key=lambda one: abs(one.number - choice.number))
            choice.mention, choice.person = lead.mention, lead.person
            choice.reference, choice.confidence = lead.reference, lead.confidence


def _touches(scene: Scene, choice: Choice) -> bool:
    """Whether the speaker of a stretch stands at the verb that touches its marks."""
    clear = scene.clear.get(choice.number, -1)
    verb = scene.links[choice.mention].verb
    return clear == choice.mention or (clear >= 0 and scene.links[clear].verb == verb >= 0)


def _follows(scene: Scene, before: Choice, choice: Choice) -> bool:
    """“…,” X said. “…: whether the words before in the paragraph are plainly by the same."""
    same = scene.stretches[before.number].paragraph == scene.stretches[choice.number].paragraph
    return same and choice.mention == before.mention >= 0 and _touches(scene, before)


def group_choices(scene: Scene, choices: list[Choice]) -> list[list[Choice]]:
    """Runs of stretches of one paragraph, or running over paragraphs without a closing mark."""
    groups: list[list[Choice]] = []
    for choice in choices:
        open_group = _open_group(scene, groups, choice)
        if open_group and _continues(scene, open_group[-1], choice):
            open_group.append(choice)
        else:
            groups.append([choice])
    return groups


def _open_group(scene: Scene, groups: list[list[Choice]], choice: Choice) -> list[Choice] | None:
    """The group before, past a name in marks, as in: „…“, sagte sie der „Abendpost“. „…“ ."""
    paragraph = scene.stretches[choice.number].paragraph
    for group in reversed(groups):
        stretch = scene.stretches[group[-1].number]
        if group[-1].mention >= 0 or stretch.paragraph != paragraph or not is_name(scene, stretch):
            return group
    return groups[-1] if groups else None


def is_name(scene: Scene, stretch: Stretch) -> bool:
    """A few words in marks with a capital and no stop: a newspaper, a ship."""
    words = scene.row.text[stretch.start : min(stretch.end, stretch.start + _LONGEST_NAME)]
    short = stretch.end - stretch.start < _LONGEST_NAME
    return short and words[0].isupper() and words[-1] not in ".,!?…"


def _continues(scene: Scene, last: Choice, choice: Choice) -> bool:
    if (last.mention < 0) != (choice.mention < 0):
        return False
    before, here = scene.stretches[last.number], scene.stretches[choice.number]
    same = last.mention == choice.mention or (last.person >= 0 and last.person == choice.person)
    if not same or last.mention < 0:
        return False
    if here.paragraph == before.paragraph:
        if _one_sentence(scene, last.number, choice.number):
            return True
        if _adds(scene, last, choice):
            return True
        return last.mention == choice.mention and not _parted(scene, last, choice)
    return runs_on(scene, last.number)


def _adds(scene: Scene, last: Choice, choice: Choice) -> bool:
    """“…,” said X, the mayor. She added: “…”: a sentence that only goes on."""
    row, link = scene.row, scene.links[choice.mention]
    mention, place = scene.mentions[choice.mention], row.places[choice.number]
    first = row.sentences[mention.first - 1] != row.sentences[mention.first]
    told = scene.mentions[last.mention].first > row.places[last.number]
    goes_on = mention.kind == "pronoun" and link.lemma in _GOING_ON and place - mention.first < 5
    return goes_on and first and told and row.words[place - 1] == ":"


def _parted(scene: Scene, last: Choice, choice: Choice) -> bool:
    """Whether a sentence of narration that says who spoke in neither stands between two stretches."""
    row = scene.row
    first, second = row.places[last.number], row.places[choice.number]
    told = (first, scene.links[last.mention].verb, scene.mentions[last.mention].last - 1)
    sentence = max(row.sentences[at] for at in told if first <= at < second)
    between = [
        at
        for at in range(first + 1, second)
        if sentence < row.sentences[at] < row.sentences[second]
    ]
    return (
        len(between) > _SHORTEST
        and row.words[between[0]].istitle()
        and len(row.words[between[0]]) > 1
    )


def _one_sentence(scene: Scene, first: int, second: int) -> bool:
    row = scene.row
    return row.sentences[row.places[first]] == row.sentences[row.places[second]]
