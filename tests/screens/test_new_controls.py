"""What a new control holds is found as Flet itself finds it."""

import flet as ft
import pytest
from flet.controls.base_control import BaseControl
from flet.controls.object_patch import DiffBuilder

from screens.giving.layouts.layout import Room
from screens.parts.theme import DARK, LIGHT
from screens.shell.flet_speed import new_controls
from tests.screens.measure_forms import FORMS, begun
from tests.screens.test_layouts import laid


def found(walk, control, parent):
    """Each control found, with its parent, and whether nothing is left to be sent again."""
    builder = DiffBuilder(None, None, control_cls=BaseControl)
    return {
        each._i: (each.parent, dict(each._dirty))
        for each in walk(builder, control, parent, frozen=False)
    }


@pytest.mark.parametrize("phone", [True, False])
@pytest.mark.parametrize("measure", FORMS)
def test_the_same_controls_with_the_same_parents(measure, phone):
    room = Room(palette=DARK if phone else LIGHT, size=28, width=338 if phone else 978, phone=phone)
    page = ft.Container()
    one = laid(begun(measure), room).column
    quick = found(new_controls._configure, one, page)
    assert len(quick) > len(FORMS[measure].items)
    assert quick == found(new_controls._walk, one, page)


@pytest.mark.parametrize(
    "control",
    [
        ft.Tabs(length=1, content=ft.TabBar(tabs=[ft.Tab(label="A", icon=ft.Icon(ft.Icons.ADD))])),
        ft.TextField(prefix=ft.Text("a"), suffix=ft.Row([ft.Text("b"), ft.Container()])),
        ft.SnackBar(ft.Text("Kept"), action=ft.SnackBarAction(label="Undo")),
        ft.Text(spans=[ft.TextSpan("a", style=ft.TextStyle(color="red")), ft.TextSpan("b")]),
        ft.ListView([ft.Dropdown(options=[ft.dropdown.Option("a", content=ft.Text("A"))])]),
        ft.Container(tooltip=ft.Tooltip(message="x"), data={"of": [ft.Text("its own")]}),
        ft.NavigationBar(destinations=[ft.NavigationBarDestination(icon=ft.Icon(i)) for i in "ab"]),
    ],
    ids=lambda control: type(control).__name__,
)
def test_controls_in_lists_in_values_and_in_properties(control):
    page = ft.Container()
    assert found(new_controls._configure, control, page) == found(new_controls._walk, control, page)
