"""Every article back to its source file: a proof each, kept until the article or the source moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from digest.base.errors import Problem
from digest.base.files import NO_SIGNATURE, Signature, signature_of
from digest.build.batches import batches

Run = Callable[[Any, list[Any], int], Iterator[Any]]  # task, batches, how many items in all


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
    if moved:
        from digest.check.proving import ProveBatch  # noqa: PLC0415 - all that reads sources

        work = [tuple(part) for part in batches(moved, jobs)]
        for answer in run(ProveBatch(folder, trusted_before), work, len(moved)):
            proofs.update(msgspec.msgpack.decode(answer, type=dict[str, Proof]))
    return {path: proofs[path] for path in articles if path in proofs}


def _holds(folder: str, proof: Proof, seen: dict[str, Signature]) -> bool:
    if not proof.source:
        return True
    if proof.source not in seen:
        seen[proof.source] = signature_of(f"{folder}/{proof.source}") or NO_SIGNATURE
    missing = any(problem.code == "source-missing" for problem in proof.problems)
    return seen[proof.source] == proof.signature and (proof.signature != NO_SIGNATURE or missing)
