"""Who of a file's students is here already: by number, else by name, with a question."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from records.derived_ids import derived_id
from records.imports.found_rows import FoundStudent
from records.name_comparison import normalised
from records.students import GRADES, Student


class Likely(NamedTuple):
    """Students here who may be one of a file's: one, or several whom nothing tells apart."""

    students: tuple[str, ...]


class KnownStudents:
    """The students on record, as a file's are looked up among them; who was taken back is none."""

    def __init__(self, students: Iterable[Student]) -> None:
        self._by_roster: dict[str, Student] = {}
        self._by_number: dict[str, list[Student]] = {}
        self._by_name: dict[str, list[Student]] = {}
        self._by_id: dict[str, Student] = {}
        for student in students:
            if student.taken_back:
                continue
            self._by_id[student.id] = student
            if student.roster_id:
                self._by_roster[student.roster_id] = student
            if student.district_id:
                self._by_number.setdefault(_bare(student.district_id), []).append(student)
            self._by_name.setdefault(normalised(student.name), []).append(student)

    def find(self, one: FoundStudent, *, seen_before: bool) -> Student | Likely | None:
        """Return who a file's student is here: for sure, likely, or nobody.

        Args:
            one: the student as the file has them.
            seen_before: whether this very file was brought in before.
        """
        if one.aimline_id in self._by_id:
            return self._by_id[one.aimline_id]
        if one.roster_id and one.roster_id in self._by_roster:
            return self._by_roster[one.roster_id]
        if one.number and (found := self._numbered(one)):
            return found
        if one.study or seen_before:
            known = self._by_id.get(student_id(one))
            if known is not None:
                return known
            if one.study:
                return None
        likely = tuple(student.id for student in self._alike(one))
        return Likely(likely) if likely else None

    def get(self, student: str) -> Student:
        """Return a student by the id that ``find`` gave."""
        return self._by_id[student]

    def _numbered(self, one: FoundStudent) -> Student | None:
        """Return who has a number; where zeros in front were lost, the name has to be the same."""
        found = self._by_number.get(_bare(one.number))
        if found is None:
            return None
        exact = [student for student in found if student.district_id == one.number]
        if exact:
            return exact[0]
        name = normalised(one.name)
        same = [s for s in found if normalised(s.name) == name or one.name == one.number]
        return same[0] if len(same) == 1 else None

    def _alike(self, one: FoundStudent) -> Iterator[Student]:
        if not one.name:
            return
        school = normalised(one.school)
        for student in self._by_name.get(normalised(one.name), ()):
            here = normalised(student.school)
            if one.number and student.district_id:
                continue  # two numbers are two students
            if school and here and school != here:
                continue
            if _same_or_next(student.grade, one.grade):
                yield student


def student_id(one: FoundStudent, apart: str = "") -> str:
    """Return the id of a new student: the same on every device that brings the file in.

    ``apart`` is what tells them from somebody here of the same name.
    """
    if one.number or one.roster_id:
        return derived_id("student", "number", one.number or one.roster_id, apart)
    if one.aimline_id:
        return derived_id("student", "aimline", one.aimline_id, apart)
    name, school = normalised(one.name), normalised(one.school)
    return derived_id("student", "name", name, one.grade, school, one.study, apart)


def _same_or_next(here: str, told: str) -> bool:
    """Tell whether grades may be of one student: equal, unknown, or a year later."""
    if not here or not told or here == told:
        return True
    return here in GRADES and told in GRADES and GRADES.index(told) - GRADES.index(here) == 1


def _bare(number: str) -> str:
    return number.lstrip("0") or number
