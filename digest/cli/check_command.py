"""``digest check``: everything that can be wrong in one go, for people, scripts and code-scanning services."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from digest.base.errors import Place, UsageError
from digest.cli.console import SEVERITIES, Console, count_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.check.findings import Edit, Finding
    from digest.model.plugin import Plugin

ROUNDS = 3  # of --fix: what is mended may show what else can be
FEW = 10  # notes of one rule that are listed one by one


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``digest check``."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="only what concerns these files or folders of the site",
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "github", "sarif"),
        default="text",
        help="how to tell (default: text)",
    )
    parser.add_argument("--fix", action="store_true", help="mend what can be mended surely")
    parser.add_argument("--strict", action="store_true", help="let warnings fail the check")
    parser.add_argument(
        "--external", action="store_true", help="ask the addresses of other sites too"
    )
    parser.add_argument("--output", metavar="DIR", help="the built site (default: output/)")
    parser.add_argument("--now", metavar="TIME", help="check as if it were this time (ISO 8601)")
    parser.add_argument(
        "--jobs",
        type=int,
        default=0,
        metavar="N",
        help="processes (default: one for each processor)",
    )
    parser.add_argument("--notes", action="store_true", help="list every note")
    parser.add_argument("--rules", action="store_true", help="list the rules and leave")


def run(args: argparse.Namespace, site: Path | None) -> int:
    """Check; 1 when an error is found, or with --strict a warning."""
    console = Console()
    if args.rules:
        return _list_rules(console)
    from digest.app.check import CheckOptions, check_site, mend_site
    from digest.app.site import find_site, open_site
    from digest.build.batches import count_hands
    from digest.cli.build_command import check_jobs, parse_now

    opened = open_site(site or find_site(Path.cwd()))
    wanted = _find(args.paths, opened.folder)
    now = parse_now(args.now, opened.config.site.timezone) if args.now else None
    output = Path(args.output) if args.output else None
    options = CheckOptions(output, args.external, now, check_jobs(args.jobs) or count_hands())
    findings = check_site(opened, options, tell=console.note, tick=console.tick)
    for _ in range(ROUNDS if args.fix else 0):
        made = mend_site(opened, findings)
        if not made:
            break
        for edit in made:
            console.note(_tell_edit(edit))
        findings = check_site(opened, options, tell=console.note, tick=console.tick)
    findings = _only(findings, wanted)
    _show(console, findings, args, opened.config.kit)
    grave = {"error", "warning"} if args.strict else {"error"}
    return 1 if any(finding.problem.severity in grave for finding in findings) else 0


def _tell_edit(edit: Edit) -> str:
    """What was mended; of a line put above another, only that line."""
    old, new = edit.old.strip(), edit.new.strip()
    put = new.removesuffix(old).rstrip()
    told = f"mended: {old} -> {new}" if put == new or not put else f"written: {put}"
    return f"{edit.place.path}:{edit.place.line}: {told}"


def _find(paths: Sequence[str], folder: Path) -> list[str]:
    """Files and folders as the command line names them, relative to the site's."""
    wanted = []
    for path in paths:
        there = [
            full for base in (Path.cwd(), folder) if (full := (base / path).resolve()).exists()
        ]
        inside = next((full for full in there if full.is_relative_to(folder)), None)
        if inside is None:
            wrong = "lies outside the site" if there else "there is no such file or folder"
            raise UsageError(wrong, at=Place(path), hint="look at the path")
        wanted.append(inside.relative_to(folder).as_posix().removeprefix("."))
    return wanted


def _only(findings: list[Finding], wanted: list[str]) -> list[Finding]:
    """What concerns these files and folders; all of it when none are named."""
    if not wanted:
        return findings
    return [
        finding
        for finding in findings
        if any(
            not path or f"{finding.problem.place.path}/".startswith(f"{path.rstrip('/')}/")
            for path in wanted
        )
    ]


def _show(
    console: Console, findings: list[Finding], args: argparse.Namespace, kit: tuple[Plugin, ...]
) -> None:
    if args.format == "text":
        _show_text(console, findings, every_note=args.notes)
        return
    from digest.check.formats import format_github, format_json, format_sarif
    from digest.check.rules import all_rules

    if args.format == "sarif":
        console.give(format_sarif(findings, all_rules(kit)))
        return
    formats = {"json": format_json, "github": format_github}
    console.give(formats[args.format](findings))


def _show_text(console: Console, findings: list[Finding], *, every_note: bool) -> None:
    shown: Counter[str] = Counter()
    for finding in findings:
        problem = finding.problem
        if problem.severity == "note":
            shown[problem.code] += 1
            if shown[problem.code] > FEW and not every_note:
                continue
        mark = console.paint(f"{problem.severity}:", SEVERITIES[problem.severity])
        rule = console.paint(f"[{problem.code}]", "dim")
        console.say(f"{console.paint(str(problem.place), 'bold')}: {mark} {problem.message} {rule}")
        if problem.hint:
            console.say(console.paint(f"  hint: {problem.hint}", "dim"))
    for rule, count in sorted(shown.items()):
        if count > FEW and not every_note:
            console.say(f"… and {count - FEW:,} more notes [{rule}]; --notes lists them")
    console.note(_sum_up(findings))


def _sum_up(findings: list[Finding]) -> str:
    counts = Counter(finding.problem.severity for finding in findings)
    if not counts:
        return "nothing is wrong"
    words = [count_of(counts[name], name) for name in ("error", "warning", "note") if counts[name]]
    fixable = sum(finding.edit is not None for finding in findings)
    tail = f"; --fix mends {fixable:,} of them" if fixable else ""
    return ", ".join(words) + tail


def _list_rules(console: Console) -> int:
    from digest.check.rules import all_rules
    from digest.plugins.finding import find_plugins

    for name, rule in all_rules(find_plugins(None)).items():
        mends = " (--fix)" if rule.mends else ""
        console.say(f"{name:<22} {rule.severity:<8} {rule.summary}{mends}")
    return 0
