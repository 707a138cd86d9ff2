"""Forms printed for a group's next session: each child's own, and the one that is given next."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from record_doubles import FORM, Clock, open_records

from probes.giving import events
from records.group_settings import GroupSettings
from records.plans import SeriesKey
from records.sessions import InterventionSession

TUESDAY = date(2026, 11, 24)  # MORNING of the doubles
SERIES = SeriesKey("orf", "2", "oral")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def records(clock):
    forms = [replace(FORM, id=f"F{n}", title=f"F{n}") for n in range(6)]
    found = open_records(clock, forms=forms)
    found.students.add(name="Ana", grade="2", group="Robins")
    found.students.add(name="Ben", grade="2", group="Robins")
    found.students.add(name="Cem", grade="2", group="Robins")
    found.students.add(name="Dev", grade="2", group="")
    found.groups.save(GroupSettings(name="Robins", weekdays=(1, 3), minutes=30))
    every = [one.id for one in found.students.all()]
    found.plans.begin(every, SERIES, every=1, since=TUESDAY, who="J")
    return found


def group_of(records):
    return records.groups.all()[0]


def by_name(records):
    return {one.name: one for one in records.students.all()}


def give(records, clock, student, form_id):
    records.sittings.start(student, records.forms.get(form_id))
    clock.pass_ms(60_000)
    sitting = records.sittings.current
    sitting.tick()
    sitting.do(events.Last, item=9)
    records.sittings.keep()


def printed(records, clock):
    found = records.prepared.for_session(group_of(records), TUESDAY)
    records.prepared.keep(found)
    clock.pass_ms(2_000)
    return {one.student.name: one.form.id for one in found}


def offered(records, clock, name):
    student = by_name(records)[name]
    form = records.prepared.offered(student, "orf", "2", clock.now().date())
    return form.id if form else None


def test_each_has_a_form_of_their_own_and_is_given_that_one(records, clock):
    forms = printed(records, clock)
    assert [*forms] == ["Ana", "Ben", "Cem"]
    assert len({*forms.values()}) == 3
    for name, form in forms.items():
        assert offered(records, clock, name) == form


def test_a_printed_form_waits_for_whoever_was_absent_and_goes_with_the_next_probe(records, clock):
    forms = printed(records, clock)
    give(records, clock, by_name(records)["Ana"], forms["Ana"])
    ana, ben = by_name(records)["Ana"].id, by_name(records)["Ben"].id
    assert records.prepared.waiting(ana, "orf", "2") == []
    assert records.prepared.waiting(ben, "orf", "2") == [forms["Ben"]]
    records.absences.note([ben], TUESDAY, "absent")
    clock.pass_ms(2 * 24 * 3_600_000)
    again = records.prepared.for_session(group_of(records), TUESDAY + timedelta(days=2))
    assert {one.student.name: one.form.id for one in again}["Ben"] == forms["Ben"]


def test_another_form_given_ends_the_wait(records, clock):
    forms = printed(records, clock)
    other = next(f for f in records.forms.of("2") if f.id not in forms.values())
    give(records, clock, by_name(records)["Ana"], other.id)
    assert records.prepared.waiting(by_name(records)["Ana"].id, "orf", "2") == []


def test_a_form_that_a_mate_read_aloud_today_is_not_offered(records, clock):
    forms = printed(records, clock)
    give(records, clock, by_name(records)["Ben"], forms["Ana"])
    assert offered(records, clock, "Ana") not in (forms["Ana"], None)


def test_the_rotation_leaves_what_was_printed_for_others_alone(records, clock):
    dee = records.students.add(name="Dee", grade="2", group="")
    records.groups.add(records.students.get(dee), group_of(records))
    forms = printed(records, clock)
    for name in ("Ana", "Ben", "Cem"):  # all but one: three forms are left for somebody new
        assert offered(records, clock, "Dee") != forms[name]


def test_three_forms_of_one_occasion_are_three(records, clock):
    ana = by_name(records)["Ana"]
    for plan in records.plans.of(ana.id):
        records.plans.take_back(plan.id)
    records.plans.begin([ana.id], SERIES, every=15, since=TUESDAY, who="J", forms=3)
    found = records.prepared.for_session(group_of(records), TUESDAY)
    hers = [one.form.id for one in found if one.student.id == ana.id]
    assert len({*hers}) == len(hers) == 3
    records.prepared.keep(found)
    clock.pass_ms(2_000)
    for form in hers:
        assert offered(records, clock, "Ana") == form
        give(records, clock, ana, form)
    assert records.prepared.waiting(ana.id, "orf", "2") == []


def test_the_next_session_is_todays_until_it_is_kept(records):
    group = group_of(records)
    assert records.prepared.next_session(group) == TUESDAY
    session = InterventionSession(id="", day=TUESDAY, group=group.id, minutes=30, planned=30)
    records.sessions.keep(session)
    assert records.prepared.next_session(group) == TUESDAY + timedelta(days=2)
    records.groups.save(GroupSettings(name="Robins"), group.id)
    assert records.prepared.next_session(group_of(records)) is None


@pytest.mark.parametrize(
    "row",
    [
        {"at": "2026-11-24T09:00:00"},
        {"at": "yesterday"},
        {"place": 7},
        {"form": ""},
        {"form": 7},
        {"student": ["a"]},
        {"measure": "telepathy"},
    ],
)
def test_a_row_that_makes_no_sense_changes_nothing(records, clock, row):
    ana = by_name(records)["Ana"].id
    good = {"student": ana, "measure": "orf", "level": "2", "place": 0, "form": "F1"}
    good["at"] = "2026-11-24T09:15:00+00:00"
    records.store.put(("prepared_forms", "x", {**good, **row}))
    assert records.prepared.waiting(ana, "orf", "2") == []
    assert offered(records, clock, "Ana") is not None


# Entries made by mistake, and the language a child hears


def test_an_entry_made_by_mistake_is_on_no_list_unless_a_probe_was_given_after_all(records, clock):
    dev = by_name(records)["Dev"]
    assert records.students.never_given(dev.id)
    records.students.delete(dev.id)
    assert "Dev" not in by_name(records)
    assert all(one.student != dev.id for one in records.week.due(TUESDAY))
    give(records, clock, dev, "F0")  # by a device that didn't know
    assert "Dev" in by_name(records)
    assert not records.students.never_given(dev.id)
    other = by_name(records)["Cem"]
    records.students.delete(other.id)
    records.students.delete(other.id, deleted=False)
    assert "Cem" in by_name(records)


def test_several_are_archived_and_come_back_at_once(records):
    some = [one.id for one in records.students.all()][:3]
    records.students.archive(*some)
    assert [one.archived for one in records.students.all()].count(True) == 3
    records.students.archive(*some, archived=False)
    assert not any(one.archived for one in records.students.all())


def test_the_language_is_kept_with_the_child(records):
    ana = by_name(records)["Ana"]
    assert ana.language == ""
    records.students.change(ana.id, language="es")
    assert by_name(records)["Ana"].language == "es"
    records.store.put(("students", ana.id, {"language": "tlh"}))
    assert by_name(records)["Ana"].language == ""
