"""Weights over features -> which mention said a quotation, and how sure that is."""

from __future__ import annotations

import json
import math
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def load_weights() -> dict[str, float]:
    text = files("digest.quotes").joinpath("data", "weights.json").read_text("utf-8")
    weights: dict[str, float] = json.loads(text)
    return weights


def score_all(rows: list[list[str]], weights: dict[str, float]) -> list[float]:
    get = weights.get
    return [sum([get(feature, 0.0) for feature in row]) for row in rows]


def chances(scores: list[float]) -> list[float]:
    """Scores -> probabilities that add up to one."""
    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]
