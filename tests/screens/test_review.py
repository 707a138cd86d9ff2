"""A kept probe, opened: what is tapped is corrected, said, logged, and taken back."""

from types import SimpleNamespace

import flet as ft
import pytest
from record_doubles import Clock
from test_corrections import kept, opened
from test_ready import Page
from test_sharing_screen import texts

from records.amended import Why
from records.correction_log import LoggedChange
from records.corrections import END_OF
from screens.app import Tab
from screens.parts.score_text import flags
from screens.review.change_text import change_text
from screens.review.review import Review
from screens.running_app import App
from screens.shell.routes import ReviewRoute, StudentRoute
from screens.students.student_list import StudentList
from screens.words.catalogue import say
from tests.screens.give_doubles import every
from tests.screens.measure_forms import FORMS


@pytest.fixture
def records():
    return opened(clock=Clock())


def review(records, probe, width=1024):
    page = Page()
    page.width = width
    tab = Tab(page, App(records=records))
    tab.window.said = []
    tab.window.undo = []

    def notice(text, undo=None):
        tab.window.said.append(text)
        tab.window.undo.append(undo)

    tab.window.notice = notice
    tab.window.update = lambda *controls: None  # they are the ones shown
    tab.nav.go(ReviewRoute(probe))
    assert isinstance(tab.window.screen, Review)
    return tab


def shown(tab):
    return tab.window.page.views[0].controls[0]


def said(tab):
    return texts(shown(tab))


def tap(tab, name):
    """Tap what is called so: a button, a chip, or what a screen reader hears."""
    for control in every(shown(tab)):
        label = getattr(control, "label", None)
        content = getattr(control, "content", None)
        text = content.value if isinstance(content, ft.Text) else None
        if isinstance(control, ft.Semantics) and control.on_tap and label == name:
            control.on_tap()
            return
        if getattr(control, "on_click", None) and name in (text, getattr(control, "tooltip", 0)):
            control.on_click()
            return
    raise AssertionError((name, said(tab)))


def write(tab, label, text):
    [field] = [c for c in every(shown(tab)) if isinstance(c, ft.TextField) and c.label == label]
    field.value = text
    return field


def press(tab, *keys):
    for key in keys:
        tab.window.screen.key(SimpleNamespace(key=key))


def score(tab):
    [found] = [c for c in every(shown(tab)) if getattr(c, "identifier", None) == "score"]
    return found.content.value


def changes(records, probe):
    return [(c.what, c.item, c.after, c.fate) for c in records.history.changes(probe)]


@pytest.mark.parametrize("width", [360, 820, 1180])
def test_a_word_is_tapped_and_corrected_and_the_notice_takes_it_back(records, width):
    probe = kept(records, marks=[(2, "error")])
    tab = review(records, probe, width)
    assert score(tab) == "10\u00a0WCPM · 90.9\u00a0%"
    tap(tab, "word 3: w2, error")
    assert "Word 3 “w2”" in said(tab)
    tap(tab, "omission")
    assert tab.window.said == ["Word 3 “w2”: an error, now omission"]
    assert "w2 · omission" in said(tab)
    tap(tab, "word 3: w2, error")
    tap(tab, "not an error")
    assert score(tab) == "11\u00a0WCPM · 100\u00a0%"
    assert "As it was kept: 10\u00a0WCPM · 90.9\u00a0%" in said(tab)
    tab.window.undo[-1]()
    assert score(tab) == "10\u00a0WCPM · 90.9\u00a0%"
    assert tab.window.said[-1] == "Taken back."
    tap(tab, "word 6: w5")
    tap(tab, "Last word")
    assert score(tab) == "5\u00a0WCPM · 83.3\u00a0%"
    assert records.history.original(probe).score().rate == 10


def test_the_page_as_it_was_kept_is_a_tap_away_and_takes_none(records):
    probe = kept(records, marks=[(2, "error")])
    tab = review(records, probe)
    assert "Show as it was kept" not in said(tab)
    records.corrections.unmark(probe, 2)
    tab.window.draw()
    tap(tab, "Show as it was kept")
    tap(tab, "word 3: w2, error")
    assert tab.window.said == [say("review.kept.fixed")]
    tap(tab, "Show as it counts")
    tap(tab, "word 3: w2")


def test_leaving_out_asks_why_and_says_that_it_had_counted(records):
    probe = kept(records)
    tab = review(records, probe)
    tap(tab, "Leave out")
    tap(tab, "wrong child")
    assert "Left out: wrong child" in said(tab)
    assert "Left out later. It had counted as 11\u00a0WCPM · 100\u00a0%." in said(tab)
    tap(tab, "Count this score")
    assert "Left out: wrong child" not in said(tab)[:8]
    tap(tab, "Leave out")
    write(tab, "In your own words", "  ")
    write(tab, "In your own words", "  ").on_submit()
    assert tab.window.said[-1] == say("review.refused.no_reason")
    write(tab, "In your own words", "fire drill").on_submit()
    assert "Left out: fire drill" in said(tab)


def test_everything_else_is_said_in_panels_of_our_own(records):
    probe = kept(records, ended="finished")
    tab = review(records, probe)
    tap(tab, "Correct something else")
    tap(tab, "Ended after: 20 seconds")
    write(tab, "Seconds until it ended", "soon").on_submit()
    assert records.history.changes(probe) == []
    write(tab, "Seconds until it ended", "30").on_submit()
    assert score(tab) == "24\u00a0WCPM · 100\u00a0%"
    tap(tab, "Correct something else")
    tap(tab, "How it ended: finished")
    tap(tab, "time ran out")
    tap(tab, "Correct something else")
    tap(tab, "Time given: 60 seconds")
    write(tab, "Seconds on the clock", "30").on_submit()
    tap(tab, "Correct something else")
    tap(tab, "Day: Nov 24" if "Day: Nov 24" in said(tab) else "Day: today")
    write(tab, "Day it was given, month first", "11/20/2026").on_submit()
    tap(tab, "Correct something else")
    tap(tab, "Add a note")
    write(tab, "A note about this probe", "tired").on_submit()
    assert "“tired”" in said(tab)
    tap(tab, "Correct something else")
    tap(tab, "Student: pupil")
    write(tab, "Search students", "oth").on_change()
    assert "made_up" not in said(tab)  # a sample student's never leaves the device
    tap(tab, "other")
    assert "Student: pupil, now other" in said(tab)
    given = records.history.open(probe).administration
    assert (given.student, given.given_at[:10], given.seconds) == ("other", "2026-11-20", 30)
    tap(tab, "Done")
    assert tab.window.screen._student_id == "other"


def test_another_form_of_the_level_is_chosen_and_a_shorter_one_refused(records):
    probe = kept(records, marks=[(1, "error")])
    tab = review(records, probe)
    names = {form.id: form.title for form in records.forms.of("2")}
    assert {"F", "L", "S"} <= names.keys()
    panel = tab.window.screen._more._form()
    [row] = [c for c in every(panel.control) if isinstance(c, ft.Row) and c.wrap]
    buttons = dict(zip(names, (c.content.content for c in row.controls), strict=True))
    buttons["S"].on_click()
    assert tab.window.said[-1] == say("review.refused.form_too_short")
    buttons["L"].on_click()
    assert records.history.open(probe).administration.form.id == "L"
    tap(tab, "word 2: x1, error")


def test_by_keyboard_alone(records):
    probe = kept(records)
    tab = review(records, probe)
    press(tab, "Arrow Right", "Arrow Right")
    assert "Word 2 “w1”" in said(tab)
    press(tab, "2")
    assert changes(records, probe) == [("item", 1, "error", "stands")]
    press(tab, "Arrow Right", "Arrow Right", "Arrow Right", "l")
    assert changes(records, probe)[0] == ("last", None, 2, "stands")
    press(tab, "u")
    assert changes(records, probe)[1][3] == "taken back"
    press(tab, "Arrow Left", "Escape")
    assert tab.window.screen._panel is None
    tap(tab, "Leave out")
    press(tab, "u", "1", "l")  # they belong to the field
    assert len(changes(records, probe)) == 3
    press(tab, "Escape", "o", "Escape")
    assert tab.window.screen._student_id == "pupil"


def test_sounds_segments_and_problems(records):
    sounds = review(records, probe := kept(records, "nwf"))
    tap(sounds, "sound 2 of word 1: i")
    tap(sounds, "correct")
    tap(sounds, "word 1: mip")
    tap(sounds, "read as a whole")
    session = records.history.open(probe).administration.session()
    assert (session.sheet.words, session.marks[1].kind) == ({0: "whole"}, "credit")
    parts = review(records, probe := kept(records, "psf"))
    parts.window.screen._drag(3, 4)
    assert parts.window.said == ["t r in “trap”: correct"]
    tap(parts, "sound 2 of word 2: r, said with the sound before")
    tap(parts, "blank")
    assert records.history.open(probe).administration.session().marks == {}
    tap(parts, "word 1: fish")
    tap(parts, "Clear the word")
    assert parts.window.said[-1] == say("review.refused.no_change")
    sheet = review(records, probe := kept(records, "facts"))
    tap(sheet, "problem 1: 8 + 7")
    write(sheet, "What the student wrote: 23, 3R2, 4_5", "51").on_submit()
    assert "Problem 1: 8 + 7: wrote 51" in said(sheet)
    tap(sheet, "digit 1 of problem 2")
    tap(sheet, "in the wrong place")
    kinds = {
        i: m.kind for i, m in records.history.open(probe).administration.session().marks.items()
    }
    assert kinds[2] == "shifted"


def test_a_line_is_skipped_and_read_after_all(records):
    tab = review(records, kept(records))
    tap(tab, "to here: 4 words")
    tap(tab, "skipped")
    assert score(tab) == "7\u00a0WCPM · 100\u00a0%"
    tap(tab, "word 2: w1, skipped")
    tap(tab, "read")
    assert score(tab) == "11\u00a0WCPM · 100\u00a0%"


def test_the_log_takes_any_change_back_and_puts_it_back(records):
    probe = kept(records)
    first = records.corrections.mark(probe, 1, "error")
    records.corrections.last(probe, 5)
    tab = review(records, probe)
    tab.window.screen._take_back(first)
    assert "Taken back: Word 2 “w1”: an error" in said(tab)
    tap(tab, "Put back")
    assert score(tab) == "5\u00a0WCPM · 83.3\u00a0%"


def test_the_log_says_on_which_device_each_change_was_made(records):
    probe = kept(records)
    records.corrections.mark(probe, 1, "error")
    assert not any("Room 4 tablet" in one for one in said(review(records, probe)))
    records.store.put(("devices", "far", {"name": "Room 4 tablet"}))
    own = records.store.device
    records.store.maker = lambda table, row_id: "far" if table == "amendments" else own
    told = said(review(records, probe))
    assert [one for one in told if one.endswith(" · Room 4 tablet")]
    assert [one for one in told if one.endswith(" · Device devi, this device")]


def test_what_no_longer_fits_is_listed(records):
    probe = kept(records)
    form = records.corrections.form(probe, records.forms.get("L"))
    records.corrections.last(probe, 15)
    records.corrections.take_back(probe, form)
    tab = review(records, probe)
    assert say("review.fate.does_not_fit") in said(tab)
    assert "Last one: Word 11 “w10”, now Item 16, which this form lacks" in said(tab)


def test_a_probe_that_cannot_be_read_is_not_opened(records):
    tab = review(records, kept(records))
    tab.nav.go(ReviewRoute("gone"))
    assert tab.window.said == [say("review.refused.unreadable")]
    assert isinstance(tab.window.screen, Review)


def test_a_row_of_the_history_opens_its_probe(records):
    kept(records)
    tab = review(records, kept(records))
    tab.nav.go(StudentRoute("pupil"))
    rows = [c for c in every(shown(tab)) if isinstance(c, ft.TextButton)]
    first = next(c for c in rows if isinstance(c.content, ft.Row))
    first.on_click()
    assert isinstance(tab.window.screen, Review)


ODD = (None, True, -1, 10**9, "", "zz", "never", "9999-99-99")


@pytest.mark.parametrize("measure", sorted(FORMS))
def test_a_change_from_elsewhere_may_say_anything(measure, records):
    form = FORMS[measure]
    for what in ("item", "word", "answer", "extra", "steps", "line", "last", "end", "used", "x"):
        for before in ODD:
            for after in ODD:
                change = LoggedChange(
                    "a",
                    "stands",
                    what,
                    after if type(after) is int else None,
                    None,
                    before,
                    after,
                    "",
                    "",
                    None,
                    "",
                )
                assert change_text(change, form, records.clock.now().date(), lambda *_: "?")


def test_every_refusal_has_its_sentence():
    for why in Why.__args__:
        assert say(f"review.refused.{why.replace(' ', '_') or 'other'}")
    for how in END_OF.values():
        assert say(f"review.end.{how}")


def test_from_a_probe_of_a_student_who_is_not_here_one_comes_to_the_list(records):
    probe = kept(records)
    row = {**records.store.row("administrations", probe), "student": "elsewhere"}
    records.store.put(("administrations", "x", row))
    tab = review(records, "x")
    assert say("papers.nobody") in said(tab)
    tap(tab, "Done")
    assert isinstance(tab.window.screen, StudentList)


def test_a_list_tells_left_out_later_from_left_out_at_once(records):
    later, at_once, part = kept(records), kept(records, ended="interrupted"), kept(records)
    records.corrections.leave_out(later, "wrong child")
    entry = records.scores.entry
    assert flags(entry(later)) == [say("student.left_out_later")]
    assert flags(entry(at_once)) == [say("student.not_counted")]
    assert flags(entry(part)._replace(set="s", set_of=3)) == [
        say("student.set_part", place=1, of=3)
    ]
