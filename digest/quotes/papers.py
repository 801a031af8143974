"""Documents that speak for whoever wrote them: "the statement" of a bank, "her letter".

Only those that hold one voice; a report, a poll or a bill stays what it is.
"""

from __future__ import annotations

from bisect import bisect_left

from digest.quotes.bodies import is_proper
from digest.quotes.mention import Mention, bare
from digest.quotes.narration import BREAK
from digest.quotes.scene import Scene

_VOICES = frozenset(
    ("statement", "email", "e-mail", "letter", "memo", "memorandum", "message", "release", "note", "tweet", "post", "petition",
     "editorial", "column", "essay", "communique", "communiqué", "postcard", "telegram")
)  # fmt: skip
_OWN = frozenset(
    ("book", "article", "piece", "story", "report", "speech", "blog", "diary", "text", "manifesto")
)  # his book
_ISSUED = frozenset(("statement", "release", "memo", "communique", "communiqué"))
_WRITING = frozenset(("write", "email", "tweet", "post", "message", "text"))
_GIVEN = frozenset(("issued", "released", "sent", "written", "signed", "posted", "published"))
_GIVING = frozenset(
    ("issued", "issues", "released", "releases", "sent", "sends", "wrote", "writes", "published", "posted", "posts", "filed",
     "circulated", "provided", "gave", "distributed", "signed", "drafted", "penned", "delivered", "emailed", "tweeted", "put",
     "made", "issuing", "releasing", "sending", "writing", "publishing", "posting")
)  # fmt: skip
_FROM = frozenset(("by", "from"))
_CONJUNCTIONS = frozenset(("after", "before", "since", "until"))  # after Lind filed a petition
_SPEAKING = frozenset(("mv", "vm", "m,v", "mcv", "mwv", "mpv"))
_SUBJECTS = frozenset(("name", "org", "pronoun", "definite"))
_REACH = 3  # paragraphs back
_WORDS = 300  # back


def is_own(scene: Scene, mention: Mention) -> bool:
    """“her letter": a document whose owner a pronoun tells."""
    return mention.head in _VOICES | _OWN and scene.tables.pronouns.get(
        scene.row.lower[mention.first]
    ) in ("male", "female")


def author_of(scene: Scene, index: int) -> int:
    """The mention of whoever wrote the document that mention ``index`` is, or -1."""
    row, mention = scene.row, scene.mentions[index]
    if mention.head not in _VOICES or row.lower[mention.first] != "the":
        return -1
    here = row.paragraphs[mention.first]
    least = max(mention.first - _WORDS, row.begins[max(0, here - _REACH)])
    for at in range(mention.first - 1, least - 1, -1):
        if bare(row.lower[at]) == mention.head:
            author = _writer(scene, at)
            if author >= 0:
                return author
    return _who_wrote(scene, index)


def _writer(scene: Scene, paper: int) -> int:
    """Who wrote the document at ``paper``: "a letter from X", "X’s letter", "X said in a letter", "in a letter, X said"."""
    row, behind = scene.row, paper + 1
    behind += row.lower[behind] in scene.tables.auxiliary
    behind += row.lower[behind] in _GIVEN
    if row.lower[behind] in _FROM:
        return _named_behind(scene, behind)
    at = bisect_left(scene.firsts, paper) - 1
    while at >= 0 and row.sentences[scene.firsts[at]] == row.sentences[paper]:
        mention = scene.mentions[at]
        owns = mention.possessor and mention.last == paper and mention.kind in _SUBJECTS
        if owns or (mention.last <= paper and _acts(scene, at) and _gives(scene, at, paper)):
            return at
        at -= 1
    at = bisect_left(scene.firsts, paper)
    led = row.words[paper + 1] == "," and row.lower[paper - 2] == "in" and at < len(scene.firsts)
    return (
        at if led and scene.firsts[at] == paper + 2 and scene.mentions[at].kind in _SUBJECTS else -1
    )


def _named_behind(scene: Scene, led: int) -> int:
    """The mention behind "from", or the name that it is in apposition to."""
    at = bisect_left(scene.firsts, led + 1)
    if at >= len(scene.firsts) or scene.firsts[at] - led > 2:
        return -1
    while at + 1 < len(scene.firsts) and (
        scene.mentions[at + 1].inside or scene.links[at].pattern == "m,N"
    ):
        if is_proper(scene, scene.mentions[at]):
            break
        at += 1
    return at


def _acts(scene: Scene, at: int) -> bool:
    """Whether a mention does what its clause tells: no owner, behind no preposition, not who is told."""
    mention, row, tables = scene.mentions[at], scene.row, scene.tables
    if mention.kind not in _SUBJECTS or mention.possessor or mention.inside:
        return False
    if scene.links[at].pattern in _SPEAKING:
        return True
    opens = mention.first
    opens -= bool(opens) and row.lower[opens - 1] in tables.determiners
    before, behind = row.lower[opens - 1] if opens else BREAK, row.lower[mention.last]
    told = before in tables.verbs and behind in tables.function_words
    return not told and (before in _CONJUNCTIONS or before not in tables.prepositions)


def _gives(scene: Scene, at: int, paper: int) -> bool:
    """Whether somebody sends a document out, or says something in it, and does not get or show it."""
    between = scene.row.lower[scene.mentions[at].last : paper]
    spoken = scene.links[at].pattern in _SPEAKING and "in" in between[-3:]
    return spoken or not _GIVING.isdisjoint(between)


def sent_by(scene: Scene, index: int) -> int:
    """Of “X sent a message to Y saying …": X, where ``index`` is Y; or ``index``."""
    row, mention = scene.row, scene.mentions[index]
    opens = mention.first - (row.lower[mention.first - 1] in scene.tables.determiners)
    behind = scene.links[index].verb == mention.last and row.lower[opens - 1] == "to"
    if not behind or row.lower[mention.last] not in scene.tables.gerunds:
        return index
    for at in range(opens - 2, max(0, opens - 7), -1):
        if row.lower[at] in _VOICES and row.sentences[at] == row.sentences[opens]:
            author = _writer(scene, at)
            return index if author < 0 else author
    return index


def _who_wrote(scene: Scene, index: int) -> int:
    """“…,” X wrote. “…,” the memo said; the club announced that it closes. “…,” the statement said."""
    row, mention = scene.row, scene.mentions[index]
    here = mention.first
    for at in range(index - 1, max(-1, index - 30), -1):
        other, link = scene.mentions[at], scene.links[at]
        if row.paragraphs[here] - row.paragraphs[other.first] > 1:
            return -1
        if link.pattern not in _SPEAKING or other.kind not in _SUBJECTS or other.inside:
            continue
        reports = mention.head in _ISSUED and link.lemma in scene.tables.strong
        if link.lemma in _WRITING or reports:
            return at
    return -1
