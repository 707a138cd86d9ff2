"""The forms that come with Aimline, read and made once for all devices of a test.

A test that opens thousands of devices would read them for each: four fifths of its time.
"""

from functools import cache

from commands import wiring
from probes.forms import generators


def read_forms_once() -> None:
    """From now on read each form, and make each level's, only once in this process."""
    if hasattr(wiring.load_forms, "cache_info"):
        return
    wiring.load_forms = cache(wiring.load_forms)
    make, made = generators.forms, {}

    def forms(measure, level, texts):
        if (measure, level) not in made:
            made[measure, level] = make(measure, level, texts)
        return made[measure, level]

    generators.forms = forms
