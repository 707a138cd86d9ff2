"""A form: items, and the lines they are in."""

import pytest
from hypothesis import given
from probe_sheets import forms, sheet

from probes.forms.form import BadForm, Form


@given(forms)
def test_every_item_stands_in_exactly_one_line(form):
    lines = [form.line(n) for n in range(len(form.lines))]
    assert [item for line in lines for item in line] == list(range(len(form.items)))
    assert all(form.line_of(item) == n for n, line in enumerate(lines) for item in line)


def test_lines_have_the_words_they_were_given():
    form = sheet(3, 1, 2)
    assert form.lines == (0, 3, 4)
    assert [list(form.line(n)) for n in range(3)] == [[0, 1, 2], [3], [4, 5]]
    assert [form.line_of(item) for item in range(6)] == [0, 0, 0, 1, 2, 2]


@pytest.mark.parametrize(
    ("items", "lines", "groups", "says"),
    [
        (0, (0,), (), "at least one item"),
        (3, (), (), "lines must start at 0"),
        (3, (1,), (), "lines must start at 0"),
        (3, (0, 2, 2), (), "rise"),
        (3, (0, 2, 1), (), "rise"),
        (3, (0, 3), (), "below 3"),
        (3, (0,), (1, 2), "groups must start at 0"),
    ],
)
def test_parts_that_do_not_fit_together_are_refused(items, lines, groups, says):
    with pytest.raises(BadForm, match=says):
        Form(id="", measure="orf", level="", items=("a",) * items, lines=lines, groups=groups)
