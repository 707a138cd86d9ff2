"""The cipher of what runs the tests: this machine's Python, or a tablet's (test_interpreter)."""

import sys

if sys.platform == "emscripten":
    from web.tablet.webcrypto import WebCrypto as Real
else:
    from sync.keys.native_cipher import NativeCipher as Real

__all__ = ["Real"]
