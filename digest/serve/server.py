"""Running it: uvicorn on a socket of ours, signals and keys, until somebody says stop."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import webbrowser
from collections.abc import Callable, Iterator

import uvicorn
from starlette.types import ASGIApp

from digest.serve.handler import make_application
from digest.serve.keys import listen_for_keys
from digest.serve.session import Session
from digest.serve.watch import Watcher


class _Server(uvicorn.Server):
    """uvicorn with the signals left to us."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def serve(
    session: Session,
    sock: socket.socket,
    host: str,
    address: str,
    *,
    tell: Callable[[str], None],
    stopped: Callable[[], bool] = lambda: False,
    poll: bool = False,
    open_browser: bool = False,
) -> None:
    """Serve until Ctrl-C, a termination signal or the key q; ``stopped`` tells of a signal that came before."""
    application = make_application(session, host)
    asyncio.run(_serve(session, application, sock, address, tell, stopped, poll, open_browser))


async def _serve(
    session: Session,
    application: ASGIApp,
    sock: socket.socket,
    address: str,
    tell: Callable[[str], None],
    stopped: Callable[[], bool],
    poll: bool,
    open_browser: bool,
) -> None:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows
            loop.add_signal_handler(number, stop.set)
    if stopped():
        stop.set()
    config = uvicorn.Config(
        application, log_level="critical", access_log=False, lifespan="off", server_header=False,
        ws="websockets-sansio", ws_per_message_deflate=False, timeout_graceful_shutdown=0,
    )  # fmt: skip
    server = _Server(config)
    watcher = Watcher(session.wakes.note, tell, poll=poll)
    tasks = [
        asyncio.create_task(server.serve([sock])),
        asyncio.create_task(session.run(watcher)),
        asyncio.create_task(stop.wait()),
    ]
    pending = set[asyncio.Task[None]]()

    def rebuild() -> None:
        task = loop.create_task(session.rebuild(None, loud=True))
        pending.add(task)
        task.add_done_callback(pending.discard)

    actions = {"o": lambda: _open(address), "r": rebuild, "q": stop.set}
    with listen_for_keys(actions) as heard:
        if heard:
            tell("press o to open the site in the browser, r to rebuild, q to quit")
        if open_browser:
            _open(address)
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    watcher.stop()
    server.should_exit = server.force_exit = True
    for task in tasks[1:]:
        task.cancel()
    with contextlib.suppress(TimeoutError, asyncio.CancelledError):
        await asyncio.wait_for(asyncio.shield(tasks[0]), 1.0)
    session.close()
    for task in done:
        if not task.cancelled() and (fault := task.exception()):
            raise fault


def _open(address: str) -> None:
    """Open the browser without waiting for it."""
    asyncio.get_running_loop().run_in_executor(None, webbrowser.open, address)
