"""Planning in a thread of its own, which is left alone when something more urgent comes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

STEP = 0.01  # seconds between two questions whether there is a hurry
MOST = 8  # times in a row that planning is put off, so that it is not put off for ever

P = ParamSpec("P")
T = TypeVar("T")


class PutOffError(Exception):
    """Something urgent came; the same is to be asked again after it."""


class Planner:
    """Runs one pure function at a time."""

    def __init__(self, hurry: Callable[[], bool]) -> None:
        """``hurry`` tells whether something more urgent waits."""
        self._hurry = hurry
        self._hands = ThreadPoolExecutor(1, "digest-plan")
        self._put_off = 0

    def run(self, task: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The task's result; PutOffError when it is not worth waiting for."""
        future = self._hands.submit(task, *args, **kwargs)
        while True:
            try:
                result = future.result(STEP)
            except TimeoutError:
                if not future.done() and self._put_off < MOST and self._hurry():
                    self._put_off += 1
                    future.cancel()
                    raise PutOffError from None
            else:
                self._put_off = 0
                return result
