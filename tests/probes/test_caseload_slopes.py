"""Every slope at once, beside the single student's code. numpy isn't there on the tablet."""

from dataclasses import astuple
from math import isnan, nan

import numpy as np
import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st
from progress_points import drawn_points, points

from probes.progress.caseload import fits, slopes
from probes.progress.trend import trend


@given_any(st.lists(drawn_points(least=0), max_size=3))
def test_the_caseload_equals_the_single_student(students):
    found = fits(dict(enumerate(students)))
    for number, drawn in enumerate(students):
        line = trend(drawn)
        expected = line.fit if line else None
        if expected is None:
            assert found[number] is None
            continue
        size = max(p.value for p in drawn) + 1
        for one, other in zip(astuple(found[number]), astuple(expected), strict=True):
            if other is None:
                assert one is None
            else:
                assert one == pytest.approx(other, rel=1e-9, abs=1e-9 * size)


def test_series_may_come_mixed():
    mine = slopes([1, 0, 1, 0, 1], [0, 0, 1, 2, 2], [5, 1, 6, 5, 7], 3)
    assert mine.slope[:2].tolist() == [2, 1]
    assert isnan(mine.slope[2])
    assert mine.n.tolist() == [2, 3, 0]
    assert isnan(mine.se[0])


def test_nobody_yet():
    assert fits({}) == {}
    assert fits({"a": [], "b": points([3])}) == {"a": None, "b": None}


@pytest.mark.parametrize(
    ("owner", "weeks", "values", "says"),
    [
        ([0, 0], [1, 2], [3], "three equal rows"),
        ([0, 0], [1, nan], [3, 4], "finite"),
        ([0, 1], [1, 2], [3, 4], "an owner must lie in 0..0"),
        ([0, -1], [1, 2], [3, 4], "an owner must lie"),
    ],
)
def test_what_is_refused(owner, weeks, values, says):
    with pytest.raises(ValueError, match=says):
        slopes(np.array(owner), weeks, values, 1)
