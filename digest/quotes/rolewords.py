"""The words behind a name that say what somebody is."""

from __future__ import annotations

from bisect import bisect_left

from digest.quotes.brackets import bracketed
from digest.quotes.joint import AND
from digest.quotes.leading import DASHES, ENDS, LONGEST, text_of
from digest.quotes.mention import NONE, Link, Mention, looks_like_role
from digest.quotes.narration import QUOTE
from digest.quotes.outlets import is_addressed
from digest.quotes.phrases import long_phrase
from digest.quotes.scene import Scene
from digest.quotes.signs import joined_pronoun

_FINITE = frozenset(
    ("is", "are", "was", "were", "has", "have", "had", "does", "do", "did", "will", "would", "can", "could", "may", "might", "must")
)  # fmt: skip
_PARTED = 12  # words
_SHORTEST_VERB = 4  # letters: runs
_YEARS = frozenset(("años", "ans", "anos", "anni", "jahre", "jaar", "years"))
_OLD = frozenset(("alt", "oud", "old"))
_OWNERS = frozenset(("his", "her", "their"))
_WHO_ELSE = {"es": "que", "pt": "que", "nl": "die", "it": "che"}
OCCASIONS = frozenset(
    ("speaking", "to", "in", "at", "on", "during", "after", "before")
)  # X, to reporters: “…”


def role_after(scene: Scene, index: int) -> tuple[str | None, int]:
    """The role behind a name or a phrase, and the place where it ends. Told once."""
    if index not in scene.behind:
        scene.behind[index] = _role_after(scene, scene.mentions[index], scene.links[index])
    return scene.behind[index]


def _role_after(scene: Scene, mention: Mention, link: Link) -> tuple[str | None, int]:
    """The apposition after a name, without an age; and the place where it ends."""
    row = scene.row
    at = mention.last
    size = len(row.words)
    if mention.kind in ("definite", "indefinite", "bare") and not mention.name:
        return long_phrase(scene, mention, link)
    if _is_of(scene, mention, link):
        return _of_phrase(scene, mention, link)
    if at < size and row.words[at] == "(":
        told, at = bracketed(scene, at)
        if told:
            return told, at
    if at + 1 >= size or row.words[at] not in (",", "—", "–"):
        return None, at
    first, alone = _past_number(scene, at + 1)
    if alone:
        return None, first
    first = _past_age(scene, first)
    if not _opens_role(scene, first):
        return None, at
    stop = _role_end(scene, first, link)
    runs_on = row.words[stop] == QUOTE and row.text[row.start_of(stop)] not in DASHES
    if runs_on and row.words[stop - 1] != ",":  # X, a farmer, who called it “…”
        stop = max((step for step in range(first, stop) if row.words[step] == ","), default=first)
        if "whose" in row.lower[first + 1 : stop]:  # a singer whose slow, low ballads made “…”
            stop = row.lower.index("whose", first + 1)
    return (text_of(scene, first, stop), stop) if stop > first else (None, at)


def _is_of(scene: Scene, mention: Mention, link: Link) -> bool:
    """“said Maja Lind of the harbour board": a body behind a name."""
    row, at = scene.row, mention.last
    if len(mention.name) < 2 or mention.kind != "name" or row.lower[at] != "of":
        return False
    if link.pattern not in ("vm", "mpv", "acc"):
        return False
    return row.lower[at + 1] == "the" or row.words[at + 1][0].isupper()


def _of_phrase(scene: Scene, mention: Mention, link: Link) -> tuple[str | None, int]:
    row, stop = scene.row, mention.last + 1
    while row.words[stop] not in ENDS and row.words[stop] not in DASHES and row.words[stop] != ",":
        if stop == link.verb or (row.lower[stop] == "and" and stop + 1 in scene.firsts):
            break
        stop += 1
    return text_of(scene, mention.last, stop), stop


def _is_doing(scene: Scene, at: int) -> bool:
    """“said X, smiling", “said X, patting his dog": not "acting mayor"."""
    row, tables = scene.row, scene.tables
    small = row.lower[at] in tables.function_words and row.lower[at] != "of"
    return row.words[at] in ENDS or row.words[at] == "," or small


def _acts(scene: Scene, at: int) -> bool:
    """“X, 80, crosses the square": a verb behind an age, and no role."""
    word, tables = scene.row.lower[at], scene.tables
    if tables.lang != "en" or word in tables.determiners or looks_like_role(word, tables):
        return False
    return word in tables.doings or word.endswith(("s", "ed"))


def _past_number(scene: Scene, first: int) -> tuple[int, bool]:
    """Behind an age in figures; and whether the apposition is no more than that."""
    row = scene.row
    if not row.words[first].isdigit() or len(row.words[first]) > 3 or first + 1 >= len(row.words):
        return first, False
    behind = first + 1 + (row.lower[first + 1] in _YEARS)
    behind += row.lower[behind] in _OLD
    if row.words[behind] == ",":
        return behind + 1, False
    ends = row.words[behind] in ENDS
    return (behind if ends else first), ends


def _past_age(scene: Scene, first: int) -> int:
    """“X, de 84 años, vecina": where an apposition goes on behind an age told in words."""
    row = scene.row
    at = first + (row.lower[first] in ("de", "aged"))
    if not row.words[at].isdigit() or len(row.words[at]) > 3:
        return first
    at += 1 + (row.lower[at + 1] in _YEARS)
    return at + 1 if row.words[at] == "," and at + 1 < len(row.words) else first


def _opens_role(scene: Scene, first: int) -> bool:
    row, tables = scene.row, scene.tables
    word = row.lower[first]
    if word.partition("’")[0].partition("'")[0] == "who":
        return not row.words[first + 1].isdigit()  # who’s a nurse; who’s 58 is but an age
    if word == "of" and first + 1 < len(row.words):
        return row.lower[first + 1] == "the" or row.words[first + 1][0].isupper()
    if word in ("whose", "qui", "quien", "now", "then", _WHO_ELSE.get(tables.lang)):
        return True
    if word.endswith("ing") and _is_doing(scene, first + 1):
        return False
    if tables.lang == "pt" and word == "a" and row.lower[first + 1].endswith(("r", "s")):
        return False  # acrescentou Barradas, a rir; afirmou Barradas, a jornalistas
    if row.words[first - 2].isdigit() and _acts(scene, first):
        return False
    if (
        first + 1 < len(row.words)
        and row.words[first + 1] == ":"
        and not looks_like_role(word, tables)
    ):
        return False
    if (
        word in tables.gerunds
        or word in tables.conjunctions
        or word in tables.doings
        or word in ENDS
        or (word in tables.verbs and word not in tables.roles)
    ):
        return False
    if word in tables.determiners:
        told = word not in _OWNERS or _names_somebody(scene, first)
        return told and not is_day(scene, first)
    return (
        word not in tables.prepositions
        and word not in tables.pronouns
        and not joined_pronoun(word, tables.pronouns)
        and word not in tables.days
        and word not in tables.auxiliary
    )


def _names_somebody(scene: Scene, first: int) -> bool:
    """“his deputy", and not “her boots full of water": whether a phrase that is owned tells who it is."""
    row = scene.row
    for at in range(first + 1, first + LONGEST):
        if row.words[at] in ENDS or row.words[at] == ",":
            return False
        if looks_like_role(row.lower[at], scene.tables) or row.lower[at] in scene.tables.titles:
            return True
    return False


def _role_end(scene: Scene, first: int, link: Link) -> int:
    """Where an apposition ends: at its verb's comma, or at the end of the clause."""
    row = scene.row
    size = len(row.words)
    if link.verb > first and link.pattern in ("m,v", "m,g", "m,colon", "mcv"):
        at = link.verb
        while at > first and row.words[at - 1] not in (",", "—", "–", "--"):
            at -= 1
        second = next((step for step in range(first, at) if _is_joined(scene, step)), 0)
        if second:
            return second  # X, a vet, and Y, a baker, said
        return at - 1 if link.pattern != "m,colon" else _before_occasion(scene, first, link.verb)
    at, relative = first, row.lower[first][:3] == "who"
    size = min(size, first + LONGEST)
    while at < size and row.words[at] not in ENDS and row.words[at] not in DASHES:
        if (
            row.words[at] == ","
            and at + 1 < size
            and row.lower[at - 1] not in ("who", "which", "and")
            and (
                row.lower[at + 1] in scene.tables.gerunds
                or row.lower[at + 1] in scene.tables.prepositions
                or row.words[at + 1] in ENDS
            )
        ):
            break
        if row.words[at] == "," and at + 1 < size and _resumes(scene, at + 1, link):
            break
        if row.words[at] == "," and relative and row.lower[at + 1].endswith("s") and at + 2 < size:
            break  # X, who sells charts, sums up
        at += 1
    return at


def _is_joined(scene: Scene, comma: int) -> bool:
    """Whether "and" and somebody else by name follow a comma."""
    row = scene.row
    if row.words[comma] != "," or row.lower[comma + 1] not in AND:
        return False
    at = bisect_left(scene.firsts, comma + 2)
    mention = scene.mentions[min(at, len(scene.mentions) - 1)]
    return mention.first == comma + 2 and mention.kind == "name" and not mention.possessor


def _is_parted(scene: Scene, at: int) -> bool:
    """“a herder who, like most, has one name": whether a verb belongs to a clause that a comma parted."""
    lower = scene.row.lower[max(0, at - _PARTED) : at - 1]
    return any(
        lower[step : step + 2] in (["who", ","], ["which", ","]) for step in range(len(lower))
    )


def _runs(scene: Scene, at: int) -> bool:
    """“X, a dentist, keeps the door": a verb by its ending and by what follows, and no plural."""
    row, tables = scene.row, scene.tables
    word, following = row.lower[at], row.lower[at + 1]
    if not word.endswith("s") or len(word) < _SHORTEST_VERB or not row.words[at].islower():
        return False
    return following in tables.determiners or following in tables.pronouns


def _before_occasion(scene: Scene, first: int, colon: int) -> int:
    """“X, the mayor, to reporters: “…”": the comma before to whom, or when, the words were said."""
    row = scene.row
    for at in range(first + 1, colon):
        if row.words[at] == "," and (
            row.lower[at + 1] in OCCASIONS or _resumes(scene, at + 1, NONE)
        ):
            return at
    return colon


def _resumes(scene: Scene, at: int, link: Link) -> bool:
    """Whether what follows a comma is no longer the role, but what its bearer did, or when."""
    word = scene.row.lower[at]
    tables = scene.tables
    if link.pattern == "acc" and (word in tables.determiners or word in tables.auxiliary):
        return True  # Selon X, chef de la gare, le train …
    if is_addressed(scene.row, at, tables):
        return True
    if word in ("and", "but", "y", "et", "und") or word in tables.doings or is_day(scene, at):
        return True
    if tables.lang != "en" or word in tables.roles:
        return False
    if word in _FINITE or word.endswith(("n’t", "n't")) or _runs(scene, at):
        return not _is_parted(scene, at)
    return word.endswith("ed") or (word.endswith("ing") and _is_doing(scene, at + 1))


def is_day(scene: Scene, at: int) -> bool:
    row, days = scene.row, scene.tables.days
    return row.lower[at] in days or (
        at + 1 < len(row.words)
        and row.lower[at] in scene.tables.determiners
        and row.lower[at + 1] in days
    )
