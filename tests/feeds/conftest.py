from __future__ import annotations

from pathlib import Path

import pytest

from tests.feeds.site import build, write_site


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The written files of the small site."""
    folder = write_site(tmp_path_factory.mktemp("feeds"))
    report = build(folder)
    assert not report.failed, report.problems
    return folder / "output"
