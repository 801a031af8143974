"""``digest speakers``: people, their counts and probable doubles; joining two; who is quoted on what."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from digest.base.errors import UsageError
from digest.cli.console import Console, count_of

if TYPE_CHECKING:
    from digest.app.people import Row, Stats
    from digest.check.doubles import Double
    from digest.check.people import Voices

SHOWN = 10  # groups and speakers of a group in the statistics


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``digest speakers``."""
    parser.usage = "digest speakers [merge A B [--yes]] [--stats] [--doubles] [--json] [--site DIR]"
    parser.add_argument(
        "words", nargs="*", metavar="merge A B", help="make A a name of B; both by name or slug"
    )
    parser.add_argument(
        "--yes", action="store_true", help="merge even two whose names are nothing alike"
    )
    parser.add_argument(
        "--stats", action="store_true", help="who is quoted, by topic, source and month"
    )
    parser.add_argument("--doubles", action="store_true", help="only the probable doubles")
    parser.add_argument(
        "--drafts", action="store_true", help="count what the site does not show now, too"
    )
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(args: argparse.Namespace, site: Path | None) -> int:
    """List, count or join; 0 unless the command line is at fault."""
    from digest.app.desk import open_desk
    from digest.app.library import load_library
    from digest.app.people import count_voices, list_doubles, list_people
    from digest.app.site import find_site, open_site
    from digest.check.people import find_voices

    console = Console()
    if args.words and (args.words[0] != "merge" or len(args.words) != 3):
        raise UsageError(
            "digest speakers takes no words, or: merge A B",
            hint='quote names: digest speakers merge "A. Ruiz" "Ana Ruiz"',
        )
    opened = open_site(site or find_site(Path.cwd()))
    library = load_library(opened, tell=console.note, tick=console.tick)
    for problem in library.problems:
        if problem.severity == "error":
            console.show(problem)
    everything = args.drafts or bool(args.words) or not library.drawn.pages
    desk = open_desk(library)
    voices = find_voices(desk, everything=everything)
    if args.words:
        one, other = args.words[1:]
        if not args.yes and not _is_meant(console, voices, one, other):
            return 1
        return _merge(console, opened.folder, voices, one, other)
    if args.stats:
        _show_stats(console, count_voices(voices, desk), json=args.json)
        return 0
    rows = [] if args.doubles else list_people(voices)
    _show_people(console, rows, list_doubles(voices), voices, json=args.json)
    return 0


def _is_meant(console: Console, voices: Voices, one: str, other: str) -> bool:
    """Whether two are to be joined: asked on a terminal, and refused elsewhere, where their names are unlike."""
    from digest.app.people import find_unlike

    names = find_unlike(voices, one, other)
    if names is None:
        return True
    told = f"{names[0]} and {names[1]} are names that have nothing in common"
    if not sys.stdin.isatty():
        raise UsageError(told, hint="where they are one all the same: --yes")
    console.note(f"{told}: is {names[0]} to be {names[1]} from now on? [y/N]")
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def _merge(console: Console, folder: Path, voices: Voices, one: str, other: str) -> int:
    from digest.app.people import merge_people

    merged = merge_people(folder, voices, one, other)
    console.say(f"{merged.path}: written; aliases added: {', '.join(merged.aliases)}")
    if merged.removed:
        console.say(f"{merged.removed}: removed, what it said is in {merged.path}")
    for name in merged.aliases:
        if " " not in name:
            console.note(f"{name} is {merged.name} in every article of the site from now on")
    console.note("the old page leads to the new one after the next build")
    console.note(f"to undo it: {merged.undo}")
    return 0


def _show_people(
    console: Console, rows: list[Row], doubles: list[Double], voices: Voices, *, json: bool
) -> None:
    from digest.check.doubles import group_doubles

    if json:
        import msgspec

        told = {"speakers": rows, "doubles": [double._asdict() for double in doubles]}
        console.give(msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n")
        return
    if rows:
        table: list[tuple[str, ...]] = [
            ("speaker", "slug", "comments", "articles", "first", "last", "role")
        ]
        table += [
            (
                r.name,
                r.slug,
                f"{r.comments:,}",
                f"{r.articles:,}",
                r.first,
                r.last,
                r.roles[0] if r.roles else "",
            )
            for r in rows
        ]
        _show_table(console, table)
    for group in group_doubles(doubles):
        _show_double(console, group, voices)
    found = count_of(len(doubles), "probable double")
    console.note(f"{count_of(len(rows), 'speaker')}, {found}" if rows else found)


def _show_double(console: Console, group: list[Double], voices: Voices) -> None:
    """A probable double; or one name that several people have, and the question which of them it is."""
    double = group[0]
    other = voices.registry.terms[double.other].ref
    people = [voices.registry.terms[each.one].ref for each in group]
    named = ", ".join(f"{one.name} ({one.slug})" for one in people)
    if len(people) > 1:
        told = f"{other.name} ({other.slug}) may be one of {len(people)}: {named}: which?"
        console.say(f"{console.paint('perhaps one', 'yellow')}: {told}")
    else:
        told = f"{other.name} ({other.slug}) and {named}: {double.reason} ({double.score} %)"
        console.say(f"{console.paint('probably one', 'yellow')}: {told}")
    for one in people:
        console.say(console.paint(f"  digest speakers merge {other.slug} {one.slug}", "dim"))


def _show_table(console: Console, table: list[tuple[str, ...]]) -> None:
    widths = [min(44, max(len(row[at]) for row in table)) for at in range(len(table[0]) - 1)]
    for number, row in enumerate(table):
        cells = [
            cell[:width].rjust(width) if at in (2, 3) else cell[:width].ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=False))
        ]
        line = "  ".join([*cells, row[-1]]).rstrip()
        console.say(console.paint(line, "bold") if number == 0 else line)


def _show_stats(console: Console, stats: Stats, *, json: bool) -> None:
    if json:
        import msgspec

        console.give(msgspec.json.format(msgspec.json.encode(stats), indent=2) + b"\n")
        return
    console.say(f"{stats.comments:,} comments by {stats.speakers:,} speakers")
    for title, groups in (
        ("topic", stats.topics),
        ("source", stats.sources),
        ("month", stats.months),
    ):
        console.say(console.paint(f"\nby {title}", "bold"))
        chosen = list(groups.items())[-SHOWN:] if title == "month" else list(groups.items())[:SHOWN]
        for name, counts in chosen:
            voices = ", ".join(f"{who} {count:,}" for who, count in list(counts.items())[:5])
            console.say(f"  {name} ({sum(counts.values()):,}): {voices}")
        if len(groups) > SHOWN:
            console.say(f"  … and {len(groups) - SHOWN:,} more; --json has all")
    for title, files in (
        ("stories with a single voice", stats.single_source),
        ("quotations of somebody unnamed", stats.unattributed),
    ):
        console.say(console.paint(f"\n{title}: {len(files):,}", "bold"))
        for file in files[:SHOWN]:
            console.say(f"  {file}")
        if len(files) > SHOWN:
            console.say(f"  … and {len(files) - SHOWN:,} more; --json has all")
