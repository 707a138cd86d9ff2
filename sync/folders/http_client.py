"""Requests to a web server, by urllib3."""

import asyncio
import ssl
from base64 import b64encode
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import certifi
import urllib3
from urllib3.util import make_headers, parse_url

from sync.errors import FolderProblem
from sync.folders.dav_folder import DavResponse
from sync.folders.folder import Login

_KEPT = 32  # connections: at most one for each of asyncio's threads
_PART = 64 * 1024  # bytes
_NO_PROXY = (
    "The proxy in this computer's network settings, or in http_proxy or https_proxy, can't be "
    "read. It looks like http://proxy.example:8080. Mend it there, then try again."
)


class Connections:
    """Connections to one server, kept open until ``close``."""

    def __init__(self, url: str, login: Login | None, *, own_machine: bool = False) -> None:
        """Ask nothing yet.

        Args:
            url: an address on that server.
            login: None if the server needs none.
            own_machine: the server is on this machine; ignore the system's proxy.

        Raises:
            FolderProblem: the proxy in the system's settings can't be read.
        """
        self._headers = make_headers(accept_encoding="gzip")
        if login:
            self._headers["Authorization"] = _basic(":".join(login))
        parts = urlsplit(url)
        how: dict[str, Any] = {
            "maxsize": _KEPT,
            "timeout": urllib3.Timeout(connect=10, read=60),  # seconds
            "ssl_context": _trusted() if parts.scheme == "https" else None,
        }
        try:
            proxy = None if own_machine else _proxy(parts.scheme, parts.hostname or "")
            self._pool = _by_proxy(proxy, how) if proxy else urllib3.PoolManager(**how)
        except ValueError:  # its text may have the proxy's password
            raise FolderProblem(_NO_PROXY) from None
        self._answers: set[urllib3.BaseHTTPResponse] = set()

    def close(self) -> None:
        """Close the connections; an answer still being received breaks off."""
        for answer in list(self._answers):
            with suppress(ValueError, RuntimeError, OSError):  # it has just ended
                answer.shutdown()
        self._pool.clear()

    async def ask(
        self, verb: str, url: str, *, headers: Mapping[str, str], content: bytes, most: int
    ) -> DavResponse:
        """Return the answer."""

        def ask() -> DavResponse:
            answer = self._pool.request(
                verb,
                url,
                headers={**self._headers, **headers},
                body=content or None,
                preload_content=False,
                redirect=False,
                retries=False,
            )
            self._answers.add(answer)
            try:
                body = bytearray()
                for part in answer.stream(_PART):
                    body += part
                    if len(body) > most:
                        answer.close()
                        return DavResponse(answer.status, None)
                return DavResponse(answer.status, bytes(body))
            finally:
                self._answers.discard(answer)
                answer.release_conn()

        try:
            return await asyncio.to_thread(ask)
        except urllib3.exceptions.HTTPError as problem:
            raise OSError(type(problem).__name__) from problem


def _basic(login: str) -> str:
    return f"Basic {b64encode(login.encode()).decode()}"


def _by_proxy(proxy: str, how: Mapping[str, Any]) -> urllib3.ProxyManager:
    parts = parse_url(proxy)
    if not parts.host:
        raise ValueError("no host")
    login = parts.auth
    heads = {"Proxy-Authorization": _basic(unquote(login))} if login else {}
    return urllib3.ProxyManager(proxy, proxy_headers=heads, **how)


def _trusted() -> ssl.SSLContext:
    """Trust this system's authorities, which may include a school's own, and those of browsers."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _proxy(scheme: str, host: str) -> str | None:
    """Return the proxy that the system's settings or the environment name, if any."""
    proxies = getproxies()
    proxy = None if proxy_bypass(host) else proxies.get(scheme) or proxies.get("all")
    if proxy and "://" not in proxy:
        proxy = f"http://{proxy}"
    return proxy if proxy and urlsplit(proxy).scheme in ("http", "https") else None
