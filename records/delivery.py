"""What was planned for a student and what they were given: minutes, and steps of the protocol.

A session is planned on each day of instruction on which a group of the student's meets. What was
given is what was recorded: a day of which nothing was kept is unknown, not little. So there is no
dose while fewer than ``RECORDED`` of the planned sessions were kept, and where there is one, it
is of those (docs/decisions.md, "Dose").
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from probes.progress.dose import Dose
from records.groups import Group, GroupMembership, Groups
from records.instructional_days import DAY, InstructionalDays
from records.sessions import InterventionSession, Sessions

RECORDED = 0.80  # of planned sessions; house rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What was recorded of a student's sessions in a time.

    ``dose`` is None while too little was recorded to say. ``steps_done`` of ``steps_seen`` are the
    protocol's steps in sessions the student was in, 0 of 0 if none was looked at.
    """

    planned_sessions: int
    recorded_sessions: int
    dose: Dose | None
    steps_done: int
    steps_seen: int

    @property
    def fidelity(self) -> float | None:
        """The share of steps that were done, None if none was looked at."""
        return self.steps_done / self.steps_seen if self.steps_seen else None


class Deliveries:
    """What students were given, from the groups they are in and the sessions that were kept."""

    def __init__(self, groups: Groups, sessions: Sessions) -> None:
        self._groups = groups
        self._sessions = sessions

    @property
    def any_kept(self) -> bool:
        """Whether any session was kept; if none was, nobody has a dose."""
        return bool(self._sessions.all())

    def of(
        self, student: str, first: date, last: date, days: InstructionalDays, area: str = ""
    ) -> Delivery:
        """Return what a student was given from a day to a day, both included.

        Args:
            student: an id, with merges resolved.
            days: which days are taught.
            area: reading or math; groups of the other are left out. "" takes all.
        """
        mine = [one for one in self._groups.memberships() if one.student == student]
        found = {one.group: self._groups.get(one.group) for one in mine}
        groups = {
            one: group
            for one, group in found.items()
            if group is None or not area or group.settings.area in ("", area)
        }
        kept = [
            s
            for s in self._sessions.all()
            if first <= s.day <= last and (s.group in groups or s.student == student)
        ]
        return delivered(student, mine, groups, kept, first, last, days)


def delivered(
    student: str,
    memberships: Sequence[GroupMembership],
    groups: dict[str, Group | None],
    kept: Iterable[InterventionSession],
    first: date,
    last: date,
    days: InstructionalDays,
) -> Delivery:
    """Return what a student was given, of what was planned; see ``Deliveries.of``."""
    by_day = {(s.group, s.day): s for s in kept if s.group}
    alone = [s for s in kept if s.student == student]
    planned = recorded = given = 0
    minutes = given_minutes = not_offered = absent = 0
    done = seen = 0
    counted: set[str] = set()
    for group_id, group in groups.items():
        if group is None:
            continue
        until = last
        if group.archived:  # it plans nothing after its last session
            until = max((day for one, day in by_day if one == group_id), default=first - DAY)
        for day in _meetings(group, memberships, first, until, days):
            planned += 1
            session = by_day.get((group_id, day))
            if session is None:
                continue
            counted.add(session.id)
            recorded += 1
            wanted = session.planned or group.settings.minutes or session.minutes
            had = session.present.get(student, 0) if session.held else 0
            minutes, given_minutes = minutes + wanted, given_minutes + had
            given += had > 0
            if not session.held:
                not_offered += wanted
            elif had == 0:
                absent += wanted
            else:
                not_offered += max(0, wanted - had)
    others = [s for s in by_day.values() if s.id not in counted and s.held and student in s.present]
    extra = [(s, s.present.get(student, 0)) for s in others]
    extra += [(s, s.present.get(student, s.minutes)) for s in alone if s.held]
    given_minutes += sum(had for _, had in extra)  # made up for, or beside the plan
    given += sum(had > 0 for _, had in extra)
    for session in [*by_day.values(), *alone]:
        if session.held and (student in session.present or session.student == student):
            done += sum(session.steps.values())
            seen += len(session.steps)
    enough = planned > 0 and minutes > 0 and recorded >= RECORDED * planned
    return Delivery(
        planned_sessions=planned,
        recorded_sessions=recorded,
        dose=Dose(
            planned_minutes=minutes,
            given_minutes=given_minutes,
            not_offered_minutes=not_offered,
            absent_minutes=absent,
            planned_sessions=recorded,
            given_sessions=given,
        )
        if enough
        else None,
        steps_done=done,
        steps_seen=seen,
    )


def _meetings(
    group: Group,
    memberships: Sequence[GroupMembership],
    first: date,
    last: date,
    days: InstructionalDays,
) -> list[date]:
    """Return the days on which the group meets while the student is in it."""
    found, day = [], first
    spans = [one for one in memberships if one.group == group.id]
    while day <= last:
        meets = day.weekday() in group.settings.weekdays and days.taught(day)
        if meets and any(span.holds(day) for span in spans):
            found.append(day)
        day += DAY
    return found
