"""Sessions of a group, or of one student alone: held or cancelled, who was there, which steps.

A day's session of a group has the same id on every device, and so has each student's attendance
and each step: two devices that keep one session keep it once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple, get_args

from tinydb import where

from records.calendar_days import read_day
from records.derived_ids import attendance_id, session_id, step_id
from records.group_settings import LONGEST_SESSION
from records.groups import Groups
from records.name_comparison import tidied
from records.record_store import RecordStore, Row
from records.students import Students
from records.tables import checked

TABLE, ATTENDANCE, STEPS = "sessions", "attendance", "steps_done"
LONGEST_NOTE = 500

Missed = Literal["absent", "pulled"]
"""Why a student wasn't there: absent from school, or pulled out for something else."""

Cancelled = Literal["", "no_room", "staff", "event", "other"]
"""Why a session wasn't held, "" if it was."""


class BadSession(ValueError):
    """A session can't be as it was typed. Whoever typed it sees which field, ``field``, and why."""

    def __init__(self, field_name: str) -> None:
        super().__init__(field_name)
        self.field = field_name


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionSession:
    """A session of a ``group``, or of one ``student`` alone, on a day.

    ``minutes`` were given; ``planned`` were meant to be when it was kept. ``present`` holds the
    minutes of each student who was there; ``missed`` says of others why they weren't. ``steps`` are
    those of the protocol (an id) that were looked at, from 0: done, or not.
    """

    id: str
    day: date
    group: str = ""
    student: str = ""
    minutes: int = 0
    planned: int = 0
    cancelled: Cancelled = ""
    present: Mapping[str, int] = field(default_factory=dict)
    missed: Mapping[str, Missed] = field(default_factory=dict)
    protocol: str = ""
    steps: Mapping[int, bool] = field(default_factory=dict)
    note: str = ""
    who: str = ""

    @property
    def held(self) -> bool:
        """Whether it took place."""
        return not self.cancelled


class KeptBefore(NamedTuple):
    """What a device kept of a session before another one kept it, too."""

    device: str
    minutes: int
    cancelled: Cancelled
    note: str


class Sessions:
    """Every session that is kept, by day."""

    def __init__(self, records: RecordStore, students: Students, groups: Groups) -> None:
        self._records = records
        self._students = students
        self._groups = groups
        self._version = -1
        self._found: dict[str, InterventionSession] = {}

    def all(self) -> list[InterventionSession]:
        """Return all sessions, the earliest first."""
        self._look()
        return [*self._found.values()]

    def of_group(self, group: str, day: date, number: int = 1) -> InterventionSession | None:
        """Return a group's session of a day, None if none was kept."""
        self._look()
        return self._found.get(session_id(group, day.isoformat(), number))

    def kept_before(self, session: InterventionSession) -> list[KeptBefore]:
        """Return what other devices kept of a session that stands no more, the earliest first.

        Reads all that is kept: for a screen that somebody asked for.
        """
        known: Row = {}
        latest: dict[str, KeptBefore] = {}
        last = ""
        for device, _, fields in self._records.past(TABLE, session.id):
            known = {**known, **checked(TABLE, fields)}
            told = _read(session.id, known, {}, {}, {}, lambda student: student)
            last = device
            latest.pop(device, None)
            if told is not None:
                latest[device] = KeptBefore(device, told.minutes, told.cancelled, told.note)
        stands = (session.minutes, session.cancelled, session.note)
        return [one for one in latest.values() if one.device != last and one[1:] != stands]

    def keep(self, session: InterventionSession, number: int = 1) -> str:
        """Keep a session, or what was changed about the day's; return its id.

        Args:
            session: its id is not looked at.
            number: of several sessions of a day, which one.

        Raises:
            BadSession: it can't be so; nothing was written.
            OSError: it could not be written; nothing has changed.
        """
        _check(session)
        row_id = session_id(session.group or session.student, session.day.isoformat(), number)
        rows: list[tuple[str, str, Row]] = []
        group = self._groups.get(session.group) if session.group else None
        if group is not None and self._records.row("groups", group.id) is None:
            rows.append(("groups", group.id, {"name": group.name, "sample": group.sample}))
        rows.append((TABLE, row_id, _row(session, self._records.row(TABLE, row_id) or {})))
        here = {**session.present, **session.missed}
        for student in here:
            attended = attendance_id(row_id, student)
            fields = {
                "session": row_id,
                "student": student,
                "minutes": session.present.get(student, 0) if session.held else 0,
                "removed": False,
            }
            missed = session.missed.get(student, "") if student not in session.present else ""
            if missed or (self._records.row(ATTENDANCE, attended) or {}).get("missed"):
                # Who is here unless a tap says otherwise doesn't take back what another
                # device's tap said meanwhile.
                fields["missed"] = missed
            rows.append((ATTENDANCE, attended, fields))
        rows += [
            (ATTENDANCE, attendance, {"removed": True})
            for attendance, row in self._records.find(
                ATTENDANCE, where("session") == row_id
            ).items()
            if str(row.get("student")) not in here
        ]
        rows += [
            (STEPS, step_id(row_id, step), {"session": row_id, "step": step, "done": done})
            for step, done in session.steps.items()
        ]
        self._records.put(*rows)
        return row_id

    def remove(self, session: str, *, removed: bool = True) -> None:
        """Take a session back that was kept by mistake, or put it back.

        Raises:
            OSError: as of ``keep``.
        """
        self._records.put((TABLE, session, {"removed": removed}))

    def _look(self) -> None:
        if self._version == self._records.version:
            return
        resolve = self._students.merges().resolve
        present: dict[str, dict[str, int]] = {}
        missed: dict[str, dict[str, Missed]] = {}
        reasons: dict[str, Missed] = {why: why for why in get_args(Missed)}
        for row in self._records.rows(ATTENDANCE).values():
            fields = checked(ATTENDANCE, row)
            session, student = fields.get("session", ""), fields.get("student", "")
            if fields.get("removed", False) or not student:
                continue
            why = reasons.get(fields.get("missed", ""))
            minutes = fields.get("minutes", 0)
            if why is None:
                mine = present.setdefault(session, {})
                some = minutes if 0 <= minutes <= LONGEST_SESSION else 0
                mine[resolve(student)] = max(some, mine.get(resolve(student), 0))
            else:
                missed.setdefault(session, {})[resolve(student)] = why
        steps: dict[str, dict[int, bool]] = {}
        for row in self._records.rows(STEPS).values():
            fields = checked(STEPS, row)
            done = fields.get("done")
            if done is not None and 0 <= fields.get("step", -1) < 100:
                steps.setdefault(fields.get("session", ""), {})[fields["step"]] = done
        found = []
        for row_id, row in self._records.rows(TABLE).items():
            here = present.get(row_id, {})
            others = {s: why for s, why in missed.get(row_id, {}).items() if s not in here}
            one = _read(row_id, row, here, others, steps.get(row_id, {}), resolve)
            if one is not None:
                found.append(one)
        found.sort(key=lambda one: (one.day, one.id))
        self._found = {one.id: one for one in found}
        self._version = self._records.version


def _check(session: InterventionSession) -> None:
    if bool(session.group) == bool(session.student):
        raise BadSession("group")
    if not 0 <= session.minutes <= LONGEST_SESSION or (session.held and not session.minutes):
        raise BadSession("minutes")
    if any(not 0 <= minutes <= LONGEST_SESSION for minutes in session.present.values()):
        raise BadSession("present")
    if len(session.note) > LONGEST_NOTE:
        raise BadSession("note")


def _row(session: InterventionSession, known: Row) -> Row:
    note = tidied(session.note)
    return {
        # A note that nobody wrote doesn't take back what another device kept meanwhile.
        **({"note": note} if note or known.get("note") else {}),
        "group": session.group,
        "student": session.student,
        "day": session.day.isoformat(),
        "minutes": session.minutes,
        "planned": session.planned,
        "cancelled": session.cancelled,
        "protocol": session.protocol,
        "who": session.who,
        "removed": False,
    }


def _read(
    row_id: str,
    row: Row,
    present: Mapping[str, int],
    missed: Mapping[str, Missed],
    steps: Mapping[int, bool],
    resolve: Callable[[str], str],
) -> InterventionSession | None:
    """Return the session of a row; None if it was taken back, or makes no sense."""
    fields = checked(TABLE, row)
    day = read_day(fields.get("day", ""))
    group, student = fields.get("group", ""), fields.get("student", "")
    if fields.get("removed", False) or day is None or bool(group) == bool(student):
        return None
    reasons: dict[str, Cancelled] = {why: why for why in get_args(Cancelled)}
    minutes, planned = fields.get("minutes", 0), fields.get("planned", 0)
    return InterventionSession(
        id=row_id,
        day=day,
        group=group,
        student=resolve(student) if student else "",
        minutes=minutes if 0 <= minutes <= LONGEST_SESSION else 0,
        planned=planned if 0 <= planned <= LONGEST_SESSION else 0,
        cancelled=reasons.get(fields.get("cancelled", ""), "other"),
        present=dict(sorted(present.items())),
        missed=dict(sorted(missed.items())),
        protocol=fields.get("protocol", ""),
        steps=dict(sorted(steps.items())),
        note=fields.get("note", "")[:LONGEST_NOTE],
        who=fields.get("who", ""),
    )
