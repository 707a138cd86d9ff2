"""A form: one alternate version of a measure, with its items and lines.

Items, lines and groups count from 0. The lines are part of the form: neither the
width of a screen nor the size of its text changes where a line ends.
"""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

JOINT = "-"  # at an item's end: it is the first part of a word, as well- of well-known


class BadForm(ValueError):
    """A form whose fields don't fit together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One alternate version.

    ``id`` is a short code printed on paper and stored with every administration; it
    doesn't reveal the level, because the student sees it. ``lines`` has the index of
    each line's first item, so ``lines[0]`` is 0. If items form groups (the digits of a
    problem, the sounds of a word), ``groups`` has their first items likewise, and
    ``prompts`` what each group stands for: "fish", "mip", "8 + 7". ``key`` has the right
    answer to each item if that isn't the item itself: "12" for the pair "7 12", "5" for
    the row "4 _ 6".

    Raises:
        BadForm: there are no items, lines or groups do not start at 0 and rise, or
            there are not as many prompts as groups, or keys as items.
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
    prompts: tuple[str, ...] = ()

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
        if self.key and len(self.key) != len(self.items):
            raise BadForm(
                f"key must have one answer for each of the {len(self.items)} items, "
                f"not {len(self.key)}"
            )
        if self.prompts and len(self.prompts) != len(self.groups):
            raise BadForm(
                f"prompts must be one for each of the {len(self.groups)} groups, "
                f"not {len(self.prompts)}"
            )

    @property
    def content(self) -> tuple[object, ...]:
        """What the form is. Level, title and genre are only said of it, and can be corrected."""
        return self.measure, self.items, self.lines, self.groups, self.key, self.prompts

    def joins_next(self, item: int) -> bool:
        """Return whether an item and the next are written as one word, which counts as two."""
        text, following = self.items[item], item + 1
        part = self.measure == "orf" and text[-2:-1].isalnum() and text.endswith(JOINT)
        return part and following < len(self.items) and following not in self.lines

    def text_of(self, line: int) -> str:
        """Return a line as it is read: items with a space between, parts of a word with none."""
        line_items = self.line(line)
        parts = (self.items[i].rstrip() + ("" if self.joins_next(i) else " ") for i in line_items)
        return "".join(parts).rstrip()

    def line_of(self, item: int) -> int:
        """Return the line that an item is in."""
        return bisect_right(self.lines, item) - 1

    def line(self, line: int) -> range:
        """Return the items of one line."""
        return self._run(self.lines, line)

    def group_of(self, item: int) -> int:
        """Return the group that an item is in, or -1 if the form has no groups."""
        return bisect_right(self.groups, item) - 1

    def group(self, group: int) -> range:
        """Return the items of one group."""
        return self._run(self.groups, group)

    def prompt(self, group: int) -> str:
        """Return a group's prompt, or an empty text if the form has no prompts."""
        return self.prompts[group] if self.prompts else ""

    def _run(self, starts: tuple[int, ...], number: int) -> range:
        end = starts[number + 1] if number + 1 < len(starts) else len(self.items)
        return range(starts[number], end)
