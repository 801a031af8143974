"""Rules switched off: for the site in digest.toml ([check] off), for a file in its front matter (check_off)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz import process

from digest.base.errors import DigestError, Place
from digest.base.files import read_bytes
from digest.check.desk import Desk
from digest.check.findings import Finding, make_finding
from digest.check.rules import RULES, Rule
from digest.manuscript.frontmatter import (
    Refused,
    parse_tree,
    read_texts,
    split_front_matter,
)
from digest.model.site import CONFIG_NAME

KEY = "check_off"


def apply_switches(
    findings: Iterable[Finding], desk: Desk, off: Iterable[str], rules: Mapping[str, Rule] = RULES
) -> list[Finding]:
    """The findings whose rules are on where they are; rules of unknown names are findings too."""
    silent = frozenset(off)
    kept = [*_find_unknown(silent, Place(CONFIG_NAME, 1), rules)]
    known = {story.path: frozenset(story.text.check_off) for story in desk.stories}
    asked: set[str] = set()
    for finding in findings:
        path, rule = finding.problem.place.path, finding.problem.code
        if rule in silent:
            continue
        if (own := known.get(path)) is None:
            own = known[path] = _rules_off(desk, path)
        if own and path not in asked:
            asked.add(path)
            kept += _find_unknown(own, Place(path, 1), rules)
        if rule not in own:
            kept.append(finding)
    return kept


def _find_unknown(
    names: Iterable[str], place: Place, rules: Mapping[str, Rule]
) -> Iterator[Finding]:
    for rule in sorted(names):
        if rule not in rules:
            near = process.extractOne(rule, rules.keys(), score_cutoff=60)
            hint = f"did you mean {near[0]}?" if near else "digest check --rules lists them"
            yield make_finding(
                place, "check-rule", f"there is no rule {rule!r} to switch off", hint
            )


def _rules_off(desk: Desk, path: str) -> frozenset[str]:
    """What a file says for itself that is no article, or none that can be used."""
    if not (path.startswith("content/") and path.endswith((".md", ".markdown"))):
        return frozenset()
    try:
        data = read_bytes(f"{desk.folder}/{path}")
    except DigestError:
        return frozenset()
    if KEY.encode() not in data:
        return frozenset()
    split = split_front_matter(data.decode("utf-8-sig", "replace").replace("\r\n", "\n"), path)
    tree = parse_tree(getattr(split, "yaml", None) or "", path)
    if not isinstance(tree, dict) or KEY not in tree:
        return frozenset()
    try:
        return frozenset(read_texts(tree[KEY]))
    except Refused:
        return frozenset()
