"""``digest serve``: the live preview."""

from __future__ import annotations

import argparse
import gc
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from digest.base.errors import UsageError
from digest.cli.console import Console, count_of

if TYPE_CHECKING:
    from digest.app.site import Site
    from digest.build.follow import Settings
    from digest.build.preview import Preview


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``digest serve``."""
    parser.add_argument(
        "--port",
        type=int,
        default=8000,
        metavar="N",
        help="where to listen (default: 8000, or the next free one)",
    )
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="the address to bind (default: this machine only)",
    )
    parser.add_argument("--open", action="store_true", help="open the site in the browser")
    parser.add_argument("--drafts", action="store_true", help="show drafts too")
    parser.add_argument("--future", action="store_true", help="show articles of the future too")
    parser.add_argument(
        "--now", metavar="TIME", help="show the site as it is at this time (ISO 8601)"
    )
    parser.add_argument(
        "--base-url",
        default="",
        metavar="URL",
        help="the address that the site is built for; its path is served",
    )
    parser.add_argument(
        "--follow", action="store_true", help="open the page of a new article by itself"
    )
    parser.add_argument(
        "--import",
        dest="take_in",
        action="store_true",
        help="import new sources from seeds/ as they come",
    )
    parser.add_argument(
        "--poll",
        action="store_true",
        help="look at the files every second instead of listening for events",
    )


class Interruption:
    """What a signal to stop does before the server listens: it raises, and is remembered.

    An exception that is raised while Python collects garbage, or calls back from C, is dropped by the interpreter.
    """

    def __init__(self) -> None:
        self._happened = False

    def happened(self) -> bool:
        return self._happened

    def __call__(self, _number: int, _frame: object) -> None:
        self._happened = True
        raise KeyboardInterrupt


def run(args: argparse.Namespace, site: Path | None) -> int:
    """Serve until stopped; 0 however it was stopped."""
    from digest.app.site import find_site, open_site
    from digest.serve.hosts import bind
    from digest.serve.server import serve
    from digest.serve.session import Options, Session, Voice

    start = time.perf_counter()
    console = Console()
    if not 0 <= args.port < 65536:
        raise UsageError(f"--port: {args.port} is no port", hint="write a number from 1 to 65535")
    interruption = Interruption()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, interruption)  # until the server listens
    opened = open_site(site or find_site(Path.cwd()), args.base_url)
    sock = bind(args.host, args.port)  # browsers that come early wait instead of being refused
    try:
        importer = _make_importer(opened.folder, console) if args.take_in else None
        if importer:
            importer()
        preview = _make_preview(args, opened, console)
        preview.look()
        gc.freeze()  # what is loaded stays; from now on the session collects when it is idle
        _greet(console, args, sock.getsockname()[1], preview, time.perf_counter() - start)
        session = Session(
            opened.folder, preview, Voice(console.say, console.show), Options(args.follow, importer)
        )
        address = _address(args.host, sock.getsockname()[1], preview.base)
        serve(
            session,
            sock,
            args.host,
            address,
            tell=console.note,
            stopped=interruption.happened,
            poll=args.poll,
            open_browser=args.open,
        )
    except KeyboardInterrupt:
        return 0
    finally:
        sock.close()
    console.say("stopped")
    _leave()
    return 0


def _make_preview(args: argparse.Namespace, opened: Site, console: Console) -> Preview:
    from digest.app.library import load_library
    from digest.app.site import open_site
    from digest.build.batches import count_hands
    from digest.build.follow import Source
    from digest.build.preview import Preview
    from digest.cli.build_command import parse_now
    from digest.model.plan import Moment

    def settings() -> Settings:
        site = open_site(opened.folder, args.base_url)
        return site.config, site.layers

    fixed = parse_now(args.now, opened.config.site.timezone) if args.now else None

    def moment() -> Moment:
        return Moment(fixed if fixed is not None else int(time.time()), args.drafts, args.future)

    jobs = count_hands()
    gc.disable()  # nearly all that is loaded stays
    library = load_library(opened, moment(), jobs=jobs, tell=console.note, tick=console.tick)
    return Preview(
        Source(opened.folder, settings, moment, jobs),
        library.catalogue, library.drawn, library.ledger, library.references,
    )  # fmt: skip


def _make_importer(folder: Path, console: Console) -> Callable[[], None]:
    """What ``digest import`` does with seeds/, for a thread of the preview."""
    from digest.app.importing import ImportOptions, import_sources
    from digest.app.site import open_site
    from digest.cli.import_command import print_report

    def take_in() -> None:
        options = ImportOptions(jobs=1)
        site = open_site(folder)
        done = import_sources(site, options, tell=console.note, tick=console.tick)
        print_report(console, list(done))

    return take_in


def _greet(
    console: Console, args: argparse.Namespace, port: int, preview: Preview, seconds: float
) -> None:
    if args.port and port != args.port:
        console.note(f"port {args.port} is in use; taking {port} instead")
    articles, pages = preview.counts
    console.say(
        f"{_address(args.host, port, preview.base)}  ({count_of(articles, 'article')}, {count_of(pages, 'page')}, ready in {seconds:.2f} s)"
    )
    if args.host not in {"127.0.0.1", "localhost", "::1"}:
        console.note("other machines can reach this preview, and the drafts in it if there are any")


def _address(host: str, port: int, base: str) -> str:
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{name}:{port}{base}/"


def _leave() -> None:
    """End now: a page in the making, or a browser being opened, is not worth waiting for."""
    import sys

    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
