"""The alternate forms that come with Aimline, except passages. They are made on request."""

from collections.abc import Mapping

from probes.forms import early_forms, math_forms
from probes.forms.form import Form
from probes.forms.skills import skills

FORMS = 30  # for each measure and level: one a week for most of a school year

# The grades in which an early form is usual, if they are not just its level.
_GRADES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("lnf", "K"): ("K", "1"),
    ("oc", "K"): ("K", "1"),
    ("qd", "2"): ("2", "3"),
}


def levels(measure: str) -> dict[str, tuple[str, ...]]:
    """Return the levels of a measure, each with the grades in which it is usual.

    A level is a grade, or in math a skill such as "mul-7s". Empty if no forms are made for it.
    """
    early = {
        level: _GRADES.get((measure, level), (level,))
        for level in early_forms.LEVELS.get(measure, ())
    }
    return early or {
        level: skill.grades for (of, level), skill in skills().items() if of == measure
    }


def forms(measure: str, level: str, texts: Mapping[str, str]) -> tuple[Form, ...]:
    """Return the alternate forms of a level, the same every time; takes milliseconds a form.

    Oral counting has only one form, because every student counts from 1.

    Args:
        texts: the texts of ``probes/forms/words`` by name, without ``.txt``.

    Raises:
        KeyError: there is no such measure or level.
    """
    seeds = range(1, 2 if measure == "oc" else FORMS + 1)
    if measure in early_forms.LEVELS:
        return tuple(early_forms.form(measure, level, seed, texts) for seed in seeds)
    return tuple(math_forms.form(measure, level, seed) for seed in seeds)
