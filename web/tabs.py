"""The tabs' websockets: Flet's messages in and out.

Flet brings a server of its own for this (flet_web.fastapi). Its import is most of a second of the
start, and it has addresses to log in, to upload and to read its documentation that we have no use
for. This speaks the same protocol to the same client, and reaches into Flet (``flet.messaging``)
for it, which is pinned exactly.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import flet as ft
import msgpack
from flet.controls.base_control import BaseControl
from flet.controls.context import _context_page, context
from flet.controls.exceptions import FletPageDisconnectedException
from flet.messaging.connection import Connection
from flet.messaging.protocol import (
    ControlEventBody,
    InvokeMethodResponseBody,
    Message,
    MessageAction,
    RegisterClientRequestBody,
    RegisterClientResponseBody,
    UpdateControlPropsBody,
    configure_encode_object_for_msgpack,
    decode_ext_from_msgpack,
)
from flet.messaging.session import Session
from flet.pubsub.pubsub_hub import PubSubHub

from web.guard import Receive, Scope, Send

SESSION_SECONDS = 600  # how long a tab without a connection is waited for, at up to 1.7 MB each
MESSAGE = b"\x00"  # what a packet of the protocol begins with

log = logging.getLogger(__name__)


class Tabs:
    """An ASGI app of websockets: one Flet session a tab, which finds it again when it reconnects.

    Args:
        main: what Flet calls with each new page.
    """

    def __init__(self, main: Callable[[ft.Page], object]) -> None:
        self.main = main
        self.executor = ThreadPoolExecutor(thread_name_prefix="page")
        self.hub = PubSubHub(executor=self.executor)
        self._sessions: dict[str, Session] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one websocket until it closes."""
        await _Tab(self, scope).serve(receive, send)

    def lost(self, session_id: str) -> Session | None:
        """Return the session of a tab that lost its connection, None where there is none."""
        session = self._sessions.get(session_id)
        return session if session is not None and session.connection is None else None

    def keep(self, session: Session) -> None:
        """Keep a new tab's session."""
        self._sessions[session.id] = session

    async def let_go(self, session: Session) -> None:
        """Wait for a tab whose connection went, and forget it if it doesn't come back."""
        await session.disconnect(SESSION_SECONDS)
        asyncio.get_running_loop().call_later(SESSION_SECONDS, self._forget, session)

    def _forget(self, session: Session) -> None:
        # One that came back and went again has a later look of its own to come.
        if session.connection is None and self._sessions.pop(session.id, None) is not None:
            session.close()


class _Tab(Connection):
    """One websocket. ``session`` is None until the client has said who it is."""

    def __init__(self, tabs: Tabs, scope: Scope) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._tabs = tabs
        self._session: Session | None = None
        self._out: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._tasks: set[asyncio.Task[None]] = set()
        self.loop = asyncio.get_running_loop()
        self.executor = tabs.executor
        self.pubsubhub = tabs.hub
        host = next((value for name, value in scope["headers"] if name == b"host"), b"")
        self.page_url = f"http://{host.decode('latin-1')}/"

    async def serve(self, receive: Receive, send: Send) -> None:
        await receive()  # it asks to be let in
        await send({"type": "websocket.accept"})
        sending = asyncio.create_task(self._send_all(send))
        try:
            while (message := await receive())["type"] == "websocket.receive":
                packet = message.get("bytes") or b""
                if packet.startswith(MESSAGE):
                    await self._take(msgpack.unpackb(packet[1:], ext_hook=decode_ext_from_msgpack))
        finally:
            self._out.put_nowait(None)
            await sending
            if self._session is not None and self._session.connection is self:
                await self._tabs.let_go(self._session)

    async def _send_all(self, send: Send) -> None:
        while (packet := await self._out.get()) is not None:
            try:
                await send({"type": "websocket.send", "bytes": packet})
            except OSError:
                return  # it went meanwhile; whoever comes back is drawn anew

    def send_message(self, message: Message) -> None:
        """Queue a message of Flet's for the client."""
        encode = configure_encode_object_for_msgpack(BaseControl)  # type: ignore[no-untyped-call]
        body = msgpack.packb([message.action, message.body], default=encode)
        self._out.put_nowait(MESSAGE + body)

    async def _take(self, message: list[Any]) -> None:
        action, body = MessageAction(message[0]), message[1]
        if action is MessageAction.REGISTER_CLIENT:
            await self._register(RegisterClientRequestBody(**body))
        elif self._session is None:
            raise ValueError("a tab must say who it is before anything else")
        elif action is MessageAction.CONTROL_EVENT:
            event = ControlEventBody(**body)
            self._run(self._session.dispatch_event(event.target, event.name, event.data))
        elif action is MessageAction.UPDATE_CONTROL_PROPS:
            update = UpdateControlPropsBody(**body)
            self._session.apply_patch(update.id, update.props)
        elif action is MessageAction.INVOKE_METHOD:
            told = InvokeMethodResponseBody(**body)
            self._session.handle_invoke_method_results(
                told.control_id, told.call_id, told.result, told.error
            )

    async def _register(self, asked: RegisterClientRequestBody) -> None:
        lost = self._tabs.lost(asked.session_id) if asked.session_id else None
        session = self._session = lost or Session(self)
        _context_page.set(session.page)
        session.apply_page_patch(asked.page)
        page = session.page if lost else session.get_page_patch()  # type: ignore[no-untyped-call]
        answer = RegisterClientResponseBody(session_id=session.id, page_patch=page, error="")
        self.send_message(Message(MessageAction.REGISTER_CLIENT, answer))
        if lost:
            session.attach_connection(self)
            self._run(session.dispatch_connect_event())
        else:
            self._tabs.keep(session)
            self._run(self._begin(session))

    async def _begin(self, session: Session) -> None:
        _context_page.set(session.page)
        context.reset_auto_update()  # type: ignore[no-untyped-call]
        self._tabs.main(session.page)
        await session.after_event(session.page)

    def _run(self, work: Any) -> None:
        """Go on with something while the next message is taken."""
        task: asyncio.Task[None] = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: "asyncio.Task[None]") -> None:
        self._tasks.discard(task)
        problem = None if task.cancelled() else task.exception()
        if problem is not None and not isinstance(problem, FletPageDisconnectedException):
            log.error("A screen could not be shown", exc_info=problem)
            if self._session is not None:
                self._session.error(str(problem))
