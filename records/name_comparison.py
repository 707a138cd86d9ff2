"""Names as they are compared: one normalisation for the whole tree."""

import unicodedata


def normalised(name: str) -> str:
    """Return a name as it is compared: NFC, casefolded, single spaces, none around it."""
    return tidied(tidied(name).casefold())


def tidied(name: str) -> str:
    """Return a name as it is shown: NFC, single spaces, none around it."""
    return " ".join(unicodedata.normalize("NFC", name).split())
