"""The paragraphs of an article -> its comments, by way of the quotation engine."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from msgspec.structs import replace

from digest.intake.layout import lay_out
from digest.intake.marks import find_pair
from digest.intake.records import Block, DraftComment, LeftOut
from digest.intake.shouting import calm_name, calm_role
from digest.manuscript.markdown import plain_text
from digest.model.article import Comment
from digest.quotes.engine import find_quotations
from digest.quotes.records import Findings, Quotation, Span

MAX_QUOTATIONS = 2_000
MAX_NOTES = 40
_NEEDLE = 32  # characters by which a quotation is found again in its source
UNSURE = 0.5  # below this an editor is asked to look
_LEAST = 0.3  # below this a quotation is not proposed
_SIGNED = re.compile(  # a line below the words as our own are: — Ada Holm, mate (told reporters)
    r"\s*(?:—|–|--)[ \t]*[^\n()]{2,300}\(([^\W\d_A-Z][^\n()]*[ ][^\n()]*)\)[.]?[ \t]*(?:\n|\Z)"
)
_MARKED = re.compile(r"[“„«]\s?([^“”„«»]+?)\s?[”“»]")
_WORD = re.compile(r"[^\W_]+")


class Note(NamedTuple):
    """What an editor should look at, and the words of the source that it is about."""

    message: str
    words: str


class Comments(NamedTuple):
    """What was said in an article, and what an editor should know about it."""

    found: tuple[DraftComment, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[Note, ...]


def find_comments(
    body: Sequence[Block],
    key: Sequence[Block],
    language: str,
    people: tuple[str, ...],
    caption: str = "",
) -> Comments:
    """All quotations of an article that somebody is said to have said."""
    blocks = [*body, *key]
    text, starts = join_blocks(blocks)
    pair = find_pair(text, language)
    told_from = starts[len(body)] if key else None
    findings = find_quotations(
        text, lang=language, people=people, beside=caption, told_from=told_from
    )
    found: list[DraftComment] = []
    left_out: list[LeftOut] = []
    for quotation in findings.quotations:
        if quotation.kind == "none" or not quotation.parts:
            continue
        paragraphs, left = lay_out(text, quotation, pair)
        block = _block_at(starts, quotation.parts[0].start)
        comment = _comment(text, quotation, paragraphs, block, in_key=block >= len(body))
        found.append(_calm(comment, f"{caption}\n{text}", language))
        left_out.extend(LeftOut("narration within a comment", words) for words in left)
    if key:
        left_out.extend(_narration(text, starts, len(body), findings))
    return Comments(tuple(found), tuple(left_out), tuple(islice(_notes(text, findings), MAX_NOTES)))


def read_comment(comment: Comment) -> DraftComment:
    """A key comment that has its attribution line already."""
    words = tuple(plain_text(paragraph) for paragraph in comment.paragraphs)
    names = tuple(speaker.name for speaker in comment.speakers if speaker.name)
    first = comment.speakers[0]
    kind = "joint" if len(comment.speakers) > 1 else "person" if first.name else "anonymous"
    return DraftComment(
        parts=tuple(part for text in words for part in _MARKED.findall(text) or [text]),
        paragraphs=words,
        speaker=first.name,
        speakers=names if len(names) > 1 else (),
        kind=kind,
        role=first.role or None,
        roles=tuple(speaker.role or None for speaker in comment.speakers) if len(names) > 1 else (),
        context=comment.context or None,
        in_key=True,
        block=-1,
        confidence=1.0,
        rivals=(),
        rule="told",
    )


def join_blocks(blocks: Sequence[Block]) -> tuple[str, list[int]]:
    """The text that the engine reads, and where each block begins in it."""
    starts, pieces, at = [], [], 0
    for block in blocks:
        starts.append(at)
        words = "" if block.kind == "heading" else block.text
        pieces.append(words)
        at += len(words) + 2
    return "\n\n".join(pieces), starts


def choose_proposed(
    comments: Sequence[DraftComment], body: Sequence[Block], limit: int = 5
) -> tuple[int, ...]:
    """Numbers of the strongest attributed quotations, in reading order."""
    worth = {
        number: min(40, len(" ".join(c.parts).split())) * c.confidence
        for number, c in enumerate(comments)
        if (c.speaker or c.speakers or c.role)
        and len(" ".join(c.parts).split()) >= 4
        and c.confidence >= _LEAST
        and not _is_pulled(c, body)
    }
    best = sorted(worth, key=lambda number: (-worth[number], number))[:limit]
    return tuple(sorted(best))


def _is_pulled(comment: DraftComment, body: Sequence[Block]) -> bool:
    """A blockquote that says nothing of who spoke, and that no colon leads to, is a pull quote."""
    if not 0 <= comment.block < len(body) or body[comment.block].kind != "quote":
        return False
    words = _WORD.findall(body[comment.block].text)
    bare = len(words) <= len(_WORD.findall(" ".join(comment.parts)))
    led = comment.block > 0 and body[comment.block - 1].text.rstrip().endswith(":")
    return bare and not led


def _comment(
    text: str, quotation: Quotation, paragraphs: tuple[str, ...], block: int, *, in_key: bool
) -> DraftComment:
    signed = _SIGNED.match(text, quotation.marked[-1].end) if in_key and quotation.marked else None
    context = " ".join(signed[1].split()) if signed else ""
    role = quotation.role or ""
    if role == context:  # — Ada Holm (mate of the ferry)
        context = ""
    return DraftComment(
        parts=tuple(_slice(text, part) for part in quotation.parts),
        paragraphs=paragraphs,
        speaker=quotation.speaker,
        speakers=quotation.speakers,
        kind=quotation.kind,
        role=role.removesuffix(f"({context})").rstrip() or None,
        roles=quotation.roles,
        context=context or quotation.context,
        in_key=in_key,
        block=block,
        confidence=quotation.confidence,
        rivals=quotation.rivals,
        rule=quotation.rule,
    )


def _calm(comment: DraftComment, text: str, language: str) -> DraftComment:
    """A comment whose speakers are not in capitals; organisations often are."""
    if not any(
        words and words.isupper() for words in (comment.speaker, comment.role, *comment.speakers)
    ):
        return comment
    if comment.kind == "organisation":
        return comment
    role = comment.role and calm_role(comment.role, text, language)
    return replace(
        comment,
        speaker=comment.speaker and calm_name(comment.speaker, text),
        speakers=tuple(calm_name(name, text) for name in comment.speakers),
        role=role,
        roles=tuple(each and calm_role(each, text, language) for each in comment.roles),
    )


def _slice(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())


def _block_at(starts: list[int], offset: int) -> int:
    return bisect_right(starts, offset) - 1


def _narration(text: str, starts: list[int], first_key: int, findings: Findings) -> list[LeftOut]:
    """Words among the key comments that no comment shows: neither quoted, nor attribution."""
    said = [q for q in findings.quotations if q.kind != "none" and q.parts]
    covered = [Span(q.marked[0].start, q.marked[-1].end) for q in said]
    covered += [clause for q in said for clause in q.clauses]
    left = []
    for number in range(first_key, len(starts)):
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        here = [q for q in said if starts[number] <= q.parts[0].start < end]
        if not here:
            continue
        known = set(_WORD.findall(" ".join(_attribution(q) for q in here).casefold()))
        rest = _uncovered(text, Span(starts[number], end), covered)
        words = [w for w in _WORD.findall(rest) if w.casefold() not in known]
        if len(words) > 3:
            left.append(LeftOut("narration around a comment", " ".join(rest.split())))
    return left


def _attribution(quotation: Quotation) -> str:
    fields = [
        quotation.speaker,
        *quotation.speakers,
        quotation.role,
        *quotation.roles,
        quotation.context,
    ]
    return " ".join(field for field in fields if field)


def _uncovered(text: str, within: Span, covered: list[Span]) -> str:
    pieces, at = [], within.start
    for span in sorted(covered):
        if span.end <= at or span.start >= within.end:
            continue
        pieces.append(text[at : max(at, span.start)])
        at = max(at, span.end)
    pieces.append(text[at : within.end])
    return " ".join(piece for piece in pieces if piece.strip())


def _notes(text: str, findings: Findings) -> Iterator[Note]:
    """Every doubt of the engine, once: a mark that never closes, a speaker who may be another."""
    for doubt in findings.doubts:
        if doubt.code != "ambiguous-speaker":
            yield Note(doubt.message, _start_of(text, doubt.at))
    for quotation in findings.quotations:
        if quotation.kind == "none" or not quotation.parts:
            continue
        if quotation.rivals or quotation.confidence < UNSURE:
            first = quotation.parts[0].start
            shown = " ".join(text[first : quotation.parts[0].end].split())[:50]
            who = quotation.speaker or quotation.role or "somebody unnamed"
            others = f", or {', '.join(quotation.rivals)}" if quotation.rivals else ""
            yield Note(f"not sure who said “{shown}”: {who}{others}", _start_of(text, first))


def _start_of(text: str, at: int) -> str:
    return text[at : at + _NEEDLE].partition("\n")[0].strip("“”„«»\"'‘’ ")
