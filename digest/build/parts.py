"""A part of the plan made by another process while this one makes the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

import msgspec

from digest.build.aside import work_aside
from digest.build.job import Crew
from digest.build.picture import encode_fact
from digest.model.plan import Apart, Page, Part

MANY = 1_000  # articles; a process of its own costs as much as to plan some hundreds


def choose_apart(crew: Crew, articles: int) -> Apart:
    """Who plans a part: another process where there is one to spare, and enough to do."""
    return plan_aside if crew.splits and articles >= MANY else nullcontext


@contextmanager
def plan_aside(work: Callable[[], Part]) -> Iterator[Callable[[], Part]]:
    """Start planning a part; its facts come encoded, as the plan keeps them."""

    def tell() -> bytes:
        pages, facts = work()
        encoded = {name: msgspec.Raw(encode_fact(value)) for name, value in facts.items()}
        return msgspec.msgpack.encode((pages, encoded))

    with work_aside(tell) as told:
        yield lambda: work() if (made := told()) is None else _PART.decode(made)


_PART = msgspec.msgpack.Decoder(tuple[list[Page], dict[str, msgspec.Raw]])
