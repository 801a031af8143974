"""Running git and rsync: what they say, without secrets; whether another try may help."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from digest.base.errors import UsageError
from digest.deploy.host import Undelivered, hide_secrets

FOR_GOOD = (
    "permission denied", "host key verification", "could not resolve hostname", "authentication failed",
    "could not read username", "repository not found", "not a git repository", "does not appear to be a git",
    "no such remote",
)  # fmt: skip


def run(
    command: Sequence[str],
    folder: Path,
    *,
    fine: Sequence[int] = (0,),
    data: bytes | None = None,
    more: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run a program; a status that is not ``fine`` raises with the last lines that it said."""
    environment = {**(more or {}), **os.environ, "LC_ALL": "C"}
    if not sys.stdin or not sys.stdin.isatty():
        environment.setdefault("GIT_TERMINAL_PROMPT", "0")  # nobody is there to answer
    try:
        ran = subprocess.run(  # noqa: S603
            list(command), cwd=folder, input=data, capture_output=True, check=False, env=environment
        )
    except FileNotFoundError:
        raise UsageError(
            f"{command[0]} is not installed", hint="install it, and try again"
        ) from None
    if ran.returncode in fine:
        return ran
    said = (ran.stderr or ran.stdout).decode("utf-8", "replace").strip().splitlines()
    told = hide_secrets("; ".join(said[-4:]), os.environ) or f"status {ran.returncode}"
    again = not any(sign in told.lower() for sign in FOR_GOOD)
    raise Undelivered(f"{command[0]}: {told}", again=again)
