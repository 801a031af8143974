"""The command line: words -> a command's function -> exit status.

0 fine, 1 the content is at fault, 2 the command line is, 3 a fault of ours, 130 interrupted.
Commands are imported when they run, so that ``digest --help`` answers at once.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import os
import sys
import time
from pathlib import Path

from digest import __version__
from digest.base.errors import DigestError, UsageError
from digest.cli.console import Console

# name -> module of digest.cli, what it does
COMMANDS = {
    "new": ("new_command", "make a new site that builds at once"),
    "import": ("import_command", "turn source articles into article files"),
    "quotes": ("quotes_command", "find quotations and speakers in any text"),
    "build": ("build_command", "render the site into output/"),
    "serve": ("serve_command", "preview the site; it follows every change"),
    "check": ("check_command", "tell everything that can be wrong"),
    "deploy": ("deploy_command", "put output/ on a static host"),
    "speakers": ("speakers_command", "people, their counts and probable doubles"),
    "edition": ("edition_command", "write an edition as an e-mail"),
    "why": ("why_command", "why a page is stale or fresh"),
    "next": ("next_command", "when the site changes next by itself"),
    "ping": ("ping_command", "tell hubs and search engines of a deploy"),
}


def main(words: list[str]) -> int:
    """Run one command."""
    console = Console()
    command = next((word for word in words if not word.startswith("-")), "")
    if command and command not in COMMANDS:
        from difflib import get_close_matches

        near = get_close_matches(command, COMMANDS, 1)
        hint = f"did you mean: digest {near[0]}?" if near else f"commands: {', '.join(COMMANDS)}"
        console.refuse(UsageError(f"there is no command {command!r}", hint=hint))
        return 2
    parser = _make_parser(words)
    try:
        args = parser.parse_args(words)
    except SystemExit as leave:
        return int(leave.code or 0)
    if not args.command:
        parser.print_help()
        return 2
    return _run(args, console)


def _run(args: argparse.Namespace, console: Console) -> int:
    try:
        Path.cwd()
    except FileNotFoundError:
        hint = "go to a folder that is there"
        console.refuse(UsageError("the folder that you are in has been deleted", hint=hint))
        return 2
    module = importlib.import_module(f"digest.cli.{COMMANDS[args.command][0]}")
    try:
        return int(module.run(args, Path(args.site) if args.site else None))
    except UsageError as error:
        console.refuse(error)
        return 2
    except DigestError as error:
        console.refuse(error)
        return 1
    except KeyboardInterrupt:
        console.note("interrupted")
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            return _crash(console)
        console.refuse(UsageError(f"this name is too long: {str(error.filename)[:60]}…"))
        return 2
    except Exception as error:  # noqa: BLE001 - the rim: what nobody foresaw is a fault of ours
        return _lose(console) if _is_lost_worker(error) else _crash(console)


def _is_lost_worker(error: Exception) -> bool:
    from concurrent.futures import BrokenExecutor

    return isinstance(error, BrokenExecutor)


def _lose(console: Console) -> int:
    time.sleep(0.5)  # Ctrl-C ends the workers too: if it was that, it says so now, by itself
    hint = "perhaps there was too little memory: try --jobs 1"
    console.refuse(DigestError("the system ended a process that worked for this one", hint=hint))
    return 1


def _make_parser(words: list[str]) -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--site", metavar="DIR", help="the site's folder (default: found upwards)")
    parser = argparse.ArgumentParser(
        prog="digest", description="A static site generator for news digests: who said what."
    )
    parser.add_argument("--version", action="version", version=f"digest {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    wanted = next((word for word in words if word in COMMANDS), None)
    for name, (module, summary) in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary, parents=[common])
        if name == wanted:
            importlib.import_module(f"digest.cli.{module}").add_arguments(command)
    return parser


def _crash(console: Console) -> int:
    import traceback

    story = traceback.format_exc()
    console.note("this is a bug in digest; please report it with what follows")
    console.note(story)
    return 3
