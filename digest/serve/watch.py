"""Watching folders: operating-system events where they can be had, a look every second where not."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

# Our own reading opens and closes files too; only these tell of a change.
EVENTS: list[type[FileSystemEvent]] = [
    FileCreatedEvent, FileModifiedEvent, FileClosedEvent, FileMovedEvent, FileDeletedEvent,
    DirCreatedEvent, DirMovedEvent, DirDeletedEvent,
]  # fmt: skip
REMOTE = (
    "nfs",
    "cifs",
    "smb",
    "9p",
    "vboxsf",
    "prl_fs",
    "afs",
    "ceph",
    "gluster",
    "lustre",
    "drvfs",
    "fuse.",
)
POLL = 1.0  # seconds between looks where there are no events

Note = Callable[..., None]  # (path | None, unfinished=bool)


class Root(NamedTuple):
    """A folder to watch, whole or only what lies directly in it."""

    folder: Path
    deep: bool


class _Held(NamedTuple):
    watch: ObservedWatch
    inode: tuple[int, int]


class Watcher:
    """Calls ``note`` for every change below the roots; says aloud when it must poll instead."""

    def __init__(self, note: Note, tell: Callable[[str], None], *, poll: bool = False) -> None:
        """``poll``: do not even try to get events."""
        self._note, self._tell = note, tell
        self._poll = poll
        self._observer: BaseObserver | None = None
        self._held: dict[Root, _Held] = {}
        self._stop = threading.Event()
        self._poller: threading.Thread | None = None

    @property
    def polls(self) -> bool:
        """Whether it looks instead of listening."""
        return self._poller is not None

    def watch(self, roots: Iterable[Root]) -> None:
        """Watch these folders, as they are now; to be called again when folders may have moved."""
        wanted = {root: mark for root in roots if (mark := _inode(root.folder)) is not None}
        if self._poller is None and not self._poll:
            try:
                self._schedule(wanted)
            except OSError as error:
                self._tell(_explain(error))
                self._poll = True
        if self._poll and self._poller is None:
            self._start_polling()

    def check(self) -> None:
        """Poll from now on if the thread that brings events has died."""
        observer = self._observer
        if observer is not None and self._poller is None:
            dead = not observer.is_alive() or not all(e.is_alive() for e in observer.emitters)
            if dead and not self._stop.is_set():
                self._tell(
                    "file events have stopped coming; looking at the files every second instead"
                )
                self._start_polling()

    def stop(self) -> None:
        """Stop without waiting for anything."""
        self._stop.set()
        if self._observer is not None:
            self._observer.stop()

    def _schedule(self, wanted: dict[Root, tuple[int, int]]) -> None:
        if self._observer is None:
            for root in wanted:
                if kind := remote_kind(root.folder):
                    raise OSError(f"{root.folder} is on a network file system ({kind})")
            self._observer = Observer()
            self._observer.daemon = True
            self._observer.start()
        for root, held in list(self._held.items()):
            if wanted.get(root) != held.inode:
                self._observer.unschedule(held.watch)
                del self._held[root]
        for root, inode in wanted.items():
            if root not in self._held:
                real = os.path.realpath(root.folder)
                handler = _Handler(self._note, real, root.folder)
                watch = self._observer.schedule(
                    handler, real, recursive=root.deep, event_filter=EVENTS
                )
                self._held[root] = _Held(watch, inode)

    def _start_polling(self) -> None:
        if self._observer is not None:
            self._observer.stop()
        self._poller = threading.Thread(target=self._keep_polling, name="digest-poll", daemon=True)
        self._poller.start()

    def _keep_polling(self) -> None:
        while not self._stop.wait(POLL):
            self._note(None)


class _Handler(FileSystemEventHandler):
    """Passes paths on, as they look through the link by which the folder was named."""

    def __init__(self, note: Note, real: str, shown: Path) -> None:
        self._note, self._real, self._shown = note, real, shown

    def on_any_event(self, event: FileSystemEvent) -> None:
        unfinished = (
            event.event_type == "modified" and not event.is_directory and sys.platform == "linux"
        )
        for raw in (event.src_path, event.dest_path):
            if raw:
                path = os.fsdecode(raw)
                below = os.path.relpath(path, self._real)
                self._note(
                    self._shown / below if below != "." else self._shown, unfinished=unfinished
                )


def remote_kind(folder: Path) -> str:
    """The kind of the network file system that a folder is on; "" for a local one (proc(5))."""
    try:
        lines = (
            Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace").splitlines()
        )
    except OSError:
        return ""
    return kind_in_mounts(lines, os.path.realpath(folder))


def kind_in_mounts(lines: Iterable[str], folder: str) -> str:
    """The same, from the lines of a mount table."""
    best, found = -1, ""
    for line in lines:
        left, _, right = line.partition(" - ")
        point = left.split()[4].replace("\\040", " ").rstrip("/")
        if (folder + "/").startswith(point + "/") and len(point) >= best:
            best, found = len(point), right.split()[0]
    return found if found.startswith(REMOTE) and found != "fuse.snapfuse" else ""


def _inode(folder: Path) -> tuple[int, int] | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino)


def _explain(error: OSError) -> str:
    reason = error.strerror or str(error)
    if "limit" in reason or error.errno in {24, 28}:  # EMFILE, ENOSPC
        hint = " (raise fs.inotify.max_user_watches or fs.inotify.max_user_instances with sysctl)"
        return f"the system's limit for watching folders is reached{hint}; looking at the files every second instead"
    return f"no file events here: {reason}; looking at the files every second instead"
