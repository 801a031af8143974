"""Text -> who said what. Pure and deterministic: the same text gives the same findings everywhere."""

from __future__ import annotations

from digest.base.collector import held_off
from digest.quotes.antecedents import Reference
from digest.quotes.bodies import is_body
from digest.quotes.candidates import (
    WITHOUT_PRONOUNS,
    candidates_of,
    paused_before,
    told_before,
    went_on,
    woven_with,
)
from digest.quotes.descriptions import is_person_phrase
from digest.quotes.dialogue import find_dialogue
from digest.quotes.interjections import part_interjected
from digest.quotes.introductions import (
    according_before,
    introduced,
    led_by,
    put_by,
    relayed,
    summed_up,
)
from digest.quotes.joint import authors, joint_members, means_two, pair_before
from digest.quotes.marks import find_stretches
from digest.quotes.naming import complete_names
from digest.quotes.narration import BREAK, QUOTE, Row
from digest.quotes.outlets import without_outlets
from digest.quotes.pairs import features_of
from digest.quotes.papers import sent_by
from digest.quotes.people import Cast
from digest.quotes.ranking import Weights, chances, load_weights
from digest.quotes.records import Doubt, Findings, Kind, Quotation, Span
from digest.quotes.resolve import resolve, speaking_mention
from digest.quotes.scene import Scene
from digest.quotes.signs import DASH, SAYING
from digest.quotes.speakers import speaker_of
from digest.quotes.stage import set_scene
from digest.quotes.tables import tables_of
from digest.quotes.tellers import find_tellers
from digest.quotes.titles import is_work, title_of
from digest.quotes.unclosed import cut_unclosed
from digest.quotes.utterances import Choice, group_choices, is_name, join_paragraphs, runs_on
from digest.quotes.wording import word_saying

_SURE = 0.9  # how sure a signature is at least
_UNCLOSED = 0.25  # how sure words without a closing mark are at most
_LONGEST_SIGNATURE = 16  # words
_SCARE = 3  # words
_SHORT = 60  # signs of words that are few
_WORDS_FOR = frozenset(
    ("word", "words", "term", "phrase", "name", "nickname", "label", "slogan", "title")
)
_TOLD_TO = frozenset(  # „…“, sagte sie dem „Tagblatt“
    ("dem", "der", "den", "al", "a", "au", "à", "alla", "all'", "all’", "ao", "the")
)
_LONGEST_TITLE = 100  # signs


def find_quotations(
    text: str,
    *,
    lang: str = "en",
    people: tuple[str, ...] = (),
    beside: str = "",
    told_from: int | None = None,
) -> Findings:
    """All quotations of ``text`` with their speakers. Never raises; linear in the length of the text.

    ``lang`` is a BCP 47 tag that chooses the word tables. ``people`` are full names known elsewhere,
    used only to complete a name of which the text has but a part, and so are those of a text
    ``beside``, such as a photo's caption. From the offset ``told_from`` on, every paragraph with marks
    holds words that somebody said.
    """
    with held_off():  # a fifth of the time, and there is nothing to find: no cycles are made
        return find_with(
            load_weights(), text, lang=lang, people=people, beside=beside, told_from=told_from
        )


def find_with(
    weights: Weights,
    text: str,
    *,
    lang: str = "en",
    people: tuple[str, ...] = (),
    beside: str = "",
    told_from: int | None = None,
) -> Findings:
    """The same with weights of one's own, for cross-validation."""
    tables = tables_of(lang)
    layout = without_outlets(find_dialogue(find_stretches(text), text, tables), text, tables)
    if not layout.stretches:
        return Findings()
    layout = part_interjected(cut_unclosed(layout, text, tables), text, tables)
    scene, cast = set_scene(layout, text, tables)
    complete_names(cast, tables, people, beside)
    choices = _choose(scene, cast, weights)
    join_paragraphs(scene, choices)
    if told_from is not None:
        find_tellers(scene, cast, choices, told_from)
    quotations = tuple(_quotation(scene, cast, group) for group in group_choices(scene, choices))
    return Findings(quotations, tuple(_doubts(scene, quotations)))


def _choose(scene: Scene, cast: Cast, weights: Weights) -> list[Choice]:
    previous: int | None = None
    choices = []
    for number in range(len(scene.stretches)):
        candidates = candidates_of(scene, number, previous)
        parts = chances(features_of(weights, scene, number, candidates, previous))
        best = parts.index(max(parts))
        mention = candidates[best] if best < len(candidates) else -1
        signed = signature(scene, number, candidates, previous)
        if _is_title(scene, number) or _is_told_paper(scene, number):
            mention = -1
        elif signed is not None:
            mention = signed
        elif _is_scare(scene, number, mention):
            mention = -1
        elif mention < 0:
            mention = introduced(scene, number)
        else:
            mention = sent_by(scene, relayed(scene, number, mention))
        sure = parts[best] if signed is None else max(parts[best], _SURE)
        if mention >= 0 and _is_thing(scene, mention):
            mention = according_before(scene, number)
        choice = Choice(number, mention, sure)
        if mention >= 0:
            mention = choice.mention = speaking_mention(scene, mention)
            reference = resolve(scene, cast, mention, previous)
            choice.reference = reference
            choice.person = reference.person
            scene.spoke[mention] = reference.person
            previous = mention
        choices.append(choice)
    return choices


def _is_title(scene: Scene, number: int) -> bool:
    """'the film "The Long Night"': capitals throughout, behind a word for a work."""
    stretch = scene.stretches[number]
    if stretch.end - stretch.start > _LONGEST_TITLE or not is_work(scene, scene.row.places[number]):
        return False
    return title_of(scene.row.text[stretch.start : stretch.end].split()) == 3


def _is_thing(scene: Scene, mention: int) -> bool:
    """A phrase for neither people nor a body, beside no verb of saying: "the machine"."""
    phrase = scene.mentions[mention]
    if scene.links[mention].pattern not in ("none", "prep", "obj") or phrase.kind not in (
        "definite",
        "indefinite",
        "bare",
    ):
        return False
    return not (is_person_phrase(phrase, scene.tables) or is_body(scene, phrase))


def _is_told_paper(scene: Scene, number: int) -> bool:
    """“Ada sagte dem „Hafenblatt“: „…“": a paper's name in marks, before what it was told."""
    row, places, place = scene.row, scene.row.places, scene.row.places[number]
    if scene.tables.lang != "de" or row.lower[place - 1] not in ("dem", "der", "den"):
        return False
    stretch = scene.stretches[number]
    words = row.text[stretch.start : min(stretch.end, stretch.start + _LONGEST_TITLE)].split()
    if len(words) > _SCARE or not all(word[:1].isupper() for word in words):
        return False
    more = number + 1 < len(places) and row.sentences[places[number + 1]] == row.sentences[place]
    return row.lower[place - 2] == "gegenüber" or (more and row.words[place + 1] in (":", ","))


def _is_scare(scene: Scene, number: int, mention: int) -> bool:
    """A word or two in marks, with no verb of saying in the sentence."""
    row, stretch, place = scene.row, scene.stretches[number], scene.row.places[number]
    before, size = row.lower[place - 1] if place else BREAK, stretch.end - stretch.start
    if before == "so-called" and size < _SHORT:
        return True
    if before in _TOLD_TO and is_name(scene, stretch):
        return number > 0 and row.sentences[row.places[number - 1]] == row.sentences[place]
    few = row.text[stretch.start : stretch.start + min(size, _SHORT)]
    if len(few.split(None, _SCARE)) > _SCARE:
        return False
    if place > 1 and before == "or" and row.lower[place - 2] == ",":
        return True  # known as Tez, or “fast”
    if place > 1 and before in _WORDS_FOR:
        return row.lower[place - 2] in scene.tables.determiners
    if mention < 0 or size > _SHORT:
        return False
    link = scene.links[speaking_mention(scene, mention)]
    if link.verb < 0:
        return number not in scene.clear and row.text[stretch.end - 1] not in ",.?!…"
    return abs(row.sentences[link.verb] - row.sentences[place]) > 1


def signature(
    scene: Scene, number: int, candidates: list[int], previous: int | None = None
) -> int | None:
    """What decides whatever the weights say: “…” — Name; or “…” somebody did and “…,” said X."""
    row = scene.row
    place = row.places[number]
    paused = paused_before(scene, number)
    if paused >= 0:
        return paused
    signed = row.signs[place + 1] & DASH and not _is_woven(scene, number)
    for at in candidates if signed else ():
        mention, link = scene.mentions[at], scene.links[at]
        nameless = not mention.name and mention.first == place + 2  # an EU official, speaking …
        behind = link.pattern == "dash" and link.verb == place + 1
        if (behind or nameless) and mention.kind != "pronoun" and not mention.possessor:
            if mention.name:
                ends = row.words[mention.last]
                return at if ends in (",", ".", "\n", "(", "\x00") else None
            alone = place == 0 or row.words[place - 1] == BREAK
            return at if alone and _signs(row, mention.first) else None
    summed = max(summed_up(scene, number), put_by(scene, number))
    if summed >= 0:
        return summed
    opens = place == 0 or row.sentences[place - 1] != row.sentences[place]
    woven = woven_with(scene, number) if opens else -1
    if woven in candidates and number not in scene.clear:
        return woven
    told = told_before(scene, number, candidates)
    if told < 0 and previous is not None and scene.tables.lang in WITHOUT_PRONOUNS:
        told = went_on(scene, number, previous)
    if told < 0 and row.words[place - 1] == ":":
        told = led_by(scene, number)
    return told if told >= 0 else None


def _is_woven(scene: Scene, number: int) -> bool:
    """“Lind said it was “still open.” — Jon Berg": words in the sentence of somebody who says them; no dash signs those."""
    row, place = scene.row, scene.row.places[number]
    if not row.text[scene.stretches[number].start].islower() or not row.words[place - 1].isalpha():
        return False
    back = place - 1
    while back > 0 and row.sentences[back] == row.sentences[place] and not row.signs[back] & SAYING:
        back -= 1
    return row.sentences[back] == row.sentences[place]


def _signs(row: Row, at: int) -> bool:
    """Whether a paragraph that begins with a dash and a name holds nothing more than a role."""
    rest = row.words[at : at + _LONGEST_SIGNATURE]
    if BREAK not in rest:
        return False
    return not {QUOTE, ":"} & set(rest[: rest.index(BREAK)])


def _quotation(scene: Scene, cast: Cast, group: list[Choice]) -> Quotation:
    stretches = [scene.stretches[choice.number] for choice in group]
    parts = tuple(Span(s.start, s.end) for s in stretches)
    marked = tuple(Span(s.outer_start, s.outer_end) for s in stretches)
    lead = group[0]
    if lead.mention < 0:
        sure = round(lead.confidence, 3)
        kind: Kind = "anonymous" if lead.told else "none"
        return Quotation(parts=parts, marked=marked, kind=kind, confidence=sure, rule="nobody")
    members = joint_members(scene, lead.mention)
    reference = lead.reference or Reference()
    if means_two(scene, lead.mention) and reference.rule.startswith("unnamed"):
        members = pair_before(scene, lead.mention) or members
    members = authors(scene, lead.mention) or members
    opening = (
        scene.mentions[members[0]].first if len(members) > 1 and lead.mention in members else -1
    )
    wordings = [
        word_saying(scene, _worded(scene, c.mention, members), c.number, opening) for c in group
    ]
    who = speaker_of(scene, cast, lead.mention, reference, wordings[0], members)
    return Quotation(
        parts=parts,
        marked=marked,
        clauses=tuple(sorted({w.clause for w in wordings if w.clause is not None})),
        speaker=who.name,
        named=who.named,
        speakers=who.names,
        kind=who.kind,
        role=who.role,
        roles=who.roles,
        context=next((w.context for w in wordings if w.context), None),
        confidence=round(min(lead.confidence * reference.confidence, _surest(scene, group)), 3),
        rivals=tuple(cast.people[n].full for n in reference.rivals),
        rule=f"{scene.links[lead.mention].pattern}, {reference.rule}",
    )


def _surest(scene: Scene, group: list[Choice]) -> float:
    """How sure it can be at most: where no mark closes, the narration may be among the words."""
    stretch = scene.stretches[group[-1].number]
    ended = stretch.closed or stretch.cut or runs_on(scene, group[-1].number)
    return 1.0 if ended else _UNCLOSED


def _worded(scene: Scene, index: int, members: list[int]) -> int:
    """Of joint speakers, the one beside the verb."""
    if index not in members or scene.links[index].verb >= 0:
        return index
    return next((at for at in members if scene.links[at].verb >= 0), index)


def _doubts(scene: Scene, quotations: tuple[Quotation, ...]) -> list[Doubt]:
    found = []
    stretches = scene.stretches
    for number, stretch in enumerate(stretches):
        if not stretch.closed and not runs_on(scene, number):
            read = "up to who said it" if stretch.cut else "to the end of the paragraph"
            message = f"a quotation mark that never closes; read {read}"
            found.append(Doubt(stretch.outer_start, "unclosed-mark", message))
    for quotation in quotations:
        if quotation.rivals and quotation.speaker:
            others = " or ".join((quotation.speaker, *quotation.rivals))
            found.append(
                Doubt(
                    quotation.marked[0].start,
                    "ambiguous-speaker",
                    f"the text does not decide who speaks: {others}",
                )
            )
    return sorted(found, key=lambda doubt: doubt.at)
