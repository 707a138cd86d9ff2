"""A sitting that is killed comes back; bench/kills.py does the same 200 times."""

import random

import pytest

from bench.killing import Known, LostTap, compare
from bench.kills import killed

MARK, UNMARK, START = {"do": "mark"}, {"do": "unmark"}, {"do": "start"}


@pytest.mark.long
def test_every_acknowledged_tap_comes_back_after_each_kill(tmp_path):
    found = killed(tmp_path, random.Random(8), kills=8)
    assert found["acknowledged"] > 50


@pytest.mark.long
def test_a_set_of_three_goes_on_after_each_kill(tmp_path):
    found = killed(tmp_path, random.Random(17), kills=12)
    assert found["probes_kept"] > 0


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(Known(), id="the sitting is gone"),
        pytest.param(Known(under_way={"b": [START, MARK]}), id="another sitting"),
        pytest.param(Known(under_way={"a": [START]}), id="a tap is gone"),
        pytest.param(Known(under_way={"a": [START, UNMARK]}), id="another tap"),
        pytest.param(Known(under_way={"a": [START, MARK, MARK, MARK]}), id="two taps more"),
    ],
)
def test_a_loss_would_be_seen(found):
    with pytest.raises(LostTap):
        compare(Known(under_way={"a": [START, MARK]}), found)


def test_a_kept_probe_that_is_under_way_again_would_be_seen():
    with pytest.raises(LostTap):
        compare(Known(kept={"a": [START]}), Known(under_way={"a": [START]}))


def test_one_tap_may_be_there_before_it_was_said():
    assert compare(Known(under_way={"a": [START]}), Known(under_way={"a": [START, MARK]})) == 1
