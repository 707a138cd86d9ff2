"""What stands between a device and its server, and may answer with a login page instead of it."""

import threading
from collections.abc import Iterator, Set
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import urlsplit

from servers import ServerFolder

PAGE = b"<!doctype html><html><head><title>Log in</title></head><body><form><br></form></html>"
_OWN = {"connection", "transfer-encoding", "keep-alive"}  # headers of one connection


class Between(BaseHTTPRequestHandler):
    """Passes on what is asked and answered, or answers itself."""

    protocol_version = "HTTP/1.1"
    server: Any

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.command in self.server.verbs:
            self.send_response(self.server.way)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(PAGE)))
            if self.server.way == 302:
                self.send_header("Location", "https://login.invalid/?then=here")
            self.end_headers()
            self.wfile.write(PAGE if self.command != "HEAD" else b"")
            return
        behind = HTTPConnection("127.0.0.1", self.server.behind, timeout=60)
        headers = {name: value for name, value in self.headers.items() if name.lower() != "expect"}
        behind.request(self.command, self.path, body, headers)
        answer = behind.getresponse()
        data = answer.read()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in {*_OWN, "content-length"}:
                self.send_header(name, value)
        if answer.status != 204:
            length = answer.getheader("Content-Length") if self.command == "HEAD" else None
            self.send_header("Content-Length", length or str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        behind.close()

    do_GET = do_HEAD = do_PUT = do_MKCOL = do_PROPFIND = do_DELETE = do_POST = _answer  # noqa: N815

    def log_message(self, *_: object) -> None:
        pass


class LoginPage(ThreadingHTTPServer):
    """Answers the ``verbs`` itself; the same folder behind it has the address of ``folder``."""

    ALL: ClassVar[Set[str]] = {"GET", "HEAD", "PUT", "MKCOL", "PROPFIND", "DELETE", "POST"}
    daemon_threads = True

    def __init__(self, folder: ServerFolder, way: int) -> None:
        super().__init__(("127.0.0.1", 0), Between)
        address, query, endpoint = folder.address.partition("?endpoint=")
        port = urlsplit(endpoint or address).port
        self.behind, self.way = port, way
        self.verbs: Set[str] = set()
        self.folder = folder._replace(
            address=f"{address}{query}{endpoint}".replace(f":{port}", f":{self.server_port}")
        )


@contextmanager
def login_page(folder: ServerFolder, way: int) -> Iterator[LoginPage]:
    """Stand before a server on this machine; the login page has the status ``way``."""
    with LoginPage(folder, way) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
