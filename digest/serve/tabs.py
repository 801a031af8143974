"""An open page: what it shows, and a box of what it is still to be told."""

from __future__ import annotations

import asyncio
from typing import Any

from digest.serve.answers import Answer

Message = dict[str, Any]


class Tab:
    """A box holds one message of each kind, so that a tab which never reads takes no room."""

    def __init__(self, url: str, digest: str) -> None:
        """``url`` within the site; ``digest`` of the page that it shows."""
        self.url, self._digest = url, digest
        self._box: dict[str, Message] = {}
        self._called = asyncio.Event()

    def show(self, answer: Answer) -> None:
        """Send the page at this tab's address, unless it shows just that."""
        if answer.digest == self._digest or not answer.page or not isinstance(answer.body, bytes):
            return
        self._digest = answer.digest
        self.post("page", digest=answer.digest, html=answer.body.decode("utf-8", "replace"))

    def post(self, kind: str, **fields: Any) -> None:
        """Put a message into the box; it replaces an unread one of its kind."""
        known = self._box.pop(kind, None)
        if kind == "files" and known:
            fields["paths"] = sorted({*known["paths"], *fields["paths"]})
        self._box[kind] = {"kind": kind, **fields}
        self._called.set()

    async def take(self) -> list[Message]:
        """Empty the box, waiting until there is something in it."""
        await self._called.wait()
        self._called.clear()
        messages = list(self._box.values())
        self._box.clear()
        return messages
