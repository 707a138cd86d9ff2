"""A box to tick says what it is for in full, however narrow the screen and long the name."""

import re
from pathlib import Path

import flet as ft

from screens.parts.controls import ticked
from screens.parts.theme import LIGHT

SCREENS = Path(__file__).parents[2] / "screens"


def test_its_words_go_on_in_another_line_where_the_room_ends():
    box = ticked(LIGHT, "Theodora von Hohenfels", 208, value=True, on_change=print)
    assert isinstance(box.label, ft.Text)
    assert box.label.width == 160, "with the box itself"
    assert not box.label.no_wrap


def test_no_screen_makes_one_whose_words_are_cut():
    labelled = re.compile(r"ft\.Checkbox\((?!value=|label=label)")
    found = [one.name for one in SCREENS.rglob("*.py") if labelled.search(one.read_text("utf-8"))]
    assert found == []
