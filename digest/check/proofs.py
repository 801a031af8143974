"""Every article back to its source file: a proof each, kept until the article or the source moves."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

import msgspec

from digest.base.errors import DigestError, Place, Problem
from digest.base.files import Signature, read_bytes, signature_of
from digest.base.fingerprint import number_of
from digest.build.executors import batches
from digest.check.fidelity import Shelf, check_comments
from digest.check.rules import make_problem
from digest.check.sources import find_texts
from digest.content.article import decode_text
from digest.manuscript.manuscript import Manuscript, parse_manuscript, salvage_manuscript
from digest.model.article import SourceRef

Run = Callable[[Any, list[Any], int], Iterator[Any]]  # task, batches, how many items in all

_NOWHERE = Signature(0, 0, 0, 0)


class Proof(msgspec.Struct, frozen=True, array_like=True):
    """What was found when an article was held against its source."""

    content: int  # fingerprint of the article's file
    source: str  # relative to the site's folder; "" for none
    signature: Signature  # of the source's file; zeros when it is not there, or too young to trust
    problems: tuple[Problem, ...]


def prove_all(
    folder: str,
    articles: Mapping[str, int],
    known: Mapping[str, Proof],
    run: Run,
    jobs: int,
    trusted_before: int,
) -> dict[str, Proof]:
    """A proof for each article (path -> fingerprint of its file); known ones are kept where nothing moved.

    A source written after ``trusted_before`` (nanoseconds) may change again unseen: it is read anew.
    """
    proofs, moved = {}, []
    signatures: dict[str, Signature] = {}
    for path, content in articles.items():
        proof = known.get(path)
        if proof is None or proof.content != content or not _holds(folder, proof, signatures):
            moved.append(path)
        else:
            proofs[path] = proof
    work = [tuple(part) for part in batches(moved, jobs)]
    for answer in run(ProveBatch(folder, trusted_before), work, len(moved)):
        proofs.update(msgspec.msgpack.decode(answer, type=dict[str, Proof]))
    return {path: proofs[path] for path in articles if path in proofs}


def _holds(folder: str, proof: Proof, seen: dict[str, Signature]) -> bool:
    if not proof.source:
        return True
    if proof.source not in seen:
        seen[proof.source] = signature_of(f"{folder}/{proof.source}") or _NOWHERE
    missing = any(problem.code == "source-missing" for problem in proof.problems)
    return seen[proof.source] == proof.signature and (proof.signature != _NOWHERE or missing)


class ProveBatch:
    """The worker's task: paths -> encoded proofs."""

    def __init__(self, folder: str, trusted_before: int) -> None:
        """Everything that the task needs is in it."""
        self._folder, self._trusted_before = folder, trusted_before

    def __call__(self, paths: tuple[str, ...]) -> bytes:
        """Prove each article that can be read; the others have problems enough."""
        proofs = {}
        shelves: dict[str, tuple[Signature, bytes | None]] = {}
        for path in paths:
            try:
                data = read_bytes(f"{self._folder}/{path}")
            except DigestError:
                continue
            text = decode_text(data, path)
            if not isinstance(text, str):
                continue
            manuscript = parse_manuscript(text, path)[0] or salvage_manuscript(text, path)
            if manuscript is not None:
                proofs[path] = self._prove(path, number_of(data), manuscript, shelves)
        return msgspec.msgpack.encode(proofs)

    def _prove(
        self,
        path: str,
        content: int,
        manuscript: Manuscript,
        shelves: dict[str, tuple[Signature, bytes | None]],
    ) -> Proof:
        comments, source = manuscript.comments, manuscript.front.source
        if not comments:
            return Proof(content, "", _NOWHERE, ())
        first = Place(path, comments[0].line, 1)
        if source is None or not source.file:
            message = "no source file: its quotations are unproven"
            hint = "name the source in source.file, relative to the site’s folder"
            return Proof(content, "", _NOWHERE, (make_problem(first, "unproven", message, hint),))
        if not _stays_inside(self._folder, source.file):
            message = f"the source {source.file} lies outside the site’s folder, and is not opened"
            return Proof(content, "", _NOWHERE, (make_problem(first, "source-missing", message),))
        if source.file not in shelves:
            shelves[source.file] = self._open(source.file)
        signature, data = shelves[source.file]
        if data is None:
            message = f"the source {source.file} is not there: the quotations are unproven"
            hint = "put it back, or take source.file out"
            return Proof(
                content,
                source.file,
                _NOWHERE,
                (make_problem(first, "source-missing", message, hint),),
            )
        return Proof(content, source.file, signature, tuple(_hold(manuscript, path, source, data)))

    def _open(self, file: str) -> tuple[Signature, bytes | None]:
        signature = signature_of(f"{self._folder}/{file}")
        if signature is None:
            return _NOWHERE, None
        try:
            data = read_bytes(f"{self._folder}/{file}")
        except DigestError:
            return _NOWHERE, None
        young = max(signature.modified, signature.changed) > self._trusted_before
        return (_NOWHERE if young else signature), data


def _hold(manuscript: Manuscript, path: str, source: SourceRef, data: bytes) -> Iterator[Problem]:
    comments = manuscript.comments
    first = Place(path, comments[0].line, 1)
    if source.sha256 and source.sha256.casefold() != sha256(data).hexdigest():
        message = f"the source {source.file} is not the one that was imported: its hash differs"
        hint = "import it again, or write the new hash into source.sha256"
        yield make_problem(first, "source-changed", message, hint)
    try:
        shelf = Shelf(find_texts(data, source.file))
    except DigestError as error:
        message = f"the source {source.file} has no text to prove by: {error.message}"
        yield make_problem(first, "source-unreadable", message, error.hint)
        return
    yield from check_comments(comments, shelf, path, source.file)


def _stays_inside(folder: str, file: str) -> bool:
    path = PurePosixPath(file.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return False
    real, top = os.path.realpath(f"{folder}/{file}"), os.path.realpath(folder)
    return real.startswith(top.rstrip(os.sep) + os.sep)
