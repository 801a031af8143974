"""``digest next``: when the site changes next by itself, and the cron lines that follow from it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from digest.cli.console import Console

if TYPE_CHECKING:
    from digest.app.upcoming import Change


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``digest next``."""
    parser.add_argument("--now", metavar="TIME", help="as if it were this time (ISO 8601)")
    parser.add_argument(
        "--all", action="store_true", help="every change to come, not only the next"
    )
    parser.add_argument(
        "--write",
        metavar="FILE",
        help="put a cron line for each of the next 12 moments into a workflow, where it says: # digest next",
    )
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(args: argparse.Namespace, site: Path | None) -> int:
    """Tell the next change; nothing to come is no fault."""
    from digest.app.library import load_library
    from digest.app.site import find_site, open_site, read_now
    from digest.app.upcoming import MARK, MOST, cron_of, find_changes, moments_of, set_cron
    from digest.base.files import read_bytes, write_atomic
    from digest.build.catalogue import outlines_of
    from digest.cli.build_command import parse_now
    from digest.model.plan import Moment

    console = Console()
    opened = open_site(site or find_site(Path.cwd()))
    zone = opened.config.site.timezone
    now = parse_now(args.now, zone) if args.now else read_now()
    library = load_library(opened, Moment(now), tell=console.note)
    for problem in library.problems:
        if problem.severity == "error":
            console.show(problem)
    changes = find_changes(outlines_of(library.catalogue.rows), now, zone)
    moments = moments_of(changes)
    if args.json:
        _give_json(console, changes, zone)
    elif not changes:
        console.say("nothing: the site stays as it is until its content changes")
    else:
        for change in changes if args.all else [c for c in changes if c.at == changes[0].at]:
            console.say(_tell(change, now, zone))
        for moment in moments if args.all else moments[:1]:
            console.say(f'- cron: "{cron_of(moment)}"  {MARK} (UTC)')
    if args.write and not changes:
        console.note(f"{args.write}: left as it is")
    elif args.write:
        text = read_bytes(args.write).decode("utf-8", "surrogateescape")
        made = set_cron(text, moments[:MOST], args.write)
        written = write_atomic(args.write, made.encode("utf-8", "surrogateescape"))
        console.note(f"{args.write}: {'written' if written else 'is right already'}")
        if len(moments) > MOST:
            last = _moment(moments[MOST - 1], zone)
            console.note(
                f"{len(moments) - MOST} moments after {last} have no line: write again by then"
            )
    return 1 if any(problem.severity == "error" for problem in library.problems) else 0


def _tell(change: Change, now: int, zone: str) -> str:
    from digest.app.upcoming import tell_span

    return f"{_moment(change.at, zone)} ({tell_span(change.at - now)}): {change.url} {change.what} ({change.path})"


def _moment(at: int, zone: str) -> str:
    import datetime as dt

    from digest.base.dates import EPOCH, place_in_zone, zone_of

    return place_in_zone(EPOCH + dt.timedelta(seconds=at), zone_of(zone)).isoformat(" ", "minutes")


def _give_json(console: Console, changes: tuple[Change, ...], zone: str) -> None:
    import msgspec

    from digest.app.upcoming import cron_of

    listed = [{**change._asdict(), "moment": _moment(change.at, zone)} for change in changes]
    answer = {
        "next": listed[0]["moment"] if listed else None,
        "cron": cron_of(changes[0].at) if changes else None,
        "changes": listed,
    }
    console.give(msgspec.json.encode(answer) + b"\n")
