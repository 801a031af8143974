"""Drafts and refusals -> the plain records that ``digest import --json`` prints."""

from __future__ import annotations

from digest.base.errors import DigestError
from digest.intake.records import Block, Draft, DraftComment


def answer(draft: Draft) -> dict[str, object]:
    """One article as the importer understood it; a date that was only assumed stands apart.

    Further stories of one source are told apart: ``feed.xml``, ``feed.xml#2``.
    """
    number = f"#{draft.number}" if draft.number > 1 else ""
    assumed = draft.date_origin in {"time", "dateline and time"}
    return {
        "file": f"{draft.source.name}{number}",
        "outcome": "imported",
        "title": draft.title,
        "date": str(draft.date) if draft.date and not assumed else None,
        "date_assumed": str(draft.date) if draft.date and assumed else None,
        "date_from": draft.date_origin or None,
        "source_language": draft.language,
        "photo": _photo(draft),
        "body_paragraphs": [b.text for b in _body(draft)],
        "subheads": [b.text for b in draft.body if b.kind == "heading"],
        "comments": [_comment(comment) for comment in draft.comments],
        "comment_count": len(draft.comments),
        "proposed": draft.proposed,
        "publish": str(draft.publish) if draft.publish else None,
        "draft": draft.held,
        "topics": list(draft.topics),
        "byline": draft.byline or None,
        "url": draft.url or None,
        "publisher": draft.publisher or None,
        "left_out": [{"reason": left.reason, "text": left.text} for left in draft.left_out],
        "notes": list(draft.notes),
    }


def refusal(name: str, error: DigestError) -> dict[str, object]:
    """A source that could not be imported, and why."""
    line = error.at.line if error.at else 0
    return {
        "file": name,
        "outcome": "rejected",
        "line": line or None,
        "message": refusal_line(name, error),
    }


def refusal_line(name: str, error: DigestError) -> str:
    """One line: where, what, and what to do."""
    where = str(error.at) if error.at else name
    hint = f"; {error.hint}" if error.hint else ""
    return f"{where}: {error.message}{hint}"


def _body(draft: Draft) -> list[Block]:
    """The body's paragraphs, and those behind the last key comment; what stands between two is none.

    A line that only looks like a subhead (no markup says so) is among them.
    """
    last = max((at for at, piece in enumerate(draft.key) if isinstance(piece, int)), default=-1)
    behind = draft.key[last + 1 :]
    loose = [b for b in behind if not isinstance(b, int) and b.text[:1] not in '“„«"‘']
    return [b for b in (*draft.body, *loose) if b.kind != "heading" or not b.level]


def _photo(draft: Draft) -> dict[str, object] | None:
    photo = draft.photo
    if photo is None:
        return None
    return {"caption": photo.caption, "credit": photo.credit, "file_photo": photo.file_photo}


def _comment(comment: DraftComment) -> dict[str, object]:
    return {
        "parts": list(comment.parts),
        "speaker": comment.speaker,
        "speakers": list(comment.speakers) or ([comment.speaker] if comment.speaker else []),
        "speaker_kind": comment.kind,
        "role": comment.role,
        "roles": list(comment.roles),
        "context": comment.context,
        "in_key_comments": comment.in_key,
        "confidence": comment.confidence,
        "rivals": list(comment.rivals),
        "rule": comment.rule,
    }
