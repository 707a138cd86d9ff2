"""Corrections and second scores that are killed come back; bench/correction_kills.py, 200 times."""

import random

import pytest

from bench.correction_kills import BLANK, killed
from bench.killing import Known, LostTap, compare

ROW, OTHER = {"what": "last", "after": 3}, {"what": "last", "after": 4}
START, MARK = {"do": "start"}, {"do": "mark"}


@pytest.mark.long
def test_every_acknowledged_change_comes_back_after_each_kill(tmp_path):
    found = killed(tmp_path, random.Random(17), kills=8)
    assert found["acknowledged"] > 50
    assert found["changes"] > 0


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(Known(), id="a change is gone"),
        pytest.param(Known(changes={"a": OTHER}), id="another stands in its place"),
        pytest.param(Known(changes={"a": ROW, "b": ROW, "c": ROW}), id="two more"),
    ],
)
def test_a_lost_change_would_be_seen(found):
    with pytest.raises(LostTap):
        compare(Known(changes={"a": ROW}), found)


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(Known(), id="the second score is gone"),
        pytest.param(Known(under_way={"s": [START]}), id="a tap is gone"),
        pytest.param(Known(under_way={"s": [START, START]}), id="another tap"),
        pytest.param(Known(under_way={"s": [START, MARK, MARK, MARK]}), id="two taps more"),
    ],
)
def test_a_lost_second_score_would_be_seen(found):
    with pytest.raises(LostTap):
        compare(Known(under_way={"s": [START, MARK]}), found)


def test_one_thing_may_be_there_before_it_was_said():
    assert compare(Known(), Known(changes={"a": ROW})) == 1
    begun = Known(under_way={"s": [START, MARK]}, at_once=BLANK)
    assert compare(Known(), begun) == 1
    kept = Known(kept={"s": [START]})
    assert compare(Known(under_way={"s": [START]}), kept) == 0
