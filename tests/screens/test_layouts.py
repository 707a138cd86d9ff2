"""Each layout shows the session, and says what it changed and nothing else."""

from dataclasses import replace

import flet as ft
import pytest
from hypothesis import given
from hypothesis import strategies as st

from probes.forms import early_forms
from probes.giving import events
from probes.giving.session import OutOfTurn, apply, new
from probes.measures.measure import MEASURES
from screens.giving.give import LAYOUTS
from screens.giving.layouts import problem_sheet
from screens.giving.layouts.chips import NARROW
from screens.giving.layouts.item import FLAG
from screens.giving.layouts.layout import SCROLLBAR, Room
from screens.giving.marking import of_drag, of_item, of_problem, of_word
from screens.giving.tap_modes import Taps
from screens.parts.theme import LIGHT, TARGET, WORD
from tests.probes.form_texts import TEXTS
from tests.probes.probe_sheets import problems
from tests.screens.measure_forms import FORMS, begun, step

PHONE = Room(palette=LIGHT, size=28, width=338, phone=True)
TABLET = Room(palette=LIGHT, size=28, width=978, phone=False)


class Handler:
    """Keeps what it is told."""

    def __init__(self):
        self.told = []

    def __getattr__(self, name):
        return lambda *what: self.told.append((name, *what))


def laid(session, room=TABLET, handler=None):
    return LAYOUTS[session.measure.layout](session, room, handler or Handler())


def parts(layout):
    return [*layout.items, *layout.groups, *layout.counts]


def labels(layout):
    return [part.control.label for part in parts(layout)]


DRAWN = ("value", "visible", "color", "style", "bgcolor", "border", "gradient", "margin", "opacity")


def look(control):
    """What is drawn of a control and all that is in it."""
    inside = [getattr(control, "content", None), *(getattr(control, "controls", None) or [])]
    return (
        [getattr(control, name, None) for name in DRAWN],
        [look(child) for child in inside if isinstance(child, ft.Control)],
    )


def looks(layout):
    """What is drawn of each part."""
    return [look(part.control.content) for part in parts(layout)]


@st.composite
def done_to(draw, session):
    """A session after some more of anything that may be done to it."""
    form = session.form
    digits = session.measure.marked == "digits"
    at_ms = session.at_ms
    for _ in range(draw(st.integers(1, 3))):
        item = draw(st.integers(0, len(form.items) - 1))
        line, group = form.line_of(item), form.group_of(item)
        tap = of_item(session, item, draw(st.sampled_from([*Taps][:4])), "error")
        last = form.group(group)[-1] if form.groups else item
        touches = [(tap.what, tap.fields), (events.Reached, {"item": item}), (events.Undo, {})]
        touches += [(events.SkipLine, {"line": line}), (events.UnskipLine, {"line": line})]
        touches.append((events.Last, {"item": item}))
        if digits:
            problem = of_problem(session, group, Taps.MISSING)
            touches.append((problem.what, problem.fields))
            touches.append((events.Answer, {"group": group, "text": "12"}))
        elif form.groups:
            word, drag = of_word(session, group), of_drag(item, last)
            touches += [(word.what, word.fields), (drag.what, drag.fields)]
        what, fields = draw(st.sampled_from(touches))
        at_ms += draw(st.sampled_from([10, 25_000]))
        try:
            session = apply(session, what(at_ms=at_ms, **fields))
        except OutOfTurn:
            continue
    return session


@given(st.data(), st.sampled_from(tuple(FORMS)), st.sampled_from([PHONE, TABLET]))
def test_what_is_shown_step_by_step_is_what_would_be_shown_at_once(data, measure, room):
    session = begun(measure)
    layout = laid(session, room)
    for _ in range(data.draw(st.integers(1, 4))):
        before = looks(layout)
        session = data.draw(done_to(session))
        chosen = data.draw(st.integers(0, len(session.form.items) - 1))
        changed = layout.show(session, range(chosen, chosen + 1))
        for part, was, is_now in zip(parts(layout), before, looks(layout), strict=True):
            if was != is_now:
                assert any(control is part.control for control in changed)
    fresh = laid(session, room)
    fresh.show(session, range(chosen, chosen + 1))
    assert labels(layout) == labels(fresh)
    assert looks(layout) == looks(fresh)


@pytest.mark.parametrize("measure", FORMS)
def test_a_tap_changes_one_part(measure):
    session = begun(measure)
    layout = laid(session)
    assert layout.show(session) == []
    changed = layout.show(step(session, of_item(session, 1, Taps.MARK, "error")))
    assert changed == [layout.items[1].control]


NAMES = [
    ("orf", 0, "word 1: brown"),
    ("wrf", 5, "word 6: last"),
    ("lnf", 0, "letter 1: m"),
    ("lsf", 2, "letter 3: t"),
    ("ni", 1, "number 2: 17"),
    ("oc", 4, "number 5: 5"),
    ("qd", 0, "pair 1: 7 12, answer 12"),
    ("mn", 1, "row 2: 7 8 _, answer 9"),
    ("nwf", 3, "sound 1 of word 2: ch"),
    ("psf", 4, "sound 2 of word 2: r"),
    ("facts", 1, "digit 2 of problem 1"),
]


@pytest.mark.parametrize(("measure", "item", "name"), NAMES)
def test_each_item_has_its_name_and_says_when_it_is_marked(measure, item, name):
    session = begun(measure)
    layout = laid(session)
    assert layout.items[item].control.label == name
    state = {"credits": "credit", "segments": "credit"}.get(MEASURES[measure].marked, "error")
    layout.show(step(session, of_item(session, item, Taps.MARK, "error")))
    assert layout.items[item].control.label == f"{name}, {state}"


def test_groups_say_what_they_are_and_what_was_said_of_them():
    problems, words = laid(begun("facts")), laid(begun("nwf"))
    assert problems.groups[0].control.label == "problem 1: 8 + 7"
    assert words.groups[1].control.label == "word 2: choz"
    session = begun("facts")
    for group, taps in ((0, Taps.EXTRA), (1, Taps.MISSING)):
        session = step(session, of_problem(session, group, taps))
    session = apply(session, events.Answer(group=2, text="13", at_ms=2_000))
    problems.show(session)
    assert [group.control.label for group in problems.groups] == [
        "problem 1: 8 + 7, +1 extra",
        "problem 2: 3 + 4, left out",
        "problem 3: 6 + 6, wrote 13",
    ]
    words.show(step(begun("nwf"), of_word(begun("nwf"), 1)))
    assert words.groups[1].control.label == "word 2: choz, whole"


def test_sounds_said_as_one_are_told_apart_from_sounds_said_alone():
    layout = laid(begun("psf"))
    layout.show(step(begun("psf"), of_drag(1, 2)))
    assert [part.control.label for part in layout.items[:3]] == [
        "sound 1 of word 1: f",
        "sound 2 of word 1: i, credit",
        "sound 3 of word 1: sh, said with the sound before",
    ]


def detectors(control):
    """Every gesture detector in a control."""
    found = [control] if isinstance(control, ft.GestureDetector) else []
    inside = [getattr(control, "content", None), *(getattr(control, "controls", None) or [])]
    for child in inside:
        if isinstance(child, ft.Control):
            found += detectors(child)
    return found


class At:
    """An event of a finger at so many pixels from a row's left."""

    def __init__(self, x):
        self.local_position = ft.Offset(x, 10)


@pytest.mark.parametrize(
    ("down", "up", "told"),
    [
        (0.9, 2.5, ("drag", 0, 2)),
        (2.5, -4, ("drag", 0, 2)),
        (1.2, 1.9, ("tap_item", 1)),
        (1.5, 99, ("drag", 1, 2)),
    ],
)
@pytest.mark.parametrize("room", [PHONE, TABLET], ids=["phone", "tablet"])
def test_a_drag_covers_the_chips_from_where_it_came_down_to_where_it_lifted(room, down, up, told):
    handler = Handler()
    layout = laid(begun("psf"), room, handler)
    row = next(d for d in detectors(layout.column) if d.on_horizontal_drag_end is not None)
    row.on_horizontal_drag_down(At(down * layout.chip))
    row.on_horizontal_drag_end(At(up * layout.chip))
    assert handler.told == [told]


def test_a_row_of_chips_takes_no_drag_that_scrolls():
    for detector in detectors(laid(begun("nwf")).column):
        assert detector.on_vertical_drag_end is detector.on_pan_end is None


@pytest.mark.parametrize("measure", FORMS)
@pytest.mark.parametrize("room", [PHONE, TABLET], ids=["phone", "tablet"])
def test_every_tap_is_told_once_and_is_large_enough(measure, room):
    handler = Handler()
    layout = laid(begun(measure), room, handler)
    for part in parts(layout):
        part.control.on_tap()
        part.control.content.on_tap()
    names = {"items": "tap_item", "groups": "tap_group", "counts": "tap_count"}
    expected = [
        (name, number)
        for group, name in names.items()
        for number in range(len(getattr(layout, group)))
        for _ in range(2)
    ]
    assert handler.told == expected
    for part in parts(layout):
        box = part.control.content.content
        if box.height is not None:
            assert box.height >= WORD
        if box.width is not None:
            digits = layout.session.measure.marked == "digits"  # in the columns of the paper
            assert box.width >= (problem_sheet.NARROW if digits else NARROW)
    assert TARGET >= WORD


@pytest.mark.parametrize(("measure", "across"), [("lnf", 3), ("qd", 2), ("wrf", 2)])
def test_a_line_stays_whole_where_there_is_room(measure, across):
    layout = laid(begun(measure))
    assert [layout.row_of(item) for item in range(across + 1)] == [0] * across + [1]


def test_a_line_too_long_for_a_phone_goes_on_in_even_rows():
    ten = replace(FORMS["lnf"], items=tuple("abcdefghij"), lines=(0,))
    layout = laid(new(ten, MEASURES["lnf"]), PHONE)
    [line] = layout.rows()
    cells, count = line.content.controls
    assert [len(row.controls) for row in cells.controls] == [5, 5]
    assert count is layout.counts[0].control


def test_letters_a_little_smaller_save_a_row_on_a_phone():
    """At 28 px only four numbers of three digits fit; at 26 five do, and ten take two rows."""
    numbers = replace(FORMS["ni"], items=tuple(str(n) for n in range(91, 101)), lines=(0,))
    layout = laid(new(numbers, MEASURES["ni"]), PHONE)
    [line] = layout.rows()
    cells, _ = line.content.controls
    assert [len(row.controls) for row in cells.controls] == [5, 5]


@pytest.mark.parametrize("measure", ["nwf", "psf"])
@pytest.mark.parametrize("screen", [320, 360, 480])
def test_every_chip_is_in_sight_on_the_smallest_phone(measure, screen):
    form = early_forms.form(measure, "1", 1, TEXTS)
    layout = laid(new(form, MEASURES[measure]), replace(PHONE, width=screen - 22))
    for line in layout.rows():
        words = line.content.controls[0].controls if layout._beside else line.content.controls[:-1]
        for word in words:
            head, sounds = word.controls
            chips = [chip.content.content.width for chip in sounds.content.controls]
            beside = head.content.content.width if isinstance(word, ft.Row) else 0
            assert min(chips) >= NARROW
            assert beside + sum(chips) <= layout.room.width - SCROLLBAR


def test_the_remainder_stands_apart():
    layout = laid(begun("comp"))
    assert str(look(layout.column)).count("'R'") == 1


def test_parts_that_overlap_and_a_word_repeated_say_so():
    layout = laid(begun("psf"))
    session = step(begun("psf"), of_drag(0, 1))
    layout.show(step(session, of_drag(1, 2)))
    assert [part.control.label for part in layout.items[:3]] == [
        "sound 1 of word 1: f, credit",
        "sound 2 of word 1: i, credit, in two parts",
        "sound 3 of word 1: sh, said with the sound before",
    ]
    layout.show(step(session, of_drag(0, 2)))
    assert layout.items[1].control.label.endswith("the word repeated, no credit")


@pytest.mark.parametrize(("room", "across"), [(PHONE, 5), (TABLET, 5)], ids=["phone", "tablet"])
def test_papers_are_scored_in_the_columns_they_are_printed_in(room, across):
    ten = problems(*["8 + 7"] * 10, measure="facts", a_line=5)
    layout = laid(new(ten, MEASURES["facts"]), room)
    assert layout.starts == ten.groups[::across]


def test_the_count_of_a_line_that_wraps_stands_at_its_last_piece():
    line = replace(FORMS["orf"], items=("some",) * 6, lines=(0,))
    layout = laid(new(line, MEASURES["orf"]), PHONE)
    [row] = layout.rows()
    words, count = row.controls
    assert row.vertical_alignment == ft.CrossAxisAlignment.END
    assert count is layout.counts[0].control
    assert min(len(piece.controls) for piece in words.controls) > 1


def test_flags_have_one_size_whatever_the_width_of_the_word():
    line = replace(FORMS["orf"], items=("a", "somewhere"), lines=(0,))
    layout = laid(new(line, MEASURES["orf"]))
    session = new(line, MEASURES["orf"])
    for item in (0, 1):
        session = apply(session, events.Start()) if not item else session
        session = apply(session, events.Mark(item=item, at_ms=1))
    layout.show(session)
    reach = [item._short * item._box.gradient.radius for item in layout.items]
    assert reach == pytest.approx([FLAG, FLAG])
