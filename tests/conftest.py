"""``pytest --accept`` rewrites the reviewed snapshots; look at the difference before you commit it."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path

import pytest

SNAPSHOTS = Path(__file__).parent / "snapshots"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite the reviewed snapshots")


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
            lines = difflib.unified_diff(known.splitlines(), text.splitlines(), name, "now", lineterm="")
            pytest.fail("\n".join([*lines, "", "if it is right: pytest --accept"]), pytrace=False)

    return compare
