"""Who is monitored on what, how often, since when: begun for one student or a group, and ended.

Several plans of one student and series, made on devices apart, all stay; what they have in goals
and phases is looked at together (``records/progress.py``).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, Self

from probes.measures.measure import MEASURES
from records.brought_in import gone, standing
from records.calendar_days import EARLIEST, LATEST, is_plausible, read_day
from records.record_store import Clock, RecordStore, Row
from records.students import Students
from records.tables import checked
from records.taken_back import stamp

TABLE = "plans"
MOST_DAYS = 60  # instructional days between two probes
FORMS = (1, 3)  # three every three weeks do as well as one a week (Jenkins and others 2017)
LONGEST_NAME = 60


class CannotPlan(ValueError):
    """A plan, goal or phase can't be as asked for; the sentence says why, and nothing changed."""


class SeriesKey(NamedTuple):
    """Which scores of a student belong together: only these can be compared over time."""

    measure: str
    level: str
    mode: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A student is monitored on a series every so many instructional days.

    ``forms`` are given each time: one, or three where probes are further apart. ``ended`` is the
    day after which it no longer goes on, None while it does.
    """

    id: str
    student: str
    series: SeriesKey
    every: int
    since: date
    who: str
    when: str
    ended: date | None = None
    forms: int = 1

    @classmethod
    def read(cls, plan_id: str, row: Row) -> Self | None:
        """Return the plan of a row; None if it makes no sense, as a newer Aimline's may not."""
        fields = checked(TABLE, row)
        since, every = read_day(fields.get("since", "")), fields.get("every", 0)
        if since is None or not 1 <= every <= MOST_DAYS or fields.get("measure") not in MEASURES:
            return None
        return cls(
            plan_id,
            fields.get("student", ""),
            SeriesKey(fields["measure"], fields.get("level", ""), fields.get("mode", "")),
            every,
            since,
            fields.get("who", ""),
            fields.get("when", ""),
            read_day(fields.get("ended", "")),
            fields["forms"] if fields.get("forms") in FORMS else 1,
        )

    def goes_on(self, day: date) -> bool:
        """Tell whether it goes on, on a day."""
        return self.ended is None or day <= self.ended

    @property
    def never_ran(self) -> bool:
        """Whether it was taken back: it ended before it began."""
        return self.ended is not None and self.ended < self.since


class Begun(NamedTuple):
    """The ids of plans that were begun, and of students who had such a plan already."""

    plans: tuple[str, ...]
    already: tuple[str, ...]


class Plans:
    """All plans that make sense, those that ended too."""

    def __init__(
        self, records: RecordStore, students: Students, clock: Clock, new_id: Callable[[], str]
    ) -> None:
        self._records = records
        self._students = students
        self._clock = clock
        self._new_id = new_id
        self._version = -1
        self._by_student: dict[str, list[Plan]] = {}
        self._by_id: dict[str, Plan] = {}

    def all(self) -> dict[str, list[Plan]]:
        """Return the plans of every student who has any, the latest begun last."""
        if self._version != self._records.version:
            resolve = self._students.merges().resolve
            rows = standing(self._records.rows(TABLE), gone(self._records))
            read = [Plan.read(i, row) for i, row in rows.items()]
            plans = [plan for plan in read if plan is not None]
            self._by_id = {plan.id: plan for plan in plans}
            self._by_student = {}
            for plan in sorted(plans, key=lambda plan: (plan.since, plan.when, plan.id)):
                if not plan.never_ran:
                    self._by_student.setdefault(resolve(plan.student), []).append(plan)
            self._version = self._records.version
        return self._by_student

    def of(self, student_id: str) -> list[Plan]:
        """Return a student's plans, the latest begun last."""
        return self.all().get(self._students.merges().resolve(student_id), [])

    def get(self, plan_id: str) -> Plan | None:
        """Return a plan, None if there is none that makes sense."""
        self.all()
        return self._by_id.get(plan_id)

    def begin(
        self,
        students: Iterable[str],
        series: SeriesKey,
        *,
        every: int,
        since: date,
        who: str,
        forms: int = 1,
    ) -> Begun:
        """Monitor students on a series; who has such a plan going keeps it as it is.

        Raises:
            CannotPlan: it can't be as asked for; nothing was written.
            OSError: it could not be written; nothing has changed.
        """
        made, already = self.rows_to_begin(
            students, series, every=every, since=since, who=who, forms=forms
        )
        if made:
            self._records.put(*made)
        return Begun(tuple(row_id for _, row_id, _ in made), already)

    def rows_to_begin(
        self,
        students: Iterable[str],
        series: SeriesKey,
        *,
        every: int,
        since: date,
        who: str,
        forms: int = 1,
    ) -> tuple[list[tuple[str, str, Row]], tuple[str, ...]]:
        """Return the rows that begin plans, and the students who have such a plan already.

        Raises:
            CannotPlan: it can't be as asked for.
        """
        measure = MEASURES.get(series.measure)
        if measure is None or series.mode not in measure.modes or not series.level:
            raise CannotPlan("choose a measure, one of its levels, and how it is answered")
        if not 1 <= every <= MOST_DAYS:
            raise CannotPlan(f"probes come every 1 to {MOST_DAYS} days of school, not {every}")
        if forms not in FORMS:
            raise CannotPlan(f"one form or three are given each time, not {forms}")
        check_day(since)
        check_name(who)
        resolved = [*dict.fromkeys(map(self._students.merges().resolve, students))]
        if not resolved or any(self._students.get(one) is None for one in resolved):
            raise CannotPlan("choose one student or more who are on record")
        already = {
            one
            for one in resolved
            if any(plan.series == series and plan.ended is None for plan in self.of(one))
        }
        made: list[tuple[str, str, Row]] = []
        for one in resolved:
            if one not in already:
                row: Row = {
                    "student": one,
                    **series._asdict(),
                    "every": every,
                    "forms": forms,
                    "since": since.isoformat(),
                    "ended": "",
                    "who": who,
                    "when": stamp(self._clock.now()),
                }
                made.append((TABLE, self._new_id(), row))
        return made, tuple(sorted(already))

    def to_change_interval(self, plan_id: str, every: int) -> tuple[str, str, Row]:
        """Return the fields that ask for probes every so many instructional days.

        Raises:
            CannotPlan: it can't be as asked for.
        """
        self.known(plan_id)
        if not 1 <= every <= MOST_DAYS:
            raise CannotPlan(f"probes come every 1 to {MOST_DAYS} days of school, not {every}")
        return TABLE, plan_id, {"every": every}

    def end(self, *plan_ids: str, day: date) -> None:
        """Let plans no longer go on from a day on; their goals and phases stay on record.

        One that began on that day, or later, is taken back: it never ran.

        Raises:
            CannotPlan, OSError: as of ``begin``.
        """
        check_day(day)
        rows = []
        for plan in map(self.known, plan_ids):
            last = day - timedelta(days=1) if plan.since < day else EARLIEST
            rows.append((TABLE, plan.id, {"ended": last.isoformat()}))
        self._records.put(*rows)

    def go_on(self, *plan_ids: str) -> None:
        """Go on with plans that were ended or taken back.

        Raises:
            CannotPlan, OSError: as of ``begin``.
        """
        self._records.put(*((TABLE, plan.id, {"ended": ""}) for plan in map(self.known, plan_ids)))

    def take_back(self, plan_id: str) -> None:
        """Take back that a plan was begun: it is kept, and counts nowhere.

        Raises:
            CannotPlan, OSError: as of ``begin``.
        """
        self._records.put(self.to_take_back(plan_id))

    def to_take_back(self, plan_id: str) -> tuple[str, str, Row]:
        """Return the fields that take a plan back.

        Raises:
            CannotPlan: there is no such plan.
        """
        self.known(plan_id)
        return TABLE, plan_id, {"ended": EARLIEST.isoformat()}

    def known(self, plan_id: str) -> Plan:
        """Return a plan.

        Raises:
            CannotPlan: there is none.
        """
        plan = self.get(plan_id)
        if plan is None:
            raise CannotPlan("this plan is not on record, or a newer Aimline made it")
        return plan


def check_day(day: date) -> None:
    """Check that a day can be planned with.

    Raises:
        CannotPlan: it is out of bounds.
    """
    if not is_plausible(day):
        raise CannotPlan(f"choose a day from {EARLIEST} to {LATEST}, not {day}")


def check_name(who: str) -> None:
    """Check the name of who decided.

    Raises:
        CannotPlan: it is too long.
    """
    if len(who) > LONGEST_NAME:
        raise CannotPlan(f"a name has at most {LONGEST_NAME} characters")
