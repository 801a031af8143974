"""What a build is asked to do: which site, where to, at which moment, and with whom."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from digest.build.scout import Scout
from digest.model.plan import Moment
from digest.model.site import Config
from digest.render.layers import Layer

if TYPE_CHECKING:
    from concurrent.futures import Executor

Tick = Callable[[str, int, int], None]  # stage, done, total


class Crew(NamedTuple):
    """Who works: how to open an executor, how many hands it has, whether they are forked from us."""

    open: Callable[[], AbstractContextManager[Executor]]
    hands: int = 1
    inherits: bool = True


class Job(NamedTuple):
    """What to build, where to, and with whom."""

    site: Path
    output: Path
    config: Config
    layers: tuple[Layer, ...]
    moment: Moment
    crew: Crew
    scout: Scout
    options: str = ""  # all that the quick look must find unchanged
    clean: bool = False
    strict: bool = False
    tick: Tick = lambda _stage, _done, _total: None
