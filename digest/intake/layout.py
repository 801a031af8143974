"""A quotation of a text -> the paragraphs that a digest shows.

Narration woven between two marks stays; the clause that only says who spoke is lifted out. Two
sentences that it parted become two paragraphs, two halves of one sentence become one again, and a
comma that only led to the clause becomes the full stop. Nothing else changes.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from digest.intake.marks import Pair, pair_for
from digest.quotes.records import Quotation, Span

Join = Literal["woven", "sentences", "halves", "adjacent"]
_EDGE = re.compile(r"^[\s,.;:—–-]+|[\s,.;:—–-]+$")
_WORD = re.compile(r"[^\W_]+")
_PLAIN_CLAUSE = 2  # words beside the name: "he said", "said minister X"
_NEXT_COMMA = re.compile(r"\s*,")


class Piece(NamedTuple):
    """A stretch of a paragraph: quoted words, or the narration between two of them."""

    words: str
    quoted: bool


def lay_out(text: str, quotation: Quotation, pair: Pair) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paragraphs with one matching pair of marks, and the narration that they leave out."""
    paragraphs: list[list[Piece]] = []
    left: list[str] = []
    for number, part in enumerate(quotation.parts):
        stretches = [s.strip() for s in text[part.start : part.end].split("\n") if s.strip()]
        if not stretches:
            continue
        first, *others = stretches
        if not paragraphs:
            paragraphs.append([Piece(first, quoted=True)])
        else:
            gap = Span(quotation.marked[number - 1].end, quotation.marked[number].start)
            join, narration = _join(text, gap, quotation, first)
            _append(paragraphs, Piece(first, quoted=True), join, narration)
            if join != "woven" and len(narration.split()) > 2:
                left.append(narration)
        paragraphs.extend([Piece(other, quoted=True)] for other in others)
    ends_with_comma = _comma_follows(text, quotation)
    done = tuple(_print(pieces, pair, ends_with_comma) for pieces in paragraphs)
    return done, tuple(left)


def _join(text: str, gap: Span, quotation: Quotation, following: str) -> tuple[Join, str]:
    """How two parts belong together, and the narration between them that is no clause."""
    words = text[gap.start : gap.end]
    inside = [c for c in quotation.clauses if c.start < gap.end and c.end > gap.start]
    rest = _without(text, gap, inside)
    narration = _EDGE.sub("", rest)
    if "\n" in words and not inside:
        return "sentences", narration
    if inside:
        if _runs_on(words, quotation):
            return "woven", words.strip()
        if _leads_on(narration, words, quotation):
            return "woven", narration
        return ("sentences" if _parts_sentences(text, gap, following) else "halves"), narration
    if not narration and text[: gap.start].rstrip("”\"»’'“« \u00a0")[-1:] in {".", "!", "?", "…"}:
        return "sentences", ""
    return ("woven", rest.strip()) if narration or "—" in rest or "–" in rest else ("adjacent", "")


def _runs_on(gap: str, quotation: Quotation) -> bool:
    """“…,” said X, who called it “…”: narration that no stop ends, and that says more than who spoke."""
    names = " ".join((quotation.speaker or "", *quotation.speakers)).casefold()
    more = set(_WORD.findall(gap.casefold())) - set(_WORD.findall(names))
    return gap.rstrip()[-1:].isalnum() and len(more) > _PLAIN_CLAUSE


def _leads_on(narration: str, gap: str, quotation: Quotation) -> bool:
    """Narration after a clause that leads to the next part: “…,” said X, adding that it was “…”."""
    fields = (quotation.speaker, *quotation.speakers, quotation.role, quotation.context)
    known = set(_WORD.findall(" ".join(field for field in fields if field).casefold()))
    words = _WORD.findall(narration.casefold())
    ends = gap.rstrip()[-1:] in {".", "!", "?", "…", ",", ":"}
    return len([word for word in words if word not in known]) >= 2 and not ends and "\n" not in gap


def _parts_sentences(text: str, gap: Span, following: str) -> bool:
    """Tell whether a clause stands between two sentences rather than within one."""
    tail = text[gap.start : gap.end].rstrip()[-1:]
    before = text[: gap.start].rstrip("”\"»’'“« \u00a0")[-1:]
    capital = following[:1].isupper() or not following[:1].isalpha()
    if "\n" in text[gap.start : gap.end]:
        return True
    if tail in {".", "!", "?", "…"}:
        return True
    if tail == ",":
        return before in {".", "!", "?"} and capital
    return capital


def _append(paragraphs: list[list[Piece]], piece: Piece, join: Join, narration: str) -> None:
    current = paragraphs[-1]
    match join:
        case "woven":
            current.extend((Piece(narration, quoted=False), piece))
        case "halves":
            current[-1] = Piece(f"{current[-1].words} {piece.words}", quoted=True)
        case "adjacent":
            current.append(piece)
        case "sentences":
            paragraphs.append([piece])


def _print(pieces: list[Piece], pair: Pair, ends_with_comma: bool) -> str:
    words = pieces[-1].words
    if words.endswith(","):
        pieces[-1] = Piece(words[:-1] + ".", quoted=True)
    elif ends_with_comma and words[-1:].isalnum():
        pieces[-1] = Piece(words + ".", quoted=True)
    return "".join(_print_piece(piece, pair, first=not at) for at, piece in enumerate(pieces))


def _print_piece(piece: Piece, pair: Pair, *, first: bool) -> str:
    space = "" if first or piece.words[:1] in ",.;:!?" else " "
    if not piece.quoted:
        return f"{space}{piece.words}"
    marks = pair_for(piece.words, pair)
    return f"{space}{marks.opening}{piece.words}{marks.closing}"


def _comma_follows(text: str, quotation: Quotation) -> bool:
    """French and German set the comma that leads to the clause after the closing mark."""
    return bool(quotation.clauses) and bool(_NEXT_COMMA.match(text, quotation.marked[-1].end))


def _without(text: str, gap: Span, clauses: list[Span]) -> str:
    words, at = [], gap.start
    for clause in sorted(clauses):
        words.append(text[at : max(at, clause.start)])
        at = max(at, clause.end)
    words.append(text[at : max(at, gap.end)])
    return "".join(words)
