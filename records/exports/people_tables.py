"""What is on record as tables for people: corrected, merged, each row with who it is about.

A score that was corrected stands as corrected, with what it was before beside it. What doesn't
count is there and marked, in a column of its own, so that nobody averages it by mistake.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from records.brought_in import Imports, brought_by
from records.calendar_days import read_day
from records.exports.codebook import COLUMNS, codebook
from records.exports.export_table import Cell, ExportTable
from records.form_library import FormLibrary
from records.old_scores import OldScore
from records.open_records import OpenRecords
from records.plans import Plan, SeriesKey
from records.score_entry import ScoreEntry
from records.sessions import InterventionSession
from records.students import Student
from records.tables import checked

EVERY = 20  # students between two steps
HERE = "Aimline"
_Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who and which days go out. ``students`` are ids, None for everybody; both days are included.

    Of days there are probes, scores, sessions and attendance: all else goes out whole.
    """

    students: frozenset[str] | None = None
    first: date = date.min
    last: date = date.max

    def has(self, day: date) -> bool:
        """Tell whether a day is among those chosen."""
        return self.first <= day <= self.last


def people_tables(records: OpenRecords, chosen: Chosen) -> Iterator[int | list[ExportTable]]:
    """Yield how many students are done, from time to time, and at the end the tables."""
    making = _Tables(records, chosen)
    for number, student in enumerate(making.students, start=1):
        making.add(student)
        if number % EVERY == 0:
            yield number
    making.add_sessions()
    yield making.tables()


def chosen_students(records: OpenRecords, chosen: Chosen) -> list[Student]:
    """Return who goes out, in the order of the list; nobody who came by a file taken back."""
    wanted = chosen.students
    if wanted is not None:
        wanted = frozenset(map(records.students.merges().resolve, wanted))
    return [
        one
        for one in records.students.all()
        if not one.taken_back and (wanted is None or one.id in wanted)
    ]


class _Tables:
    """The rows so far, by table."""

    def __init__(self, records: OpenRecords, chosen: Chosen) -> None:
        self._records = records
        self._chosen = chosen
        self.students = chosen_students(records, chosen)
        self._rows: dict[str, list[_Row]] = {name: [] for name in COLUMNS}
        self._who = {one.id: _who(one) for one in self.students}
        self._imports = {one.id: one.name for one in Imports(records.store).all()}
        self._groups = {one.id: one.name for one in records.groups.all(archived=True)}
        self._memberships: dict[str, list[tuple[str, Cell, Cell]]] = {}
        for one in records.groups.memberships():
            told = self._groups.get(one.group, ""), one.since, one.until
            if told[0]:
                self._memberships.setdefault(one.student, []).append(told)

    def tables(self) -> list[ExportTable]:
        """Return all tables, the codebook last."""
        found = [ExportTable(name, COLUMNS[name], rows) for name, rows in self._rows.items()]
        return [*found, codebook()]

    def add(self, student: Student) -> None:
        """Add all rows of a student but those of sessions."""
        self._add_student(student)
        who = self._who[student.id]
        for entry in self._records.scores.of(self._records.history.parts(student.id)):
            day = read_day(entry.day)
            if day is not None and self._chosen.has(day):
                self._add_probe(who, entry, day)
        for one in self._records.old_scores.of(student.id):
            if self._chosen.has(one.day):
                self._rows["scores"].append((*who, *_brought(one)))
        self._add_plans(student)

    def _add_student(self, student: Student) -> None:
        who = self._who[student.id]
        groups = sorted(self._memberships.get(student.id, ()), key=str)
        now = dict.fromkeys(name for name, _, until in groups if until is None)
        others = [name for name in now if name != student.group]
        row = self._records.store.row("students", student.id)
        self._rows["students"].append(
            (
                *who,
                "; ".join(others),
                student.archived,
                student.language,
                student.sample,
                self._imports.get(brought_by(row), ""),
            )
        )
        self._rows["groups"] += [(*who[:5], *one) for one in groups]

    def _add_probe(self, who: _Row, entry: ScoreEntry, day: date) -> None:
        forms, history = self._records.forms, self._records.history
        before: tuple[Cell, Cell, Cell] = (None, None, None)
        if entry.amended and (kept := history.original(entry.id)) is not None:
            first = kept.score()
            before = first.attempted, first.correct, first.rate
        row = checked("administrations", self._records.store.row("administrations", entry.id) or {})
        series = entry.measure, entry.level, entry.mode
        counts = entry.readable and not entry.spoiled and entry.rate is not None
        known = entry.readable
        title = _title(forms, entry)
        self._rows["probes"].append(
            (
                *who,
                entry.id,
                *series,
                entry.form,
                title,
                day,
                entry.given_at[11:],
                row.get("examiner", ""),
                entry.seconds,
                known,
                entry.attempted if known else None,
                entry.correct if known else None,
                entry.errors if known else None,
                entry.rate,
                entry.accuracy,
                counts,
                entry.left_out_because,
                entry.doubt,
                entry.amended,
                *before,
                entry.skipped_lines if known else None,
                entry.prorated,
                entry.discontinued,
                f"{entry.profile} {entry.profile_version}",
                entry.set,
                entry.set_index if entry.set else None,
                "; ".join(entry.conditions),
                "\n".join(entry.notes),
            )
        )
        if known:
            why = entry.left_out_because or entry.doubt
            self._rows["scores"].append(
                (
                    *who,
                    *series,
                    day,
                    "",
                    "",
                    None,
                    "",
                    title,
                    _seconds(entry),
                    entry.attempted,
                    entry.correct if counts else None,
                    entry.rate if counts else None,
                    entry.accuracy if counts else None,
                    counts,
                    None if counts else entry.rate,
                    "" if counts else why,
                    entry.amended,
                    before[2],
                    HERE,
                    entry.id,
                )
            )

    def _add_plans(self, student: Student) -> None:
        records, who = self._records, self._who[student.id]
        by_series: dict[SeriesKey, list[Plan]] = {}
        for plan in records.plans.of(student.id):
            by_series.setdefault(plan.series, []).append(plan)
        for series, plans in by_series.items():
            known = {plan.id: plan for plan in plans}
            goals = records.goals.of(known)
            for goal in goals:
                plan = known[goal.plan]
                self._rows["goals"].append(
                    (
                        *who,
                        *series,
                        goal.kind,
                        goal.baseline,
                        goal.baseline_day,
                        goal.target,
                        goal.day,
                        goal is goals[-1],
                        goal.criterion,
                        goal.source,
                        goal.who,
                        goal.when,
                        plan.since,
                        plan.ended,
                        plan.every,
                    )
                )
            self._rows["decisions"] += [
                (
                    *who,
                    *series,
                    one.day,
                    one.breaks,
                    one.label,
                    "; ".join(one.changed),
                    one.why,
                    one.who,
                    one.when,
                )
                for one in records.phases.of(known)
            ]

    def add_sessions(self) -> None:
        """Add the sessions of who goes out, and who of them was there."""
        for one in self._records.sessions.all():
            here = {s: minutes for s, minutes in one.present.items() if s in self._who}
            missed = {s: why for s, why in one.missed.items() if s in self._who}
            mine = one.student in self._who
            if not self._chosen.has(one.day):
                continue
            if not (here or missed or mine or (one.group and self._chosen.students is None)):
                continue
            self._rows["sessions"].append(self._session(one, len(here), len(missed)))
            attended: Mapping[str, tuple[Cell, Cell]] = {
                **{student: (minutes, "") for student, minutes in here.items()},
                **{student: (None, why) for student, why in missed.items()},
            }
            self._rows["attendance"] += [
                (*self._who[student], one.id, one.day, *told) for student, told in attended.items()
            ]

    def _session(self, one: InterventionSession, here: int, missed: int) -> _Row:
        protocol = self._records.protocols.get(one.protocol)
        # A group's note may be about others than those who were chosen.
        alone = here + missed == len(one.present) + len(one.missed)
        told = one.note if one.student or alone else ""
        return (
            one.id,
            self._groups.get(one.group, ""),
            one.student or "",
            self._who[one.student][1] if one.student in self._who else "",
            one.day,
            one.planned,
            one.minutes,
            one.cancelled,
            here,
            missed,
            "" if protocol is None else protocol.name,
            sum(one.steps.values()) if one.steps else None,
            len(one.steps) or None,
            told,
            one.who,
        )


def _who(student: Student) -> _Row:
    return (
        student.id,
        student.name,
        student.district_id,
        student.grade,
        student.school,
        student.group,
    )


def _title(forms: FormLibrary, entry: ScoreEntry) -> str:
    form = forms.get(entry.form, entry.measure)
    return entry.form if form is None else form.title or entry.form


def _seconds(entry: ScoreEntry) -> Cell:
    """Return the seconds that a rate is counted over: of a form finished early those used."""
    if entry.prorated and entry.rate:
        return round(entry.correct * 60 / entry.rate, 3)
    return entry.seconds


def _brought(one: OldScore) -> Iterable[Cell]:
    """Return the cells of a score that was brought in, after those of whom it is about."""
    by_season = one.unit == "Season"
    return (
        *one.series,
        None if one.unit else one.day,
        one.season,
        str(int(one.at)) if by_season and one.at else "",
        one.at if one.unit and not by_season else None,
        "" if by_season else one.unit,
        one.form,
        one.seconds,
        one.attempted or None,
        one.correct,
        one.rate,
        one.accuracy,
        True,
        None,
        "",
        False,
        None,
        one.source or "a file",
        "",
    )
