"""How many plain-text sources an import reads in a second on one core, with and without the quotation engine.

python bench/import.py [N]
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from digest.intake import draft
from digest.intake.comments import Comments
from digest.intake.compose import compose
from digest.intake.readers import read_source
from digest.intake.records import Settings, Source
from digest.intake.sources import make_source

SEEDS = Path(__file__).parents[1] / "seeds"


def make_sources(number: int) -> list[Source]:
    """The demo's plain texts over and over, each copy with words of its own."""
    texts = [path.read_bytes() for path in sorted(SEEDS.glob("*.txt"))]
    day = 1_770_000_000_000_000_000
    return [
        make_source(f"{n}.txt", texts[n % len(texts)] + f"\n\nNumber {n}.\n".encode(), modified=day)
        for n in range(number)
    ]


def measure(sources: list[Source], what: str) -> None:
    start = time.perf_counter()
    for source in sources:
        for each in read_source(source, Settings()).drafts:
            compose(each)
    seconds = time.perf_counter() - start
    print(
        f"{what}: {len(sources) / seconds:,.0f} articles a second ({seconds:.2f} s for {len(sources):,})"
    )


def main() -> None:
    sources = make_sources(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
    measure(sources[:20], "warming up")
    measure(sources, "with the quotation engine")
    draft.find_comments = lambda *_: Comments((), (), ())  # type: ignore[assignment]
    measure(sources, "without it")


if __name__ == "__main__":
    main()
