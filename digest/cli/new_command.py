"""``digest new DIR``: make a new site that builds at once."""

from __future__ import annotations

import argparse
from pathlib import Path

from digest.cli.console import Console


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``digest new``."""
    parser.add_argument("folder", metavar="DIR", help="a new or empty folder")
    parser.add_argument(
        "--title", default="", help="the site's title (default: from the folder's name)"
    )
    parser.add_argument(
        "--url", default="https://news.example.org/", help="the address that it will have"
    )
    parser.add_argument(
        "--language", default="en", metavar="TAG", help="its language (default: en)"
    )
    parser.add_argument(
        "--timezone", default="UTC", metavar="ZONE", help="its time zone, such as Europe/Oslo"
    )


def run(args: argparse.Namespace, site: Path | None) -> int:
    """Write the starter site; 2 when the folder is in use."""
    import datetime as dt
    from shlex import quote

    from digest.app.new import NewSite, write_new_site
    from digest.app.site import open_site, read_now
    from digest.render.words import check_words

    console = Console()
    folder = (site / args.folder) if site else Path(args.folder)
    wanted = NewSite(title=args.title, url=args.url, language=args.language, timezone=args.timezone)
    today = dt.datetime.fromtimestamp(read_now(), dt.UTC).date()
    files = write_new_site(folder, wanted, today)
    for problem in check_words(open_site(folder).layers, wanted.language):
        console.show(problem)
    console.say(f"{folder.as_posix()}: {len(files)} files written")
    console.note(f"next: cd {quote(folder.as_posix())} && digest serve")
    return 0
