"""``digest quotes FILE…``: the quotation engine alone, on any UTF-8 text, as JSON Lines."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from digest.base.errors import DigestError, Place, UsageError
from digest.cli.console import Console


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``digest quotes``."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="UTF-8 text; - is standard input")
    parser.add_argument(
        "--lang", default="en", metavar="TAG", help="the language of the texts (default: en)"
    )


def run(args: argparse.Namespace, site: Path | None) -> int:
    """Print a record a quotation; what cannot be read is told, and the other files go on."""
    import msgspec

    from digest.quotes.engine import find_quotations
    from digest.quotes.export import records_of

    console = Console()
    encode = msgspec.json.Encoder().encode
    status = 0
    for name in args.files:
        try:
            text = _read_text(name, site)
        except DigestError as error:
            console.refuse(error)
            status = 2 if isinstance(error, UsageError) else max(status, 1)
            continue
        findings = find_quotations(text, lang=args.lang)
        lines = [encode(record) for record in records_of(_stem(name), findings)]
        if lines:
            console.give(b"\n".join([*lines, b""]))
        for doubt in findings.doubts:
            line, column = _position(text, doubt.at)
            console.note(f"{Place(name, line, column)}: warning: {doubt.message}")
    return status


def _read_text(name: str, site: Path | None) -> str:
    """The text as it is, line ends and byte order mark included, so that offsets are the file's."""
    from digest.base.files import read_bytes

    if name == "-":
        data = sys.stdin.buffer.read()
    else:
        path = Path(name) if site is None else site / name
        if not path.is_file():
            raise UsageError("there is no such file", at=Place(name))
        data = read_bytes(path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = "save the file as UTF-8"
        raise DigestError("this line is not UTF-8", at=Place(name, line), hint=hint) from None


def _stem(name: str) -> str:
    return "stdin" if name == "-" else Path(name).stem


def _position(text: str, at: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1."""
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1
