"""``digest ping``: tell WebSub hubs and search engines what a deploy changed."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from digest.cli.console import Console

if TYPE_CHECKING:
    from digest.app.site import Site


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``digest ping``."""
    parser.add_argument("--dry-run", action="store_true", help="list whom it would tell what")
    parser.add_argument(
        "--output", metavar="DIR", help="the folder that was built (default: output/)"
    )


def run(args: argparse.Namespace, site: Path | None) -> int:
    """Tell; 1 when somebody did not take it."""
    from digest.app.site import find_site, open_site

    opened = open_site(site or find_site(Path.cwd()))
    output = Path(args.output) if args.output else None
    return tell(Console(), opened, output, dry_run=args.dry_run)


def tell(console: Console, site: Site, output: Path | None, *, dry_run: bool) -> int:
    """Make the calls and say what came of them."""
    from digest.app.pinging import ping_site

    answers = ping_site(site, output, dry_run=dry_run, tick=console.tick)
    for call, fault in answers:
        if fault:
            console.note(f"{call.to}: {fault}; it is told again by the next digest ping")
            continue
        console.say(f"{call.to}: {len(call.about):,} {'to tell' if dry_run else 'told'}")
        for address in call.about if dry_run else ():
            console.say(f"  {address}")
    if not answers:
        console.say("nothing has changed since the last ping")
    return 1 if any(fault for _, fault in answers) else 0
