"""What fingers and keys do while a probe is given."""

import flet as ft
import pytest

from probes.giving.session import Phase
from screens.giving.tap_modes import Taps
from screens.parts.pads import Pad
from screens.parts.theme import LIGHT
from screens.shell.number_pad import plain_key
from screens.shell.routes import ResultRoute
from tests.screens.give_doubles import WIDTHS, Giving, every
from tests.screens.measure_forms import FORMS

FIGURES = [
    ("orf", "oral", {"errors": "1 error"}),
    ("lnf", "oral", {"errors": "1 error"}),
    ("nwf", "oral", {"credits": "1 sound", "words": "0 words"}),
    ("psf", "oral", {"segments": "1 segment"}),
    ("facts", "paper", {"digits": "1 digit", "errors": "1 error"}),
]


@pytest.mark.parametrize(("measure", "mode", "figures"), FIGURES)
def test_the_header_shows_what_the_measure_counts(measure, mode, figures):
    giving = Giving(measure, mode=mode)
    giving.give.tap_item(1)
    assert {name: giving.named(name).label for name in figures} == figures
    shown = {getattr(c, "identifier", None) for c in every(giving.screen)}
    assert ("rate" in shown) == (mode == "oral")


def test_the_rate_changes_with_a_tap_and_with_a_second_not_between():
    giving = Giving("orf")
    rate = giving.named("rate")
    giving.clock.pass_ms(10_000)
    giving.give.tap_item(4)
    assert rate.label == "so far 24+ WCPM"
    giving.clock.pass_ms(900)
    giving.give._clock.show()
    assert rate.label == "so far 24+ WCPM"
    giving.clock.pass_ms(100)
    giving.give._clock.show()
    assert rate.label == "so far 21+ WCPM"
    giving.give.tap_item(3)
    assert rate.label == "so far 16+ WCPM"


@pytest.mark.parametrize("size", WIDTHS)
@pytest.mark.parametrize("measure", FORMS)
def test_pads_are_those_of_the_measure(measure, size):
    giving = Giving(measure, mode="paper" if measure in ("facts", "comp") else "oral", size=size)
    labels, session = giving.labels(), giving.session
    assert ("Wait" in labels) == (measure not in ("facts", "comp"))
    assert ("Skipped line" in labels) == session.measure.line_skips
    assert ("Missing" in labels) == (session.measure.marked == "digits")
    assert ("Enter" in labels) == (session.measure.marked == "digits")
    reminders = [label for label in labels if label and label.startswith("Reminded")]
    assert len(reminders) == len(session.measure.reminders)


def test_each_reminder_is_given_once():
    giving = Giving("lnf")
    giving.tap("Reminded: names")
    assert giving.session.reminded == {"say names"}
    assert "Reminded: names" not in giving.labels()
    assert "Reminded: try each" in giving.labels()
    giving.press("R", "R")
    assert giving.session.reminded == {"say names", "try each"}


MARKED_AT_A_WAIT = [
    ("lnf", "house", "supplied"),
    ("qd", "house", "omission"),
    ("wrf", "supplied", "supplied"),
    ("nwf", "supplied", "credit"),
    ("psf", "house", "credit"),
]


@pytest.mark.parametrize(("measure", "rules", "kind"), MARKED_AT_A_WAIT)
def test_what_is_tapped_at_a_wait_is_marked_as_the_help_says(measure, rules, kind):
    giving = Giving(measure, profile=rules)
    giving.tap("Wait")
    giving.give.tap_item(0)
    assert giving.kinds() == {0: kind}


def test_counting_is_helped_once():
    giving = Giving("oc")
    for item in (0, 4):
        giving.tap("Wait")
        giving.give.tap_item(item)
    assert giving.kinds() == {0: "supplied", 4: "error"}


def test_credits_have_a_result_without_a_last_word():
    giving = Giving("nwf")
    giving.give.tap_item(0)
    giving.time_up()
    assert giving.status == "Time’s up. Mark what is left, then tap To the result."
    assert {"Last sound", "Undo"} <= set(giving.labels())
    giving.give.tap_item(1)
    giving.tap("To the result")
    assert giving.routes == [ResultRoute()]
    assert giving.session.last is None
    assert giving.kinds() == {0: "credit", 1: "credit"}


def test_the_last_sound_may_be_set_on_the_word():
    giving = Giving("nwf")
    giving.time_up()
    giving.press("L")
    giving.give.tap_group(0)
    assert (giving.session.last, giving.routes) == (2, [])  # the bracket is seen first
    giving.wait_for_the_result()
    assert giving.routes == [ResultRoute()]


def test_what_is_done_while_the_bracket_is_seen_keeps_the_screen():
    giving = Giving("nwf")
    giving.time_up()
    giving.press("L")
    giving.give.tap_group(0)
    giving.press("U")
    giving.wait_for_the_result()
    assert giving.routes == []


def test_errors_need_a_last_item():
    giving = Giving("ni")
    giving.time_up()
    assert giving.status == "Time’s up. Mark what is left, then tap Last number."
    assert "To the result" not in giving.labels()


def test_a_paper_is_marked_after_its_last_problem_is_known():
    giving = Giving("facts", mode="paper")
    giving.time_up()
    giving.tap("Last problem")
    giving.give.tap_group(1)
    assert (giving.session.last, giving.routes) == (2, [])
    giving.give.tap_item(0)
    giving.tap("To the result")
    assert (giving.kinds(), giving.routes) == ({0: "error"}, [ResultRoute()])


def test_a_mode_says_what_is_wrong_and_stays():
    giving = Giving("facts", mode="paper")
    giving.tap("Missing")
    giving.give.tap_item(0)
    giving.tap("Extra")
    giving.give.tap_item(2)
    giving.tap("Shifted")
    giving.give.tap_item(3)
    assert giving.kinds() == {0: "missing", 3: "shifted"}
    assert giving.session.sheet.extras == {1: 1}
    assert giving.give.taps is Taps.SHIFTED


def test_a_digit_held_takes_one_pad_and_the_mode_stays_what_it_was():
    giving = Giving("facts", mode="paper")
    giving.give.layout.items[1].control.on_long_press()
    assert giving.status == "Digit 2 of problem 1: what is it?"
    giving.tap("Missing")
    assert giving.kinds() == {1: "missing"}
    assert (giving.give.digit, giving.give.taps) == (None, Taps.MARK)
    giving.give.tap_item(0)
    assert giving.kinds() == {0: "error", 1: "missing"}


def test_what_was_written_is_entered_problem_after_problem():
    giving = Giving("facts", mode="paper", size="phone")
    giving.tap("Enter")
    giving.give.tap_group(0)
    for label in ("enter 1", "enter 4", "enter 4", "Erase", "enter 6"):
        giving.tap(label)
    assert giving.named("written").label == "written: 146"
    giving.tap("Next")
    assert giving.session.sheet.answers == {0: "146"}
    giving.tap("Left out")
    assert giving.session.sheet.answers == {0: "146", 1: ""}
    giving.press("1", "2", "Enter")
    assert giving.session.sheet.answers == {0: "146", 1: "", 2: "12"}
    assert giving.give.entry.group is None  # there are no more
    assert "Undo" in giving.labels()


def test_the_pads_to_enter_stay_the_same_and_keep_what_they_have_when_drawn_anew():
    giving = Giving("facts", mode="paper")
    giving.tap("Enter")
    giving.give.tap_group(0)
    [pad] = [c for c in every(giving.screen) if getattr(c, "label", None) == "enter 1"]
    giving.tap("Next")
    assert any(c is pad for c in every(giving.screen))
    giving.tap("enter 7")
    giving.screen = giving.give.build()
    assert giving.named("written").label == "written: 7"
    giving.tap("Close")
    assert giving.session.sheet.answers == {1: "7"}


def test_nothing_entered_changes_nothing():
    giving = Giving("facts", mode="paper")
    giving.tap("Enter")
    giving.give.tap_group(0)
    giving.tap("Next")
    giving.tap("Close")
    assert [type(event).__name__ for event in giving.session.events] == ["Start"]


def test_a_remainder_can_be_entered_once_and_only_where_something_is_divided():
    giving = Giving("comp", mode="paper")
    giving.tap("Enter")
    giving.give.tap_group(0)
    giving.press("3", "R", "R", "1", "Enter")
    assert giving.session.sheet.answers == {0: "3R1"}
    giving.press("1", "R", "0", "Enter")
    assert giving.session.sheet.answers == {0: "3R1", 1: "10"}


@pytest.mark.parametrize(("rules", "asked"), [("house", False), ("steps-counted", True)])
def test_steps_are_asked_for_where_they_count(rules, asked):
    giving = Giving("comp", mode="paper", profile=rules)
    giving.tap("Enter")
    giving.give.tap_group(1)  # 46 × 23: 138 and 920
    label = "Right digits in the steps −"
    [row] = [c for c in every(giving.screen) if isinstance(c, ft.Row) and c.wrap and c.controls]
    assert row.visible == asked
    if asked:
        giving.tap(label)
        giving.tap("Wrong ones +")
        giving.tap("Close")
        [steps] = giving.session.sheet.steps.values()
        assert (steps.right, steps.wrong) == (5, 1)


def test_a_drag_is_one_segment_and_nothing_while_stop_asks():
    giving = Giving("psf")
    giving.give.drag(1, 2)
    assert {i: m.through for i, m in giving.session.marks.items()} == {1: 2}
    giving.give.stopping.stop()
    giving.give.drag(3, 4)
    giving.give.tap_group(1)
    giving.give.tap_item(0)
    assert len(giving.session.marks) == 1


def test_several_sounds_are_one_segment_by_keyboard_too():
    giving = Giving("psf")
    giving.press("Arrow Right", "Arrow Right")
    giving.press("Arrow Right", "Arrow Right", shift=True)  # the word ends here
    giving.press("Enter")
    assert {i: m.through for i, m in giving.session.marks.items()} == {1: 2}


def test_keys_say_what_is_wrong_with_a_digit_and_mark_a_whole_problem():
    giving = Giving("facts", mode="paper")
    giving.press("Arrow Right", "2", "Enter", "1", "Arrow Right", "Arrow Right", "A")
    assert giving.kinds() == {0: "missing", 2: "error"}
    giving.press("w", "k", " ")  # nobody waits beside a paper, and no line is skipped
    assert giving.session.waiting is None
    assert giving.kinds() == {0: "missing", 2: "error"}


def test_the_suggestion_says_which_rule_is_met():
    giving = Giving("lnf")
    for item in range(6):
        giving.give.tap_item(item)
    assert giving.status == "Nothing right so far. Stop here?"
    giving.tap("Go on")
    assert "Stop here" not in giving.labels()


def test_after_stop_the_numbers_answer():
    giving = Giving("lnf")
    giving.clock.pass_ms(9_000)
    giving.press("S")
    giving.clock.pass_ms(900)
    giving.press("1")
    assert giving.session.phase is Phase.CLOSING
    assert giving.routes == [ResultRoute()]


STOPPED = ["Finished", "Stopping rule", "Interrupted", "Go on"]


@pytest.mark.parametrize(
    ("measure", "mode", "rule"),
    [("lnf", "oral", True), ("psf", "oral", True), ("oc", "oral", False),
     ("facts", "oral", False), ("facts", "paper", False), ("comp", "tablet", False)],
)  # fmt: skip
@pytest.mark.parametrize("size", WIDTHS)
def test_stop_offers_a_rule_only_where_there_is_one(measure, mode, rule, size):
    giving = Giving(measure, mode=mode, size=size)
    giving.press("S")
    giving.clock.pass_ms(900)
    giving.give.show_changes()
    offered = [label.split(":")[0] for label in giving.labels()]
    expected = [name for name in STOPPED if rule or name != "Stopping rule"]
    assert [name for name in offered if name in STOPPED] == expected
    giving.press(str(expected.index("Go on") + 1))
    assert giving.sitting.stopped_ms is None


def test_after_the_clock_the_next_step_has_the_last_row_of_a_phone_for_itself():
    giving = Giving("comp", mode="paper", size="phone")
    giving.time_up()
    giving.tap("Last problem")
    giving.give.tap_item(0)
    rows = [c for c in every(giving.screen) if isinstance(c, ft.Row)]
    [last] = [
        [c.label for c in row.controls]
        for row in rows
        if any(getattr(c, "label", None) == "To the result" for c in row.controls)
    ]
    assert last == ["To the result"]
    assert {"Enter", "Undo"} < set(giving.labels())


def test_a_skipped_line_takes_no_mark_from_a_sound_a_word_or_a_drag():
    giving = Giving("nwf")
    giving.tap("Skipped line")
    giving.give.tap_group(0)
    assert giving.session.skipped == {0}
    for touch in (giving.give.tap_item, giving.give.tap_group):
        touch(0)
    giving.give.drag(0, 1)
    assert giving.session.marks == {}
    assert len(giving.window.said) == 3


def test_a_pads_name_may_differ_from_its_text():
    assert Pad(LIGHT, "_", print, label="enter a blank").control.label == "enter a blank"


def test_a_double_tap_on_the_last_pad_leaves_it_chosen():
    giving = Giving("ni")
    giving.time_up()
    giving.tap("Last number")
    giving.tap("Last number")
    assert giving.give.taps is Taps.LAST
    giving.clock.pass_ms(400)
    giving.tap("Last number")
    assert giving.give.taps is Taps.MARK


def test_what_does_not_count_is_not_said_to_have_its_score():
    giving = Giving("ni")
    giving.give.stopping.stop()
    giving.clock.pass_ms(400)
    giving.give.stopping.interrupt()
    giving.give.show_changes()
    assert giving.status.startswith("This score is left out.")


def test_a_sheet_with_nothing_marked_asks_once_whether_all_is_right():
    giving = Giving("facts", mode="paper")
    giving.clock.pass_ms(30_000)
    giving.press("S", "1")
    assert giving.routes == []
    assert giving.status == "Nothing is marked. Is every answer right?"
    giving.tap("All right")  # the second tap of a double tap on Finished
    assert giving.routes == []
    giving.clock.pass_ms(1_000)
    giving.tap("Mark errors first")
    assert "All right" not in giving.labels()
    giving.tap("To the result")
    assert giving.routes == [ResultRoute()]


@pytest.mark.parametrize("key", ["1", "2"])
def test_a_marked_sheet_and_one_stopped_by_an_interruption_ask_nothing(key):
    giving = Giving("facts", mode="paper")
    if key == "1":
        giving.give.tap_item(0)
    giving.clock.pass_ms(30_000)
    giving.press("S", key)
    assert giving.routes == [ResultRoute()]


def test_escape_goes_on_after_a_stop():
    giving = Giving("facts", mode="paper")
    giving.clock.pass_ms(30_000)
    giving.press("S")
    assert giving.sitting.stopped_ms is not None
    giving.press("Escape")
    assert giving.sitting.stopped_ms is None
    assert giving.routes == []


def test_what_was_corrected_by_keyboard_goes_to_the_result_by_keyboard():
    giving = Giving("orf")
    giving.clock.pass_ms(30_000)
    giving.press("Escape")  # while the clock runs it means nothing
    giving.press("S", "1")
    assert giving.routes == [ResultRoute()]
    giving.press("Arrow Right", "Enter")  # Enter marks, where a word is selected
    assert (giving.kinds(), giving.routes) == ({0: "error"}, [ResultRoute()])
    giving.press("Escape")
    assert giving.routes == [ResultRoute(), ResultRoute()]


def test_all_right_is_the_next_step():
    giving = Giving("facts", mode="paper")
    giving.clock.pass_ms(30_000)
    giving.press("S", "1")
    giving.clock.pass_ms(1_000)
    giving.press("2")
    assert giving.routes == [ResultRoute()]


@pytest.mark.parametrize(
    ("key", "plain"),
    [
        ("Numpad 0", "0"),
        ("Numpad 9", "9"),
        ("Numpad Enter", "Enter"),
        ("Numpad Subtract", "-"),
        ("Numpad Decimal", "."),
        ("5", "5"),
        ("Enter", "Enter"),
        ("Arrow Left", "Arrow Left"),
    ],
)
def test_the_number_pad_says_what_other_keys_say(key, plain):
    assert plain_key(key) == plain
