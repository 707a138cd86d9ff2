"""Papers of a group: nothing loses one between the clock and the score."""

import pytest
from test_sitting import FULL, Clock, Journal

from probes.administration import Administration
from probes.giving import events
from probes.giving.session import Phase
from records import papers
from screens.desk import Desk, Student
from tests.screens.measure_forms import FORMS
from tests.screens.test_desk import Merging

MINUTE = 60_000
HOUR = 3_600_000
FORM = FORMS["facts"]
GROUP = [Student(name, name.upper(), "3", "blue") for name in ("ana", "ben", "cem")]


class Device:
    """What outlives a kill: records and a journal; ``open`` starts Aimline anew."""

    def __init__(self):
        self.records, self.journal, self.clock = Merging(), Journal(), Clock()
        self.ids = iter(f"id{n}" for n in range(100))
        for one in GROUP:
            row = {"name": one.name, "grade": one.grade, "group": one.group}
            self.records.put(("students", one.id, row))

    def open(self):
        self.clock.ms = 77  # a clock that only goes forward begins anew
        desk = Desk(
            records=self.records,
            journal=self.journal,
            forms={},
            clock=self.clock,
            new_id=lambda: next(self.ids),
            folder="",
            version="",
            sample=lambda today: [],
        )
        desk.recover()
        return desk


@pytest.fixture
def device():
    return Device()


@pytest.fixture
def desk(device):
    return device.open()


def students_of(found):
    return [paper.head.student for paper in found]


def given(desk):
    """Three papers whose minute has passed, collected."""
    papers.hand_out(desk, GROUP, FORM, 60)
    desk.clock.pass_ms(MINUTE)
    desk.group = None
    return papers.waiting(desk)


def score(desk, paper, *wrong, last=4):
    papers.take_up(desk, paper)
    desk.sitting.do(events.Last, item=last)
    for item in wrong:
        desk.sitting.do(events.Mark, item=item, kind="error")
    desk.keep()


def kept(desk, paper):
    row = desk.records.row("administrations", paper.id)
    return Administration.kept(paper.id, row, desk.form(paper.head.form))


def test_every_student_has_a_paper_before_the_clock_is_shown(desk):
    at = desk.clock.now()
    papers.hand_out(desk, GROUP, FORM, 60)
    assert (desk.group.elapsed_ms, desk.group.left_ms) == (0, MINUTE)
    under = papers.given_together(desk)
    assert students_of(under) == ["ana", "ben", "cem"]
    assert {paper.head.input_mode for paper in under} == {"paper"}
    assert {paper.head.given_at for paper in under} == {at.isoformat(timespec="seconds")}
    assert papers.waiting(desk) == []  # nobody scores while they write
    assert "ANA" not in str(desk.records.rows("papers"))


def test_a_full_disk_begins_nothing(desk):
    desk.records.full = True
    with pytest.raises(OSError, match=FULL.strerror):
        papers.hand_out(desk, GROUP, FORM, 60)
    assert desk.group is None
    assert desk.records.rows("papers") == {}


def test_killed_while_they_write_the_clock_still_runs(device, desk):
    papers.hand_out(desk, GROUP, FORM, 60)
    device.clock.pass_ms(20_000)
    papers.change(desk, papers.given_together(desk)[:1], used_ms=20_000)
    device.clock.pass_ms(5_000)
    again = device.open()
    assert again.group.left_ms == 35_000
    assert students_of(papers.given_together(again)) == ["ana", "ben", "cem"]
    assert [p.used_ms for p in papers.given_together(again)] == [20_000, None, None]


@pytest.mark.parametrize("passed_ms", [MINUTE, 9 * HOUR, -HOUR])
def test_killed_and_opened_later_the_papers_wait(device, desk, passed_ms):
    papers.hand_out(desk, GROUP, FORM, 60)
    device.clock.jump_ms(passed_ms)
    again = device.open()
    assert again.group is None
    assert students_of(papers.waiting(again)) == ["ana", "ben", "cem"]


def test_that_no_clock_runs_is_known_without_the_probes(device, desk):
    papers.hand_out(desk, GROUP, FORM, 60)
    device.clock.jump_ms(HOUR)
    row, asked = device.records.row, []
    device.records.row = lambda table, row_id: asked.append(table) or row(table, row_id)
    assert device.open().group is None
    assert "administrations" not in asked


def test_where_all_had_finished_no_clock_runs_on(device, desk):
    papers.hand_out(desk, GROUP, FORM, 60)
    device.clock.pass_ms(20_000)
    papers.change(desk, papers.given_together(desk), used_ms=20_000)
    assert device.open().group is None


def test_the_clock_of_another_device_does_not_run_here(device, desk):
    papers.hand_out(desk, GROUP, FORM, 60)
    device.records.device = "another"
    again = device.open()
    assert again.group is None
    assert len(papers.waiting(again)) == 3


def test_a_paper_is_scored_as_one_given_to_one(device, desk):
    paper, *rest = given(desk)
    desk.clock.pass_ms(HOUR)
    score(desk, paper, 1, last=2)
    assert papers.waiting(desk) == rest
    found = kept(desk, paper)
    assert (found.id, found.given_at) == (paper.id, paper.head.given_at)
    assert (found.student, found.input_mode) == ("ana", "paper")
    assert found.conditions == ()
    assert [event.at_ms for event in found.events] == [0, MINUTE, MINUTE, MINUTE]
    result = found.score()
    assert (result.correct, result.errors, result.rate) == (2, 1, 2)
    assert papers.waiting(device.open()) == rest


def test_whoever_had_finished_is_prorated(desk):
    paper, other, _ = given(desk)
    papers.change(desk, [paper], used_ms=30_000)
    paper = papers.waiting(desk)[0]
    papers.take_up(desk, paper)
    desk.sitting.do(events.Mark, item=0, kind="error")
    desk.keep()
    result = kept(desk, paper).score()
    assert (result.correct, result.seconds, result.rate, result.prorated) == (4, 30, 8, True)
    score(desk, other)
    assert not kept(desk, other).score().prorated


def test_finished_is_taken_back_like_any_other_tap(desk):
    paper = given(desk)[0]
    papers.change(desk, [paper], used_ms=30_000)
    papers.take_up(desk, papers.waiting(desk)[0])
    desk.sitting.do(events.Undo)
    desk.sitting.do(events.Last, item=1)
    desk.keep()
    assert kept(desk, paper).score().seconds == 60


@pytest.mark.parametrize("wall_ms", [0, HOUR, -HOUR])
def test_killed_while_scoring_it_goes_on_where_it_was(device, desk, wall_ms):
    papers.take_up(desk, given(desk)[0])
    paper = desk.sitting.head.administration
    desk.sitting.do(events.Last, item=4)
    desk.sitting.do(events.Mark, item=0, kind="error")
    device.clock.jump_ms(wall_ms)
    again = device.open()
    assert again.records.row("administrations", paper) is None, "only half of it was marked"
    assert not again.recovered
    assert (again.sitting.conditions, len(again.sitting.session.marks)) == ((), 1)
    assert students_of(papers.waiting(again)) == ["ben", "cem"]
    again.sitting.do(events.Mark, item=1, kind="error")
    again.keep()
    assert again.form(FORM.id) == FORM
    result = Administration.kept(paper, again.records.row("administrations", paper), FORM).score()
    assert result.errors == 2


def test_a_kill_while_scoring_interrupted_nobody_and_time_goes_on(device, desk):
    papers.take_up(desk, given(desk)[0])
    device.clock.pass_ms(5_000)
    desk.sitting.do(events.Mark, item=0, kind="error")
    device.clock.jump_ms(2_000)
    again = device.open()
    assert (again.sitting.conditions, again.sitting.elapsed_ms) == ((), MINUTE + 7_000)


def test_no_time_is_left_where_the_wall_clock_was_set_back(device, desk):
    paper = given(desk)[0]
    papers.change(desk, [paper], used_ms=30_000)
    papers.take_up(desk, papers.waiting(desk)[0])
    device.clock.jump_ms(-HOUR)
    again = device.open()
    again.sitting.do(events.Undo)  # of having finished
    again.sitting.tick()
    assert again.sitting.session.phase is Phase.CLOSING


def test_killed_before_the_first_tap_a_finished_paper_is_not_all_right(device, desk):
    paper = given(desk)[0]
    papers.change(desk, [paper], used_ms=30_000)
    papers.take_up(desk, papers.waiting(desk)[0])
    again = device.open()
    assert again.records.row("administrations", paper.id) is None
    assert again.sitting.head.administration == paper.id


def test_digits_of_one_student_are_not_kept_half_marked_either(device, desk):
    desk.start(GROUP[0], FORM)
    device.clock.pass_ms(MINUTE)
    desk.sitting.do(events.Last, item=4)
    again = device.open()
    assert again.recovered
    assert again.records.rows("administrations") == {}


def test_a_paper_put_back_waits_and_is_taken_up_where_it_was(desk):
    paper = given(desk)[0]
    papers.take_up(desk, paper)
    desk.sitting.do(events.Mark, item=1, kind="error")
    done = desk.sitting.session.events
    desk.discard()
    assert papers.waiting(desk)[0] == paper
    papers.take_up(desk, paper, done)
    assert desk.sitting.session.marks.keys() == {1}
    desk.sitting.do(events.Undo)
    assert not desk.sitting.session.marks


def test_a_paper_left_out_is_still_there_and_comes_back(device, desk):
    ana, ben, _ = given(desk)
    papers.change(desk, [ana], left_out=papers.ABSENT)
    papers.change(desk, [ben], left_out=papers.UNUSABLE)
    again = device.open()
    assert students_of(papers.waiting(again)) == ["cem"]
    assert [p.left_out for p in papers.left_out(again)] == ["absent", "unusable"]
    papers.change(again, papers.left_out(again), left_out="")
    assert papers.waiting(again) == given_before(again)


def given_before(desk):
    rows = desk.records.rows("papers")
    return [papers.Paper.kept(paper_id, row) for paper_id, row in rows.items()]


def test_a_paper_scored_elsewhere_no_longer_waits(desk):
    ana, *rest = given(desk)
    score(desk, ana)
    row = desk.records.tables["administrations"].pop(ana.id)
    assert len(papers.waiting(desk)) == 3
    desk.records.put(("administrations", ana.id, row))  # as sharing brings it
    assert papers.waiting(desk) == rest


def test_a_form_on_paper_is_used_before_it_is_scored_unless_absent(desk):
    ana, *_ = given(desk)
    assert [r.form for r in desk.readings(GROUP[1])] == [FORM.id]
    papers.change(desk, [ana], left_out=papers.ABSENT)
    assert desk.readings(GROUP[0]) == []


def test_stop_is_stamped_once_and_the_clock_runs_on(desk):
    papers.hand_out(desk, GROUP, FORM, 60)
    group = desk.group
    desk.clock.pass_ms(40_000)
    group.stop()
    desk.clock.pass_ms(2_000)
    group.stop()
    assert group.stopped_ms == 40_000
    group.go_on()
    assert (group.stopped_ms, group.left_ms) == (None, 18_000)
    desk.clock.pass_ms(MINUTE)
    group.stop()
    assert group.stopped_ms is None


@pytest.mark.parametrize("wrong", [{"measure": "new"}, {}, {"form": "?"}])
def test_what_a_newer_aimline_handed_out_harms_nothing(desk, wrong):
    given(desk)
    row = next(iter(desk.records.rows("papers").values()))
    lacking = {name: value for name, value in row.items() if name != "seconds"}
    desk.records.put(("papers", "newer", {**(row if wrong else lacking), **wrong}))
    assert {p.id for p in papers.waiting(desk)} - {"newer"} == {"id0", "id1", "id2"}
    if "form" in wrong:
        newer = next(p for p in papers.waiting(desk) if p.id == "newer")
        with pytest.raises(ValueError, match="form"):
            papers.take_up(desk, newer)


def test_an_export_has_the_scored_ones_and_reads_back(desk):
    from records.exports.json_export import everything
    from records.exports.layout import read

    ana, *_ = given(desk)
    score(desk, ana)
    found = read(everything(desk))
    assert list(found.administrations) == [ana.id]
