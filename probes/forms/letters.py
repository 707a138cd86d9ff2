"""Letters as they come in: one way to write each, and what is no letter at all."""

import unicodedata

# As PDFs have them; the fonts at hand draw none.
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# A hyphen that shows only at a line's end, and what takes no room: they come along unseen.
_NOTHING = dict.fromkeys("\u00ad\u200b\u2060\ufeff", "")
_SIMPLER = str.maketrans(_LIGATURES | _NOTHING | dict.fromkeys("‐‑", "-"))


def simplified(text: str) -> str:
    """Return a text with letters composed, ligatures spelled out, and nothing that takes no room.

    Every space and hyphen is a plain one; tabs and line ends stay.
    """
    text = unicodedata.normalize("NFC", text.translate(_SIMPLER))
    return "".join(" " if unicodedata.category(c) == "Zs" else c for c in text)


def bare(text: str) -> str:
    """Return a text without the marks that join the letter before them: vowel signs, accents."""
    return "".join(c for c in text if not unicodedata.category(c).startswith("M"))


def unprintable(text: str) -> str:
    """Return the first character that can't be seen or printed, "" if there is none."""
    return next((c for c in text if not c.isprintable()), "")
