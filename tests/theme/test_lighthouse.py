"""Lighthouse gives at least 98 of 100 in all four categories, in a real browser."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.theme.conftest import Site

pytestmark = pytest.mark.browser

LEAST = 98
TRIES = 3  # the machine is busy with other tests, and Lighthouse measures time
PAGES = {"front page": "/", "article": "/articles/rich/"}


def audit(tools: Path, address: str) -> dict[str, int]:
    """One run; the processor is not slowed down further, as it is shared already."""
    node, chromium = shutil.which("node"), os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not node or not chromium or not (tools / "lighthouse/cli/index.js").is_file():
        pytest.skip("Lighthouse needs node, Chromium and its package from npm")
    options = ["--quiet", "--output=json", "--throttling.cpuSlowdownMultiplier=1"]
    flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
    done = subprocess.run(
        [node, tools / "lighthouse/cli/index.js", address, *options, flags],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"CHROME_PATH": chromium},
    )
    if done.returncode:
        pytest.skip(f"Lighthouse does not run here: {done.stderr.strip()[-300:]}")
    categories: dict[str, Any] = json.loads(done.stdout)["categories"]
    return {name: round(100 * category["score"]) for name, category in categories.items()}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_lighthouse_finds_next_to_nothing(site: Site, tools: Path, path: str) -> None:
    best: dict[str, int] = {}
    for _ in range(TRIES):
        scores = audit(tools, site.address + path)
        best = {name: max(score, best.get(name, 0)) for name, score in scores.items()}
        if min(best.values()) >= LEAST:
            break

    assert len(best) == 4
    assert min(best.values()) >= LEAST, best
