"""A Pagefind bundle with its lists in order: the program writes them in another order at each run.

Only its filters and the table of contents that names them have such lists. They are CBOR (RFC 8949) of
arrays, texts and whole numbers; should another version write anything else, the bundle stays as it is.
"""

from __future__ import annotations

import gzip
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from digest.base.files import read_bytes, write_atomic

MARK = b"pagefind_dcd"
_SIZES = {24: 1, 25: 2, 26: 4, 27: 8}


def settle_bundle(folder: Path) -> None:
    """Sort what has no order of its own, and name the files by their new content."""
    names: dict[str, str] = {}
    try:
        entry: dict[str, Any] = msgspec.json.decode(read_bytes(folder / "pagefind-entry.json"))
        tables = {
            lang: _read(_table(folder, told["hash"])) for lang, told in entry["languages"].items()
        }
        filters = {path: _read(path) for path in sorted(folder.glob("filter/*.pf_filter"))}
        for path, (name, values) in filters.items():
            names[path.stem] = _replace(path, "", [name, sorted(values)], 7)
        for lang, table in tables.items():
            table[3] = sorted([name, names.get(mark, mark)] for name, mark in table[3])
            old = _table(folder, entry["languages"][lang]["hash"])
            entry["languages"][lang]["hash"] = _replace(old, "pagefind.", table, 10)
    except (ValueError, TypeError, KeyError, IndexError):
        return  # as it is, which is found as well
    entry["languages"] = dict(sorted(entry["languages"].items()))
    write_atomic(folder / "pagefind-entry.json", msgspec.json.encode(entry))


def _table(folder: Path, mark: str) -> Path:
    return folder / f"pagefind.{mark}.pf_meta"


def _read(path: Path) -> Any:
    data = gzip.decompress(read_bytes(path))
    if not data.startswith(MARK):
        raise ValueError(path)
    value, end = decode(data, len(MARK))
    if end != len(data):
        raise ValueError(path)
    return value


def _replace(path: Path, head: str, value: object, length: int) -> str:
    """Write the value in place of a file of the same language; its new name's mark."""
    data = MARK + encode(value)
    language = path.stem.removeprefix(head).rpartition("_")[0]
    mark = f"{language}_{sha256(data).hexdigest()[:length]}"
    made = path.with_name(f"{head}{mark}{path.suffix}")
    path.unlink()
    write_atomic(made, gzip.compress(data, mtime=0))
    return mark


def decode(data: bytes, at: int = 0) -> tuple[Any, int]:
    """The value that begins at a byte, and where it ends."""
    kind, size = data[at] >> 5, data[at] & 31
    at += 1
    if size in _SIZES:
        number, at = int.from_bytes(data[at : at + _SIZES[size]], "big"), at + _SIZES[size]
    elif size < 24:
        number = size
    else:
        raise ValueError("a length that is not told")
    if kind == 0:
        return number, at
    if kind == 3:
        return data[at : at + number].decode(), at + number
    if kind != 4:
        raise ValueError("neither array nor text nor number")
    values = []
    for _ in range(number):
        value, at = decode(data, at)
        values.append(value)
    return values, at


def encode(value: object) -> bytes:
    """The shortest CBOR of a value, which is what Pagefind writes too."""
    if isinstance(value, str):
        text = value.encode()
        return _head(3, len(text)) + text
    if isinstance(value, list):
        return _head(4, len(value)) + b"".join(map(encode, value))
    if isinstance(value, int):
        return _head(0, value)
    raise TypeError(value)


def _head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    size = next(size for size, length in _SIZES.items() if number < 1 << (8 * length))
    return bytes([kind << 5 | size]) + number.to_bytes(_SIZES[size], "big")
