"""Requests to a web server, by httpx."""

import asyncio
from collections.abc import Mapping

import httpx

from sync.dav import Answer
from sync.folder import Login

_WAIT = httpx.Timeout(60, connect=10)  # seconds


class Httpx:
    """Connections to one server, kept until closed."""

    def __init__(self, login: Login | None, *, own_machine: bool = False) -> None:
        """Ask nothing yet.

        Args:
            login: None where the server lets anybody in.
            own_machine: don't go by the environment's proxy.
        """
        self._client = httpx.Client(auth=login, timeout=_WAIT, trust_env=not own_machine)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    async def ask(
        self, verb: str, url: str, *, headers: Mapping[str, str], content: bytes, most: int
    ) -> Answer:
        """Return the answer."""

        def ask() -> Answer:
            with self._client.stream(verb, url, headers=headers, content=content) as answer:
                body = bytearray()
                for part in answer.iter_bytes():
                    body += part
                    if len(body) > most:
                        return Answer(answer.status_code, None)
                return Answer(answer.status_code, bytes(body))

        try:
            return await asyncio.to_thread(ask)
        except httpx.HTTPError as problem:
            raise OSError(type(problem).__name__) from problem
