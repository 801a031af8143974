"""Who builds: this machine's processors, or a cluster's."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from digest.build.executors import open_pool
from digest.build.inputs import Listing
from digest.build.pipeline import Crew, Job, build
from digest.build.report import Report
from digest.plan.stand import Moment

if TYPE_CHECKING:
    from digest.app.site import BuildOptions, Site


def build_here(
    site: Site,
    options: BuildOptions,
    output: Path,
    now: int,
    told: str,
    listing: Listing,
    tick: Callable[[str, int, int], None],
) -> Report:
    """Build with as many processes as there are processors, or as were asked for."""
    hands = options.jobs or _processors()
    inherits = sys.platform == "linux" and threading.active_count() == 1
    job = Job(
        site=site.folder,
        output=output,
        config=site.config,
        layers=site.layers,
        moment=Moment(now, options.drafts, options.future),
        crew=Crew(lambda: open_pool(hands), hands, inherits),
        options=told,
        clean=options.clean,
        strict=options.strict,
        tick=tick,
    )
    return build(job, listing)


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        return os.cpu_count() or 1
