"""Corrections: whatever is changed, anywhere, in any order, there is one score, and a way back."""

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_doubles import FORM, FULL, MINUTE, Clock, Rows, open_records
from test_score_index import LONGER, give, indexed, replayed

from probes.giving import events
from probes.giving.events import MARK_KINDS, WORD_KINDS
from records.amended import DoesNotFit, amended
from records.exports.export_format import read
from records.exports.json_export import everything, take_in
from records.history import repeated
from records.students import Student
from tests.screens.measure_forms import FORMS

SHORT = FORM.__class__(id="S", measure="orf", level="2", items=("a", "b", "c"), lines=(0,))
DAY = date(2026, 11, 20)
ITEMS = st.integers(0, 12)
CHANGES = st.one_of(
    st.tuples(st.just("mark"), ITEMS, st.sampled_from(MARK_KINDS), st.none() | ITEMS),
    st.tuples(st.just("unmark"), ITEMS, st.none() | ITEMS),
    st.tuples(st.just("say_word"), st.integers(0, 2), st.sampled_from(WORD_KINDS)),
    st.tuples(st.just("answer"), st.integers(0, 3), st.sampled_from(["", "15", "1", "3R2"])),
    st.tuples(st.just("extra"), st.integers(0, 3), st.integers(0, 3)),
    st.tuples(st.just("steps"), st.integers(0, 3), st.integers(0, 4), st.integers(0, 4)),
    st.tuples(st.just("last"), ITEMS),
    st.tuples(st.just("end"), st.sampled_from(["time_up", "finished", "discontinued"])),
    st.tuples(st.just("used"), st.integers(1, 90_000)),
    st.tuples(st.just("seconds"), st.integers(1, 90)),
    st.tuples(st.just("form"), st.sampled_from([FORM, LONGER, SHORT])),
    st.tuples(st.just("student"), st.sampled_from(["pupil", "other", "made_up", "nobody"])),
    st.tuples(st.just("day"), st.sampled_from([DAY, date(2031, 1, 1)])),
    st.tuples(st.just("leave_out"), st.sampled_from(["wrong child", ""])),
    st.tuples(st.just("count_again")),
    st.tuples(st.just("note"), st.sampled_from(["tired", " "])),
    st.tuples(st.just("skip_line"), st.integers(0, 3), st.booleans()),
    st.tuples(st.just("take_back"), st.integers(0, 9)),
)
MADE = st.sampled_from(["orf", "lnf", "qd", "nwf", "psf", "facts", "comp"])


ALL = (FORM, LONGER, SHORT, *FORMS.values())


def opened(store=None, clock=None):
    records = open_records(clock or Clock(), forms=ALL, store=store)
    for name in ("pupil", "other"):
        records.store.put(("students", name, {"name": name}))
    records.store.put(("students", "made_up", {"name": "made_up", "sample": True}))
    return records


def kept(records, measure="orf", ended="time up", marks=()):
    """Keep a probe of a measure, ended in some way, and return its id."""
    clock = records.clock
    form = FORMS[measure] if measure != "orf" else FORM
    records.sittings.start(Student("pupil", "", "2", ""), form)
    sitting = records.sittings.current
    for item, kind in marks:
        clock.pass_ms(2_000)
        sitting.do(events.Mark, item=item, kind=kind)
    if ended == "time up":
        clock.pass_ms(400_000)
        sitting.tick()
        clock.pass_ms(2_500)  # the bracket comes after the bell
        sitting.do(events.Last, item=len(form.items) - 2)
    elif ended == "finished":
        clock.pass_ms(20_000)
        sitting.do(events.Finish)
    elif ended == "confirmed":
        clock.pass_ms(4_000)
        sitting.do(events.Finish)
        clock.pass_ms(2_000)
        sitting.do(events.Confirm)
    elif ended == "discontinued":
        clock.pass_ms(20_000)
        sitting.do(events.Discontinue)
    else:
        sitting.do(events.Spoil, reason="interrupted")
    records.sittings.keep()
    return sitting.head.administration


def change(records, probe, what, *how):
    """Make a change, or see that a refused one leaves no trace; return whether it was made."""
    before = dict(records.store.rows("amendments"))
    names = {"skip_line": "skipped"}
    more = {names[what]: how[-1]} if what in names else {}
    how = how[:-1] if more else how
    if what == "take_back":
        rows = [*records.amendments.of(probe)]
        how = (rows[how[0] % len(rows)] if rows else "none",)
    try:
        getattr(records.corrections, what)(probe, *how, **more)
    except DoesNotFit:
        assert records.store.rows("amendments") == before
        return False
    assert len(records.store.rows("amendments")) == len(before) + 1
    return True


def result(records, probe):
    return records.history.open(probe).administration


ANY = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


@ANY
@given(
    MADE,
    st.sampled_from(["time up", "finished", "discontinued", "interrupted", "confirmed"]),
    st.lists(CHANGES, max_size=8),
    st.randoms(use_true_random=False),
)
def test_any_changes_come_to_one_score_which_the_index_has(measure, ended, changes, chance):
    records = opened()
    probe = kept(records, measure, ended)
    original = records.history.original(probe)
    made = [change(records, probe, *one) for one in changes]
    rows = dict(records.amendments.of(probe))
    found = records.history.open(probe)
    assert len(rows) == sum(made)
    assert found.administration == result(records, probe)
    assert indexed(records) == replayed(records)
    if found.administration.session().complete:
        assert records.scores.entry(probe).rate == found.administration.score().rate
    shuffled = [*rows.items()]
    chance.shuffle(shuffled)
    assert amended(original, dict(shuffled), records.forms.get) == found
    assert records.history.original(probe) == original
    # What was seen and accepted fits, unless what it stood on was taken back.
    if not any("undoes" in row for row in rows.values()):
        assert found.unapplied == ()
    assert {one.id for one in records.history.changes(probe)} == rows.keys()


@ANY
@given(MADE, st.lists(CHANGES, max_size=5), CHANGES)
def test_a_change_taken_back_is_as_if_it_had_never_been(measure, changes, last):
    records = opened()
    probe = kept(records, measure)
    for one in changes:
        change(records, probe, *one)
    before = result(records, probe)
    if last[0] != "take_back" and change(records, probe, *last):
        records.corrections.take_back(probe, records.corrections.latest(probe))
    assert result(records, probe) == before
    assert indexed(records) == replayed(records)


@ANY
@given(st.lists(CHANGES, max_size=4), st.lists(CHANGES, max_size=4), st.booleans())
def test_devices_apart_come_to_one_score(here, there, first):
    """Two devices change one probe without knowing of each other; then each has the other's."""
    one, two = opened(), opened()
    probe = kept(one, marks=[(1, "error")])
    two.store.put(("administrations", probe, one.store.row("administrations", probe)))
    for records, changes, prefix in ((one, here, "h"), (two, there, "t")):
        ids = iter(range(100))
        records.corrections._new_id = lambda p=prefix, i=ids: f"{p}{next(i)}"
        for done in changes:
            change(records, probe, *done)
    mine, theirs = (dict(r.store.rows("amendments")) for r in (one, two))
    one.store.put(*(("amendments", i, row) for i, row in theirs.items()))
    two.store.put(*(("amendments", i, row) for i, row in reversed(mine.items())))
    assert one.history.open(probe) == two.history.open(probe)
    assert one.scores.entry(probe)._replace(digest="") == two.scores.entry(probe)._replace(
        digest=""
    )
    assert indexed(two) == replayed(two)


def test_each_correction_does_what_it_says():
    records = opened()
    probe = kept(records, marks=[(2, "error")])
    do, score = records.corrections, lambda: result(records, probe).score()
    assert (score().attempted, score().errors) == (11, 1)
    do.mark(probe, 3, "omission")
    do.mark(probe, 2, "substitution")
    assert score().kinds == {"substitution": 1, "omission": 1}
    do.unmark(probe, 3)
    assert score().errors == 1
    do.last(probe, 7)
    assert score().attempted == 8
    do.skip_line(probe, 0, skipped=True)
    assert (score().attempted, score().errors) == (4, 0)
    do.skip_line(probe, 0, skipped=False)
    do.seconds(probe, 30)
    assert score().rate == 14
    do.end(probe, "finished")
    assert score().attempted == 12
    do.used(probe, 15_000)
    assert (score().prorated, score().rate) == (True, 44)
    do.end(probe, "time_up")
    do.last(probe, 5)
    assert score().attempted == 6
    do.form(probe, LONGER)
    do.last(probe, 15)
    assert score().attempted == 16
    do.student(probe, "other")
    do.day(probe, DAY)
    do.note(probe, "  tired ")
    do.leave_out(probe, "wrong child")
    given = result(records, probe)
    assert (given.student, given.given_at[:10]) == ("other", DAY.isoformat())
    assert (given.session().spoiled, given.session().notes) == ("wrong child", ("tired",))
    do.count_again(probe)
    assert not score().spoiled
    assert [entry.id for entry in records.history.entries("other")[0]] == [probe]
    assert records.history.entries("pupil")[0] == []


def test_sounds_segments_and_digits_are_corrected():
    records = opened()
    sounds = kept(records, "nwf")
    records.corrections.say_word(sounds, 0, "whole")
    assert result(records, sounds).score().words_whole == 1
    records.corrections.mark(sounds, 3, "credit", 4)
    records.corrections.unmark(sounds, 4)
    assert result(records, sounds).score().correct == 4
    parts = kept(records, "psf")
    records.corrections.mark(parts, 3, "credit", 4)
    records.corrections.mark(parts, 5, "credit")
    records.corrections.mark(parts, 4, "credit")  # cuts the segment: the later one stands
    assert {i: m.through for i, m in result(records, parts).session().marks.items()} == {
        4: None,
        5: None,
    }
    sheet = kept(records, "facts")
    records.corrections.answer(sheet, 0, "1")
    records.corrections.extra(sheet, 1, 2)
    assert result(records, sheet).session().sheet.answers == {0: "1"}
    assert result(records, sheet).score().extra == 2
    steps = kept(records, "comp")
    records.corrections.steps(steps, 1, 4, 1)
    assert result(records, steps).session().sheet.steps[1].right == 4


@pytest.mark.parametrize(
    ("what", "how", "why"),
    [
        ("form", (SHORT,), "form too short"),
        ("form", (FORMS["lnf"],), "no form"),
        ("form", (FORM,), "no change"),
        ("last", (99,), ""),
        ("mark", (0, "credit"), ""),
        ("used", (10_000,), "not ended"),
        ("student", ("nobody",), "no student"),
        ("student", ("made_up",), "no student"),
        ("student", ("pupil",), "no change"),
        ("day", (date(2030, 1, 1),), "no such day"),
        ("leave_out", ("  ",), "no reason"),
        ("note", ("",), "no text"),
        ("count_again", (), "no change"),
        ("take_back", ("none",), "taken back"),
        ("unmark", (4,), "no change"),
        ("end", ("time_up",), "no change"),
    ],
)
def test_what_cannot_fit_is_refused_before_it_is_written(what, how, why):
    records = opened()
    probe = kept(records)
    with pytest.raises(DoesNotFit) as refused:
        getattr(records.corrections, what)(probe, *how)
    assert refused.value.why == why
    assert records.store.rows("amendments") == {}


def test_a_probe_that_was_interrupted_says_first_how_it_ended():
    records = opened()
    probe = kept(records, ended="interrupted")
    with pytest.raises(DoesNotFit) as refused:
        records.corrections.last(probe, 3)
    assert refused.value.why == "not ended"
    records.corrections.end(probe, "time_up")
    records.corrections.last(probe, 3)
    records.corrections.count_again(probe)
    assert result(records, probe).score().rate == 4


def test_who_had_finished_has_no_other_last_word():
    records = opened()
    probe = kept(records, ended="finished")
    with pytest.raises(DoesNotFit) as refused:
        records.corrections.last(probe, 3)
    assert refused.value.why == "finished"
    records.corrections.end(probe, "time_up")  # 1,068 words a minute: a slip
    records.corrections.last(probe, 3)
    assert result(records, probe).score().rate == 4


def test_a_slip_that_was_confirmed_can_still_be_corrected():
    records = opened()
    probe = kept(records, ended="confirmed")
    assert result(records, probe).score().rate == 180
    records.corrections.end(probe, "time_up")
    records.corrections.last(probe, 3)
    assert result(records, probe).score().rate == 4
    records.corrections.end(probe, "finished")
    records.corrections.used(probe, 3_000)
    assert result(records, probe).score().doubt == "too soon"  # it asks anew


def test_a_shorter_form_after_an_earlier_last_word():
    records = opened()
    probe = kept(records, marks=[(9, "error")])
    with pytest.raises(DoesNotFit):
        records.corrections.form(probe, SHORT)
    records.corrections.last(probe, 1)
    records.corrections.form(probe, SHORT)  # what stands past its end counted for nothing
    assert result(records, probe).score().rate == 2
    assert records.store.row("forms", SHORT.id) is not None


def test_a_full_disk_changes_nothing():
    records = opened()
    probe = kept(records)
    before = result(records, probe)
    records.store.full = True
    with pytest.raises(OSError, match=FULL.strerror):
        records.corrections.mark(probe, 1, "error")
    assert result(records, probe) == before


def test_the_log_says_what_before_and_after_why_who_and_when():
    clock = Clock()
    records = opened(clock=clock)
    records.settings.change(examiner="R. Teacher")
    probe = kept(records, marks=[(2, "error")])
    clock.pass_ms(MINUTE)
    first = records.corrections.mark(probe, 2, "omission")
    second = records.corrections.mark(probe, 2, "reversal")
    third = records.corrections.leave_out(probe, "fire drill")
    fourth = records.corrections.take_back(probe, third)
    log = records.history.changes(probe)
    assert [one.id for one in log] == [fourth, third, second, first]
    assert [one.fate for one in log] == ["takes back", "taken back", "stands", "replaced"]
    assert (log[2].what, log[2].item, log[2].before, log[2].after) == (
        "item",
        2,
        "omission",
        "reversal",
    )
    assert (log[1].why, log[1].who) == ("fire drill", "R. Teacher")
    assert log[0].undoes == third
    assert (log[3].at - clock.now()).total_seconds() < 1
    records.corrections.take_back(probe, fourth)  # a taking back is taken back
    assert result(records, probe).score().spoiled


def test_left_out_after_it_was_kept_is_told_from_left_out_at_once():
    records = opened()
    later, at_once = kept(records), kept(records, ended="interrupted")
    records.corrections.leave_out(later, "wrong child")
    found = {entry.id: entry for entry in records.history.entries("pupil")[0]}
    assert (found[later].left_out_later, found[later].left_out_because) == (True, "wrong child")
    assert (found[at_once].left_out_later, found[at_once].spoiled) == (False, True)


def test_an_export_comes_to_the_scores_that_the_screens_show():
    records = opened()
    probe, other = kept(records, marks=[(2, "error")]), kept(records)
    records.corrections.form(probe, LONGER)
    records.corrections.last(probe, 17)
    records.corrections.unmark(probe, 2)
    found = read(json.loads(json.dumps(everything(records))))
    counted = found.amended()
    assert {i: one.score() for i, one in counted.items()} == {
        i: result(records, i).score() for i in (probe, other)
    }
    assert found.administrations[probe] == records.history.original(probe)
    elsewhere = open_records(Clock(), forms=(FORM,))
    take_in(elsewhere, found)
    assert elsewhere.history.open(probe).administration == result(records, probe)


def test_two_of_one_day_no_longer_count_twice():
    records = opened()
    clock = records.clock
    give(records, clock, "pupil"), give(records, clock, "pupil")
    entries, _ = records.history.entries("pupil")
    assert len(repeated(entries)) == 1
    records.corrections.leave_out(entries[0].id, "given twice")
    assert repeated(records.history.entries("pupil")[0]) == []


def test_a_change_comes_after_every_change_seen():
    records = opened(store=Rows())
    probe = kept(records)
    ahead = "2031-01-01T00:00:00.000+00:00"
    row = {"administration": probe, "what": "last", "after": 3, "when": ahead}
    records.store.put(("amendments", "zz", row))
    records.corrections.last(probe, 5)
    assert result(records, probe).score().attempted == 6
