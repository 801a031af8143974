"""What a build is asked to do: which site, where to, at which moment, and with whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from digest.base.telling import Tick, unseen
from digest.build.scout import Scout
from digest.model.plan import Moment
from digest.model.site import Config
from digest.render.layers import Layer

if TYPE_CHECKING:
    from concurrent.futures import Executor

T = TypeVar("T")
FEW = 48  # fewer files or pages than this are done in this process: a pool costs more than they do


class Crew(NamedTuple):
    """Who works: how to open an executor, how many hands it has, whether they are forked from us."""

    open: Callable[[], AbstractContextManager[Executor]]
    hands: int = 1
    inherits: bool = True

    @property
    def splits(self) -> bool:
        """Whether another process may do something while this one does something else."""
        return self.inherits and self.hands > 1

    def run(self, task: Callable[[Any], T], work: Sequence[Any], size: int) -> Iterator[T]:
        """Hand batches to the hands, which hold so many items; a few are done here."""
        if size < FEW or self.hands <= 1:
            yield from map(task, work)
            return
        with self.open() as executor:
            yield from executor.map(task, work)


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
    tick: Tick = unseen

    def run_telling(self, stage: str) -> Callable[[Any, Sequence[Any], int], Iterator[Any]]:
        """How the crew runs batches, each answer being told as progress of a stage."""

        def run(task: Callable[[Any], T], work: Sequence[Any], size: int) -> Iterator[T]:
            for done, answer in enumerate(self.crew.run(task, work, size), 1):
                self.tick(stage, done, len(work))
                yield answer

        return run
