"""Findings -> the records of `digest quotes`: one for each quotation that somebody said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from digest.quotes.records import Findings


def records_of(stem: str, findings: Findings) -> Iterator[dict[str, Any]]:
    """Records for JSON Lines; words that nobody is said to have said are left out."""
    for quotation in findings.quotations:
        if quotation.kind == "none":
            continue
        yield {
            "article": stem,
            "parts": [{"start": part.start, "end": part.end} for part in quotation.parts],
            "speaker": quotation.speaker if quotation.named else None,
            "role": quotation.role,
            "context": quotation.context,
        }
