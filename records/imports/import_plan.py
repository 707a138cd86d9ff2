"""What a file will change on record, before it does: rows to write, counts, and what is asked.

Nothing is overwritten without an answer, nobody archived silently. Rows and ids follow from the
file alone, so that a file brought in twice, or on two devices, is one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from records.brought_in import CHANGES, FIELD, IMPORTS, brought_by, gone
from records.derived_ids import derived_id, group_id, membership_id
from records.groups import Groups
from records.imports.found_rows import Answers, Asked, Found, FoundStudent, RefusedCell
from records.imports.known_students import KnownStudents, Likely, student_id
from records.imports.score_rows import ScoreRows
from records.name_comparison import normalised
from records.old_scores import OldScores
from records.record_store import RecordStore, Row
from records.students import TABLE as STUDENTS
from records.students import Student, Students

EVERY = 2_000  # students and scores between two steps
_FIELDS: tuple[tuple[str, str], ...] = (  # of a file's student, and of the row
    ("name", "name"),
    ("grade", "grade"),
    ("school", "school"),
    ("number", "district_id"),
    ("roster_id", "roster_id"),
)
Put = tuple[str, str, Row]


@dataclass(slots=True)
class ImportPlan:
    """What will happen, in counts, and the rows by which it does.

    ``new`` students come in, ``known`` are here. ``likely`` look like ones that are here: ids here
    by the place of the file's student. Of ``differing`` students something is otherwise here, of
    ``left`` it is said that they are gone. ``scores`` come in, ``known_scores`` are here.
    """

    found: Found
    rows: list[Put] = field(default_factory=list)
    import_id: str = ""
    new: int = 0
    known: int = 0
    groups: int = 0
    added_to_groups: int = 0
    filled: int = 0
    changed: int = 0
    likely: list[tuple[str, str]] = field(default_factory=list)
    differing: list[tuple[str, str]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    scores: int = 0
    known_scores: int = 0
    refused: list[RefusedCell] = field(default_factory=list)
    asks: list[Asked] = field(default_factory=list)

    @property
    def more_refused(self) -> int:
        """How many refused cells are not listed."""
        return self.found.more_refused

    @property
    def is_nothing(self) -> bool:
        """Whether everything is here already."""
        return not self.rows


class Planning:
    """Makes the plan of a file that was read."""

    def __init__(
        self,
        store: RecordStore,
        students: Students,
        groups: Groups,
        old_scores: OldScores,
        found: Found,
        answers: Answers,
        *,
        name: str,
        content: str,
        who: str,
        when: str,
    ) -> None:
        """Take all that is asked.

        Args:
            store: the rows there are.
            students: who is here.
            groups: their groups.
            old_scores: the scores that were brought in before.
            found: what was found in the file.
            answers: what was answered.
            name: the file's, "" for what was pasted.
            content: a text that is the same for the same file.
            who: the examiner.
            when: now, as ``records.taken_back.stamp`` has it.
        """
        self._store, self._found, self._answers = store, found, answers
        self._name, self._content, self._who, self._when = name, content, who, when
        self._gone = gone(store)
        self._known = KnownStudents(students.all())
        self._called = cache(groups.called)  # nothing is written meanwhile
        self._members = {group.id: group.members for group in groups.all(archived=True)}
        self._memberships = store.rows("memberships")
        self._named_groups: set[str] = set()  # that were seen to have a name
        self._new: set[str] = set()
        imports = store.rows(IMPORTS)
        self._seen_before = any(
            row.get("content") == content and not row.get("removed", False)
            for row in imports.values()
        )
        self._score_rows = ScoreRows(old_scores, found, name=name, when=when)
        self.plan = ImportPlan(found, refused=[*found.refused], asks=[*found.asks])

    def steps(self) -> Iterator[float]:
        """Plan student by student; yields how much is done, from 0 to 1."""
        plan, by_student = self.plan, self._score_rows.by_student()
        taken: dict[str, int] = {}
        looked_at = 0  # rows since the last step: a student's, and their scores
        for place, one in enumerate(self._found.students):
            student = self._student(place, one, taken)
            if student and place in by_student:
                new = student in self._new
                self._score_rows.add(plan, student, one, by_student[place], new=new)
            looked_at += 1 + sum(len(scores) for _, scores in by_student.get(place, ()))
            if looked_at >= EVERY:
                looked_at = 0
                yield place / len(self._found.students)
        self._finish()

    # Students

    def _student(self, place: int, one: FoundStudent, taken: dict[str, int]) -> str:
        """Plan a student; return the id under which they are, "" if they don't come in."""
        found: Student | Literal["new"] | None
        known = self._known.find(one, seen_before=self._seen_before)
        if isinstance(known, Likely):
            found = self._likely(one, known)
            if found is None:
                return ""
        else:
            found = known
        if isinstance(found, Student):
            if taken.setdefault(found.id, place) != place:
                self._refuse(one, "another student than an earlier row’s")
                return ""
            self._here(one, found)
            return found.id
        if one.left or not one.name:
            self._found.note("not here")
            return ""
        student = student_id(one, self._content if found == "new" else "")
        if student in taken:
            self._refuse(one, "a student number, as an earlier row has this name")
            return ""
        taken[student] = place
        self._add(student, one)
        return student

    def _likely(self, one: FoundStudent, found: Likely) -> Student | Literal["new"] | None:
        """Return who a student is who looks like one that is here, None if that isn't known."""
        self.plan.likely.append((one.name, found.students[0]))
        if self._answers.same == "new":
            return "new"
        if len(found.students) > 1:
            self._refuse(one, "a student number, as several here have this name and grade")
            return None
        if not self._answers.same and "same" not in self.plan.asks:
            self.plan.asks.append("same")
        return self._known.get(found.students[0])

    def _add(self, student: str, one: FoundStudent) -> None:
        groups = one.groups if self._answers.classes == "groups" else []
        row: Row = {
            "name": one.name,
            "grade": one.grade,
            "group": "",
            "archived": False,
        }
        if one.school:
            row["school"] = one.school
        if one.number:
            row["district_id"] = one.number
        if one.roster_id:
            row["roster_id"] = one.roster_id
        self.plan.new += 1
        self._new.add(student)
        self.plan.rows.append((STUDENTS, student, row))
        for name in groups:
            self._join(student, name)
        self.plan.added_to_groups -= len(groups[:1])

    def _here(self, one: FoundStudent, here: Student) -> None:
        """Plan what a file says of somebody who is here."""
        plan = self.plan
        plan.known += 1
        if one.left:
            if not here.archived:
                plan.left.append(here.id)
                if self._answers.left == "archive":
                    plan.changed += 1
                    self._change(here.id, "archived", before=False, after=True)
            return
        for name, field_name in _FIELDS:
            told, kept = str(getattr(one, name)), str(getattr(here, field_name))
            if name == "name" and one.name == one.number:
                continue  # a file without names says nothing of them
            if not told or normalised(told) == normalised(kept):
                continue
            if not kept:
                plan.filled += 1
                self._change(here.id, field_name, before="", after=told)
            else:
                plan.differing.append((here.id, field_name))
                if self._answers.differs == "take":
                    plan.changed += 1
                    self._change(here.id, field_name, before=kept, after=told)
        if self._answers.classes == "groups":
            for group in one.groups:
                self._join(here.id, group)

    def _change(self, student: str, what: str, *, before: str | bool, after: str | bool) -> None:
        row_id = derived_id("change", student, what, str(before), str(after), self._when)
        change: Row = {"student": student, "what": what, "before": before, "after": after}
        self.plan.rows += [(STUDENTS, student, {what: after}), (CHANGES, row_id, change)]

    def _join(self, student: str, name: str) -> None:
        """Put a student into a group, unless they are in it, or were taken out of it here.

        The group that is called so now, where the one that a file named so was renamed since; but
        whom a file put into that one before stays there.
        """
        group, now = group_id(name), self._called(name)
        before = self._memberships.get(membership_id(group, student))
        if now is not None and (before is None or brought_by(before) in self._gone):
            group = now.id
        if student in self._members.get(group, ()):
            return
        row_id = membership_id(group, student)
        kept = self._memberships.get(row_id)
        if kept is not None and brought_by(kept) not in self._gone:
            return
        self.plan.added_to_groups += 1
        row: Row = {"student": student, "group": group, "removed": False}
        self.plan.rows.append(("memberships", row_id, row))
        self._count_group(group)
        if group in self._named_groups:
            return
        self._named_groups.add(group)
        here = self._store.row("groups", group)
        if here is None or brought_by(here) in self._gone:
            self.plan.rows.append(("groups", group, {"name": name}))

    def _count_group(self, group: str) -> None:
        if group not in self._members:
            self._members[group] = frozenset()
            self.plan.groups += 1

    # The whole

    def _finish(self) -> None:
        """Name the import in all rows that are new, and add its own."""
        plan = self.plan
        if not plan.rows:
            return
        told = "\n".join(sorted(f"{table} {row_id}" for table, row_id, _ in plan.rows))
        plan.import_id = derived_id("import", self._content, told)
        plan.rows = [
            (
                table,
                row_id,
                row if self._is_changed(table, row_id) else {**row, FIELD: plan.import_id},
            )
            for table, row_id, row in plan.rows
        ]
        row: Row = {
            "name": self._name,
            "content": self._content,
            "students": plan.new,
            "changed": plan.filled + plan.changed,
            "scores": plan.scores,
            "who": self._who,
            "when": self._when,
            "removed": False,
        }
        plan.rows.append((IMPORTS, plan.import_id, row))

    def _is_changed(self, table: str, row_id: str) -> bool:
        """Tell whether a row is here by itself and only changed: taking back leaves it."""
        if table != STUDENTS:
            return False
        here = self._store.row(table, row_id)
        return here is not None and brought_by(here) not in self._gone

    def _refuse(self, one: FoundStudent, allowed: str) -> None:
        self.plan.refused.append(RefusedCell(one.row, "name", "a student", allowed))


def carry_out(store: RecordStore, plan: ImportPlan) -> None:
    """Write a plan: all of it, or nothing.

    Raises:
        OSError: it could not be written; nothing has changed.
    """
    if plan.rows:
        store.put(*plan.rows)


def counts_of(plan: ImportPlan) -> Mapping[str, int]:
    """Return what will happen as numbers by the keys of sentences, none of them 0."""
    told = {
        "new": plan.new,
        "known": plan.known,
        "groups": plan.groups,
        "joined": plan.added_to_groups,
        "filled": plan.filled,
        "changed": plan.changed,
        "scores": plan.scores,
        "known_scores": plan.known_scores,
    }
    return {key: count for key, count in told.items() if count}
