"""Team keys, and the ring of them that a device has. docs/format.md, "Keys", has the bytes."""

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple, Protocol, Self

from sync.keys.cipher import KEY

KEY_ID = re.compile(r"[0-9a-f]{16}")
_END = re.compile(r"([0-9a-f]{16}) (\d{1,15}) ([0-9a-f]{64})")


class End(NamedTuple):
    """A chain's 32 bytes after a device's event of a number."""

    device: str
    number: int
    link: bytes


@dataclass(frozen=True, slots=True)
class TeamKey:
    """32 random bytes that all devices of a vault share.

    ``vault`` is the vault's random id. ``replaces`` are the ids of the keys that this one
    replaced: no new record may be sealed under them. ``ends`` are the chains' ends that were
    known then, up to which what is sealed under those counts; None if all of it does, because
    an older Aimline made the key, or it replaces none.
    """

    key: bytes = field(repr=False)
    vault: str
    replaces: frozenset[str] = frozenset()
    ends: frozenset[End] | None = field(default=None, repr=False)

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

    @property
    def bounding(self) -> frozenset[str]:
        """The ids of the keys that say how far those they replace count."""
        return frozenset(key.id for key in self.keys if key.ends is not None)

    def ends_of(self, key_id: str) -> frozenset[End] | None:
        """Return the ends up to which what is sealed under a key counts; None: all of it does.

        If two devices replaced a key at once, what either of them knew counts.
        """
        some = [k.ends for k in self.keys if k.ends is not None and key_id in k.replaces]
        return frozenset().union(*some) if some else None

    def get(self, key_id: str) -> TeamKey | None:
        """Return the key of an id."""
        return next((key for key in self.keys if key.id == key_id), None)

    def with_keys(self, more: Iterable[TeamKey]) -> "Ring":
        """Return a ring that has these keys too."""
        keys = {key.id: key for key in self.keys}
        for key in more:
            known = keys.get(key.id, key)
            ends = [one.ends for one in (known, key) if one.ends is not None]
            keys[key.id] = TeamKey(
                key.key,
                known.vault,
                known.replaces | key.replaces,
                frozenset().union(*ends) if ends else None,
            )
        return Ring(tuple(keys[id_] for id_ in sorted(keys)))

    def to_json(self) -> list[dict[str, Any]]:
        """Return plain JSON values: the secrets themselves, for a key store."""
        return [
            {"key": key.key.hex(), "vault": key.vault, "replaces": sorted(key.replaces)}
            | ({} if key.ends is None else {"ends": [_written(end) for end in sorted(key.ends)]})
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
                    ends = None if one.get("ends") is None else _ends(one["ends"])
                    keys.append(TeamKey(unhex(key, KEY), vault, frozenset(replaces), ends))
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


def _written(end: End) -> str:
    return f"{end.device} {end.number} {end.link.hex()}"


def _ends(value: object) -> frozenset[End]:
    ends = list[End]()
    for one in value if isinstance(value, list) else [None]:
        found = _END.fullmatch(one) if isinstance(one, str) else None
        if found is None:
            raise ValueError("a chain's end is a device, a number and 64 digits")
        ends.append(End(found[1], int(found[2]), bytes.fromhex(found[3])))
    return frozenset(ends)


def unhex(value: object, size: int) -> bytes:
    """Return ``size`` bytes from hexadecimal digits.

    Raises:
        ValueError: the value is not so many digits.
    """
    found = bytes.fromhex(value) if isinstance(value, str) else b""
    if len(found) != size:
        raise ValueError(f"{size} bytes are needed, as hexadecimal digits")
    return found
