"""A form: one alternate version of a measure, its items and its lines.

Items and lines count from 0. ``lines`` belongs to the form: neither the width
of a screen nor the size of its letters changes where a line ends.
"""

from dataclasses import dataclass
from itertools import pairwise


class BadForm(ValueError):
    """A form whose parts do not fit together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One alternate version.

    ``id`` is a short code printed on paper and kept with every score; it says
    nothing about the level, because the student sees it. ``lines`` holds the
    index of each line's first item, so ``lines[0]`` is 0. Measures whose items
    group (problems of digits, words of sounds) carry ``groups`` the same way,
    and a ``key`` where there is one.

    Raises:
        BadForm: there are no items, or lines do not start at 0 and rise.
    """

    id: str
    measure: str
    level: str
    items: tuple[str, ...]
    lines: tuple[int, ...]
    title: str = ""
    genre: str = ""
    groups: tuple[int, ...] = ()
    key: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.items:
            raise BadForm("a form needs at least one item; this one has none")
        for name, starts in (("lines", self.lines), ("groups", self.groups)):
            if name == "groups" and not starts:
                continue
            rises = all(a < b for a, b in pairwise(starts))
            if not starts or starts[0] != 0 or not rises or starts[-1] >= len(self.items):
                raise BadForm(
                    f"{name} must start at 0, rise, and stay below {len(self.items)} "
                    f"(the number of items), not {list(starts)[:20]}"
                )

    def line_of(self, item: int) -> int:
        """Return the line an item stands in."""
        return sum(start <= item for start in self.lines) - 1

    def line(self, line: int) -> range:
        """Return the items of one line."""
        end = self.lines[line + 1] if line + 1 < len(self.lines) else len(self.items)
        return range(self.lines[line], end)
