"""The tutorial is true: its commands are run, its edits made, and its answers compared, in the page's own words."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import NamedTuple

import pytest

DOCS = Path(__file__).parents[1] / "docs"
TUTORIAL = DOCS / "tutorial.md"
BLOCK = re.compile(r"^```(\w+)[ ]?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Step(NamedTuple):
    """A fenced block of the tutorial: its kind, what stands beside the fence, and its lines."""

    kind: str
    about: str
    text: str


class Reader:
    """Somebody who does what the page says, in a folder that has the morning's sources."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.answer = ""
        self.statuses: list[tuple[str, int]] = []

    def follow(self, step: Step) -> None:
        match step.kind, step.about:
            case "sh", "serve":
                self.serve(step.text.strip())
            case "sh", _:
                self.answer = "".join(map(self.run, step.text.strip().splitlines()))
            case "text", _:
                assert_answers(step.text, self.answer)
            case "diff", file:
                self.edit(self.folder / file, step.text)

    def run(self, line: str) -> str:
        if line.startswith("cd "):
            self.folder = self.folder / line.removeprefix("cd ")
            return ""
        done = subprocess.run(
            ["sh", "-c", python_for(line)],
            check=False,
            cwd=self.folder,
            capture_output=True,
            text=True,
        )
        self.statuses.append((line, done.returncode))
        return done.stdout + done.stderr

    def serve(self, line: str) -> None:
        """Start the preview, open the page that the tutorial opens, and stop it."""
        address = re.search(
            r"<(http://127\.0\.0\.1:\d+/articles/[^>]+)>", TUTORIAL.read_text("utf-8")
        )
        assert address
        command = shlex.split(python_for(line).replace(":8123", ":0").replace("8123", "0"))
        with subprocess.Popen(
            command, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as server:
            assert server.stdout
            told = next(
                (
                    m[0]
                    for said in server.stdout
                    if (m := re.search(r"http://127\.0\.0\.1:\d+", said))
                ),
                "",
            )
            page = re.sub(r"http://127\.0\.0\.1:\d+", told, address[1])
            with urllib.request.urlopen(page, timeout=30) as opened:
                assert opened.status == 200
            server.terminate()

    @staticmethod
    def edit(path: Path, diff: str) -> None:
        lines = diff.splitlines()
        old = "".join(f"{line[1:]}\n" for line in lines if line.startswith("-"))
        new = "".join(f"{line[1:]}\n" for line in lines if line.startswith("+"))
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{path.name} does not have {old!r}"
        path.write_text(text.replace(old, new), "utf-8")


def python_for(line: str) -> str:
    """The command with the digest of this environment."""
    return re.sub(r"^digest\b", f"{shlex.quote(sys.executable)} -m digest", line)


def assert_answers(told: str, answer: str) -> None:
    """Every line that the page shows stands in the answer, in order; "…" stands for any lines."""
    rest = answer.splitlines()
    skipping = False
    for line in told.rstrip().splitlines():
        if line.strip() == "…":
            skipping = True
            continue
        assert line in rest, f"not in the answer: {line!r}\n{answer}"
        at = rest.index(line)
        assert skipping or at == 0, f"before {line!r} the answer has {rest[:at]}"
        rest, skipping = rest[at + 1 :], False


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    folder = tmp_path_factory.mktemp("tutorial")
    shutil.copytree(DOCS / "morning", folder / "morning")
    reader = Reader(folder)
    for step in (Step(*block) for block in BLOCK.findall(TUTORIAL.read_text("utf-8"))):
        reader.follow(step)
    return reader


def test_every_step_of_the_tutorial_does_what_it_says(reader: Reader) -> None:
    # The first import ends with 1, as the page says: one source is empty.
    assert [each for each in reader.statuses if each[1]] == [("digest import --date 2026-06-12", 1)]
    assert len(reader.statuses) > 12


def test_the_edition_is_published(reader: Reader) -> None:
    page = (reader.folder / "../www/editions/2026-06-12/index.html").read_text("utf-8")

    assert "The night ferry will stop in Sandvik again" in page
    assert "Night ferry returns" not in page
    ferry = (
        reader.folder / "content/articles/the-night-ferry-will-stop-in-sandvik-again.md"
    ).read_text("utf-8")
    assert "expects five passengers" in ferry
    assert "chief executive of the ferry company" in ferry
    assert b"Subject:" in (reader.folder / "../edition.eml").read_bytes()
