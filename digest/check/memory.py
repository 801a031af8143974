"""What a check keeps for the next one, in ``.digest/checks``: a speed-up only, all of it may be lost.

Findings are kept under the print of everything that they were found in, so that whatever moves is looked
at anew and nothing else is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from digest.base.errors import DigestError
from digest.base.files import NO_SIGNATURE, Signature, read_bytes, replace_bytes
from digest.base.fingerprint import number_of
from digest.build.store import FOLDER, engine_mark
from digest.check.findings import Finding
from digest.check.proofs import Proof
from digest.check.rendered import Dead, Seen
from digest.model.plugin import Plugin

FILE = "checks"


class Memory(msgspec.Struct, dict=True):
    """What earlier checks learnt; ``recall`` asks it, ``keep`` leaves what this one asked for."""

    mark: int = 0
    found: dict[int, tuple[Finding, ...]] = {}
    proofs: dict[str, Proof] = {}
    public_at: Signature = NO_SIGNATURE
    public: dict[str, int] = {}  # of each slug, the print of its comments in the built site
    dead_key: int = 0
    dead: list[Dead] = []
    seen: msgspec.Raw = msgspec.Raw(msgspec.msgpack.encode(Seen()))  # read only where pages moved

    def __post_init__(self) -> None:
        """Nothing is asked yet."""
        self.asked: dict[int, tuple[Finding, ...]] = {}

    def recall(self, facts: bytes, look: Callable[[], Iterable[Finding]]) -> tuple[Finding, ...]:
        """What ``look`` finds; ``facts`` name the rule and all that it looks at."""
        key = number_of(facts)
        found = self.found.get(key)
        self.asked[key] = found = tuple(look()) if found is None else found
        return found

    def keep(self, folder: Path) -> None:
        """Write it into the site's folder."""
        self.found = self.asked
        replace_bytes(str(folder / FOLDER / FILE), msgspec.msgpack.encode(self))


def remember(folder: Path, kit: tuple[Plugin, ...]) -> Memory:
    """What is kept in the site's folder; nothing where another version or other plugins left it."""
    mark = _mark(kit)
    try:
        memory = msgspec.msgpack.decode(read_bytes(folder / FOLDER / FILE), type=Memory)
    except (DigestError, msgspec.MsgspecError):
        return Memory(mark)
    return memory if memory.mark == mark else Memory(mark)


def _mark(kit: tuple[Plugin, ...]) -> int:
    """What the memory depends on beside the files: this program's code and the plugins'."""
    package = Path(__file__).parent.parent
    code = [
        f"{path.name} {status.st_size} {status.st_mtime_ns}"
        for room in ("check", "quotes", "intake")
        for path in sorted((package / room).glob("*.py"))
        if (status := path.stat())
    ]
    return number_of(f"{engine_mark()} {code} {kit}".encode())
