"""A table and what its columns are, read row by row: students, and old scores in any shape.

Long (a row a score), wide (a row a student, a column a date, week, season or measure) and both at
once are one thing here: each cell of a score column is a score, unless it says that there is none.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import ceil

from probes.measures.measure import MEASURES
from probes.table_text import TableRow
from records.calendar_days import is_plausible
from records.imports import cell_values
from records.imports.body_rows import body_rows
from records.imports.cell_values import FoundDate, found_date, serial_date
from records.imports.columns import Columns
from records.imports.found_rows import (
    Answers,
    Found,
    FoundScore,
    FoundSeries,
    FoundStudent,
    RefusedCell,
    told,
)
from records.imports.header_words import Kind, Use, level_of, measure_of
from records.name_comparison import normalised, tidied
from records.old_scores import HIGHEST, LONGEST_SECONDS, SHORTEST_SECONDS
from records.students import LONGEST_NAME

EVERY = 2_000  # rows between two steps
LONGEST_NUMBER = 60
MOST_UNITS = 10_000  # days, sessions or weeks
MOST_PHASES = 50
_NO_SCORE = ("999", "-999", "-99", "-9", "-1")  # as tables for statistics have it
_SEASON_WEEKS = {"fall": 0, "winter": 18, "spring": 34}
_UNITS = {
    "session": "Session",
    "probe": "Probe",
    "calendarday": "CalendarDay",
    "day": "CalendarDay",
}
_UNITS |= {"calendar day": "CalendarDay", "week": "Week", "sessions": "Session", "weeks": "Week"}
DATES_ALLOWED = "a date such as 2026-11-24 or 11/24/2026"
SCORE_ALLOWED = f"a number from 0 to {HIGHEST}, or nothing"


def read_table(
    rows: Sequence[TableRow], columns: Columns, answers: Answers
) -> Iterator[float | Found]:
    """Yield how much is read, from 0 to 1, from time to time, and at the end what was found."""
    reading = _Reading(columns, answers)
    reading.look_at_dates(rows)
    body = len(rows) - columns.first_row
    used = sum(use.kind != "ignore" for use in columns.uses)
    shape = body_rows(rows, columns.first_row, used)
    reading.part = shape.parts.get(columns.first_row - 1, "")
    for place in range(columns.first_row, len(rows)):
        if place in shape.left_out:
            reading.found.note(shape.left_out[place])
            reading.part = shape.parts.get(place, reading.part)
        else:
            reading.read(rows[place])
        if place % EVERY == 0:
            yield (place - columns.first_row) / max(body, 1)
    yield reading.found


class _Reading:
    """What is found in the rows so far."""

    def __init__(self, columns: Columns, answers: Answers) -> None:
        self.found = Found()
        self.part = ""  # the title of the part of the table that is read
        self._columns = columns
        self._answers = answers
        self._order = answers.dates
        self._places: dict[tuple[str, ...], int] = {}  # of each student, by what tells them
        self._at: dict[Kind, int] = {}
        for place, use in enumerate(columns.uses):
            if use.kind not in ("ignore", "score", "score date"):
                self._at.setdefault(use.kind, place)
        self._scores = [(i, use) for i, use in enumerate(columns.uses) if use.kind == "score"]
        self._dates = {
            (use.measure, use.level, use.season): i
            for i, use in enumerate(columns.uses)
            if use.kind == "score date"
        }
        self._no_score = () if "aimline id" in self._at else _NO_SCORE
        self._stands_alone = len(self._scores) == 1
        self._days: dict[str, FoundDate | None] = {}
        if any(self._needs_measure(use) for _, use in self._scores) and not answers.measure:
            self.found.ask("measure")

    def _needs_measure(self, use: Use) -> bool:
        return not use.measure and "measure" not in self._at

    def look_at_dates(self, rows: Sequence[TableRow]) -> None:
        """Find out whether the month or the day comes first; ask if no date tells."""
        places = [*self._dates.values(), *([self._at["date"]] if "date" in self._at else [])]
        dates = [use.date for _, use in self._scores if use.date is not None]
        if self._scores:
            seen: set[str] = set()
            for place in places:
                body = rows[self._columns.first_row :]
                seen |= {row.cells[place] for row in body if place < len(row.cells)}
            dates += [one for text in seen if (one := self._date(text)) is not None]
        if self._order:
            return
        found = cell_values.order_of(dates)
        if found == "" and any(not one.sure and one.first != one.second for one in dates):
            self.found.ask("dates")
        self._order = found or "month first"

    def read(self, row: TableRow) -> None:
        """Read one row: its student, and the scores in it."""
        cells = row.cells
        student = self._student(row)
        if student is None:
            return
        for place, use in self._scores:
            text = cells[place] if place < len(cells) else ""
            if cell_values.is_nothing(text) or text in self._no_score:
                if text:
                    self.found.note("no score")
                continue
            self._score(row, student, place, use, text)

    # Students

    def _student(self, row: TableRow) -> int | None:
        """Return the place of a row's student; None if it has none that counts."""
        name = self._name(row)
        aimline_id = self._cell(row, "aimline id")
        if not aimline_id and self._sums_up(row, name):
            self.found.note("summary")
            return None
        number = self._cell(row, "number")
        if not aimline_id:
            number = cell_values.school_number(number)
        if not name and not number:
            if self._says_anything(row):
                column = self._header("name") or self._header("number") or "name"
                self._refuse(row, column, "", "a name, or the student’s number")
            return None
        if len(name) > LONGEST_NAME or len(number) > LONGEST_NUMBER:
            allowed = f"at most {LONGEST_NAME} letters"
            self._refuse(row, self._header("name") or "name", name or number, allowed)
            return None
        grade = self._grade(row)
        school = tidied(self._cell(row, "school"))[:LONGEST_NAME]
        study = tidied(self._cell(row, "study"))[:LONGEST_NAME]
        group = tidied(self._cell(row, "group") or study or self.part)[:LONGEST_NAME]
        if not aimline_id and cell_values.is_nothing(group):
            group = ""
        key: tuple[str, ...] = ("name", normalised(name), normalised(school), study)
        if aimline_id:
            key = ("aimline", aimline_id)
        elif number:
            key = ("number", number)
        elif not self._scores:
            key = (*key, grade)
        place = self._places.get(key)
        bare = ("bare", number.lstrip("0"), normalised(name))
        if place is None and number and not aimline_id:  # zeros that some cells keep, others lost
            place = self._places.get(bare)
        if place is None:
            place = self._places[key] = len(self.found.students)
            self.found.students.append(
                FoundStudent(
                    row=row.number,
                    name=name or number,
                    grade=grade,
                    school=school,
                    number=number,
                    aimline_id=aimline_id,
                    study=study,
                )
            )
        if number:
            self._places.setdefault(bare, place)
        student = self.found.students[place]
        if len(number) > len(student.number) and number.lstrip("0") == student.number:
            student.number = number
        if grade and not student.grade:
            student.grade = grade
        if group and group not in student.groups:
            student.groups.append(group)
        return place

    def _sums_up(self, row: TableRow, name: str) -> bool:
        """Tell whether a row sums up others. "Max" is a child's name unless only scores follow."""
        if not cell_values.is_summary(name or next(filter(None, row.cells), "")):
            return False
        if normalised(name) != "max":
            return True
        about: tuple[Kind, ...] = ("grade", "number", "group", "school")
        return bool(self._scores) and not any(self._cell(row, kind) for kind in about)

    def _name(self, row: TableRow) -> str:
        if self._cell(row, "aimline id"):
            return tidied(self._cell(row, "name"))  # as it was written, with its commas
        if "name" in self._at:
            return cell_values.person(self._cell(row, "name"))
        return tidied(f"{self._cell(row, 'first name')} {self._cell(row, 'last name')}")

    def _grade(self, row: TableRow) -> str:
        text = self._cell(row, "grade")
        found = cell_values.grade(text)
        if found is None and not cell_values.is_nothing(text):
            self._refuse(row, self._header("grade"), text, cell_values.GRADE_ALLOWED)
        elif found == "" and text:
            self.found.note("other grade")
        return found or ""

    def _says_anything(self, row: TableRow) -> bool:
        used = [i for i, use in enumerate(self._columns.uses) if use.kind != "ignore"]
        return any(i < len(row.cells) and row.cells[i] for i in used)

    # Scores

    def _score(self, row: TableRow, student: int, place: int, use: Use, text: str) -> None:
        column = self._columns.headers[place] or f"column {place + 1}"
        series = self._series(row, student, use)
        if series is None:
            return
        attempted = seconds = 0.0
        pair = cell_values.of_out_of(text)
        correct = pair[0] if pair else cell_values.number(text)
        if correct is None or not 0 <= correct <= HIGHEST:
            self._refuse(row, column, text, SCORE_ALLOWED)
            return
        if pair:
            attempted = pair[1]
        if self._stands_alone:  # words attempted and errors of a row belong to its one score
            more = self._number(row, "attempted", 0, HIGHEST)
            errors = self._number(row, "errors", 0, HIGHEST)
            if more is None or errors is None:
                return
            attempted = attempted or more or (ceil(correct + errors) if errors else 0)
        if attempted and not correct <= attempted <= HIGHEST:
            self._refuse(row, column, text, f"a number from 0 to {min(attempted, HIGHEST):g}")
            return
        seconds = 60.0
        if "seconds" in self._at:
            least = max(correct * 60 / HIGHEST, SHORTEST_SECONDS)
            given = self._number(row, "seconds", least, LONGEST_SECONDS, needed=True)
            if given is None:
                return
            seconds = given
        when = self._when(row, use)
        if when is None:
            return
        day, at, unit, season = when
        phase = self._number(row, "phase", 0, MOST_PHASES)
        if phase is None:
            return
        key = (student, series._replace(unit=unit))
        self.found.scores.setdefault(key, []).append(
            FoundScore(
                day.isoformat(),
                int(correct) if correct == int(correct) else correct,
                int(attempted),
                int(seconds) if seconds == int(seconds) else seconds,
                int(at) if at == int(at) else at,
                season,
                tidied(self._cell(row, "form"))[:LONGEST_NAME],
                1,
                row.number,
                int(phase),
            )
        )

    def _series(self, row: TableRow, student: int, use: Use) -> FoundSeries | None:
        measure, edition = use.measure, use.level
        if not measure and "measure" in self._at:
            told_ = self._cell(row, "measure")
            measure = told_ if told_ in MEASURES else measure_of(told_)
            if not measure:
                self.found.note("other measure")
                return None
            edition = level_of(told_, "")
        measure = measure or self._answers.measure
        if not measure:
            return None
        level = edition if edition and edition != "Spanish" else ""
        if not level:
            text = self._cell(row, "level")
            level = cell_values.grade(text) or cell_values.skill_level(text)
            level = level or self._answers.level or self.found.students[student].grade
            if edition == "Spanish":
                level = f"{level} Spanish".strip()
        mode = next((one for one in MEASURES[measure].modes if one == self._cell(row, "mode")), "")
        return FoundSeries(measure, level, mode or MEASURES[measure].modes[0], "")

    def _when(self, row: TableRow, use: Use) -> tuple[date, float, str, str] | None:
        """Return the day of a score, its place in a unit, the unit, and its season."""
        season = use.season
        if not season and "season" in self._at:
            text = self._cell(row, "season")
            named = cell_values.season(text)
            if named is None and not cell_values.is_nothing(text):
                self._refuse(row, self._header("season"), text, "fall, winter, spring")
                return None
            season = named or ""
        if use.date is not None:
            day = use.date.day(self._order, self._answers.today)
            if day is None:
                self._refuse(row, "a header", "a date that is none", DATES_ALLOWED)
                return None
            return day, 0, "", season
        place = self._dates.get((use.measure, use.level, use.season))
        if place is None:
            place = self._dates.get(("", "", use.season), self._at.get("date"))
        text = row.cells[place] if place is not None and place < len(row.cells) else ""
        if place is not None and not cell_values.is_nothing(text):
            found = self._date(text)
            day = None if found is None else found.day(self._order, self._answers.today)
            if day is None:
                self._refuse(row, self._columns.headers[place] or "date", text, DATES_ALLOWED)
                return None
            return day, 0, "", season
        if use.at is not None:
            return self._counted(row, use.at, use.unit, season)
        if "session" in self._at and not (season and not self._cell(row, "session")):
            at = self._number(row, "session", 0, MOST_UNITS, needed=True)
            if at is None:
                return None
            header = self._header("session").casefold()
            unit = self._cell(row, "unit") or ("Week" if "week" in header else "Session")
            known = _UNITS.get(unit.strip().casefold())
            if known is None:
                self._refuse(row, self._header("unit"), unit, "Session, Probe, CalendarDay, Week")
                return None
            return self._counted(row, at, known, season)
        if season:
            begun = self._year(row) or self._answers.first_day
            day = begun + timedelta(weeks=_SEASON_WEEKS[season])
            self.found.counted = self.found.counted or self._year(row) is None
            return day, begun.year if self._year(row) else 0, "Season", season
        if self._answers.day is None:
            self.found.ask("day")
            return self._answers.first_day, 0, "", ""
        return self._answers.day, 0, "", ""

    def _counted(
        self, row: TableRow, at: float, unit: str, season: str
    ) -> tuple[date, float, str, str] | None:
        weekly = 7 if unit == "Week" else 1
        day = self._answers.first_day + timedelta(days=int(at * weekly))
        if not is_plausible(day):
            self._refuse(row, self._header("session") or unit, f"{at:g}", "a smaller number")
            return None
        self.found.counted = True
        return day, at, unit, season

    def _year(self, row: TableRow) -> date | None:
        """Return the first day of the school year that a row names, as "2022-2023" or 2022."""
        text = self._cell(row, "year")[:4]
        if not (text.isascii() and text.isdigit() and len(text) == 4):
            return None
        year = int(text)
        return date(year, 9, 1) if 1990 <= year <= 2098 else None

    # Cells

    def _date(self, text: str) -> FoundDate | None:
        if text not in self._days:
            self._days[text] = serial_date(text) or found_date(text)
        return self._days[text]

    def _number(
        self, row: TableRow, kind: Kind, least: float, most: float, *, needed: bool = False
    ) -> float | None:
        """Return a number of a row, 0 where there is none; None if it can't be taken."""
        text = self._cell(row, kind)
        if not needed and (kind not in self._at or cell_values.is_nothing(text)):
            return 0
        found = cell_values.number(text)
        if found is None or not least <= found <= most:
            allowed = f"a number from {least:.4g} to {most:g}"
            self._refuse(row, self._header(kind), text, allowed)
            return None
        if kind in ("phase", "attempted", "errors") and found != int(found):
            allowed = f"a whole number from {least:g} to {most:g}"
            self._refuse(row, self._header(kind), text, allowed)
            return None
        return found

    def _cell(self, row: TableRow, kind: Kind) -> str:
        place = self._at.get(kind)
        return row.cells[place] if place is not None and place < len(row.cells) else ""

    def _header(self, kind: Kind) -> str:
        place = self._at.get(kind)
        return (self._columns.headers[place] or kind) if place is not None else ""

    def _refuse(self, row: TableRow, column: str, value: str, allowed: str) -> None:
        self.found.refuse(RefusedCell(row.number, column[:60], told(value), allowed))
