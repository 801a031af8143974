"""Templates read and compiled by another process while this one reads and plans: at the first build of a site."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from digest.build.aside import work_aside
from digest.build.job import Job
from digest.model.snapshot import Snapshot
from digest.model.theme import References
from digest.render.engine import make_environment
from digest.render.renderer import Renderer
from digest.render.themes import load_theme


@contextmanager
def compile_ahead(job: Job, packs: str, templates: str, references: References) -> Iterator[None]:
    """Fill ``references`` and the folder of compiled ``templates``, if nothing is known of either.

    A fault in a template is not told here: this process will find it when it reads the theme.
    """
    if references or not job.crew.splits:
        yield
        return

    def work() -> bytes:
        found: References = {}
        parser = make_environment()
        theme = load_theme(job.layers, job.config.site.language, parser, found)
        Renderer(Snapshot(job.config, theme, packs, templates, {}, {}, {}), parser.trees).warm()
        return msgspec.msgpack.encode(found)

    with work_aside(work) as told:
        yield
        if found := told():
            references.update(msgspec.msgpack.decode(found, type=References))
