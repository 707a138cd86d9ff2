"""Which letters can be seen: no font but those that come along is ever fetched.

They are our own and Flet's Roboto. What they lack is drawn as nothing at all (docs/tablet.md,
"Names it can draw"), so whoever types it has to be told.
"""

import re

_DRAWN = re.compile(
    "["
    " -~\u00a0-\u017f\u01a0\u01a1\u01af\u01b0\u01fa-\u01ff"  # Latin of Europe, Vietnamese
    "\u0218-\u021b"
    "\u02bc\u0300\u0301\u0303\u0304\u0308\u0309\u0323\u1ea0-\u1ef9\u1e80-\u1e85\u1e9e"
    "\u0386-\u03ce\u0400-\u0513"  # Greek, Cyrillic
    "\u2010-\u2015\u2018-\u201e\u2026"
    "]"
)

# What Lexend, in which forms are set, has beyond those.
_SET = re.compile(
    "["
    "\u018f\u0192\u019d\u01c4-\u01d4\u01e6\u01e7\u01ea\u01eb\u01f1\u01f2\u0200-\u0217\u022a-\u022d"
    "\u0230-\u0233\u0237\u0259\u0272\u02bb\u02be\u02bf\u02c6-\u02c8\u02cc\u02da\u02dc\u02dd"
    "\u1e08\u1e09\u1e0c-\u1e0f\u1e14-\u1e17\u1e1c\u1e1d\u1e20\u1e21\u1e24\u1e25\u1e2a\u1e2b"
    "\u1e2e\u1e2f\u1e36\u1e37\u1e3a\u1e3b\u1e42-\u1e49\u1e4c-\u1e53\u1e5a\u1e5b\u1e5e-\u1e69"
    "\u1e6c-\u1e6f\u1e78-\u1e7b\u1e8e\u1e8f\u1e92\u1e93\u1e97"
    "\u2020\u2022\u2033\u2039\u203a\u2044\u20ac\u2113\u2122\u2212\u2215"
    "]"
)
# What all the fonts of paper have: the rest is printed as a question mark.
_PRINTED = re.compile(
    "["
    " -~\u00a0-\u00ac\u00ae-\u00b4\u00b6-\u0107\u010a-\u0113\u0116-\u011b\u011e-\u0123\u0126\u0127"
    "\u012a\u012b\u012e-\u0133\u0136\u0137\u0139-\u013e\u0141-\u0148\u0150-\u0155\u0158-\u015b"
    "\u015e-\u0165\u016a\u016b\u016e-\u017e\u0192\u0218-\u021b\u0237\u02c6\u02c7\u02da\u02dc\u02dd"
    "\u0300\u0301\u0303\u0304\u0308\u1e80-\u1e85\u1e9e\u1ef2\u1ef3\u2009\u2013\u2014\u2018-\u201a"
    "\u201c-\u201e\u2020\u2022\u2026\u2039\u203a\u2044\u20ac\u20b9\u2113\u2122\u2212\u2215"
    "]"
)


def unseen_in_form(text: str) -> str:
    """Return the letters of a form that no screen would draw, each once."""
    return "".join(letter for letter in unseen(text) if not _SET.match(letter))


def unprinted(text: str) -> str:
    """Return the letters of a text that paper would have a question mark for, each once."""
    return "".join(dict.fromkeys(letter for letter in text if not _PRINTED.match(letter)))


def unseen(text: str) -> str:
    """Return the letters of a name that would not be drawn, each once; "" if all are."""
    return "".join(dict.fromkeys(letter for letter in text if not _DRAWN.match(letter)))
