"""One article held against its source file: what is quoted there, and what is not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import PurePosixPath

import msgspec

from digest.base.errors import DigestError, Place, Problem
from digest.base.files import NO_SIGNATURE, Signature, read_bytes, signature_of
from digest.base.fingerprint import number_of
from digest.check.fidelity import Shelf, check_comments
from digest.check.proofs import Proof
from digest.check.rules import make_problem
from digest.check.sources import find_texts
from digest.content.article import decode_text
from digest.manuscript.manuscript import Manuscript, parse_manuscript, salvage_manuscript
from digest.model.article import SourceRef


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
            return Proof(content, "", NO_SIGNATURE, ())
        first = Place(path, comments[0].line, 1)
        if source is None or not source.file:
            message = "no source file: its quotations are unproven"
            hint = "name the source in source.file, relative to the site’s folder"
            return Proof(
                content, "", NO_SIGNATURE, (make_problem(first, "unproven", message, hint),)
            )
        if not _stays_inside(self._folder, source.file):
            message = f"the source {source.file} lies outside the site’s folder, and is not opened"
            return Proof(
                content, "", NO_SIGNATURE, (make_problem(first, "source-missing", message),)
            )
        if source.file not in shelves:
            shelves[source.file] = self._open(source.file)
        signature, data = shelves[source.file]
        if data is None:
            message = f"the source {source.file} is not there: the quotations are unproven"
            hint = "put it back, or take source.file out"
            return Proof(
                content,
                source.file,
                NO_SIGNATURE,
                (make_problem(first, "source-missing", message, hint),),
            )
        return Proof(content, source.file, signature, tuple(_hold(manuscript, path, source, data)))

    def _open(self, file: str) -> tuple[Signature, bytes | None]:
        signature = signature_of(f"{self._folder}/{file}")
        if signature is None:
            return NO_SIGNATURE, None
        try:
            data = read_bytes(f"{self._folder}/{file}")
        except DigestError:
            return NO_SIGNATURE, None
        young = max(signature.modified, signature.changed) > self._trusted_before
        return (NO_SIGNATURE if young else signature), data


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
