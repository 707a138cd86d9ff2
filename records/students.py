"""The students on record, and who of them is the same as whom."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Self

from probes.measures.directions import LANGUAGES, Language
from records.brought_in import brought_by, gone, standing
from records.derived_ids import group_id, membership_id
from records.merges import TABLE as MERGES
from records.merges import Merges
from records.name_comparison import normalised, sort_key, tidied
from records.record_store import RecordStore, Row
from records.tables import checked

TABLE = "students"
GIVEN = ("administrations", "papers", "old_scores")  # an entry with one of them stays on the list
GRADES = ("K", "1", "2", "3", "4", "5", "6", "7", "8")
LONGEST_NAME = 60
LATEST_MS = 253_370_764_800_000  # the year 9999: a device's clock may say anything


@dataclass(frozen=True, slots=True)
class Student:
    """One student as the records have it; ``name`` is whatever the examiner chose.

    ``group`` is the name of the group they are shown in, "" for none; ``others`` are those of the
    groups that they are in beside it, none of them archived. ``language`` is the one that
    directions are said to them in, "" where it is the device's. ``taken_back`` is who came by a
    file that was taken back: archived, and on no list while there is nothing of theirs.
    """

    id: str
    name: str
    grade: str
    group: str
    archived: bool = False
    sample: bool = False
    language: str = ""
    school: str = ""
    district_id: str = ""
    roster_id: str = ""
    taken_back: bool = False
    others: tuple[str, ...] = ()

    @classmethod
    def read(
        cls, student_id: str, row: Mapping[str, object], gone: frozenset[str] = frozenset()
    ) -> Self:
        """Return the student of a row; a field of the wrong type reads as its default.

        ``gone`` are the imports that were taken back.
        """
        fields = checked(TABLE, row)
        taken_back = bool(gone) and fields.get("brought", "") in gone
        return cls(
            student_id,
            tidied(fields.get("name", "")),
            fields.get("grade", ""),
            tidied(fields.get("group", "")),
            fields.get("archived", False) or taken_back,
            fields.get("sample", False),
            language if (language := fields.get("language", "")) in LANGUAGES else "",
            tidied(fields.get("school", "")),
            fields.get("district_id", ""),
            fields.get("roster_id", ""),
            taken_back,
        )

    def hears(self, device: Language) -> Language:
        """Return the language that directions are said to them in; ``device`` is the device's."""
        return next((one for one in LANGUAGES if one == self.language), device)


def group_names(students: Iterable[Student]) -> list[str]:
    """Return the names of all groups that students are in, "" last if somebody is in none."""
    found = {one for student in students for one in (student.group, *student.others)}
    return sorted(found, key=lambda name: (name == "", sort_key(name), name))


def in_group(students: Iterable[Student], group: str) -> list[Student]:
    """Return those who are in a group of a name, "" for in none, by their own names."""
    found = [one for one in students if group == one.group or group in one.others]
    return sorted(found, key=lambda one: (sort_key(one.name), one.id))


class Students:
    """All students, archived ones too; those who were merged are one."""

    def __init__(self, records: RecordStore, new_id: Callable[[], str]) -> None:
        self._records = records
        self._new_id = new_id
        self._version = -1
        self._merges = Merges.read({}, ())
        self._memberships: dict[str, list[str]] = {}
        self._names: dict[str, str] = {}
        self._put_away: set[str] = set()
        self._removed: set[str] = set()
        self._mistaken: set[str] = set()
        self._gone: frozenset[str] = frozenset()

    def all(self) -> list[Student]:
        """Return all students by group and name, those without a group last."""
        rows, merges = self._records.rows(TABLE), self.merges()
        found = [
            self._read(i, row)
            for i, row in rows.items()
            if merges.resolve(i) == i and i not in self._mistaken
        ]
        return sorted(
            found, key=lambda s: (s.group == "", sort_key(s.group), sort_key(s.name), s.id)
        )

    def alike(self, name: str, grade: str) -> list[str]:
        """Return the ids of the students on the list of a name and grade, the first added first."""
        wanted = normalised(name), grade
        same = [
            student.id
            for student in self.all()
            if not student.archived and (normalised(student.name), student.grade) == wanted
        ]
        return sorted(same, key=lambda student_id: (self.added_ms(student_id), student_id))

    def added_ms(self, student_id: str) -> int:
        """Return when a student was put on record, in milliseconds since 1970 UTC; 0 if unknown."""
        past = self._records.past(TABLE, student_id)
        return min(max(past[0][1], 0), LATEST_MS) if past else 0

    def get(self, student_id: str) -> Student | None:
        """Return one student; of one who was merged into another, the other."""
        resolved = self.merges().resolve(student_id)
        row = self._records.row(TABLE, resolved)
        return None if row is None else self._read(resolved, row)

    def _read(self, student_id: str, row: Row) -> Student:
        """Return a student, in the group that the rows of groups say where they say otherwise."""
        self.merges()  # brings what is remembered up to date
        student = Student.read(student_id, row, self._gone)
        if student_id in self._mistaken:
            student = replace(student, archived=True)
        if not self._memberships and not self._names and not self._put_away:
            return student
        names = sorted({*filter(None, self._memberships.get(student_id, ()))})
        told = group_id(student.group) if student.group else ""
        left = told in self._put_away or membership_id(told, student_id) in self._removed
        if told and not left:
            shown = self._names.get(told) or student.group
            names = [shown, *(name for name in names if name != shown)]
        return replace(student, group=names[0] if names else "", others=tuple(names[1:]))

    def _remember(self) -> None:
        """Note what groups are called, and the names of those that a student is in by a row.

        One that was archived is on no list. One without a row is called as in ``Groups``.
        """
        self._memberships, self._removed = {}, set()
        self._gone = gone(self._records)
        named = {i: checked("groups", row) for i, row in self._records.rows("groups").items()}
        self._put_away = {i for i, row in named.items() if row.get("archived", False)}
        memberships = standing(self._records.rows("memberships"), self._gone)
        texts: dict[str, str] = {}
        for student_id, row in self._records.rows(TABLE).items():
            text = tidied(checked(TABLE, row).get("group", ""))
            group = group_id(text) if text else ""
            if not text or membership_id(group, student_id) in memberships:
                continue
            if self._merges.resolve(student_id) == student_id and brought_by(row) not in self._gone:
                texts[group] = min(texts.get(group, text), text)
        rows = {i: tidied(row.get("name", "")) for i, row in named.items()}
        called = {**texts, **rows}
        self._names = {i: name for i, name in called.items() if i not in self._put_away}
        for row_id, row in memberships.items():
            fields = checked("memberships", row)
            if fields.get("removed", False):
                self._removed.add(row_id)
            name = self._names.get(fields.get("group", ""), "")
            student = self._merges.resolve(fields.get("student", ""))
            mine = self._memberships.setdefault(student, [])
            if not fields.get("removed", False):
                mine.append(name)
        self._mistaken = self._entered_wrongly()

    def never_given(self, student_id: str) -> bool:
        """Whether a student has no probe, paper or old score: only then an entry can be deleted.

        While the probes are still being read nobody knows, and it says no.
        """
        return self._records.loaded and not self._given(self.merges().parts(student_id))

    def _given(self, parts: Iterable[str]) -> set[object]:
        """Return those entries among ``parts`` that something was given to."""
        wanted = {*parts}  # of a whole school, when its roster was taken back
        tables = (standing(self._records.rows(table), self._gone) for table in GIVEN)
        told = (row.get("student") for rows in tables for row in rows.values())
        return {one for one in told if isinstance(one, str) and one in wanted}

    def _entered_wrongly(self) -> set[str]:
        """Return the entries made by mistake; none that a probe was given to after all.

        Who came by a file that was taken back is one.
        """
        rows, parts = self._records.rows(TABLE), self._merges.parts
        told = {i for i, row in rows.items() if checked(TABLE, row).get("entered_wrongly", False)}
        told |= {i for i, row in rows.items() if brought_by(row) in self._gone}
        if not told or not self._records.loaded:
            return told
        given = self._given({part for one in told for part in parts(one)})
        return {one for one in told if not given & {*parts(one)}}

    def merges(self) -> Merges:
        """Return who is the same as whom."""
        if self._version != self._records.version:
            rows = self._records.rows
            self._merges = Merges.read(rows(MERGES), rows(TABLE).keys())
            self._version = self._records.version
            self._remember()
        return self._merges

    def merged_into(self, student_id: str) -> dict[str, str]:
        """Return the entries that are shown as part of a student: their names, by id."""
        names, merges = {}, self.merges()
        resolved = merges.resolve(student_id)
        for merge in merges.of(student_id):
            if merge.from_ == resolved:  # merged in a circle
                continue
            row = checked(TABLE, self._records.row(TABLE, merge.from_) or {})
            names[merge.from_] = row.get("name", "")
        return names

    def add(
        self,
        *,
        name: str,
        grade: str,
        group: str,
        language: str = "",
        others: Callable[[str], Iterable[tuple[str, str, Row]]] = lambda _: (),
    ) -> str:
        """Put a new student on record; return the id.

        Args:
            name: whatever the examiner chose.
            grade: one of ``GRADES``, or "".
            group: the name of a group that was never called otherwise; see ``Groups.enter``.
            language: the one of directions, "" for the device's.
            others: returns what is kept in the same write, for the student's id.

        Raises:
            OSError: it could not be written; nothing has changed.
        """
        student_id = self._new_id()
        row: Row = {"name": tidied(name), "grade": grade, "group": tidied(group), "archived": False}
        if language:
            row["language"] = language
        self._records.put((TABLE, student_id, row), *others(student_id))
        return student_id

    def change(self, student_id: str, *others: tuple[str, str, Row], **fields: str) -> None:
        """Change a student's name, grade, group or language, and keep ``others`` in that write.

        A group that is left for another one is ``Groups.change_shown``'s.

        Raises:
            OSError: as of ``add``.
        """
        tidy = {field: tidied(value) for field, value in fields.items()}
        self._records.put(*([(TABLE, student_id, dict(tidy))] if tidy else []), *others)

    def archive(self, *student_ids: str, archived: bool = True) -> None:
        """Take students off the list, or back onto it; nothing of theirs is lost.

        Raises:
            OSError: as of ``add``.
        """
        rows = []
        for one in student_ids:
            student, row = self.get(one), Row(archived=archived)
            if not archived and student is not None and student.taken_back:
                row["brought"] = ""  # from now on as if somebody had put them on record
            rows.append((TABLE, one, row))
        self._records.put(*rows)

    def delete(self, student_id: str, *, deleted: bool = True) -> None:
        """Take an entry that was made by mistake off every list, or put it back.

        One with a probe stays where it is: also where another device gave it, not knowing.

        Raises:
            OSError: as of ``add``.
        """
        self._records.put((TABLE, student_id, {"entered_wrongly": deleted}))

    def merge(self, student_id: str, other: str) -> None:
        """Say that another entry is this student, whose name, grade and group stay.

        Raises:
            OSError: as of ``add``.
        """
        self._records.put((MERGES, self._new_id(), {"from": other, "into": student_id}))

    def separate(self, student_id: str, part: str) -> None:
        """Take a merge back: the part is a student again, with the probes given to them.

        Raises:
            OSError: as of ``add``.
        """
        merges = self.merges()
        both = {merges.resolve(student_id), part}
        found = [one for one in merges.of(student_id) if one.from_ == part or {*one[1:]} == both]
        rows = [(MERGES, self._new_id(), {"undoes": one.id, "from": one.from_}) for one in found]
        self._records.put(*rows)
