"""What is sent of a control that changed makes the client's picture of it right again."""

from types import SimpleNamespace

import flet as ft
import msgpack
import pytest
from flet.controls.base_control import BaseControl
from flet.messaging.protocol import configure_encode_object_for_msgpack
from hypothesis import given, settings
from hypothesis import strategies as st

from screens.shell.flet_speed import patches
from tests.screens.measure_forms import FORMS, begun
from tests.screens.test_layouts import done_to, laid

encode = configure_encode_object_for_msgpack(BaseControl)


def packed(value):
    return msgpack.unpackb(msgpack.packb(value, default=encode), strict_map_key=False)


USED = (ft.Column, ft.Container, ft.GestureDetector, ft.ListView, ft.Row, ft.Semantics, ft.Text)
DEFAULTS = {kind.__name__: packed(kind._prop_defaults) for kind in USED}


def plain(value):
    """A picture without what is so anyway."""
    if isinstance(value, dict):
        usual = DEFAULTS.get(value.get("_c"), {})
        return {k: plain(v) for k, v in value.items() if v is not None and v != usual.get(k)}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


class Client:
    """What the client knows of a control and all that is in it, from what it was sent."""

    def __init__(self, control):
        self.control = control
        self.picture = packed(control)
        self.messages = self.whole = 0
        self.page = SimpleNamespace(update=self.update, session=SimpleNamespace(connection=self))

    def update(self, control):
        self.whole += 1
        self.picture = packed(self.control)

    def send_message(self, message):
        self.messages += 1
        ways, *operations = packed(message.body.patch)
        nodes = {}

        def number(node, at):
            nodes[node[0]] = at
            for name, inner in (node[1] if len(node) > 1 else {}).items():
                number(inner, at[name])

        number(ways, found(self.picture, message.body.id))
        for replace, node, name, value in operations:
            assert replace == 0
            nodes[node][name] = value

    @property
    def right(self):
        return plain(self.picture) == plain(packed(self.control))


def found(picture, number):
    """The picture of the control with this number."""
    if isinstance(picture, dict):
        if picture.get("_i") == number:
            return picture
        picture = list(picture.values())
    inside = (found(inner, number) for inner in picture if isinstance(inner, dict | list))
    return next(filter(None, inside), None)


@pytest.mark.parametrize("measure", FORMS)
@settings(max_examples=25)
@given(data=st.data())
def test_a_layout_looks_right_after_any_touches(measure, data):
    session = begun(measure)
    layout = laid(session)
    client = Client(layout.column)
    for _ in range(data.draw(st.integers(1, 4))):
        session = data.draw(done_to(session))
        for control in layout.show(session):
            patches.send(client.page, control)
    assert client.right
    assert client.whole == 0


def test_nothing_is_sent_of_what_did_not_change():
    text = ft.Text("one", size=20)
    client = Client(text)
    text.value, text.size = "one", 20
    patches.send(client.page, text)
    assert client.messages == client.whole == 0


def test_back_to_its_default_is_a_change_too():
    box = ft.Container(ft.Text("one"), bgcolor="red")
    client = Client(box)
    box.bgcolor = None
    patches.send(client.page, box)
    patches.send(client.page, box)
    assert client.messages == 1
    assert client.picture["bgcolor"] is None


def test_what_is_isolated_is_sent_by_itself():
    class Still(ft.Row):
        def is_isolated(self):
            return True

    figure = ft.Text("1")
    still = Still([figure])
    box = ft.Container(still)
    client = Client(box)
    figure.value = "2"
    patches.send(client.page, box)
    assert client.messages == 0
    patches.send(client.page, still)
    assert client.messages == 1
    assert client.right


@pytest.mark.parametrize("how", ["other content", "one more", "one less", "another", "a handler"])
def test_what_was_built_anew_is_left_to_flet(how):
    row = ft.Row([ft.Text("one"), ft.Text("two")])
    box = ft.GestureDetector(content=ft.Container(row))
    client = Client(box)
    match how:
        case "other content":
            box.content.content = ft.Text("three")
        case "one more":
            row.controls.append(ft.Text("three"))
        case "one less":
            row.controls.pop()
        case "another":
            row.controls[0] = ft.Text("three")
        case "a handler":
            box.on_tap = print
    patches.send(client.page, box)
    assert (client.whole, client.messages) == (1, 0)
