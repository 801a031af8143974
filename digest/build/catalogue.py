"""What is known of every content file, kept from build to build by the file's own fingerprint."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from digest.base.errors import DigestError, Problem
from digest.base.files import Signature, discard, read_bytes
from digest.base.fingerprint import number_of
from digest.base.packs import PackReader, write_pack
from digest.build.batches import batches
from digest.build.inputs import Listing
from digest.content.article import Rules, parse_article
from digest.content.terms import parse_page_text, parse_term_page
from digest.model.library import Outline, PageText, TermPage
from digest.model.snapshot import Stored, store_at

_encode = msgspec.msgpack.Encoder().encode
MANY_PACKS, SMALL = 64, 200  # packs of fewer articles than that
MOST_PACKS = 200  # of one reading: a process opens each of them, and keeps it open
BATCH = 400  # files
TEXTS = frozenset({"articles", "topics", "speakers", "pages"})

RunBatches = Callable[[Any, list[Any], int], Iterator[Any]]  # task, batches, how many items in all


class Row(msgspec.Struct, frozen=True, array_like=True):
    """A content file: what it held when it was last read, and what was made of it."""

    content: int  # fingerprint of its bytes
    slug: str = ""
    stored: Stored | None = None  # None when it could not be used, or is no article
    outline: bytes = b""  # encoded Outline, TermPage or PageText
    mark: int = 0  # the outline's fingerprint
    problems: tuple[Problem, ...] = ()


class Answer(msgspec.Struct, array_like=True):
    """What a worker says of a batch: rows by path; None where the file is as it was, or gone."""

    rows: dict[str, Row | None]


class Catalogue(msgspec.Struct):
    """Signatures of all files as last seen, and rows of the content files, in the order of their names."""

    signatures: dict[str, Signature] = {}
    rows: dict[str, Row] = {}


def refresh(
    known: Catalogue,
    listing: Listing,
    site: Path,
    packs: str,
    rules: Rules,
    run: RunBatches,
    jobs: int,
    tick: Callable[[str, int, int], None],
) -> tuple[Catalogue, frozenset[str]]:
    """Read the files whose signatures moved; returns the catalogue and the paths that differ."""
    files, seen, rows = listing.files, known.signatures, known.rows
    moved = [n for n, s in files.items() if (n not in rows or seen.get(n) != s) and _is_text(n)]
    gone = [n for n in rows if n not in files]
    if gone:
        rows = {n: row for n, row in rows.items() if n in files}
    if not moved:
        return Catalogue(files, rows), frozenset(gone)
    work = [
        tuple((n, rows[n].content if n in rows else 0) for n in part)
        for part in batches(moved, jobs, most=max(BATCH, len(moved) // MOST_PACKS))
    ]
    done, changed, rows = 0, set(gone), dict(rows)
    for part, answer in zip(
        work, run(ReadBatch(str(site), packs, rules), work, len(moved)), strict=True
    ):
        for name, row in msgspec.msgpack.decode(answer, type=Answer).rows.items():
            if row is not None:
                rows[name] = row
                changed.add(name)
        done += len(part)
        tick("reading", done, len(moved))
    if changed - known.rows.keys():
        rows = {name: rows[name] for name in sorted(rows)}
    return Catalogue(files, rows), frozenset(changed)


def _is_text(name: str) -> bool:
    """Whether an input is a file of ours to read, and no photo or static file."""
    kind = name.split("/", 2)[1] if name.startswith("content/") else ""
    return kind in TEXTS and name.lower().endswith((".md", ".markdown"))


class ReadBatch:
    """The worker's task: paths -> encoded answer. Picklable, and all it needs is in it."""

    def __init__(self, site: str, packs: str, rules: Rules) -> None:
        self._site, self._packs, self._rules = site, packs, rules

    def __call__(self, paths: tuple[tuple[str, int], ...]) -> bytes:
        rows: dict[str, Row | None] = {}
        blobs: list[bytes] = []
        waiting: list[tuple[str, int, bytes, str, tuple[Problem, ...]]] = []
        for path, known in paths:
            try:
                data = read_bytes(f"{self._site}/{path}")
            except DigestError as error:
                if not Path(self._site, path).exists():
                    continue  # gone since it was listed: as if it had never been there
                rows[path] = Row(0, problems=(error.problem,))
                continue
            content = number_of(data)
            if content == known:
                rows[path] = None
            elif path.startswith("content/articles/"):
                parsed, problems = parse_article(data, path, self._rules)
                if parsed is None:
                    rows[path] = Row(content, problems=tuple(problems))
                    continue
                blobs += [_encode(parsed.card), _encode(parsed.speech), _encode(parsed.text)]
                waiting.append(
                    (path, content, _encode(parsed.outline), parsed.outline.slug, tuple(problems))
                )
            else:
                rows[path] = _read_term(data, path, content, self._rules)
        pack, slots = write_pack(self._packs, blobs) if blobs else ("", [])
        for at, (path, content, outline, slug, found) in enumerate(waiting):
            three = slice(at * 3, at * 3 + 3)
            prints = [number_of(blob) for blob in blobs[three]]
            stored = store_at(pack, slots[at * 3][0], [size for _, size in slots[three]], prints)
            rows[path] = Row(content, slug, stored, outline, number_of(outline), found)
        return _encode(Answer(rows))


def _read_term(data: bytes, path: str, content: int, rules: Rules) -> Row:
    read = parse_page_text if path.startswith("content/pages/") else parse_term_page
    made, problems = read(data, path, rules.plugins)
    if made is None:
        return Row(content, problems=tuple(problems))
    encoded = _encode(made)
    return Row(content, made.slug, None, encoded, number_of(encoded), tuple(problems))


def outlines_of(rows: dict[str, Row]) -> tuple[Outline, ...]:
    """The outlines of all usable articles."""
    decode = msgspec.msgpack.Decoder(Outline).decode
    return tuple(decode(row.outline) for row in rows.values() if row.stored is not None)


def terms_of(rows: dict[str, Row], kind: str) -> tuple[TermPage, ...]:
    """The files of content/topics or content/speakers."""
    decode = msgspec.msgpack.Decoder(TermPage).decode
    return tuple(
        decode(row.outline)
        for path, row in rows.items()
        if path.startswith(f"content/{kind}/") and row.outline
    )


def pages_of(rows: dict[str, Row]) -> tuple[PageText, ...]:
    """The plain pages."""
    decode = msgspec.msgpack.Decoder(PageText).decode
    return tuple(
        decode(row.outline)
        for path, row in rows.items()
        if path.startswith("content/pages/") and row.outline
    )


def problems_of(rows: Iterable[Row]) -> list[Problem]:
    """All that was wrong with the files."""
    return [problem for row in rows for problem in row.problems]


def tidy_packs(catalogue: Catalogue, folder: Path) -> Catalogue:
    """Merge small packs, which edits leave, when there are many; the rows then point into the merged one."""
    counts: dict[str, int] = {}
    for row in catalogue.rows.values():
        if row.stored:
            counts[row.stored.pack] = counts.get(row.stored.pack, 0) + 1
    small = {pack for pack, count in counts.items() if count < SMALL}
    if len(small) > MANY_PACKS:
        catalogue = Catalogue(catalogue.signatures, _merge(catalogue.rows, small, folder))
    return catalogue


def drop_packs(folder: Path) -> None:
    """Remove all packs, so that a clean build trusts none."""
    for path in folder.glob("*.pack"):
        discard(path)


def remove_unused_packs(catalogue: Catalogue, folder: Path) -> None:
    """Remove packs that no row points into; only once the rows are safely written."""
    used = {row.stored.pack for row in catalogue.rows.values() if row.stored}
    for path in folder.glob("*.pack"):
        if path.name not in used:
            discard(path)


def _merge(rows: dict[str, Row], small: set[str], folder: Path) -> dict[str, Row]:
    reader = PackReader(str(folder))
    moving = [
        (path, row.stored) for path, row in rows.items() if row.stored and row.stored.pack in small
    ]
    blobs = [reader.read(s.pack, *slot) for _, s in moving for slot in (s.card, s.speech, s.text)]
    pack, slots = write_pack(str(folder), blobs)
    merged = dict(rows)
    for at, (path, stored) in enumerate(moving):
        new = stored.moved_to(pack, slots[at * 3][0])
        merged[path] = msgspec.structs.replace(rows[path], stored=new)
    return merged
