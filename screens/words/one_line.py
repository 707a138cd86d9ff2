"""Several things said on one line."""

from collections.abc import Iterable

STOP = "."


def one_line(parts: Iterable[str]) -> str:
    """Return what is said as one line, a middle dot between two; what is empty is left out.

    A sentence among them loses its closing stop, and a name keeps its own: "Kyra D.".
    """
    said = [part for part in parts if part]
    return " · ".join(said if len(said) < 2 else map(without_stop, said))


def without_stop(text: str) -> str:
    """Return a sentence without its closing stop; a capital's or a "…"'s isn't one."""
    if not text.endswith(STOP) or text.endswith(STOP * 2):
        return text
    last = text.rsplit(maxsplit=1)[-1]
    return text if last[:1].isupper() else text[: -len(STOP)]
