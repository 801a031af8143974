"""``digest deploy``: output/ -> a static host."""

from __future__ import annotations

import argparse
from pathlib import Path

from digest.cli.console import Console


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``digest deploy``."""
    parser.add_argument("--target", default="", metavar="NAME", help="instead of deploy.target")
    parser.add_argument("--to", default="", metavar="PLACE", help="instead of deploy.to")
    parser.add_argument(
        "--dry-run", action="store_true", help="list what would change, and change nothing"
    )
    parser.add_argument(
        "--drafts",
        action="store_true",
        help="even when the last build shows drafts or the future: for a place of the editors' own",
    )
    parser.add_argument(
        "--output", metavar="DIR", help="the folder that was built (default: output/)"
    )
    parser.add_argument(
        "--ping", action="store_true", help="tell the world afterwards, as digest ping does"
    )
    parser.add_argument("--json", action="store_true", help="report as JSON")


def run(args: argparse.Namespace, site: Path | None) -> int:
    """Deploy what was built."""
    from digest.app.deploying import DeployOptions, deploy_site
    from digest.app.site import find_site, open_site

    console = Console()
    opened = open_site(site or find_site(Path.cwd()))
    options = DeployOptions(
        output=Path(args.output) if args.output else None,
        target=args.target,
        to=args.to,
        dry_run=args.dry_run,
        drafts=args.drafts,
    )
    done = deploy_site(opened, options, tell=console.note, tick=console.tick)
    if args.json:
        import msgspec

        console.give(msgspec.json.encode(done) + b"\n")
        return 0
    if args.dry_run:
        for file in done.puts:
            console.say(f"put     {file}")
        for file in done.removals:
            console.say(f"remove  {file}")
    would = "would be " if args.dry_run else ""
    console.say(
        f"{done.name}: {len(done.puts):,} {would}sent, {len(done.removals):,} {would}removed, {done.same:,} unchanged"
    )
    if args.ping and not args.dry_run:
        from digest.cli.ping_command import tell

        return tell(console, opened, options.output, dry_run=False)
    return 0
