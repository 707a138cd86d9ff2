"""The cipher of a browser: WebCrypto. Its files are those of the native cipher, byte for byte."""

from typing import Any

import js
from pyodide.ffi import JsException, to_js

from sync.errors import NotGenuine
from sync.keys.cipher import KEY


class WebCrypto:
    """AES-256-GCM and PBKDF2-SHA256 by ``crypto.subtle``, which pages of HTTPS alone have."""

    async def derive(self, passphrase: bytes, salt: bytes, rounds: int) -> bytes:
        """Derive."""
        key = await _key(passphrase, "PBKDF2", "deriveBits")
        how = _object(name="PBKDF2", hash="SHA-256", salt=to_js(salt), iterations=rounds)
        return _bytes(await js.crypto.subtle.deriveBits(how, key, 8 * KEY))

    async def seal(self, key: bytes, nonce: bytes, data: bytes, along: bytes) -> bytes:
        """Seal."""
        how = _object(name="AES-GCM", iv=to_js(nonce), additionalData=to_js(along))
        used = await _key(key, "AES-GCM", "encrypt")
        return _bytes(await js.crypto.subtle.encrypt(how, used, to_js(data)))

    async def open(self, key: bytes, nonce: bytes, sealed: bytes, along: bytes) -> bytes:
        """Open."""
        how = _object(name="AES-GCM", iv=to_js(nonce), additionalData=to_js(along))
        used = await _key(key, "AES-GCM", "decrypt")
        try:
            return _bytes(await js.crypto.subtle.decrypt(how, used, to_js(sealed)))
        except JsException as problem:
            if problem.name != "OperationError":
                raise
            raise NotGenuine("the bytes were changed, or sealed with another key") from None


async def _key(raw: bytes, algorithm: str, use: str) -> Any:
    return await js.crypto.subtle.importKey("raw", to_js(raw), algorithm, False, to_js([use]))


def _bytes(buffer: Any) -> bytes:
    found: bytes = buffer.to_bytes()
    return found


def _object(**values: Any) -> Any:
    return to_js(values, dict_converter=js.Object.fromEntries)
