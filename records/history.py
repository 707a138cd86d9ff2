"""The one way to a student's probes: merges and amendments applied before anything counts."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from probes.administration import Administration, UnreadableAdministration
from probes.forms.rotation import REST, FormUse
from probes.measures.measure import MEASURES, Mode
from records.amended import Amended, amended
from records.amendments import Amendments
from records.benchmark_sets import BenchmarkSet, sets_of
from records.correction_log import LoggedChange, changes
from records.form_library import FormLibrary
from records.groups import Groups
from records.papers import ABSENT
from records.papers import TABLE as PAPERS
from records.record_store import Clock, RecordStore
from records.score_entry import ScoreEntry
from records.score_index import ScoreIndex
from records.sittings import SECOND_SCORES as SCORED
from records.students import Student, Students
from records.tables import checked

TABLE = "administrations"


@dataclass(frozen=True, slots=True)
class LastGiven:
    """What a student was given last of a measure, to begin the next one with."""

    measure: str
    level: str
    seconds: int
    mode: Mode
    at: datetime

    @classmethod
    def read(cls, entry: ScoreEntry) -> Self:
        """Return what an entry says.

        Raises:
            KeyError, ValueError: it can't be read here.
        """
        found = [mode for mode in MEASURES[entry.measure].modes if mode == entry.mode]
        if not entry.readable or not found:
            raise ValueError
        at = datetime.fromisoformat(entry.given_at).astimezone()
        return cls(entry.measure, entry.level, entry.seconds, found[0], at)


class History:
    """Every student's probes, from what is on record."""

    def __init__(
        self,
        records: RecordStore,
        students: Students,
        groups: Groups,
        forms: FormLibrary,
        amendments: Amendments,
        scores: ScoreIndex,
        clock: Clock,
    ) -> None:
        self._records = records
        self._students = students
        self._groups = groups
        self._forms = forms
        self._amendments = amendments
        self._scores = scores
        self._clock = clock

    @property
    def loaded(self) -> bool:
        """Whether asking for probes waits for none to be read."""
        return self._records.loaded

    @property
    def ready(self) -> bool:
        """Whether asking for scores and days waits for no probe to be read."""
        return self._scores.ready

    @property
    def computed(self) -> tuple[int, int]:
        """How many probes' scores are known, of how many."""
        return len(self._scores) - self._scores.pending, len(self._scores)

    def entries(self, student_id: str) -> tuple[list[ScoreEntry], int]:
        """Return a student's probes, oldest first, and how many could not be read."""
        found = self._scores.of(self._students.merges().parts(student_id))
        readable = [entry for entry in found if entry.readable]
        return readable, len(found) - len(readable)

    def parts(self, student_id: str) -> tuple[str, ...]:
        """Return all the ids under which a student's probes were given."""
        return self._students.merges().parts(student_id)

    def count(self, student_id: str) -> int:
        """Return how many probes a student was given, those that can't be read too."""
        return self._scores.count(self._students.merges().parts(student_id))

    def open(self, row_id: str) -> Amended | None:
        """Return one administration with its amendments applied; None if it can't be read."""
        given = self.original(row_id)
        if given is None:
            return None
        return amended(given, self._amendments.of(row_id), self._forms.get)

    def original(self, row_id: str) -> Administration | None:
        """Return one administration as it was kept; None if it can't be read."""
        row = self._records.row(TABLE, row_id)
        if row is None:
            return None
        form = self._forms.get(str(row.get("form", "")), str(row.get("measure", "")))
        if form is None:
            return None
        with suppress(UnreadableAdministration):
            return Administration.kept(row_id, row, form)
        return None

    def signed(self, row_id: str) -> str:
        """Return who gave a probe, "" if nobody signed it, or it is still to be read."""
        if not self._records.loaded:
            return ""
        row = self._records.row(TABLE, row_id) or {}
        return str(checked(TABLE, row).get("examiner", "")).strip()

    def entry(self, row_id: str) -> ScoreEntry | None:
        """Return what one administration came to, None if there is none."""
        return self._scores.entry(row_id)

    def changes(self, row_id: str) -> list[LoggedChange]:
        """Return what was changed about one administration, the latest first."""
        opened = self.open(row_id)
        return [] if opened is None else changes(self._amendments.of(row_id), opened.fates)

    @property
    def _latest(self) -> datetime:
        """The latest time at which a probe was given: devices stand in several time zones."""
        return self._clock.now() + timedelta(days=1)

    def last_days(self) -> dict[str, date]:
        """Return the day of each student's latest probe that counts, none of a day to come.

        Where a clock was set wrong, that would otherwise be the latest for years.
        """
        latest: dict[str, date] = {}
        merges = self._students.merges()
        for part, text in self._scores.last_days(self._latest.date().isoformat()).items():
            student = merges.resolve(part)
            with suppress(ValueError):  # another device's, which is newer, or wrong
                day = date.fromisoformat(text)
                latest[student] = max(day, latest.get(student, day))
        return latest

    def still_to_do(self) -> dict[str, ScoreEntry]:
        """Return the latest probe of each student where it doesn't count."""
        found: dict[str, ScoreEntry] = {}
        merges, last = self._students.merges(), self.last_days()
        for part, entry in self._scores.still_to_do().items():
            student = merges.resolve(part)
            later = student in found and found[student].given_at >= entry.given_at
            if not later and last.get(student, date.min).isoformat() <= entry.day:
                found[student] = entry
        return found

    def open_set(self, student_id: str, day: date) -> BenchmarkSet | None:
        """Return the student's benchmark set begun on a day that is not complete; the latest."""
        sets = sets_of(self.entries(student_id)[0])
        today = [s for s in sets.values() if s.given[-1].day == day.isoformat()]
        return today[-1] if today and not today[-1].complete else None

    def last_given(self, student_id: str) -> dict[str, LastGiven]:
        """Return what the student was given last of each measure, the latest at the end.

        Nothing of a day to come, as in ``last_days``.
        """
        found = []
        for entry in self._scores.of(self._students.merges().parts(student_id)):
            with suppress(KeyError, ValueError, OverflowError, OSError):  # a newer Aimline's
                found.append(LastGiven.read(entry))
        latest: dict[str, LastGiven] = {}
        for given in sorted((g for g in found if g.at <= self._latest), key=lambda g: g.at):
            latest.pop(given.measure, None)
            latest[given.measure] = given
        return latest

    def form_uses(self, student: Student) -> list[FormUse]:
        """Return which forms the student has read, and which a group-mate read aloud.

        What a group-mate answered on paper nobody heard.
        """
        merges = self._students.merges()
        own = {*merges.parts(student.id)}
        mates = {part for mate in self._groups.mates(student.id) for part in merges.parts(mate)}
        given = [(e.form, e.given_at, e.student, e.mode) for e in self._scores.of(own | mates)]
        given += [
            (r["form"], r.get("given_at", ""), r["student"], "paper")
            for r in (checked(PAPERS, row) for row in self._records.rows(PAPERS).values())
            if r.get("left_out") != ABSENT and r.get("student") in own and "form" in r
        ]
        given += [  # scored along here; the probe may be on another device still
            (r["form"], r.get("given_at", ""), r["student"], "oral")
            for r in (checked(SCORED, row) for row in self._records.rows(SCORED).values())
            if not r.get("administration") and r.get("student") in own and "form" in r
        ]
        found = []
        for form, at, student_id, mode in given:
            if student_id in own or mode == "oral":
                with suppress(ValueError):
                    day = date.fromisoformat(at[:10])
                    found.append(FormUse(form, day, by_student=student_id in own))
        return found


def given_before(entries: list[ScoreEntry]) -> dict[str, ScoreEntry]:
    """Return, of each probe whose form had been given within its rest, the one just before.

    Args:
        entries: a student's, oldest first. Those that don't count are among them: the form was
            seen all the same.
    """
    latest: dict[str, ScoreEntry] = {}
    found = {}
    for entry in entries:
        before = latest.get(entry.form)
        latest[entry.form] = entry
        if before is not None:
            apart = date.fromisoformat(entry.day) - date.fromisoformat(before.day)
            if apart < REST:
                found[entry.id] = before
    return found


def repeated(entries: list[ScoreEntry]) -> list[tuple[ScoreEntry, ...]]:
    """Return those that count and share form and day, two or more together.

    Two devices may not have known of each other. None is dropped: whoever sees them decides
    which one is left out.
    """
    together: dict[tuple[str, str], list[ScoreEntry]] = {}
    for entry in entries:
        if not entry.spoiled:
            together.setdefault((entry.form, entry.day), []).append(entry)
    return [tuple(same) for same in together.values() if len(same) > 1]
