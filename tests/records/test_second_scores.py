"""A probe scored by a second person: marked on a blank page, or given by a second device."""

import json
from datetime import date, timedelta

import pytest
from record_doubles import MINUTE, Clock, Journal, open_records
from test_corrections import ALL, kept, opened

from probes.giving import events
from records.exports.export_format import read
from records.exports.json_export import everything, take_in
from records.exports.progress_json import progress_json
from records.second_scores import CannotScoreTwice
from records.sittings import SECOND_SCORES
from records.student_progress import ProbeAgreement
from tests.screens.measure_forms import FORMS

DAY = date(2026, 11, 24)


def score_twice(records, probe, marks=(), last=None, examiner="S. Second"):
    """Score a probe a second time, as another person; return what they made of it."""
    first = records.settings.now.examiner
    records.settings.change(examiner=examiner)
    records.second_scores.begin(probe)
    sitting = records.sittings.current
    for item in marks:
        records.clock.pass_ms(500)
        sitting.do(events.Unmark if item in sitting.session.marks else events.Mark, item=item)
    if last is not None:
        sitting.do(events.Last, item=last)
    records.sittings.keep()
    records.settings.change(examiner=first)
    return records.second_scores.of(probe)[0]


@pytest.fixture
def records():
    found = opened(clock=Clock())
    found.settings.change(examiner="R. First")
    return found


def test_a_blank_page_is_marked_and_compared(records):
    probe = kept(records, marks=[(1, "error"), (2, "error")])
    before = records.history.open(probe)
    second = score_twice(records, probe, marks=[2, 3], last=10)
    assert (second.examiner, second.scored.score().rate) == ("S. Second", 9)
    found = records.second_scores.compare(second)
    assert [one.item for one in found.differences] == [1, 3]
    assert (found.items, round(found.by_item)) == (11, 82)
    assert records.history.open(probe) == before  # it changes nothing
    assert len(records.history.entries("pupil")[0]) == 1
    assert records.sittings.current is None


@pytest.mark.parametrize("ended", ["time up", "finished", "discontinued"])
@pytest.mark.parametrize("measure", ["orf", "nwf", "psf", "facts"])
def test_its_clock_has_ended_as_the_first(records, ended, measure):
    probe = kept(records, measure, ended)
    mine = records.history.open(probe).administration.session()
    records.second_scores.begin(probe)
    session = records.sittings.current.session
    assert (session.ended, session.ended_ms) == (mine.ended, mine.ended_ms)
    assert session.sheet.marks == {}


def test_it_is_compared_with_what_was_kept_and_not_with_what_was_corrected_since(records):
    probe = kept(records, marks=[(1, "error")])
    second = score_twice(records, probe, last=10)
    assert len(records.second_scores.compare(second).differences) == 1
    records.corrections.unmark(probe, 1)
    assert len(records.second_scores.compare(second).differences) == 1


def test_on_the_right_form_it_is_compared_with_what_counts(records):
    probe = kept(records, marks=[(1, "error")])
    earlier = score_twice(records, probe, last=10)
    records.corrections.form(probe, records.forms.get("L"))
    assert records.second_scores.compare(earlier) is not None
    later = score_twice(records, probe, last=10)
    assert later.scored.form.id == "L"
    assert len(records.second_scores.compare(later).differences) == 1


def test_on_a_page_that_ended_as_was_corrected_it_is_compared_with_what_counts(records):
    probe = kept(records, marks=[(1, "error")])
    records.corrections.end(probe, "finished")
    later = score_twice(records, probe)
    assert len(records.second_scores.compare(later).differences) == 1  # not all that came after


def test_after_a_kill_it_goes_on_where_it_was(records):
    probe = kept(records)
    records.second_scores.begin(probe)
    records.sittings.current.do(events.Mark, item=4)
    again = open_records(records.clock, records.journal, records.store, forms=ALL)
    again.sittings.recover()
    assert again.sittings.current.head.second_of == probe
    assert [*again.sittings.current.session.marks] == [4]
    again.sittings.current.do(events.Last, item=10)
    journal = Journal()
    journal.head, journal.events = again.journal.head, [*again.journal.events]
    again.sittings.keep()
    once = open_records(records.clock, journal, records.store, forms=ALL)
    once.sittings.recover()  # kept just before the kill: nothing is kept twice
    assert once.sittings.current is None
    assert len(once.second_scores.of(probe)) == 1
    assert len(records.store.rows("administrations")) == 1


def test_a_second_device_gave_it_at_the_same_time(records):
    probe = kept(records, marks=[(1, "error")])
    records.settings.change(examiner="S. Second")
    other = kept(records, marks=[(2, "error")])
    kept(records, "lnf")
    assert [one.id for one in records.second_scores.others(probe)] == [other]
    records.second_scores.link(probe, other)
    [second] = records.second_scores.of(probe)
    assert (second.other, second.examiner) == (other, "S. Second")
    found = records.second_scores.compare(second)
    assert [one.item for one in found.differences] == [1, 2]


def test_one_can_be_removed_and_put_back(records):
    probe = kept(records)
    second = score_twice(records, probe, last=10)
    records.second_scores.remove(second.id)
    assert records.second_scores.of(probe) == []
    records.second_scores.remove(second.id, removed=False)
    assert len(records.second_scores.of(probe)) == 1


def test_an_export_brings_it_along(records):
    probe = kept(records, marks=[(1, "error")])
    second = score_twice(records, probe, marks=[4] * 61, last=9)  # the events are a long text
    records.second_scores.link(probe, kept(records))
    found = read(json.loads(json.dumps(everything(records))))
    elsewhere = open_records(Clock(), forms=ALL)
    take_in(elsewhere, found)
    there = {one.id: one for one in elsewhere.second_scores.of(probe)}
    assert there[second.id] == second
    assert len(there) == 2


def test_rows_that_make_no_sense_are_no_second_scores(records):
    probe = kept(records)
    for number, row in enumerate(
        [
            {"administration": probe},
            {"administration": probe, "other": "gone"},
            {"administration": probe, "form": "F", "events": "[", "measure": "orf"},
            {"administration": 7, "other": probe},
        ]
    ):
        records.store.put((SECOND_SCORES, f"x{number}", row))
    assert records.second_scores.of(probe) == []
    assert [one.found for one in records.second_scores.by_examiner(DAY, DAY)] == [()]


def test_what_cannot_be_scored_twice_begins_nothing(records):
    with pytest.raises(CannotScoreTwice):
        records.second_scores.begin("gone")
    probe = kept(records, ended="interrupted")
    with pytest.raises(CannotScoreTwice):
        records.second_scores.begin(probe)
    assert records.journal.read() is None
    good = kept(records)
    records.second_scores.begin(good)
    with pytest.raises(CannotScoreTwice):
        records.second_scores.begin(good)


def test_by_examiner_over_a_term(records):
    probes = [kept(records) for _ in range(6)]
    score_twice(records, probes[0], last=10)
    score_twice(records, probes[1], marks=[1, 2, 3], last=10)
    score_twice(records, probes[2], last=10, examiner="R. First")  # the same person
    records.settings.change(examiner="T. Third")
    kept(records)
    first, third = records.second_scores.by_examiner(DAY, DAY)
    assert (first.name, first.probes, len(first.found), first.needed) == ("R. First", 6, 2, 0)
    assert (first.below, first.systematic) == (1, True)
    assert first.by_item == pytest.approx(100 * 19 / 22)
    assert (third.name, third.needed, third.by_item) == ("T. Third", 1, None)
    records.clock.pass_ms(MINUTE)
    later = DAY + timedelta(days=1)
    assert records.second_scores.by_examiner(later, later) == []


def test_a_probe_on_a_form_of_letters_is_scored_twice_too(records):
    probe = kept(records, "lnf")
    second = score_twice(records, probe, marks=[0], last=len(FORMS["lnf"].items) - 2)
    assert [one.first for one in records.second_scores.compare(second).differences] == ["correct"]


def test_how_two_people_agree_on_some_probes_is_asked_once_of_each(records):
    first, other, alone = (kept(records, marks=[(1, "error")]) for _ in range(3))
    score_twice(records, first, marks=[1, 2], last=10)
    again = score_twice(records, first, marks=[1], last=10)  # the latest counts
    score_twice(records, other, marks=[1], last=9, examiner="R. First")  # by the same person
    probes = [first, other, alone]
    assert records.second_scores.compare(again).by_item == 100
    assert records.second_scores.agreement_of("pupil", probes) == ProbeAgreement(3, 1, 100.0)
    records.second_scores.remove(again.id)
    found = records.second_scores.agreement_of("pupil", probes)
    assert (found.scored_twice, round(found.by_item)) == (1, 91)
    assert records.second_scores.agreement_of("pupil", [alone]) == ProbeAgreement(1, 0, None)
    [progress] = records.monitoring.progress("pupil", DAY)
    assert progress.agreement.scored_twice == 1
    assert progress_json(progress)["agreement"]["probes"] == 3
