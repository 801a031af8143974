"""The rules that plugins add, run like ours."""

from __future__ import annotations

from collections.abc import Iterator

from digest.base.errors import DigestError, Place, Problem
from digest.check.desk import Desk
from digest.check.findings import Finding
from digest.model.plugin import Plugin
from digest.model.toolbox import Flaw
from digest.plugins.faults import shield
from digest.plugins.opening import open_toolbox


def check_added(desk: Desk) -> Iterator[Finding]:
    """What plugins' rules find; a rule that fails is a finding, and the others run on."""
    kit = open_toolbox(desk.config.kit)
    for name, rule in kit.rules.items():
        owner = kit.owner("rules", name)
        try:
            with shield(desk.config.kit, f"it was checking the rule {name!r}"):
                found = [_told(flaw, owner) for flaw in rule.find(desk)]
        except DigestError as error:
            yield Finding(error.problem)
            continue
        for flaw in found:
            yield Finding(Problem(flaw.place, name, flaw.message, flaw.hint, rule.severity))


def _told(flaw: object, owner: Plugin) -> Flaw:
    if isinstance(flaw, Flaw):
        return flaw
    message = f"{owner} finds {type(flaw).__name__}, and no Flaw"
    raise DigestError(message, at=Place(owner.folder), code="plugin")
