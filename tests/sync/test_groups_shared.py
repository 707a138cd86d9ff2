"""Two devices apart add to one group, keep one session, move one student: shown once after sharing.

The real records over the real store and the real sharing, through a folder of this machine.
"""

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from sync_doubles import Device

from commands.wiring import StoredRecords, load_forms
from records.group_settings import GroupSettings
from records.open_records import OpenRecords
from records.plans import SeriesKey
from records.privacy import leaves
from records.sessions import InterventionSession
from sync.folders.local_folder import LocalFolder

TUESDAY = date(2026, 11, 24)
SERIES = SeriesKey("orf", "2", "oral")


class Clock:
    """A clock that stands on a Tuesday morning."""

    def steady_ms(self):
        return 5_000

    def slept_ms(self):
        return 0

    def now(self):
        return datetime(2026, 11, 24, 9, 15, tzinfo=UTC)


class NoScores:
    """Nothing is remembered of scores."""

    def lines(self):
        return iter(())

    def append(self, line):
        pass

    def clear(self):
        pass


class NoSitting:
    """No sitting is under way."""

    def read(self):
        return None


class Apart:
    """A device with all of records over its store."""

    def __init__(self, name):
        self.device = Device(name, private=self._private)
        ids = count()
        self.records = OpenRecords(
            store=StoredRecords(self.device.db, []),
            journal=NoSitting(),
            scores_file=NoScores(),
            built_in=load_forms(),
            clock=Clock(),
            new_id=lambda: f"{name}{next(ids)}",
        )

    def _private(self, table, row_id, fields):
        return leaves(self.records.store.row, table, row_id, fields) != "shared"

    def named(self, name):
        [found] = [one for one in self.records.students.all() if one.name == name]
        return found

    def group(self, name):
        [found] = [one for one in self.records.groups.all() if one.name == name]
        return found

    def members(self, name):
        inside = self.group(name).members
        return sorted(one.name for one in self.records.students.all() if one.id in inside)


@pytest.fixture
def shared(tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    return LocalFolder(folder)


@pytest.fixture
def two(shared):
    """Two devices that know a group of two, and another group."""
    one, other = Apart("one"), Apart("other")
    records = one.records
    for name in ("Ana", "Ben"):
        records.students.add(name=name, grade="2", group="Robins")
    for name in ("Robins", "Wrens"):
        records.groups.save(GroupSettings(name=name, weekdays=(1, 3), minutes=30))
    ids = [student.id for student in records.students.all()]
    records.plans.begin(ids, SERIES, every=5, since=TUESDAY - timedelta(weeks=1), who="RT")
    one.device.found(shared)
    one.device.sync(shared)
    other.device.join(shared)
    other.device.sync(shared)
    assert other.members("Robins") == ["Ana", "Ben"]
    return one, other


def meet(shared, one, other):
    """Both share, until neither has anything new."""
    for _ in range(3):
        one.device.sync(shared)
        other.device.sync(shared)


def test_both_add_to_one_group(shared, two):
    one, other = two
    for apart, name in ((one, "Cem"), (other, "Dev")):
        student = apart.records.students.add(name=name, grade="2", group="")
        apart.records.groups.add(
            apart.records.students.get(student), apart.group("Robins"), TUESDAY
        )
    ana = [apart.named("Ana") for apart in two]
    for apart, student in zip(two, ana, strict=True):  # the same student, by both
        apart.records.groups.add(student, apart.group("Wrens"), TUESDAY)
    meet(shared, one, other)
    for apart in two:
        assert apart.members("Robins") == ["Ana", "Ben", "Cem", "Dev"]
        assert apart.members("Wrens") == ["Ana"]
        spans = [m for m in apart.records.groups.memberships() if m.student == ana[0].id]
        assert len([m for m in spans if m.group == apart.group("Wrens").id]) == 1


def test_both_make_a_group_of_one_name(shared, two):
    one, other = two
    one.records.groups.save(GroupSettings(name="Larks", room="12"))
    other.records.groups.save(GroupSettings(name="larks ", minutes=20))
    meet(shared, one, other)
    for apart in two:
        assert [g.name.strip().lower() for g in apart.records.groups.all()].count("larks") == 1


def test_both_keep_the_session_of_a_day(shared, two):
    one, other = two
    for apart, present, missed, note in (
        (one, ("Ana",), ("Ben",), "from the room"),
        (other, ("Ana", "Ben"), (), "on Friday"),
    ):
        session = InterventionSession(
            id="",
            day=TUESDAY,
            group=apart.group("Robins").id,
            minutes=30,
            planned=30,
            present={apart.named(name).id: 30 for name in present},
            missed={apart.named(name).id: "absent" for name in missed},
            steps={0: True},
            note=note,
        )
        apart.records.sessions.keep(session)
    meet(shared, one, other)
    kept = [apart.records.sessions.all() for apart in two]
    assert kept[0] == kept[1]
    [session] = kept[0]
    assert {*session.present, *session.missed} == {one.named("Ana").id, one.named("Ben").id}
    assert session.note in ("from the room", "on Friday")
    delivered = [apart.records.deliveries for apart in two]
    spans = [
        d.of(one.named("Ana").id, TUESDAY, TUESDAY, a.records.calendar.days(), "reading")
        for d, a in zip(delivered, two, strict=True)
    ]
    assert spans[0] == spans[1]


def test_both_move_one_student(shared, two):
    one, other = two
    other.records.groups.save(GroupSettings(name="Larks", weekdays=(1,)))
    for apart, group in ((one, "Wrens"), (other, "Larks")):
        apart.records.groups.move(apart.named("Ben"), [apart.group(group)], TUESDAY)
    meet(shared, one, other)
    for apart in two:
        assert apart.members("Robins") == ["Ana"]
        assert apart.members("Wrens") == apart.members("Larks") == ["Ben"]
        ben = apart.named("Ben").id
        due = [d.student for s in apart.records.week.today(TUESDAY).sections for d in s.due]
        assert due.count(ben) == 1  # in two groups, and shown once


def test_both_move_one_student_to_the_same_group(shared, two):
    one, other = two
    for apart in two:
        apart.records.groups.move(apart.named("Ben"), [apart.group("Wrens")], TUESDAY)
    meet(shared, one, other)
    for apart in two:
        assert (apart.members("Robins"), apart.members("Wrens")) == (["Ana"], ["Ben"])
        spans = [
            m for m in apart.records.groups.memberships() if m.student == apart.named("Ben").id
        ]
        assert len(spans) == 2  # until Tuesday in one, from then on in the other


def test_both_print_for_one_session_mark_one_absent_and_change_the_language(shared, two):
    one, other = two
    prepared = [apart.records.prepared.for_session(apart.group("Robins"), TUESDAY) for apart in two]
    assert [(p.student.id, p.form.id) for p in prepared[0]] == [
        (p.student.id, p.form.id) for p in prepared[1]
    ]
    for apart, found in zip(two, prepared, strict=True):
        apart.records.prepared.keep(found)
    one.records.students.change(one.named("Ana").id, language="es")
    other.records.absences.note([other.named("Ben").id], TUESDAY, "absent")
    one.records.absences.note([one.named("Ben").id], TUESDAY, "refused")
    meet(shared, one, other)
    for apart in two:
        ana = apart.named("Ana")
        assert ana.language == "es"
        form = next(p.form.id for p in prepared[0] if p.student.id == ana.id)
        assert apart.records.prepared.waiting(ana.id, "orf", "2") == [form]
        assert len(apart.records.absences.on(TUESDAY)) == 1
    today = [apart.records.week.today(TUESDAY) for apart in two]
    assert today[0] == today[1]


def test_an_entry_deleted_here_and_given_a_probe_there_is_on_the_list(shared, two):
    one, other = two
    ben = one.named("Ben").id
    one.records.students.delete(ben)
    row = {"student": ben, **SERIES._asdict(), "day": "2026-11-24", "correct": 50, "attempted": 50}
    other.records.store.put(("old_scores", "x", {**row, "seconds": 60, "source": "test"}))
    meet(shared, one, other)
    for apart in two:
        assert "Ben" in [student.name for student in apart.records.students.all()]
