"""The sitting under way in several tabs and after a restart, and what a result is charted with."""

import flet as ft
import pytest
from record_doubles import FORM, PUPIL, Clock, open_records

from probes.giving import events
from records.sittings import Sittings
from screens.app import open_tab
from screens.giving.give import Give
from screens.giving.other_tab import OtherTab
from screens.giving.ready import Ready
from screens.giving.recover import Recover
from screens.giving.result import Result
from screens.groups.group_clock_screen import GroupClockScreen
from screens.groups.papers_to_score import PapersToScore
from screens.running_app import App
from screens.shell.routes import GroupSetupRoute, ReadyRoute, ResultRoute
from screens.students.student_list import StudentList
from screens.words.catalogue import say
from tests.screens.measure_forms import FORMS
from tests.screens.test_ready import Page, press, texts

MATE = "mate"


@pytest.fixture
def records():
    found = open_records(Clock(), forms=(FORM, FORMS["facts"]))
    for student_id in (PUPIL.id, MATE):
        row = {"name": student_id, "grade": PUPIL.grade, "group": "blue"}
        found.store.put(("students", student_id, row))
    return found


def tab(records):
    return open_tab(Page(), App(records=records))


def shown(tab):
    return type(tab.window.screen)


def charts(control):
    """What each chart on a screen says of itself."""
    found = [control.label] if isinstance(control, ft.Semantics) and control.image else []
    inside = [getattr(control, "content", None), *(getattr(control, "controls", None) or [])]
    return found + [label for c in inside if isinstance(c, ft.Control) for label in charts(c)]


def finish(records, after_ms=20_000):
    records.clock.pass_ms(after_ms)
    records.sittings.current.end(events.Finish)


def restarted(records):
    """What was under way, taken up by a later run."""
    records.sittings = Sittings(
        records.store, records.forms, records.settings, records.journal, records.clock, str
    )
    records.sittings.recover()
    return records


def test_a_second_tab_asks_before_it_takes_the_taps(records):
    first = tab(records)
    first.flow.start(PUPIL, FORM)
    assert shown(first) is Give
    second = tab(records)
    assert shown(second) is OtherTab
    assert say("other_tab.title") in texts(second.nav)
    press(second.nav, say("other_tab.take"))
    assert (shown(first), shown(second)) == (OtherTab, Give)
    assert say("other_tab.taken") in texts(first.nav)
    finish(records)
    press(first.nav, say("other_tab.take"))
    assert (shown(first), shown(second)) == (Result, OtherTab)


def test_a_tab_whose_connection_went_is_not_asked(records):
    first = tab(records)
    first.flow.start(PUPIL, FORM)
    first.window.connected = False
    assert shown(tab(records)) is Give


@pytest.mark.parametrize("route", [ReadyRoute(MATE), GroupSetupRoute()])
def test_a_sitting_under_way_comes_before_another_one(records, route):
    first, second = tab(records), tab(records)
    first.flow.start(PUPIL, FORM)
    second.nav.go(route)
    assert shown(second) is OtherTab
    second.flow.start(PUPIL, FORM)
    assert shown(second) is OtherTab
    records.sittings.discard()
    second.flow.begin()
    assert shown(second) is StudentList


def test_what_cannot_be_written_begins_nothing(records):
    first = tab(records)
    records.journal.full = True
    first.flow.start(PUPIL, FORM)
    assert (shown(first), records.sittings.current) == (StudentList, None)


def test_papers_are_scored_one_by_one_and_put_back(records):
    first = tab(records)
    first.flow.start_group(records.students.all(), FORMS["facts"], 60)
    assert shown(first) is GroupClockScreen
    first.flow.leave_clock()
    paper, other = records.papers.waiting()
    first.flow.score_paper(paper)
    assert shown(first) is Give
    records.sittings.current.do(events.Mark, item=0, kind="error")
    first.flow.put_back()
    assert shown(first) is PapersToScore
    assert len(records.papers.waiting()) == 2
    first.flow.score_paper(paper)  # as the notice offers
    assert records.sittings.current.session.marks.keys() == {0}
    records.sittings.current.do(events.Last, item=2)
    first.nav.go(ResultRoute())
    records.clock.pass_ms(5_000)
    name = records.students.get(other.head.student).name
    press(first.nav, say("result.next.named", name=name))
    assert records.sittings.current.head.administration == other.id
    records.sittings.discard()
    first.flow.score_paper(paper)  # it is scored
    assert shown(first) is PapersToScore


@pytest.mark.parametrize(
    ("chosen", "screen", "kept"),
    [
        ("recover.go_on", Give, 0),
        ("recover.keep", StudentList, 1),
        ("recover.discard", StudentList, 0),
    ],
)
def test_a_sitting_of_an_earlier_run_waits_for_a_decision(records, chosen, screen, kept):
    tab(records).flow.start(PUPIL, FORM)
    again = tab(restarted(records))
    assert shown(again) is Recover
    press(again.nav, say(chosen))
    assert shown(again) is screen
    assert records.history.count(PUPIL.id) == kept
    assert not records.sittings.recovered
    assert records.sittings.giving == (screen is Give)


def test_a_decision_made_in_another_tab_is_not_made_again(records):
    tab(records).flow.start(PUPIL, FORM)
    first, second = tab(restarted(records)), tab(records)
    press(first.nav, say("recover.discard"))
    press(second.nav, say("recover.keep"))
    assert shown(second) is StudentList
    assert records.history.count(PUPIL.id) == 0


def test_a_result_is_charted_with_the_probes_before_it(records):
    records.settings.change(discreet=False)
    first = tab(records)
    for expected in (1, 2):
        first.flow.start(PUPIL, FORM)
        finish(records)
        first.nav.go(ResultRoute())
        [label] = charts(first.window.page.views[0])
        assert label.startswith(f"Chart of {expected} score")
        records.clock.pass_ms(5_000)
        press(first.nav, say("result.done"))


def test_after_the_result_comes_the_next_of_the_group(records):
    first = tab(records)
    mate = records.students.get(MATE)
    first.flow.start(mate, FORM)
    finish(records)
    first.nav.go(ResultRoute())
    records.clock.pass_ms(5_000)
    press(first.nav, say("result.next.named", name="pupil"))
    assert shown(first) is Ready
    assert "pupil" in texts(first.nav)
    assert records.history.count(MATE) == 1
