"""The code of the screen lock, as it is kept.

The lock keeps a passer-by, or the student beside, from looking. It wraps nothing but the
screen: the records lie on the device as they always do. So its hash needs no more than what
every Python has, and a forgotten code ends by waiting, never by a loss.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

MINUTES = (2, 5, 15, 60)  # without a tap, until the code is asked for
SHORTEST, LONGEST = 4, 12  # digits
ROUNDS = 20_000  # of the hash: a fifth of a second on a slow tablet


def readable(kept: object) -> Mapping[str, Any] | None:
    """Return a code as it was kept, None if it can't be one."""
    if not isinstance(kept, Mapping):
        return None
    salt, rounds, digest = (kept.get(name) for name in ("salt", "rounds", "hash"))
    texts = isinstance(salt, str) and isinstance(digest, str)
    return kept if texts and type(rounds) is int and 0 < rounds <= 1_000_000 else None


def hashed(code: str, salt: str, rounds: int) -> str:
    digest = f"{salt} {code}".encode()
    for _ in range(rounds):
        digest = sha256(digest).digest()
    return digest.hex()
