"""Every rule of forms over 200 seeds of every level, as the tests beside it hold it over a few.

And how far two forms of a level are apart for a reader fixed beforehand: ``bench/form_readers``.
"""

from functools import cache

import pytest
import test_early_forms as early
import test_math_forms as math
from form_texts import TEXTS, shipped

from bench.forms import BAR_SPREAD, spread
from probes.forms.cell_kinds import KINDS
from probes.forms.generators import levels

pytestmark = pytest.mark.long

SEEDS = 200
EVERY = [(measure, level) for measure in KINDS for level in levels(measure)]
OF_EARLY_FORMS = [
    getattr(early, name)
    for name in dir(early)
    if name.startswith("test_") and "pages" in getattr(early, name).__code__.co_names
]


@cache
def pages(measure, level, count=SEEDS):
    return [early.form(measure, level, seed, TEXTS) for seed in range(count)]


@pytest.fixture(autouse=True)
def seeds(monkeypatch):
    monkeypatch.setattr(math, "SEEDS", SEEDS)
    monkeypatch.setattr(early, "pages", pages)


def cases(test):
    """The arguments that a test is parametrized with."""
    marks = [m for m in getattr(test, "pytestmark", []) if m.name == "parametrize"]
    if not marks:
        return [()]
    (mark,) = marks
    return [value if isinstance(value, tuple) else (value,) for value in mark.args[1]]


@pytest.mark.parametrize("test", OF_EARLY_FORMS, ids=lambda test: test.__name__)
def test_early_forms(test):
    for case in cases(test):
        test(*case)


@pytest.mark.parametrize("skill", math.FACTS)
def test_facts(skill):
    math.test_every_fact_belongs_to_its_skill(skill)
    math.test_a_page_has_no_neighbours_alike_and_few_trivial_problems("facts", skill)
    math.test_the_items_are_the_digits_of_the_answers("facts", skill)


@pytest.mark.parametrize("skill", math.COMPUTATION)
def test_computation(skill):
    math.test_every_computation_belongs_to_its_skill(skill)
    math.test_a_page_has_no_neighbours_alike_and_few_trivial_problems("comp", skill)
    math.test_the_items_are_the_digits_of_the_answers("comp", skill)


@pytest.mark.parametrize(("measure", "level"), EVERY)
def test_two_forms_of_a_level_are_as_hard(measure, level):
    assert spread(shipped(measure, level)) <= BAR_SPREAD
