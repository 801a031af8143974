"""--fix: edits that surely mend a problem, made in the editor's own files and nowhere else in them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path

from digest.base.errors import DigestError
from digest.base.files import read_bytes, write_atomic
from digest.check.findings import Edit


def apply_edits(folder: Path, edits: Iterable[Edit]) -> list[Edit]:
    """Make every edit that still fits; returns those made. Files are replaced whole, line ends kept."""
    by_path: dict[str, list[Edit]] = {}
    for edit in dict.fromkeys(edits):
        by_path.setdefault(edit.place.path, []).append(edit)
    made: list[Edit] = []
    for path, wanted in sorted(by_path.items()):
        try:
            text = read_bytes(folder / path).decode("utf-8")
        except (DigestError, UnicodeDecodeError):
            continue
        mended, done = edit_text(text, wanted)
        if done:
            write_atomic(folder / path, mended.encode())
            made += done
    return made


def edit_text(text: str, edits: Iterable[Edit]) -> tuple[str, list[Edit]]:
    """The text with each edit made at its place, if what it changes stands just there."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    kept, end, done = [], 0, []
    for edit in sorted(edits, key=lambda edit: edit.place):
        _, line, column = edit.place
        if not 0 < line <= len(lines):
            continue
        ending = "\r\n" if lines[line - 1].endswith("\r") else "\n"
        old, new = (each.replace("\n", ending) for each in (edit.old, edit.new))
        at = starts[line - 1] + column - 1
        if at >= end and text.startswith(old, at):
            kept += [text[end:at], new]
            end = at + len(old)
            done.append(edit)
    return "".join([*kept, text[end:]]), done
