"""A second score marked on a second device while the probe is given: which probe it is of."""

import json
from datetime import timedelta

import pytest
from record_doubles import MINUTE, Clock, open_records
from test_corrections import ALL, opened

from probes.giving import events
from records.exports.export_format import read
from records.exports.json_export import everything, take_in
from records.privacy import leaves
from records.scored_along import NEAR, match
from records.sittings import SECOND_SCORES
from records.students import Student

PUPIL = Student("pupil", "", "2", "")


def give(records, form="F", marks=(), *, along=False, last=10, spoil=False):
    """Give a probe, or score one along; return its id."""
    sitting = records.sittings.start(PUPIL, records.forms.get(form), along=along)
    for item in marks:
        records.clock.pass_ms(500)
        sitting.do(events.Mark, item=item)
    if spoil:
        sitting.end(events.Spoil, reason="interrupted")
    else:
        records.clock.pass_ms(MINUTE)
        sitting.do(events.Last, item=last)
    records.sittings.keep()
    return sitting.head.administration


@pytest.fixture
def tablet():
    """The device that gives."""
    found = opened(clock=Clock())
    found.settings.change(examiner="R. First")
    return found


@pytest.fixture
def phone():
    """The device of whoever scores along; its clock is two minutes late."""
    found = opened(clock=Clock())
    found.settings.change(examiner="S. Second")
    found.clock.pass_ms(2 * MINUTE)
    return found


def share(*devices):
    """Bring what each has to all."""
    for one in devices:
        there = read(json.loads(json.dumps(everything(one))))
        for other in devices:
            if other is not one:
                take_in(other, there)


def test_once_both_have_shared_it_is_a_second_score_of_the_other_devices_probe(tablet, phone):
    mine = give(phone, marks=[1, 2], along=True)
    assert [(one.id, one.why) for one in phone.second_scores.waiting()] == [(mine, "not here")]
    assert phone.store.rows("administrations") == {}
    probe = give(tablet, marks=[2])
    share(tablet, phone)
    for device in (tablet, phone):
        [second] = device.second_scores.of(probe)
        assert (second.id, second.examiner) == (mine, "S. Second")
        assert [one.item for one in device.second_scores.compare(second).differences] == [1]
        assert device.second_scores.waiting() == []
        assert len(device.history.entries("pupil")[0]) == 1
        [examiner] = device.second_scores.by_examiner(*[device.clock.now().date()] * 2)
        assert (examiner.name, len(examiner.found)) == ("R. First", 1)


@pytest.mark.parametrize(("late", "found"), [(NEAR, 1), (NEAR + timedelta(seconds=1), 0)])
def test_it_is_told_by_when_the_clocks_were_started(tablet, late, found):
    probe = give(tablet)
    tablet.clock.pass_ms(int(late.total_seconds() * 1000) - MINUTE)
    give(tablet, along=True)
    assert len(tablet.second_scores.of(probe)) == found


def test_where_two_fit_somebody_says_which(tablet):
    first, second = give(tablet), give(tablet)
    mine = give(tablet, along=True)
    assert [one.why for one in tablet.second_scores.waiting()] == ["several"]
    assert [one.id for one in tablet.second_scores.along_of(first)] == [mine]
    assert tablet.second_scores.by_examiner(*[tablet.clock.now().date()] * 2)[0].found == ()
    tablet.second_scores.say_of(mine, second)
    assert (tablet.second_scores.of(first), tablet.second_scores.waiting()) == ([], [])
    assert [one.id for one in tablet.second_scores.of(second)] == [mine]
    assert tablet.second_scores.along_of(first) == []


def test_another_form_is_said_and_mended_by_a_correction(tablet):
    probe = give(tablet)
    give(tablet, form="L", along=True)
    assert [one.why for one in tablet.second_scores.waiting()] == ["other form"]
    tablet.corrections.form(probe, tablet.forms.get("L"))
    [second] = tablet.second_scores.of(probe)
    assert tablet.second_scores.compare(second) is not None


def test_what_was_interrupted_is_kept_and_not_compared(tablet):
    probe = give(tablet)
    mine = give(tablet, along=True, spoil=True)
    assert mine in tablet.store.rows(SECOND_SCORES)
    assert (tablet.second_scores.of(probe), tablet.second_scores.waiting()) == ([], [])


def test_one_that_nobody_else_gave_becomes_the_students_probe(tablet):
    mine = give(tablet, marks=[3], along=True)
    tablet.second_scores.keep_as_probe(mine)
    tablet.second_scores.keep_as_probe(mine)  # twice does no harm
    tablet.second_scores.keep_as_probe("gone")
    [entry] = tablet.history.entries("pupil")[0]
    assert (entry.id, entry.errors) == (mine, 1)
    assert tablet.second_scores.waiting() == []


def test_after_a_kill_it_is_still_a_second_score(tablet):
    tablet.sittings.start(PUPIL, tablet.forms.get("F"), along=True)
    again = open_records(tablet.clock, tablet.journal, tablet.store, forms=ALL)
    again.sittings.recover()
    assert again.sittings.recovered
    assert again.sittings.current.head.second
    tablet.clock.pass_ms(2 * MINUTE)
    again.sittings.current.do(events.Last, item=10)
    third = open_records(tablet.clock, tablet.journal, tablet.store, forms=ALL)
    third.sittings.recover()  # it needs nothing more
    assert [one.why for one in third.second_scores.waiting()] == ["not here"]
    assert third.store.rows("administrations") == {}


def test_the_form_counts_as_read(tablet):
    give(tablet, along=True)
    assert [use.form for use in tablet.history.form_uses(PUPIL)] == ["F"]


@pytest.mark.parametrize("sample", [False, True])
def test_it_is_shared_as_its_student_is(tablet, sample):
    tablet.store.put(("students", "pupil", {"name": "N", "sample": sample}))
    mine = give(tablet, along=True)
    row = tablet.store.rows(SECOND_SCORES)[mine]
    assert leaves(tablet.store.row, SECOND_SCORES, mine, row) == ("stays" if sample else "shared")


def test_a_time_without_its_offset_matches_nothing(tablet):
    probe = give(tablet)
    entry, scored = tablet.history.entry(probe), tablet.history.original(probe)
    assert match(scored, [entry]).probe == probe
    assert match(scored, [entry._replace(given_at=entry.given_at[:19])]).why == "not here"
