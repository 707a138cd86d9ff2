"""Rosters that come as a set of CSV files: OneRoster 1.1 and 1.2, Clever's, Acadience's.

One reading for all: a layout says in which file and column students, classes, schools and who is
in which class stand. In a delta set whoever is named may be known here already and not in it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from probes.table_text import TableRow
from records.imports import cell_values
from records.imports.found_rows import Found, FoundStudent, RefusedCell, told
from records.imports.header_words import plain
from records.name_comparison import tidied
from records.students import LONGEST_NAME

EVERY = 2_000  # rows between two steps
_GONE = "tobedeleted"
Files = Mapping[str, Sequence[TableRow]]  # by the file's name in small letters, without ".csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterLayout:
    """Which file and which columns say what; of several columns the first that is filled."""

    name: str
    needs: tuple[str, ...]
    students: str
    student_id: tuple[str, ...]
    numbers: tuple[str, ...]
    first: tuple[str, ...]
    last: tuple[str, ...]
    grade: tuple[str, ...]
    student_school: tuple[str, ...]
    classes: str
    class_id: tuple[str, ...]
    class_name: tuple[str, ...]
    class_school: tuple[str, ...]
    class_grade: tuple[str, ...]
    enrollments: str
    enrolled: tuple[str, ...]
    enrolled_in: tuple[str, ...]
    schools: str
    school_id: tuple[str, ...]
    roles: str = ""


LAYOUTS = (
    RosterLayout(
        name="OneRoster",
        needs=("users",),
        students="users",
        student_id=("sourced id",),
        numbers=("identifier", "user id"),
        first=("preferred first name", "given name"),
        last=("preferred last name", "family name"),
        grade=("grades", "grade"),
        student_school=("org sourced ids", "primary org sourced id", "org sourced id"),
        classes="classes",
        class_id=("sourced id",),
        class_name=("title", "class code"),
        class_school=("school sourced id",),
        class_grade=("grades", "grade"),
        enrollments="enrollments",
        enrolled=("user sourced id",),
        enrolled_in=("class sourced id",),
        schools="orgs",
        school_id=("sourced id",),
        roles="roles",
    ),
    RosterLayout(
        name="Acadience",
        needs=("students", "studentenrollments"),
        students="students",
        student_id=("id",),
        numbers=("primary id", "secondary id"),
        first=("first name",),
        last=("last name",),
        grade=("grade level",),
        student_school=(),
        classes="classes",
        class_id=("id",),
        class_name=("name",),
        class_school=("school id",),
        class_grade=(),
        enrollments="studentenrollments",
        enrolled=("student id",),
        enrolled_in=("class id",),
        schools="schools",
        school_id=("id",),
    ),
    RosterLayout(
        name="Clever",
        needs=("students", "enrollments"),
        students="students",
        student_id=("student id",),
        numbers=("student number", "state id"),
        first=("first name",),
        last=("last name",),
        grade=("grade",),
        student_school=("school id",),
        classes="sections",
        class_id=("section id",),
        class_name=("name", "course name", "section number"),
        class_school=("school id",),
        class_grade=("grade",),
        enrollments="enrollments",
        enrolled=("student id",),
        enrolled_in=("section id",),
        schools="schools",
        school_id=("school id",),
    ),
)


def layout_of(files: Files) -> RosterLayout | None:
    """Return whose set files are, None if it is none of these."""
    return next((one for one in LAYOUTS if all(name in files for name in one.needs)), None)


def read_roster(files: Files, layout: RosterLayout) -> Iterator[float | Found]:
    """Yield how much is read, from 0 to 1, from time to time, and at the end what was found."""
    roster = _Roster(files, layout)
    total = max(sum(map(len, files.values())), 1)
    for step, _ in enumerate(roster.read(), start=1):
        yield min(step * EVERY / total, 1)
    yield roster.found


@dataclass(slots=True)
class _Class:
    name: str
    school: str
    grade: str
    students: list[int] = field(default_factory=list)


class _Roster:
    """What is found in the files so far."""

    def __init__(self, files: Files, layout: RosterLayout) -> None:
        self.found = Found()
        self._files = files
        self._layout = layout
        self._places: dict[str, int] = {}
        self._others: set[str] = set()  # ids of teachers, and of all who are no student
        self._classes: dict[str, _Class] = {}
        self._schools: dict[str, str] = {}
        self._delta = False

    def read(self) -> Iterator[None]:
        """Read file after file; a step after every so many rows."""
        layout = self._layout
        self._delta = any(
            row.get(("property name", "key")) == f"file.{layout.students}"
            and row.get(("value",)).lower() == "delta"
            for row in self._rows("manifest")
        )
        for row in self._rows(layout.schools):
            if _stands(row):
                self._schools[row.get(layout.school_id)] = tidied(row.get(("name", "school name")))[
                    :LONGEST_NAME
                ]
        students = self._of_role()
        for number, row in enumerate(self._rows(layout.students)):
            self._student(row, students)
            if number % EVERY == EVERY - 1:
                yield
        self._leave_out_shared_numbers()
        for row in self._rows(layout.classes):
            self._class(row)
        for number, row in enumerate(self._rows(layout.enrollments)):
            self._enrolled(row)
            if number % EVERY == EVERY - 1:
                yield
        yield

    def _of_role(self) -> Mapping[str, str] | None:
        """Return the role of everybody in OneRoster 1.2, None where users have it themselves."""
        rows = [*self._rows(self._layout.roles)] if self._layout.roles else []
        if not rows:
            return None
        roles: dict[str, str] = {}
        for row in rows:
            user, role = row.get(("user sourced id",)), row.get(("role",)).lower()
            if _stands(row) and roles.get(user) != "student":
                roles[user] = role
        return roles

    def _student(self, row: "_Row", roles: Mapping[str, str] | None) -> None:
        layout = self._layout
        student_id = row.get(layout.student_id)
        role = row.get(("role",)).lower()
        if roles is not None and not role:
            role = roles.get(student_id, "" if self._delta else "none")
        if layout.name == "OneRoster" and role not in ("", "student"):
            self._others.add(student_id)
            return
        if not student_id:
            self._refuse(row, layout.students, layout.student_id[0], "", "an id")
            return
        if student_id in self._places:
            self._refuse(row, layout.students, layout.student_id[0], student_id, "an id of its own")
            return
        name = tidied(f"{row.get(layout.first)} {row.get(layout.last)}")
        number = next(
            (one for key in layout.numbers if (one := cell_values.school_number(row.get((key,))))),
            "",
        )
        left = row.get(("status",)).lower() == _GONE
        if not name and not number and not left:
            self._refuse(row, layout.students, layout.first[-1], "", "a name, or a number")
            return
        if len(name) > LONGEST_NAME or len(number) > LONGEST_NAME or len(student_id) > 200:
            allowed = f"at most {LONGEST_NAME} letters"
            self._refuse(row, layout.students, layout.first[-1], name, allowed)
            return
        school = row.get(layout.student_school).split(",")[0].strip()
        self._places[student_id] = len(self.found.students)
        self.found.students.append(
            FoundStudent(
                row=row.number,
                name=name or number,
                grade=self._grade(row, layout.students, layout.grade),
                school=self._schools.get(school, ""),
                number=number,
                roster_id=student_id,
                left=left,
            )
        )

    def _leave_out_shared_numbers(self) -> None:
        """Forget numbers that several students have: they tell nobody apart."""
        counts = Counter(one.number for one in self.found.students if one.number)
        for student in self.found.students:
            if counts[student.number] > 1:
                student.number = ""
                self.found.note("shared number")

    def _grade(self, row: "_Row", table: str, columns: tuple[str, ...]) -> str:
        text = row.get(columns).split(",")[0]
        found = cell_values.grade(text)
        if found is None and not cell_values.is_nothing(text):
            self._refuse(row, table, columns[0], text, cell_values.GRADE_ALLOWED)
        elif found == "" and text:
            self.found.note("other grade")
        return found or ""

    def _class(self, row: "_Row") -> None:
        layout = self._layout
        class_id, name = row.get(layout.class_id), tidied(row.get(layout.class_name))
        if not _stands(row):
            return
        if not class_id or not name:
            column = layout.class_name[0] if class_id else layout.class_id[0]
            self._refuse(row, layout.classes, column, "", "a text")
            return
        grade = cell_values.grade(row.get(layout.class_grade).split(",")[0]) or ""
        school = self._schools.get(row.get(layout.class_school), "")
        self._classes[class_id] = _Class(name[:LONGEST_NAME], school, grade)

    def _enrolled(self, row: "_Row") -> None:
        layout = self._layout
        user, class_id = row.get(layout.enrolled), row.get(layout.enrolled_in)
        if not _stands(row) or row.get(("role",)).lower() not in ("", "student"):
            return
        if user in self._others:
            return
        if user not in self._places:
            if not self._delta or not user:
                allowed = f"an id of {layout.students}.csv"
                self._refuse(row, layout.enrollments, layout.enrolled[0], user, allowed)
                return
            self._places[user] = len(self.found.students)
            self.found.students.append(FoundStudent(row=row.number, name="", roster_id=user))
        one = self._classes.get(class_id)
        if one is None:
            if not self._delta:
                allowed = f"an id of {layout.classes}.csv"
                self._refuse(row, layout.enrollments, layout.enrolled_in[0], class_id, allowed)
            return
        student = self.found.students[self._places[user]]
        if one.name not in student.groups:
            student.groups.append(one.name)
        student.school = student.school or one.school
        student.grade = student.grade or one.grade

    def _rows(self, name: str) -> "Iterator[_Row]":
        rows = self._files.get(name, ())
        if rows:
            headers = {plain(cell): place for place, cell in enumerate(rows[0].cells)}
            for row in rows[1:]:
                yield _Row(row, headers)

    def _refuse(self, row: "_Row", table: str, column: str, value: str, allowed: str) -> None:
        self.found.refuse(RefusedCell(row.number, column, told(value), allowed, f"{table}.csv"))


class _Row:
    """A row's cells by their headers."""

    __slots__ = ("_cells", "_headers", "number")

    def __init__(self, row: TableRow, headers: Mapping[str, int]) -> None:
        self.number = row.number
        self._cells = row.cells
        self._headers = headers

    def get(self, columns: Sequence[str]) -> str:
        """Return the first of some columns that says something, "" if none does."""
        for column in columns:
            place = self._headers.get(column)
            if place is not None and place < len(self._cells) and self._cells[place]:
                return self._cells[place]
        return ""


def _stands(row: _Row) -> bool:
    return row.get(("status",)).lower() != _GONE
