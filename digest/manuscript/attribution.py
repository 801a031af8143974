r"""The attribution line of a key comment: text <-> who said it, in which role, in which context.

    — NAME[ {SLUG}][, ROLE][; NAME[, ROLE]]…[ (CONTEXT)]

Two hyphens serve for the dash; somebody unnamed is ``anonymous, ROLE``, or
``anonym``, ``anonyme``, ``anónimo`` and the like. A backslash before one of
``, ; ( ) { } \`` makes it an ordinary character.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from digest.base.unseen import without_unseen
from digest.model.article import Attribution

DASH = re.compile(r"\s*(?:—|–|--|―)\s*")
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "ph.d.", "md", "m.d."})
ANONYMOUS = "anonymous"
_NAMELESS = frozenset(
    [
        ANONYMOUS,
        *[
            "anonym",
            "anonyme",
            "anónimo",
            "anónima",
            "anonimo",
            "anonima",
            "anônimo",
            "anônima",
            "anoniem",
        ],
    ]
)
_SPECIAL = re.compile(r"[\\,;(){}]")
_ESCAPE = re.compile(r"\\([\\,;(){}])")
_SLUG = re.compile(r"\s*(?<!\\)\{#?([^{}\\]*)\}\s*$")


class Line(NamedTuple):
    """What an attribution line says."""

    speakers: tuple[Attribution, ...]
    context: str


def parse_attribution(text: str) -> Line | None:
    """Read a line that begins with a dash; None when it is no attribution line."""
    dash = DASH.match(text)
    if not dash:
        return None
    rest, context = _cut_context(" ".join(without_unseen(text[dash.end() :]).split()))
    speakers = tuple(_parse_speaker(piece) for piece in _split(rest, ";"))
    if not speakers or any(speaker is None for speaker in speakers):
        return None
    return Line(tuple(s for s in speakers if s), context)


def format_attribution(speakers: tuple[Attribution, ...], context: str) -> str:
    """Write the line that reads back as the same."""
    named = "; ".join(_format_speaker(speaker) for speaker in speakers)
    tail = f" ({_escape(context, '()')})" if context else ""
    return f"— {named}{tail}"


def _parse_speaker(piece: str) -> Attribution | None:
    head, role = _cut(piece)
    suffix, rest = _cut(role)
    if suffix.casefold() in SUFFIXES:
        head, role = f"{head}, {suffix}", rest
    slug = ""
    if "{" in head and (found := _SLUG.search(head)):
        head, slug = head[: found.start()], found[1].strip()
    name = _unescape(head).strip()
    if not name:
        return None
    return Attribution(None if name.casefold() in _NAMELESS else name, _unescape(role), slug)


def _cut(text: str) -> tuple[str, str]:
    """What stands before the first unescaped comma, and what behind it."""
    head = _split(text, ",", 1)
    return head[0], head[1] if len(head) > 1 else ""


def _format_speaker(speaker: Attribution) -> str:
    name = ANONYMOUS if speaker.name is None else _escape_name(speaker.name)
    slug = f" {{{speaker.slug}}}" if speaker.slug else ""
    role = f", {_escape(speaker.role, ';(){}')}" if speaker.role else ""
    return f"{name}{slug}{role}"


def _escape_name(name: str) -> str:
    head, comma, tail = name.rpartition(", ")
    if comma and tail.casefold() in SUFFIXES and head:
        return f"{_escape(head, ',;(){}')}, {tail}"
    return _escape(name, ",;(){}")


def _escape(text: str, special: str) -> str:
    marks = special + "\\"
    return _SPECIAL.sub(lambda m: f"\\{m[0]}" if m[0] in marks else m[0], text)


def _unescape(text: str) -> str:
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def _cut_context(text: str) -> tuple[str, str]:
    """Take the last parenthesis off the end, when it is not an escaped one."""
    if not text.endswith(")") or _is_escaped(text, len(text) - 1):
        return text, ""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        if text[at] in "()" and not _is_escaped(text, at):
            depth += 1 if text[at] == ")" else -1
            if depth == 0:
                return text[:at].rstrip(), _unescape(text[at + 1 : -1]).strip()
    return text, ""


def _is_escaped(text: str, at: int) -> bool:
    before = text[:at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _split(text: str, mark: str, most: int = -1) -> list[str]:
    """Split at unescaped marks outside parentheses."""
    if "\\" not in text and "(" not in text:
        return [piece.strip() for piece in text.split(mark, most)]
    pieces: list[str] = []
    start = depth = at = 0
    while at < len(text):
        char = text[at]
        if char == "\\":
            at += 1
        elif char in "()":
            depth = max(0, depth + (1 if char == "(" else -1))
        elif char == mark and depth == 0 and len(pieces) != most:
            pieces.append(text[start:at].strip())
            start = at + 1
        at += 1
    pieces.append(text[start:].strip())
    return pieces
