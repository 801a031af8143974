"""Weights over features -> which mention said a quotation, and how sure that is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from math import exp

from digest.quotes.features import Book

Weights = Book
_UNIT = 100  # weights are hundredths: whole numbers add up to the same in any order


def weigh(by_name: Mapping[str, float]) -> Weights:
    """Features as weights; one that training did not keep weighs nothing."""
    return Book(lambda name: round(_UNIT * by_name.get(name, 0.0)), 0)


def read_weights() -> dict[str, float]:
    """The weights of the package, by the names of the features."""
    text = files("digest.quotes").joinpath("data", "weights.json").read_text("utf-8")
    by_name: dict[str, float] = json.loads(text)
    return by_name


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    return weigh(read_weights())


def chances(scores: list[int]) -> list[float]:
    """Scores -> probabilities that add up to one."""
    top = max(scores)
    raised = [exp((score - top) / _UNIT) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]
