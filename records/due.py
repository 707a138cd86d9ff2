"""Who is to be given a probe, and since when: a pure reading of plans, scores, absences and days.

A probe is due as many days of school after the last one that counts as its plan says, and on the
plan's first day where there is none. While a plan has no goal and no baseline, one is due on each
day of school until the baseline's three are there. Whoever was absent, or refused, stays due, and
comes first on the next day; whatever was interrupted is still to do.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from probes.progress.baseline import BaselineMissing, baseline
from probes.progress.series import ScoredProbe
from records.absences import Why
from records.instructional_days import DAY, InstructionalDays
from records.name_comparison import sort_key
from records.plans import Plan

State = Literal["due", "interrupted", "absent", "refused", "given", "later"]
"""``due`` and ``interrupted`` are to do; ``later`` is due on a day to come."""

BASELINE_DAYS = 10  # of school before a plan, in which its baseline may have been given
FARTHEST_BACK = 120  # days: longer than any summer
TO_DO: tuple[State, ...] = ("due", "interrupted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One student's next probe under one plan.

    ``day`` is when it is, or was, due; ``late`` counts the days of school since then. ``left`` are
    the forms to give, of ``plan.forms``; ``baseline_left`` those that the baseline lacks, 0 where
    it doesn't matter. ``missed`` are days on which it couldn't be given, since it is due.
    """

    student: str
    plan: Plan
    day: date
    state: State
    last: date | None = None
    late: int = 0
    left: int = 1
    baseline_left: int = 0
    missed: Mapping[date, Why]


def due(
    student: str,
    plan: Plan,
    probes: Sequence[ScoredProbe],
    absences: Mapping[date, Why],
    days: InstructionalDays,
    today: date,
    *,
    has_goal: bool,
) -> Due:
    """Return a student's next probe under a plan, as of a day.

    Args:
        student: whose it is, with merges resolved.
        probes: those of the plan's series, in any order; what is later than today is not looked at.
        absences: the student's, by day.
        days: which days are taught.
        has_goal: the plan has a goal, so that its baseline is settled.
    """
    past = [probe for probe in probes if probe.day <= today]
    counted = [probe for probe in past if probe.counts]
    before = max((p.day for p in counted if p.day < today), default=None)
    now = [probe for probe in counted if probe.day == today]
    lacking = 0 if has_goal else _lacking(plan, counted, days)
    when = _when(plan, before, days, lacking=lacking + len(now) if not has_goal else 0)
    left = max(0, plan.forms - len(now))
    state: State = "due"
    if now and not left:
        state, left = "given", 0
    elif today < when:
        state = "later"
    elif today in absences:
        state = absences[today]
    elif any(probe.day == today for probe in past if not probe.counts):
        state = "interrupted"
    latest = max((p.day for p in counted), default=None)
    return Due(
        student=student,
        plan=plan,
        day=when,
        state=state,
        last=latest,
        late=days.between(when, today) if when < today else 0,
        left=left,
        baseline_left=lacking,
        missed={day: why for day, why in absences.items() if when <= day <= today},
    )


def _when(plan: Plan, last: date | None, days: InstructionalDays, *, lacking: int) -> date:
    begins = days.first_from(plan.since)
    if last is None:
        return begins
    after = 1 if lacking > 0 and last >= plan.since else plan.every
    return max(begins, days.after(last, after))


def _lacking(plan: Plan, counted: Sequence[ScoredProbe], days: InstructionalDays) -> int:
    """Return how many probes the plan's baseline still lacks."""
    mine = [p for p in counted if days.between(p.day, plan.since) <= BASELINE_DAYS]
    found = baseline(mine, school_days=days.between)
    return found.more if isinstance(found, BaselineMissing) else 0


def by_need(
    found: Iterable[Due], today: date, days: InstructionalDays, names: Mapping[str, str]
) -> list[Due]:
    """Return what is to do and what isn't, the most pressing first.

    First who missed the last day of school on which it was due, then who waits longest, then by
    name; ``names`` are those of students, by id.
    """
    last_day = _day_before(today, days)

    def need(one: Due) -> tuple[bool, bool, int, date, tuple[str, str, str], str]:
        waiting = one.state in TO_DO
        return (
            not waiting,
            last_day not in one.missed,
            -one.late,
            one.day,
            sort_key(names.get(one.student, "")),
            f"{one.student} {one.plan.id}",
        )

    return sorted(found, key=need)


def _day_before(today: date, days: InstructionalDays) -> date:
    day = today - DAY
    for _ in range(FARTHEST_BACK):
        if days.taught(day):
            return day
        day -= DAY
    return today - DAY
