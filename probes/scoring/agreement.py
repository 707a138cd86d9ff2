"""How far two people who scored the same probe agree (docs/scoring.md, "Two scorers").

Items are compared one by one, because equal totals can hide errors that cancel each other.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from probes.giving.events import ERROR_KINDS
from probes.giving.session import Session
from probes.giving.sheet import is_whole_word, segment_over
from probes.measures.measure import Measure
from probes.scoring.counting import left_out

State = Literal[
    "correct",
    "error",
    "skipped",
    "not reached",
    "joined",
    "blank",
    "repeated",
    "missing",
]
Way = Literal["", "lenient", "strict"]

SOUNDS_TARGET, TARGET = 90, 95  # per cent of items, house targets
SHARE = 20  # per cent of an examiner's probes to be scored twice
SYSTEMATIC = 3  # items that differ one way before it is called a pattern
MOST_SYSTEMATIC = 10  # per cent of probes with one, above which all are looked at again


@dataclass(frozen=True, slots=True)
class Difference:
    """An item on which two scorers differ: what the first made of it, and the second.

    ``extra`` are the digits too many in the answer that the item ends, to each of them.
    """

    item: int
    first: State
    second: State
    extra: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two scorers on one probe. ``correct`` are the correct items to each of them."""

    items: int
    differences: tuple[Difference, ...]
    correct: tuple[int, int]
    target: int

    @property
    def agreed(self) -> int:
        """How many items they agree on."""
        return self.items - len(self.differences)

    @property
    def by_item(self) -> float | None:
        """Items agreed on, in per cent; None where there are none."""
        return 100 * self.agreed / self.items if self.items else None

    @property
    def by_total(self) -> float | None:
        """The smaller total in per cent of the larger; None where both are 0."""
        smaller, larger = sorted(self.correct)
        return 100 * smaller / larger if larger else None

    @property
    def meets_target(self) -> bool:
        """Whether they agree on as many items as they should."""
        return self.by_item is None or self.by_item >= self.target

    @property
    def systematic(self) -> Way:
        """Whether the first scorer's marks differ one way: "lenient" or "strict".

        Three items or more differ that way, and at least three times as many as the other way. A
        last item that differs is one slip, whatever lies between, and is not counted here.
        """
        ways = Counter(_way(one) for one in self.differences)
        lenient, strict = ways["lenient"], ways["strict"]
        if lenient >= max(SYSTEMATIC, SYSTEMATIC * strict):
            return "lenient"
        return "strict" if strict >= max(SYSTEMATIC, SYSTEMATIC * lenient) else ""


def target(measure: Measure) -> int:
    """Return the per cent of items that two scorers should agree on."""
    return SOUNDS_TARGET if measure.marked in ("credits", "segments") else TARGET


def agreement(first: Session, second: Session) -> Agreement:
    """Compare what two scorers made of one probe, item by item, up to the further last item.

    Raises:
        ValueError: they did not score the same form.
    """
    if first.form != second.form:
        raise ValueError("two scorers are compared on one form")
    form = first.form
    states = tuple(_states(one) for one in (first, second))
    reached = max(len(one) for one in states)
    beyond: tuple[State, ...] = ("not reached",)
    padded = [one + beyond * (reached - len(one)) for one in states]
    differences: list[Difference] = []
    for item in range(reached):
        mine, theirs = padded[0][item], padded[1][item]
        extra = (0, 0)
        if form.groups and item == form.group(form.group_of(item))[-1]:
            group = form.group_of(item)
            extra = (first.sheet.extras.get(group, 0), second.sheet.extras.get(group, 0))
        if mine != theirs or extra[0] != extra[1]:
            differences.append(Difference(item, mine, theirs, extra))
    right = tuple(one.count("correct") for one in padded)
    return Agreement(reached, tuple(differences), (right[0], right[1]), target(first.measure))


def pooled(found: Sequence[Agreement]) -> float | None:
    """Return the items agreed on over several probes, in per cent; None where there are none."""
    items = sum(one.items for one in found)
    return 100 * sum(one.agreed for one in found) / items if items else None


def needed(probes: int, scored_twice: int) -> int:
    """Return how many more of an examiner's probes are to be scored twice."""
    return max(0, -(-probes * SHARE // 100) - scored_twice)


def looks_systematic(found: Sequence[Agreement]) -> bool:
    """Tell whether so many probes show a pattern that all of an examiner's are looked at again."""
    shown = sum(one.systematic != "" for one in found)
    return bool(found) and 100 * shown > MOST_SYSTEMATIC * len(found)


def _states(session: Session) -> tuple[State, ...]:
    """Return what each item came to, up to the last one."""
    last = session.place if session.last is None else session.last
    return tuple(_state(session, item) for item in range(0 if last is None else last + 1))


def _state(session: Session, item: int) -> State:
    if session.is_skipped(item):
        return "skipped"
    mark = session.marks.get(item)
    match session.measure.marked:
        case "errors":
            return "error" if mark is not None and mark.kind in ERROR_KINDS else "correct"
        case "credits":
            return "correct" if mark is not None and mark.kind == "credit" else "blank"
        case "segments":
            return _segment(session, item)
        case "digits":
            if left_out(session, session.form.group_of(item)):
                return "missing"
            if mark is None:
                return "correct"
            return "missing" if mark.kind == "missing" else "error"


def _segment(session: Session, item: int) -> State:
    own, over = session.marks.get(item), segment_over(session.marks, item)
    if over is None:
        return "blank"
    if over.kind != "credit":
        return "error"
    if is_whole_word(session.form, over):
        return "repeated"
    return "correct" if own is not None else "joined"


def _way(one: Difference) -> Way:
    if "not reached" in (one.first, one.second) or one.first == one.second:
        return ""
    return "lenient" if one.first == "correct" else "strict" if one.second == "correct" else ""
