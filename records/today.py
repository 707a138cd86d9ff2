"""The day: who is due, in the order of the groups that meet, and the days that come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from records.absences import Absences
from records.due import TO_DO, Due, by_need, due
from records.groups import Group, Groups, concerned
from records.instructional_days import DAY, Span
from records.monitoring import Monitoring
from records.name_comparison import sort_key
from records.plan_goals import KeptGoals
from records.plans import Plans, SeriesKey
from records.school_calendar import SchoolCalendar
from records.students import Students

MINUTES_EACH = 3  # a probe with all around it (the domain's working assumption)


@dataclass(frozen=True, slots=True)
class Section:
    """A group and what is due in it, the most pressing first; no group for whoever is in none.

    A group that ``meets`` is there even if nobody is due in it: it has a session.
    """

    group: Group | None
    meets: bool
    due: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """A day as it stands: groups that meet in the order they meet, then the others.

    ``window`` is the benchmark window that the day lies in. Nobody with a plan that goes on is
    missing: who is due later is in ``later``.
    """

    day: date
    taught: bool
    window: Span | None
    sections: tuple[Section, ...]
    later: tuple[Due, ...]

    @property
    def to_do(self) -> int:
        """How many forms are still to be given."""
        return sum(one.left for one in self._all() if one.state in TO_DO)

    @property
    def minutes(self) -> int:
        """About how long that takes."""
        return self.to_do * MINUTES_EACH

    @property
    def given(self) -> int:
        """How many students had what was due."""
        return sum(one.state == "given" for one in self._all())

    @property
    def away(self) -> int:
        """How many were absent, or refused."""
        return sum(one.state in ("absent", "refused") for one in self._all())

    def _all(self) -> list[Due]:
        return [one for section in self.sections for one in section.due]


class Week:
    """Asks who is due on a day: plans, scores, absences, groups and the calendar together."""

    def __init__(
        self,
        students: Students,
        groups: Groups,
        plans: Plans,
        goals: KeptGoals,
        monitoring: Monitoring,
        absences: Absences,
        calendar: SchoolCalendar,
    ) -> None:
        self._students = students
        self._groups = groups
        self._plans = plans
        self._goals = goals
        self._monitoring = monitoring
        self._absences = absences
        self._calendar = calendar

    @property
    def planned(self) -> bool:
        """Whether anybody has, or had, a plan: then the day is where things begin."""
        return bool(self._plans.all())

    def due(self, today: date) -> list[Due]:
        """Return the next probe of every student under each plan that goes on, as of a day.

        Of two plans of one series, which devices made apart, the one that asks sooner.
        """
        days = self._calendar.days()
        found: list[Due] = []
        for student_id, plans in self._plans.all().items():
            going = [plan for plan in plans if plan.goes_on(today)]
            student = self._students.get(student_id) if going else None
            if student is None or student.archived:
                continue
            scores = self._monitoring.scores(student.id)
            absences = self._absences.of(student.id)
            mine: dict[SeriesKey, Due] = {}
            for plan in going:
                same = [other.id for other in plans if other.series == plan.series]
                known_scores = scores.get(plan.series)
                one = due(
                    student.id,
                    plan,
                    known_scores.probes if known_scores else (),
                    absences,
                    days,
                    today,
                    has_goal=bool(self._goals.of(same)),
                )
                known = mine.get(plan.series)
                if known is None or one.day < known.day:
                    mine[plan.series] = one
            found += mine.values()
        return found

    def today(self, today: date) -> Today:
        """Return the day as it stands."""
        days = self._calendar.days()
        found = self.due(today)
        meeting = [group.id for group in self._groups.meeting(today)]
        groups = {group.id: group for group in self._groups.all()}
        order = [*meeting, *(group for group in groups if group not in meeting), ""]
        homes: dict[str, list[Due]] = {}
        later = []
        for one in found:
            if one.state == "later":
                later.append(one)
            else:
                home = self._home(one, [groups[i] for i in order if i])
                homes.setdefault(home, []).append(one)
        names = {student.id: student.name for student in self._students.all()}
        sections = tuple(
            Section(
                groups.get(i), i in meeting, tuple(by_need(homes.get(i, ()), today, days, names))
            )
            for i in order
            if i in homes or i in meeting
        )
        return Today(
            today,
            days.taught(today),
            days.window(today),
            sections,
            tuple(sorted(later, key=lambda one: (one.day, sort_key(names.get(one.student, ""))))),
        )

    def following(self, student_id: str, today: date) -> Due | None:
        """Return who is to be given a probe after a student: of their group first, then of others.

        The student's own is not looked at: it is being given. None if nothing is left to do.
        """
        student = self._students.merges().resolve(student_id)
        sections = self.today(today).sections
        here = next(
            (n for n, s in enumerate(sections) if any(one.student == student for one in s.due)), 0
        )
        for section in (*sections[here:], *sections[:here]):
            for one in section.due:
                if one.state in TO_DO and one.student != student:
                    return one
        return None

    def ahead(self, today: date, count: int) -> dict[date, list[Due]]:
        """Return what is due on each of the next ``count`` days of school, today's first.

        What is late is due today.
        """
        days = self._calendar.days()
        first = days.first_from(today)
        coming = [first]
        while len(coming) < count:
            coming.append(days.after(coming[-1], 1))
        found: dict[date, list[Due]] = {day: [] for day in coming}
        for one in self.due(today):
            if one.state == "given":
                continue
            day = max(one.day, first)
            if one.state in ("absent", "refused"):
                day = max(day, days.first_from(today + DAY))
            if day in found:
                found[day].append(one)
        return found

    def group_of(self, student: str, measure: str) -> Group | None:
        """Return the group of a student's that a measure concerns, None without one."""
        return next(iter(concerned(self._groups.all(), student, measure)), None)

    @staticmethod
    def _home(one: Due, groups: Iterable[Group]) -> str:
        """Return the id of the group under which it is listed: the first that it concerns, or any.

        "" for a student in none.
        """
        mine = [group for group in groups if one.student in group.members]
        found = concerned(mine, one.student, one.plan.series.measure) or mine
        return found[0].id if found else ""
