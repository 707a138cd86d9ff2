"""Requests to a WebDAV server by ``fetch``. docs/tablet.md says what the server must allow."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any

import js
from pyodide.ffi import JsException, to_js

from sync.folders.dav_folder import DavResponse
from sync.folders.folder import Login

MOVED = 301


class Fetching:
    """Requests that can be cut off together."""

    def __init__(self, login: Login | None) -> None:
        self._login = {} if login is None else {"Authorization": _basic(login)}
        self._ending = js.AbortController.new()

    def close(self) -> None:
        """Cut off what is under way."""
        self._ending.abort()

    async def ask(
        self, verb: str, url: str, *, headers: Mapping[str, str], content: bytes, most: int
    ) -> DavResponse:
        """Return the answer."""
        how = {
            "method": verb,
            "headers": {**headers, **self._login},
            "cache": "no-store",
            "credentials": "omit",  # no cookie: the user is in the headers
            "redirect": "manual",
            "referrerPolicy": "no-referrer",
            "signal": self._ending.signal,
        }
        if content:
            how["body"] = content
        try:
            answer = await js.fetch(url, to_js(how, dict_converter=js.Object.fromEntries))
            if answer.type == "opaqueredirect":
                return DavResponse(MOVED, b"")
            return DavResponse(int(answer.status), await _body(answer, most))
        except JsException as problem:
            # A browser doesn't tell a page which of the two it was.
            why = "or doesn't allow this page" if problem.name == "TypeError" else problem.name
            raise OSError(why) from None


def _basic(login: Login) -> str:
    return f"Basic {b64encode(f'{login.user}:{login.password}'.encode()).decode()}"


async def _body(answer: Any, most: int) -> bytes | None:
    """Return what an answer brings, None if that is more than so many bytes."""
    body = bytearray()
    if not answer.body:
        return b""
    reader = answer.body.getReader()
    while not (part := await reader.read()).done:
        body += part.value.to_bytes()
        if len(body) > most:
            await reader.cancel()
            return None
    return bytes(body)
