"""Serve the built site on 127.0.0.1, to try it. A school's host does the same with HTTPS."""

import json
import sys
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from web.tablet_policy import HEADERS_FILE

HOST = "127.0.0.1"
TYPES = {
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".txt": "text/plain; charset=utf-8",
}


class Handler(SimpleHTTPRequestHandler):
    """Gives out files with the headers that docs/tablet.md asks of a host."""

    extensions_map = {**TYPES, "": "application/octet-stream"}  # noqa: RUF012 (as its parent has it)
    server_version = "Aimline"
    sys_version = ""

    def end_headers(self) -> None:
        """Add our headers to every answer."""
        for name, value in json.loads((Path(self.directory) / HEADERS_FILE).read_bytes()).items():
            self.send_header(name, value)
        content = self.path.lstrip("/").startswith("files/")
        fresh = "public, max-age=31536000, immutable" if content else "no-cache"
        self.send_header("Cache-Control", fresh)
        super().end_headers()

    def list_directory(self, path: object) -> None:  # noqa: ARG002 (as its parent has it)
        """List nothing."""
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


def server(folder: Path, port: int) -> ThreadingHTTPServer:
    """Return a server of a folder, already listening; port 0 finds a free one."""
    handler: Callable[..., Handler] = partial(Handler, directory=str(folder))
    return ThreadingHTTPServer((HOST, port), handler)


def serve(folder: Path, port: int) -> int:
    """Serve until Ctrl-C; return the exit code."""
    if not (folder / "sw.js").exists():
        print("There is no tablet build yet; run python -m web build first.", file=sys.stderr)
        return 1
    try:
        with server(folder, port) as running:
            print(f"Aimline's tablet build is at http://{HOST}:{running.server_port}/", flush=True)
            running.serve_forever()
    except KeyboardInterrupt:
        return 0
    except OSError as problem:
        print(f"Port {port} can't be used: {problem.strerror}", file=sys.stderr)
        return 1
    return 0
