"""Same input, same bytes: whatever the folder, the machine's zone, the number of hands, the moment."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from unittest import mock

import pytest

from digest.cli.main import main
from tests.deploy.conftest import files_of, write_site
from tests.theme.sample import write_sample

EPOCH = "1780300000"


def build(site: Path, zone: str, *words: str) -> dict[str, bytes]:
    with mock.patch.dict(os.environ, {"TZ": zone, "SOURCE_DATE_EPOCH": EPOCH}):
        time.tzset()
        try:
            assert main(["build", "--site", str(site), *words]) == 0
        finally:
            os.environ.pop("TZ")
            time.tzset()
    return files_of(site / "output")


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The same site, search and cards and all, built in two places of the world."""
    first = tmp_path_factory.mktemp("first")
    write_sample(first)
    with (first / "digest.toml").open("a", encoding="utf-8") as file:
        file.write('[cards]\nenabled = true\n[deploy]\nhosts = ["github-pages", "nginx"]\n')
    second = tmp_path_factory.mktemp("elsewhere") / "of another name"
    shutil.copytree(first, second)
    return build(first, "Pacific/Kiritimati", "--jobs", "1"), build(
        second, "America/Adak", "--clean"
    )


def test_two_builds_are_the_same_byte_for_byte(
    two: tuple[dict[str, bytes], dict[str, bytes]],
) -> None:
    first, second = two

    assert any(name.endswith(".pf_filter") for name in first)
    assert any(name.startswith("cards/") for name in first)
    assert {
        name for name in first.keys() | second.keys() if first.get(name) != second.get(name)
    } == set()


def test_no_output_names_the_folder_or_the_machine(
    two: tuple[dict[str, bytes], dict[str, bytes]],
) -> None:
    for name, data in two[1].items():
        assert b"of another name" not in data, name
        assert os.uname().nodename.encode() not in data or len(os.uname().nodename) < 6, name


def test_articles_appear_and_go_by_the_sites_own_zone(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    article = site / "content/articles/berth-3.md"
    text = article.read_text(encoding="utf-8")
    article.write_text(
        text.replace("topics:", "publish: 2026-05-01 09:00\nexpire: 2026-05-02 09:00\ntopics:"),
        encoding="utf-8",
    )
    page = "articles/berth-3/index.html"

    for zone in ("Pacific/Kiritimati", "America/Adak"):
        # 09:00 in Oslo, the site's zone, is 07:00 in UTC
        assert page not in build(site, zone, "--now", "2026-05-01T06:59:59+00:00")
        assert page in build(site, zone, "--now", "2026-05-01T07:00:00+00:00")
        assert page in build(site, zone, "--now", "2026-05-02T08:59")
        assert page not in build(site, zone, "--now", "2026-05-02T09:00")
