"""The three cryptographic operations that Python's standard library lacks.

Everything else (hashes, HMAC, derived keys) is in the standard library. A browser's
WebCrypto has the three as well, asynchronously, so all of them are awaited:
``native_cipher.py`` is for this machine, ``web/tablet/webcrypto.py`` for a tablet.
"""

from typing import Protocol

KEY = 32  # bytes
NONCE = 12
TAG = 16


class Cipher(Protocol):
    """AES-256-GCM and PBKDF2-SHA256. Keys have 32 bytes, nonces 12; the tag is the last 16."""

    async def derive(self, passphrase: bytes, salt: bytes, rounds: int) -> bytes:
        """Return the key derived from a passphrase; deliberately takes about a second."""
        ...

    async def seal(self, key: bytes, nonce: bytes, data: bytes, along: bytes) -> bytes:
        """Return the data encrypted, and authenticated together with ``along``."""
        ...

    async def open(self, key: bytes, nonce: bytes, sealed: bytes, along: bytes) -> bytes:
        """Return the data that was sealed.

        Raises:
            NotGenuine: a bit differs, in the sealed data or in ``along``.
        """
        ...
