"""A line that is too long for the screen, in pieces of about one length; no word stands alone."""

from collections.abc import Sequence


def pieces(widths: Sequence[float], room: float) -> list[range]:
    """Return the words of each piece: as few pieces as can be, and those even.

    A word stands alone only where it is too wide to stand beside another, or is all there is.

    Args:
        widths: how wide each word of the line is.
        room: how wide a piece may be.
    """
    if sum(widths) <= room:
        return [range(len(widths))]
    fewest = len(_filled(widths, room))
    low, high = min(sum(widths) / fewest, room), room
    for _ in range(12):  # to a four-thousandth of the room
        middle = (low + high) / 2
        if len(_filled(widths, middle)) <= fewest:
            high = middle
        else:
            low = middle
    found = _filled(widths, high)
    for at in range(len(found) - 1, 0, -1):
        before, here = found[at - 1], found[at]
        joined = widths[before[-1]] + sum(widths[here[0] : here[-1] + 1])
        if len(here) == 1 and len(before) > 2 and joined <= room:
            found[at - 1] = range(before[0], before[-1])
            found[at] = range(before[-1], here[-1] + 1)
    return found


def _filled(widths: Sequence[float], room: float) -> list[range]:
    """Return pieces that each take as many words as they have room for."""
    found: list[range] = []
    first, used = 0, 0.0
    for word, width in enumerate(widths):
        if word > first and used + width > room:
            found.append(range(first, word))
            first, used = word, 0.0
        used += width
    return [*found, range(first, len(widths))]
