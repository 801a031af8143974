"""The ASGI application: who may ask, pages and files, the client's script, and its line to us."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from digest.serve.answers import Answer, find_answer
from digest.serve.hosts import is_ours, same_origin
from digest.serve.replies import CLIENT, Reply, make_reply
from digest.serve.session import Session
from digest.serve.tabs import Tab

PIECE = 64 * 1024
_encode = msgspec.json.Encoder().encode


def make_application(session: Session, host: str) -> ASGIApp:
    """The application that serves a session's site, bound to ``host``."""
    script = (Path(__file__).parent / "client.js").read_bytes()

    async def client(request: Request) -> Response:
        answer = Answer(200, script, "text/javascript; charset=utf-8")
        return await _respond(make_reply(answer, request.headers), request.method)

    async def page(request: Request) -> Response:
        raw = request.scope.get("raw_path", b"").lower()
        if any(escape in raw for escape in (b"%2f", b"%5c", b"%00")) or "\\" in request.url.path:
            return PlainTextResponse("no such address\n", 404)
        answer = await session.work(find_answer, session.preview, request.scope["path"])
        if answer.location and request.url.query:
            answer = answer._replace(location=f"{answer.location}?{request.url.query}")
        return await _respond(make_reply(answer, request.headers), request.method)

    async def line(socket: WebSocket) -> None:
        if not same_origin(socket.headers.get("origin", ""), socket.headers.get("host", "")):
            await socket.close(1008)
            return
        await socket.accept()
        tab = Tab(socket.query_params.get("page", "/"), socket.query_params.get("digest", ""))
        listening = asyncio.create_task(_listen(session, tab, socket))
        talking = asyncio.create_task(_talk(session, tab, socket))
        try:
            await asyncio.wait({listening, talking}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            session.leave(tab)
            for task in (listening, talking):
                task.cancel()
            await asyncio.gather(listening, talking, return_exceptions=True)

    routes = [
        WebSocketRoute("/__digest/events", line),
        Route(CLIENT, client),
        Route("/{path:path}", page),
    ]
    return _Doorkeeper(Starlette(routes=routes), host)


class _Doorkeeper:
    """Turns away whoever calls this machine by a name that is not its own."""

    def __init__(self, inner: ASGIApp, host: str) -> None:
        self._inner, self._host = inner, host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        names = [
            value.decode("latin-1") for key, value in scope.get("headers", ()) if key == b"host"
        ]
        if len(names) == 1 and is_ours(names[0], self._host):
            await self._inner(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            text = "This server answers only to its own address. See --host.\n"
            await PlainTextResponse(text, 403)(scope, receive, send)


async def _talk(session: Session, tab: Tab, socket: WebSocket) -> None:
    await session.enter(tab)
    with contextlib.suppress(WebSocketDisconnect, RuntimeError):
        while True:
            for message in await tab.take():
                await socket.send_text(_encode(message).decode())


async def _listen(session: Session, tab: Tab, socket: WebSocket) -> None:
    with contextlib.suppress(WebSocketDisconnect, RuntimeError, KeyError):
        while True:
            await socket.receive_text()
            session.focus(tab)


async def _respond(reply: Reply, method: str) -> Response:
    """The reply as Starlette sends it; a HEAD says how long the body would be."""
    headers = dict(reply.headers)
    if reply.status != 304:
        headers["Content-Length"] = str(reply.length)
    if method == "HEAD" or not reply.length:
        return Response(status_code=reply.status, headers=headers)
    if isinstance(reply.body, bytes):
        return Response(reply.body[reply.start : reply.start + reply.length], reply.status, headers)
    return StreamingResponse(_pieces(reply.body, reply.start, reply.length), reply.status, headers)


async def _pieces(path: Path, start: int, length: int) -> AsyncIterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        while length > 0 and (piece := file.read(min(PIECE, length))):
            length -= len(piece)
            yield piece
