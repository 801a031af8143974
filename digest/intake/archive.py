"""A .zip of sources -> its members; bombs and members that would leave the folder are refused."""

from __future__ import annotations

import io
import zipfile
import zlib

from digest.base.errors import DigestError
from digest.base.files import is_passed_over
from digest.intake.decode import MAX_BYTES, refuse

MAX_MEMBERS = 5_000
MAX_TOTAL = 256 * 1024 * 1024
SAYS_UTF8 = 0x800
MAX_RATIO = 200  # text packs to a tenth; a thousandth is a bomb


def read_archive(data: bytes, name: str) -> tuple[list[tuple[str, bytes]], list[DigestError]]:
    """The members as (name, bytes) in order, and those that cannot be had."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise refuse(
            name,
            "zip",
            f"the archive cannot be opened: {error}",
            "pack it again, or save the article as text",
        ) from None
    with archive:
        if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_TOTAL:
            raise refuse(
                name,
                "zip-bomb",
                "the archive unpacks to too many or too large files",
                "unpack it yourself",
            )
        found: list[tuple[str, bytes]] = []
        problems: list[DigestError] = []
        for member in sorted(members, key=lambda m: m.filename):
            if _is_skipped(member):
                continue
            try:
                found.append(
                    (f"{name}/{_safe_name(_name_of(member))}", _read_member(archive, member, name))
                )
            except DigestError as error:
                problems.append(error)
    return found, problems


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    inner = f"{name}/{_safe_name(_name_of(member))}"
    if ".." in member.filename.replace("\\", "/").split("/") or member.filename.startswith("/"):
        raise refuse(
            inner, "zip", "its path in the archive leads out of the folder", "pack it again"
        )
    if (member.external_attr >> 16) & 0o170000 == 0o120000:
        raise refuse(inner, "link", "it is a symbolic link", "pack the file itself")
    if member.flag_bits & 0x1:
        raise refuse(inner, "zip", "it is encrypted", "unpack it yourself")
    if member.file_size > MAX_BYTES or member.file_size > MAX_RATIO * max(
        1000, member.compress_size
    ):
        raise refuse(
            inner, "zip-bomb", "it unpacks to far more than it should", "unpack it yourself"
        )
    try:
        with archive.open(member) as file:
            data = file.read(MAX_BYTES + 1)
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ) as error:
        raise refuse(inner, "zip", f"it cannot be unpacked: {error}", "pack it again") from None
    if len(data) > MAX_BYTES:
        raise refuse(inner, "zip-bomb", "it unpacks to far more than it says", "unpack it yourself")
    return data


def _is_skipped(member: zipfile.ZipInfo) -> bool:
    parts = member.filename.replace("\\", "/").split("/")
    return (
        member.is_dir()
        or any(is_passed_over(p) for p in parts if p not in {"", "..", "."})
        or "__MACOSX" in parts
    )


def _name_of(member: zipfile.ZipInfo) -> str:
    """A member's name: many archives have UTF-8 in it and do not say so."""
    if member.flag_bits & SAYS_UTF8:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename


def _safe_name(name: str) -> str:
    return "/".join(
        part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."}
    )
