"""What an import did, source by source: as lines for people and as plain data for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from shlex import quote

import msgspec

from digest.base.errors import DigestError
from digest.intake.answers import refusal_line
from digest.intake.records import HELD, PROPOSED, Draft, LeftOut
from digest.intake.shelf import Action, Step
from digest.intake.store import aside_path
from digest.manuscript.rewrite import drop_key

ORDER: tuple[tuple[str, str], ...] = (
    ("imported", "imported"),
    ("updated", "updated (the source changed)"),
    ("merged", "merged (the source changed, your edits were kept)"),
    ("replaced", "replaced by the source's words (--force)"),
    ("skipped", "skipped"),
    ("deleted", "deleted here, and not imported again unless you name the source"),
    (
        "clash",
        "clashes (nothing was written, unless --merge asked for it)",
    ),
    ("failed", "failed"),
)

WRITTEN = frozenset({"imported", "updated", "merged", "replaced"})


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One source, or one story of it."""

    action: Action | str
    source: str
    article: str = ""
    title: str = ""
    reason: str = ""
    comments: int = 0
    notes: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    clashes: tuple[tuple[str, str], ...] = ()


def entry_of(draft: Draft, step: Step, article: str, double: str = "") -> Entry:
    """A placed draft as an entry; ``article`` is its file's text now."""
    read = drop_key(article, "proposed") == article
    notes = tuple(note for note in draft.notes if not (read and note in {PROPOSED, HELD}))
    if double:
        notes = (*notes, double)
    return Entry(
        action=step.action,
        source=draft.source.name,
        article=f"content/articles/{step.slug}.md",
        title=draft.title,
        comments=sum(isinstance(piece, int) for piece in draft.key),
        reason=f"your edits were put aside: {aside_path(step)}" if step.aside else step.reason,
        notes=notes if step.action not in {"skipped", "deleted"} else (),
        left_out=draft.left_out,
        clashes=step.clashes,
    )


def failure(error: DigestError, name: str = "") -> Entry:
    """A refusal as an entry."""
    source = error.at.path if error.at else name
    return Entry(action="failed", source=source, reason=refusal_line(source, error))


def render_report(entries: Iterable[Entry], *, dry: bool = False) -> Iterator[str]:
    """The report in lines: what was written, what was not, and what to look at."""
    entries = list(entries)
    for action, heading in ORDER:
        found = [entry for entry in entries if entry.action == action]
        if not found:
            continue
        if action == "skipped":
            yield f"{heading}: {len(found):,}"
            continue
        yield f"{heading}: {len(found):,}"
        for entry in found:
            yield from _lines(entry)
    silent = [entry for entry in entries if entry.action in WRITTEN and not entry.comments]
    if silent:
        yield f"without key comments: {len(silent):,}"
    looked = [entry for entry in entries if entry.notes]
    if looked:
        yield f"to be looked at: {len(looked):,}"
        for entry in looked:
            yield f"  {entry.article or entry.source}"
            yield from (f"    {note}" for note in entry.notes)
    if dry:
        yield "dry run: nothing was written"


def render_left_out(entries: Iterable[Entry]) -> Iterator[str]:
    """Every word of the sources that no article has, with the reason."""
    for entry in entries:
        if entry.left_out:
            yield f"left out of {entry.source}:"
            yield from (f"  {left.reason}: {left.text}" for left in entry.left_out)


def _lines(entry: Entry) -> Iterator[str]:
    if entry.action == "failed":
        yield f"  {entry.reason}"
        return
    yield f"  {entry.source} -> {entry.article}"
    if entry.reason and entry.action in {"imported", "clash", "replaced"}:
        yield f"    {entry.reason}"
    if entry.action == "clash":
        for ours, theirs in entry.clashes[:5]:
            yield from (f"    - {line}" for line in ours.splitlines()[:6])
            yield from (f"    + {line}" for line in theirs.splitlines()[:6])
        yield f"    to take the source's words: digest import --force {_path_of(entry)}"


def _path_of(entry: Entry) -> str:
    """What to type for a source; a member of an archive is imported with the archive."""
    head, zipped, _ = entry.source.partition(".zip/")
    return quote(head + zipped.removesuffix("/"))


def count(entries: Iterable[Entry]) -> dict[str, int]:
    """How many entries of each kind there are."""
    numbers = dict.fromkeys((action for action, _ in ORDER), 0)
    for entry in entries:
        numbers[entry.action] += 1
    return numbers
