"""Groups and who is in them. Until rows exist, both follow from the text kept with a student.

Before groups had ids, a student had a free text. It is taken over without writing: the ids of
group and membership are made from the normalised name and the student's id, so that devices
which do it apart, late, or beside an older Aimline come to the same. A row under such an id rules
over the text: a removal wins.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from tinydb import where

from probes.measures.measure import MEASURES
from records.brought_in import brought_by, gone, standing
from records.calendar_days import read_day
from records.derived_ids import group_id, membership_id
from records.group_settings import GROUPS, GroupSettings
from records.name_comparison import normalised, sort_key, tidied
from records.record_store import RecordStore, Row
from records.students import TABLE as STUDENTS
from records.students import Student, Students
from records.tables import checked

MEMBERSHIPS = "memberships"
_Put = tuple[str, str, Row]


class GroupMembership(NamedTuple):
    """A student in a group from ``since``, None for always, to before ``until``, None for now."""

    student: str
    group: str
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Return whether the student is in the group on a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )


@dataclass(frozen=True, slots=True)
class Group:
    """A group: its id, what it is called, and the ids of its members now, archived ones too."""

    id: str
    name: str
    members: frozenset[str]
    sample: bool = False
    archived: bool = False
    settings: GroupSettings = field(default_factory=lambda: GroupSettings(name=""))

    def works_on(self, measure: str) -> bool:
        """Whether a measure is of what the group works on: reading, math, or either."""
        known = MEASURES.get(measure)
        return not self.settings.area or known is None or known.area == self.settings.area


def concerned(groups: Iterable[Group], student: str, measure: str) -> list[Group]:
    """Return those of some groups that a student is in and that work on a measure.

    A group of the measure's area is more about it than one of any: it comes first. Of equal ones
    the order stays.
    """
    mine = [one for one in groups if student in one.members and one.works_on(measure)]
    return sorted(mine, key=lambda one: not one.settings.area)


class Groups:
    """All groups: from rows, and from the text kept with students where no row says otherwise."""

    def __init__(self, records: RecordStore, students: Students, new_id: Callable[[], str]) -> None:
        self._records = records
        self._students = students
        self._new_id = new_id
        self._version = -1
        self._groups: list[Group] = []
        self._memberships: list[GroupMembership] = []

    def all(self, *, archived: bool = False) -> list[Group]:
        """Return the groups that have a name, by name; the archived ones too if asked for."""
        self._look()
        return [group for group in self._groups if archived or not group.archived]

    def get(self, group: str) -> Group | None:
        """Return a group, archived or not; None if there is none of that id."""
        self._look()
        return next((one for one in self._groups if one.id == group), None)

    def called(self, name: str) -> Group | None:
        """Return the group of a name, one that goes on before an archived one; None if none is."""
        found = [group for group in self.all(archived=True) if _is_called(group, name)]
        return min(found, key=lambda group: group.archived, default=None)

    def memberships(self) -> list[GroupMembership]:
        """Return who was in which group and when, those who left too."""
        self._look()
        return self._memberships

    def meeting(self, day: date) -> list[Group]:
        """Return the groups that meet on a day's weekday, in the order they meet."""
        found = [group for group in self.all() if day.weekday() in group.settings.weekdays]
        return sorted(found, key=lambda g: (g.settings.starts or "24", sort_key(g.name), g.id))

    def mates(self, student_id: str) -> set[str]:
        """Return the ids of all who are in a group with a student, the student's own among them."""
        resolved = self._students.merges().resolve(student_id)
        together = [group.members for group in self.all() if resolved in group.members]
        return {resolved}.union(*together)

    # Changes

    def save(self, settings: GroupSettings, group: str | None = None) -> str:
        """Keep what a group is, a new one for None; return its id.

        A new group of a name has the same id on every device, so that two which make it apart
        make one group.

        Raises:
            BadGroup: it can't be so; nothing was written.
            OSError: it could not be written; nothing has changed.
        """
        settings.check()
        if group is None:
            group = group_id(settings.name)
            here = self.get(group)
            if here is not None and normalised(here.name) != normalised(settings.name):
                group = self._new_id()  # that one was renamed since
        row = {**settings.row(), "archived": False}
        if self._records.row(GROUPS, group) is None:
            known = self.get(group)
            row["sample"] = known.sample if known is not None else False
        self._records.put((GROUPS, group, row))
        return group

    def archive(self, groups: Iterable[str], *, archived: bool = True) -> None:
        """Take groups off the lists, or put them back; nothing of theirs is lost.

        Raises:
            OSError: as of ``save``.
        """
        rows = []
        for group in [found for one in groups if (found := self.get(one)) is not None]:
            rows += self._named(group, sample=group.sample)
            rows.append((GROUPS, group.id, {"archived": archived}))
        self._records.put(*rows)

    def add(self, student: Student, group: Group, since: date | None = None) -> None:
        """Put a student into a group, from a day on; nothing happens if they are in it.

        Raises:
            OSError: as of ``save``.
        """
        self._records.put(*self._adding(student, group, since))

    def remove(self, student: Student, group: Group, until: date | None = None) -> None:
        """Take a student out of a group from a day on; without one, as if they never were in it.

        Also where only the text says that they are in it.

        Raises:
            OSError: as of ``save``.
        """
        self._records.put(*self._removing(student, group, until))

    def move(self, student: Student, groups: Iterable[Group], day: date) -> None:
        """Put a student into groups from a day on, and out of all others they are in.

        Raises:
            OSError: as of ``save``.
        """
        wanted = {group.id: group for group in groups}
        rows = []
        for group in self.all(archived=True):
            if student.id in group.members and group.id not in wanted:
                rows += self._removing(student, group, day)
        for group in wanted.values():
            rows += self._adding(student, group, day)
        self._records.put(*rows)

    def enter(self, *, name: str, grade: str, group: str, language: str = "") -> str:
        """Put a new student on record, in the group that is called so; return the id.

        Raises:
            OSError: as of ``save``.
        """
        target = self._called(group, sample=False)
        told = not normalised(group) or target.id == group_id(group)
        text = target.name if told else ""  # that text would mean a group that was renamed

        def others(student: str) -> list[_Put]:
            if told:
                return _back(target)
            row: Row = {"student": student, "group": target.id, "removed": False}
            joins = (MEMBERSHIPS, membership_id(target.id, student), row)
            return [*self._named(target, sample=False), *_back(target), joins]

        return self._students.add(
            name=name, grade=grade, group=text, language=language, others=others
        )

    def change_shown(self, student: Student, day: date, **fields: str) -> None:
        """Change a student's name, grade, group or language, all in one write.

        Who is given another group leaves the one shown, from that day on: what was planned and
        given there stays theirs, and so does any other group they are in. An archived group that
        somebody is given comes back.

        Raises:
            OSError: as of ``save``.
        """
        rows: list[_Put] = []
        student = self._students.get(student.id) or student
        name = fields.get("group", student.group)
        if normalised(name) == normalised(student.group):
            fields.pop("group", None)  # as it is shown: a row may say so, or the text
        else:
            kept = self._records.rows(GROUPS)  # of the others, which are a text, nothing was kept
            target = self._called(name, sample=student.sample)
            mine = [one for one in self.all(archived=True) if student.id in one.members]
            for group in [one for one in mine if one.id in kept and one.id != target.id]:
                told = group.archived and self._is_told(student, group)  # which will be another
                if told or _is_called(group, student.group):
                    rows += self._removing(student, group, day)
            rows += _back(target)
            if normalised(name) and (target.id in kept or target.id != group_id(name)):
                rows += self._adding(student, target, day)
            if self._is_told(student, target):
                fields.pop("group", None)
            else:  # a text that says a later name would mean another group
                renamed = normalised(name) and target.id != group_id(name)
                fields["group"] = "" if renamed else target.name
        self._students.change(student.id, *rows, **fields)

    def _called(self, name: str, *, sample: bool) -> Group:
        """Return the group of a name, one that goes on before an archived one, or a new one."""
        found = self.called(name)
        if found is not None:
            return found
        new = group_id(name) if self.get(group_id(name)) is None else self._new_id()
        return Group(new, tidied(name), frozenset(), sample)

    def _adding(self, student: Student, group: Group, since: date | None) -> list[_Put]:
        first = membership_id(group.id, student.id)
        rows = self._named(group, sample=student.sample)
        here = self.get(group.id)
        if here is not None and student.id in here.members:
            return rows
        day = "" if since is None else since.isoformat()
        kept = checked(MEMBERSHIPS, self._records.row(MEMBERSHIPS, first) or {})
        left = kept.get("until", "") if kept.get("removed", False) else ""
        row: Row = {"student": student.id, "group": group.id, "removed": False}
        if not left or not day:
            return [*rows, (MEMBERSHIPS, first, {**row, "since": day, "until": ""})]
        if left >= day:  # back on the day they left: they never did
            return [*rows, (MEMBERSHIPS, first, {**row, "until": ""})]
        again = membership_id(group.id, student.id, day)
        return [*rows, (MEMBERSHIPS, again, {**row, "since": day, "until": ""})]

    def _removing(self, student: Student, group: Group, until: date | None) -> list[_Put]:
        row: Row = {"removed": True}
        if until is not None:
            row["until"] = until.isoformat()
        first = membership_id(group.id, student.id)
        parts = [*self._students.merges().parts(student.id)]  # each may have come with a row
        found = self._records.find(
            MEMBERSHIPS, where("student").one_of(parts) & (where("group") == group.id)
        )
        rows = self._named(group, sample=student.sample)
        rows += [
            (MEMBERSHIPS, i, row)
            for i, kept in sorted(found.items())
            if not checked(MEMBERSHIPS, kept).get("removed")
        ]
        if first not in found and (not found or self._is_told(student, group)):
            rows.append((MEMBERSHIPS, first, {"student": student.id, "group": group.id, **row}))
        return rows

    def _is_told(self, student: Student, group: Group) -> bool:
        """Tell whether the text that is kept with a student says the group."""
        kept = checked(STUDENTS, self._records.row(STUDENTS, student.id) or {})
        return group_id(kept.get("group", "")) == group.id

    def _named(self, group: Group, *, sample: bool) -> list[_Put]:
        """Return the row that a group known by its text alone needs before others name it."""
        if self._records.row(GROUPS, group.id) is not None:
            return []
        return [(GROUPS, group.id, {"name": group.name, "sample": sample})]

    # What there is

    def _look(self) -> None:
        if self._version == self._records.version:
            return
        merges = self._students.merges()
        rows = {i: checked(GROUPS, row) for i, row in self._records.rows(GROUPS).items()}
        settings = {i: GroupSettings.read(row) for i, row in rows.items()}
        sample = {i: row.get("sample", False) for i, row in rows.items()}
        found: list[GroupMembership] = []
        ruled = set()  # memberships of the text of which a row says otherwise
        taken_back = gone(self._records)
        for row_id, row in standing(self._records.rows(MEMBERSHIPS), taken_back).items():
            ruled.add(row_id)
            one = _membership(row)
            if one is not None and one.group in rows:
                found.append(one._replace(student=merges.resolve(one.student)))
        told: dict[str, set[str]] = {}
        for student_id, kept in self._records.rows(STUDENTS).items():
            student = Student.read(student_id, kept, taken_back)
            if (
                student.taken_back
                or merges.resolve(student_id) != student_id
                or not normalised(student.group)
            ):
                continue
            group = group_id(student.group)
            if membership_id(group, student.id) in ruled:
                continue
            told.setdefault(group, set()).add(tidied(student.group))
            sample[group] = sample.get(group, True) and student.sample
            found.append(GroupMembership(student.id, group))
        for group, texts in told.items():
            settings.setdefault(group, GroupSettings(name=min(texts)))  # the same one everywhere
        now: dict[str, set[str]] = {}
        for one in found:
            if one.until is None:
                now.setdefault(one.group, set()).add(one.student)
        groups = [
            Group(
                i,
                some.name,
                frozenset(now.get(i, ())),
                sample.get(i, False),
                rows.get(i, {}).get("archived", False),
                some,
            )
            for i, some in settings.items()
            if normalised(some.name) and (i in now or brought_by(rows.get(i)) not in taken_back)
        ]
        self._groups = sorted(groups, key=lambda group: (sort_key(group.name), group.id))
        self._memberships = found
        self._version = self._records.version


def _back(group: Group) -> list[_Put]:
    """Return the row that puts an archived group back on the lists."""
    return [(GROUPS, group.id, {"archived": False})] if group.archived else []


def _is_called(group: Group, name: str) -> bool:
    return normalised(group.name) == normalised(name)


def _membership(row: Row) -> GroupMembership | None:
    """Return what a row says; None if the student never was in the group."""
    fields = checked(MEMBERSHIPS, row)
    student, group = fields.get("student", ""), fields.get("group", "")
    since, until = read_day(fields.get("since", "")), read_day(fields.get("until", ""))
    if not student or not group or (fields.get("removed", False) and until is None):
        return None
    if not fields.get("removed", False):
        until = None
    return GroupMembership(student, group, since, until)
