"""``digest import``: sources -> content/articles/, or with --dry-run only what was understood."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from digest.base.errors import UsageError
from digest.cli.build_command import check_jobs
from digest.cli.console import Console, count_of

if TYPE_CHECKING:
    from digest.app.importing import ImportOptions
    from digest.app.site import Site
    from digest.intake.report import Entry


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``digest import``."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files, folders, URLs, or - (default: seeds/)"
    )
    parser.add_argument(
        "--date", metavar="DAY", help="the date of sources that have none (YYYY-MM-DD)"
    )
    parser.add_argument(
        "--lang",
        default="",
        metavar="CODE",
        help="the sources' language (default: told by their words)",
    )
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    parser.add_argument(
        "--json",
        action="store_true",
        help="print JSON: the report, or with --dry-run what was understood",
    )
    parser.add_argument(
        "--force", action="store_true", help="take the version of the sources named over edits"
    )
    parser.add_argument(
        "--merge", action="store_true", help="write clashes into the article, marked as such"
    )
    parser.add_argument(
        "--jobs", type=int, default=0, metavar="N", help="processes (default: as many as help)"
    )
    parser.add_argument(
        "--left-out", action="store_true", help="list every word that no article has"
    )


def run(args: argparse.Namespace, site: Path | None) -> int:
    """Import; 1 when a source failed or clashes with an edit."""
    from digest.app.importing import ImportOptions, import_sources

    if args.force and not args.paths:
        hint = "digest import --force seeds/story.txt, or seeds/ where all edits are to go"
        raise UsageError("--force wants the sources whose words are to be taken", hint=hint)
    console = Console()
    options = ImportOptions(
        paths=tuple(args.paths),
        date=_parse_day(args.date) if args.date else None,
        language=args.lang,
        force=args.force,
        merge=args.merge,
        dry_run=args.dry_run,
        left_out=args.left_out,
        jobs=check_jobs(args.jobs),
    )
    if args.dry_run and args.json:
        return _print_answers(_find_site(site, needed=False), options, console)
    opened = _find_site(site, needed=True)
    assert opened is not None
    entries = list(import_sources(opened, options, tell=console.note, tick=console.tick))
    if args.json:
        _say_json(console, _as_data(entries))
    else:
        print_report(console, entries, dry_run=args.dry_run, left_out=args.left_out)
    return 1 if any(entry.action in {"failed", "clash"} for entry in entries) else 0


def _find_site(site: Path | None, *, needed: bool) -> Site | None:
    """The site that is worked on; where it is not needed there may be none."""
    from digest.app.site import find_site, open_site

    try:
        return open_site(site or find_site(Path.cwd()))
    except UsageError:
        if site is not None or needed:
            raise
        return None


def _parse_day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--date: {text!r} is no day", hint="write 2026-03-04") from None


def _print_answers(site: Site | None, options: ImportOptions, console: Console) -> int:
    """Print what was understood of each source as a JSON array."""
    from digest.app.importing import understand_sources
    from digest.intake.answers import answer, refusal, refusal_line

    records: list[dict[str, object]] = []
    failed = False
    for name, reading in understand_sources(site, options, tell=console.note, tick=console.tick):
        records.extend(answer(draft) for draft in reading.drafts)
        for error in reading.refusals:
            failed = True
            console.note(refusal_line(name, error))
            records.append(refusal(name, error))
    _say_json(console, records)
    return 1 if failed else 0


def print_report(
    console: Console, entries: Sequence[Entry], *, dry_run: bool = False, left_out: bool = False
) -> None:
    """What was done, source by source, and how much of the sources no article has."""
    from digest.intake.report import render_left_out, render_report

    for line in render_report(entries, dry=dry_run):
        console.say(line)
    left = sum(len(entry.left_out) for entry in entries)
    if left_out:
        for line in render_left_out(entries):
            console.say(line)
    elif left:
        console.say(f"left out: {count_of(left, 'line')} of the sources (--left-out lists them)")


def _as_data(entries: Sequence[Entry]) -> dict[str, object]:
    import msgspec

    from digest.intake.report import count

    return {"counts": count(entries), "entries": [msgspec.to_builtins(entry) for entry in entries]}


def _say_json(console: Console, value: object) -> None:
    import msgspec

    console.say(msgspec.json.format(msgspec.json.encode(value), indent=1).decode())
