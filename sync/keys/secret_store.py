"""Where a device keeps its secrets: the team keys and the logins of servers.

The passphrase is never kept.
"""

import json
from typing import Protocol

from sync.errors import NoSecretStore
from sync.folders.folder import Login
from sync.keys.team_keys import Ring


class SecretStore(Protocol):
    """Secrets by name. Everything awaited may raise ``NoSecretStore``."""

    @property
    def where(self) -> str:
        """A sentence that says where the secrets are kept."""
        ...

    async def get(self, name: str) -> str | None:
        """Return a secret, None if there is none."""
        ...

    async def put(self, name: str, secret: str) -> None:
        """Keep a secret; it is durable on return."""
        ...

    async def drop(self, name: str) -> None:
        """Forget a secret, if it is there."""
        ...


class StoredRing:
    """A ``KeyStore`` in a secret store."""

    def __init__(self, secret_store: SecretStore) -> None:
        self._secret_store = secret_store

    async def load(self) -> Ring:
        """Return the ring."""
        text = await self._secret_store.get("ring")
        try:
            return Ring() if text is None else Ring.from_json(json.loads(text))
        except ValueError:
            raise NoSecretStore(
                "What the key store has for Aimline is damaged. Remove it there, then join the "
                "shared folder again with its passphrase; nothing is lost."
            ) from None

    async def save(self, ring: Ring) -> None:
        """Keep the ring."""
        text = json.dumps(ring.to_json(), separators=(",", ":"))
        await self._secret_store.put("ring", text)


async def login_of(secret_store: SecretStore, server: str) -> Login | None:
    """Return the login kept for a server, None if there is none.

    Older versions kept logins without a port. Such a login goes to the first server of that
    host that asks for it, and to no other.
    """
    text = await secret_store.get(f"login {server}")
    before = server.rpartition(":")[0]
    if text is None and "://" in before:
        text = await secret_store.get(f"login {before}")
        if text is not None:
            await secret_store.put(f"login {server}", text)
            await secret_store.drop(f"login {before}")
    return None if text is None else Login(*json.loads(text))


async def keep_login(secret_store: SecretStore, server: str, login: Login) -> None:
    """Keep the login of a server."""
    await secret_store.put(f"login {server}", json.dumps(login))
