"""``digest import``: sources -> content/articles/, or with --dry-run only what was understood."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from digest.base.errors import DigestError, UsageError
from digest.cli.build_command import check_jobs
from digest.cli.console import Console

if TYPE_CHECKING:
    from digest.intake.readers import Reading
    from digest.intake.records import Settings, Source
    from digest.intake.report import Entry
    from digest.intake.shelf import Shelf

MANY = 200  # sources from which a pool of processes is worth its start
BATCH = 25


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
    if args.force and not args.paths:
        hint = "digest import --force seeds/story.txt, or seeds/ where all edits are to go"
        raise UsageError("--force wants the sources whose words are to be taken", hint=hint)
    check_jobs(args.jobs)
    console = Console()
    desk = _open_desk(args, site)
    if args.dry_run and args.json:
        return _print_answers(args, desk, console)
    if desk.site is None:
        from digest.app.site import find_site

        find_site(Path.cwd())  # says what is missing
        return 2
    entries = list(_import(args, desk, console))
    if args.json:
        _say_json(console, _as_data(entries))
    else:
        _print_report(args, entries, console)
    return 1 if any(entry.action in {"failed", "clash"} for entry in entries) else 0


class Desk(NamedTuple):
    """Where an import works, and what it was told."""

    site: Path | None
    settings: Settings
    site_language: str
    paths: list[str]


def _open_desk(args: argparse.Namespace, site: Path | None) -> Desk:
    from digest.app.site import find_site, open_site
    from digest.base.dates import zone_of
    from digest.intake.records import Settings
    from digest.plugins.finding import find_plugins

    date = _parse_day(args.date) if args.date else None
    try:
        opened = open_site(site or find_site(Path.cwd()))
    except UsageError:
        if site is not None or not args.dry_run:
            raise
        kit = find_plugins(None)
        settings = Settings(date=date, language=args.lang, plugins=kit)
        return Desk(None, settings, "en", args.paths or ["seeds"])
    topics, people = _load_terms(opened.folder)
    settings = Settings(
        date=date,
        language=args.lang,
        zone=None if (zone := opened.config.site.timezone) == "UTC" else zone_of(zone),
        site_language=opened.config.site.language,
        topics=topics,
        people=people,
        plugins=opened.config.kit,
    )
    paths = args.paths or [str(opened.folder / "seeds")]
    return Desk(opened.folder, settings, opened.config.site.language, paths)


def _parse_day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--date: {text!r} is no day", hint="write 2026-03-04") from None


def _load_terms(site: Path) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], tuple[str, ...]]:
    """Names and aliases of the site's topics, and names of its speakers."""
    from digest.base.files import find_files, read_bytes
    from digest.content.terms import parse_term_page

    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {"topics": [], "speakers": []}
    for kind, terms in found.items():
        folder = site / "content" / kind
        for name, _ in find_files(folder):
            if name.endswith(".md"):
                page, _ = parse_term_page(read_bytes(folder / name), f"content/{kind}/{name}")
                if page is not None:
                    terms.append((page.name, tuple(page.aliases)))
    return tuple(found["topics"]), tuple(name for name, _ in found["speakers"])


def _find_sources(desk: Desk, console: Console) -> Iterator[Source | DigestError]:
    """Every document that the paths mean; archives unpacked, addresses fetched."""
    from digest.intake.readers import unpack
    from digest.intake.sources import find_places, keep_members, load_source

    paths = [path for path in desk.paths if not _is_special(path)]
    for special in (path for path in desk.paths if _is_special(path)):
        try:
            sources, problems = unpack(_load_special(special, desk))
            yield from problems
            yield from keep_members(sources)
        except DigestError as error:
            yield error
    places = list(find_places(paths, desk.site))
    for done, place in enumerate(places, 1):
        console.tick("read", done, len(places))
        if isinstance(place, DigestError):
            yield place
            continue
        try:
            if (source := load_source(place)) is None:
                console.note(f"{place.name}: a picture is no source; it was passed over")
                continue
            sources, problems = unpack(source)
            yield from problems
            yield from keep_members(sources)
        except DigestError as error:
            yield error


def _is_special(path: str) -> bool:
    return path == "-" or path.lower().startswith(("http://", "https://"))


def _load_special(path: str, desk: Desk) -> Source:
    """What is no file has the time at which it came."""
    from digest.intake.sources import STANDARD_INPUT, make_source

    if path == "-":
        return make_source(STANDARD_INPUT, sys.stdin.buffer.read(), modified=time.time_ns())
    from digest.intake.fetch import fetch_source

    return fetch_source(path, desk.site / ".digest" / "http" if desk.site else None)


def _print_answers(args: argparse.Namespace, desk: Desk, console: Console) -> int:
    """Print what was understood of each source as a JSON array."""
    from digest.intake.answers import answer, refusal, refusal_line

    records: list[dict[str, object]] = []
    failed = False
    for name, reading, _ in _read_all(args, desk, console):
        records.extend(answer(draft) for draft in reading.drafts)
        for error in reading.refusals:
            failed = True
            console.note(refusal_line(name, error))
            records.append(refusal(name, error))
    _say_json(console, records)
    return 1 if failed else 0


def _read_all(
    args: argparse.Namespace, desk: Desk, console: Console, shelf: Shelf | None = None
) -> Iterator[tuple[str, Reading, bool]]:
    """Read every source, in order, with as many processes as help; and tell which are unchanged.

    An unchanged one is read only for what its article leaves out.
    """
    from digest.intake.namesakes import find_kept
    from digest.intake.readers import Reading

    waiting: list[Source] = []
    known: list[bool] = []
    for found in list(_find_sources(desk, console)):
        if isinstance(found, DigestError):
            yield (found.at.path if found.at else ""), Reading((), (found,)), False
            continue
        source = find_kept(found, shelf) if shelf else found
        unchanged = bool(
            shelf and not args.force and source.file and shelf.is_known(source.file, source.sha256)
        )
        if unchanged and not args.left_out:
            yield source.name, Reading((), ()), True
        else:
            waiting.append(source)
            known.append(unchanged)
    readings = zip(waiting, known, _map(waiting, desk.settings, args.jobs), strict=True)
    for done, (source, unchanged, reading) in enumerate(readings, 1):
        console.tick("import", done, len(waiting))
        yield source.name, reading, unchanged


def _map(sources: list[Source], settings: Settings, jobs: int) -> Iterable[Reading]:
    from functools import partial
    from os import cpu_count

    from digest.intake.readers import read_source

    wanted = jobs or (min(8, cpu_count() or 1) if len(sources) >= MANY else 1)
    if wanted <= 1:
        yield from map(partial(read_source, settings=settings), sources)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(wanted, get_context("spawn"), initializer=_end_quietly) as pool:
        yield from pool.map(partial(read_source, settings=settings), sources, chunksize=BATCH)


def _end_quietly() -> None:
    """Ctrl-C reaches every process of a terminal: workers end without a word, and the parent tells of it.

    In the background of a shell nobody heeds it, and neither do they.
    """
    import signal

    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def _import(args: argparse.Namespace, desk: Desk, console: Console) -> Iterator[Entry]:
    """Read, place and write; yields an entry for every story and every refusal."""
    from digest.intake.compose import compose
    from digest.intake.doubles import Doubles
    from digest.intake.namesakes import place_source
    from digest.intake.report import Entry, entry_of, failure
    from digest.intake.shelf import plan_step
    from digest.intake.store import load_shelf, write_step

    assert desk.site is not None
    shelf = load_shelf(desk.site)
    doubles = Doubles()
    for slug, text in shelf.texts():
        doubles.add(f"content/articles/{slug}.md", text)
    for name, reading, unchanged in _read_all(args, desk, console, shelf):
        if unchanged:
            left = tuple(words for draft in reading.drafts for words in draft.left_out)
            reason = "unchanged since its import"
            yield Entry(action="skipped", source=name, reason=reason, left_out=left)
            continue
        yield from (failure(error, name) for error in reading.refusals)
        for draft in place_source(reading.drafts, shelf, desk.site):
            text = compose(draft, desk.site_language)
            alone = len(reading.drafts) == 1
            if (settled := shelf.settle_address(draft, text, alone)) is not draft:
                draft, text = settled, compose(settled, desk.site_language)  # noqa: PLW2901
            step = plan_step(
                draft, text, shelf, alone=alone, overwrite=args.force, mark_clashes=args.merge
            )
            double = ""
            if step.action == "imported":
                double = doubles.find(text)
                doubles.add(f"content/articles/{step.slug}.md", text)
            if not args.dry_run:
                write_step(desk.site, step, draft.source)
            if step.text is not None:
                shelf.put(draft, step.slug, step.text)
            yield entry_of(draft, step, shelf.text_of(step.slug), double)


def _as_data(entries: list[Entry]) -> dict[str, object]:
    import msgspec

    from digest.intake.report import count

    return {"counts": count(entries), "entries": [msgspec.to_builtins(entry) for entry in entries]}


def _print_report(args: argparse.Namespace, entries: list[Entry], console: Console) -> None:
    from digest.intake.report import render_left_out, render_report

    for line in render_report(entries, dry=args.dry_run):
        console.say(line)
    left = sum(len(entry.left_out) for entry in entries)
    if args.left_out:
        for line in render_left_out(entries):
            console.say(line)
    elif left:
        console.say(
            f"left out: {left:,} line{'s'[: left != 1]} of the sources (--left-out lists them)"
        )


def _say_json(console: Console, value: object) -> None:
    import msgspec

    console.say(msgspec.json.format(msgspec.json.encode(value), indent=1).decode())
