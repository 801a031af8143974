"""Train the ranker of digest.quotes: train_quotes.py TRAIN.jsonl [--out WEIGHTS.json] [--folds N].

A conditional logit over the candidates of each quotation (and "nobody"), fitted by AdaGrad; nothing
but the standard library. Reads the gold lines and the text files beside them; writes feature -> weight.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from digest.quotes.candidates import candidates_of
from digest.quotes.features import Book
from digest.quotes.marks import find_stretches
from digest.quotes.pairs import features_of
from digest.quotes.scene import Scene
from digest.quotes.stage import set_scene
from digest.quotes.tables import tables_of

Example = tuple[str, list[list[str]], int]  # article, features of each candidate, the right one


def read_gold(path: Path) -> dict[str, list[dict]]:
    gold: dict[str, list[dict]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        gold[record["article"]].append(record)
    return gold


def in_phrase(scene: Scene, index: int) -> bool:
    """Whether a mention stands behind a preposition: the Sierra Club in "Mr. Morgan of the Sierra Club"."""
    at = scene.mentions[index].first - 1
    while at > 0 and scene.row.lower[at] in scene.tables.determiners:
        at -= 1
    return at >= 0 and scene.row.lower[at] in scene.tables.prepositions


def label_of(
    scene: Scene, number: int, parts: list[tuple[int, int, dict]], candidates: list[int]
) -> int | None:
    """The candidate that the annotators marked; len(candidates) for nobody; None to leave it out."""
    stretch = scene.stretches[number]
    record = next(
        (
            r
            for a, b, r in parts
            if min(b, stretch.end) - max(a, stretch.start) > 0.5 * (stretch.end - stretch.start)
        ),
        None,
    )
    if record is None:
        return (
            len(candidates)
            if len(scene.row.text[stretch.start : stretch.end].split()) >= 4
            else None
        )
    if "ignore" in record or record.get("unsure"):
        return None
    start = record.get("source_start")
    if start is None:
        return None
    head_end = start + len(record["source_text"].split(",")[0])
    best, best_score = None, 0.0
    for order, index in enumerate(candidates):
        mention = scene.mentions[index]
        a, b = scene.row.start_of(mention.first), scene.row.end_of(mention.last - 1)
        shared = min(b, head_end) - max(a, start)
        if shared <= 0:
            continue
        part = mention.possessor or mention.inside or (a > start and in_phrase(scene, index))
        score = shared / (max(b, head_end) - min(a, start)) - (0.3 if part else 0)
        if score > best_score:
            best, best_score = order, score
    return best if best_score > 0.2 else None


def examples_of(text: str, records: list[dict]) -> Iterator[tuple[list[list[str]], int | None]]:
    layout = find_stretches(text)
    scene, _ = set_scene(layout, text, tables_of("en"))
    parts = [(p["start"], p["end"], r) for r in records for p in r["parts"]]
    names = Book(lambda name: [name], [])
    previous: int | None = None
    for number in range(len(layout.stretches)):
        candidates = candidates_of(scene, number, previous)
        right = label_of(scene, number, parts, candidates)
        if right is None:
            continue
        yield features_of(names, scene, number, candidates, previous), right
        if right < len(candidates):
            previous = candidates[right]


def load_examples(path: Path) -> list[Example]:
    found = []
    for article, records in sorted(read_gold(path).items()):
        with (path.parent / records[0]["text_file"]).open(encoding="utf-8", newline="") as file:
            text = file.read()
        found += [(article, rows, right) for rows, right in examples_of(text, records)]
    return found


def fit(
    examples: list[Example],
    *,
    epochs: int = 12,
    rate: float = 0.08,
    decay: float = 2e-4,
    least: int = 3,
) -> dict[str, float]:
    seen: dict[str, int] = defaultdict(int)
    for _, rows, _ in examples:
        for feature in {f for row in rows for f in row}:
            seen[feature] += 1
    kept = [
        ([[f for f in row if seen[f] >= least] for row in rows], right)
        for _, rows, right in examples
    ]
    weights: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(float)
    shuffler = random.Random(7)
    for _ in range(epochs):
        shuffler.shuffle(kept)
        for rows, right in kept:
            scores = [sum([weights[f] for f in row]) for row in rows]
            top = max(scores)
            raised = [math.exp(s - top) for s in scores]
            total = sum(raised)
            for order, row in enumerate(rows):
                slope = raised[order] / total - (order == right)
                if abs(slope) < 1e-3:
                    continue
                for f in row:
                    pull = slope + decay * weights[f] * 50
                    squares[f] += pull * pull
                    weights[f] -= rate * pull / math.sqrt(squares[f] + 1e-6)
    return dict(weights)


def accuracy(examples: list[Example], weights: dict[str, float]) -> float:
    hits = 0
    for _, rows, right in examples:
        scores = [sum([weights.get(f, 0.0) for f in row]) for row in rows]
        hits += scores.index(max(scores)) == right
    return hits / max(1, len(examples))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--test", type=Path)
    options = parser.parse_args()
    examples = load_examples(options.train)
    print(f"{len(examples)} examples")
    for fold in range(options.folds):
        inside = [e for e in examples if sum(map(ord, e[0])) % options.folds != fold]
        outside = [e for e in examples if sum(map(ord, e[0])) % options.folds == fold]
        print(f"fold {fold}: {accuracy(outside, fit(inside)):.4f}", flush=True)
    weights = fit(examples)
    print(f"on its own examples: {accuracy(examples, weights):.4f}")
    if options.test:
        print(f"on {options.test.name}: {accuracy(load_examples(options.test), weights):.4f}")
    if options.out:
        kept = {f: round(w, 2) for f, w in sorted(weights.items()) if abs(w) >= 0.03}
        options.out.write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", "utf-8")
        print(f"{len(kept)} weights written")


if __name__ == "__main__":
    main()
