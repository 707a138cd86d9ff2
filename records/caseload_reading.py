"""Everybody who is monitored, by need and with reasons; the group before the child.

A row says what the student's own page says: both are judged by one function. Rows come a slice at
a time, so that a tablet shows the first while it computes the rest.
"""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from probes.progress.look import Verdict
from probes.progress.verdict import group_first
from records.groups import Group, Groups
from records.judged_series import JudgedSeries
from records.monitoring import Monitoring
from records.name_comparison import sort_key
from records.plans import SeriesKey
from records.student_progress import GroupBelow
from records.students import Student, Students

SLICE = 20  # students judged at a time, between which taps are answered


class Need(IntEnum):
    """What a student's scores ask of whoever reads the list, the most pressing first."""

    BELOW = 0
    STALE = 1
    TOO_EARLY = 2
    UNSURE = 3
    RAISE = 4
    ON_TRACK = 5


_NEEDS: Mapping[Verdict, Need] = {
    Verdict.BELOW: Need.BELOW,
    Verdict.BELOW_LINE: Need.BELOW,
    Verdict.GOAL_DAY_NOT_MET: Need.BELOW,
    Verdict.NOT_MASTERED: Need.BELOW,
    Verdict.STALE: Need.STALE,
    Verdict.NO_GOAL: Need.TOO_EARLY,
    Verdict.COLLECTING: Need.TOO_EARLY,
    Verdict.TOO_EARLY: Need.TOO_EARLY,
    Verdict.CANNOT_TELL: Need.UNSURE,
    Verdict.SLOWING: Need.UNSURE,
    Verdict.CATCHING_UP: Need.UNSURE,
    Verdict.AT_LINE: Need.UNSURE,
    Verdict.PRACTISING: Need.UNSURE,
    Verdict.ABOVE: Need.RAISE,
    Verdict.GOAL_MET: Need.RAISE,
    Verdict.GOAL_DAY_MET: Need.RAISE,
    Verdict.ON_TRACK: Need.ON_TRACK,
}


@dataclass(frozen=True, slots=True)
class CaseloadRow:
    """One student on one series. The reasons are the judgement's numbers, flags and suggestion."""

    student: Student
    series: SeriesKey
    judged: JudgedSeries

    @property
    def need(self) -> Need:
        """Return what it asks for."""
        return _NEEDS[self.judged.judgement.verdict]

    @property
    def asks_decision(self) -> bool:
        """Whether something is suggested that nobody has answered since the last point."""
        return self.judged.judgement.suggestion is not None and self.judged.answered is None


@dataclass(frozen=True, slots=True)
class GroupRows:
    """A group's rows on one series; ``below`` says that most of them are, None that they aren't."""

    group: Group
    series: SeriesKey
    below: GroupBelow | None
    rows: tuple[CaseloadRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caseload:
    """Everybody judged so far, as of ``day``; ``pending`` students are not yet.

    ``by_need`` has the most pressing first; of equals those that a decision is asked for, then the
    furthest below the line. ``by_group`` has the groups of which most are below first, and those
    without a group last, ``by_measure`` the series by name. ``unplanned`` are students whom no
    plan monitors.
    """

    day: date
    by_need: tuple[CaseloadRow, ...] = ()
    by_group: tuple[GroupRows, ...] = ()
    without_group: tuple[CaseloadRow, ...] = ()
    by_measure: Mapping[SeriesKey, tuple[CaseloadRow, ...]] = field(default_factory=dict)
    unplanned: tuple[Student, ...] = ()
    pending: int = 0

    @property
    def below(self) -> tuple[GroupRows, ...]:
        """The groups of which most are below: said before any child."""
        return tuple(one for one in self.by_group if one.below is not None)

    @property
    def decisions(self) -> int:
        """How many rows ask for a decision."""
        return sum(row.asks_decision for row in self.by_need)


class CaseloadReading:
    """A caseload being read, a slice at a time."""

    def __init__(
        self, students: Students, groups: Groups, monitoring: Monitoring, day: date
    ) -> None:
        self._groups = groups.all()
        self._monitoring = monitoring
        self._day = day
        self._series = monitoring.monitored(day)
        everybody = [student for student in students.all() if not student.archived]
        self._unplanned = tuple(one for one in everybody if one.id not in self._series)
        self._pending = [one for one in everybody if one.id in self._series]
        self._rows: list[CaseloadRow] = []

    def read_on(self, count: int = SLICE) -> bool:
        """Judge some more students; tell whether there are others."""
        now, self._pending = self._pending[:count], self._pending[count:]
        with _no_collection():
            for student in now:
                found = self._monitoring.judged(student, self._day, self._series[student.id])
                self._rows += [CaseloadRow(student, key, one) for key, one in found.items()]
        return bool(self._pending)

    def caseload(self) -> Caseload:
        """Return what has been judged so far."""
        rows = sorted(self._rows, key=_by_need)
        by_group, grouped = _by_group(self._groups, rows)
        measures: dict[SeriesKey, list[CaseloadRow]] = {}
        for row in rows:
            measures.setdefault(row.series, []).append(row)
        return Caseload(
            day=self._day,
            by_need=tuple(rows),
            by_group=by_group,
            without_group=tuple(row for row in rows if row.student.id not in grouped),
            by_measure={key: tuple(measures[key]) for key in sorted(measures)},
            unplanned=self._unplanned,
            pending=len(self._pending),
        )


@contextmanager
def _no_collection() -> Iterator[None]:
    """Let no garbage be looked for: all that is made here stays, and looking costs a fifth more."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _by_need(row: CaseloadRow) -> tuple[Need, bool, float, tuple[str, str, str], str, SeriesKey]:
    verdict = row.judged.judgement
    distance = 0.0
    if verdict.lately is not None and verdict.line is not None:
        distance = (verdict.lately - verdict.line) / max(verdict.line, 1.0)
    name = sort_key(row.student.name)
    return row.need, not row.asks_decision, distance, name, row.student.id, row.series


def _by_group(
    groups: Iterable[Group], rows: Sequence[CaseloadRow]
) -> tuple[tuple[GroupRows, ...], set[str]]:
    """Return each group's rows by series, and the ids of students who are in any."""
    found, grouped = [], set()
    for group in groups:
        mine: dict[SeriesKey, list[CaseloadRow]] = {}
        for row in rows:
            if row.student.id in group.members:
                mine.setdefault(row.series, []).append(row)
                grouped.add(row.student.id)
        for key in sorted(mine):
            judged = [row.judged.judgement for row in mine[key]]
            finding = group_first(judged) if group.works_on(key.measure) else None
            below = finding and GroupBelow(group.id, group.name, finding.below, finding.judged)
            found.append(GroupRows(group, key, below or None, tuple(mine[key])))
    return tuple(sorted(found, key=lambda one: one.below is None)), grouped
