"""Problems -> JSON, GitHub's workflow commands, SARIF 2.1.0."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PureWindowsPath
from typing import Any
from urllib.parse import quote

import msgspec

from digest import __version__
from digest.base.errors import Problem
from digest.check.findings import Finding
from digest.check.rules import RULES, Rule

_GITHUB = {"error": "error", "warning": "warning", "note": "notice"}


def format_json(findings: Iterable[Finding]) -> bytes:
    """An array with an object a problem; ``line`` and ``column`` count from 1, 0 is unknown."""
    listed = [
        {
            "file": finding.problem.place.path,
            "line": finding.problem.place.line,
            "column": finding.problem.place.column,
            "severity": finding.problem.severity,
            "rule": finding.problem.code,
            "message": finding.problem.message,
            "hint": finding.problem.hint,
            "fixable": finding.edit is not None,
        }
        for finding in findings
    ]
    return msgspec.json.format(msgspec.json.encode(listed), indent=2) + b"\n"


def format_github(findings: Iterable[Finding]) -> bytes:
    """Workflow commands, which GitHub shows beside the lines of a change.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    return "".join(_github_line(finding.problem) for finding in findings).encode()


def _github_line(problem: Problem) -> str:
    place = problem.place
    fields = {"file": place.path, "line": place.line, "col": place.column, "title": problem.code}
    told = ",".join(f"{name}={_property(str(value))}" for name, value in fields.items() if value)
    message = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    return f"::{_GITHUB[problem.severity]} {told}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def format_sarif(findings: Sequence[Finding], rules: Mapping[str, Rule] = RULES) -> bytes:
    """A log in OASIS SARIF 2.1.0, as code-scanning services read it."""
    used = sorted({finding.problem.code for finding in findings})
    index = {rule: at for at, rule in enumerate(used)}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "digest check",
                        "version": __version__,
                        "rules": [_sarif_rule(rule, rules) for rule in used],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {"SITE": {"description": {"text": "the site's folder"}}},
                "results": [_sarif_result(finding.problem, index) for finding in findings],
            }
        ],
    }
    return msgspec.json.format(msgspec.json.encode(log), indent=2) + b"\n"


def _sarif_rule(rule: str, rules: Mapping[str, Rule]) -> dict[str, Any]:
    known = rules.get(rule, Rule("error", rule))
    return {
        "id": rule,
        "shortDescription": {"text": known.summary},
        "defaultConfiguration": {"level": known.severity},
    }


def _sarif_result(problem: Problem, index: dict[str, int]) -> dict[str, Any]:
    place = problem.place
    uri = {"uri": _uri(place.path)}
    if not (place.path.startswith("/") or PureWindowsPath(place.path).drive):
        uri["uriBaseId"] = "SITE"
    physical: dict[str, Any] = {"artifactLocation": uri}
    if place.line:
        region = {"startLine": place.line}
        if place.column:
            region["startColumn"] = place.column
        physical["region"] = region
    text = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    return {
        "ruleId": problem.code,
        "ruleIndex": index[problem.code],
        "level": problem.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": physical}],
    }


def _uri(path: str) -> str:
    if PureWindowsPath(path).drive:
        return PureWindowsPath(path).as_uri()
    return quote(path) or "."
