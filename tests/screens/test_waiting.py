"""What a stall asks of the examiner."""

import pytest

from probes.giving.events import Mark
from probes.giving.session import apply
from probes.measures.profiles import HOUSE, profile
from screens.giving.help_due import help_due
from screens.words.english import ENGLISH
from tests.screens.measure_forms import FORMS, begun

SAID = [
    ("orf", "house", "Say the word", "supplied"),
    ("wrf", "house", "Point on", "omission"),
    ("wrf", "supplied", "Say the word", "supplied"),
    ("lnf", "house", "Say its name", "supplied"),
    ("lsf", "house", "Say its sound", "supplied"),
    ("ni", "house", "Say the number", "supplied"),
    ("qd", "house", "Point on", "omission"),
    ("mn", "house", "Point on", "omission"),
    ("nwf", "house", "Point on", "omission"),
    ("nwf", "supplied", "Say the sound", "supplied"),
    ("psf", "house", "Next word", "omission"),
    ("oc", "house", "Say the number", "supplied"),
]


@pytest.mark.parametrize(("measure", "rules", "pad", "kind"), SAID)
def test_the_help_is_the_measures_or_its_profiles(measure, rules, pad, kind):
    found = help_due(begun(measure), profile(rules))
    assert (found.pad, found.kind) == (pad, kind)


def test_a_number_is_told_once_in_all_the_counting():
    session = apply(begun("oc"), Mark(item=3, kind="supplied", at_ms=5))
    found = help_due(session, HOUSE)
    assert (found.pad, found.kind) == (ENGLISH["give.wait.none"], "error")


@pytest.mark.parametrize("measure", FORMS)
def test_every_measure_has_its_words(measure):
    assert help_due(begun(measure), HOUSE).status
