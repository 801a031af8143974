"""A mention -> the person it stands for: pronouns and "the spokesman" to the nearest fitting name.

In: a scene, its cast, the mention chosen for a quotation and the one chosen before it.
Out: who it is, how sure that is, and who else it could be.
"""

from __future__ import annotations

from digest.quotes.antecedents import Reference, antecedents, bodies, decide, is_subject
from digest.quotes.appositions import comma_behind
from digest.quotes.bodies import is_body
from digest.quotes.descriptions import described, described_best, is_person_phrase, words_of
from digest.quotes.mention import Mention, bare, is_age
from digest.quotes.people import Cast
from digest.quotes.scene import Scene
from digest.quotes.signs import NUMBERS

_OWNING = frozenset(
    ("his", "her", "its", "sein", "seine", "ihr", "ihre", "son", "sa", "su", "seu", "sua", "suo", "zijn", "haar")
)  # fmt: skip
_NAMED = frozenset(("named", "identified", "anonymity", "anonymous", "name"))
_OWN_PIECES = frozenset(("editorial", "article", "story", "report"))  # of a newspaper
_PLAIN = 0.5  # share of the odds from which a description is plain


def apposed_name(scene: Scene, index: int) -> int | None:
    """“his wife, Moira Pettifer": the mention of the name behind the comma."""
    mention = scene.mentions[index]
    comma = comma_behind(scene.row, mention)
    for other in range(index + 1, min(index + 6, len(scene.mentions))):
        if scene.mentions[other].first == comma + 1 and scene.mentions[other].name:
            return other
    return None


def resolve(scene: Scene, cast: Cast, index: int, previous: int | None) -> Reference:
    """Who mention ``index`` is; ``previous`` is the mention that said the quotation before."""
    mention = scene.mentions[index]
    if mention.person >= 0:
        sure = 0.5 if mention.rivals else 1.0
        return Reference(mention.person, sure, mention.rivals, "name")
    if mention.kind == "pronoun":
        return _pronoun(scene, cast, index, previous)
    if mention.kind in ("definite", "indefinite") and mention.head in scene.tables.papers:
        owner = _owner(scene, index)
        if owner is not None:
            return Reference(owner, 0.7, (), f"{mention.head} of a name")
    if mention.kind == "definite":
        return _nominal(scene, cast, index, previous)
    return Reference(rule="unnamed")


def _nominal(scene: Scene, cast: Cast, index: int, previous: int | None) -> Reference:
    mention = scene.mentions[index]
    row, tables = scene.row, scene.tables
    own = row.lower[mention.first]
    if own in ("their", "our", "my") or mention.head in tables.papers or _declines(scene, mention):
        return Reference(rule="unnamed")
    words = words_of(scene, mention)
    body = is_body(scene, mention)
    scores: dict[int, float] = {}
    for number, score in described(scene, cast, words, mention, index):
        if body and cast.people[number].kind == "name":
            continue  # “…,” said X, head of the company. “…,” the company said
        scores[number] = max(score, scores.get(number, 0.0))
    ranked = [(score, number) for number, score in scores.items()]
    ranked.sort(key=lambda pair: (-pair[0], pair[1]))
    if ranked:
        rivals = tuple(number for score, number in ranked[1:3] if score > ranked[0][0] - 0.1)
        return Reference(ranked[0][1], 0.5 if rivals else 0.8, rivals, f"the {mention.head}")
    if own in _OWNING or any(
        bare(word) != word for word in row.lower[mention.first : mention.last - 1]
    ):
        return Reference(rule="unnamed")
    alone = mention.last - mention.first == 2 or not body
    if mention.head in tables.single_groups and not alone:
        return Reference(rule="unnamed")  # the environment ministry
    if mention.head in tables.single_groups and not _is_told_apart(scene, index):
        return decide(bodies(scene, cast, index, previous), f"the {mention.head}", _PLAIN)
    if tables.lang == "de" and body:
        return Reference(rule="unnamed")
    parent = mention.head in ("mother", "father") and row.lower[mention.last + 1] in NUMBERS
    if not is_person_phrase(mention, tables) or (row.lower[mention.last] == "of" and not parent):
        return Reference(rule="unnamed")
    return _by_standing(scene, cast, index, previous)


def _declines(scene: Scene, mention: Mention) -> bool:
    """“the clerk, who asked not to be named": nobody whom the article names."""
    behind = scene.row.lower[mention.last : mention.last + 10]
    return behind[:2] == [",", "who"] and not _NAMED.isdisjoint(behind)


def _is_told_apart(scene: Scene, index: int) -> bool:
    """“the British embassy in Oslo": a body that its own words tell, and no name before."""
    row, mention = scene.row, scene.mentions[index]
    return any(word[0].isupper() for word in row.words[mention.first + 1 : mention.last])


def _owner(scene: Scene, index: int) -> int | None:
    """The person in whose name a phrase begins or ends: "Lind's letter", "a letter from Lind"."""
    mention = scene.mentions[index]
    for at in range(index + 1, min(index + 3, len(scene.mentions))):
        other = scene.mentions[at]
        if (
            other.name
            and not other.possessor
            and other.person >= 0
            and _is_author(scene, mention, other)
        ):
            return other.person
        if other.name and other.person >= 0 and other.last <= mention.last:
            return other.person
    return None


def _is_author(scene: Scene, paper: Mention, author: Mention) -> bool:
    """Whether only "from", "by" and an article stand between a document and a name, or "in" and a newspaper’s."""
    between = scene.row.lower[paper.last : author.first]
    if not between or len(between) > 2:
        return False
    own = between[0] == "in" and author.kind == "org" and paper.head in _OWN_PIECES
    return own or between[0] in ("from", "by")


def _by_standing(scene: Scene, cast: Cast, index: int, previous: int | None) -> Reference:
    """A description that the article never gave anybody: whoever the text is about, if that is plain.

    Only for an office, or a phrase that says more ("the Ohio businessman"): a bare "the caller" may
    be somebody without a name.
    """
    mention = scene.mentions[index]
    tables = scene.tables
    head = mention.head
    office_head = head in tables.standing or head in tables.variations or head in tables.nationals
    office_head = office_head or is_age(head)
    told = any(
        row_word[0].isupper() for row_word in scene.row.words[mention.first + 1 : mention.last]
    )
    if (not office_head and not told) or _is_known_unnamed(scene, index):
        return Reference(rule="unnamed role")
    ranked = antecedents(scene, cast, index, mention.gender, previous)
    other = _subject_beside(scene, index)
    ranked = [pair for pair in ranked if pair[1] != other]
    return decide(ranked, f"the {mention.head}", _PLAIN)


def _subject_beside(scene: Scene, index: int) -> int:
    """Whom the sentence of a description begins with, and so is somebody else: "X sails well, the skipper said"; or -1."""
    row, mentions = scene.row, scene.mentions
    at = index
    while at and row.sentences[mentions[at - 1].first] == row.sentences[mentions[index].first]:
        at -= 1
    return mentions[at].person if at < index and is_subject(scene, at) else -1


def _is_known_unnamed(scene: Scene, index: int) -> bool:
    """Whether the article has told of somebody by this word who has no name: a clerk … the clerk."""
    mention, tables = scene.mentions[index], scene.tables
    varied = mention.head in tables.variations | tables.nationals | tables.standing
    kinds = ("indefinite",) if varied else ("indefinite", "definite")
    return any(
        other.head == mention.head and other.kind in kinds and scene.spoke.get(at, -1) < 0
        for at, other in enumerate(scene.mentions[:index])
    )


def _pronoun(scene: Scene, cast: Cast, index: int, previous: int | None) -> Reference:
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


def relative_head(scene: Scene, index: int) -> int | None:
    """The mention that "who" belongs to."""
    at = scene.mentions[index].first
    for back in range(index - 1, max(-1, index - 5), -1):
        other = scene.mentions[back]
        if other.kind != "pronoun" and not other.inside and at - other.last <= 12:
            return back
    return None


def speaking_mention(scene: Scene, index: int) -> int:
    """The mention that carries the name: behind an apposition's comma, or before "who"."""
    if (
        scene.mentions[index].kind == "pronoun"
        and scene.tables.pronouns.get(scene.mentions[index].head) == "relative"
    ):
        head = relative_head(scene, index)
        return index if head is None else head
    if scene.links[index].pattern == "m,N":
        name = apposed_name(scene, index)
        return index if name is None else name
    return index
