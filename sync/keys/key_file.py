"""Key files: all keys of a ring, wrapped by a passphrase.

Whoever knows the passphrase has every key that the file's maker had, so one file opens
everything that was ever shared. docs/format.md, "Keys", has the bytes.
"""

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from store.event import is_too_deep
from sync.errors import BadKeyFile, NewerKeyFile, NotGenuine, WeakPassphrase, WrongPassphrase
from sync.keys.cipher import NONCE, Cipher
from sync.keys.team_keys import KEY_ID, Ring, unhex

FORMAT = 2  # of a file in which a key says how far those it replaces count; of others, 1
KDF = "pbkdf2-sha256"
ROUNDS = 600_000  # in new key files; a slow machine takes about a second
LEAST_ROUNDS, MOST_ROUNDS = 600_000, 1_200_000  # anybody can make a file that asks for many
LARGEST_FILE = 2**18  # bytes of a key file: there may be an end for each of 1,400 chains
SHORTEST = 8  # characters of a passphrase

_NAME = re.compile(r"keys/([0-9a-f]{16})-([0-9a-f]{16})\.key")
_WITHIN = re.compile(r"keys/[0-9a-f]{16}-[0-9a-f]{16}")
_SALT = 16


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The readable part of a key file. ``holds`` are the ids of all keys in its sealed box."""

    name: str
    raw: bytes = field(repr=False)
    holds: frozenset[str]
    rounds: int

    @property
    def key(self) -> str:
        """The id of its current key."""
        return key_of(self.name) or ""


def key_of(name: str) -> str | None:
    """Return the key id in a key file's path, None if it is another path."""
    found = _NAME.fullmatch(name)
    return found[1] if found else None


def key_name_within(path: str) -> str | None:
    """Return the key file's path that a conflicted copy's path begins with, None for others."""
    found = _WITHIN.match(path)
    return f"{found[0]}.key" if found else None


def key_file(name: str, raw: bytes) -> KeyFile:
    """Read a key file without opening it.

    Raises:
        BadKeyFile: its bytes don't match its name, or make no sense.
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
        or not all(isinstance(id_, str) and KEY_ID.fullmatch(id_) for id_ in holds)
        or found[1] not in holds
    ):
        raise BadKeyFile(f"{name} is not a key file of Aimline")
    if type(rounds) is not int or not LEAST_ROUNDS <= rounds <= MOST_ROUNDS:
        raise BadKeyFile(
            f"{name} asks for {rounds!r} rounds of {KDF}; "
            f"allowed are {LEAST_ROUNDS:,} to {MOST_ROUNDS:,}"
        )
    return KeyFile(name, raw, frozenset(holds), rounds)


def refuse_weak(passphrase: str) -> None:
    """Refuse a new passphrase that is too short.

    Raises:
        WeakPassphrase: it has fewer than 8 characters.
    """
    if len(_normalized(passphrase)) < SHORTEST:
        raise WeakPassphrase(
            f"A passphrase needs at least {SHORTEST} characters; four or five words are better."
        )


async def wrap(
    cipher: Cipher, ring: Ring, passphrase: str, *, salt: bytes, nonce: bytes, rounds: int = ROUNDS
) -> KeyFile:
    """Return a key file that holds all keys of a ring.

    Args:
        salt: 16 random bytes, new for each file.
        nonce: 12 random bytes, new for each file.

    Raises:
        WeakPassphrase: the passphrase has fewer than 8 characters.
    """
    refuse_weak(passphrase)
    current = ring.current
    keys = sorted(ring.to_json(), key=lambda one: one["key"] != current.key.hex())
    fields = {
        "format": FORMAT if ring.bounding else 1,
        "kdf": KDF,
        "rounds": rounds,
        "salt": salt.hex(),
        "nonce": nonce.hex(),
        "holds": sorted(ring.ids),
    }
    key = await cipher.derive(_normalized(passphrase), salt, rounds)
    box = await cipher.seal(key, nonce, _text(keys), _text(fields))
    raw = _text({**fields, "box": box.hex()})
    name = f"keys/{current.id}-{hashlib.sha256(raw).digest()[:8].hex()}.key"
    return key_file(name, raw)


async def unwrap(cipher: Cipher, file: KeyFile, passphrase: str) -> Ring:
    """Return the keys in a key file.

    Raises:
        WrongPassphrase: the passphrase doesn't open it, or the file is damaged.
        BadKeyFile: it opens, but its content makes no sense.
    """
    data = _object(file.name, file.raw)
    box = data.pop("box", None)
    try:
        salt, nonce = unhex(data.get("salt"), _SALT), unhex(data.get("nonce"), NONCE)
        sealed = bytes.fromhex(box if isinstance(box, str) else "")
    except ValueError:
        raise BadKeyFile(f"{file.name} is not a key file of Aimline") from None
    key = await cipher.derive(_normalized(passphrase), salt, file.rounds)
    try:
        inside = await cipher.open(key, nonce, sealed, _text(data))
    except NotGenuine:
        raise WrongPassphrase(
            "This passphrase doesn't open the shared folder. Check its spelling."
        ) from None
    try:
        ring = Ring.from_json(_parsed(inside))
    except ValueError as problem:
        raise BadKeyFile(f"{file.name} opens, but {problem}") from None
    if ring.ids != file.holds or not ring.keys or ring.current.id != file.key:
        raise BadKeyFile(f"{file.name} opens, but holds other keys than it says")
    return ring


def _normalized(passphrase: str) -> bytes:
    """Return a passphrase as bytes that are the same for every keyboard."""
    return unicodedata.normalize("NFKC", passphrase).strip().encode()


def _text(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _object(name: str, raw: bytes) -> dict[str, Any]:
    try:
        data = _parsed(raw)
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise BadKeyFile(f"{name} is not a key file of Aimline")
    version = data.get("format")
    if type(version) is int and version > FORMAT:
        raise NewerKeyFile(
            f"{name} was written by a newer Aimline (format {version}; this one reads up to "
            f"{FORMAT}). Update Aimline on this device."
        )
    if type(version) is not int or version < 1:
        raise BadKeyFile(f"{name} is not a key file of Aimline")
    return data


def _parsed(raw: bytes) -> object:
    """Return the JSON value in some bytes; only UTF-8, because sync.log keeps it as text."""
    if is_too_deep(raw):
        raise ValueError("it is nested without end")
    return json.loads(raw.decode())
