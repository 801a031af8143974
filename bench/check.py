"""What ``digest check`` costs on a built site: with no memory of its own, with nothing changed, with one text edited.

python bench/check.py SITE [--digest PATH]

An article is edited, and put back.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path


def measure(site: Path, digest: str, what: str) -> None:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        [digest, "check", "--site", str(site)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,  # 1 when something is wrong
    )
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"| {what} | {wall:.2f} | {cpu:.2f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--digest", default=str(Path(sys.executable).parent / "digest"))
    options = parser.parse_args()
    article = next(path for path in sorted(options.site.glob("content/articles/**/*.md")))
    text = article.read_bytes()
    (options.site / ".digest/checks").unlink(missing_ok=True)
    print("| digest check | wall s | CPU s |\n|---|---|---|")
    measure(options.site, options.digest, "nothing remembered")
    measure(options.site, options.digest, "nothing changed")
    try:
        article.write_bytes(text + b"\nOne more paragraph.\n")
        measure(options.site, options.digest, "a text edited")
    finally:
        article.write_bytes(text)


if __name__ == "__main__":
    main()
