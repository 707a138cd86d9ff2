"""The cipher of this machine: the ``cryptography`` package."""

import asyncio

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from sync.errors import NotGenuine
from sync.keys.cipher import KEY


class NativeCipher:
    """The ``cryptography`` package."""

    async def derive(self, passphrase: bytes, salt: bytes, rounds: int) -> bytes:
        """Derive on another thread, so that the event loop goes on."""
        kdf = PBKDF2HMAC(SHA256(), KEY, salt, rounds)
        return await asyncio.to_thread(kdf.derive, passphrase)

    async def seal(self, key: bytes, nonce: bytes, data: bytes, along: bytes) -> bytes:
        """Seal."""
        return AESGCM(key).encrypt(nonce, data, along)

    async def open(self, key: bytes, nonce: bytes, sealed: bytes, along: bytes) -> bytes:
        """Open."""
        try:
            return AESGCM(key).decrypt(nonce, sealed, along)
        except InvalidTag:
            raise NotGenuine("the bytes were changed, or sealed with another key") from None
