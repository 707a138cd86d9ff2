"""Team keys, and the files in which a passphrase wraps them.

Whoever knows the passphrase has every key its maker had, so one file opens all
that was ever shared. docs/format.md, "The shared folder", has the bytes.
"""

import hashlib
import hmac
import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Protocol, Self

from sync.cipher import KEY, NONCE, Cipher, NotGenuine

FORMAT = 1
KDF = "pbkdf2-sha256"
ROUNDS = 600_000  # what is written; a slower machine takes about a second
LEAST_ROUNDS, MOST_ROUNDS = 600_000, 10_000_000
LARGEST_FILE = 65_536  # bytes of a key file
SHORTEST = 8  # characters of a passphrase

_NAME = re.compile(r"keys/([0-9a-f]{16})-([0-9a-f]{16})\.key")
_WITHIN = re.compile(r"keys/[0-9a-f]{16}-[0-9a-f]{16}")
_ID = re.compile(r"[0-9a-f]{16}")
_SALT = 16


class BadKeyFile(ValueError):
    """A key file is damaged, or not one."""


class NewerKeyFile(ValueError):
    """A key file has a format that only a later Aimline reads."""


class WrongPassphrase(ValueError):
    """The passphrase opens none of the folder's key files."""


class WeakPassphrase(ValueError):
    """The passphrase is too short to protect anything."""


@dataclass(frozen=True, slots=True)
class TeamKey:
    """32 random bytes that all devices of a vault share.

    ``vault`` is the vault's random id. ``replaces`` are the ids of keys that no
    new record may be sealed under, because this one came in their place.
    """

    key: bytes = field(repr=False)
    vault: str
    replaces: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """The key's id, 16 hexadecimal digits: it tells nothing about the key."""
        return hashlib.sha256(b"aimline key" + self.key).digest()[:8].hex()

    def derived(self, use: bytes) -> bytes:
        """Return the key for one use."""
        return hkdf(self.key, b"aimline " + use)


@lru_cache(maxsize=1024)
def hkdf(key: bytes, info: bytes) -> bytes:
    """Return 32 bytes by HKDF-SHA256 (RFC 5869) without a salt."""
    extracted = hmac.digest(bytes(32), key, "sha256")
    return hmac.digest(extracted, info + b"\x01", "sha256")


@dataclass(frozen=True, slots=True)
class Ring:
    """Every team key this device has. Without one, it is in no vault."""

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
        """The keys that none has come in place of: two after two foundings at once."""
        replaced = {id_ for key in self.keys for id_ in key.replaces}
        return tuple(key for key in self.keys if key.id not in replaced) or self.keys

    @property
    def current(self) -> TeamKey:
        """The key new records are sealed under: one that none replaces, the least id of two."""
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
        """Read what ``to_json`` gave.

        Raises:
            ValueError: it is something else.
        """
        keys = []
        if not isinstance(value, list):
            raise ValueError("a ring is a list of keys")  # noqa: TRY004 (it is a bad value)
        for one in value:
            match one:
                case {"key": str(key), "vault": str(vault), "replaces": list(replaces)}:
                    if not all(isinstance(id_, str) and _ID.fullmatch(id_) for id_ in replaces):
                        raise ValueError("a key replaces keys by their ids")
                    keys.append(TeamKey(_hex(key, KEY), vault, frozenset(replaces)))
                case _:
                    raise ValueError("a key has key, vault and replaces")
        return cls(tuple(keys))


class KeyStore(Protocol):
    """Where a device keeps its ring, apart from the records; the passphrase is kept nowhere."""

    async def load(self) -> Ring:
        """Return what was kept, an empty ring if nothing was. May raise OSError."""
        ...

    async def save(self, ring: Ring) -> None:
        """Keep a ring in place of the last; it is safe on return. May raise OSError."""
        ...


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A key file as anyone can read it. ``holds`` are the ids of all the keys in its box."""

    name: str
    raw: bytes = field(repr=False)
    holds: frozenset[str]
    rounds: int

    @property
    def key(self) -> str:
        """The id of the key that is current in it."""
        return key_of(self.name) or ""


def key_of(name: str) -> str | None:
    """Return the key's id that a key file's path carries, None if it is not such a path."""
    found = _NAME.fullmatch(name)
    return found[1] if found else None


def key_name_within(path: str) -> str | None:
    """Return the key file's path that a path begins with, as that of a conflicted copy."""
    found = _WITHIN.match(path)
    return f"{found[0]}.key" if found else None


def key_file(name: str, raw: bytes) -> KeyFile:
    """Read a key file without opening it.

    Raises:
        BadKeyFile: its bytes are not what its name says, or make no sense.
        NewerKeyFile: a later Aimline wrote it.
    """
    found = _NAME.fullmatch(name)
    if not found or hashlib.sha256(raw).digest()[:8].hex() != found[2]:
        raise BadKeyFile(f"{name} is damaged, or has not wholly arrived")
    data = _object(name, raw)
    holds, rounds = data.get("holds"), data.get("rounds")
    if (
        data.get("kdf") != KDF
        or not isinstance(holds, list)
        or not all(isinstance(id_, str) and _ID.fullmatch(id_) for id_ in holds)
        or found[1] not in holds
    ):
        raise BadKeyFile(f"{name} is not a key file of Aimline")
    if type(rounds) is not int or not LEAST_ROUNDS <= rounds <= MOST_ROUNDS:
        raise BadKeyFile(
            f"{name} asks for {rounds!r} rounds of {KDF}; "
            f"allowed are {LEAST_ROUNDS:,} to {MOST_ROUNDS:,}"
        )
    return KeyFile(name, raw, frozenset(holds), rounds)


async def wrap(
    cipher: Cipher, ring: Ring, passphrase: str, *, salt: bytes, nonce: bytes, rounds: int = ROUNDS
) -> KeyFile:
    """Return a key file that holds a whole ring.

    Args:
        salt: 16 random bytes, new for each file.
        nonce: 12 random bytes, new for each file.

    Raises:
        WeakPassphrase: the passphrase has fewer than 8 characters.
    """
    if len(_spelt(passphrase)) < SHORTEST:
        raise WeakPassphrase(
            f"A passphrase needs at least {SHORTEST} characters; four or five words are better."
        )
    current = ring.current
    keys = sorted(ring.to_json(), key=lambda one: one["key"] != current.key.hex())
    fields = {
        "format": FORMAT,
        "kdf": KDF,
        "rounds": rounds,
        "salt": salt.hex(),
        "nonce": nonce.hex(),
        "holds": sorted(ring.ids),
    }
    key = await cipher.derive(_spelt(passphrase), salt, rounds)
    box = await cipher.seal(key, nonce, _text(keys), _text(fields))
    raw = _text({**fields, "box": box.hex()})
    name = f"keys/{current.id}-{hashlib.sha256(raw).digest()[:8].hex()}.key"
    return key_file(name, raw)


async def unwrap(cipher: Cipher, file: KeyFile, passphrase: str) -> Ring:
    """Return the keys in a key file.

    Raises:
        WrongPassphrase: the passphrase doesn't fit, or the file is damaged.
        BadKeyFile: it fits, and what is inside makes no sense.
    """
    data = _object(file.name, file.raw)
    box = data.pop("box", None)
    try:
        salt, nonce = _hex(data.get("salt"), _SALT), _hex(data.get("nonce"), NONCE)
        sealed = bytes.fromhex(box if isinstance(box, str) else "")
    except ValueError:
        raise BadKeyFile(f"{file.name} is not a key file of Aimline") from None
    key = await cipher.derive(_spelt(passphrase), salt, file.rounds)
    try:
        inside = await cipher.open(key, nonce, sealed, _text(data))
    except NotGenuine:
        raise WrongPassphrase(
            "This passphrase doesn't open the shared folder. Check its spelling."
        ) from None
    try:
        ring = Ring.from_json(json.loads(inside))
    except ValueError as problem:
        raise BadKeyFile(f"{file.name} opens, but {problem}") from None
    if ring.ids != file.holds or not ring.keys or ring.current.id != file.key:
        raise BadKeyFile(f"{file.name} opens, but holds other keys than it says")
    return ring


def _spelt(passphrase: str) -> bytes:
    """Return the bytes of a passphrase, the same from every keyboard."""
    return unicodedata.normalize("NFKC", passphrase).strip().encode()


def _text(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _hex(value: object, size: int) -> bytes:
    found = bytes.fromhex(value) if isinstance(value, str) else b""
    if len(found) != size:
        raise ValueError(f"{size} bytes are needed, as hexadecimal digits")
    return found


def _object(name: str, raw: bytes) -> dict[str, Any]:
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise BadKeyFile(f"{name} is not a key file of Aimline")
    version = data.get("format")
    if type(version) is int and version > FORMAT:
        raise NewerKeyFile(
            f"{name} was written by a newer Aimline (format {version}; this one reads up to "
            f"{FORMAT}). Update Aimline on this device."
        )
    if version != FORMAT:
        raise BadKeyFile(f"{name} is not a key file of Aimline")
    return data
