"""The guard of the local page: who may talk to this process on 127.0.0.1.

Every program of this machine can knock on a port of 127.0.0.1, and so can every page in any of its
browsers. The page shows children's scores, so only the browser tab that was given the address may
have it. The address holds a random token as the first part of its path, never a cookie: a cookie
of 127.0.0.1 goes to every port of it.

What this cannot keep out: who reads the address itself, from the screen, from the browser's
history, or as the same user of this machine (other users find it nowhere: ``commands/launch.py``).
It dies with the process.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any, NamedTuple

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LONGEST_ADDRESS = 1024  # path and query, in characters; the client's own longest is about 120
LARGEST_HEAD = 64 * 1024  # bytes; cookies of other programs on 127.0.0.1 come along
POLICY_VIOLATION = 1008  # websocket close code, RFC 6455, 7.4.1

INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


class Refusal(NamedTuple):
    """Why a request goes no further: an HTTP status and a sentence."""

    status: int
    reason: str


class Guard:
    """An ASGI app that hands on only what came from our own page.

    Args:
        app: what is guarded. It sees the path whole, token included.
        token: the first part of every path; letters, digits, ``-`` and ``_``.
        port: the port of 127.0.0.1 that we listen on.
    """

    def __init__(self, app: App, *, token: str, port: int) -> None:
        self._app = app
        self._token = token
        self._hosts = (f"127.0.0.1:{port}".encode(), f"localhost:{port}".encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on or refuse one request, one websocket, or the start and end of the process."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif refusal := self.refusal(scope):
            await _refuse(scope, send, refusal)
        elif scope["type"] == "websocket":
            await self._app(scope, receive, send)
        else:
            [host] = _values(scope, b"host")
            await self._app(scope, receive, _Answer(send, host.decode()))

    def refusal(self, scope: Scope) -> Refusal | None:
        """Return why a request or websocket is refused, None where it may go on."""
        hosts, origins = _values(scope, b"host"), _values(scope, b"origin")
        # Another name that leads to 127.0.0.1 is how a foreign page would get round the origin.
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            return Refusal(403, "This address is not Aimline's.")
        # A browser names the origin of every websocket; only a program can leave it out.
        if origins != [b"http://" + hosts[0]] and (origins or scope["type"] == "websocket"):
            return Refusal(403, "Another page may not use Aimline.")
        if len(scope["path"]) + len(scope["query_string"]) > LONGEST_ADDRESS:
            return Refusal(414, "This address is too long.")
        if sum(len(name) + len(value) for name, value in scope["headers"]) > LARGEST_HEAD:
            return Refusal(431, "This request carries too much.")
        first, *names = scope["path"].removeprefix("/").split("/")
        if not hmac.compare_digest(first.encode(), self._token.encode()) or not _plain(names):
            return Refusal(404, "There is nothing here. Use the address that Aimline printed.")
        if scope["type"] == "http":
            if scope["method"] not in ("GET", "HEAD"):
                return Refusal(405, "Only GET and HEAD are answered here.")
            length = _values(scope, b"content-length")
            if _values(scope, b"transfer-encoding") or any(n != b"0" for n in length):
                return Refusal(413, "A request here carries no body.")
        return None


class _Answer:
    """The way back out of one request: the same answer, with our headers.

    A page of HTML is held back until it is whole, because its policy names its inline scripts by
    their hashes (Flet writes one into the page at start). Nothing else is held.
    """

    def __init__(self, send: Send, host: str) -> None:
        self._send = send
        self._host = host
        self._start: Message | None = None
        self._page = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if _content_type(message) == b"text/html":
                self._start = message
            else:
                # The address is another one at each start, so a kept copy never grows stale.
                keep = b"private, max-age=86400" if message["status"] < 400 else b"no-store"
                await self._send(self._with_headers(message, keep, ()))
        elif self._start is None:
            await self._send(message)
        else:
            self._page += message.get("body", b"")
            if not message.get("more_body", False):
                scripts = INLINE_SCRIPT.findall(self._page)
                await self._send(self._with_headers(self._start, b"no-store", scripts))
                await self._send({**message, "body": self._page})

    def _with_headers(self, start: Message, keep: bytes, scripts: Iterable[bytes]) -> Message:
        ours = {
            b"cache-control": keep,
            b"content-security-policy": policy(self._host, scripts).encode(),
            b"cross-origin-resource-policy": b"same-origin",
            b"referrer-policy": b"no-referrer",
            b"x-content-type-options": b"nosniff",
            b"x-frame-options": b"DENY",
        }
        theirs = [
            (name, value)
            for name, value in start["headers"]
            if name.lower() not in ours and not name.lower().startswith(b"access-control-")
        ]
        return {**start, "headers": [*theirs, *ours.items()]}


def policy(host: str, scripts: Iterable[bytes] = ()) -> str:
    """Return the Content-Security-Policy of an answer: nothing outside may be asked for.

    Args:
        host: name and port under which we were asked, the only place to connect to.
        scripts: the inline scripts of the page, byte for byte as they stand in it.
    """
    hashes = " ".join(f"'sha256-{_sha256(script)}'" for script in scripts)
    return "; ".join(
        [
            "default-src 'self'",
            # Flutter compiles WebAssembly, and starts its drawing thread from a blob.
            f"script-src 'self' 'wasm-unsafe-eval' {hashes}".rstrip(),
            "worker-src blob:",
            "style-src 'self' 'unsafe-inline'",  # Flutter sets styles on what it draws
            "img-src 'self' blob: data:",
            "font-src 'self'",
            # Not every browser counts a websocket among 'self'.
            f"connect-src 'self' ws://{host}",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ]
    )


async def _refuse(scope: Scope, send: Send, refusal: Refusal) -> None:
    if scope["type"] == "websocket":
        # Before it was accepted: the browser sees a failed handshake, not an open socket.
        await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        return
    body = refusal.reason.encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
        (b"connection", b"close"),  # what it still wants to send is not read
    ]
    if refusal.status == 405:
        headers.append((b"allow", b"GET, HEAD"))
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def _plain(names: list[str]) -> bool:
    """Tell whether a path's parts only go down: no ``..``, drive, share or backslash in them."""
    return not any(
        name in (".", "..")
        or (name == "" and place < len(names) - 1)
        or any(sign in "\\:" or sign < " " for sign in name)
        for place, name in enumerate(names)
    )


def _values(scope: Scope, name: bytes) -> list[bytes]:
    return [value for key, value in scope["headers"] if key.lower() == name]


def _content_type(start: Message) -> bytes:
    values: list[bytes] = [v for k, v in start["headers"] if k.lower() == b"content-type"]
    return values[0].split(b";")[0].strip() if values else b""


def _sha256(script: bytes) -> str:
    return base64.b64encode(hashlib.sha256(script).digest()).decode()
