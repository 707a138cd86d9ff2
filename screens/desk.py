"""What every tab of one Aimline shares: records, forms, clocks, the sitting under way.

The desk knows what records mean and not how they are stored: ``main.py`` hands
it something that keeps rows in tables.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from typing import Any, Literal, Protocol, Self

from probes.administration import Administration, UnreadableAdministration
from probes.choice import Reading
from probes.form import Form
from probes.measure import MEASURES
from probes.profiles import PROFILES
from screens.sitting import DAMAGED, Head, Journal, Sitting
from screens.theme import PASSAGE_SIZES

GRADES = ("K", "1", "2", "3", "4", "5", "6", "7", "8")
LONGEST_NAME = 60

Row = dict[str, Any]


class Records(Protocol):
    """Rows of JSON values in tables, by opaque id; each write is durable when it returns."""

    @property
    def device(self) -> str: ...
    @property
    def problems(self) -> list[str]: ...
    def rows(self, table: str) -> Mapping[str, Row]: ...
    def row(self, table: str, row_id: str) -> Row | None: ...
    def matching(self, table: str, name: str, value: str) -> Mapping[str, Row]: ...
    def put(self, *rows: tuple[str, str, Row]) -> None: ...


class Clock(Protocol):
    """The time: one that only goes forward, and the wall's."""

    def steady_ms(self) -> int: ...
    def now(self) -> datetime: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the examiner has chosen on this device."""

    passage_size: int = PASSAGE_SIZES[1]
    theme: Literal["system", "light", "dark"] = "system"
    discreet: bool = True
    live_rate: bool = True
    profile: str = "house"
    examiner: str = ""
    paper: Literal["letter", "a4"] = "letter"

    @classmethod
    def read(cls, row: Row | None) -> Self:
        """Take what is known of a kept row; what isn't keeps its default."""
        known = {f.name: (row or {}).get(f.name, f.default) for f in fields(cls)}
        if known["profile"] not in PROFILES:
            known["profile"] = "house"
        return cls(**known)


@dataclass(frozen=True, slots=True)
class Student:
    """One student as the records have it; ``name`` is whatever the examiner chose."""

    id: str
    name: str
    grade: str
    group: str
    archived: bool = False
    sample: bool = False

    @classmethod
    def read(cls, student_id: str, row: Row) -> Self:
        """Take a kept row."""
        return cls(
            student_id,
            str(row.get("name", "")),
            str(row.get("grade", "")),
            str(row.get("group", "")),
            bool(row.get("archived", False)),
            bool(row.get("sample", False)),
        )


@dataclass(slots=True, kw_only=True)
class Desk:
    """The shared state behind all tabs.

    ``folder`` is the data folder as people may read it. ``holder`` is the tab that takes the
    sitting's taps. ``recovered`` says that the sitting came from an earlier run
    and nobody has decided about it yet, ``settled`` that one of an earlier run was
    complete and has been kept, ``set_aside`` that one could not be read; nobody
    has been told yet.
    """

    records: Records
    journal: Journal
    forms: dict[str, Form]
    clock: Clock
    new_id: Callable[[], str]
    folder: str
    version: str
    sample: Callable[[date], list[tuple[str, str, Row]]]
    sitting: Sitting | None = None
    holder: object = None
    recovered: bool = False
    settled: bool = False
    set_aside: bool = False
    settings: Settings = field(init=False)

    def __post_init__(self) -> None:
        self.settings = Settings.read(self.records.row("settings", self.records.device))

    def change(self, **values: object) -> None:
        """Change settings and keep them.

        Raises:
            OSError: they could not be written; nothing has changed.
        """
        self.records.put(("settings", self.records.device, values))
        self.settings = Settings.read(self.records.row("settings", self.records.device))

    def students(self) -> list[Student]:
        """Return all students, archived ones too, by group and name."""
        found = [Student.read(i, row) for i, row in self.records.rows("students").items()]
        return sorted(found, key=lambda s: (s.group == "", s.group.casefold(), s.name.casefold()))

    def student(self, student_id: str) -> Student | None:
        """Return one student."""
        row = self.records.row("students", student_id)
        return None if row is None else Student.read(student_id, row)

    def form(self, form_id: str) -> Form | None:
        """Return a form by id: one of ours, or one kept with a probe."""
        if form_id in self.forms:
            return self.forms[form_id]
        row = self.records.row("forms", form_id)
        return None if row is None else kept_form(form_id, row)

    def forms_of(self, level: str) -> list[Form]:
        """Return the forms of one level, by title."""
        found = [form for form in self.forms.values() if form.level == level]
        return sorted(found, key=lambda form: form.title)

    def levels(self) -> list[str]:
        """Return the levels there are forms for."""
        return sorted({form.level for form in self.forms.values()})

    def history(self, student_id: str) -> tuple[list[Administration], int]:
        """Return a student's probes, oldest first, and how many could not be read."""
        found, unreadable = [], 0
        for row_id, row in self.records.matching("administrations", "student", student_id).items():
            form = self.form(str(row.get("form", "")))
            if form is None:
                unreadable += 1
                continue
            try:
                found.append(Administration.kept(row_id, row, form))
            except UnreadableAdministration:
                unreadable += 1
        return sorted(found, key=lambda a: (datetime.fromisoformat(a.given_at), a.id)), unreadable

    def last_days(self) -> dict[str, date]:
        """Return the day of each student's latest probe."""
        latest: dict[str, str] = {}
        for row in self.records.rows("administrations").values():
            day = str(row.get("given_at", ""))[:10]
            student = str(row.get("student", ""))
            latest[student] = max(day, latest.get(student, ""))
        return {student: date.fromisoformat(day) for student, day in latest.items() if day}

    def readings(self, student: Student) -> list[Reading]:
        """Return which forms the student has read, and the group heard today."""
        mates = {s.id for s in self.students() if s.group and s.group == student.group}
        mates.add(student.id)
        return [
            Reading(
                str(row["form"]),
                date.fromisoformat(str(row["given_at"])[:10]),
                by_student=row["student"] == student.id,
            )
            for row in self.records.rows("administrations").values()
            if row.get("student") in mates
        ]

    def start(self, student: Student, form: Form) -> Sitting:
        """Start the clock.

        The form is kept first, so that the sitting can be read whatever forms a later
        version has.

        Raises:
            OSError: it can't be written; nothing has begun.
        """
        if self.journal.read() is not None:
            self.recover()  # what could not be put on record, or cleared, before
            if self.sitting is not None:
                return self.sitting
        if self.records.row("forms", form.id) is None:
            self.records.put(("forms", form.id, asdict(form)))
        now = self.clock.now()
        head = Head(
            administration=self.new_id(),
            student=student.id,
            grade=student.grade,
            form=form.id,
            measure=form.measure,
            profile=self.settings.profile,
            profile_version=PROFILES[self.settings.profile].version,
            seconds=MEASURES[form.measure].seconds,
            given_at=now.isoformat(timespec="seconds"),
            examiner=self.settings.examiner,
            wall_ms=int(now.timestamp() * 1000),
        )
        self.sitting = Sitting.start(head, form, self.journal, self.clock.steady_ms)
        return self.sitting

    def recover(self) -> None:
        """Take up what a journal of an earlier run holds.

        A sitting that needs nothing more is kept at once; one that was kept
        already is let go; one that can't be read is set aside among the records.

        Raises:
            OSError: it could not be kept; the journal still holds it.
        """
        wall_ms = int(self.clock.now().timestamp() * 1000)
        found = self.journal.read()
        try:
            self.sitting = Sitting.recovered(self.form, self.journal, self.clock.steady_ms, wall_ms)
        except (KeyError, TypeError, ValueError):  # its form, head or events: none of ours
            self.sitting = None
        if found is None:
            return
        if self.sitting is None:
            if found.events:
                aside = {"head": found.head, "events": list(found.events)}
                self.records.put(("set_aside", self.new_id(), aside))
                self.set_aside = True
            self.journal.clear()
        elif self.records.row("administrations", self.sitting.head.administration) is not None:
            self.discard()
        elif self.sitting.done and DAMAGED not in self.sitting.conditions:
            self.keep()
            self.settled = True
        else:
            self.recovered = True

    def keep(self) -> None:
        """Put the sitting's administration on record, then let its journal go.

        Raises:
            OSError: it could not be written; the journal still holds it.
        """
        if self.sitting is None:
            return
        given = self.sitting.administration()
        self.records.put(("administrations", given.id, given.record()))
        with suppress(OSError):  # it is on record: the next start clears the journal
            self.journal.clear()
        self._let_go()

    def discard(self) -> None:
        """Let the sitting go.

        Raises:
            OSError: the journal can't be cleared; the sitting is still there.
        """
        self.journal.clear()
        self._let_go()

    def _let_go(self) -> None:
        if self.sitting is not None:
            self.sitting.let_go()
        self.sitting = None
        self.holder = None
        self.recovered = False


def kept_form(form_id: str, row: Row) -> Form:
    """Read a form that was kept with a probe."""
    fields: Row = {name: tuple(row[name]) for name in ("items", "lines", "groups", "key")}
    fields |= {name: row[name] for name in ("measure", "level", "title", "genre")}
    return Form(id=form_id, **fields)
