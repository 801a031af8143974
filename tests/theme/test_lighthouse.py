"""Lighthouse gives at least 98 of 100, in a real browser.

Its score for performance is a time, and says as much of the machine as of the page: here stands what it
is made from on any machine, layout shift and bytes; ``bench/lighthouse.py`` prints the score itself.
"""

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
MOST_BYTES = 150_000  # of a page with its photo
PAGES = {"front page": "/", "article": "/articles/rich/"}


def audit(tools: Path, address: str) -> dict[str, Any]:
    """One run's report."""
    node, chromium = shutil.which("node"), os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not node or not chromium or not (tools / "lighthouse/cli/index.js").is_file():
        pytest.skip("Lighthouse needs node, Chromium and its package from npm")
    flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
    done = subprocess.run(
        [node, tools / "lighthouse/cli/index.js", address, "--quiet", "--output=json", flags],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"CHROME_PATH": chromium},
    )
    if done.returncode:
        pytest.skip(f"Lighthouse does not run here: {done.stderr.strip()[-300:]}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_lighthouse_finds_next_to_nothing(site: Site, tools: Path, path: str) -> None:
    report = audit(tools, site.address + path)
    scores = {name: round(100 * each["score"]) for name, each in report["categories"].items()}
    seen = {name: report["audits"][name]["numericValue"] for name in ("cumulative-layout-shift", "total-byte-weight")}  # fmt: skip

    assert set(scores) == {"performance", "accessibility", "best-practices", "seo"}
    assert min(score for name, score in scores.items() if name != "performance") >= LEAST, scores
    assert seen["cumulative-layout-shift"] < 0.01, seen
    assert seen["total-byte-weight"] < MOST_BYTES, seen
