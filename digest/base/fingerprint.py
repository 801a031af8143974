"""Fingerprints: short names of values. Equal values have equal ones in every process and machine."""

from __future__ import annotations

from hashlib import blake2b, sha256

import msgspec

_encode = msgspec.msgpack.Encoder(order="deterministic").encode


def of_bytes(data: bytes) -> bytes:
    """Sixteen bytes that stand for these (BLAKE2b, RFC 7693)."""
    return blake2b(data, digest_size=16).digest()


def of_value(value: object) -> bytes:
    """The fingerprint of a record or of plain data, whatever order its mappings were filled in."""
    return blake2b(_encode(value), digest_size=16).digest()


def number_of(data: bytes) -> int:
    """A fingerprint of 63 bits as a number: cheap to keep by the ten thousand.

    Of SHA-256, which processors compute themselves: it is twice as fast on what is not short.
    """
    return int.from_bytes(sha256(data).digest()[:8], "little") >> 1
