"""A mention -> the person it stands for: pronouns and "the spokesman" to the nearest fitting name.

In: a scene, its cast, the mention chosen for a quotation and the one chosen before it.
Out: who it is, how sure that is, and who else it could be.
"""

from __future__ import annotations

from bisect import bisect_left

import msgspec

from digest.quotes.antecedents import Reference, antecedents, bodies, decide
from digest.quotes.appositions import comma_behind
from digest.quotes.bodies import OWNED, PRESS, PROPER, fuller_body, is_body, is_proper, owning_name
from digest.quotes.descriptions import described, has_trade, is_person_phrase, words_of
from digest.quotes.joint import pair_before
from digest.quotes.mention import Mention, bare, is_age
from digest.quotes.narration import QUOTE
from digest.quotes.papers import author_of, is_own
from digest.quotes.people import Cast
from digest.quotes.pronouns import pronoun
from digest.quotes.scene import Scene
from digest.quotes.signs import NUMBERS
from digest.quotes.subjects import is_subject

_OWNING = frozenset(
    ("his", "her", "its", "sein", "seine", "ihr", "ihre", "son", "sa", "su", "seu", "sua", "suo", "zijn", "haar")
)  # fmt: skip
_NAMED = frozenset(("named", "identified", "anonymity", "anonymous", "name"))
_OWN_PIECES = frozenset(("editorial", "article", "story", "report"))  # of a newspaper
_HUMAN = frozenset(("who", "qui", "quien"))
_TOLD = 5  # words: "by the consulting firm"
_OF_TWO = frozenset(("former", "latter"))
_PLAIN = 0.5  # share of the odds from which a description is plain
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
        return pronoun(scene, cast, index, previous)
    if mention.kind in ("definite", "indefinite") and mention.head in scene.tables.papers:
        owner = _owner(scene, index)
        if owner is not None:
            return Reference(owner, 0.7, (), f"{mention.head} of a name")
    if mention.kind == "definite" and mention.head in scene.tables.papers:
        return _paper(scene, cast, index, previous)
    if mention.kind == "definite":
        if mention.head in _OF_TWO and mention.last - mention.first == 2:
            return _of_two(scene, index)
        owned = _owned_body(scene, cast, index, previous) if mention.head in OWNED else None
        return owned or _nominal(scene, cast, index, previous)
    return Reference(rule="unnamed")


def _paper(scene: Scene, cast: Cast, index: int, previous: int | None) -> Reference:
    """“The statement said", "her letter said": whoever wrote it, if the article tells."""
    mention = scene.mentions[index]
    if is_own(scene, mention):
        own = scene.row.lower[mention.first]
        ranked = antecedents(scene, cast, index, scene.tables.pronouns[own][0], previous)
        return decide(ranked, f"{own} {mention.head}", _PLAIN)
    author = author_of(scene, index)
    if author < 0:
        return Reference(rule="unnamed")
    person = scene.spoke.get(author, scene.mentions[author].person)
    if person < 0 and scene.mentions[author].kind != "indefinite":
        found = resolve(scene, cast, author, previous)
        if found.owner >= 0:  # his campaign sent an email
            return msgspec.structs.replace(
                found, phrase=author if found.phrase < 0 else found.phrase
            )
        person = found.person
    rule = f"who wrote the {mention.head}"
    if person < 0 and is_proper(scene, scene.mentions[author]):
        return Reference(-1, 0.6, (), rule, author)
    if person < 0 or cast.people[person].kind == "place":
        return Reference(rule="unnamed")
    return Reference(person, 0.6, (), rule)


def _of_two(scene: Scene, index: int) -> Reference:
    """“the latter": the second of two people told before, or nobody."""
    pair, head = pair_before(scene, index), scene.mentions[index].head
    if not pair:
        return Reference(rule="unnamed")
    return Reference(scene.mentions[pair[head == "latter"]].person, 0.8, (), f"the {head}")


def _nominal(scene: Scene, cast: Cast, index: int, previous: int | None) -> Reference:
    mention = scene.mentions[index]
    row, tables = scene.row, scene.tables
    own = row.lower[mention.first]
    body = is_body(scene, mention)
    apart = _is_apposed(scene, index) if body else _declines(scene, mention)
    if own in ("their", "our", "my") or apart:
        return Reference(rule="unnamed")
    words = words_of(scene, mention)
    scores: dict[int, float] = {}
    for number, score in described(scene, cast, words, mention, index):
        scores[number] = max(score, scores.get(number, 0.0))
    if scores:
        return _by_words(scene, cast, index, previous, scores)
    if own in _OWNING or any(
        bare(word) != word for word in row.lower[mention.first : mention.last - 1]
    ):
        return Reference(rule="unnamed")
    alone = mention.last - mention.first == 2 or not body
    alone = alone or (mention.head in PRESS and not _is_told_apart(scene, index))
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


def _by_words(
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


def _is_apposed(scene: Scene, index: int) -> bool:
    """“Clear Harbour, the advocacy group, says": a phrase behind a name is of that name, and of nobody before."""
    row, mention = scene.row, scene.mentions[index]
    before = scene.mentions[index - 1]
    parted = row.words[mention.first - 1] == row.words[mention.last] == ","
    return index > 0 and parted and bool(before.name) and before.last == mention.first - 1


def _owned_body(scene: Scene, cast: Cast, index: int, previous: int | None) -> Reference | None:
    """“Lind’s campaign", "her campaign", and "the campaign" behind either: by whom it belongs to."""
    mention = scene.mentions[index]
    name = owning_name(scene, index)
    if name >= 0:
        owner = scene.mentions[name].person
        return Reference(rule=f"{mention.head} of a name", owner=owner) if owner >= 0 else None
    kind = scene.tables.pronouns.get(scene.row.lower[mention.first], "")
    if mention.head not in PROPER:
        return None
    if kind in ("male", "female"):
        ranked = antecedents(scene, cast, index, kind[0], previous)
        found = decide(ranked, f"{mention.head} of a pronoun", _PLAIN)
        return msgspec.structs.replace(found, person=-1, owner=found.person)
    fuller = fuller_body(scene, index)
    if fuller < 0:
        return None
    found = _owned_body(scene, cast, fuller, previous) or Reference(rule=f"the {mention.head}")
    return msgspec.structs.replace(found, phrase=fuller)


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
        if not other.name or other.person < 0 or other.kind == "place":
            continue  # her Ohio ad
        if not other.possessor and _is_author(scene, mention, other):
            return other.person
        if other.last <= mention.last:
            return other.person
    return None


def _is_author(scene: Scene, paper: Mention, author: Mention) -> bool:
    """Whether only "from", "by" and an article, or "the bank", stand between a document and a name, or "in" and a newspaper’s."""
    between = scene.row.lower[paper.last : author.first]
    if not between:
        return False
    told = between[0] != "in" and between[-1] in scene.tables.impersonal
    if len(between) > (_TOLD if told else 2) or "," in between:
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
    fuller = _tells_more(scene, mention)
    if not (office_head or told or fuller) or _is_known_unnamed(scene, index):
        return Reference(rule="unnamed role")
    ranked = antecedents(scene, cast, index, mention.gender, previous)
    other = _subject_beside(scene, index)
    ranked = [pair for pair in ranked if pair[1] != other]
    if not told and (not office_head or head in tables.standing):
        people = ((pair, cast.people[pair[1]]) for pair in ranked)
        ranked = [pair for pair, one in people if one.count >= _ABOUT or not has_trade(scene, one)]
    return decide(ranked, f"the {mention.head}", _PLAIN if office_head or told else _PLAINER)


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


def relative_head(scene: Scene, index: int) -> int | None:
    """The mention that "who" belongs to."""
    at, human = scene.mentions[index].first, scene.mentions[index].head in _HUMAN
    for back in range(index - 1, max(-1, index - 5), -1):
        other = scene.mentions[back]
        if other.kind != "pronoun" and not other.inside and at - other.last <= 12:
            return _of_whom(scene, back) if human else back
    return None


def _of_whom(scene: Scene, index: int) -> int:
    """“a friend of Ada Holm, who …": somebody whose phrase a mention ends, or the mention itself."""
    link = scene.links[index]
    for before in range(max(0, index - 2), index if link.pattern == "inner" else 0):
        other = scene.links[before]
        same = other.verb == link.verb and other.pattern == "m,colon"
        if same and is_person_phrase(scene.mentions[before], scene.tables):
            return before
    return index


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
