"""Which letters can be seen: no font but those that come along is ever fetched.

They are our own and Flet's Roboto. What they lack is drawn as nothing at all (docs/tablet.md,
"Names it can draw"), so whoever types it has to be told.
"""

import re

_DRAWN = re.compile(
    "["
    " -\u017f\u01a0\u01a1\u01af\u01b0\u01fa-\u01ff\u0218-\u021b"  # Latin of Europe, Vietnamese
    "\u02bc\u0300\u0301\u0303\u0304\u0308\u0309\u0323\u1ea0-\u1ef9\u1e80-\u1e85\u1e9e"
    "\u0386-\u03ce\u0400-\u0513"  # Greek, Cyrillic
    "\u2010-\u2015\u2018-\u201e\u2026"
    "]"
)


def unseen(text: str) -> str:
    """Return the letters of a text that would not be drawn, each once; "" if all are."""
    return "".join(dict.fromkeys(letter for letter in text if not _DRAWN.match(letter)))
