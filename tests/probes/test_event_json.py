"""Events as JSON values: written, read back, and refused with one sentence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from probe_sheets import CHILD, event, sheet, steps

from probes.giving.event_json import LONGEST_TEXT, BadEvent, read, written
from probes.giving.events import DAY_MS, KINDS, NAMES, Mark, Start

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
FIELDS = [
    "do",
    "at_ms",
    "item",
    "line",
    "kind",
    "through",
    "text",
    "reason",
    "group",
    "how",
    "more",
]


@given(steps, st.integers(0, DAY_MS - 15_000))
def test_an_event_written_and_read_is_the_same(step, at_ms):
    made = event(sheet(5, 5), at_ms, step)
    assert read(json.loads(json.dumps(written(made)))) == made


def test_every_kind_of_event_has_one_name():
    assert {NAMES[kind] for kind in NAMES} == set(KINDS)


def test_a_mark_without_a_kind_is_an_unspecified_error():
    assert read({"do": "mark", "item": 17, "at_ms": 5120}) == Mark(item=17, at_ms=5120)


def test_nothing_in_an_optional_field_is_as_if_it_were_not_there():
    mark = {"do": "mark", "item": 1, "at_ms": 2, "kind": None, "through": None}
    assert read(mark) == Mark(item=1, at_ms=2)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ([], "an event is an object"),
        (None, "an event is an object"),
        ({}, "“do” must be one of start, mark"),
        ({"do": "Start", "at_ms": 0}, "“do” must be one of start, mark"),
        ({"do": ["mark"], "at_ms": 0}, "“do” must be one of"),
        ({"do": "start"}, "“start” needs “at_ms”"),
        ({"do": "start", "at_ms": None}, "“start” needs “at_ms”"),
        ({"do": "start", "at_ms": 0, "item": 0}, "“start” has a field it can't have; it has at_ms"),
        ({"do": "mark", "at_ms": 5}, "“mark” needs “item”"),
        ({"do": "mark", "at_ms": 5, "item": None}, "“mark” needs “item”"),
        ({"do": "skip_line", "at_ms": 5, "line": None}, "“skip_line” needs “line”"),
        ({"do": "note", "at_ms": 5, "text": None}, "“note” needs “text”"),
        ({"do": "spoil", "at_ms": 5}, "“spoil” needs “reason”"),
        ({"do": "mark", "at_ms": 5, "item": 1, "kind": "wrong"}, "“kind” of “mark” must be one of"),
        ({"do": "mark", "at_ms": 5, "item": 1, "kind": ["error"]}, "not a list"),
        ({"do": "word", "at_ms": 5, "group": 1}, "“word” needs “how”"),
        ({"do": "word", "at_ms": 5, "group": 1, "how": "half"}, "“how” of “word” must be one of"),
        ({"do": "remind", "at_ms": 5, "which": "please"}, "“which” of “remind” must be one of"),
        ({"do": "answer", "at_ms": 5, "group": 1}, "“answer” needs “text”"),
        ({"do": "answer", "at_ms": 5, "group": 1, "text": 23}, "a text of at most 2000"),
        ({"do": "extra", "at_ms": 5, "group": 1}, "“extra” needs “digits”"),
        ({"do": "steps", "at_ms": 5, "group": 1, "right": 3}, "“steps” needs “wrong”"),
        ({"do": "last", "at_ms": 5, "item": "1"}, "“item” of “last” must be a whole number"),
        ({"do": "last", "at_ms": 5, "item": -1}, "from 0 to 86400000, not -1"),
        ({"do": "last", "at_ms": 5, "item": True}, "not true or false"),
        ({"do": "last", "at_ms": 5.0, "item": 1}, "not 5.0"),
        ({"do": "last", "at_ms": float("nan"), "item": 1}, "not nan"),
        ({"do": "last", "at_ms": DAY_MS + 1, "item": 1}, "not 86400001"),
        ({"do": "last", "at_ms": 10**5000, "item": 1}, "not a number"),
        ({"do": "note", "at_ms": 5, "text": "x" * (LONGEST_TEXT + 1)}, "a text of at most 2000"),
        ({"do": "note", "at_ms": 5, "text": 5}, "a text of at most 2000"),
        ({"do": "note", "at_ms": 5, "text": "half of 😀: \ud83d"}, "a text of at most 2000"),
    ],
)
def test_what_no_tap_could_have_made_is_refused(data, says):
    with pytest.raises(BadEvent) as refused:
        read(data)
    assert says in str(refused.value)


@given(st.dictionaries(st.sampled_from(FIELDS), JSON | st.sampled_from([*KINDS])) | JSON)
def test_anything_else_is_refused_by_no_other_error(data):
    try:
        read(data)
    except BadEvent as refused:
        assert len(str(refused)) < 300  # noqa: PT017 (some events are valid)


@pytest.mark.parametrize("child", [CHILD, [CHILD], {CHILD: CHILD}, CHILD * 1000])
@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("do", ["mark", "wait", "note"])
def test_no_sentence_shows_what_stood_in_the_wrong_place(do, field, child):
    data = {"do": do, "at_ms": 5, "item": 1, field: child}
    try:
        read(data)
    except BadEvent as refused:
        assert CHILD[:4] not in str(refused)  # noqa: PT017
    else:
        assert (do, field) == ("note", "text")
    with pytest.raises(BadEvent) as refused:
        read({"do": "mark", "at_ms": 5, "item": 1, CHILD: 1})
    assert CHILD[:4] not in str(refused.value)


def test_an_event_never_changes():
    with pytest.raises(AttributeError):
        Start().at_ms = 1
