"""``digest why [URL…]``: why a page is stale or fresh, from what the last build remembers."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from digest.cli.console import Console

if TYPE_CHECKING:
    from digest.app.why import Answer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``digest why``."""
    parser.add_argument(
        "pages", nargs="*", metavar="URL", help="a page, or its file (default: every stale one)"
    )
    parser.add_argument(
        "--output", metavar="DIR", help="the folder that was built (default: output/)"
    )
    parser.add_argument(
        "--base-url", default="", metavar="URL", help="the address that it was built for"
    )
    parser.add_argument("--drafts", action="store_true", help="as a build with --drafts")
    parser.add_argument("--future", action="store_true", help="as a build with --future")
    parser.add_argument("--now", metavar="TIME", help="as if it were this time (ISO 8601)")
    parser.add_argument("--json", action="store_true", help="answer as JSON Lines")


def run(args: argparse.Namespace, site: Path | None) -> int:
    """Answer for each page; 1 when the site has no such page or its content is at fault."""
    from digest.app.library import load_library
    from digest.app.site import find_site, open_site, read_now
    from digest.app.why import Answer, explain_page, find_all_stale, tell_reason
    from digest.cli.build_command import parse_now
    from digest.model.plan import Moment

    console = Console()
    opened = open_site(site or find_site(Path.cwd()), args.base_url)
    now = parse_now(args.now, opened.config.site.timezone) if args.now else read_now()
    output = Path(args.output) if args.output else None
    library = load_library(opened, Moment(now, args.drafts, args.future), output, tell=console.note)
    errors = [problem for problem in library.problems if problem.severity == "error"]
    for problem in errors:
        console.show(problem)
    if errors:
        console.note("nothing can be told of the pages before this is put right")
        return 1
    if args.pages:
        answers = [explain_page(library, page) for page in args.pages]
    else:
        stale = find_all_stale(library)
        answers = [Answer(url, "stale", reason, tell_reason(reason)) for url, reason in stale]
    if args.json:
        for answer in answers:
            _give_json(console, answer)
    elif args.pages:
        for answer in answers:
            _tell(console, answer)
    else:
        _tell_causes(console, answers)
    if not args.pages and not args.json:
        count = len(answers)
        console.note(
            f"{count:,} of {len(library.drawn.pages):,} pages are stale"
            if count
            else "every page is fresh"
        )
    return 1 if any(answer.state == "unknown" for answer in answers) else 0


def _tell_causes(console: Console, answers: list[Answer]) -> None:
    """Each cause once, with the pages that it makes stale."""
    causes: dict[str, list[str]] = {}
    for answer in answers:
        causes.setdefault(answer.story, []).append(answer.url)
    for story, pages in causes.items():
        console.say(f"{console.paint(story, 'bold')}:")
        for url in pages:
            console.say(f"  {url}")


def _tell(console: Console, answer: Answer) -> None:
    from digest.app.why import tell_fact

    console.say(f"{answer.url}: {console.paint(answer.state, 'bold')}: {answer.story}")
    for name in answer.reads:
        console.say(f"  made from {tell_fact(name)}")
    for url in answer.near:
        console.say(f"  did you mean {url}?")


def _give_json(console: Console, answer: Answer) -> None:
    import msgspec

    console.give(msgspec.json.encode(answer._asdict()) + b"\n")
