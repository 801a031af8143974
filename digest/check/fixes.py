"""--fix: edits that surely mend a problem, made in the editor's own files and nowhere else in them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from digest.base.errors import DigestError
from digest.base.files import read_bytes, write_atomic
from digest.check.desk import Edit


def apply_edits(folder: Path, edits: Iterable[Edit]) -> list[Edit]:
    """Make every edit that still fits; returns those made. Files are replaced whole, line ends kept."""
    by_path: dict[str, list[Edit]] = {}
    for edit in dict.fromkeys(edits):
        by_path.setdefault(edit.path, []).append(edit)
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
    """The text with each edit made in its line, or in the lines that follow it."""
    lines: list[str | None] = [*text.split("\n")]
    done = []
    for edit in edits:
        at, size = edit.line - 1, edit.old.count("\n") + 1
        here = lines[at : at + size] if at >= 0 else []
        found = "\n".join(line for line in here if line is not None)
        ending = "\r\n" if "\r" in found else "\n"
        if not found or edit.old not in (plain := found.replace("\r\n", "\n")):
            continue
        mended = plain.replace(edit.old, edit.new, 1).replace("\n", ending)
        lines[at : at + size] = [mended, *[None] * (size - 1)]
        done.append(edit)
    return "\n".join(line for line in lines if line is not None), done
