"""Which bytes are an event, on every device alike."""

import pytest

from store.event import DEEPEST, decode, decode_many, is_too_deep

GOOD = b'[1,"students","s1",{"name":"Zebedee"}]'


def nested(deep: int) -> bytes:
    """Return the bytes of an event with lists nested that deep."""
    lists = deep - 2  # in the array, and in the fields
    return b'[1,"students","s1",{"tags":' + b"[" * lists + b"]" * lists + b"}]"


@pytest.mark.parametrize("deep", [DEEPEST + 1, 950, 30_000])
def test_what_is_nested_without_end_is_no_event(deep):
    assert decode(nested(deep)) is None
    assert decode_many([GOOD, nested(deep), GOOD], "x") == [decode(GOOD), None, decode(GOOD)]


@pytest.mark.parametrize("open_", [b"[" * (DEEPEST - 1), b'[{"x":' * (DEEPEST // 2 - 1)])
def test_what_is_left_open_in_many_is_not_too_deep_together(open_):
    left_open = [open_ + b"1"] * 600
    assert decode_many([GOOD, *left_open, GOOD], "x") == [decode(GOOD), *[None] * 600, decode(GOOD)]


def test_what_is_more_than_one_line_is_no_event():
    raw = GOOD.replace(b",", b",\n", 1)
    assert decode(raw) is None
    assert decode_many([GOOD, raw], "x") == [decode(GOOD), None]


HIDDEN = b'[1,"t","i",{"x":"%s","y":' + b"[" * 999


@pytest.mark.parametrize(
    "raw",
    [
        HIDDEN % (b"]" * 999),
        HIDDEN % (b"\\\\" + b'","z":"]' * 999),
        nested(950).decode().encode("utf-16"),
        HIDDEN % b'","z":"' + b'\\"' * 999,
    ],
    ids=range(4),
)
def test_it_can_not_be_hidden(raw):
    """On a tablet the attempt alone would crash Aimline."""
    assert is_too_deep(raw)
    assert decode(raw) is None


@pytest.mark.parametrize(
    "raw",
    [
        nested(DEEPEST),
        b'[1,"t","i",{"x":[' + b"[]," * 900 + b"[]]}]",
        b'[1,"t","i",{"x":"' + b"[" * 900 + b'"}]',
        b'[1,"t","i",{"x":"' + b'\\"[' * 900 + b'"}]',
    ],
    ids=range(4),
)
def test_many_lists_are_an_event_if_they_are_not_deeper(raw):
    assert decode(raw) is not None
    assert decode_many([GOOD, raw], "x")[1] == decode(raw)
