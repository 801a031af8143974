"""Fit the weights of pronouns: fit_pronouns.py GOLD.jsonl... [--folds N].

Takes gold files whose pronouns were resolved by reading, each with its text files beside it, walks each
article as the engine does, and fits a conditional logit over the people that a pronoun could stand for. Prints
the weights that digest/quotes/antecedents.py holds as STANDING, and how often they are right on articles left out.
"""

from __future__ import annotations

import argparse
import math
import random
from pathlib import Path

from quotes import read_article
from train_quotes import label_of, read_gold

from digest.quotes.antecedents import STANDING, standing_of
from digest.quotes.candidates import candidates_of
from digest.quotes.engine import speaking_mention
from digest.quotes.marks import find_stretches
from digest.quotes.resolve import resolve
from digest.quotes.spelling import fold
from digest.quotes.stage import set_scene
from digest.quotes.tables import tables_of

Case = tuple[str, list[dict[str, float]], int]


def cases_of(folder: Path, stem: str, records: list[dict]) -> list[Case]:
    text = read_article(folder / records[0]["text_file"])
    layout = find_stretches(text)
    scene, cast = set_scene(layout, text, tables_of("en"))
    parts = [(p["start"], p["end"], r) for r in records for p in r["parts"]]
    found: list[Case] = []
    previous: int | None = None
    for number, stretch in enumerate(layout.stretches):
        candidates = candidates_of(scene, number, previous)
        right = label_of(scene, number, parts, candidates)
        if right is None or right >= len(candidates):
            continue
        mention = speaking_mention(scene, candidates[right])
        record = next(r for a, b, r in parts if min(b, stretch.end) > max(a, stretch.start))
        gender = scene.mentions[mention].gender
        reference = resolve(scene, cast, mention, previous)
        person = reference.person
        if scene.mentions[mention].kind == "pronoun" and gender and record.get("speaker"):
            surname = fold(record["speaker"].split()[-1])
            people = standing_of(scene, cast, mention, gender, previous)
            numbers = list(people)
            fitting = [n for n in numbers if fold(cast.people[n].name[-1]) == surname]
            if fitting:
                person = fitting[0]
                if mention != previous:
                    found.append((stem, [people[n] for n in numbers], numbers.index(person)))
        scene.spoke[mention] = person
        previous = mention
    return found


def fit(
    cases: list[Case], rounds: int = 400, rate: float = 0.5, decay: float = 0.01
) -> dict[str, float]:
    weights = dict(STANDING)
    start = dict(weights)
    for _ in range(rounds):
        slopes = dict.fromkeys(weights, 0.0)
        for _, people, right in cases:
            scores = [sum(weights[k] * v for k, v in one.items()) for one in people]
            top = max(scores)
            raised = [math.exp(s - top) for s in scores]
            for order, one in enumerate(people):
                slope = raised[order] / sum(raised) - (order == right)
                for key, value in one.items():
                    slopes[key] += slope * value
        for key, slope in slopes.items():
            weights[key] -= rate * (slope / len(cases) + decay * (weights[key] - start[key]))
    return weights


def accuracy(cases: list[Case], weights: dict[str, float]) -> float:
    hits = 0
    for _, people, right in cases:
        scores = [sum(weights[k] * v for k, v in one.items()) for one in people]
        hits += scores.index(max(scores)) == right
    return hits / max(1, len(cases))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    cases = [
        case
        for path in options.gold
        for stem, records in sorted(read_gold(path).items())
        for case in cases_of(path.parent, stem, records)
    ]
    stems = sorted({c[0] for c in cases})
    random.Random(3).shuffle(stems)
    hits = 0.0
    for fold_number in range(options.folds):
        outside = set(stems[fold_number :: options.folds])
        inner = [c for c in cases if c[0] not in outside]
        outer = [c for c in cases if c[0] in outside]
        hits += accuracy(outer, fit(inner)) * len(outer)
    print(
        f"{len(cases)} pronouns; as they are {accuracy(cases, STANDING):.3f}, cross-validated {hits / len(cases):.3f}"
    )
    weights = fit(cases)
    print(f"fitted on all {accuracy(cases, weights):.3f}")
    print({key: round(value, 2) for key, value in weights.items()})


if __name__ == "__main__":
    main()
