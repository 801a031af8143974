"""The proof that no word was altered: every quoted stretch of an article stands in its source.

An article's comments and its source's texts -> problems. A stretch is what stands between marks;
the stretches of one comment stand in the source in order, in one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz

from digest.base.errors import Place, Problem
from digest.check.quoted import (
    Marked,
    Reading,
    find_runs,
    find_stretches,
    fold_letters,
    fold_text,
    join_words,
    read_marked,
    read_words,
    split_omissions,
)
from digest.check.rules import make_problem, severity_of
from digest.model.article import Comment

FAR = 160  # words of narration that may part two stretches of one comment
CLAUSE = 40  # words of the clause that may part one stretch
LIKE = 60  # per cent of likeness from which a passage counts as the one that was meant
SHOWN = 240  # characters of a reading that are shown


class Book:
    """One text of a source with its words indexed; its marks are looked for when they are needed."""

    def __init__(self, text: str) -> None:
        """Read the words."""
        self.reading = read_words(text)
        self._joined = join_words(self.reading.words)

    @cached_property
    def marked(self) -> Marked:
        """The words between marks."""
        return read_marked(self.reading)

    @cached_property
    def _joined_marked(self) -> str:
        return join_words(self.marked.words)

    def find(self, run: Sequence[str]) -> list[tuple[int, int]]:
        """Every place (first word, behind the last) of a run of words.

        It stands there unbroken, or is parted by no more than a clause outside the marks, as in
        “We knew,” she said, “all along.”
        """
        whole = [(at, at + len(run)) for at in find_runs(self._joined, run)]
        if whole:
            return whole
        marked, parted = self.marked, []
        for at in find_runs(self._joined_marked, run):
            last = at + len(run) - 1
            places = marked.positions[at : last + 1]
            near = all(b - a <= CLAUSE for a, b in pairwise(places))
            if near and marked.paragraphs[at] == marked.paragraphs[last]:
                parted.append((places[0], places[-1] + 1))
        return parted

    def quotes(self, run: Sequence[str]) -> bool:
        """Whether the text has the run between marks, or marks nothing at all."""
        return not self.marked.words or bool(find_runs(self._joined_marked, run))

    def names(self, word: str) -> bool:
        """Whether a word of the text is this one or begins with it, case and accents apart."""
        return f" {word}" in self._joined or f" {fold_letters(word)}" in self._folded

    @cached_property
    def _folded(self) -> str:
        return fold_letters(self._joined)


class Shelf:
    """The texts of a source, each read when the ones before it did not do."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Read nothing yet."""
        self._texts = list(dict.fromkeys(texts))
        self._books: list[Book] = []

    def __iter__(self) -> Iterator[Book]:
        """The texts in order."""
        for number, text in enumerate(self._texts):
            if number == len(self._books):
                self._books.append(Book(text))
            yield self._books[number]


class Miss(NamedTuple):
    """What a comment lacks: ``kind`` is a rule; both readings where the words differ."""

    kind: str
    message: str
    article: str = ""
    source: str = ""


def check_comments(
    comments: Sequence[Comment], shelf: Shelf, path: str, source: str
) -> list[Problem]:
    """Prove each comment; what cannot be proven comes back as a problem with both readings."""
    problems = [*_check_names(comments, shelf, path, source)]
    for comment in comments:
        miss = find_miss(comment.paragraphs, shelf)
        if miss is not None:
            hint = (
                f"article: {miss.article}\n  source:  {miss.source}"
                if miss.source
                else f"look it up in {source}"
            )
            severity = severity_of(miss.kind)
            place = Place(path, comment.line, 1)
            problems.append(Problem(place, miss.kind, f"{miss.message} ({source})", hint, severity))
    return problems


def _check_names(
    comments: Sequence[Comment], shelf: Shelf, path: str, source: str
) -> Iterator[Problem]:
    """Speakers whom the source does not name; each is told once."""
    lines: dict[str, int] = {}
    for comment in comments:
        for speaker in comment.speakers:
            lines.setdefault(speaker.name or "", comment.line)
    for name, line in lines.items():
        if missing := find_unnamed(name, shelf):
            message = f"the source does not name {name}: {missing} is not in it ({source})"
            hint = "put the name right; or, where you know it from elsewhere, check_off: [speaker-unnamed]"
            yield make_problem(Place(path, line, 1), "speaker-unnamed", message, hint)


def find_unnamed(name: str, shelf: Shelf) -> str:
    """The first word of a name that no word of the source begins with; "" when the source has them all.

    Case, accents, initials and endings (the Bergs, Berg’s) do not count.
    """
    wanted = [word for word in read_words(name).words if len(word) > 1]
    lacking = wanted
    for book in shelf:
        lacking = [word for word in wanted if not book.names(word)]
        if not lacking:
            return ""
    return f"“{lacking[0]}”" if lacking else ""


def find_miss(paragraphs: Sequence[str], shelf: Shelf) -> Miss | None:
    """None when some text of the source has all the quoted words, in order and in one place."""
    stretches = find_stretches(paragraphs)
    runs = [(run, stretch) for stretch in stretches for run in split_omissions(stretch)]
    if not runs:
        return None
    found = []
    for book in shelf:
        miss = _miss_in(runs, book)
        if miss is None:
            return None
        found.append(miss)
    return min(found, key=_gravity, default=Miss("quotation", "the source has no text"))


def _gravity(miss: Miss) -> tuple[int, bool]:
    """Order, so that of several texts the one that comes nearest is told of."""
    kinds = ("quotation-unmarked", "quotation-scattered", "quotation")
    return (kinds.index(miss.kind), not miss.source)


def _miss_in(runs: list[tuple[tuple[str, ...], str]], book: Book) -> Miss | None:
    places = []
    for run, stretch in runs:
        found = book.find(run)
        if not found:
            return _explain(run, stretch, book.reading)
        places.append(found)
    if _chain(places, FAR):
        return _unmarked(runs, book)
    if _chain(places, len(book.reading.words)):
        return Miss("quotation-scattered", "the quoted words stand in the source, but far apart")
    return Miss(
        "quotation-scattered", "the quoted words stand in the source, but not in this order"
    )


def _unmarked(runs: list[tuple[tuple[str, ...], str]], book: Book) -> Miss | None:
    """Words that the source tells in its own voice, where it does mark what people said."""
    for run, stretch in runs:
        if not book.quotes(run):
            words = f"the source has these words outside quotation marks: {_shorten(stretch)}"
            return Miss("quotation-unmarked", words)
    return None


def _chain(places: list[list[tuple[int, int]]], far: int) -> bool:
    """Whether one place of each run can be chosen so that each follows the one before at no great distance."""
    ends = [end for _, end in places[0]]
    for following in places[1:]:
        ends = [
            end for start, end in following if any(0 <= start - before <= far for before in ends)
        ]
        if not ends:
            return False
    return True


def _explain(run: tuple[str, ...], stretch: str, reading: Reading) -> Miss:
    """Find the passage that was meant, and set both readings side by side."""
    wanted = " ".join(run)
    passage = _nearest(wanted, reading)
    if passage is None:
        return Miss("quotation", f"these words stand nowhere in the source: {_shorten(stretch)}")
    ours, theirs, change = _contrast(run, passage)
    return Miss("quotation", f"a quoted word is not the source’s: {change}", ours, theirs)


def _nearest(wanted: str, reading: Reading) -> tuple[str, ...] | None:
    words = reading.words
    text = " ".join(words)
    if not text:
        return None
    found = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=LIKE)
    if found is None:
        return None
    first = text.count(" ", 0, max(0, found.dest_start))
    last = text.count(" ", 0, max(0, found.dest_end - 1))
    return words[max(0, first - 2) : last + 3]


def _contrast(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, str, str]:
    """Both readings with the differing words in braces, and the first difference in a few words."""
    steps = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    while (
        steps and steps[0][0] == "insert"
    ):  # what the window has before and behind is no difference
        steps = steps[1:]
    while steps and steps[-1][0] == "insert":
        steps = steps[:-1]
    left, right, changes = [], [], []
    for at, (step, a, b, first, last) in enumerate(steps):
        c, d = first, last
        if step == "replace" and at == 0:  # of the window's own edges, only as many words as ours
            c = max(c, d - (b - a))
        elif step == "replace" and at == len(steps) - 1:
            d = min(d, c + (b - a))
        mine, other = " ".join(ours[a:b]), " ".join(theirs[c:d])
        if step == "equal":
            left.append(mine)
            right.append(other)
            continue
        left += [f"{{{mine}}}"] if mine else ["{}"]
        right += [f"{{{other}}}"] if other else ["{}"]
        changes.append(_word_change(mine, other))
    if not changes:  # the same words, parted otherwise
        changes = ["its words are parted otherwise"]
    return _around(left), _around(right), changes[0]


def _word_change(mine: str, other: str) -> str:
    if not other:
        return f"“{_shorten(mine, 60)}” is not in the source"
    if not mine:
        return f"“{_shorten(other, 60)}” is missing"
    return f"“{_shorten(mine, 60)}” for “{_shorten(other, 60)}”"


def _around(pieces: list[str]) -> str:
    """A reading, cut to what stands around the first difference."""
    text = " ".join(pieces)
    if len(text) <= SHOWN:
        return text
    at = text.find("{")
    start = max(0, at - SHOWN // 2)
    if start:
        start = text.find(" ", start) + 1
    end = min(len(text), start + SHOWN)
    if end < len(text):
        end = text.rfind(" ", start, end)
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"


def _shorten(text: str, most: int = 120) -> str:
    text = " ".join(fold_text(text).split())
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + " …"
