"""Pinging: what changed since the last time, told to whom the settings name."""

from __future__ import annotations

from pathlib import Path

from digest.app.site import Site
from digest.base.errors import DigestError, Place, UsageError
from digest.base.files import read_bytes, write_atomic
from digest.base.fingerprint import number_of
from digest.base.telling import Tick, unseen
from digest.build.output import format_manifest, parse_manifest, read_manifest
from digest.build.store import FOLDER
from digest.deploy.ping import Answer, make_call, plan_calls


def ping_site(
    site: Site,
    output: Path | None = None,
    *,
    dry_run: bool = False,
    tick: Tick = unseen,
) -> list[Answer]:
    """Tell hubs and search engines; what one of them did not take is told again the next time."""
    ping = site.config.ping
    if not ping.hubs and not ping.indexnow_key:
        hint = 'write hubs = ["https://…"] or indexnow_key = "…" under [ping] in digest.toml'
        raise UsageError("there is nobody to tell", hint=hint)
    here = read_manifest((output or site.folder / "output").resolve())
    if not here:
        at = Place((output or site.folder / "output").as_posix())
        raise DigestError(
            "there is no finished build here", at=at, hint="build first: digest build"
        )
    told = site.folder / FOLDER / f"pinged-{number_of(site.config.site.url.encode()):x}"
    known = parse_manifest(read_bytes(told)) if told.is_file() else {}
    calls = plan_calls(site.config, here, known)
    if dry_run:
        return [Answer(call, "") for call in calls]
    answers = list[Answer]()
    for done, call in enumerate(calls, 1):
        answers.append(make_call(call))
        tick("telling", done, len(calls))
    if all(not answer.fault for answer in answers):
        write_atomic(told, format_manifest(here))
    return answers
