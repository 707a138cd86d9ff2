"""The three things done with a secret that Python's standard library can't do.

Everything else (hashes, HMAC, derived keys) is standard library. A browser's
WebCrypto knows these three too and answers later, so all of them are awaited:
``native.py`` is for this machine, ``web/tablet/webcrypto.py`` for a tablet.
"""

from typing import Protocol

KEY = 32  # bytes
NONCE = 12
TAG = 16


class Cipher(Protocol):
    """AES-256-GCM and PBKDF2-SHA256. Keys have 32 bytes, nonces 12; the tag is the last 16."""

    async def derive(self, passphrase: bytes, salt: bytes, rounds: int) -> bytes:
        """Return the key that belongs to a passphrase; takes about a second on purpose."""
        ...

    async def seal(self, key: bytes, nonce: bytes, data: bytes, along: bytes) -> bytes:
        """Return the data sealed, and bound to what goes along in the open."""
        ...

    async def open(self, key: bytes, nonce: bytes, sealed: bytes, along: bytes) -> bytes:
        """Return what was sealed.

        Raises:
            NotGenuine: not one bit may differ, in what is sealed or what goes along.
        """
        ...
