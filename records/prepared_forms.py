"""Forms that wait for a student: what was printed for a group's next session, each child's own.

A printed form is the one that is given next: it waits until a probe of its measure and level is
given later than it was printed. Where a group-mate read it aloud that day after all, the
rotation chooses another.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from probes.forms.form import Form
from probes.forms.rotation import choose, heard_today
from records.derived_ids import prepared_id
from records.due import TO_DO
from records.form_library import FormLibrary
from records.groups import Group, Groups
from records.history import History
from records.instructional_days import DAY, InstructionalDays
from records.name_comparison import sort_key
from records.record_store import Clock, RecordStore
from records.school_calendar import SchoolCalendar
from records.sessions import Sessions
from records.students import Student, Students
from records.tables import checked
from records.today import Week

TABLE = "prepared_forms"
MOST_AT_ONCE = 3  # forms of one occasion
FARTHEST = 60  # calendar days that are looked through for a group's next session


class PreparedForm(NamedTuple):
    """A form for one student, ``place`` from 0 of those that are given at once."""

    student: Student
    form: Form
    place: int


class _Waiting(NamedTuple):
    place: int
    form: str
    at: datetime


class PreparedForms:
    """Which form waits for whom, and which ones a group's next session needs."""

    def __init__(
        self,
        records: RecordStore,
        students: Students,
        groups: Groups,
        forms: FormLibrary,
        history: History,
        week: Week,
        sessions: Sessions,
        calendar: SchoolCalendar,
        clock: Clock,
    ) -> None:
        self._records = records
        self._students = students
        self._groups = groups
        self._forms = forms
        self._history = history
        self._week = week
        self._sessions = sessions
        self._calendar = calendar
        self._clock = clock
        self._version = -1
        self._rows: dict[tuple[str, str, str], list[_Waiting]] = {}

    def waiting(self, student_id: str, measure: str, level: str) -> list[str]:
        """Return the ids of the forms that were printed for a student and not given yet."""
        self._look()
        resolved = self._students.merges().resolve(student_id)
        found = self._rows.get((resolved, measure, level), [])
        if not found:
            return []
        forms = [one.form for one in found]
        entries, _ = self._history.entries(resolved)
        since = []
        for entry in entries:
            if (entry.measure, entry.level) == (measure, level):
                at, printed = _read_at(entry.given_at), found[0].at
                mine = entry.form in forms  # whatever the clock of whoever gave it says
                if at is not None and (at > printed or (mine and at.date() >= printed.date())):
                    since.append(entry.form)
        if len(since) >= len(found):
            return []
        return [form for form in forms if form not in since]

    def offered(self, student: Student, measure: str, level: str, today: date) -> Form | None:
        """Return the form to give a student: the one that was printed, or the rotation's.

        The rotation leaves those alone that were printed for others of the group.
        """
        uses = self._history.form_uses(student)
        for form_id in self.waiting(student.id, measure, level):
            form = self._forms.get(form_id, measure)
            if form is not None and not heard_today(form, uses, today):
                return form
        mates = self._groups.mates(student.id) - {student.id}
        elsewhere = {form for mate in mates for form in self.waiting(mate, measure, level)}
        forms = self._forms.of(level, measure)
        return choose(forms, uses, today, student=student.id, elsewhere=elsewhere)

    def next_session(self, group: Group) -> date | None:
        """Return the day of a group's next session: today, while today's isn't kept."""
        days = self._calendar.days()
        today = self._clock.now().date()
        day = today
        for _ in range(FARTHEST):
            kept = day == today and self._sessions.of_group(group.id, day) is not None
            if not kept and _meets(group, day, days):
                return day
            day += DAY
        return None

    def for_session(self, group: Group, day: date) -> list[PreparedForm]:
        """Return the form of each member who is due on the day of a session, by name.

        No two members get the same form, as long as the level has enough.
        """
        found: list[PreparedForm] = []
        taken: dict[tuple[str, str], set[str]] = {}
        sections = self._week.today(day).sections
        mine = next((s for s in sections if s.group is not None and s.group.id == group.id), None)
        due = [(self._students.get(one.student), one) for one in (mine.due if mine else ())]
        here = [(s, one) for s, one in due if s is not None and one.state in TO_DO]
        for student, one in sorted(here, key=lambda both: (sort_key(both[0].name), both[0].id)):
            measure, level, _ = one.plan.series
            every = self._forms.of(level, measure)
            uses = self._history.form_uses(student)
            elsewhere = taken.setdefault((measure, level), set())
            own: list[Form] = []
            for form_id in self.waiting(student.id, measure, level)[: one.left]:
                form = self._forms.get(form_id, measure)
                if form is not None and form_id not in elsewhere:
                    own.append(form)
            while len(own) < one.left:
                left = [form for form in every if form not in own]
                form = choose(left, uses, day, student=student.id, elsewhere=elsewhere)
                if form is None:
                    break
                own.append(form)
            elsewhere |= {form.id for form in own}
            found += [PreparedForm(student, form, n) for n, form in enumerate(own)]
        return found

    def keep(self, prepared: Sequence[PreparedForm]) -> None:
        """Remember what was printed, so that each student is given that very form next.

        Raises:
            OSError: it could not be written; nothing has changed.
        """
        at = self._clock.now().isoformat(timespec="milliseconds")
        rows = []
        for student, form, place in prepared:
            row_id = prepared_id(student.id, form.measure, form.level, place)
            row = {"student": student.id, "measure": form.measure, "level": form.level}
            more = {"place": place, "form": form.id, "at": at}
            rows.append((TABLE, row_id, {**row, **more}))
        self._records.put(*rows)

    def _look(self) -> None:
        if self._version == self._records.version:
            return
        resolve = self._students.merges().resolve
        rows: dict[tuple[str, str, str], list[_Waiting]] = {}
        for row in self._records.rows(TABLE).values():
            fields = checked(TABLE, row)
            student, form = fields.get("student", ""), fields.get("form", "")
            at, place = _read_at(fields.get("at", "")), fields.get("place", 0)
            if not student or not form or at is None or not 0 <= place < MOST_AT_ONCE:
                continue  # another device's, which is newer, or wrong
            key = (resolve(student), fields.get("measure", ""), fields.get("level", ""))
            rows.setdefault(key, []).append(_Waiting(place, form, at))
        self._rows = {}
        for key, some in rows.items():
            latest = max(one.at for one in some)  # of one print
            self._rows[key] = sorted(one for one in some if one.at == latest)
        self._version = self._records.version


def _meets(group: Group, day: date, days: InstructionalDays) -> bool:
    return day.weekday() in group.settings.weekdays and days.taught(day)


def _read_at(text: str) -> datetime | None:
    """Return a moment with its offset, None for what is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
