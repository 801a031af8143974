"""What is kept of what was made lately."""

from __future__ import annotations

from pathlib import Path

from digest.base.files import Pieces
from digest.base.lately import Lately


def test_the_oldest_goes_when_another_one_comes() -> None:
    kept = Lately[str, int](2)
    for number, name in enumerate("abc"):
        kept[name] = number

    assert kept == {"b": 1, "c": 2}


def test_of_many_the_older_half_goes() -> None:
    kept = Lately[int, int](6)
    for number in range(8):
        kept[number] = number

    assert list(kept) == [3, 4, 5, 6, 7]


def test_pieces_of_a_file_are_read_from_any_place(tmp_path: Path) -> None:
    file = tmp_path / "pack"
    file.write_bytes(b"one two")
    pieces = Pieces(str(file))

    assert pieces.size == 7
    assert (pieces.read(4, 3), pieces.read(0, 3), pieces.read(5, 100)) == (b"two", b"one", b"wo")
