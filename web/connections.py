"""HTTP connections that can't be held: who opens one has to send a request, and soon.

Any program of this machine may open connections to a port of 127.0.0.1, and one that sends
nothing, or a request's head byte by byte, would be held as long as it likes: enough of them use
up the files that a process may have open, and no tab gets in.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

STOP_SECONDS = 1  # for what is under way when Aimline is stopped
HEAD_SECONDS = 5  # for the whole head of a request; within one machine it takes a millisecond
MOST_WAITING = 128  # connections without a request; one more closes the oldest of them

_waiting: "dict[HttpConnection, None]" = {}  # in the order in which they began to wait


class HttpConnection(H11Protocol):
    """One connection to a client, closed if no request comes, or too many are waited for."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._head_due: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what came of a request, which may be only a part of its head."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:  # all of the head
            self._stop_waiting()
        elif self._head_due is None and not self.transport.is_closing():
            self._wait()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """Hand the connection over."""
        self._stop_waiting()
        super().handle_websocket_upgrade(event)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._head_due = self.loop.call_later(HEAD_SECONDS, self._give_up)
        _waiting[self] = None
        if len(_waiting) > MOST_WAITING:
            next(iter(_waiting))._give_up()

    def _stop_waiting(self) -> None:
        _waiting.pop(self, None)
        if self._head_due is not None:
            self._head_due.cancel()
            self._head_due = None

    def _give_up(self) -> None:
        self._stop_waiting()
        self.transport.abort()


class PageServer(uvicorn.Server):
    """A server that stops at once and says nothing of it.

    Args:
        config: as uvicorn has it.
        stop: ends what waits for something that won't come any more.
    """

    def __init__(self, config: uvicorn.Config, stop: Callable[[], Awaitable[None]]) -> None:
        super().__init__(config)
        self._stop = stop

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close all connections; what is still answered then has a second to end."""
        for server in self.servers:
            server.close()
        for listener in sockets or []:
            listener.close()
        await self._stop()
        for connection in [*self.server_state.connections]:
            connection.shutdown()
        if self.server_state.tasks:
            _, late = await asyncio.wait(self.server_state.tasks, timeout=STOP_SECONDS)
            for task in late:
                task.cancel()
