"""Which comment is ``#comment-N``: kept over edits by the article's list of anchors.

``anchors[N-1]`` names comment N in a few of its words (``kirby-we-have-seen-north-korea``). A comment
keeps its N when it moves, when others come or go, and when its words are edited; the N of one that was
removed is never given to another. Without a list, the order of the file counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from digest.manuscript.attribution import SUFFIXES
from digest.manuscript.markdown import plain_text
from digest.model.article import Attribution, Comment

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_HEAD, _TAIL, _LONGEST = 3, 2, 16
_ALIKE = 0.5  # of the words of two names: more than this and they are one comment's
_ENOUGH = 3  # words that must be the same where the speaker is not
_MOST_PAIRS = 40_000


def words_of(comment: Comment) -> str:
    """The comment as a reader sees it, in plain text."""
    return " ".join(plain_text(" ".join(p.split())) for p in comment.paragraphs)


def name_comment(words: str, speakers: Sequence[Attribution]) -> str:
    """A comment in a few words: its speaker's last, then the first three and the last two."""
    said = _WORD.findall(words)
    if len(said) > _HEAD + _TAIL:
        said = said[:_HEAD] + said[-_TAIL:]
    return "-".join([_surname(speakers), *map(_fold, said)])


def name_comments(comments: Sequence[Comment]) -> tuple[str, ...]:
    """The names of an article's comments, in its order."""
    return tuple(name_comment(words_of(each), each.speakers) for each in comments)


def number_comments(names: Sequence[str], anchors: Sequence[str]) -> list[int]:
    """The N of each comment. By equal names, then by alike ones, then by place and speaker."""
    size = len(names)
    if not anchors or tuple(names) == tuple(anchors[:size]):
        return list(range(1, size + 1))
    numbers: dict[int, int] = {}
    free = dict.fromkeys(range(1, len(anchors) + 1))
    _match_same(names, anchors, numbers, free)
    _match_alike(names, anchors, numbers, free)
    _match_between(names, anchors, numbers, free)
    fresh = iter(range(len(anchors) + 1, len(anchors) + size + 1))
    found = [numbers[at] if at in numbers else next(fresh) for at in range(size)]
    waiting: dict[str, list[int]] = {}
    for name, number in zip(names, found, strict=True):
        waiting.setdefault(name, []).append(number)
    ordered = {name: iter(sorted(same)) for name, same in waiting.items()}
    return [next(ordered[name]) for name in names]


def renew_anchors(names: Sequence[str], anchors: Sequence[str]) -> tuple[str, ...]:
    """The list that writes down where every comment stands now, and keeps what was removed."""
    kept = [*anchors]
    for name, number in zip(names, number_comments(names, anchors), strict=True):
        kept[len(kept) :] = [""] * (number - len(kept))
        kept[number - 1] = name
    return tuple(kept)


def _surname(speakers: Sequence[Attribution]) -> str:
    name = speakers[0].name if speakers else None
    said = [word for word in _WORD.findall(name or "") if word.lower() not in SUFFIXES]
    return _fold(said[-1]) if said else "anonymous"


def _fold(word: str) -> str:
    return word.replace("’", "").replace("'", "")[:_LONGEST].lower()


def _match_same(
    names: Sequence[str], anchors: Sequence[str], numbers: dict[int, int], free: dict[int, None]
) -> None:
    places: dict[str, list[int]] = {}
    for number in reversed(free):
        places.setdefault(anchors[number - 1], []).append(number)
    for at, name in enumerate(names):
        if waiting := places.get(name):
            numbers[at] = waiting.pop()
            del free[numbers[at]]


def _match_alike(
    names: Sequence[str], anchors: Sequence[str], numbers: dict[int, int], free: dict[int, None]
) -> None:
    """Names that share most of their words: a comment that was edited in some of them, or somebody else's now."""
    rest = [at for at in range(len(names)) if at not in numbers]
    if not rest or len(rest) * len(free) > _MOST_PAIRS:
        return
    words = {number: anchors[number - 1].split("-") for number in free}
    pairs = []
    for at in rest:
        own = names[at].split("-")
        for number, other in words.items():
            shared = max(_share(own, other, 0), _share(own[1:], other[1:], _ENOUGH))
            if shared > _ALIKE:
                pairs.append((-shared, abs(number - 1 - at), at, number))
    for _, _, at, number in sorted(pairs):
        if at not in numbers and number in free:
            numbers[at] = number
            del free[number]


def _share(own: Sequence[str], other: Sequence[str], least: int) -> float:
    """How much of two names is the same; 0 where that is fewer than so many words."""
    both = len({*own} & {*other})
    return both / max(len({*own}), len({*other}), 1) if both >= least else 0.0


def _match_between(
    names: Sequence[str], anchors: Sequence[str], numbers: dict[int, int], free: dict[int, None]
) -> None:
    """Between two neighbours that are known, as many as there were by the same speaker are the same."""
    known = dict(numbers)
    for unknown, run in groupby(range(len(names)), lambda at: at not in known):
        if not unknown:
            continue
        places = list(run)
        low = known.get(places[0] - 1, 0)
        high = known.get(places[-1] + 1, len(anchors) + 1)
        left: dict[str, list[int]] = {}
        for number in range(low + 1, high):
            if number in free:
                left.setdefault(anchors[number - 1].partition("-")[0], []).append(number)
        here: dict[str, list[int]] = {}
        for at in places:
            here.setdefault(names[at].partition("-")[0], []).append(at)
        for speaker, ats in here.items():
            if len(ats) == len(left.get(speaker, ())):
                numbers.update(zip(ats, left[speaker], strict=True))
                for number in left[speaker]:
                    del free[number]
