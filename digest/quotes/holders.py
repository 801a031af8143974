"""An office or a trade without a name, "the governor", -> whoever has it, or whom the article is about.

In: a mention that describes somebody, and whom its words fit. Out: who that is, or nobody by name.
"""

from __future__ import annotations

from bisect import bisect_left

from digest.quotes.antecedents import Reference, antecedents, decide
from digest.quotes.descriptions import has_trade
from digest.quotes.mention import Mention, is_age
from digest.quotes.narration import QUOTE
from digest.quotes.people import Cast
from digest.quotes.scene import Scene
from digest.quotes.subjects import is_subject

PLAIN = 0.5  # share of the odds from which a description is plain
_PLAINER = 0.72  # and one that the article may give to nobody: no other comes near
_FITTING, _FIT = 3.0, 1.8  # what words that fit count for beside a standing
_FAR = -6.0  # the standing of somebody who is not named near by
_NEAR, _ALIKE = 0.4, 0.1  # what somebody else is near by
_ABOUT = 6  # times that an article names whom it is about
_STRANGERS = frozenset(  # who often have no name
    ("person", "guy", "user", "customer", "passenger", "tourist", "resident", "student", "voter", "supporter", "witness", "victim",
     "survivor", "source", "insider", "official", "critic", "opponent", "operative", "attendee", "participant", "spectator",
     "heckler", "questioner", "caller", "protester", "demonstrator", "guest", "visitor", "viewer", "listener", "reader",
     "bystander", "onlooker", "motorist", "child", "worker", "driver", "employee", "neighbor", "neighbour", "friend", "colleague",
     "relative", "client", "shopper", "shopkeeper", "volunteer", "activist", "narrator", "soldier", "policeman", "policewoman",
     "trooper", "guard", "nurse", "man", "woman", "boss", "head", "aunt", "uncle", "cousin", "speaker")
)  # fmt: skip
_APART = frozenset(  # one of several
    ("second", "third", "first", "other", "same", "another", "next", "last", "young", "younger", "old", "older", "elder", "eldest",
     "elderly", "male", "female", "unnamed", "unidentified", "anonymous", "local", "nearby", "new", "only")
)  # fmt: skip


def by_words(
    scene: Scene, cast: Cast, index: int, previous: int | None, scores: dict[int, float]
) -> Reference:
    """Of those whom the article gave the words of a description, whoever stands out; or somebody who does far more.

    ``scores`` tells how well the words fit each. An office that they do not have in the article is theirs
    all the same where it is plainly about them: “Lind defended it. “…,” the governor said."
    """
    mention, people = scene.mentions[index], cast.people
    standing = {n: s for s, n in antecedents(scene, cast, index, mention.gender, previous)}
    asked = _who_asked(scene, index, previous)
    if asked in standing:
        standing[asked] = _FAR
    ranked = [
        (
            _FITTING
            + _FIT * score
            + (max(_FAR, standing.get(n, _FAR)) if people[n].kind == "name" else 0.0),
            n,
        )
        for n, score in scores.items()
    ]
    if mention.head in scene.tables.titles and scene.row.lower[mention.first] == "the":
        other = _subject_beside(scene, index)
        ranked += [
            (score - has_trade(scene, people[n]), n)
            for n, score in standing.items()
            if n not in scores and n != other and people[n].count >= _ABOUT
        ]
    ranked.sort(key=lambda pair: (-pair[0], pair[1]))
    best, first = ranked[0]
    alike = scores.get(first, 9.0) - _ALIKE
    rivals = tuple(
        n for score, n in ranked[1:3] if score > best - _NEAR or scores.get(n, 0.0) > alike
    )
    return Reference(first, 0.5 if rivals else 0.8, rivals, f"the {mention.head}")


def _who_asked(scene: Scene, index: int, previous: int | None) -> int:
    """“…?” X asked, and in the next paragraph “…,” the governor said: X, who is not answering; or -1."""
    row, here = scene.row, scene.mentions[index].first
    at = bisect_left(row.places, row.begins[row.paragraphs[here]]) - 1
    if previous is None or at < 0 or row.text[scene.stretches[at].end - 1] != "?":
        return -1
    return scene.spoke.get(previous, scene.mentions[previous].person)


def by_standing(scene: Scene, cast: Cast, index: int, previous: int | None) -> Reference:
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
    fuller = _tells_more(scene, mention)
    if not (office_head or told or fuller) or _is_known_unnamed(scene, index):
        return Reference(rule="unnamed role")
    ranked = antecedents(scene, cast, index, mention.gender, previous)
    other = _subject_beside(scene, index)
    ranked = [pair for pair in ranked if pair[1] != other]
    if not told and (not office_head or head in tables.standing):
        people = ((pair, cast.people[pair[1]]) for pair in ranked)
        ranked = [pair for pair, one in people if one.count >= _ABOUT or not has_trade(scene, one)]
    return decide(ranked, f"the {mention.head}", PLAIN if office_head or told else _PLAINER)


def _tells_more(scene: Scene, mention: Mention) -> bool:
    """“the retired surgeon", "the property developer": what somebody named is, and not "the young visitor"."""
    tables, words = scene.tables, scene.row.lower[mention.first + 1 : mention.last - 1]
    trade = mention.head in tables.roles and mention.head not in tables.not_standing | _STRANGERS
    return trade and tables.lang == "en" and bool(words) and _APART.isdisjoint(words)


def _subject_beside(scene: Scene, index: int) -> int:
    """Whom the clause of a description begins with, and so is somebody else: "X sails well, the skipper said"; or -1."""
    row, mentions = scene.row, scene.mentions
    at, here = index, mentions[index].first
    while at and row.sentences[mentions[at - 1].first] == row.sentences[here]:
        at -= 1
    if QUOTE in row.words[mentions[at].first : here]:
        return -1
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
