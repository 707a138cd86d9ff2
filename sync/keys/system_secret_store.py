"""This machine's secret store: the operating system's key store, else a file in the data folder.

A key store may ask its owner first, so it is called on a thread.
"""

import asyncio
import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

import keyring
from keyring.errors import KeyringError

from sync.errors import NoSecretStore

FILE = "keys.json"
_SERVICE = "Aimline"
_REAL = 1  # the lowest priority of a backend that really stores secrets


class SystemSecretStore:
    """The secrets of one data folder.

    The file is used where no key store works; once the file exists, only the file is
    used. If a key store stops accepting secrets, the ring and the secrets read since the
    start are written into the file with the new one; any other server's password has to
    be typed again.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()
        self._file = self._folder / FILE
        backend = keyring.get_keyring()
        real = not self._file.exists() and backend.priority >= _REAL
        self._backend = backend if real else None
        self._turn = Lock()
        self._names = {"ring"}  # a key store doesn't list what it keeps

    @property
    def where(self) -> str:
        """A sentence that says where the secrets are kept."""
        if self._backend:
            return f"The keys are kept in this computer's key store ({self._backend.name})."
        return f"The keys are kept in {self._file}, a file that only this user can read."

    async def get(self, name: str) -> str | None:
        """Return a secret, None if there is none.

        Raises:
            NoSecretStore: the key store is locked, or the file is damaged.
        """
        return await asyncio.to_thread(self._get, name)

    async def put(self, name: str, secret: str) -> None:
        """Keep a secret; it is durable on return.

        Raises:
            NoSecretStore: neither the key store nor the file accepts it, or the key store accepts
                nothing and can't be read; nothing was changed.
        """
        await asyncio.to_thread(self._alone, self._put, name, secret)

    async def drop(self, name: str) -> None:
        """Forget a secret, if it is there.

        Raises:
            NoSecretStore: the key store, or the file, refuses.
        """
        await asyncio.to_thread(self._alone, self._drop, name)

    def _alone(self, change: Callable[..., None], *args: str) -> None:
        """Change one secret at a time: the thread of a cancelled call goes on."""
        with self._turn:
            change(*args)

    def _get(self, name: str) -> str | None:
        self._names.add(name)
        if self._backend:
            try:
                return self._backend.get_password(_SERVICE, f"{name} {self._folder}")
            except KeyringError as problem:
                raise NoSecretStore(
                    "This computer's key store is locked or doesn't answer. Unlock it, then try "
                    "again."
                ) from problem
        found = self._read().get(name)
        return found if isinstance(found, str) else None

    def _put(self, name: str, secret: str) -> None:
        self._names.add(name)
        if self._backend is None:
            self._write({**self._read(), name: secret})
            return
        with suppress(KeyringError):
            self._backend.set_password(_SERVICE, f"{name} {self._folder}", secret)
            return
        # Some key stores take only few bytes, some refuse without a session. Once the file
        # exists only the file is used, so all secrets go there, or none.
        kept = {known: it for known in self._names if (it := self._get(known)) is not None}
        self._write({**kept, name: secret})
        self._backend = None

    def _drop(self, name: str) -> None:
        if self._get(name) is None:
            return
        if self._backend is None:
            self._write({known: it for known, it in self._read().items() if known != name})
            return
        try:
            self._backend.delete_password(_SERVICE, f"{name} {self._folder}")
        except KeyringError as problem:
            raise NoSecretStore(
                "This computer's key store doesn't let go of a password."
            ) from problem

    def _write(self, secrets: dict[str, Any]) -> None:
        draft, text = self._file.with_suffix(".part"), json.dumps(secrets)
        try:
            draft.unlink(missing_ok=True)
            descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._file)
        except OSError as problem:
            raise NoSecretStore(f"{self._file} can't be written: {problem.strerror}.") from problem

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self._file.read_bytes())
        except FileNotFoundError:
            return {}
        except OSError as problem:
            raise NoSecretStore(f"{self._file} can't be read: {problem.strerror}.") from problem
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise NoSecretStore(
                f"{self._file} is damaged. Put it aside, then join the shared folder again with "
                "its passphrase; nothing is lost."
            )
        return found
