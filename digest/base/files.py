"""Files: reading, listing with signatures, and the one way in which this program writes.

A write goes to a temporary file beside its place and is renamed over it, so that a reader, or a
killed process, only ever sees the old bytes or the new ones.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from digest.base.errors import DigestError, Place

_BINARY = getattr(os, "O_BINARY", 0)  # Windows would translate newlines
_CHUNK = 1 << 17
LOCKS_OPEN_FILES = os.name == "nt"  # nor does it tell inodes where it lists a folder
PAUSES = (0.01, 0.05, 0.1, 0.25, 0.5)  # seconds
# Gone between the listing and the look, or a link that leads in a circle: as if it had never been there.
_GONE = {errno.ENOENT, errno.ELOOP}
_BITS = (1 << 64) - 1
FOR_HOSTS = {".well-known", ".htaccess", ".nojekyll", ".domains"}  # hidden, and meant to be served
TEMPORARY = ".digest-tmp-"  # prefix of half-written files; a later build removes what a kill left


class Signature(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What the file system says of a file without opening it; equal signatures, equal bytes."""

    modified: int  # nanoseconds
    changed: int  # nanoseconds; also moved by a rename or a changed mode
    size: int
    inode: int


NO_SIGNATURE = Signature(0, 0, 0, 0)  # of a file that is not there, or that may change again unseen


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """The file's bytes; whatever goes wrong is told with its path."""
    try:
        descriptor = os.open(path, os.O_RDONLY | _BINARY)
        try:
            # One call for nearly all files: a regular file gives less than was asked for at its end only.
            data = os.read(descriptor, _CHUNK)
            if len(data) < _CHUNK:
                return data
            pieces = [data]
            while data := os.read(descriptor, _CHUNK):
                pieces.append(data)
            return b"".join(pieces)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise refusal(error, path, "read") from None


class Pieces:
    """A file that never changes, read in pieces; processes that were forked may share it.

    It is not mapped: pages of a map count as memory of every process that looks at them.
    """

    def __init__(self, path: str) -> None:
        """Open it; an OSError where that is not possible."""
        self._file = os.open(path, os.O_RDONLY | _BINARY)
        self.size = os.fstat(self._file).st_size

    def read(self, start: int, length: int) -> bytes:
        """The bytes from a place on; fewer at the end of the file."""
        if not hasattr(os, "pread"):  # Windows, where nothing is forked
            os.lseek(self._file, start, os.SEEK_SET)
            return os.read(self._file, length)
        return os.pread(self._file, length, start)

    def __del__(self) -> None:
        """Close it."""
        with contextlib.suppress(OSError, AttributeError):
            os.close(self._file)


def write_new(path: str, data: bytes) -> Signature:
    """Write a file that nobody reads yet, in a folder of ours; returns its signature."""
    try:
        try:
            return _write_new(path, data)
        except FileNotFoundError:
            folder = os.path.dirname(path)  # noqa: PTH120
            try:
                os.mkdir(folder)  # noqa: PTH102
            except FileNotFoundError:
                os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            except FileExistsError:
                pass
            return _write_new(path, data)
    except OSError as error:
        raise refusal(error, path, "write") from None


def write_atomic(path: str | os.PathLike[str], data: bytes) -> bool:
    """Make the file hold these bytes; False when it does already."""
    target = os.fspath(path)
    if same_bytes(target, data):
        return False
    replace_bytes(target, data)
    return True


def same_bytes(path: str, data: bytes) -> bool:
    """Tell whether a file holds these bytes, reading it only when the size fits."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            if os.fstat(file.fileno()).st_size != len(data):
                return False
            return file.read(len(data) + 1) == data
    except OSError:
        return False


def replace_bytes(path: str, *pieces: bytes) -> None:
    """Write beside the place and rename, making folders as needed; ``pieces`` follow each other."""
    folder, name = os.path.split(path)
    temporary = os.path.join(folder, f"{TEMPORARY}{os.getpid()}-{name[-80:]}")  # noqa: PTH118
    try:
        try:
            _write_new(temporary, *pieces)
        except FileNotFoundError:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            _write_new(temporary, *pieces)
        move_over(temporary, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
        raise refusal(error, path, "write") from None


def move_over(source: str, target: str) -> None:
    """Rename over a file; where somebody has it open, Windows says no for a moment: try again."""
    for pause in PAUSES:
        try:
            os.replace(source, target)  # noqa: PTH105
        except PermissionError:
            if not LOCKS_OPEN_FILES:
                raise
            time.sleep(pause)
        else:
            return
    os.replace(source, target)  # noqa: PTH105


def discard(path: str | os.PathLike[str]) -> None:
    """Remove a file of the cache; one that is still open (Windows) waits for a later build."""
    with contextlib.suppress(OSError):
        os.unlink(path)  # noqa: PTH108


def remove(path: str | os.PathLike[str]) -> None:
    """Remove a file that may be gone already."""
    try:
        os.unlink(path)  # noqa: PTH108
    except FileNotFoundError:
        return
    except OSError as error:
        raise refusal(error, path, "remove") from None


def find_files(
    root: str | os.PathLike[str], refused: list[DigestError] | None = None
) -> Iterator[tuple[str, Signature]]:
    """Every regular file below a folder as (path relative to it with slashes, signature), sorted.

    Hidden files and folders (but ``FOR_HOSTS``), editors' backups and links that lead out of the folder are passed over.
    A name that is not UTF-8 is raised as an error, or put into ``refused`` so that the others go on.
    """
    top = os.fspath(root)
    real_top = os.path.realpath(top)
    for name, signature in sorted(_walk(top, "", real_top, ()), key=lambda found: found[0]):
        if is_utf8(name):
            yield name, signature
            continue
        error = refuse_name(f"{Path(top).as_posix()}/{name}")
        if refused is None:
            raise error
        refused.append(error)


def is_utf8(name: str) -> bool:
    """Whether a file's name, as the system told it, is text."""
    return name.isascii() or name.encode("utf-8", "replace").decode() == name


def refuse_name(path: str) -> DigestError:
    """The one line for a file whose name no page, and no file of ours, can hold."""
    shown = os.fsencode(path).decode("utf-8", "backslashreplace")
    return DigestError(
        "the name of this file is not UTF-8", at=Place(shown), code="file-name", hint="rename it"
    )


def is_passed_over(name: str) -> bool:
    """Hidden files but those meant for hosts; backup and swap files: what editors leave beside theirs."""
    return (
        (name.startswith((".", "#")) and name not in FOR_HOSTS)
        or name.endswith(("~", ".swp", ".swx", ".tmp", ".bak", ".orig", ".part"))
        or name in {"4913", "Thumbs.db", "__pycache__"}
    )


def signature_of(path: str | os.PathLike[str]) -> Signature | None:
    """The signature of a regular file; None when there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return None
    return _signature(status) if stat.S_ISREG(status.st_mode) else None


def mark_of(signature: Signature | None) -> int:
    """A signature as one number of 64 bits, of this release of Python; 0 where there is no file."""
    if signature is None:
        return 0
    told = (signature.modified, signature.changed, signature.size, signature.inode)
    return hash(told) & _BITS


def _signature(status: os.stat_result) -> Signature:
    return Signature(status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


def _walk(
    folder: str, prefix: str, real_top: str, above: tuple[str, ...]
) -> Iterator[tuple[str, Signature]]:
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise refusal(error, folder, "read") from None
    for entry in entries:
        if is_passed_over(entry.name):
            continue
        try:
            if entry.is_symlink() and not _stays_inside(entry.path, real_top, above):
                continue
            if entry.is_dir():
                here = os.path.realpath(entry.path)
                yield from _walk(entry.path, f"{prefix}{entry.name}/", real_top, (*above, here))
            elif entry.is_file():
                status = os.stat(entry.path) if LOCKS_OPEN_FILES else entry.stat()  # noqa: PTH116
                yield prefix + entry.name, _signature(status)
        except OSError as error:
            if error.errno not in _GONE:
                raise refusal(error, entry.path, "read") from None


def _stays_inside(path: str, real_top: str, above: tuple[str, ...]) -> bool:
    target = os.path.realpath(path)
    inside = target == real_top or target.startswith(real_top.rstrip(os.sep) + os.sep)
    return inside and target not in above and target != real_top


def _write_new(path: str, *pieces: bytes) -> Signature:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o644)
    try:
        for piece in pieces:
            view = memoryview(piece)
            while view:
                view = view[os.write(descriptor, view) :]
        return _signature(os.fstat(descriptor))
    finally:
        os.close(descriptor)


def refusal(error: OSError, path: str | os.PathLike[str], verb: str) -> DigestError:
    """The author's version of what the file system says."""
    reason = (error.strerror or str(error)).lower()
    return DigestError(
        f"cannot {verb} this file: {reason}",
        at=Place(Path(os.fspath(path)).as_posix()),
        code="files",
        hint="look at the path"
        if isinstance(error, (FileNotFoundError, NotADirectoryError, IsADirectoryError))
        else "look at its permissions, and at the room left on the disk",
    )
