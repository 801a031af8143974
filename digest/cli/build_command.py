"""``digest build``: content/ -> output/."""

from __future__ import annotations

import argparse
import datetime as dt
import gc
from pathlib import Path
from typing import TYPE_CHECKING

from digest.base.collector import held_off
from digest.base.errors import UsageError
from digest.cli.console import Console, count_of

if TYPE_CHECKING:
    from digest.build.report import Report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``digest build``."""
    parser.add_argument("--clean", action="store_true", help="forget the last build")
    parser.add_argument(
        "--jobs",
        type=int,
        default=0,
        metavar="N",
        help="processes (default: one for each processor)",
    )
    parser.add_argument(
        "--base-url", default="", metavar="URL", help="the address that the site is built for"
    )
    parser.add_argument(
        "--relative", action="store_true", help="links that work from a folder, without a server"
    )
    parser.add_argument("--drafts", action="store_true", help="publish drafts too")
    parser.add_argument("--future", action="store_true", help="publish articles of the future too")
    parser.add_argument("--now", metavar="TIME", help="build as if it were this time (ISO 8601)")
    parser.add_argument("--strict", action="store_true", help="let warnings fail the build")
    parser.add_argument("--output", metavar="DIR", help="the folder to write (default: output/)")
    parser.add_argument(
        "--cluster",
        default="",
        metavar="ADDRESS",
        help="tcp://HOST:PORT of a Dask scheduler whose workers share the folder",
    )
    parser.add_argument("--verify", metavar="DIR", help="build, and prove that DIR is this build")
    parser.add_argument("--json", action="store_true", help="report as JSON")
    parser.add_argument("--profile", action="store_true", help="say where the time went")


def run(args: argparse.Namespace, site: Path | None) -> int:
    """Build; 1 when the content is at fault."""
    from digest.app.site import BuildOptions, build_site, find_site, open_site

    console = Console()
    if args.verify and not Path(args.verify).is_dir():
        raise UsageError(f"--verify: there is no folder {args.verify}")
    opened = open_site(site or find_site(Path.cwd()), args.base_url, relative=args.relative)
    options = BuildOptions(
        output=Path(args.output) if args.output else None,
        clean=args.clean,
        jobs=check_jobs(args.jobs),
        drafts=args.drafts,
        future=args.future,
        now=parse_now(args.now, opened.config.site.timezone) if args.now else None,
        strict=args.strict,
        cluster=args.cluster,
    )
    with held_off():
        report = build_site(opened, options, tell=console.note, tick=console.tick)
        gc.freeze()  # what is left is not worth looking through: the process ends
    if args.verify and not report.failed:
        folder = options.output or opened.folder / "output"
        return _verify(console, Path(args.verify), folder, as_json=args.json)
    if args.json:
        import msgspec

        console.say(msgspec.json.encode(report).decode())
        return 1 if report.failed else 0
    for problem in report.problems:
        console.show(problem)
    _note_files(console, report)
    if report.failed:
        errors = sum(problem.severity == "error" for problem in report.problems)
        console.note(
            f"{count_of(errors, 'error')}: nothing was published, the last good output stays"
        )
        return 1
    console.say(
        f"{report.written:,} written, {report.unchanged:,} unchanged, {report.removed:,} removed"
        f" ({count_of(report.pages, 'page')} of {count_of(report.articles, 'article')}) in {report.seconds:.2f} s"
    )
    if args.profile:
        for stage, seconds in report.stages.items():
            console.say(f"  {stage:<12} {seconds:7.3f} s")
    return 0


def _note_files(console: Console, report: Report) -> None:
    """Files that no build made, and addresses of articles that are gone."""
    for file in report.foreign[:20]:
        console.note(f"output/{file}: not made by this site; kept")
    if len(report.foreign) > 20:
        console.note(
            f"… and {len(report.foreign) - 20} more files that were not made by this site; kept"
        )
    for url in report.gone[:20]:
        console.note(
            f"{url} is gone: an article that takes its place wants aliases: [{url}] in its front matter"
        )
    if len(report.gone) > 20:
        console.note(f"… and {len(report.gone) - 20} more addresses of articles that are gone")


def _verify(console: Console, folder: Path, output: Path, *, as_json: bool) -> int:
    from digest.build.output import read_manifest
    from digest.build.verify import compare_folder

    found = compare_folder(folder, read_manifest(output))
    if as_json:
        import msgspec

        told = {"proven": found.proven, **found._asdict()}
        console.give(msgspec.json.encode(told) + b"\n")
        return 0 if found.proven else 1
    for word, files in (
        ("missing", found.missing),
        ("different", found.different),
        ("not of this build", found.foreign),
    ):
        for file in files[:50]:
            console.say(f"{word}: {file}")
        if len(files) > 50:
            console.say(f"{word}: … and {len(files) - 50:,} more")
    if found.proven:
        console.say(f"{folder}: this build, {found.same:,} files, byte for byte")
        return 0
    wrong = len(found.missing) + len(found.different) + len(found.foreign)
    console.say(
        f"{folder}: not this build: {wrong:,} files are otherwise, {found.same:,} are the same"
    )
    return 1


def parse_now(text: str, timezone: str) -> int:
    """A moment in ISO 8601 as seconds since 1970; a bare one is in the site's zone."""
    from digest.base.dates import place_in_zone, seconds_of, zone_of

    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--now: {text!r} is no moment", hint="write 2026-03-04T18:05") from None
    return seconds_of(place_in_zone(moment, zone_of(timezone)))


def check_jobs(jobs: int) -> int:
    """How many processes were asked for, 0 for as many as help; raises UsageError for less than none."""
    if jobs < 0:
        raise UsageError("--jobs: must be 1 or more")
    return jobs
