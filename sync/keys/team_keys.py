"""Team keys, and the ring of them that a device has. docs/format.md, "Keys", has the bytes."""

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Protocol, Self

from sync.keys.cipher import KEY

KEY_ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class TeamKey:
    """32 random bytes that all devices of a vault share.

    ``vault`` is the vault's random id. ``replaces`` are the ids of the keys that this one
    replaced: no new record may be sealed under them.
    """

    key: bytes = field(repr=False)
    vault: str
    replaces: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """The key's id, 16 hexadecimal digits, which reveal nothing about the key."""
        return hashlib.sha256(b"aimline key" + self.key).digest()[:8].hex()

    def derived(self, use: bytes) -> bytes:
        """Return the subkey for one use."""
        return hkdf(self.key, b"aimline " + use)


@lru_cache(maxsize=1024)
def hkdf(key: bytes, info: bytes) -> bytes:
    """Return 32 bytes by HKDF-SHA256 (RFC 5869) without a salt."""
    extracted = hmac.digest(bytes(32), key, "sha256")
    return hmac.digest(extracted, info + b"\x01", "sha256")


@dataclass(frozen=True, slots=True)
class Ring:
    """Every team key that this device has; empty if it is in no vault."""

    keys: tuple[TeamKey, ...] = ()

    def __contains__(self, key_id: object) -> bool:
        """Tell whether a key of that id is here."""
        return any(key.id == key_id for key in self.keys)

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all keys."""
        return frozenset(key.id for key in self.keys)

    @property
    def vaults(self) -> frozenset[str]:
        """The vault's id; two, if two devices founded it at once."""
        return frozenset(key.vault for key in self.keys)

    @property
    def unreplaced(self) -> tuple[TeamKey, ...]:
        """The keys that no other replaces: two, if two devices founded the vault at once."""
        replaced = {id_ for key in self.keys for id_ in key.replaces}
        return tuple(key for key in self.keys if key.id not in replaced) or self.keys

    @property
    def current(self) -> TeamKey:
        """The key for new records: one that no other replaces; of two, that with the lower id."""
        return min(self.unreplaced, key=lambda key: key.id)

    def get(self, key_id: str) -> TeamKey | None:
        """Return the key of an id."""
        return next((key for key in self.keys if key.id == key_id), None)

    def with_keys(self, more: Iterable[TeamKey]) -> "Ring":
        """Return a ring that has these keys too."""
        keys = {key.id: key for key in self.keys}
        for key in more:
            known = keys.get(key.id, key)
            keys[key.id] = TeamKey(key.key, known.vault, known.replaces | key.replaces)
        return Ring(tuple(keys[id_] for id_ in sorted(keys)))

    def to_json(self) -> list[dict[str, Any]]:
        """Return plain JSON values: the secrets themselves, for a key store."""
        return [
            {"key": key.key.hex(), "vault": key.vault, "replaces": sorted(key.replaces)}
            for key in self.keys
        ]

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Return the ring that ``to_json`` returned as JSON values.

        Raises:
            ValueError: the value is not that of a ring.
        """
        keys = []
        if not isinstance(value, list):
            raise ValueError("a ring is a list of keys")  # noqa: TRY004 (it is a bad value)
        for one in value:
            match one:
                case {"key": str(key), "vault": str(vault), "replaces": list(replaces)}:
                    if not all(isinstance(id_, str) and KEY_ID.fullmatch(id_) for id_ in replaces):
                        raise ValueError("a key replaces keys by their ids")
                    keys.append(TeamKey(unhex(key, KEY), vault, frozenset(replaces)))
                case _:
                    raise ValueError("a key has key, vault and replaces")
        return cls(tuple(keys))


class KeyStore(Protocol):
    """Where a device keeps its ring, apart from the records; the passphrase is never kept."""

    async def load(self) -> Ring:
        """Return the kept ring, an empty one if none was kept. May raise OSError."""
        ...

    async def save(self, ring: Ring) -> None:
        """Replace the kept ring; durable on return. May raise OSError."""
        ...


def unhex(value: object, size: int) -> bytes:
    """Return ``size`` bytes from hexadecimal digits.

    Raises:
        ValueError: the value is not so many digits.
    """
    found = bytes.fromhex(value) if isinstance(value, str) else b""
    if len(found) != size:
        raise ValueError(f"{size} bytes are needed, as hexadecimal digits")
    return found
