"""Deploying a site: what was built, to the target that the settings or the command line name."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from digest.app.site import Site
from digest.base.errors import DigestError, Place
from digest.base.telling import Tell, Tick, in_silence, unseen
from digest.build.freshness import load_head
from digest.build.lock import hold_lock
from digest.build.output import read_manifest
from digest.build.published import keep_deployed
from digest.build.report import Report
from digest.build.store import FOLDER, STAGE, Store
from digest.deploy.delivery import Delivery, deliver, plan_delivery, read_there
from digest.deploy.host import Goal, hide_secrets
from digest.deploy.targets import TARGETS, find_target
from digest.plugins.faults import blame, shield
from digest.plugins.opening import open_toolbox

DOING = "it was deploying"


class DeployOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line may say of a deploy; what it does not say, ``[deploy]`` does."""

    output: Path | None = None
    target: str = ""
    to: str = ""
    dry_run: bool = False
    drafts: bool = False


class Deployed(msgspec.Struct, frozen=True):
    """What was done, or would be, and where."""

    name: str
    puts: tuple[str, ...]
    removals: tuple[str, ...]
    same: int


def deploy_site(
    site: Site,
    options: DeployOptions,
    *,
    tell: Tell = in_silence,
    tick: Tick = unseen,
) -> Deployed:
    """Put the output where it belongs: only what changed, in an order that leaves no half site."""
    settings = site.config.deploy
    output = (options.output or site.folder / "output").resolve()
    kit = open_toolbox(site.config.kit)
    kit.refuse_taken("targets", TARGETS)
    opened = find_target(options.target or settings.target, kit.targets)
    goal = Goal(
        site=site.folder,
        to=options.to or settings.to,
        url=site.config.site.url,
        branch=settings.branch,
        endpoint=settings.endpoint,
        options=settings.options,
    )
    with hold_lock(site.folder / FOLDER, tell):
        here = read_manifest(output)
        if not here or (output / STAGE).exists():
            raise DigestError(
                "there is no finished build here",
                at=Place(output.as_posix()),
                code="deploy",
                hint="build first with: digest build",
            )
        if (early := read_early(site.folder, output)) and not options.drafts:
            raise DigestError(
                f"what was built last shows what is not published yet: digest build {' '.join(early)}",
                at=Place(output.as_posix()),
                code="deploy",
                hint="build again without it, or deploy with --drafts, to a place where readers do not look",
            )
        try:
            with shield(site.config.kit, DOING), opened(goal) as host:
                there = read_there(host)
                done = (
                    plan_delivery(here, there)
                    if options.dry_run
                    else deliver(host, output, here, there, tick=tick)
                )
            if not (options.dry_run or early):
                keep_deployed(site.folder / FOLDER, here)
            return _tell(host.name, done)
        except DigestError as error:
            told = blame(error.__cause__, site.config.kit, DOING) if error.__cause__ else None
            if told is not None:
                error.at, error.message = told.place, told.message
            error.message = hide_secrets(error.message, os.environ)
            raise


def read_early(site: Path, output: Path) -> list[str]:
    """The options of the last build into ``output`` that show drafts or the future, as far as is remembered."""
    head = load_head(Store(site / FOLDER), str(output))
    return msgspec.msgpack.decode(head.report, type=Report).early if head else []


def _tell(name: str, done: Delivery) -> Deployed:
    files = tuple(file for group in done.puts for file in group)
    return Deployed(name, files, done.removals, done.same)
