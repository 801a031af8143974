"""Figures of the quotation engine: quotes.py DATA_FOLDER [--split dev|train] [--errors N].

Runs the engine over DATA_FOLDER/SPLIT/text/*.txt, then that folder's own score.py on what it found. Speed is told
beside that of a plain regex over the same texts in the same run, since milliseconds differ between machines.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from digest.quotes.engine import find_quotations
from digest.quotes.export import records_of

_MARKED = re.compile(r"[“\"„«]([^“”\"„«»]+)[”\"»]")
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?:\s+(?:(?:de|van|von|al|bin)\s+)?[A-Z][\w’'-]*\.?)*")
_SAID = re.compile(
    r"\b(?:said|says?|told|tells|added|wrote|asked|replied|argued|according to)\b", re.IGNORECASE
)
_ROUNDS = 3


def read_article(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def nearest_names(text: str) -> list[tuple[tuple[int, int], tuple[int, str] | None]]:
    """The yardstick: each stretch between marks, and the nearest name that stands beside a verb of saying."""
    verbs = [verb.start() for verb in _SAID.finditer(text)]
    names = [(name.start(), name.group()) for name in _NAME.finditer(text)]
    near = [one for one in names if any(abs(one[0] - verb) < 60 for verb in verbs)]

    def nearest(span: tuple[int, int]) -> tuple[int, str] | None:
        return min(near, key=lambda one: min(abs(one[0] - at) for at in span), default=None)

    return [(marked.span(), nearest(marked.span())) for marked in _MARKED.finditer(text)]


def cpu_ms(read: Callable[[str], object], texts: list[str]) -> float:
    """Milliseconds of processor per 5 kB, the best of some rounds."""
    seconds = []
    for _ in range(_ROUNDS):
        started = time.process_time()
        for text in texts:
            read(text)
        seconds.append(time.process_time() - started)
    return 5000 * 1000 * min(seconds) / max(1, sum(map(len, texts)))


def tell_more(data: Path, split: str, predictions: Path) -> None:
    """Two figures that score.py does not print: wrong names among predictions, namesakes told apart."""
    sys.path.insert(0, str(data.resolve()))
    import score  # noqa: PLC0415 - it lies in the data folder

    gold, ignored, texts = score.load_gold(str(data / f"{split}.jsonl"))
    found = score.load_pred(str(predictions), texts, norm=False)
    counts: Counter[str] = Counter()
    for article in texts:
        known = {g["core"]: g["rec"] for g in gold.get(article, ())}
        for core, one in found.get(article, {}).items():
            record = known.get(core)
            if record is None and any(a < core[1] and core[0] < b for a, b in ignored[article]):
                continue
            if record is not None and score.is_unsure(record):
                continue
            counts["all"] += 1
            right = record is not None and score.speaker_ok(one["speaker"], record, strict=True)
            counts["false"] += bool(one["speaker"]) and not right
            if record is not None and record.get("homonyms"):
                counts["namesakes"] += 1
                counts["apart"] += right
    print(
        f"false attributions       {100 * counts['false'] / max(1, counts['all']):5.1f} % of {counts['all']} predictions"
    )
    print(
        f"namesakes told apart     {100 * counts['apart'] / max(1, counts['namesakes']):5.1f} % of {counts['namesakes']}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--ci", action="store_true")
    parser.add_argument("--keep", type=Path, help="write the predictions here")
    options = parser.parse_args()
    files = sorted((options.data / options.split / "text").glob("*.txt"))
    texts = {file.stem: read_article(file) for file in files}
    found = {stem: find_quotations(text) for stem, text in texts.items()}
    lines = [json.dumps(record) for stem, one in found.items() for record in records_of(stem, one)]
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "predictions.jsonl"
        path.write_text("\n".join(lines) + "\n", "utf-8")
        command = [sys.executable, "score.py", f"{options.split}.jsonl", str(path.resolve())]
        command += ["--errors", str(options.errors)] + ["--ci"] * options.ci
        status = subprocess.run(command, cwd=options.data, check=False).returncode
        sys.stdout.flush()
        tell_more(options.data, options.split, path)
    engine, regex = (
        cpu_ms(read, list(texts.values())) for read in (find_quotations, nearest_names)
    )
    print(
        f"speed                    {engine:.2f} ms per 5 kB; a plain regex {regex:.2f} ms; ratio {engine / regex:.1f}"
    )
    return status


if __name__ == "__main__":
    raise SystemExit(main())
