"""A pronoun -> the person or the body it stands for, or the phrase for somebody who has no name."""

from __future__ import annotations

from digest.quotes.antecedents import Reference, antecedents, bodies, decide
from digest.quotes.bodies import is_body
from digest.quotes.descriptions import described_best, is_person_phrase
from digest.quotes.mention import bare
from digest.quotes.people import Cast
from digest.quotes.scene import Scene
from digest.quotes.subjects import is_subject

_PLAIN = 0.5  # confidence above which a pronoun tells a gender


def pronoun(scene: Scene, cast: Cast, index: int, previous: int | None) -> Reference:
    """Who a pronoun is; ``previous`` is the mention that said the quotation before."""
    mention = scene.mentions[index]
    kind = scene.tables.pronouns.get(mention.head) or (
        "male" if mention.gender == "m" else "female" if mention.gender == "f" else ""
    )
    kind = kind or {"it": "thing", "th": "plural"}.get(mention.head[:2], "")
    if mention.head == "sie" and scene.links[index].verb >= 0:  # sagt sie, sagen sie
        verb = scene.row.lower[scene.links[index].verb]
        kind = "plural" if verb.endswith("n") else "female"
    if kind in ("male", "female"):
        unnamed = _unnamed_subject(scene, cast, index, mention.gender)
        if unnamed < 0:
            unnamed = _unnamed_speaker(scene, index, previous, mention.gender)
        if unnamed >= 0:
            return Reference(rule=f"pronoun {mention.head}, unnamed", phrase=unnamed)
        ranked = antecedents(scene, cast, index, mention.gender, previous)
    elif kind in ("thing", "plural"):
        ranked = bodies(scene, cast, index, previous)
        unnamed = -1 if ranked else _unnamed_body(scene, index)
        if unnamed >= 0:
            return Reference(rule=f"pronoun {mention.head}, unnamed", phrase=unnamed)
    else:
        ranked = []
    reference = decide(ranked, f"pronoun {mention.head}")
    if kind in ("male", "female") and reference.person >= 0 and reference.confidence > _PLAIN:
        person = cast.people[reference.person]
        person.gender = person.gender or mention.gender
    return reference


def _unnamed_subject(scene: Scene, cast: Cast, index: int, gender: str) -> int:
    """“Her husband, a retired captain, came along. … he said": who the sentence before was about, or -1.

    Only for a subject without a name that the article describes nowhere else.
    """
    row = scene.row
    here = scene.mentions[index].first
    at = index - 1
    while at >= 0 and row.sentences[scene.mentions[at].first] == row.sentences[here]:
        at -= 1
    if at < 0 or row.paragraphs[scene.mentions[at].first] != row.paragraphs[here]:
        return -1
    sentence = row.sentences[scene.mentions[at].first]
    if row.sentences[here] - sentence > 2:
        return -1
    while at and row.sentences[scene.mentions[at - 1].first] == sentence:
        at -= 1
    at = _past_lead(scene, at)
    subject = scene.mentions[at]
    if subject.kind not in ("definite", "indefinite") or subject.possessor:
        return -1
    if scene.links[at].pattern in ("m,N", "prep", "obj") or (
        row.sentences[subject.first - 1] == sentence and row.words[subject.first - 1] != ","
    ):
        return -1
    if not is_person_phrase(subject, scene.tables) or (
        gender and subject.gender and subject.gender != gender
    ):
        return -1
    words = row.lower[subject.first : subject.last - 1]
    owned = words[0] in ("his", "her", "their") or any(bare(word) != word for word in words)
    kin = owned or (subject.gender and words[0] in scene.tables.determiners)
    known = described_best(scene, cast, at) >= 0 if subject.kind == "definite" else False
    return at if (kin or subject.kind == "indefinite") and not known else -1


def _past_lead(scene: Scene, at: int) -> int:
    """“Asked if Norway would, a spokeswoman paused": the mention behind the comma of such a lead."""
    row = scene.row
    sentence = row.sentences[scene.mentions[at].first]
    opens = scene.mentions[at].first
    while opens and row.sentences[opens - 1] == sentence:
        opens -= 1
    for other in range(at, len(scene.mentions) if row.lower[opens] == "asked" else at):
        first = scene.mentions[other].first
        if row.sentences[first] != sentence:
            break
        if row.words[first - 1] == ",":
            return other
    return at


def _unnamed_speaker(scene: Scene, index: int, previous: int | None, gender: str) -> int:
    """“…,” a mechanic admitted. He would not be named. “…,” he said: the speaker before, or -1."""
    if previous is None or scene.spoke.get(previous, 0) >= 0:
        return -1
    earlier = scene.mentions[previous]
    row = scene.row
    near = row.paragraphs[earlier.first] == row.paragraphs[scene.mentions[index].first]
    fits = not (gender and earlier.gender and gender != earlier.gender)
    alone = not any(scene.mentions[at].kind == "name" for at in range(previous + 1, index))
    people = earlier.kind in ("definite", "indefinite") and is_person_phrase(earlier, scene.tables)
    return previous if near and fits and alone and people else -1


def _unnamed_body(scene: Scene, index: int) -> int:
    """“The doctors’ union objects; it calls …": the body that the sentence, or the one before, begins with."""
    row = scene.row
    here = scene.mentions[index].first
    for at in range(index - 1, max(-1, index - 12), -1):
        mention = scene.mentions[at]
        if row.sentences[here] - row.sentences[mention.first] > 2:
            return -1
        if row.paragraphs[here] - row.paragraphs[mention.first] > 1:
            return -1
        known = mention.head in scene.tables.impersonal and is_body(scene, mention)
        if known and is_subject(scene, at):
            return at
    return -1
