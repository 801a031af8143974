"""What the quotation engine says about a text: stretches, who said them, and how sure it is."""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal["person", "joint", "organisation", "anonymous", "none"]


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """A stretch of the text, in code points: text[start:end]."""

    start: int
    end: int


class Quotation(msgspec.Struct, frozen=True, kw_only=True):
    """One utterance: its quoted stretches in reading order, and whose words they are.

    ``parts`` leave the marks out and keep the punctuation inside them; ``marked`` are the same
    stretches with their marks. ``clauses`` are the stretches of narration that only say who spoke
    (", Pentagon spokesman Pat Ryder told reporters on Tuesday."), which a digest lifts out; all other
    text between two parts is narration woven into the quotation and stays.
    ``kind`` is "none" for words that nobody is said to have said (titles, scare quotes, nicknames).
    """

    parts: tuple[Span, ...]
    marked: tuple[Span, ...]
    clauses: tuple[Span, ...] = ()
    speaker: str | None = None
    named: bool = True  # False where ``speaker`` is a description: "the museums", "an audit"
    speakers: tuple[str, ...] = ()  # two or more when they speak jointly
    kind: Kind = "anonymous"
    role: str | None = None
    roles: tuple[str | None, ...] = ()  # beside ``speakers``
    context: str | None = (
        None  # the tail of the saying: "told reporters on Tuesday"; a bare "said" is None
    )
    confidence: float = 1.0  # 0 to 1
    rivals: tuple[str, ...] = ()  # other people it could be, when the text does not decide
    rule: str = ""  # the reason in a few words: "said X", "pronoun she -> X", ...


class Doubt(msgspec.Struct, frozen=True):
    """Something an editor should look at: a mark that never closes, two possible speakers."""

    at: int  # code point offset
    code: str  # "unclosed-mark", "ambiguous-speaker", ...
    message: str


class Findings(msgspec.Struct, frozen=True):
    """All quotations of one text, in reading order, and the doubts about them."""

    quotations: tuple[Quotation, ...] = ()
    doubts: tuple[Doubt, ...] = ()
