"""Weights over features -> which mention said a quotation, and how sure that is."""

from __future__ import annotations

import json
import math
from functools import lru_cache
from importlib.resources import files
from itertools import repeat


class Weights(dict[str, float]):
    """Feature -> weight; one that training did not keep weighs nothing."""

    def __missing__(self, feature: str) -> float:
        return 0.0


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    text = files("digest.quotes").joinpath("data", "weights.json").read_text("utf-8")
    return Weights(json.loads(text))


def score_all(rows: list[list[str]], weights: Weights) -> list[float]:
    none = repeat(0.0)
    return [sum(map(weights.get, row, none)) for row in rows]


def chances(scores: list[float]) -> list[float]:
    """Scores -> probabilities that add up to one."""
    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]
