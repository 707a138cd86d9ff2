"""Where a browser keeps the secrets: in files of its own, because it has no key store."""

import json
import zlib
from typing import Any, Self

from store.files import File, Files
from sync.errors import NoSecretStore

NAMES = ("keys.a", "keys.b")


class BrowserSecretStore:
    """Two files: one has the secrets, a change goes to the other, and then the first is emptied.

    So a browser that is killed at any moment leaves one whole, and what was
    dropped stays nowhere.
    """

    where = (
        "The keys, and what the folder's server asks for, are kept in this browser's own files on "
        "this device: a browser has no key store. Whoever can unlock the device can use them, so "
        "lock it."
    )

    @classmethod
    async def open(cls, files: Files) -> Self:
        """Open both files.

        Raises:
            OSError: the browser doesn't give them.
        """
        return cls([await files.open(name) for name in NAMES])

    def __init__(self, files: list[File]) -> None:
        found = [_read(file) for file in files]
        last = max((0, 1), key=lambda at: found[at][0])
        self._last, self._other = files[last], files[1 - last]
        self._number, self._secrets = found[last]

    def holds(self, name: str) -> bool:
        """Tell whether there is a secret of that name."""
        return name in self._secrets

    async def get(self, name: str) -> str | None:
        """Return a secret, None if there is none."""
        return self._secrets.get(name)

    async def put(self, name: str, secret: str) -> None:
        """Keep a secret; it is safe on return.

        Raises:
            NoSecretStore: the browser refused.
        """
        self._write({**self._secrets, name: secret})

    async def drop(self, name: str) -> None:
        """Forget a secret; one that isn't there is fine.

        Raises:
            NoSecretStore: the browser refused.
        """
        if name in self._secrets:
            self._write({known: it for known, it in self._secrets.items() if known != name})

    def _write(self, secrets: dict[str, str]) -> None:
        text = json.dumps([self._number + 1, secrets]).encode()
        raw = b"%08x %s" % (zlib.crc32(text), text)
        try:
            self._other.truncate(0)
            self._other.write_at(0, raw)
            self._other.flush()
            self._last.truncate(0)
            self._last.flush()
        except OSError as problem:
            raise NoSecretStore(f"The keys can't be kept: {problem.strerror}.") from problem
        self._last, self._other = self._other, self._last
        self._number, self._secrets = self._number + 1, secrets


def _read(file: File) -> tuple[int, dict[str, str]]:
    """Return a file's number and secrets; (0, none) of one that is empty or was not finished."""
    raw = file.read(0, file.size)
    if raw[:9] != b"%08x " % zlib.crc32(raw[9:]):
        return 0, {}
    found: Any = json.loads(raw[9:])
    return found[0], found[1]
