"""Lighthouse's four scores for some pages of a built site, the best of a few runs.

    python bench/lighthouse.py OUTPUT [PATH …] [--runs 3]

OUTPUT is a site built for a domain's root; it is served on loopback. Lighthouse comes from npm
(``scripts/browser-tools``), the browser is Debian's Chromium, the throttling Lighthouse's own.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TOOL = Path(__file__).parents[1] / ".tools/node_modules/lighthouse/cli/index.js"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("output", type=Path)
    parser.add_argument("paths", nargs="*", default=["/"])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(options.output)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for path in options.paths:
        runs = [score(f"http://127.0.0.1:{server.server_port}{path}") for _ in range(options.runs)]
        best = {name: max(run[name] for run in runs) for name in runs[0]}
        print(path, " ".join(f"{name} {value}" for name, value in best.items()))


def score(address: str) -> dict[str, int]:
    flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
    done = subprocess.run(
        ["node", TOOL, address, "--quiet", "--output=json", flags],
        capture_output=True,
        check=True,
        env=os.environ | {"CHROME_PATH": os.environ.get("CHROMIUM") or shutil.which("chromium") or ""},
    )  # fmt: skip
    found = json.loads(done.stdout)["categories"]
    return {name: round(100 * each["score"]) for name, each in found.items()}


if __name__ == "__main__":
    main()
