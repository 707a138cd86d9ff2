"""What the local page is made of: the client's files at once, its websockets when Flet is there.

To import Flet takes the better part of a second, and the client needs more than one to download
and start. So the files are given out while a thread imports Flet. Each goes out in one piece: a
piece more is another turn to wait for beside the importing thread.
"""

import asyncio
import json
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from web.client_fonts import CLIENT_FONTS
from web.guard import App, Receive, Scope, Send

if TYPE_CHECKING:
    import flet as ft

Main = Callable[["ft.Page"], object]  # what Flet calls with each new page

TYPES = {
    ".html": b"text/html; charset=utf-8",
    ".js": b"text/javascript",
    ".json": b"application/json",
    ".mjs": b"text/javascript",
    ".otf": b"font/otf",
    ".png": b"image/png",
    ".ttf": b"font/ttf",
    ".wasm": b"application/wasm",
    ".woff2": b"font/woff2",
}


class Site:
    """An ASGI app: one Flet app under one path.

    Args:
        token: the path's only part, which the guard has compared already.
        assets: our own files; what they lack comes from Flet's client.
        load: called in a thread as soon as the server is up; returns the Flet app.
    """

    def __init__(self, *, token: str, assets: Path, load: Callable[[], Main]) -> None:
        self._root = f"/{token}/"
        self._load = load
        self._tabs: asyncio.Future[App] = asyncio.Future()
        self._waiting: set[asyncio.Task[Any]] = set()  # websockets that came before the tabs
        self._folders = (assets, client_files())
        page = self._file("index.html")
        fonts = self._file("assets/FontManifest.json")
        assert page is not None
        assert fonts is not None
        self._written = {
            "": page.replace(b'<base href="/">', f'<base href="{self._root}">'.encode()),
            "assets/FontManifest.json": json.dumps(_fonts(json.loads(fonts))).encode(),
        }

    async def load(self) -> None:
        """Import Flet and start what it needs.

        Raises:
            Exception: whatever ``load`` raised; no websocket is ever answered then.
        """
        tabs = await asyncio.to_thread(self._imported)
        if not self._tabs.cancelled():
            self._tabs.set_result(tabs)

    async def stop(self) -> None:
        """End what still waits for Flet: Aimline is stopped while it is starting."""
        self._tabs.cancel()
        if self._waiting:
            await asyncio.wait(self._waiting)

    def _imported(self) -> App:
        from web.tabs import Tabs

        return Tabs(self._load())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or websocket."""
        if scope["type"] == "lifespan":
            raise NotImplementedError("the server is told that there is none")
        name = scope["path"].removeprefix(self._root)
        if scope["type"] == "websocket":
            await self._open(scope, receive, send)
        else:
            await _answer(name, self._written.get(name) or self._file(name), scope["method"], send)

    async def _open(self, scope: Scope, receive: Receive, send: Send) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._waiting.add(task)
        try:
            tabs = await asyncio.shield(self._tabs)
        except asyncio.CancelledError:  # by ``stop``
            await send({"type": "websocket.close", "code": 1012})
            return
        finally:
            self._waiting.discard(task)
        await tabs(scope, receive, send)

    def _file(self, name: str) -> bytes | None:
        """Return a file's content; that the name only goes down is the guard's business."""
        for folder in self._folders:
            path = folder / name
            if path.is_file():
                return path.read_bytes()
        return None


def _fonts(families: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out the twenty fonts of formulas: the client would draw nothing before it has them."""
    return [*(one for one in families if "katex" not in str(one["fonts"])), *CLIENT_FONTS]


async def _answer(name: str, content: bytes | None, method: str, send: Send) -> None:
    found = content is not None
    body = content if content is not None else b"There is nothing here."
    kind = TYPES.get(Path(name or "index.html").suffix, b"application/octet-stream")
    headers = [
        (b"content-type", kind if found else b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        # Isolated, a page may have the threads that Flutter draws with.
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-embedder-policy", b"require-corp"),
    ]
    status = 200 if found else 404
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if method == "HEAD" else body})


def client_files() -> Path:
    """Return the folder of Flet's client, without importing any of Flet."""
    found = find_spec("flet_web")
    assert found is not None
    assert found.submodule_search_locations
    return Path(found.submodule_search_locations[0]) / "web"
