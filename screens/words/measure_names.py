"""What measures, their levels and their forms are called, and how a long list of levels is chosen.

A level is a grade, or in math a skill, "mul-7s", which people know as a kind of
problem and which of that kind: "Multiplication: by 7".
"""

import re
from collections.abc import Iterable, Mapping

from probes.forms.form import Form
from probes.measures.measure import MEASURES, Measure
from screens.words.catalogue import say

AREAS = ("reading", "math")

_SKILL = re.compile(r"(add-sub|mul-div|facts-mixed|add|sub|mul|div|dec|frac)(?:-(.+))?")
_OF_PARTS = (  # of decimals and of fractions
    "add", "sub", "mul", "mul-dec", "div", "div-dec", "add-like", "sub-like", "mixed-like", "whole",
    "add-unlike", "sub-unlike", "unit-div",
)  # fmt: skip
_MADE = re.compile(r"\d+\.(\d+)")


def measure_name(measure: str) -> str:
    """Return what a measure is called."""
    return say(f"measure.{measure}")


def level_name(level: str) -> str:
    """Return what a level is called: "Grade 2", "Addition: to 10"."""
    kind, which = _parted(level)
    return f"{say(f'skill.{kind}')}: {which}" if kind else which


def kinds_of(levels: Iterable[str]) -> dict[str, list[str]]:
    """Return the levels by the kind of problem they practise; those that are grades under ""."""
    found: dict[str, list[str]] = {}
    for level in levels:
        found.setdefault(_parted(level)[0], []).append(level)
    return found


def kind_name(kind: str) -> str:
    """Return what a kind of ``kinds_of`` is called."""
    return say(f"skill.{kind}") if kind else say("skill.grade")


def skill_kind(level: str) -> str:
    """Return the kind of problem that a level practises, "" for a grade."""
    return _parted(level)[0]


def within_kind(level: str) -> str:
    """Return what a level is called beside its kind."""
    return _parted(level)[1]


def form_name(form: Form) -> str:
    """Return a form's title; of one that was made, its number."""
    made = _MADE.fullmatch(form.title)
    return say("form.number", number=int(made[1])) if made else form.title


def usual(levels: Mapping[str, tuple[str, ...]], grade: str) -> list[str]:
    """Return the levels that are usual in a grade; all where none is, or no grade is known."""
    found = [level for level, grades in levels.items() if grade in grades]
    return found or list(levels)


def in_area(area: str) -> list[Measure]:
    """Return the measures of reading, or of math."""
    return [measure for measure in MEASURES.values() if measure.area == area]


def _parted(level: str) -> tuple[str, str]:
    """Return the kind and which of that kind; no kind for a grade."""
    skill = _SKILL.fullmatch(level)
    if skill is None:
        return "", say("students.grade", grade=level)
    kind, which = skill[1], skill[2] or ""
    digits, _, more = which.partition("-")
    one, by, other = digits.partition("x")
    if kind in ("dec", "frac"):
        name = say(f"skill.{kind}.{which}") if which in _OF_PARTS else which
    elif not which:
        name = say("skill.all")
    elif which in ("10", "20"):
        name = say("skill.to", number=which)
    elif kind in ("add-sub", "mul-div", "facts-mixed"):
        name = which  # none of ours: another device's, which is newer
    elif which.endswith("s"):
        name = say(f"skill.with.{kind}", number=which[:-1])
    elif by:
        name = say("skill.by.rest" if more else "skill.by", one=one, other=other)
    else:
        name = say("skill.regroup" if more else "skill.digits", digits=digits)
    return kind, name
