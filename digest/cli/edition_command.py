"""``digest edition``: one edition as an e-mail, or as plain text."""

from __future__ import annotations

import argparse
from pathlib import Path

from digest.base.errors import UsageError
from digest.cli.console import Console


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``digest edition``."""
    parser.add_argument("date", metavar="DATE", help="a day of the edition, YYYY-MM-DD, or: latest")
    parser.add_argument(
        "--email", action="store_true", help="write a mail (.eml) with an HTML and a text part"
    )
    parser.add_argument(
        "--html", action="store_true", help="write only the HTML, its styles inlined"
    )
    parser.add_argument(
        "--output", metavar="FILE", help="write to a file (default: standard output)"
    )
    parser.add_argument(
        "--from", dest="sender", default="", metavar="ADDRESS", help="who sends the mail"
    )
    parser.add_argument(
        "--to", default="", metavar="ADDRESS", help="who gets it; commas part several"
    )
    parser.add_argument(
        "--base-url", default="", metavar="URL", help="the address that links lead to"
    )
    parser.add_argument("--drafts", action="store_true", help="with drafts")
    parser.add_argument("--now", metavar="TIME", help="as if it were this time (ISO 8601)")


def run(args: argparse.Namespace, site: Path | None) -> int:
    """Write the edition; nothing of the output is touched."""
    from digest.app.edition import check_day, render_mail, write_message
    from digest.app.library import load_library
    from digest.app.site import find_site, open_site, read_now
    from digest.base.files import write_atomic
    from digest.cli.build_command import parse_now
    from digest.model.plan import Moment

    console = Console()
    day = check_day(args.date)
    if args.output and not Path(args.output).parent.is_dir():
        raise UsageError(f"--output: there is no folder {Path(args.output).parent.as_posix()}")
    opened = open_site(site or find_site(Path.cwd()), args.base_url)
    now = parse_now(args.now, opened.config.site.timezone) if args.now else read_now()
    library = load_library(opened, Moment(now, args.drafts), tell=console.note)
    mail = render_mail(library, day)
    if args.email:
        data = write_message(library, mail, args.sender, args.to)
    else:
        data = (mail.html if args.html else mail.text).encode()
    if args.output:
        write_atomic(args.output, data)
        console.note(f"{args.output}: {mail.subject}")
    else:
        console.give(data)
    return 0
