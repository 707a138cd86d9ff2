"""Where a device keeps its secrets: the team keys, and what a server asks for.

The passphrase is never among them.
"""

import json
from typing import Protocol

from sync.folders.folder import Login
from sync.keys.team_keys import Ring


class NoSafe(OSError):
    """The secrets can't be read or kept; the sentence says why."""

    def __str__(self) -> str:
        """Return the sentence."""
        return str(self.args[0])


class Safe(Protocol):
    """Secrets by name. Everything awaited may raise ``NoSafe``."""

    @property
    def where(self) -> str:
        """Where the secrets lie, in a sentence."""
        ...

    async def get(self, name: str) -> str | None:
        """Return a secret, None if there is none."""
        ...

    async def put(self, name: str, secret: str) -> None:
        """Keep a secret; it is safe on return."""
        ...

    async def drop(self, name: str) -> None:
        """Forget a secret; one that isn't there is fine."""
        ...


class RingInSafe:
    """The key store that sharing asks for."""

    def __init__(self, safe: Safe) -> None:
        self._safe = safe

    async def load(self) -> Ring:
        """Return the ring."""
        text = await self._safe.get("ring")
        try:
            return Ring() if text is None else Ring.from_json(json.loads(text))
        except ValueError:
            raise NoSafe(
                "What the key store has for Aimline is damaged. Remove it there, then join the "
                "shared folder again with its passphrase; nothing is lost."
            ) from None

    async def save(self, ring: Ring) -> None:
        """Keep the ring."""
        text = json.dumps(ring.to_json(), separators=(",", ":"))
        await self._safe.put("ring", text)


async def login_of(safe: Safe, server: str) -> Login | None:
    """Return what is kept for a server.

    What was kept under its name without a port, as once was usual, is from then on this
    server's and no other's on the same machine.
    """
    text = await safe.get(f"login {server}")
    before = server.rpartition(":")[0]
    if text is None and "://" in before:
        text = await safe.get(f"login {before}")
        if text is not None:
            await safe.put(f"login {server}", text)
            await safe.drop(f"login {before}")
    return None if text is None else Login(*json.loads(text))


async def keep_login(safe: Safe, server: str, login: Login) -> None:
    """Keep what a server asks for."""
    await safe.put(f"login {server}", json.dumps(login))
