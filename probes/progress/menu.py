"""What could change, ordered by what the record shows; and the group before the child.

Teachers who were told what to change did better than those told only that a change was due (Fuchs,
Hamlett and Stecker 1991). The school can edit the list; nobody is told which to take.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from probes.progress.dose import Dose

Change = Literal[
    "restore delivery",
    "check delivery",
    "accuracy first",
    "other protocol",
    "check the form",
    "move the level",
    "more minutes",
    "smaller group",
]
Shown = Literal[
    "too little given",
    "not offered",
    "absent",
    "delivery not recorded",
    "group is below",
    "accuracy is low",
    "error pattern",
    "odd form",
    "unusual score",
    "under the floor",
]
CHOICES: tuple[Change, ...] = (
    "check delivery",
    "more minutes",
    "smaller group",
    "accuracy first",
    "move the level",
    "other protocol",
    "check the form",
)

GROUP_LEAST = 3
GROUP_SHARE = 2 / 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordShows:
    """What the record shows beside the scores. None and False: not known, or nothing."""

    dose: Dose | None = None
    accuracy_low: bool = False
    error_pattern: bool = False
    odd_form: bool = False
    unusual: bool = False
    under_floor: bool = False
    group_below: bool = False


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One change: a key of ours, or the school's own words; and what speaks for it."""

    change: str
    because: tuple[Shown, ...] = ()


def menu(shows: RecordShows, choices: Sequence[str] = CHOICES) -> tuple[MenuItem, ...]:
    """Return the choices, those first that the record speaks for; the others in their own order.

    What wasn't given is restored first, whether the school has that on its list or not; how it is
    delivered is looked at before anything is changed, if nobody recorded it or the group is below.
    """
    reasons = _reasons(shows)
    first = [change for change in reasons if change in choices or change == "restore delivery"]
    rest = [change for change in choices if change not in first]
    return tuple(MenuItem(change, reasons.get(change, ())) for change in [*first, *rest])


def _reasons(shows: RecordShows) -> dict[str, tuple[Shown, ...]]:
    """Return what speaks for each change, in the order in which they are offered."""
    reasons: dict[str, tuple[Shown, ...]] = {}

    def note(change: Change, *shown: Shown | Literal[""]) -> None:
        if because := tuple(one for one in shown if one):
            reasons[change] = because

    low = shows.dose is not None and shows.dose.is_low
    unknown = shows.dose is None or shows.dose.share is None
    if low and shows.dose:
        note("restore delivery", "too little given", shows.dose.mostly)
    note(
        "check delivery",
        "group is below" if shows.group_below else "",
        "delivery not recorded" if unknown else "",
    )
    note("accuracy first", "accuracy is low" if shows.accuracy_low else "")
    note("other protocol", "error pattern" if shows.error_pattern else "")
    note(
        "check the form",
        "odd form" if shows.odd_form else "",
        "unusual score" if shows.unusual else "",
    )
    note("move the level", "under the floor" if shows.under_floor else "")
    return reasons
