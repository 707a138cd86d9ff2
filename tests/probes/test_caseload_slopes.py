"""Every slope at once, beside the single student's code; form effects, beside numpy's.

numpy isn't there on the tablet.
"""

import random
from dataclasses import astuple
from datetime import timedelta
from math import isnan, nan

import numpy as np
import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st
from progress_points import START, drawn_points, points

from probes.progress.caseload import fits, slopes
from probes.progress.form_difficulty import PRIOR_SHARE, FormReading, form_difficulties
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


@pytest.mark.parametrize("late", [False, True], ids=["in any order", "one form late in the year"])
def test_form_effects_are_those_of_one_fit_of_everything(late):
    """All lines and effects at once by numpy: the effects drawn to 0, the lines free."""
    source = random.Random(5)
    read = []
    for student in range(12):
        order = source.choices("ABCD", k=6) + list("DEE" if late else source.choice("ABCDE"))
        for week, form in enumerate(order):
            value = 30 + student + week + 5 * (form == "B") + source.gauss(0, 4)
            read.append(FormReading(str(student), START + timedelta(days=5 * week), form, value))
    forms, rows = sorted({one.form for one in read}), []
    for one in read:
        line = [0.0] * 24
        line[2 * int(one.line)], line[2 * int(one.line) + 1] = 1, (one.day - START).days / 7
        rows.append([*line, *(float(form == one.form) for form in forms)])
    drawn = np.hstack([np.zeros((len(forms), 24)), np.eye(len(forms)) / PRIOR_SHARE])
    design = np.vstack([rows, drawn])
    scores = np.array([one.value for one in read] + [0.0] * len(forms))
    everything = np.linalg.lstsq(design, scores, rcond=None)[0]
    left = ((scores - design @ everything)[: len(read)] ** 2).sum()
    freedom = len(read) - 24 - (len(forms) - 1)
    errors = np.sqrt(np.diag(np.linalg.inv(design.T @ design))[24:] * left / freedom)
    found = {one.form: one for one in form_difficulties(read)}
    for form, effect, error in zip(forms, everything[24:], errors, strict=True):
        assert found[form].effect == pytest.approx(effect, abs=1e-8)
        assert found[form].error == pytest.approx(error, rel=1e-6)
