"""Text -> who said what. Pure and deterministic: the same text gives the same findings everywhere."""

from __future__ import annotations

from digest.quotes.features import Scene, candidates_of, features_of
from digest.quotes.marks import find_stretches
from digest.quotes.people import Cast
from digest.quotes.ranking import chances, load_weights, score_all
from digest.quotes.records import Doubt, Findings, Kind, Quotation, Span
from digest.quotes.resolve import Reference, apposed_name, relative_head, resolve
from digest.quotes.scene import set_scene
from digest.quotes.tables import tables_of
from digest.quotes.utterances import Choice, group_choices
from digest.quotes.wording import Wording, role_before, role_after, word_saying


def find_quotations(text: str, *, lang: str = "en", people: tuple[str, ...] = ()) -> Findings:
    """All quotations of ``text`` with their speakers. Never raises; linear in the length of the text.

    ``lang`` is a BCP 47 tag that chooses the word tables; ``people`` are full names known elsewhere,
    used only to complete a name of which the text has but a part.
    """
    tables = tables_of(lang)
    layout = find_stretches(text)
    if not layout.stretches:
        return Findings()
    scene, cast = set_scene(layout, text, tables, people)
    choices = _choose(scene, cast)
    quotations = tuple(_quotation(scene, cast, group) for group in group_choices(scene, choices))
    return Findings(quotations, tuple(_doubts(scene, quotations)))


def _choose(scene: Scene, cast: Cast) -> list[Choice]:
    weights = load_weights()
    previous: int | None = None
    choices = []
    for number in range(len(scene.stretches)):
        candidates = candidates_of(scene, number, previous)
        scores = score_all(features_of(scene, number, candidates, previous), weights)
        parts = chances(scores)
        best = max(range(len(parts)), key=lambda order: (parts[order], -order))
        mention = candidates[best] if best < len(candidates) else -1
        choice = Choice(number, mention, parts[best])
        if mention >= 0:
            mention = choice.mention = speaking_mention(scene, mention)
            reference = resolve(scene, cast, mention, previous)
            choice.reference = reference
            choice.person = reference.person
            scene.spoke[mention] = reference.person
            previous = mention
        choices.append(choice)
    return choices


def speaking_mention(scene: Scene, index: int) -> int:
    """The mention that carries the name: behind an apposition's comma, or before "who"."""
    if scene.mentions[index].kind == "pronoun" and scene.tables.pronouns.get(scene.mentions[index].head) == "relative":
        head = relative_head(scene, index)
        return index if head is None else head
    if scene.links[index].pattern == "m,N":
        name = apposed_name(scene, index)
        return index if name is None else name
    return index


def _quotation(scene: Scene, cast: Cast, group: list[Choice]) -> Quotation:
    stretches = [scene.stretches[choice.number] for choice in group]
    parts = tuple(Span(s.start, s.end) for s in stretches)
    marked = tuple(Span(s.outer_start, s.outer_end) for s in stretches)
    lead = group[0]
    if lead.mention < 0:
        return Quotation(parts=parts, marked=marked, kind="none", confidence=lead.confidence, rule="nobody")
    wordings = [word_saying(scene, choice.mention, choice.number) for choice in group]
    clauses = tuple(sorted({w.clause for w in wordings if w.clause is not None}))
    reference = lead.reference or Reference()
    wording = wordings[0]
    speaker, kind = _speaker(scene, cast, lead.mention, reference)
    role = wording.role
    if kind in ("person",) and role is None:
        role = _role_elsewhere(scene, cast, lead.mention, reference)
    return Quotation(
        parts=parts,
        marked=marked,
        clauses=clauses,
        speaker=speaker,
        kind=kind,
        role=role if kind != "organisation" else None,
        context=next((w.context for w in wordings if w.context), None),
        confidence=round(lead.confidence * reference.confidence, 3),
        rivals=tuple(cast.people[n].full for n in reference.rivals),
        rule=f"{scene.links[lead.mention].pattern}, {reference.rule}",
    )


def _speaker(
    scene: Scene, cast: Cast, index: int, reference: Reference
) -> tuple[str | None, Kind]:
    mention = scene.mentions[index]
    if reference.person >= 0:
        person = cast.people[reference.person]
        return person.full, "person" if person.kind == "name" else "organisation"
    return None, "anonymous"


def _role_elsewhere(scene: Scene, cast: Cast, index: int, reference: Reference) -> str | None:
    """The role at the full mention, where the one beside the words has only a surname."""
    if reference.person < 0:
        return None
    for at in cast.people[reference.person].mentions:
        mention = scene.mentions[at]
        role = role_before(scene, mention) or role_after(scene, mention, scene.links[at])[0]
        if role:
            return role
    return None


def _doubts(scene: Scene, quotations: tuple[Quotation, ...]) -> list[Doubt]:
    found = []
    stretches = scene.stretches
    for number, stretch in enumerate(stretches):
        goes_on = number + 1 < len(stretches) and stretches[number + 1].paragraph == stretch.paragraph + 1
        if not stretch.closed and not goes_on:
            found.append(Doubt(stretch.outer_start, "unclosed-mark", "a quotation mark that never closes; read to the end of the paragraph"))
    for quotation in quotations:
        if quotation.rivals and quotation.speaker:
            others = " or ".join((quotation.speaker, *quotation.rivals))
            found.append(Doubt(quotation.marked[0].start, "ambiguous-speaker", f"the text does not decide who speaks: {others}"))
    return sorted(found, key=lambda doubt: doubt.at)
