"""Papers of a group: nothing loses one between the clock and the score."""

import pytest
from record_doubles import FULL, Clock, Journal, Rows, ScoresInMemory

from probes.administration import Administration
from probes.giving import events
from probes.giving.session import Phase
from records import papers
from records.open_records import OpenRecords
from records.students import Student
from tests.screens.measure_forms import FORMS

MINUTE = 60_000
HOUR = 3_600_000
FORM = FORMS["facts"]
GROUP = [Student(name, name.upper(), "3", "blue") for name in ("ana", "ben", "cem")]


class Device:
    """What outlives a kill: records and a journal; ``open`` starts Aimline anew."""

    def __init__(self):
        self.store, self.journal, self.clock = Rows(), Journal(), Clock()
        self.ids = iter(f"id{n}" for n in range(100))
        for one in GROUP:
            row = {"name": one.name, "grade": one.grade, "group": one.group}
            self.store.put(("students", one.id, row))

    def open(self):
        self.clock.ms = 77  # a clock that only goes forward begins anew
        records = OpenRecords(
            store=self.store,
            journal=self.journal,
            scores_file=ScoresInMemory(),
            built_in={},
            clock=self.clock,
            new_id=lambda: next(self.ids),
        )
        records.sittings.recover()
        return records


@pytest.fixture
def device():
    return Device()


@pytest.fixture
def records(device):
    return device.open()


def students_of(found):
    return [paper.head.student for paper in found]


def given(records):
    """Three papers whose minute has passed, collected."""
    records.papers.hand_out(GROUP, FORM, 60)
    records.clock.pass_ms(MINUTE)
    records.sittings.group = None
    return records.papers.waiting()


def score(records, paper, *wrong, last=4):
    records.papers.take_up(paper)
    records.sittings.current.do(events.Last, item=last)
    for item in wrong:
        records.sittings.current.do(events.Mark, item=item, kind="error")
    records.sittings.keep()


def kept(records, paper):
    row = records.store.row("administrations", paper.id)
    return Administration.kept(paper.id, row, records.forms.get(paper.head.form))


def test_every_student_has_a_paper_before_the_clock_is_shown(records):
    at = records.clock.now()
    records.papers.hand_out(GROUP, FORM, 60)
    assert (records.sittings.group.elapsed_ms, records.sittings.group.left_ms) == (0, MINUTE)
    under = records.papers.given_together()
    assert students_of(under) == ["ana", "ben", "cem"]
    assert {paper.head.input_mode for paper in under} == {"paper"}
    assert {paper.head.given_at for paper in under} == {at.isoformat(timespec="seconds")}
    assert records.papers.waiting() == []  # nobody scores while they write
    assert "ANA" not in str(records.store.rows("papers"))


def test_a_full_disk_begins_nothing(records):
    records.store.full = True
    with pytest.raises(OSError, match=FULL.strerror):
        records.papers.hand_out(GROUP, FORM, 60)
    assert records.sittings.group is None
    assert records.store.rows("papers") == {}


def test_killed_while_they_write_the_clock_still_runs(device, records):
    records.papers.hand_out(GROUP, FORM, 60)
    device.clock.pass_ms(20_000)
    records.papers.change(records.papers.given_together()[:1], used_ms=20_000)
    device.clock.pass_ms(5_000)
    again = device.open()
    assert again.sittings.group.left_ms == 35_000
    assert students_of(again.papers.given_together()) == ["ana", "ben", "cem"]
    assert [p.used_ms for p in again.papers.given_together()] == [20_000, None, None]


@pytest.mark.parametrize("passed_ms", [MINUTE, 9 * HOUR, -HOUR])
def test_killed_and_opened_later_the_papers_wait(device, records, passed_ms):
    records.papers.hand_out(GROUP, FORM, 60)
    device.clock.jump_ms(passed_ms)
    again = device.open()
    assert again.sittings.group is None
    assert students_of(again.papers.waiting()) == ["ana", "ben", "cem"]


def test_that_no_clock_runs_is_known_without_the_probes(device, records):
    records.papers.hand_out(GROUP, FORM, 60)
    device.clock.jump_ms(HOUR)
    row, asked = device.store.row, []
    device.store.row = lambda table, row_id: asked.append(table) or row(table, row_id)
    assert device.open().sittings.group is None
    assert "administrations" not in asked


def test_where_all_had_finished_no_clock_runs_on(device, records):
    records.papers.hand_out(GROUP, FORM, 60)
    device.clock.pass_ms(20_000)
    records.papers.change(records.papers.given_together(), used_ms=20_000)
    assert device.open().sittings.group is None


def test_the_clock_of_another_device_does_not_run_here(device, records):
    records.papers.hand_out(GROUP, FORM, 60)
    device.store.device = "another"
    again = device.open()
    assert again.sittings.group is None
    assert len(again.papers.waiting()) == 3


def test_a_paper_is_scored_as_one_given_to_one(device, records):
    paper, *rest = given(records)
    records.clock.pass_ms(HOUR)
    score(records, paper, 1, last=2)
    assert records.papers.waiting() == rest
    found = kept(records, paper)
    assert (found.id, found.given_at) == (paper.id, paper.head.given_at)
    assert (found.student, found.input_mode) == ("ana", "paper")
    assert found.conditions == ()
    assert [event.at_ms for event in found.events] == [0, MINUTE, MINUTE, MINUTE]
    result = found.score()
    assert (result.correct, result.errors, result.rate) == (2, 1, 2)
    assert device.open().papers.waiting() == rest


def test_whoever_had_finished_is_prorated(records):
    paper, other, _ = given(records)
    records.papers.change([paper], used_ms=30_000)
    paper = records.papers.waiting()[0]
    records.papers.take_up(paper)
    records.sittings.current.do(events.Mark, item=0, kind="error")
    records.sittings.keep()
    result = kept(records, paper).score()
    assert (result.correct, result.seconds, result.rate, result.prorated) == (4, 30, 8, True)
    score(records, other)
    assert not kept(records, other).score().prorated


def test_finished_is_taken_back_like_any_other_tap(records):
    paper = given(records)[0]
    records.papers.change([paper], used_ms=30_000)
    records.papers.take_up(records.papers.waiting()[0])
    records.sittings.current.do(events.Undo)
    records.sittings.current.do(events.Last, item=1)
    records.sittings.keep()
    assert kept(records, paper).score().seconds == 60


@pytest.mark.parametrize("wall_ms", [0, HOUR, -HOUR])
def test_killed_while_scoring_it_goes_on_where_it_was(device, records, wall_ms):
    records.papers.take_up(given(records)[0])
    paper = records.sittings.current.head.administration
    records.sittings.current.do(events.Last, item=4)
    records.sittings.current.do(events.Mark, item=0, kind="error")
    device.clock.jump_ms(wall_ms)
    again = device.open()
    assert again.store.row("administrations", paper) is None, "only half of it was marked"
    assert not again.sittings.recovered
    assert (again.sittings.current.conditions, len(again.sittings.current.session.marks)) == ((), 1)
    assert students_of(again.papers.waiting()) == ["ben", "cem"]
    again.sittings.current.do(events.Mark, item=1, kind="error")
    again.sittings.keep()
    assert again.forms.get(FORM.id) == FORM
    result = Administration.kept(paper, again.store.row("administrations", paper), FORM).score()
    assert result.errors == 2


def test_a_kill_while_scoring_interrupted_nobody_and_time_goes_on(device, records):
    records.papers.take_up(given(records)[0])
    device.clock.pass_ms(5_000)
    records.sittings.current.do(events.Mark, item=0, kind="error")
    device.clock.jump_ms(2_000)
    again = device.open()
    assert (again.sittings.current.conditions, again.sittings.current.elapsed_ms) == (
        (),
        MINUTE + 7_000,
    )


def test_no_time_is_left_where_the_wall_clock_was_set_back(device, records):
    paper = given(records)[0]
    records.papers.change([paper], used_ms=30_000)
    records.papers.take_up(records.papers.waiting()[0])
    device.clock.jump_ms(-HOUR)
    again = device.open()
    again.sittings.current.do(events.Undo)  # of having finished
    again.sittings.current.tick()
    assert again.sittings.current.session.phase is Phase.CLOSING


def test_killed_before_the_first_tap_a_finished_paper_is_not_all_right(device, records):
    paper = given(records)[0]
    records.papers.change([paper], used_ms=30_000)
    records.papers.take_up(records.papers.waiting()[0])
    again = device.open()
    assert again.store.row("administrations", paper.id) is None
    assert again.sittings.current.head.administration == paper.id


def test_digits_of_one_student_are_not_kept_half_marked_either(device, records):
    records.sittings.start(GROUP[0], FORM)
    device.clock.pass_ms(MINUTE)
    records.sittings.current.do(events.Last, item=4)
    again = device.open()
    assert again.sittings.recovered
    assert again.store.rows("administrations") == {}


def test_a_paper_put_back_waits_and_is_taken_up_where_it_was(device, records):
    paper = given(records)[0]
    records.papers.take_up(paper)
    records.sittings.current.do(events.Mark, item=1, kind="error")
    done = records.sittings.current.session.events
    records.papers.put_back()
    assert records.sittings.current is None
    [waits, *_] = records.papers.waiting()
    assert (waits.id, waits.marked) == (paper.id, done)
    again = device.open()  # killed in between
    again.papers.take_up(again.papers.waiting()[0])
    assert again.sittings.current.session.marks.keys() == {1}
    again.sittings.current.do(events.Undo)
    assert not again.sittings.current.session.marks


def test_marks_of_a_paper_put_back_stay_when_it_had_finished_early_after_all(records):
    paper = given(records)[0]
    records.papers.take_up(paper)
    records.sittings.current.do(events.Mark, item=1, kind="error")
    records.sittings.current.do(events.Mark, item=0, kind="error")
    records.sittings.current.do(events.Undo)
    records.sittings.current.do(events.Last, item=3)
    records.papers.put_back()
    records.papers.change(records.papers.waiting()[:1], used_ms=30_000)
    records.papers.take_up(records.papers.waiting()[0])
    session = records.sittings.current.session
    assert (session.marks.keys(), session.ended, session.ended_ms) == ({1}, "finished", 30_000)
    records.papers.put_back()
    records.papers.change(records.papers.waiting()[:1], used_ms=None)
    records.papers.take_up(records.papers.waiting()[0])
    session = records.sittings.current.session
    assert (session.marks.keys(), session.ended, session.last) == ({1}, "time up", None)


@pytest.mark.parametrize(
    "sent",
    [
        "no JSON",
        "{}",
        "['events']",
        "[{'do':'start','at_ms':0},{'do':'last','item':99,'at_ms':99999}]",
    ],
)
def test_marks_that_can_not_be_leave_the_paper_as_it_was(records, sent):
    paper = given(records)[0]
    records.store.put(("papers", paper.id, {"events": papers.swap_quotes(sent)}))
    records.papers.take_up(records.papers.waiting()[0])
    assert list(records.sittings.current.session.events) == paper.begun()


def test_a_paper_left_out_is_still_there_and_comes_back(device, records):
    ana, ben, _ = given(records)
    records.papers.change([ana], left_out=papers.ABSENT)
    records.papers.change([ben], left_out=papers.UNUSABLE)
    again = device.open()
    assert students_of(again.papers.waiting()) == ["cem"]
    assert [p.left_out for p in again.papers.left_out()] == ["absent", "unusable"]
    again.papers.change(again.papers.left_out(), left_out="")
    assert again.papers.waiting() == given_before(again)


def given_before(records):
    rows = records.store.rows("papers")
    return [papers.Paper.kept(paper_id, row) for paper_id, row in rows.items()]


def test_a_paper_scored_elsewhere_no_longer_waits(records):
    ana, *rest = given(records)
    score(records, ana)
    row = records.store.tables["administrations"].pop(ana.id)
    assert len(records.papers.waiting()) == 3
    records.store.put(("administrations", ana.id, row))  # as sharing brings it
    assert records.papers.waiting() == rest


def test_a_form_on_paper_is_used_before_it_is_scored_unless_absent(records):
    ana, *_ = given(records)
    assert [r.form for r in records.history.form_uses(GROUP[1])] == [FORM.id]
    records.papers.change([ana], left_out=papers.ABSENT)
    assert records.history.form_uses(GROUP[0]) == []


def test_stop_is_stamped_once_and_the_clock_runs_on(records):
    records.papers.hand_out(GROUP, FORM, 60)
    group = records.sittings.group
    records.clock.pass_ms(40_000)
    group.stop()
    records.clock.pass_ms(2_000)
    group.stop()
    assert group.stopped_ms == 40_000
    group.go_on()
    assert (group.stopped_ms, group.left_ms) == (None, 18_000)
    records.clock.pass_ms(MINUTE)
    group.stop()
    assert group.stopped_ms is None


@pytest.mark.parametrize("wrong", [{"measure": "new"}, {}, {"form": "?"}])
def test_what_a_newer_aimline_handed_out_harms_nothing(records, wrong):
    given(records)
    row = next(iter(records.store.rows("papers").values()))
    lacking = {name: value for name, value in row.items() if name != "seconds"}
    records.store.put(("papers", "newer", {**(row if wrong else lacking), **wrong}))
    assert {p.id for p in records.papers.waiting()} - {"newer"} == {"id0", "id1", "id2"}
    if "form" in wrong:
        newer = next(p for p in records.papers.waiting() if p.id == "newer")
        with pytest.raises(ValueError, match="form"):
            records.papers.take_up(newer)


def test_an_export_has_the_scored_ones_and_reads_back(records):
    from records.exports.export_format import read

    ana, *_ = given(records)
    score(records, ana)
    from records.exports.json_export import everything

    found = read(everything(records))
    assert list(found.administrations) == [ana.id]
