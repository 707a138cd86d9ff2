"""Before the clock: what a double tap does, and a student who is silent at first."""

import inspect
from types import SimpleNamespace

import flet as ft
import pytest

from probes.giving import events
from screens.giving.ready import Ready
from screens.giving.result import Result
from screens.shell.navigation import Way
from screens.words.catalogue import say
from tests.probes.form_texts import TEXTS
from tests.screens.test_sitting import PUPIL, Clock, new_desk

SILENT = say("ready.silent")


class Page:
    """A page that shows nothing."""

    def __init__(self):
        self.views = [ft.View(route="/")]
        self.width = 1024
        self.platform_brightness = ft.Brightness.LIGHT
        self.session = SimpleNamespace(dispatch_event=None)

    def __getattr__(self, name):
        return lambda *args: None


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def way(clock):
    desk = new_desk(clock)
    desk.texts = lambda: TEXTS
    row = {"name": "R. T.", "grade": PUPIL.grade, "group": ""}
    desk.records.put(("students", PUPIL.id, row))
    way = Way(Page(), desk)
    way.ready(PUPIL.id)
    return way


def press(way, text):
    """Do what a button does."""
    [button] = [b for b in buttons(way.window.page.views[0]) if b.content.value == text]
    assert not inspect.signature(button.on_click).parameters, "Flet would pass its event"
    button.on_click()


def buttons(control):
    """Every button in a control that says something."""
    inside = [getattr(control, "content", None), *(getattr(control, "controls", None) or [])]
    if isinstance(control, ft.OutlinedButton | ft.FilledButton):
        return [control] if isinstance(control.content, ft.Text) else []
    return [b for child in inside if isinstance(child, ft.Control) for b in buttons(child)]


def texts(way):
    """Every text on the screen."""

    def inside(control):
        parts = [getattr(control, "content", None), *(getattr(control, "controls", None) or [])]
        found = [control.value] if isinstance(control, ft.Text) else []
        return found + [t for p in parts if isinstance(p, ft.Control) for t in inside(p)]

    return inside(way.window.page.views[0])


def pick(way, area, measure):
    ready = way.window.screen
    ready._pick_area(area)
    ready._pick_measure(measure)


def test_the_second_tap_of_a_double_tap_starts_no_clock(way, clock):
    """“Give a probe” and “Next student” stand where Start stands then."""
    clock.pass_ms(399)
    press(way, "Start")
    assert way.desk.sitting is None
    clock.pass_ms(1)
    pick(way, "reading", "wrf")  # the screen drawn anew is no new screen
    press(way, "Start")
    assert way.desk.sitting is not None


@pytest.mark.parametrize(
    ("measure", "kind"),
    [("orf", "supplied"), ("lnf", "supplied"), ("oc", "supplied"), ("ni", "supplied"),
     ("wrf", "omission"), ("qd", "omission"), ("mn", "omission")],
)  # fmt: skip
def test_help_before_the_first_answer_is_marked_at_the_start(way, clock, measure, kind):
    """Domain rules E2: after 3 s mark it wrong, say it, then start the clock."""
    clock.pass_ms(5_000)
    area = "math" if measure in ("oc", "ni", "qd", "mn") else "reading"
    pick(way, area, measure)
    press(way, SILENT)
    sitting = way.desk.sitting
    told = [{"do": "start", "at_ms": 0}, {"do": "mark", "item": 0, "kind": kind, "at_ms": 0}]
    assert way.desk.journal.events == told
    assert (sitting.elapsed_ms, sitting.head.measure) == (0, measure)
    sitting.do(events.Mark, item=3, kind="error")
    assert len(sitting.session.marks) == 2


@pytest.mark.parametrize(("area", "measure"), [("reading", "nwf"), ("reading", "psf"),
                                               ("math", "facts"), ("math", "comp")])  # fmt: skip
def test_nobody_is_silent_before_a_clock_that_the_examiner_starts(way, clock, area, measure):
    clock.pass_ms(5_000)
    pick(way, area, measure)
    assert isinstance(way.window.screen, Ready)
    texts = [b.content.value for b in buttons(way.window.page.views[0])]
    assert "Start" in texts
    assert SILENT not in texts


def test_the_second_tap_on_the_last_pad_does_not_leave_the_result(way, clock):
    clock.pass_ms(5_000)
    press(way, "Start")
    clock.pass_ms(20_000)
    way.desk.sitting.end(events.Finish)
    way.result()
    clock.pass_ms(399)
    press(way, say("result.done"))
    assert isinstance(way.window.screen, Result)
    clock.pass_ms(1)
    press(way, say("result.done"))
    assert not isinstance(way.window.screen, Result)


def test_while_it_is_given_a_form_is_called_what_it_was_called_before(way, clock):
    clock.pass_ms(5_000)
    pick(way, "reading", "lnf")
    assert "Form 1" in texts(way)
    press(way, "Start")
    assert any("Form 1" in text for text in texts(way))
    assert not any("1.01" in text for text in texts(way))


def test_a_stop_that_was_taken_back_is_not_suggested_again(way, clock):
    clock.pass_ms(5_000)
    pick(way, "math", "qd")
    press(way, "Start")
    for item in range(5):
        way.desk.sitting.do(events.Mark, item=item, kind="error")
    way.give()
    assert way.window.screen.suggesting
    way.window.screen.stopping_rule()
    press(way, say("result.resume"))
    assert not way.window.screen.suggesting


@pytest.mark.parametrize(("area", "measure"), [("reading", "psf"), ("math", "oc")])
def test_where_nothing_is_read_only_the_page_to_mark_on_is_printed(way, area, measure):
    pick(way, area, measure)
    offered = [b.content.value for b in buttons(way.window.page.views[0])]
    assert say("ready.print.heard") in offered
    assert say("ready.print") not in offered
    assert (say("ready.choose") in offered) is (measure != "oc")  # which has one form alone
    way.forms()
    pick(way, area, measure)
    offered = [b.content.value for b in buttons(way.window.page.views[0])]
    assert say("forms.examiner_copy") in offered
    assert say("forms.student_copy") not in offered


def test_only_another_brightness_draws_a_screen_anew(way):
    """What is drawn anew takes no tap that is on its way to what was there."""
    page = way.window.page
    before = page.views[0].controls
    page.on_platform_brightness_change()
    assert page.views[0].controls is before
    page.platform_brightness = ft.Brightness.DARK
    page.theme_mode = ft.ThemeMode.SYSTEM
    page.on_platform_brightness_change()
    assert page.views[0].controls is not before


def test_the_second_tap_on_done_chooses_no_tab(way, clock):
    clock.pass_ms(5_000)
    press(way, "Start")
    clock.pass_ms(20_000)
    way.desk.sitting.end(events.Finish)
    way.result()
    clock.pass_ms(5_000)
    way.students()  # as Done does
    tapped = SimpleNamespace(control=SimpleNamespace(selected_index=1))
    way.window._chosen(tapped)
    assert way.window.screen.tab == "students"
    clock.pass_ms(400)
    way.window._chosen(tapped)
    assert way.window.screen.tab == "forms"
    way.window._chosen(SimpleNamespace(control=SimpleNamespace(selected_index=0)))
    assert way.window.screen.tab == "students"  # here the tabs stood before


@pytest.mark.parametrize(("after_ms", "slip"), [(9_900, True), (10_100, False)])
def test_a_finish_after_a_few_seconds_may_be_a_slip(way, clock, after_ms, slip):
    way.desk.change(discreet=False)
    clock.pass_ms(5_000)
    press(way, "Start")
    clock.pass_ms(after_ms)
    way.desk.sitting.end(events.Finish)
    way.result()
    assert (say("result.slip") in texts(way)) == slip
