"""Answer + request headers -> the reply as it goes over the wire: injection, validators, ranges."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from digest.serve.answers import Answer

CLIENT = "/__digest/client.js"
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


class Reply(NamedTuple):
    """Status, headers, and the bytes from ``start`` on, ``length`` of them."""

    status: int
    headers: dict[str, str]
    body: bytes | Path
    start: int = 0
    length: int = 0


def make_reply(answer: Answer, headers: Mapping[str, str]) -> Reply:
    """The reply to a GET; the one to a HEAD is the same without its body (RFC 9110, 9.3.2)."""
    body = inject(answer) if answer.page and isinstance(answer.body, bytes) else answer.body
    try:
        size, mark = _measure(body)
    except OSError:
        return Reply(404, {"Content-Type": "text/plain; charset=utf-8"}, b"gone\n", 0, 5)
    tag = f'"{mark}"'
    said = {
        "Content-Type": answer.type,
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    if answer.location:
        return Reply(answer.status, {**said, "Location": answer.location}, b"")
    if answer.status != 200:
        return Reply(answer.status, said, body, 0, size)
    said |= {"ETag": tag, "Accept-Ranges": "bytes"}
    if _matches(headers.get("if-none-match", ""), tag):
        return Reply(304, said, b"")
    wanted = headers.get("range", "")
    if not wanted or headers.get("if-range", tag) != tag:
        return Reply(200, said, body, 0, size)
    return _cut(wanted, said, body, size)


def inject(answer: Answer) -> bytes:
    """A page with the preview's client in its head; the page itself stays as it was made."""
    assert isinstance(answer.body, bytes)
    page, digest = html.escape(answer.page), html.escape(answer.digest)
    script = (
        f'<script src="{CLIENT}" data-page="{page}" data-digest="{digest}" defer></script>'.encode()
    )
    head = answer.body.find(b"</head>")
    if head < 0:
        return answer.body + script
    return answer.body[:head] + script + answer.body[head:]


def _measure(body: bytes | Path) -> tuple[int, str]:
    if isinstance(body, bytes):
        return len(body), sha256(body).hexdigest()[:20]
    status = body.stat()
    return status.st_size, f"{status.st_mtime_ns:x}-{status.st_size:x}-{status.st_ino:x}"


def _matches(header: str, tag: str) -> bool:
    return header.strip() == "*" or tag in [
        one.strip().removeprefix("W/") for one in header.split(",")
    ]


def _cut(wanted: str, said: dict[str, str], body: bytes | Path, size: int) -> Reply:
    """One range (RFC 9110, 14.2); several at once, or nonsense, get the whole."""
    found = _RANGE.fullmatch(wanted.strip())
    if found is None or not (found[1] or found[2]):
        return Reply(200, said, body, 0, size)
    if found[1]:
        start, end = int(found[1]), min(int(found[2] or size - 1), size - 1)
    else:
        start, end = max(0, size - int(found[2])), size - 1
    if start >= size or start > end:
        return Reply(416, {**said, "Content-Range": f"bytes */{size}"}, b"")
    said = {**said, "Content-Range": f"bytes {start}-{end}/{size}"}
    return Reply(206, said, body, start, end - start + 1)
