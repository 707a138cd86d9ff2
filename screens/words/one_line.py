"""Several things said on one line."""

import re
from collections.abc import Iterable

STOP = "."
_SHORTENED = re.compile(
    r"(?:.*[\s.-])?[^\W\d_][^\W\d_A-Zaeiouyáéíóú]{0,3}\.", re.DOTALL
)  # "D.", "Jr."; not "IEP."


def one_line(parts: Iterable[str]) -> str:
    """Return what is said as one line, a middle dot between two; what is empty is left out.

    A sentence among them loses its closing stop, and a name keeps its own: "Kyra D.".
    """
    said = [part for part in parts if part]
    return " · ".join(said if len(said) < 2 else filter(None, map(without_stop, said)))


def without_stop(text: str) -> str:
    """Return a sentence without its closing stop; that of "D.", "Jr." or "..." stays."""
    if not text.endswith(STOP) or text.endswith(STOP * 2):
        return text
    last = text.rsplit(maxsplit=1)[-1]
    shortened = last[:1].isupper() and _SHORTENED.fullmatch(last)
    return text if shortened else text[: -len(STOP)]
