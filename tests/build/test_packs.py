"""Packs: those that edits leave are merged, those of a first build are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.base.packs import PackReader, write_pack
from digest.build import catalogue
from digest.build.catalogue import Catalogue, Row, tidy_packs
from digest.model.snapshot import store_at


def write_packs(folder: Path, count: int) -> Catalogue:
    rows = {}
    for at in range(count):
        blobs = [f"{piece} {at}".encode() for piece in ("card", "speech", "text")]
        pack, slots = write_pack(str(folder), blobs)
        stored = store_at(pack, slots[0][0], [size for _, size in slots], [1, 2, 3])
        rows[f"content/articles/{at}.md"] = Row(at, str(at), stored)
    return Catalogue({}, rows)


def packs_of(known: Catalogue) -> set[str]:
    return {row.stored.pack for row in known.rows.values() if row.stored}


def test_many_packs_of_few_articles_become_one(tmp_path: Path) -> None:
    known = tidy_packs(write_packs(tmp_path, catalogue.MANY_PACKS + 1), tmp_path)
    stored = known.rows["content/articles/7.md"].stored

    assert len(packs_of(known)) == 1
    assert stored is not None
    assert PackReader(str(tmp_path)).read(stored.pack, *stored.speech) == b"speech 7"


def test_packs_of_many_articles_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "SMALL", 1)
    known = write_packs(tmp_path, catalogue.MANY_PACKS + 1)

    assert tidy_packs(known, tmp_path) is known
