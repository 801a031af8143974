"""What all tests share: one browser, and reviewed snapshots.

``pytest --accept`` rewrites the snapshots; look at the difference before you commit it.
"""

from __future__ import annotations

import difflib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[1]
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--force-prefers-reduced-motion",
]  # fmt: skip
# A busy machine is slow now and then; that is no fault of what is tested.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")
SNAPSHOTS = Path(__file__).parent / "snapshots"
# Few tests that take long: started first, so that no worker is left with one at the end.
LONG = ("theme/test_lighthouse.py", "theme/test_pages.py", "plugins/test_truth.py", "test_tutorial.py",
        "test_package.py", "build/test_incremental.py", "serve/test_server.py")  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite the reviewed snapshots")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.path.as_posix().endswith(LONG))


@pytest.fixture
def reviewed(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with its reviewed snapshot by name."""

    def compare(name: str, text: str) -> None:
        path = SNAPSHOTS / name
        if request.config.getoption("--accept"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        known = path.read_text(encoding="utf-8") if path.exists() else ""
        if text != known:
            lines = difflib.unified_diff(
                known.splitlines(), text.splitlines(), name, "now", lineterm=""
            )
            pytest.fail("\n".join([*lines, "", "if it is right: pytest --accept"]), pytrace=False)

    return compare


def wait_in(page: Page, expression: str) -> None:
    """Wait until an expression holds in a page; its policy forbids Playwright's own way, which is eval."""
    for _ in range(600):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"it never held: {expression}")


@pytest.fixture(scope="session")
def installed() -> str:
    """Run scripts/browser-tools once; what it could not do is returned as its own words."""
    command = [ROOT / "scripts/browser-tools"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stderr.strip() or "scripts/browser-tools failed"


@pytest.fixture(scope="session")
def browser(installed: str) -> Iterator[Browser]:
    """Debian's Chromium, or the one that CHROMIUM names, driven by Playwright; one for all tests."""
    from playwright.sync_api import sync_playwright

    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser")
    chromium = next((path for name in names if name and (path := shutil.which(name))), None)
    if chromium is None:
        pytest.skip(f"there is no chromium: {installed or 'install it with apt-get'}")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield opened
        opened.close()
