"""Who comes after a probe: who is due, the next of the group, or the next paper."""

from datetime import date
from typing import NamedTuple

from records.groups import Group
from records.name_comparison import sort_key
from records.open_records import OpenRecords
from records.papers import Paper, Papers
from records.plans import SeriesKey
from records.sitting import Head
from records.students import Student, Students
from records.today import Week
from screens.shell.routes import ReadyRoute, Route, StudentListRoute, TodayRoute


class Turn(NamedTuple):
    """Whose turn it is, "" for nobody's, and where that leads."""

    name: str
    route: Route


def whose_turn(week: Week, students: Students, given: Head, today: date, *, in_set: bool) -> Turn:
    """Return what comes after a probe: today's list, once anybody has a plan, else the group's.

    A benchmark set goes through the group, whoever is due.
    """
    if week.planned and not in_set:
        due = week.following(given.student, today)
        found = students.get(due.student) if due is not None else None
        if due is None or found is None:
            return Turn("", TodayRoute())
        series = due.plan.series
        return Turn(found.name, ReadyRoute(found.id, series.measure, level=series.level))
    following = following_student(
        students, week.group_of(given.student, given.measure), given.student
    )
    if following is None:
        return Turn("", StudentListRoute())
    return Turn(following.name, ReadyRoute(following.id, given.measure, three=in_set))


def monitored_on(records: OpenRecords, student: str) -> tuple[str, str]:
    """Return the measure and the level that a student is monitored on; "" where nothing is.

    Of several the one given last, or begun last. A benchmark set that is begun comes first: then
    "", too.
    """
    day = records.clock.now().date()
    going = [plan.series for plan in records.plans.of(student) if plan.goes_on(day)]
    if not going or records.history.open_set(student, day) is not None:
        return "", ""
    given = records.history.last_given(student)
    in_order = {measure: place for place, measure in enumerate(given, start=1)}

    def lately(series: SeriesKey) -> tuple[int, bool]:
        place = in_order.get(series.measure, 0)
        return place, place > 0 and given[series.measure].level == series.level

    found = max(reversed(going), key=lately)  # of equal ones the first, which began last
    return found.measure, found.level


def following_student(students: Students, group: Group | None, here: str) -> Student | None:
    """Return the student after one in the list, of the same group; None after the last.

    ``group`` is the one of theirs that the measure concerns; None for the one they are shown in.
    """
    listed = [one for one in students.all() if not one.archived]
    mine = next((one for one in listed if one.id == here), None)
    if mine is None:
        return None
    if group is None:
        mates = [one for one in listed if one.group == mine.group]
    else:
        together = [one for one in listed if one.id in group.members]
        mates = sorted(together, key=lambda one: (sort_key(one.name), one.id))
    place = mates.index(mine) + 1
    return mates[place] if place < len(mates) else None


def next_paper(papers: Papers, scored: Head) -> Paper | None:
    """Return the paper to score after one: of those given with it, or else the first."""
    waiting = papers.waiting()
    with_it = [paper for paper in waiting if paper.head.given_at == scored.given_at]
    return next(iter([*with_it, *waiting]), None)
