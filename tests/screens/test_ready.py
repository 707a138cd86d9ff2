"""Before the clock: what a double tap does, and a student who is silent at first."""

import inspect
import re
from dataclasses import replace
from types import SimpleNamespace

import flet as ft
import pytest
from record_doubles import FORM, PUPIL, Clock, open_records

from probes.forms import passages
from probes.forms.own_forms import identified
from probes.giving import events
from screens.app import Tab
from screens.giving.ready import Ready
from screens.giving.result import Result
from screens.running_app import App
from screens.shell.routes import (
    FormListRoute,
    GiveRoute,
    ReadyRoute,
    ResultRoute,
    StudentListRoute,
)
from screens.shell.window import TAB_ICONS
from screens.words.catalogue import say
from tests.probes.form_texts import TEXTS

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
def records(clock):
    three = [FORM, replace(FORM, id="G", title="G"), replace(FORM, id="H", title="H")]
    found = open_records(clock, texts=lambda: TEXTS, forms=three)
    row = {"name": "R. T.", "grade": PUPIL.grade, "group": ""}
    found.store.put(("students", PUPIL.id, row))
    return found


@pytest.fixture
def nav(records):
    found = Tab(Page(), App(records=records)).nav
    found.go(ReadyRoute(PUPIL.id))
    return found


def press(nav, text):
    """Do what a button does."""
    [button] = [b for b in buttons(nav.window.page.views[0]) if b.content.value == text]
    assert not inspect.signature(button.on_click).parameters, "Flet would pass its event"
    button.on_click()


def buttons(control):
    """Every button in a control that says something."""
    inside = [getattr(control, "content", None), *(getattr(control, "controls", None) or [])]
    if isinstance(control, ft.OutlinedButton | ft.FilledButton):
        return [control] if isinstance(control.content, ft.Text) else []
    return [b for child in inside if isinstance(child, ft.Control) for b in buttons(child)]


def texts(nav):
    """Every text on the screen."""

    def inside(control):
        parts = [getattr(control, "content", None), *(getattr(control, "controls", None) or [])]
        found = [control.value] if isinstance(control, ft.Text) else []
        return found + [t for p in parts if isinstance(p, ft.Control) for t in inside(p)]

    return inside(nav.window.page.views[0])


def pick(nav, area, measure):
    ready = nav.window.screen
    ready._pick_area(area)
    ready._pick_measure(measure)


def test_the_second_tap_of_a_double_tap_starts_no_clock(records, nav, clock):
    """“Give a probe” and “Next student” stand where Start stands then."""
    clock.pass_ms(399)
    press(nav, "Start")
    assert records.sittings.current is None
    clock.pass_ms(1)
    pick(nav, "reading", "wrf")  # the screen drawn anew is no new screen
    press(nav, "Start")
    assert records.sittings.current is not None


@pytest.mark.parametrize(
    ("measure", "kind"),
    [("orf", "supplied"), ("lnf", "supplied"), ("oc", "supplied"), ("ni", "supplied"),
     ("wrf", "omission"), ("qd", "omission"), ("mn", "omission")],
)  # fmt: skip
def test_help_before_the_first_answer_is_marked_at_the_start(records, nav, clock, measure, kind):
    """Domain rules E2: after 3 s mark it wrong, say it, then start the clock."""
    clock.pass_ms(5_000)
    area = "math" if measure in ("oc", "ni", "qd", "mn") else "reading"
    pick(nav, area, measure)
    press(nav, SILENT)
    sitting = records.sittings.current
    told = [{"do": "start", "at_ms": 0}, {"do": "mark", "item": 0, "kind": kind, "at_ms": 0}]
    assert records.journal.events == told
    assert (sitting.elapsed_ms, sitting.head.measure) == (0, measure)
    sitting.do(events.Mark, item=3, kind="error")
    assert len(sitting.session.marks) == 2


@pytest.mark.parametrize(("area", "measure"), [("reading", "nwf"), ("reading", "psf"),
                                               ("math", "facts"), ("math", "comp")])  # fmt: skip
def test_nobody_is_silent_before_a_clock_that_the_examiner_starts(nav, clock, area, measure):
    clock.pass_ms(5_000)
    pick(nav, area, measure)
    assert isinstance(nav.window.screen, Ready)
    texts = [b.content.value for b in buttons(nav.window.page.views[0])]
    assert "Start" in texts
    assert SILENT not in texts


def test_the_second_tap_on_the_last_pad_does_not_leave_the_result(records, nav, clock):
    clock.pass_ms(5_000)
    press(nav, "Start")
    clock.pass_ms(20_000)
    records.sittings.current.end(events.Finish)
    nav.go(ResultRoute())
    clock.pass_ms(399)
    press(nav, say("result.done"))
    assert isinstance(nav.window.screen, Result)
    clock.pass_ms(1)
    press(nav, say("result.done"))
    assert not isinstance(nav.window.screen, Result)


def test_while_it_is_given_a_form_is_called_what_it_was_called_before(nav, clock):
    clock.pass_ms(5_000)
    pick(nav, "reading", "lnf")
    (called,) = {text for text in texts(nav) if re.fullmatch(r"Form \d+", text)}
    press(nav, "Start")
    assert any(called in text for text in texts(nav))
    assert not any("1.01" in text for text in texts(nav))


def test_a_stop_that_was_taken_back_is_not_suggested_again(records, nav, clock):
    clock.pass_ms(5_000)
    pick(nav, "math", "qd")
    press(nav, "Start")
    for item in range(5):
        records.sittings.current.do(events.Mark, item=item, kind="error")
    nav.go(GiveRoute())
    assert nav.window.screen.stopping.suggesting
    nav.window.screen.stopping.discontinue()
    press(nav, say("result.resume"))
    assert not nav.window.screen.stopping.suggesting


@pytest.mark.parametrize(("area", "measure"), [("reading", "psf"), ("math", "oc")])
def test_where_nothing_is_read_only_the_page_to_mark_on_is_printed(nav, area, measure):
    pick(nav, area, measure)
    offered = [b.content.value for b in buttons(nav.window.page.views[0])]
    assert say("ready.print.heard") in offered
    assert say("ready.print") not in offered
    assert (say("ready.choose") in offered) is (measure != "oc")  # which has one form alone
    nav.go(FormListRoute())
    pick(nav, area, measure)
    offered = [b.content.value for b in buttons(nav.window.page.views[0])]
    assert say("forms.examiner_copy") in offered
    assert say("forms.student_copy") not in offered


def test_only_another_brightness_draws_a_screen_anew(nav):
    """What is drawn anew takes no tap that is on its way to what was there."""
    page = nav.window.page
    before = page.views[0].controls
    page.on_platform_brightness_change()
    assert page.views[0].controls is before
    page.platform_brightness = ft.Brightness.DARK
    page.theme_mode = ft.ThemeMode.SYSTEM
    page.on_platform_brightness_change()
    assert page.views[0].controls is not before


def test_the_second_tap_on_done_chooses_no_tab(records, nav, clock):
    clock.pass_ms(5_000)
    press(nav, "Start")
    clock.pass_ms(20_000)
    records.sittings.current.end(events.Finish)
    nav.go(ResultRoute())
    clock.pass_ms(5_000)
    nav.go(StudentListRoute())  # as Done does
    tapped = SimpleNamespace(control=SimpleNamespace(selected_index=[*TAB_ICONS].index("forms")))
    nav.window._chosen(tapped)
    assert nav.window.screen.tab == "students"
    clock.pass_ms(400)
    nav.window._chosen(tapped)
    assert nav.window.screen.tab == "forms"
    students = SimpleNamespace(selected_index=[*TAB_ICONS].index("students"))
    nav.window._chosen(SimpleNamespace(control=students))
    assert nav.window.screen.tab == "students"  # here the tabs stood before


@pytest.mark.parametrize(("after_ms", "asks"), [(9_900, True), (10_100, False)])
def test_a_finish_after_a_few_seconds_asks_before_it_counts(records, nav, clock, after_ms, asks):
    clock.pass_ms(5_000)
    press(nav, "Start")
    clock.pass_ms(after_ms)
    records.sittings.current.end(events.Finish)
    nav.go(ResultRoute())
    told = say("result.doubt.too_soon", seconds="9.9")
    assert (told in texts(nav)) == asks
    assert say("result.show") in texts(nav)  # it stands on the folded result
    if asks:
        clock.pass_ms(5_000)
        press(nav, say("result.doubt.yes"))
        assert records.sittings.current.session.confirmed
        assert told not in texts(nav)


def test_escape_leaves_what_is_asked_and_then_the_result(records, nav, clock):
    clock.pass_ms(5_000)
    press(nav, "Start")
    clock.pass_ms(20_000)
    records.sittings.current.end(events.Finish)
    nav.go(ResultRoute())
    clock.pass_ms(5_000)
    result, escape = nav.window.screen, SimpleNamespace(key="Escape")
    press(nav, say("result.note"))
    result.key(escape)
    assert nav.window.screen is result
    assert say("result.note") in texts(nav)
    result.key(escape)
    assert nav.window.screen is not result
    assert records.sittings.current is None
    assert len(records.store.rows("administrations")) == 1


def test_between_the_passages_of_a_set_there_is_no_score(records, nav, clock):
    records.settings.change(discreet=False)
    for place, marks in enumerate((3, 1, 2), 1):
        clock.pass_ms(5_000)
        if place == 1:
            press(nav, say("ready.set.three"))
        assert any(f"Passage {place} of 3" in text for text in texts(nav)), texts(nav)
        press(nav, "Start")
        sitting = records.sittings.current
        for item in range(marks):
            sitting.do(events.Mark, item=item)
        clock.pass_ms(60_000)
        sitting.tick()
        sitting.do(events.Last, item=9)
        nav.go(ResultRoute())
        clock.pass_ms(5_000)
        if place < 3:
            assert say("result.set.later") in texts(nav)
            assert say("result.show") not in texts(nav)
            press(nav, say("result.set.next"))
    assert say("result.set.middle", each="7 · 9 · 8") in texts(nav)
    assert len({row["form"] for row in records.store.rows("administrations").values()}) == 2


def test_an_interrupted_student_is_given_again_with_one_tap(records, nav, clock):
    clock.pass_ms(5_000)
    press(nav, "Start")
    clock.pass_ms(20_000)
    first = records.sittings.current
    first.end(events.Spoil, reason="interrupted")
    nav.go(ResultRoute())
    clock.pass_ms(5_000)
    press(nav, say("result.again"))
    assert isinstance(nav.window.screen, Ready)
    clock.pass_ms(5_000)
    press(nav, "Start")
    again = records.sittings.current.head
    assert (again.student, again.measure) == (first.head.student, first.head.measure)
    assert again.form != first.head.form


def test_the_result_names_the_last_word(records, nav, clock):
    clock.pass_ms(5_000)
    press(nav, "Start")
    sitting = records.sittings.current
    clock.pass_ms(60_000)
    sitting.tick()
    sitting.do(events.Last, item=4)
    nav.go(ResultRoute())
    assert sitting.session.form.items[4] in texts(nav)
    assert say("result.end.place", number=5) in texts(nav)


def test_a_choice_leaves_the_screen_where_it_was(records, nav, clock):
    body, foot = nav.window.page.views[0].controls[-1], nav.window.screen._page._foot
    scrolls = nav.window.screen._page._scrolls
    press(nav, say("ready.set.three"))
    assert nav.window.page.views[0].controls[-1] is body
    assert nav.window.screen._page._scrolls is scrolls  # which keeps how far it was scrolled
    assert nav.window.screen._page._foot is foot
    assert any("Passage 1 of 3" in text for text in texts(nav))


def own_form(records, level="2"):
    """A form of one's own on the list, as another device may take it off."""
    text = f"title: Mine {level}\nlevel: {level}\ngenre: story\n\n" + "The cat sat on it.\n" * 60
    return records.forms.bring(identified(passages.read(text))).form


def test_a_form_taken_off_the_list_elsewhere_is_not_given_and_another_is_chosen(nav, records):
    mine = own_form(records)
    said = []
    nav.window.notice = lambda text, undo=None: said.append(text)
    ready = nav.window.screen
    ready._begin_choosing()
    before = ready._form
    records.forms.list_own(mine, listed=False)
    ready._pick_form(mine.id)
    assert said == [say("forms.gone")]
    assert ready._form == before
    records.forms.list_own(mine, listed=True)
    ready._pick_form(mine.id)
    assert ready._form.id == mine.id


def test_a_level_whose_last_form_was_taken_off_elsewhere_is_not_chosen(nav, records):
    mine = own_form(records, "6")
    said = []
    nav.window.notice = lambda text, undo=None: said.append(text)
    ready = nav.window.screen
    ready._begin_choosing()
    nav.go(FormListRoute())
    listed = nav.window.screen
    listed._choose_level("6")
    records.forms.list_own(mine, listed=False)
    nav.window.draw()
    assert listed._level == "2"
    ready._levels._choose("6")
    assert said == [say("forms.level_gone")]
    assert ready._level == "2"
