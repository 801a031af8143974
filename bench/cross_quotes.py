"""Cross-validated figures: cross_quotes.py DATA_FOLDER [--folds N] [--errors N].

Fits the ranker on all folds but one of train.jsonl, finds the quotations of the one left out, and
runs that folder's score.py on all of them together. Nothing is scored by weights that have seen it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from quotes import read_article
from train_quotes import fit, load_examples

from digest.quotes.engine import find_with
from digest.quotes.export import records_of
from digest.quotes.ranking import weigh


def fold_of(stem: str, folds: int) -> int:
    return sum(map(ord, stem)) % folds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    examples = load_examples(options.data / "train.jsonl")
    lines = []
    for fold in range(options.folds):
        weights = fit([e for e in examples if fold_of(e[0], options.folds) != fold])
        for file in sorted((options.data / "train" / "text").glob("*.txt")):
            if fold_of(file.stem, options.folds) == fold:
                found = find_with(weigh(weights), read_article(file))
                lines += [json.dumps(record) for record in records_of(file.stem, found)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "predictions.jsonl"
        path.write_text("\n".join(lines) + "\n", "utf-8")
        command = [sys.executable, "score.py", "train.jsonl", str(path)]
        command += ["--errors", str(options.errors)]
        return subprocess.run(command, cwd=options.data, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
