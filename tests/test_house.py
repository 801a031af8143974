"""The law of the house: imports point down, the world is touched in few rooms, files stay small."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "digest"
FLOORS = (
    "base",
    "model quotes",
    "manuscript plugins",
    "intake content plan render",
    "build",
    "check serve deploy",
    "app",
    "cli",
)
FLOOR_OF = {room: height for height, rooms in enumerate(FLOORS) for room in rooms.split()}
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if p.parent != PACKAGE)
# Rooms and modules that may open files, ask the clock or the environment, or print.
WORLDLY = {
    "base/files.py",
    "base/packs.py",
    "base/blobs.py",
    "build",
    "serve",
    "deploy",
    "app",
    "cli",
    "check",
}
PURE = [
    p
    for p in MODULES
    if not {p.relative_to(PACKAGE).as_posix(), p.relative_to(PACKAGE).parts[0]} & WORLDLY
]


def rooms_imported_by(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            parts = node.module.split(".")
            if parts[0] == "digest":
                yield from [parts[1]] if len(parts) > 1 else [alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            yield from (
                alias.name.split(".")[1] for alias in node.names if alias.name.startswith("digest.")
            )


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_only_point_down(path: Path) -> None:
    home = path.relative_to(PACKAGE).parts[0]
    for room in set(rooms_imported_by(path)) - {home, "__version__"}:
        assert FLOOR_OF[room] < FLOOR_OF[home], f"{home} must not know {room}"


@pytest.mark.parametrize("path", PURE, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_pure_rooms_do_not_touch_the_world(path: Path) -> None:
    if path.name in {"fetch.py", "sources.py", "store.py"}:
        return  # the doors of intake: network and source files
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            assert name not in {"open", "print", "time.time", "dt.datetime.now", "os.getenv"}, name


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_fits_on_seven_screens(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 350


def test_every_room_is_on_a_floor() -> None:
    rooms = {p.name for p in PACKAGE.iterdir() if p.is_dir() and not p.name.startswith("_")}

    assert rooms - {"themes"} <= FLOOR_OF.keys()
